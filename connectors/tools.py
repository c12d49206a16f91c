"""Every tool whose export is known. A new tool is a file beside this one and a name in the list."""

from __future__ import annotations

from collections.abc import Sequence

from connectors import dunwell, freshbooks, invoice_ninja, invoicely, quickbooks, stripe, xero, zoho
from connectors.profile import Profile

PROFILES: tuple[Profile, ...] = tuple(
    profile
    for tool in (dunwell, xero, quickbooks, zoho, freshbooks, stripe, invoice_ninja, invoicely)
    for profile in tool.PROFILES
)


def recognise(header: Sequence[str]) -> Profile | None:
    """The tool that writes this header; None for any other."""
    return next((profile for profile in PROFILES if profile.fits(header)), None)
