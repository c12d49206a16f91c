"""What a letter picks up from: the last contact about its invoices, read from the book.

Only what happened since the oldest of them was issued counts: nobody is reminded of a talk about last year's work.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date

from domain.date_rules import order_in
from domain.hold import Dispute
from domain.invoice import Invoice
from domain.letter import BrokenWord, BuildsOn, Ground
from domain.promise import Against, Certainty, Promise, PromiseState, is_part
from domain.reminder import Kind, Reminder, ReminderState
from domain.says_not_before import says_not_before
from domain.says_paid import says_paid
from domain.timeline import Direction, Medium, Touch, standing
from storage.promised_parts import PromisedPartsStore
from storage.standing import state_of
from storage.unit_of_work import Work


def builds_on(client_id: int, invoice_ids: Iterable[int], work: Work) -> BuildsOn:
    """The ground of a letter about these invoices (all of one currency).

    The newest contact: words of either side, a promise among them, a dispute that was settled, a letter of ours. Beside
    it a promise is cited that no letter has cited since it was broken; not to who says it is paid: they answered it.
    """
    wanted = set(invoice_ids)
    invoices = [invoice for invoice in work.invoices.of_client(client_id) if invoice.id in wanted]
    if not invoices:
        return BuildsOn(ground=Ground.NOTHING_YET)
    past = _past(client_id, invoices, work)
    claimed, promised = _claimed(past, work), _promised(past, work)
    if claimed or promised is None:
        return claimed or _newest(past, work)
    if promised.ground is Ground.PROMISE_OPEN or _is_newest(promised, past):
        return promised
    return _beside(_newest(past, work), promised)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """What was said and done about these invoices since the oldest was issued."""

    invoice_ids: tuple[int, ...]
    touches: tuple[Touch, ...]
    promises: tuple[Promise, ...]
    dispute: Dispute | None
    letters: tuple[Reminder, ...]

    @property
    def letter(self) -> Reminder | None:
        """The last one that went."""
        return max(self.letters, key=lambda each: (each.sent_on or each.planned_on, each.id), default=None)

    @property
    def contact(self) -> Touch | None:
        """The newest word of either side."""
        return self.touches[0] if self.touches else None


def _past(client_id: int, invoices: list[Invoice], work: Work) -> _Past:
    ids, since = {invoice.id for invoice in invoices}, min(invoice.issued_on for invoice in invoices)
    touches = tuple(
        touch
        for touch in standing(work.timeline.of_client(client_id))
        if touch.direction is not Direction.INTERNAL
        and touch.happened_on >= since
        and (touch.invoice_id is None or touch.invoice_id in ids)
    )
    currency = invoices[0].currency
    promises = tuple(
        promise
        for promise in work.promises.of_client(client_id)
        if promise.certainty is Certainty.GIVEN
        and not promise.withdrawn
        and promise.currency == currency
        and any(promise.surrounds(invoice.id, invoice.sent_on) for invoice in invoices)
    )
    return _Past(
        invoice_ids=tuple(ids),
        touches=touches,
        promises=promises,
        dispute=_last_settled(work.disputes.of_client(client_id), ids),
        letters=_letters(work.reminders.of_client(client_id), ids),
    )


def _last_settled(disputes: list[Dispute], ids: Container[int]) -> Dispute | None:
    settled = [each for each in disputes if each.resolved_on is not None and each.invoice_id in ids]
    return max(settled, key=lambda each: (each.resolved_on or each.opened_on, each.id), default=None)


def _letters(reminders: list[Reminder], ids: Container[int]) -> tuple[Reminder, ...]:
    return tuple(
        each
        for each in reminders
        if each.kind is Kind.REMINDER
        and each.state is ReminderState.SENT
        and each.sent_on is not None
        and any(item.invoice_id in ids for item in each.items)
    )


def _claimed(past: _Past, work: Work) -> BuildsOn | None:
    """Their last word, where it is that they paid: said after our last letter, and no promise of the rest."""
    contact, letter = past.contact, past.letter
    if contact is None or any(_touch_of(promise, past.touches) == contact.id for promise in past.promises):
        return None
    if letter is not None and letter.sent_on is not None and not _is_after(contact, letter.sent_on):
        return None
    found = _said(past, work)
    return found if found.ground is Ground.SAYS_PAID else None


def _promised(past: _Past, work: Work) -> BuildsOn | None:
    """The last promise that was broken, where no letter has cited it and the money is not there, else an open one."""
    states = [(promise, state_of(promise, work)) for promise in past.promises]
    for ground, state in ((Ground.PROMISE_BROKEN, PromiseState.BROKEN), (Ground.PROMISE_OPEN, PromiseState.OPEN)):
        found = [promise for promise, its in states if its is state]
        last = max(found, key=lambda promise: (promise.promised_on, promise.id), default=None)
        if last is None:
            continue
        against = PromisedPartsStore(work.scope).of([last]).get(last.id)
        if state is PromiseState.BROKEN and (_is_cited(last, past) or _came_late(last, against)):
            continue
        return BuildsOn(
            ground=ground,
            on=last.made_on,
            by=last.by,
            words=last.words,
            touch_id=_touch_of(last, past.touches),
            promised_on=last.promised_on,
            part=last.expected if is_part(last, against) else None,
        )
    return None


def _is_cited(promise: Promise, past: _Past) -> bool:
    made = (promise.made_on, promise.promised_on)
    for letter in past.letters:
        picks, broken = letter.builds_on, letter.builds_on.broken
        if picks.ground is Ground.PROMISE_BROKEN and (picks.on, picks.promised_on) == made:
            return True
        if broken is not None and (broken.on, broken.promised_on) == made:
            return True
    return False


def _came_late(promise: Promise, against: Against | None) -> bool:
    """Whether all that was promised is there, after its day."""
    return against is not None and against.received_minor >= promise.expected_minor


def _is_newest(promised: BuildsOn, past: _Past) -> bool:
    """Whether nobody spoke, settled or wrote anything since."""
    contact = past.contact
    spoke = contact is not None and contact.id != promised.touch_id and not _is_before(contact, promised.on)
    days = (past.dispute.resolved_on if past.dispute else None, past.letter.sent_on if past.letter else None)
    return not spoke and not any(promised.on is None or day > promised.on for day in days if day is not None)


def _beside(newest: BuildsOn, promised: BuildsOn) -> BuildsOn:
    if promised.on is None or promised.promised_on is None:
        return newest
    cited = BrokenWord(on=promised.on, promised_on=promised.promised_on, part=promised.part, by=promised.by)
    return replace(newest, broken=cited)


def _newest(past: _Past, work: Work) -> BuildsOn:
    return _settled(past) or _unanswered(past) or _said(past, work)


def _touch_of(promise: Promise, touches: Iterable[Touch]) -> int | None:
    said = (promise.made_on, promise.words)
    return next((touch.id for touch in touches if (touch.happened_on, touch.words) == said), None)


def _settled(past: _Past) -> BuildsOn | None:
    dispute, on = past.dispute, past.dispute.resolved_on if past.dispute else None
    if dispute is None or on is None or _is_after(past.contact, on):
        return None
    if past.letter is not None and past.letter.sent_on is not None and past.letter.sent_on > on:
        return None
    by = dispute.owner or dispute.by
    return BuildsOn(ground=Ground.DISPUTE_ANSWERED, on=on, by=by, words=dispute.reason)


def _unanswered(past: _Past) -> BuildsOn | None:
    """Our last letter, where nothing came after it; the timeline's row of the letter itself does not count."""
    letter, contact = past.letter, past.contact
    if letter is None or letter.sent_on is None or _is_after(contact, letter.sent_on):
        return None
    if contact is not None and contact.happened_on == letter.sent_on and (_is_theirs(contact) or _is_talk(contact)):
        return None
    is_its_row = contact is not None and contact.happened_on == letter.sent_on
    return BuildsOn(
        ground=Ground.REMINDER_UNANSWERED,
        on=letter.sent_on,
        by=letter.decided_by,
        touch_id=contact.id if contact and is_its_row else None,
    )


