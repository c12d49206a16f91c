"""QuickBooks Online: Open Invoices and A/R Aging Detail. Both are printed reports: groups, totals, a footer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectors.fields import Field
from connectors.profile import LeftOut, Profile, place_of
from connectors.reading import Row

_CLIENT = 0
_TOTAL = ("total for ", "total")


def _one_an_invoice(header: Sequence[str], rows: Iterator[Row], left_out: LeftOut) -> Iterator[Row]:
    """Rows of transactions only, each carrying its group's name in the first, nameless column.

    A row without a transaction type opens a group, closes one (“Total for …”) or is the report's footer.
    """
    kind_at = place_of(header, "Transaction type") or 0
    groups: list[str] = []
    for line, cells in rows:
        kind = cells[kind_at].strip() if kind_at < len(cells) else ""
        name = cells[_CLIENT].strip()
        if kind.casefold() == "invoice":
            yield line, [groups[-1] if groups else name, *cells[1:]]
        elif kind:
            left_out[kind] += 1
        elif name.casefold().startswith(_TOTAL):
            del groups[-1:]
        elif name:
            groups.append(name)


_COLUMNS = {
    Field.NUMBER: ("Num",),
    Field.CLIENT: ("Customer full name",),
    Field.ISSUED_ON: ("Date",),
    Field.DUE_ON: ("Due date",),
    Field.TOTAL: ("Amount",),
    Field.BALANCE: ("Open balance",),
    Field.CURRENCY: ("Currency",),
}
PROFILES = (
    Profile(
        tool="QuickBooks",
        signature=("Transaction type", "Num", "Customer full name", "Due date", "Open balance"),
        columns=_COLUMNS,
        as_sent=True,
        reshape=_one_an_invoice,
    ),
    Profile(
        tool="QuickBooks",
        signature=("Transaction type", "Num", "Due date", "Open balance"),
        columns={**_COLUMNS, Field.CLIENT: ("column 1",)},
        as_sent=True,
        reshape=_one_an_invoice,
    ),
)
