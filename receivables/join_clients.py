"""Two spellings that are one client: whatever is of the one becomes the other's, and its name finds it from then on."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Change
from domain.client import Client
from domain.errors import AlreadyDone, TooLate, WrongState
from domain.record import Record
from domain.reminder import Reminder, ReminderState
from domain.roles import Role, require
from receivables.changes import Step, done
from receivables.credit_left import refuse_if_used
from receivables.said import chosen_client
from storage.joining import Moved, join, joined_into, part
from storage.unit_of_work import Work
from views.wording import LONGEST_NAME, one_line, plural

# What is on its way or may have arrived is settled first: nobody could tell any more whose letter it was.
_NOT_DECIDED = (ReminderState.BY_HAND, ReminderState.CLAIMED, ReminderState.UNCERTAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinClients:
    """As typed: the spelling that goes, and the client it is."""

    gone: str
    stays: str


def join_clients(request: JoinClients, work: Work) -> Change:
    """Joins them. Letters that wait are looked at anew; what was said stays said, in the account that stays."""
    require(work.person, Role.APPROVER, "join two clients")
    gone, stays = _meant(request.gone, work), _meant(request.stays, work)
    if gone.id == stays.id:
        words = f"“{request.gone}” and “{request.stays}” are one client already: {one_line(stays.name, LONGEST_NAME)}."
        raise AlreadyDone(words, field="client")
    for client_id in sorted((gone.id, stays.id)):
        work.clients.take(client_id)
    _refuse_undecided(gone, work)
    moved = join(work.scope, gone_id=gone.id, stays_id=stays.id, now=work.now)
    name = one_line(gone.name, LONGEST_NAME)
    said = f"{name} is {one_line(stays.name, LONGEST_NAME)} from now on"
    work.record("join_clients", said, client_id=gone.id)
    undo: list[Step] = [("part_clients", {"gone_id": gone.id, "stays_id": stays.id, "moved": moved})]
    understood = tuple(_understood(gone, moved))
    return done("join_clients", said, work, client=work.clients.get(stays.id), undo=undo, understood=understood)


def part_clients(work: Work, _: Record, *, gone_id: int, stays_id: int, moved: Moved) -> None:
    """The step that takes it back. Raises TooLate where the client that stayed was itself joined to another since."""
    if joined_into(work.scope, gone_id) != stays_id:
        words = "This cannot be undone any more: the client was joined to another one since. Undo that first."
        raise TooLate(words)
    part(work.scope, gone_id=gone_id, stays_id=stays_id, moved=moved)
    for client_id in (gone_id, stays_id):
        refuse_if_used(work.clients.get(client_id), work)  # credit of the one, used since for an invoice of the other
    work.record("part_clients", "Two clients again", client_id=gone_id)


def _meant(said: str, work: Work) -> Client:
    return chosen_client(said, work) or work.clients.find(said)


def _refuse_undecided(gone: Client, work: Work) -> None:
    letters = [each for each in work.reminders.of_client(gone.id) if each.state in _NOT_DECIDED]
    if letters:
        words = (
            f"A letter to {one_line(gone.name, LONGEST_NAME)} {_standing(letters[0])}. Say on its card what became of"
            " it, then join the two."
        )
        raise WrongState(words)


def _standing(letter: Reminder) -> str:
    return {
        ReminderState.BY_HAND: "is in somebody's hands to be sent",
        ReminderState.CLAIMED: "is on its way",
    }.get(letter.state, "may or may not have left")


def _understood(gone: Client, moved: Moved) -> list[str]:
    invoices, words = len(moved["invoices"]), len(moved["words"])
    with_it = f" and {plural(words, 'entry', 'entries')} of the timeline" if words else ""
    found = [f"{plural(invoices, 'invoice')}{with_it} went over with all that belongs to them"]
    found.append(f"an import that names “{one_line(gone.name, LONGEST_NAME)}” finds this client from now on")
    if gone.number is not None:
        found.append(f"so does one that names client number {one_line(gone.number, LONGEST_NAME)}")
    found.append("letters that wait about either are looked at anew, to be approved as usual")
    return found
