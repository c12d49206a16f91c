"""A row of the file becomes an invoice's facts, or an error that names line, column, value and reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from connectors.cells import (
    BadCell,
    ClientFound,
    Clients,
    answers,
    currencies,
    days,
    invoice_numbers,
    is_float,
    plain_text,
    states,
)
from connectors.column_forms import reader_for
from connectors.currency_signs import signed_currencies
from connectors.fields import Field
from connectors.money_cells import MoneyCells
from connectors.plan import LOOKED_AT, Plan
from connectors.profile import LeftOut
from connectors.reading import Row
from connectors.statuses import Said

Facts = tuple[object, ...]
"""The values of Staged as a plain tuple, which is made in a third of the time."""


class Staged(NamedTuple):
    """One invoice as its source tells it. Dates are ISO text, money is minor units; None: the source does not say.

    `client_ref` is the `ref` of a ClientFound. `paid_minor` is all that was ever paid on it, `paid_on` the day said.
    """

    line: int
    number: str
    client_ref: int
    currency: str
    total_minor: int
    issued_on: str | None
    due_on: str | None
    delivered_on: str | None
    sent: int
    void: int
    paid_minor: int | None
    paid_on: str | None
    disputed: int
    title: str | None
    viewed: int


class RowError(Exception):
    """A row that cannot be taken as it is."""

    def __init__(self, *, line: int, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.column = column
        self.value = value
        self.reason = reason


class RowReader:
    """Reads the rows of one plan, hundreds at a time. Called for millions of rows; all it remembers is bounded."""

    def __init__(self, plan: Plan) -> None:
        """Raises NotSaid for a plan with open questions."""
        plan.insist()
        self._plan = plan
        self._width = len(plan.sheet.header)
        # A field without a column reads the empty column put behind the last one.
        places = {field: plan.place(field) for field in Field}
        amount = Field.TOTAL if places[Field.TOTAL] is not None else Field.BALANCE
        if plan.is_signed:
            places[Field.CURRENCY] = places[amount]
        self._at = {field: self._width if place is None else place for field, place in places.items()}
        has = {field for field, place in places.items() if place is not None}
        self._money = MoneyCells(has, days(Field.PAID_ON, self._reader(Field.PAID_ON)), plan.decimal_mark)
        self._as_sent = plan.as_sent
        self._is_issue_told = Field.ISSUED_ON in has
        self._clients = Clients()
        if plan.is_signed:
            self._currencies = signed_currencies(amount, plan.currency, plan.decimal_mark)
        else:
            self._currencies = currencies(plan.currency, plan.decimal_mark)
        self._issued, self._due, self._delivered = (
            days(field, self._reader(field)) for field in (Field.ISSUED_ON, Field.DUE_ON, Field.DELIVERED_ON)
        )
        self._states, self._answers = states(), answers()
        self._floats = self._numbers_are_floats()

    def read(self, line: int, cells: list[str]) -> Staged:
        """The facts of one row. Raises RowError."""
        try:
            return Staged._make(self._facts([(line, cells)])[0])
        except BadCell as bad:
            column = self._plan.columns.get(bad.field, bad.field)
            raise RowError(line=line, column=column, value=bad.value, reason=bad.reason) from None

    def read_all(self, rows: Sequence[Row]) -> tuple[list[Facts], list[RowError]]:
        """The facts of every row in the order of Staged, and an error for each that cannot be taken."""
        try:
            return self._facts(rows), []
        except BadCell:
            return self._one_by_one(rows)

    def fresh_clients(self) -> list[ClientFound]:
        """Clients met since this was last asked."""
        found, self._clients.fresh = self._clients.fresh, []
        return found

    def _one_by_one(self, rows: Sequence[Row]) -> tuple[list[Facts], list[RowError]]:
        facts: list[Facts] = []
        faults: list[RowError] = []
        for line, cells in rows:
            try:
                facts.append(tuple(self.read(line, cells)))
            except RowError as error:
                faults.append(error)
        return facts, faults

    def _facts(self, rows: Sequence[Row]) -> list[Facts]:
        """Column by column: Python runs through a column in a fraction of the time it takes to look at each cell of a
        row by name. Raises BadCell, which does not say of which row."""
        lines, of = self._columns(rows)
        numbers = invoice_numbers(of(Field.NUMBER), as_float=self._floats)
        named = list(map(self._currencies.__getitem__, of(Field.CURRENCY)))
        said = list(map(self._states.__getitem__, of(Field.STATUS)))
        totals, paid, paid_on = self._money.read_all([of(field) for field in self._money.fields], named, said)
        sent = self._sent(said, paid)
        due_on = list(map(self._due.__getitem__, of(Field.DUE_ON)))
        if None in due_on:
            _insist_on_due_dates(of(Field.DUE_ON), due_on, sent, said, totals, paid)
        issued_on = list(map(self._issued.__getitem__, of(Field.ISSUED_ON)))
        if self._is_issue_told and None in issued_on:
            raise BadCell(
                Field.ISSUED_ON, of(Field.ISSUED_ON)[issued_on.index(None)], "an invoice needs its issue date"
            )
        who = zip(of(Field.CLIENT_NUMBER), of(Field.CLIENT), of(Field.EMAIL), strict=True)
        contested = map(self._answers.__getitem__, of(Field.DISPUTED))
        facts = zip(
            lines,
            numbers,
            map(self._clients.__getitem__, who),
            [code for code, _ in named],
            totals,
            issued_on,
            due_on,
            map(self._delivered.__getitem__, of(Field.DELIVERED_ON)),
            sent,
            [1 if each is _VOID else 0 for each in said],
            paid,
            [day if came_in else None for day, came_in in zip(paid_on, paid, strict=True)],
            [1 if each is _DISPUTED or yes else 0 for each, yes in zip(said, contested, strict=True)],
            [(plain_text(notes) or None) if notes else None for notes in of(Field.NOTES)],
            [1 if each is _VIEWED else 0 for each in said],
            strict=True,
        )
        return list(facts)

    def _sent(self, said: Sequence[Said], paid: Sequence[int | None]) -> list[int]:
        return [
            1 if each >= _SENT or (each is _NOTHING and (self._as_sent or bool(came_in))) else 0
            for each, came_in in zip(said, paid, strict=True)
        ]

    def _columns(self, rows: Sequence[Row]) -> tuple[Sequence[int], Callable[[Field], Sequence[str]]]:
        """The lines, and the cells of a field."""
        lines, cells = zip(*rows, strict=True)
        if set(map(len, cells)) != {self._width}:
            cells = tuple(each if len(each) == self._width else self._fitted(each) for each in cells)
        columns = [*zip(*cells, strict=True), ("",) * len(lines)]
        return lines, lambda field: columns[self._at[field]]

    def _fitted(self, cells: list[str]) -> list[str]:
        """A row of another length: what is missing at its end is blank; cells too many have moved the others."""
        beyond = [cell for cell in cells[self._width :] if cell.strip()]
        if beyond:
            reason = f"the row has {len(cells)} cells, the header {self._width}; a cell with the delimiter needs quotes"
            raise BadCell(Field.NUMBER, cells[self._at[Field.NUMBER]], reason)
        return cells[: self._width] + [""] * (self._width - len(cells))

    def _reader(self, field: Field) -> Callable[[str], date] | None:
        form = self._plan.formats.get(field)
        return reader_for(form) if form is not None else None

    def _numbers_are_floats(self) -> bool:
        place = self._at[Field.NUMBER]
        numbers = (cells[place] for _, cells in islice(self._plan.rows(LeftOut()), LOOKED_AT) if place < len(cells))
        found = [number.strip() for number in numbers if number.strip()]
        return bool(found) and all(map(is_float, found))


def _insist_on_due_dates(
    cells: Sequence[str],
    due_on: Sequence[str | None],
    sent: Sequence[int],
    said: Sequence[Said],
    totals: Sequence[int],
    paid: Sequence[int | None],
) -> None:
    for cell, day, is_sent, state, total, came_in in zip(cells, due_on, sent, said, totals, paid, strict=True):
        if day is None and is_sent and state is not _VOID and total > (came_in or 0):
            raise BadCell(Field.DUE_ON, cell, "a sent invoice needs its due date")


# Looked up a million times: a name of the module is found quicker than a member of its class.
_NOTHING, _SENT, _VOID, _DISPUTED, _VIEWED = Said.NOTHING, Said.SENT, Said.VOID, Said.DISPUTED, Said.VIEWED
