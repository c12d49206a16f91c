"""Xero: sales invoices as exported, and its import template. A row is a line; credit notes stand between."""

from __future__ import annotations

from connectors.fields import Field
from connectors.profile import Profile, only

PROFILES = (
    Profile(
        tool="Xero",
        signature=("ContactName", "InvoiceNumber", "InvoiceDate", "DueDate", "AccountCode"),
        columns={
            Field.NUMBER: ("InvoiceNumber",),
            Field.CLIENT: ("ContactName",),
            Field.EMAIL: ("EmailAddress",),
            Field.ISSUED_ON: ("InvoiceDate",),
            Field.DUE_ON: ("DueDate",),
            Field.TOTAL: ("Total",),
            Field.PAID: ("InvoiceAmountPaid",),
            Field.BALANCE: ("InvoiceAmountDue",),
            Field.CURRENCY: ("Currency",),
            Field.STATUS: ("Status",),
            Field.NOTES: ("Reference",),
        },
        lines=True,
        reshape=only(frozenset({"sales invoice", "invoice", "accrec"}), "Type"),
    ),
    Profile(
        tool="Xero",
        signature=("JournalNumber", "JournalDate", "AccountName", "NetAmount"),
        refusal="This is Xero's journal. Export the invoices: Business › Invoices › Export.",
    ),
)
