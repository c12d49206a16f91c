"""A row of the file becomes an invoice's facts, or an error that names line, column, value and reason."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from connectors.cells import (
    BadCell,
    ClientFound,
    Clients,
    Remembered,
    answers,
    currencies,
    days,
    invoice_number,
    is_float,
    plain_text,
    states,
)
from connectors.column_forms import reader_for
from connectors.fields import Field
from connectors.plan import LOOKED_AT, Plan
from connectors.profile import LeftOut
from connectors.statuses import Said
from domain.amounts import NotAnAmount

_Reader = Callable[[str], int]
_Days = Remembered[str | None]


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
        self._at = {field: self._width if place is None else place for field, place in places.items()}
        self._has = {field: place is not None for field, place in places.items()}
        self._total = Field.TOTAL if self._has[Field.TOTAL] else Field.BALANCE
        self._pick = itemgetter(*(self._at[field] for field in (*_IDENTITY, self._total, *_FACTS)))
        self._as_sent = plan.as_sent
        told = (Field.PAID, Field.PAID_ON, *([Field.BALANCE] if self._has[Field.TOTAL] else []))
        self._money_told = any(self._has[field] for field in told)
        self._clients = Clients()
        self._currencies = currencies(plan.currency, plan.decimal_mark)
        self._issued, self._due = self._days(Field.ISSUED_ON), self._days(Field.DUE_ON)
        self._delivered, self._paid_on = self._days(Field.DELIVERED_ON), self._days(Field.PAID_ON)
        self._states, self._answers = states(), answers()
        self._floats = self._numbers_are_floats()

    def read(self, line: int, cells: list[str]) -> Staged:
        """The facts of one row. Raises RowError."""
        try:
            return self._read(line, cells)
        except BadCell as bad:
            column = self._plan.columns.get(bad.field, bad.field)
            raise RowError(line=line, column=column, value=bad.value, reason=bad.reason) from None

    def fresh_clients(self) -> list[ClientFound]:
        """Clients met since this was last asked."""
        found, self._clients.fresh = self._clients.fresh, []
        return found

    def _read(self, line: int, cells: list[str]) -> Staged:
        if len(cells) != self._width:
            cells = self._fitted(cells)
        cells.append("")
        number_cell, client_number, client, email, currency_cell, total_cell, *others = self._pick(cells)
        issued_cell, due_cell, delivered_cell, status_cell, paid_on_cell, disputed_cell, notes = others
        number = invoice_number(number_cell, as_float=self._floats)
        currency, minor = self._currencies[currency_cell]
        total = _amount(self._total, total_cell, minor)
        said = self._states[status_cell]
        paid_on = self._paid_on[paid_on_cell]
        paid = self._paid(cells, minor, total, said, paid_on) if self._money_told or said is _PAID else None
        sent = said >= _SENT or (said is _NOTHING and (self._as_sent or bool(paid)))
        due_on = self._due[due_cell]
        if due_on is None and sent and said is not _VOID and total > (paid or 0):
            raise BadCell(Field.DUE_ON, due_cell, "a sent invoice needs its due date")
        issued_on = self._issued[issued_cell]
        if issued_on is None and self._has[Field.ISSUED_ON]:
            raise BadCell(Field.ISSUED_ON, issued_cell, "an invoice needs its issue date")
        return Staged(
            line,
            number,
            self._clients.ref(client_number, client, email),
            currency,
            total,
            issued_on,
            due_on,
            self._delivered[delivered_cell],
            int(sent),
            int(said is _VOID),
            paid,
            paid_on if paid else None,
            int(said is _DISPUTED or self._answers[disputed_cell]),
            (plain_text(notes) or None) if notes else None,
        )

    def _paid(self, cells: list[str], minor: _Reader, total: int, said: Said, paid_on: str | None) -> int | None:
        """All that was paid. The balance counts before the paid column: credits are in it too."""
        if said is _VOID:
            return None
        paid, field = self._amount_paid(cells, minor, total)
        if paid is None or (paid == 0 and said is _PAID):
            if paid_on is not None or said is _PAID:
                return total
            return 0 if self._money_told and said is not _PARTIAL else None
        if paid < 0:
            raise BadCell(field, cells[self._at[field]], "more is left to pay than was invoiced")
        if said is _PAID and paid < total:
            raise BadCell(field, cells[self._at[field]], "the status says paid, yet something is left to pay")
        return paid

    def _amount_paid(self, cells: list[str], minor: _Reader, total: int) -> tuple[int | None, Field]:
        balance = cells[self._at[Field.BALANCE]] if self._has[Field.TOTAL] else ""
        if balance.strip():
            return total - _amount(Field.BALANCE, balance, minor, least=None), Field.BALANCE
        paid = cells[self._at[Field.PAID]]
        return (_amount(Field.PAID, paid, minor) if paid.strip() else None), Field.PAID

    def _fitted(self, cells: list[str]) -> list[str]:
        """A row of another length: what is missing at its end is blank; cells too many have moved the others."""
        beyond = [cell for cell in cells[self._width :] if cell.strip()]
        if beyond:
            reason = f"the row has {len(cells)} cells, the header {self._width}; a cell with the delimiter needs quotes"
            raise BadCell(Field.NUMBER, cells[self._at[Field.NUMBER]], reason)
        return cells[: self._width] + [""] * (self._width - len(cells))

    def _days(self, field: Field) -> _Days:
        form = self._plan.formats.get(field)
        return days(field, reader_for(form) if form is not None else None)

    def _numbers_are_floats(self) -> bool:
        place = self._at[Field.NUMBER]
        numbers = (cells[place] for _, cells in islice(self._plan.rows(LeftOut()), LOOKED_AT) if place < len(cells))
        found = [number.strip() for number in numbers if number.strip()]
        return bool(found) and all(map(is_float, found))


def _amount(field: Field, text: str, minor: _Reader, *, least: int | None = 0) -> int:
    if not text.strip():
        raise BadCell(field, text, "the amount is missing")
    try:
        amount = minor(text)
    except NotAnAmount as error:
        raise BadCell(field, text, str(error)) from None
    if least is not None and amount < least:
        raise BadCell(field, text, "it is negative: a credit note is no invoice")
    if abs(amount) > _MOST_MINOR:
        raise BadCell(field, text, "it is more than any invoice")
    return amount


_MOST_MINOR = 10**16
# Looked up a million times: a name of the module is found quicker than a member of its class.
_NOTHING, _SENT, _PARTIAL, _PAID = Said.NOTHING, Said.SENT, Said.PARTIAL, Said.PAID
_VOID, _DISPUTED = Said.VOID, Said.DISPUTED
_IDENTITY = (Field.NUMBER, Field.CLIENT_NUMBER, Field.CLIENT, Field.EMAIL, Field.CURRENCY)
_FACTS = (
    Field.ISSUED_ON,
    Field.DUE_ON,
    Field.DELIVERED_ON,
    Field.STATUS,
    Field.PAID_ON,
    Field.DISPUTED,
    Field.NOTES,
)
