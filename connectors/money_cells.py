"""What a row says of money: its total, what came in, and when. Tools say it in four ways; here they become one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from connectors.cells import BadCell, Currency, Remembered
from connectors.fields import Field
from connectors.statuses import Said
from domain.amounts import NotAnAmount
from domain.currencies import digits

Minor = Callable[[str], int]


class MoneyCells:
    """Reads the cells of `fields`, in that order. `has` are the fields the file has a column for."""

    def __init__(self, has: set[Field], days: Remembered[str | None], decimal_mark: str | None) -> None:
        self._total = Field.TOTAL if Field.TOTAL in has else Field.BALANCE
        # A file that lists only what is open says nothing of what came in before.
        balance = Field.BALANCE if self._total is Field.TOTAL else Field.TOTAL
        self.fields = (self._total, balance, Field.PAID, Field.PAID_ON)
        self._is_told = not has.isdisjoint({Field.PAID, Field.PAID_ON, balance})
        self._days = days
        self._mark = decimal_mark or "."
        self._nothing = frozenset(("", "0", f"0{self._mark}00"))

    def read_all(
        self, columns: Sequence[Sequence[str]], named: Sequence[Currency], said: Sequence[Said]
    ) -> tuple[Sequence[int], Sequence[int | None], Sequence[str | None]]:
        """Of each row its total, all that was ever paid (None: not told) and the day said. Minor units.

        Raises BadCell. `columns` are the cells of `fields`.
        """
        total_cells, balance_cells, paid_cells, day_cells = columns
        # Figures like 1234.56 throughout, and a paid column beside them, are most files: read all at once.
        if self._is_told and _USUAL.issuperset(said) and not any(balance_cells) and _have_cents(named):
            totals = _plain(total_cells, self._mark)
            paid = _plain(paid_cells, self._mark)
            if totals is not None and paid is not None:
                return totals, paid, list(map(self._days.__getitem__, day_cells))
        readers = [minor for _, minor in named]
        each = map(self._read, zip(*columns, strict=True), readers, said)
        found_totals, found_paid, days = zip(*each, strict=True)
        return found_totals, found_paid, days

    def _read(self, cells: Sequence[str], minor: Minor, said: Said) -> tuple[int, int | None, str | None]:
        total_cell, balance_cell, paid_cell, day_cell = cells
        try:
            total = minor(total_cell)
        except NotAnAmount as error:
            raise _bad(self._total, total_cell, error) from None
        if not 0 <= total <= _MOST_MINOR:
            raise BadCell(self._total, total_cell, _TOO_MUCH if total > 0 else _NEGATIVE)
        if said is _VOID or not (self._is_told or said is _PAID):
            return total, None, None
        day = self._days[day_cell]
        # Most rows are paid in full or say nothing came in; they are told by looking.
        if not balance_cell and paid_cell == total_cell:
            return total, total, day
        if not balance_cell and paid_cell in self._nothing and day is None and said < _PARTIAL:
            return total, 0, None
        return total, self._paid(balance_cell, paid_cell, minor, total, said, day), day

    def _paid(
        self, balance_cell: str, paid_cell: str, minor: Minor, total: int, said: Said, day: str | None
    ) -> int | None:
        """The balance counts before the paid column: credits are in it too."""
        paid: int | None = None
        field, cell = (Field.BALANCE, balance_cell) if balance_cell.strip() else (Field.PAID, paid_cell)
        try:
            if field is Field.BALANCE:
                paid = total - minor(cell)
            elif cell.strip():
                paid = minor(cell)
        except NotAnAmount as error:
            raise _bad(field, cell, error) from None
        if paid is None or (paid == 0 and said is _PAID):
            return self._without_amount(total, said, day)
        if paid < 0 or abs(paid) > _MOST_MINOR:
            reason = _NEGATIVE if field is Field.PAID else "more is left to pay than was invoiced"
            raise BadCell(field, cell, _TOO_MUCH if paid > 0 else reason)
        if said is _PAID and paid < total:
            raise BadCell(field, cell, "the status says paid, yet something is left to pay")
        return paid

    def _without_amount(self, total: int, said: Said, day: str | None) -> int | None:
        """A day or the word “paid” alone pays the total; “partial” alone says nothing of how much."""
        if day is not None or said is _PAID:
            return total
        return 0 if self._is_told and said is not Said.PARTIAL else None


_MOST_MINOR = 10**16
_NEGATIVE = "it is negative: a credit note is no invoice"
_TOO_MUCH = "it is more than any invoice"
# Looked up a million times: a name of the module is found quicker than a member of its class.
_PAID, _VOID, _PARTIAL = Said.PAID, Said.VOID, Said.PARTIAL
# With these, what the paid column says is what was paid.
_USUAL = frozenset((Said.NOTHING, Said.DRAFT, Said.SENT, Said.PARTIAL, Said.DISPUTED, Said.VIEWED))


_CENTS = 2
_PLAIN = {mark: re.compile(rf"[0-9]{{1,11}}[{mark}][0-9]{{2}}(?:\n[0-9]{{1,11}}[{mark}][0-9]{{2}})*") for mark in ".,"}


def _plain(cells: Sequence[str], mark: str) -> list[int] | None:
    """A column of amounts with two decimals, each written like 1234.56; None where one is written otherwise."""
    together = "\n".join(cells)
    if _PLAIN[mark].fullmatch(together) is None:
        return None
    amounts = list(map(int, together.replace(mark, "").split("\n")))
    return amounts if len(amounts) == len(cells) else None  # a cell of two lines


def _have_cents(named: Sequence[Currency]) -> bool:
    return all(digits(code) == _CENTS for code in {code for code, _ in named})


def _bad(field: Field, text: str, error: NotAnAmount) -> BadCell:
    return BadCell(field, text, str(error) if text.strip() else "the amount is missing")
