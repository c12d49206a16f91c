"""A row of the file becomes an invoice's facts, or an error that names line, column, value and reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from connectors.cells import (
    BadCell,
    ClientFound,
    Clients,
    answers,
    currencies,
    days,
    invoice_number,
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
from connectors.statuses import Said


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


class RowError(Exception):
    """A row that cannot be taken as it is."""

    def __init__(self, *, line: int, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.column = column
        self.value = value
        self.reason = reason


class RowReader:
    """Reads the rows of one plan. Called for millions of rows; all it remembers is bounded."""

    def __init__(self, plan: Plan) -> None:
        """Raises NotSaid for a plan with open questions."""
        plan.insist()
        self._plan = plan
        self._width = len(plan.sheet.header)
        # A field without a column reads the empty cell put behind the last one.
        places = {field: plan.place(field) for field in Field}
        amount = Field.TOTAL if places[Field.TOTAL] is not None else Field.BALANCE
        if plan.is_signed:
            places[Field.CURRENCY] = places[amount]
        self._at = {field: self._width if place is None else place for field, place in places.items()}
        has = {field for field, place in places.items() if place is not None}
        self._money = MoneyCells(has, days(Field.PAID_ON, self._reader(Field.PAID_ON)), plan.decimal_mark)
        picks = (itemgetter(*map(self._at.__getitem__, fields)) for fields in (*_PICKED, self._money.fields))
        self._names, self._who, self._kinds, self._amounts = picks
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
        return Staged._make(self.facts(line, cells))

    def facts(self, line: int, cells: list[str]) -> tuple[object, ...]:
        """The same as a plain tuple, which is made in a third of the time. Raises RowError."""
        try:
            if len(cells) != self._width:
                cells = self._fitted(cells)
            cells.append("")
            return self._facts(line, cells)
        except BadCell as bad:
            column = self._plan.columns.get(bad.field, bad.field)
            raise RowError(line=line, column=column, value=bad.value, reason=bad.reason) from None

    def fresh_clients(self) -> list[ClientFound]:
        """Clients met since this was last asked."""
        found, self._clients.fresh = self._clients.fresh, []
        return found

    def _facts(self, line: int, cells: list[str]) -> tuple[object, ...]:
        number_cell, notes = self._names(cells)
        currency_cell, issued_cell, due_cell, delivered_cell, status_cell, disputed_cell = self._kinds(cells)
        number = invoice_number(number_cell, as_float=self._floats)
        currency, minor = self._currencies[currency_cell]
        said = self._states[status_cell]
        total, paid, paid_on = self._money.read(self._amounts(cells), minor, said)
        sent = said >= _SENT or (said is _NOTHING and (self._as_sent or bool(paid)))
        due_on = self._due[due_cell]
        if due_on is None and sent and said is not _VOID and total > (paid or 0):
            raise BadCell(Field.DUE_ON, due_cell, "a sent invoice needs its due date")
        issued_on = self._issued[issued_cell]
        if issued_on is None and self._is_issue_told:
            raise BadCell(Field.ISSUED_ON, issued_cell, "an invoice needs its issue date")
        return (
            line,
            number,
            self._clients[self._who(cells)],
            currency,
            total,
            issued_on,
            due_on,
            self._delivered[delivered_cell],
            1 if sent else 0,
            1 if said is _VOID else 0,
            paid,
            paid_on if paid else None,
            1 if said is _DISPUTED or self._answers[disputed_cell] else 0,
            (plain_text(notes) or None) if notes else None,
        )

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


# Looked up a million times: a name of the module is found quicker than a member of its class.
_NOTHING, _SENT, _VOID, _DISPUTED = Said.NOTHING, Said.SENT, Said.VOID, Said.DISPUTED
_PICKED = (
    (Field.NUMBER, Field.NOTES),
    (Field.CLIENT_NUMBER, Field.CLIENT, Field.EMAIL),
    (Field.CURRENCY, Field.ISSUED_ON, Field.DUE_ON, Field.DELIVERED_ON, Field.STATUS, Field.DISPUTED),
)
