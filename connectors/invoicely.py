"""Invoicely: one row an invoice, its number under “Details”."""

from __future__ import annotations

from connectors.fields import Field
from connectors.profile import Profile

PROFILES = (
    Profile(
        tool="Invoicely",
        signature=("Date", "Due", "Details", "Client", "Status", "Total"),
        columns={
            Field.NUMBER: ("Details",),
            Field.CLIENT: ("Client",),
            Field.ISSUED_ON: ("Date",),
            Field.DUE_ON: ("Due",),
            Field.TOTAL: ("Total",),
            Field.STATUS: ("Status",),
            Field.CURRENCY: ("Currency",),
        },
    ),
)
