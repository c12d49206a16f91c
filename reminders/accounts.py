"""What chasing knows of a client in one currency, and of all of them, as of today."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from domain.account import Account
from domain.calendars import Calendars
from domain.dunning import Due, due_reminder
from storage.chasing_rules import ChasingRules
from storage.debts import DebtReader
from storage.unit_of_work import Work


def account_of(client_id: int, currency: str, work: Work) -> Account:
    """The account as of today, read anew; without debts where nothing is open."""
    found = accounts_of(client_id, work)
    empty = Account(client_id=client_id, currency=currency, debts=())
    return next((account for account in found if account.currency == currency), empty)


def accounts_of(client_id: int, work: Work) -> list[Account]:
    """Every currency in which the client has something open, in their order."""
    return _reader(work.chasing.around(client_id), work).of_client(client_id)


def all_due(work: Work, unread: dict[int, Exception] | None = None) -> Iterator[tuple[Account, Due | None]]:
    """Every account a letter could be about today, by client, and the reminder that may be drafted by itself, if one
    may. Read as it is asked for, never held in memory as a whole. Whose rows cannot be read is put into `unread`."""
    rules = work.chasing.all()
    for account in _reader(rules, work).each_chased({} if unread is None else unread):
        yield account, due_reminder(account, work.today, _holidays(rules.country_of(account.client_id), work))


def due_of(account: Account, work: Work) -> Due | None:
    """The reminder of one account that may be drafted today by itself."""
    return due_reminder(account, work.today, holidays_of_client(account.client_id, work))


def holidays_of_client(client_id: int, work: Work) -> Container[date]:
    """Whose holidays count for letters to this client: its own country's where that was set, else the workspace's."""
    return _holidays(work.chasing.around(client_id).country_of(client_id), work)


def _reader(rules: ChasingRules, work: Work) -> DebtReader:
    return DebtReader(scope=work.scope, rules=rules, today=work.today, tz=work.workspace.tz, holidays=work.holidays)


def _holidays(country: str | None, work: Work) -> Container[date]:
    calendar = work.holidays
    if country is not None and isinstance(calendar, Calendars) and calendar.knows(country):
        return calendar.in_country(country)
    return calendar
