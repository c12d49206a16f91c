"""What a row says of money: its total, what came in, and when. Tools say it in four ways; here they become one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from connectors.cells import BadCell, Remembered
from connectors.fields import Field
from connectors.statuses import Said
from domain.amounts import NotAnAmount

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
        self._nothing = frozenset(("", "0", f"0{decimal_mark or '.'}00"))

    def read(self, cells: Sequence[str], minor: Minor, said: Said) -> tuple[int, int | None, str | None]:
        """Total, all that was ever paid (None: not told) and the day said. Minor units. Raises BadCell."""
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


def _bad(field: Field, text: str, error: NotAnAmount) -> BadCell:
    return BadCell(field, text, str(error) if text.strip() else "the amount is missing")
