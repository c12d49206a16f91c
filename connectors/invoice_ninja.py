"""Invoice Ninja: the invoices export, its headings with or without the entity's name in front."""

from __future__ import annotations

from connectors.fields import Field
from connectors.profile import Profile

_COLUMNS = {
    Field.NUMBER: ("Invoice Number", "Invoice Invoice Number"),
    Field.CLIENT: ("Client Name", "Client"),
    Field.CLIENT_NUMBER: ("Client Number", "Client ID Number"),
    Field.EMAIL: ("Contact Email", "Client Contact Email"),
    Field.ISSUED_ON: ("Invoice Date", "Invoice Invoice Date"),
    Field.DUE_ON: ("Invoice Due Date", "Due Date"),
    Field.TOTAL: ("Invoice Amount", "Invoice Total"),
    Field.PAID: ("Invoice Paid to Date",),
    Field.BALANCE: ("Invoice Balance",),
    Field.CURRENCY: ("Client Currency", "Invoice Currency", "Currency"),
    Field.STATUS: ("Invoice Status", "Status"),
}

PROFILES = (
    Profile(
        tool="Invoice Ninja",
        signature=("Invoice Number", "Invoice Balance", "Client Name"),
        columns=_COLUMNS,
    ),
    Profile(
        tool="Invoice Ninja",
        signature=("Invoice Invoice Number", "Invoice Balance", "Client Name"),
        columns=_COLUMNS,
    ),
)
