"""Dunwell's own export of a book, read back: the balance counts, so that credits do too."""

from __future__ import annotations

from connectors.fields import Field
from connectors.profile import Profile

COLUMNS: dict[Field, str] = {
    Field.NUMBER: "Number",
    Field.CLIENT: "Client",
    Field.CLIENT_NUMBER: "Client number",
    Field.ISSUED_ON: "Issued on",
    Field.DELIVERED_ON: "Delivered on",
    Field.DUE_ON: "Due on",
    Field.CURRENCY: "Currency",
    Field.TOTAL: "Total",
    Field.BALANCE: "Balance",
    Field.PAID_ON: "Last paid on",
    Field.STATUS: "Status",
    Field.DISPUTED: "Disputed",
    Field.EMAIL: "Email",
    Field.NOTES: "Notes",
}
"""What each column of the export is called: the one place both directions read."""

PROFILES = (
    Profile(
        tool="Dunwell",
        signature=(*COLUMNS.values(), "Days past due"),
        columns={field: (name,) for field, name in COLUMNS.items()},
    ),
)
