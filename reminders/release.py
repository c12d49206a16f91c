"""A person says that what arrived already overdue may be chased: from then on its letters come like any other's."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Change
from domain.client import Client
from domain.dunning import next_day
from domain.errors import AlreadyDone, listed
from domain.exception_queue import ExceptionKind
from domain.roles import Role, require
from reminders.accounts import accounts_of, holidays_of_client
from reminders.target import meant
from storage.unit_of_work import Work
from views.wording import weekday

MOST_NAMED = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A client as typed, or `client:3` as the button in the queue carries it."""

    target: str


def release(request: Release, work: Work) -> Change:
    """Lets a client's imported old debts be chased."""
    require(work.person, Role.MEMBER, "let old debts be chased")
    target = meant(request.target, work)
    client = target if isinstance(target, Client) else work.clients.get(target.client_id)
    waiting = _waiting(client, work)
    kind, now = ExceptionKind.OLD_DEBT.value, work.now
    if waiting:
        reason = f"{client.name}: {len(waiting)} arrived already overdue"
        work.exceptions.put_in(kind, about="client", about_id=client.id, reason=reason, now=now)
    said = f"may be chased, says {work.person.name}"
    settled = work.exceptions.resolve_about(kind, about="client", about_id=client.id, resolution=said, now=now)
    if not settled:
        words = f"Nothing of {client.name} that arrived overdue waits for a person."
        raise AlreadyDone(words)
    more = len(waiting) - MOST_NAMED
    numbers = listed([*waiting[:MOST_NAMED], f"{more} more"] if more > 0 else waiting)
    done = f"{numbers or 'What arrived overdue'} of {client.name} may be chased from now on"
    work.record("release_old_debt", done, client_id=client.id)
    return Change(said=done, record_id=None, client=client, understood=_next(client, work), today=work.today)


def _waiting(client: Client, work: Work) -> list[str]:
    return [debt.number for account in accounts_of(client.id, work) for debt in account.debts if debt.waits_for_person]


def _next(client: Client, work: Work) -> tuple[str, ...]:
    holidays = holidays_of_client(client.id, work)
    days = [next_day(account, work.today, holidays) for account in accounts_of(client.id, work)]
    first = min((day for day in days if day is not None), default=None)
    return (f"the first letter is drafted on {weekday(first, work.today)}, and it is a friendly one",) if first else ()
