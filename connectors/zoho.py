"""Zoho Invoice and Zoho Books: a row is a line, each repeating its invoice's total and balance."""

from __future__ import annotations

from connectors.fields import Field
from connectors.profile import Profile

PROFILES = (
    Profile(
        tool="Zoho",
        signature=("Invoice Number", "Invoice Status", "Customer Name", "Customer ID", "Balance"),
        columns={
            Field.NUMBER: ("Invoice Number",),
            Field.CLIENT: ("Customer Name",),
            Field.CLIENT_NUMBER: ("Customer ID",),
            Field.EMAIL: ("Primary Contact EmailID",),
            Field.ISSUED_ON: ("Invoice Date",),
            Field.DUE_ON: ("Due Date",),
            Field.TOTAL: ("Total",),
            Field.BALANCE: ("Balance",),
            Field.PAID_ON: ("Last Payment Date",),
            Field.CURRENCY: ("Currency Code",),
            Field.STATUS: ("Invoice Status",),
            Field.NOTES: ("Subject",),
        },
        lines=True,
    ),
)
