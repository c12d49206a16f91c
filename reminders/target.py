"""Whom a typed word, a button or a form means: an invoice (void ones too) or a client."""

from __future__ import annotations

import re

from domain.client import Client
from domain.errors import MoreThanOne, NoSuchClient, NoSuchInvoice, neither
from domain.invoice import Invoice
from storage.unit_of_work import Work

_CHOSEN = re.compile(r"(?P<kind>invoice|client):(?P<id>\d{1,18})")


def meant(said: str, work: Work) -> Invoice | Client:
    """By number, by name, or by id as buttons carry it (`invoice:12`, `client:3`). Refuses with the nearest ones."""
    chosen = _CHOSEN.fullmatch(said.strip())
    if chosen:
        store = work.invoices if chosen["kind"] == "invoice" else work.clients
        return store.get(int(chosen["id"]))
    try:
        return work.invoices.find(said)
    except MoreThanOne:
        named = work.clients.named(said)
        if len(named) == 1:
            return named[0]
        raise
    except NoSuchInvoice as no_invoice:
        return _client(said, no_invoice, work)


def _client(said: str, no_invoice: NoSuchInvoice, work: Work) -> Client:
    try:
        return work.clients.find(said)
    except NoSuchClient as no_client:
        raise neither(said, no_invoice, no_client) from None
