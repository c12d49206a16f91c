"""The one card of a reminder, as people decide on it: who, why now, what it builds on, the exact letter, what is owed.

It stays in the channel and is brought up to date: its days are the calendar's, its buttons those that apply now.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.letter import Letter
from domain.reminder import OPEN, Kind, Reminder, ReminderState
from domain.reminder_card import ReminderCard
from views import kit, letter_blocks, limits, reminder_words, rich, wording
from views.kit import Block, Body
from views.messages import post, weight
from views.reminder_buttons import buttons

_INVOICES = 10
_FLAWS = 6
_LONGEST_WORDS = 600
_CUT = 800
S = ReminderState
# What is over shows what it came to, not the letter that never left.
_WITHOUT_LETTER = frozenset({S.WRITING, S.SKIPPED, S.LAPSED, S.SNOOZED})


def reminder_card(card: ReminderCard, *, locale: str) -> Body:
    """The card as a message. Where the letter is too long for one, it is begun here and read whole in a window, from
    which it is approved: nobody approves what they could not read."""
    text = wording.escaped(f"{reminder_words.in_short(card.reminder, locale)}: {standing(card)}")
    whole = _blocks(card, locale, is_whole=True)
    if len(whole) <= limits.MESSAGE_BLOCKS and sum(map(weight, whole)) <= limits.MESSAGE_WEIGHT:
        return post(text, whole)
    return post(text, _blocks(card, locale, is_whole=False))


def standing(card: ReminderCard) -> str:
    """Where it stands, who decided that and when. Plain text, one line or two."""
    reminder, tz = card.reminder, card.tz
    by = wording.one_line(reminder.decided_by or "somebody")
    at = reminder_words.wall(reminder.decided_at, tz) if reminder.decided_at else "a day not kept"
    why = f": {_sentence(kit.clipped(reminder.reason, 600))}" if reminder.reason else "."
    approved = reminder_words.approved_by(card.approvals, tz)
    return {
        S.WRITING: "Being written. It is shown here when it is ready.",
        S.WAITING: "Waits for approval." if card.needed == 1 else "Waits for the approval of two people.",
        S.SECOND: f"Approved by {approved or by}. Somebody else must approve it too.",
        S.BY_HAND: f"{by} took it along to send it by hand on {at}.{_since(card)}",
        S.APPROVED: f"Approved by {approved or by}. {_leaves(reminder, card)}{_besides(reminder)}",
        S.CLAIMED: "On its way.",
        S.SENT: f"Sent on {_sent_on(reminder)} {_went(reminder, by)}. Approved by {approved or by}."
        f"{_besides(reminder)}",
        S.REFUSED: f"Not sent{why}",
        S.UNCERTAIN: f"It may or may not have left{why} Nothing is sent again by itself: look first, then say which.",
        S.SNOOZED: f"Snoozed through {_day(reminder)} by {by}.",
        S.SKIPPED: f"Skipped by {by} on {at}{why}",
        S.LAPSED: _lapsed(reminder, why),
    }[reminder.state]


def letter_facts(card: ReminderCard, locale: str) -> list[Block]:
    """What people weigh beside the letter itself: why now, what it builds on, what changed, what is wrong in it."""
    reminder = card.reminder
    lines = [rich.line(rich.bold("Why now: "), rich.text(reminder_words.why_now(reminder)))]
    ground = reminder.builds_on
    lines.append(rich.line(rich.bold("Builds on: "), rich.text(reminder_words.builds_on(ground, locale))))
    if ground.words:
        lines.append(rich.quote(ground.words, _LONGEST_WORDS))
    if ground.broken:
        lines.append(rich.line(rich.bold("Cites: "), rich.text(reminder_words.cites(ground.broken, locale))))
    if card.last_words is not None:
        last = card.last_words
        said = f"{wording.in_full(last.happened_on)}, kept by {wording.one_line(last.by)}"
        lines.append(rich.line(rich.bold("Their newest words, about something else: "), rich.text(said)))
        lines.append(rich.quote(last.words, _LONGEST_WORDS))
    if card.follow_up_on is not None:
        said = f"it is to be followed up on {wording.in_full(card.follow_up_on)}, and this letter asks before that"
        lines.append(rich.line(rich.bold("Early: "), rich.text(said)))
    if reminder.changed:
        changed = kit.clipped(reminder.changed, _LONGEST_WORDS)
        lines.append(rich.line(rich.bold("Changed since the last draft: "), rich.text(changed)))
    return [rich.rich(*lines), *_flaws(reminder)]


def addressed(letter: Letter, files: Sequence[str] = (), *, went_by_hand: bool = False) -> Block:
    """To whom, by which way, under which subject, with which files."""
    whom = rich.text(kit.clipped(reminder_words.to_whom(letter.recipients), 900))
    if letter.channel is not None:
        whom = rich.channel(letter.channel)
    to = rich.line(rich.bold("To: "), whom)
    way = "a person's own hand" if went_by_hand else reminder_words.ROUTES[letter.route]
    lines = [
        *([] if went_by_hand and not letter.recipients else [to]),
        rich.line(rich.bold("By: "), rich.text(way)),
        rich.line(rich.bold("Subject: "), rich.text(kit.clipped(letter.words.subject, 300))),
    ]
    if files:
        lines.append(
            rich.line(
                rich.bold("Attached: "), rich.text(wording.listed([wording.one_line(each) for each in files], most=20))
            )
        )
    return rich.rich(*lines)


def owed(reminder: Reminder, locale: str) -> list[Block]:
    """The invoices it names with total, received and left, credit as a line that lowers them, and what they come to."""
    shown = [reminder_words.item(each, locale) for each in reminder.items[:_INVOICES]]
    lines = [[rich.text(f"{what} · "), rich.bold(left)] for what, left in shown]
    more = len(reminder.items) - len(shown)
    if more > 0:
        lines.append([rich.text(f"{wording.plural(more, 'more invoice')}, all named in the letter")])
    if reminder.kind is Kind.THANK_YOU:
        return [rich.rich(rich.bullets(lines))]
    if reminder.credit.minor:
        lines.append([rich.text("Credit not used yet · "), rich.bold(f"−{wording.money(reminder.credit, locale)}")])
    total = rich.line(rich.bold(f"Owed in all: {wording.money(reminder.net, locale)}"))
    return [rich.rich(rich.bullets(lines), total) if lines else rich.rich(total)]


def freshness(card: ReminderCard) -> str:
    """How fresh the money on it is. mrkdwn."""
    if card.payments_known_up_to is None:
        return "No payment was ever recorded here."
    return f"Payments known up to {reminder_words.wall(card.payments_known_up_to, card.tz)}."


def _blocks(card: ReminderCard, locale: str, *, is_whole: bool) -> list[Block]:
    reminder, letter = card.reminder, card.reminder.letter
    blocks = [kit.header(reminder_words.titled(reminder)), kit.words(standing(card))]
    if reminder.state is S.WRITING:
        return [*blocks, *owed(reminder, locale)]
    if letter is None or reminder.state in _WITHOUT_LETTER:
        return [*blocks, *owed(reminder, locale), *buttons(card, is_whole=is_whole)]
    if reminder.state in OPEN:
        blocks += letter_facts(card, locale)
    return [
        *blocks,
        addressed(letter, card.files, went_by_hand=reminder.went_by_hand),
        *_text(letter, is_whole=is_whole),
        *owed(reminder, locale),
        kit.context(f"{f'{freshness(card)} ' if reminder.state in OPEN else ''}{wording.escaped(_written(reminder))}"),
        *buttons(card, is_whole=is_whole),
    ]


def _text(letter: Letter, *, is_whole: bool) -> Sequence[Block]:
    if is_whole:
        return letter_blocks.quoted(letter.words.text)
    text = letter.words.text
    left = f"{len(text) - _CUT:,} more characters: the whole letter opens in a window."
    return [*letter_blocks.quoted(text[:_CUT]), kit.context(left)] if len(text) > _CUT else letter_blocks.quoted(text)


def _flaws(reminder: Reminder) -> list[Block]:
    if not reminder.flaws:
        return []
    lines = [[rich.text(kit.clipped(reminder_words.flaw(each), 240))] for each in reminder.flaws[:_FLAWS]]
    more = len(reminder.flaws) - len(lines)
    if more > 0:
        lines.append([rich.text(f"{more:,} more like these")])
    return [rich.rich(rich.line(rich.bold("Look at this before you approve:")), rich.bullets(lines))]


def _written(reminder: Reminder) -> str:
    note = f". {kit.clipped(reminder.writer_note, 300)}" if reminder.writer_note else "."
    return f"{reminder_words.written_by(reminder)}{note}"


def _since(card: ReminderCard) -> str:
    if card.since is None:
        return ""
    return f" Since then: {_sentence(kit.clipped(card.since, 600))} If it has not gone yet, press “Not sending”."


def _lapsed(reminder: Reminder, why: str) -> str:
    if reminder.sent_on is None:
        return f"Nothing was sent{why}"
    return f"Sent on {_sent_on(reminder)} {_how(reminder.letter)}, and it came back. It counts as not sent."


def _leaves(reminder: Reminder, card: ReminderCard) -> str:
    decided, at = reminder.decided_at, reminder.not_before
    if at is None or (decided is not None and at <= decided):
        return "It leaves now."
    return f"It leaves on {reminder_words.wall(at, card.tz)}."


def _sent_on(reminder: Reminder) -> str:
    return wording.in_full(reminder.sent_on) if reminder.sent_on else "a day not kept"


def _went(reminder: Reminder, by: str) -> str:
    return f"by hand, says {by}" if reminder.went_by_hand else _how(reminder.letter)


def _how(letter: Letter | None) -> str:
    return reminder_words.sent_to(letter) if letter else "by hand"


def _day(reminder: Reminder) -> str:
    return wording.in_full(reminder.snoozed_until) if reminder.snoozed_until else "a day not kept"


def _sentence(said: str) -> str:
    return said if said.endswith((".", "?", "…")) else f"{said}."


def _besides(reminder: Reminder) -> str:
    return f" {_sentence(kit.clipped(reminder.reason, 600))}" if reminder.reason else ""
