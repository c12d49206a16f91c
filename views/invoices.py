"""The screens about invoices, under one roof: the book, one invoice, one client's account."""

from __future__ import annotations

from views.client_card import client_card
from views.invoice_card import invoice_card
from views.status_list import status_list

__all__ = ["client_card", "invoice_card", "status_list"]
