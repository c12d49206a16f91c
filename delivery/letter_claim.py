"""The moment of sending: everything is read again inside the claim. Either all is as it was approved, and the exact
bytes are stored; or nothing leaves, and the card and the queue say why."""

from __future__ import annotations

import json
from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from delivery.letter_slack import letter_body
from delivery.mail import Mail, Sender, Thread, mail_of, message_id_of
from delivery.patience import is_patient
from domain.approval import is_approved, leaves_at
from domain.document import Document, names_number
from domain.errors import Refusal
from domain.exception_queue import ExceptionKind
from domain.letter import Letter, Route
from domain.mailbox import mailbox_said
from domain.reminder import MAY_REACH, Reminder, ReminderState
from storage.documents import DocumentStore
from storage.outbox import hash_of
from storage.sending import SendingStore
from storage.unit_of_work import Work
from views.reminder_words import titled

REMINDER = "reminder"
WORKSPACE = "workspace"
LOOK_AGAIN = timedelta(minutes=5)
_NO_SERVER = (
    "Letters are approved, but there is no mail server to send them through. Whoever runs Dunwell sets SMTP_URL,"
    " DUNWELL_MAIL_FROM and DUNWELL_REPLY_TO; then they leave, and none is lost."
)
_NO_SENDER = (
    "Letters are approved, but it is not set who they come from. Whoever runs Dunwell sets DUNWELL_MAIL_FROM and"
    " DUNWELL_REPLY_TO; then they leave, and none is lost."
)
_HOW = {
    ReminderState.CLAIMED: "is on its way to",
    ReminderState.UNCERTAIN: "may or may not have reached",
    ReminderState.BY_HAND: "was taken along to be sent by hand to",
}
_UNAPPROVED = "What was approved is not what would leave, or one more person must approve it."


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRules:
    """What the sending asks of its neighbours. `what_changed`: in words, what is no longer as it was when the letter
    was drafted, None where all is. `holidays_of`: on which days nothing leaves for a client of this id. `show` brings
    the reminder's card up to date."""

    what_changed: Callable[[Reminder, Work], str | None]
    holidays_of: Callable[[int, Work], Container[date]]
    show: Callable[[int, Work], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A reminder that is ours to send, and what is sent: a mail, or a message in the client's Slack channel. While
    `is_patient`, a recipient who cannot be taken just now makes the whole letter wait."""

    reminder: Reminder
    mail: Mail | None = None
    message: dict[str, Any] | None = None
    is_patient: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Stayed:
    """A reminder that was looked at and did not leave, and why."""

    reminder_id: int
    reason: str | None = None


class _NotSet(Exception):
    """Whoever runs Dunwell must set something before any letter can leave."""


def claim_next(work: Work, rules: LetterRules, *, routes: frozenset[Route]) -> Claim | Stayed | None:
    """Takes the approved reminder whose time has come, reads everything again, and makes it ours to send. None where
    nothing may leave now. `routes` are the ways this process can send by."""
    reminder = SendingStore(work.scope).next_leaving(work.now)
    if reminder is None:
        return None
    work.clients.take(reminder.client_id)  # of two letters to one client, one worker sees the other's claim
    return _held(reminder, work, rules) or _made_ready(reminder, work, rules, routes)


def tell(reminder: Reminder, kind: ExceptionKind, reason: str, work: Work) -> None:
    """Puts the reminder in the queue, with the newest reason."""
    work.exceptions.say(kind.value, about=REMINDER, about_id=reminder.id, reason=reason, now=work.now)


def settle(reminder: Reminder, kind: ExceptionKind, resolution: str, work: Work) -> None:
    """Takes it off the queue again."""
    work.exceptions.resolve_about(kind.value, about=REMINDER, about_id=reminder.id, resolution=resolution, now=work.now)


def put_off_all(reminder: Reminder, reason: str, work: Work, rules: LetterRules) -> Stayed:
    """Nothing can leave this way for the moment: one row in the queue says so, every letter that would waits, and its
    card says until when."""
    tell_all(reason, work)
    until = leaves_at(work.now + LOOK_AGAIN, work.workspace.tz, work.holidays)
    route = reminder.letter.route if reminder.letter else Route.EMAIL
    waiting = [each.id for each in work.reminders.in_state(ReminderState.APPROVED) if _is_due(each, route, work)]
    SendingStore(work.scope).put_off_all(work.now, until, reason, route=route)
    for reminder_id in waiting:
        rules.show(reminder_id, work)
    return Stayed(reminder_id=reminder.id, reason=reason)


def tell_all(reason: str, work: Work) -> None:
    """One row in the queue for what stands in the way of every letter."""
    work.exceptions.put_in(ExceptionKind.NOT_SENT.value, about=WORKSPACE, about_id=0, reason=reason, now=work.now)


def _is_due(reminder: Reminder, route: Route, work: Work) -> bool:
    has_come = reminder.not_before is None or reminder.not_before <= work.now
    return has_come and reminder.letter is not None and reminder.letter.route is route


def _held(reminder: Reminder, work: Work, rules: LetterRules) -> Stayed | None:
    leaves = leaves_at(work.now, work.workspace.tz, rules.holidays_of(reminder.client_id, work))
    if leaves > work.now:
        SendingStore(work.scope).put_off(reminder, leaves, reminder.reason)
        rules.show(reminder.id, work)
        return Stayed(reminder_id=reminder.id)
    if reminder.letter is None or not is_approved(work.workspace, reminder):
        return _ask_anew(reminder, work, rules)
    changed = rules.what_changed(reminder, work) or _strangers(reminder, reminder.letter, work)
    if changed is not None:
        return _lapse(reminder, changed, work, rules)
    return _behind_another(reminder, work, rules)


def _behind_another(reminder: Reminder, work: Work, rules: LetterRules) -> Stayed | None:
    """Nobody gets a second letter while one is on its way to them, or may have reached them."""
    others = [each for each in work.reminders.of_client(reminder.client_id) if each.state in MAY_REACH]
    if not others:
        return None
    how = _HOW[others[0].state]
    reason = f"Another letter {how} {reminder.client}: this one waits until that is known"
    SendingStore(work.scope).put_off(reminder, work.now + LOOK_AGAIN, reason)
    if reminder.reason != reason:
        rules.show(reminder.id, work)
    return Stayed(reminder_id=reminder.id, reason=reason)


def _made_ready(reminder: Reminder, work: Work, rules: LetterRules, routes: frozenset[Route]) -> Claim | Stayed:
    try:
        return _claimed(reminder, _built(reminder, work, routes), work)
    except _NotSet as missing:
        return put_off_all(reminder, str(missing), work, rules)
    except Refusal as unsendable:
        return _refuse(reminder, unsendable.words, work, rules)


def _built(reminder: Reminder, work: Work, routes: frozenset[Route]) -> Claim:
    letter = reminder.letter
    if letter is None or letter.route is Route.BY_HAND:
        raise Refusal("It goes by your own hand: press “Copy, I'll send it”.")
    if letter.route not in routes:
        raise _NotSet(_NO_SERVER)
    if letter.route is Route.SLACK:
        return Claim(reminder=reminder, message=letter_body(letter, letter.channel or "", _key(reminder, work)))
    return Claim(reminder=reminder, mail=_mail(reminder, letter, work))


def _mail(reminder: Reminder, letter: Letter, work: Work) -> Mail:
    workspace = work.workspace
    if not workspace.mail_from or not workspace.reply_to:
        raise _NotSet(_NO_SENDER)
    try:
        box = mailbox_said(workspace.mail_from, workspace.name)
        sender = Sender(box=box, reply_to=mailbox_said(workspace.reply_to))
    except Refusal as wrong:
        raise _NotSet(f"{_NO_SENDER} {wrong.words}") from None
    key = _key(reminder, work)
    earlier = [
        each for each in SendingStore(work.scope).earlier_mails(reminder) if each.message_id != message_id_of(key, box)
    ]
    return mail_of(
        letter,
        key=key,
        sender=sender,
        at=work.now.astimezone(workspace.tz),
        thread=Thread(ids=tuple(each.message_id for each in earlier), subjects=tuple(each.subject for each in earlier)),
        documents=_documents(reminder, letter, work),
        language=reminder.language,
    )


def _documents(reminder: Reminder, letter: Letter, work: Work) -> list[Document]:
    if not letter.documents:
        return []
    found = DocumentStore(work.scope).of_invoices([item.invoice_id for item in reminder.items])
    by_hash = {each.content_hash: each for each in found if names_number(each.file_name, each.number)}
    return [by_hash[each] for each in letter.documents if each in by_hash]


def _claimed(reminder: Reminder, built: Claim, work: Work) -> Claim | Stayed:
    raw, raw_hash = (built.mail.raw, built.mail.raw_hash) if built.mail else _message_bytes(built.message or {})
    attempts = reminder.attempts + 1
    message_id = built.mail.message_id if built.mail else None
    # Its bytes first: the row is still the one that was read.
    work.reminders.keep_raw(reminder, raw, raw_hash)
    is_ours = work.reminders.move(
        reminder,
        ReminderState.CLAIMED,
        claimed_at=work.now,
        attempts=attempts,
        message_id=message_id,
    )
    if not is_ours:
        return Stayed(reminder_id=reminder.id)
    ours = replace(reminder, state=ReminderState.CLAIMED, attempts=attempts, claimed_at=work.now, message_id=message_id)
    return replace(built, reminder=ours, is_patient=is_patient(reminder, work))


def _message_bytes(message: dict[str, Any]) -> tuple[bytes, str]:
    return json.dumps(message, sort_keys=True, ensure_ascii=False).encode(), hash_of(message)


def _key(reminder: Reminder, work: Work) -> str:
    """What nobody outside can guess from one letter about another."""
    return f"{work.workspace.team_id}\n{reminder.id}\n{reminder.planned_at.isoformat()}\n{reminder.basis}"


def _strangers(reminder: Reminder, letter: Letter, work: Work) -> str | None:
    """Whom it would reach that is not this client's at this moment: nothing of one client's ever goes to another."""
    if letter.route is Route.SLACK:
        now = SendingStore(work.scope).slack_channel(reminder.client_id)
        said = "is another one now" if now else "is not known any more"
        is_same = now is not None and now == letter.channel
        return None if is_same else f"the Slack channel shared with {reminder.client} {said}"
    known = {(each.email or "").strip().casefold() for each in work.clients.contacts(reminder.client_id)}
    strange = [each.email for each in letter.recipients if each.email.strip().casefold() not in known]
    return f"{', '.join(strange)} is no contact of {reminder.client} any more" if strange else None


def _ask_anew(reminder: Reminder, work: Work, rules: LetterRules) -> Stayed:
    version = reminder.version + 1
    work.reminders.move(reminder, ReminderState.WAITING, version=version, not_before=None, reason=_UNAPPROVED)
    tell(reminder, ExceptionKind.NOT_SENT, f"{titled(reminder)} was not sent. {_UNAPPROVED}", work)
    rules.show(reminder.id, work)
    return Stayed(reminder_id=reminder.id, reason=_UNAPPROVED)


def _lapse(reminder: Reminder, changed: str, work: Work, rules: LetterRules) -> Stayed:
    work.reminders.move(reminder, ReminderState.LAPSED, reason=changed)
    said = f"{titled(reminder)} is not sent: {changed}"
    work.record("lapse_reminder", said, client_id=reminder.client_id, invoice_id=reminder.lead_id)
    tell(reminder, ExceptionKind.NOT_SENT, f"{said}. Where a letter is still due, it is drafted anew.", work)
    rules.show(reminder.id, work)
    return Stayed(reminder_id=reminder.id, reason=changed)


def _refuse(reminder: Reminder, why: str, work: Work, rules: LetterRules) -> Stayed:
    """It can become no mail as it is: shown to a person like one that the mail server refused."""
    work.reminders.move(reminder, ReminderState.CLAIMED, claimed_at=work.now)
    claimed = replace(reminder, state=ReminderState.CLAIMED)
    work.reminders.move(claimed, ReminderState.REFUSED, reason=why)
    tell(reminder, ExceptionKind.NOT_SENT, f"{titled(reminder)} was not sent. {why}", work)
    rules.show(reminder.id, work)
    return Stayed(reminder_id=reminder.id, reason=why)
