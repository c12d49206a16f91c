"""Whom chasing is about: every client and currency with something open, and all that counts beside it.

For a whole workspace the tables are walked side by side, client by client: as many looks as there are kinds of facts,
and in memory never more than a few thousand rows, however many clients there are. For one client it is the same walk.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Select

from domain.account import Account, Debt, Draft, PastLetter
from domain.calendar import NO_HOLIDAYS, today_in
from domain.chasing import Stage
from domain.promise import Certainty, holds_until
from domain.reminder import Kind, ReminderState
from storage.apart import OURS_NOT, apart
from storage.chasing_rules import ChasingRules
from storage.debt_rows import BESIDE, CHASED_FROM, DEBTS, OPEN_STATES
from storage.scope import Scope

AT_ONCE = 2_000
LONG_AGO = date(1, 1, 1)
Row = Sequence[Any]
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtReader:
    """Reads accounts as they stand on a day, in the zone and by the holidays of the workspace."""

    scope: Scope
    rules: ChasingRules
    today: date
    tz: ZoneInfo
    holidays: Container[date] = NO_HOLIDAYS

    def all_chased(self) -> Iterator[Account]:
        """Every account a letter could be due for today, by client, as it is read. What no letter of today could name
        is left out, and so are contacts too old to keep one back."""
        since = self.today - timedelta(days=self.rules.longest_gap())
        first = self.rules.first_day(self.today)
        for account in self._walk(None, since=since, first=first):
            if account.debts[0].due_on <= first:
                yield account

    def each_chased(self, unread: dict[int, Exception]) -> Iterator[Account]:
        """The same, where the rows of a client that cannot be read keep nobody else back: the client is in `unread`
        then, with what stood in the way. Those after it are read one by one, which takes longer."""
        last = 0
        try:
            for account in self.all_chased():
                last = account.client_id
                yield account
        except OURS_NOT:
            raise
        except Exception:  # noqa: BLE001 - whose it is, and what, comes out one by one
            yield from self._one_by_one(last, unread)

    def _one_by_one(self, start: int, unread: dict[int, Exception]) -> Iterator[Account]:
        first = self.rules.first_day(self.today)
        for row in self.scope.all(CHASED_FROM, first=first, client=start):
            found, fault = apart(self.scope, lambda client=row.client_id: self.of_client(client))  # type: ignore[misc] # a default binds it
            if fault is not None:
                unread[row.client_id] = fault
            yield from (account for account in found or () if account.debts[0].due_on <= first)

    def of_client(self, client_id: int) -> list[Account]:
        """Every account of one client with something open."""
        return list(self._walk(client_id, since=LONG_AGO, first=date.max))

    def _walk(self, client_id: int | None, *, since: date, first: date) -> Iterator[Account]:
        said = {
            "of_workspace": self.scope.workspace_id,
            "today": self.today,
            "since": since,
            "first": first,
            "latest": max(first, self.today - timedelta(days=1)),
            "client": client_id,
        }
        with ExitStack() as open_ones:

            def rows(query: Select[Any]) -> Iterator[Row]:
                options = {"stream_results": True, "yield_per": AT_ONCE} if client_id is None else {}
                found = self.scope.connection.execute(query, said, execution_options=options)
                open_ones.callback(found.close)  # what stands after the last client is not read to its end
                return iter(found)

            beside = {name: _Walk(rows(query)) for name, query in BESIDE[client_id is not None].items()}
            for client, theirs in groupby(rows(DEBTS[client_id is not None]), key=itemgetter(0)):
                around = _Around(self, client, {name: walk.of(client) for name, walk in beside.items()})
                for currency, debts in groupby(theirs, key=itemgetter(1)):
                    yield around.account(currency, debts)


class _Walk:
    """Rows in the order of clients, handed out as the walk comes to each."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._here = next(self._groups, None)

    def of(self, client_id: int) -> list[Row]:
        """The client's rows; clients are asked for in order, each once."""
        while self._here is not None and self._here[0] < client_id:
            self._here = next(self._groups, None)
        if self._here is None or self._here[0] != client_id:
            return []
        found = list(self._here[1])
        self._here = next(self._groups, None)
        return found


