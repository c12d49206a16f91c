"""Stripe: the invoices export. Its payments export lists card charges, which are no invoices."""

from __future__ import annotations

from connectors.fields import Field
from connectors.profile import Profile

PROFILES = (
    Profile(
        tool="Stripe",
        signature=("Number", "Amount Due", "Due Date (UTC)", "Customer", "Currency"),
        columns={
            Field.NUMBER: ("Number",),
            Field.CLIENT: ("Customer Name", "Customer Description", "Customer Email", "Customer"),
            Field.CLIENT_NUMBER: ("Customer", "Customer ID"),
            Field.EMAIL: ("Customer Email",),
            Field.ISSUED_ON: ("Finalized At (UTC)", "Date (UTC)", "Created (UTC)"),
            Field.DUE_ON: ("Due Date (UTC)",),
            Field.TOTAL: ("Total", "Amount Due"),
            Field.PAID: ("Amount Paid",),
            Field.PAID_ON: ("Paid At (UTC)",),
            Field.CURRENCY: ("Currency",),
            Field.STATUS: ("Status",),
        },
    ),
    Profile(
        tool="Stripe",
        signature=("Amount", "Captured", "Converted Amount", "Fee", "Card Funding"),
        refusal="This is Stripe's list of card payments. Export the invoices: Billing › Invoices › Export.",
    ),
)