def _said(past: _Past, work: Work) -> BuildsOn:
    contact = past.contact
    if contact is None:
        return BuildsOn(ground=Ground.NOTHING_YET)
    first_day = _first_day(contact, work)
    return BuildsOn(
        ground=Ground.NOT_BEFORE if first_day else _ground(contact, past, work),
        on=contact.happened_on,
        by=contact.by,
        words=contact.words,
        touch_id=contact.id,
        promised_on=first_day,
    )


def _first_day(contact: Touch, work: Work) -> date | None:
    """The first day on which they said they could pay."""
    if not _is_theirs(contact):
        return None
    return says_not_before(contact.words, contact.happened_on, order_in(work.workspace.locale))


def _ground(contact: Touch, past: _Past, work: Work) -> Ground:
    if _is_theirs(contact) and says_paid(contact.words, contact.happened_on):
        ids = list(past.invoice_ids)
        came = work.payments.received_since(ids, after=contact.recorded_at, last=work.today)
        return Ground.REPLY if came > 0 else Ground.SAYS_PAID  # money that came since is what they meant
    if _is_talk(contact):
        return Ground.CALL
    return Ground.REPLY if _is_theirs(contact) else Ground.OUR_WORD


def _is_theirs(touch: Touch) -> bool:
    return touch.direction is Direction.IN


def _is_talk(touch: Touch) -> bool:
    """Whether both sides spoke: a call that nobody answered is only our word."""
    if touch.medium is Medium.MEETING or (touch.medium is Medium.PHONE and _is_theirs(touch)):
        return True
    if touch.medium is Medium.PHONE:
        return _NOBODY_THERE.search(touch.words) is None
    return touch.medium is None and not _is_theirs(touch) and _SPOKE.match(touch.words) is not None


def _is_before(touch: Touch, day: date | None) -> bool:
    return day is not None and touch.happened_on < day


def _is_after(touch: Touch | None, day: date) -> bool:
    return touch is not None and touch.happened_on > day


_NOBODY_THERE = re.compile(
    r"\bno (?:answer|reply|response|one|luck)\b|\bnobody\b|voice ?mail|voice message|answering machine|\bmailbox\b"
    r"|\bengaged\b|\bbusy\b|\brang out\b|\btried\b|\bunreachable\b|\bleft (?:\w+ ){0,3}(?:message|word)\b"
    r"|n(?:o|['’])t (?:answer|pick|reach|get through|in\b|there|available)",
    re.IGNORECASE,
)
_SPOKE = re.compile(r"\W*(?:(?:i|we)(?:['’]ve| have)? )?(?:just |already )?(?:spoke|talked|met)\b", re.IGNORECASE)