class _Around:
    """What counts beside one client's invoices."""

    def __init__(self, reader: DebtReader, client_id: int, rows: dict[str, list[Row]]) -> None:
        self._reader, self._client_id = reader, client_id
        self._promises, self._reminders = rows["promises"], rows["reminders"]
        self._credits: dict[str, int] = {row[1]: row[2] for row in rows["credits"]}
        self._disputed = {row[1] for row in rows["disputes"]}
        self._holds = [row[1:] for row in rows["holds"]]
        self._released_at: datetime | None = rows["released"][0][1] if rows["released"] else None
        self._written_about = {row[1] for row in rows["written about"]}
        self._is_free = not (self._promises or self._disputed or self._holds)
        went = [row[5] for row in self._reminders if row[5] is not None and row[3] != ReminderState.LAPSED]
        spoke = [row[1] for row in rows["contacts"]] + went
        self._last_reply_on: date | None = rows["contacts"][0][2] if rows["contacts"] else None
        self._last_contact_on = max(spoke, default=None)

    def account(self, currency: str, rows: Iterator[Row]) -> Account:
        """The account in one currency."""
        written = [row for row in self._reminders if row[1] == currency and row[6] == Kind.REMINDER]
        snoozed = [row[4] for row in written if row[3] == ReminderState.SNOOZED and row[4] is not None]
        return Account(
            client_id=self._client_id,
            currency=currency,
            debts=tuple([self._debt(row) for row in rows]),
            credit_minor=max(0, int(self._credits.get(currency, 0))),
            last_contact_on=self._last_contact_on,
            last_reply_on=self._last_reply_on,
            letters=self._letters(written),
            drafts=tuple(Draft(lead_id=row[2], stage=Stage(row[7]), on=row[9]) for row in written if _never_left(row)),
            has_open_draft=any(row[3] in OPEN_STATES for row in written),
            snoozed_until=max(snoozed, default=None),
        )

    def _debt(self, row: Row) -> Debt:
        client_id, currency, invoice_id, number, due_on, minor, sent_on, arrived_at = row
        chasing = self._reader.rules.of(client_id, invoice_id)
        waits = arrived_at is not None and self._waits(invoice_id, arrived_at)
        if self._is_free:
            return Debt(
                invoice_id=invoice_id,
                number=number,
                due_on=due_on,
                balance_minor=minor,
                chasing=chasing,
                waits_for_person=waits,
            )
        return Debt(
            invoice_id=invoice_id,
            number=number,
            due_on=due_on,
            balance_minor=minor,
            chasing=chasing,
            is_disputed=invoice_id in self._disputed,
            held_until=max((until for about, until in self._holds if about in (None, invoice_id)), default=None),
            promised_until=self._promised_until(invoice_id, currency, sent_on),
            follow_up_on=self._latest(Certainty.PROPOSED, invoice_id, currency, sent_on),
            waits_for_person=waits,
        )

    def _waits(self, invoice_id: int, arrived_at: datetime) -> bool:
        """Whether it came overdue and nobody settled that since, nor wrote to the client about it."""
        is_released = self._released_at is not None and self._released_at >= arrived_at
        return not is_released and invoice_id not in self._written_about

    def _promised_until(self, invoice_id: int, currency: str, sent_on: date | None) -> date | None:
        latest = self._latest(Certainty.GIVEN, invoice_id, currency, sent_on)
        return None if latest is None else holds_until(latest, self._reader.holidays)

    def _latest(self, of: Certainty, invoice_id: int, currency: str, sent_on: date | None) -> date | None:
        """The latest day of what was promised, or of what we proposed, for this invoice or for all of them."""
        latest: date | None = None
        for _, about, of_currency, made_on, promised_on, certainty in self._promises:
            is_about = about == invoice_id if about is not None else sent_on is not None and sent_on <= made_on
            if is_about and of_currency == currency and certainty == of:
                latest = promised_on if latest is None else max(latest, promised_on)
        return latest

    def _letters(self, written: list[Row]) -> tuple[PastLetter, ...]:
        found = [
            PastLetter(lead_id=row[2], stage=Stage(row[7]), on=on, is_sent=row[3] == ReminderState.SENT)
            for row in written
            if row[3] in (ReminderState.SENT, ReminderState.SKIPPED) and (on := self._day_of(row)) is not None
        ]
        return tuple(sorted(found, key=lambda letter: letter.on)) if found else ()

    def _day_of(self, row: Row) -> date | None:
        sent_on, decided_at = row[5], row[8]
        if row[3] == ReminderState.SENT or decided_at is None:
            day: date | None = sent_on
            return day
        return today_in(self._reader.tz, decided_at)


def _never_left(row: Row) -> bool:
    return row[5] is None and row[3] not in (ReminderState.SENT, ReminderState.SKIPPED)
