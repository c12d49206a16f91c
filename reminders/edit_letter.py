"""A person changes a letter: its words, who gets it, which way. Every approval before was of another letter."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Change
from domain.errors import NotUnderstood, TooLate
from domain.letter import Letter, Recipient, Route, Words
from domain.reminder import ReminderState, Writer
from domain.reminder_card import LetterOpen, ReminderCard
from domain.roles import Role, require
from reminders.card import card_of
from reminders.checks import flaws_of
from reminders.decided import OnCard, decided, still
from reminders.drafts import documents_of
from reminders.facts import facts_of
from reminders.settle_sending import settle_rows
from storage.unit_of_work import Work
from views.reminder_words import flaw, titled, to_whom

EDITABLE = (ReminderState.WAITING, ReminderState.SECOND, ReminderState.REFUSED)
LONGEST_SUBJECT = 200
_MOST_TOLD = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLetter:
    """A reminder whose letter somebody wants to see in a window."""

    reminder_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditLetter:
    """The letter as a person wants it. `recipients` are ids of the client's contacts."""

    card: OnCard
    subject: str
    text: str
    recipients: tuple[int, ...]
    route: Route


def letter_to_edit(request: OpenLetter, work: Work) -> LetterOpen:
    """What the form is filled in with. Raises TooLate where it can be edited no more."""
    require(work.person, Role.MEMBER, "edit a reminder")
    reminder = work.reminders.get(request.reminder_id)
    if reminder.state not in EDITABLE:
        words = f"{titled(reminder)} can be edited no more. The card in the channel shows how it stands now."
        raise TooLate(words)
    return LetterOpen(
        card=card_of(reminder, work),
        contacts=tuple(work.clients.contacts(reminder.client_id)),
        routes=_routes(reminder.client_id, work),
    )


def letter_to_read(request: OpenLetter, work: Work) -> ReminderCard:
    """The reminder with its letter, whatever became of it."""
    require(work.person, Role.VIEWER, "read a reminder")
    return card_of(work.reminders.get(request.reminder_id), work)


def edit_letter(request: EditLetter, work: Work) -> Change:
    """Keeps the letter as a person wrote it, as a new version that waits to be approved. What the checks find in it is
    shown and must be pressed through; nothing stops a person from writing what is so."""
    require(work.person, Role.MEMBER, "edit a reminder")
    reminder = still(request.card, work, *EDITABLE)
    words = _words(request)
    letter = Letter(
        route=_route(request, reminder.client_id, work),
        recipients=_recipients(request, reminder.client_id, work),
        words=words,
        documents=documents_of(reminder, request.route, work),
        channel=work.clients.slack_channel(reminder.client_id) if request.route is Route.SLACK else None,
    )
    if letter == reminder.letter:
        return Change(said="Nothing was changed: the letter is as it was", record_id=None, today=work.today)
    flaws = flaws_of(words, facts_of(reminder, work))
    if not work.reminders.write(reminder, letter, writer=Writer.PERSON, flaws=flaws):
        late = "Somebody decided about it at the same moment. The card in the channel shows how it stands now."
        raise TooLate(late)
    settle_rows(reminder, f"edited by {work.person.name}", work)
    told = [f"look at this before you approve: {flaw(each)}" for each in flaws[:_MOST_TOLD]]
    said = f"{titled(reminder)} edited: it waits for approval"
    return decided("edit_letter", said, reminder, work, f"to {to_whom(letter.recipients)}", *told)


def _words(request: EditLetter) -> Words:
    subject = " ".join(request.subject.split())
    text = request.text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not subject or len(subject) > LONGEST_SUBJECT:
        words = f"A subject of at most {LONGEST_SUBJECT} characters is needed."
        raise NotUnderstood(words, field="subject")
    if not text:
        words = "There is nothing in the letter."
        raise NotUnderstood(words, field="text")
    return Words(subject=subject, text=text)


def _recipients(request: EditLetter, client_id: int, work: Work) -> tuple[Recipient, ...]:
    known = {contact.id: contact for contact in work.clients.contacts(client_id)}
    chosen = [known[each] for each in dict.fromkeys(request.recipients) if each in known]
    found = tuple(Recipient(contact_id=one.id, name=one.name, email=one.email) for one in chosen if one.email)
    if not found and request.route is Route.EMAIL:
        words = "Choose who gets it, or send it yourself. Somebody new is added with “Add a contact”."
        raise NotUnderstood(words, field="recipients")
    return found


def _route(request: EditLetter, client_id: int, work: Work) -> Route:
    if request.route not in _routes(client_id, work):
        words = "That way is not open to this client."
        raise NotUnderstood(words, field="route")
    return request.route


def _routes(client_id: int, work: Work) -> tuple[Route, ...]:
    shared = (Route.SLACK,) if work.clients.slack_channel(client_id) else ()
    return (Route.EMAIL, *shared, Route.BY_HAND)
