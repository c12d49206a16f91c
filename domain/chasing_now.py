"""What is set about chasing one client or one invoice, beside what counts where nothing is."""

from __future__ import annotations

from dataclasses import dataclass

from domain.chasing import Chasing, ChasingRule
from domain.client import Client
from domain.invoice import Invoice


@dataclass(frozen=True, slots=True, kw_only=True)
class ChasingNow:
    """What is a client's, or an invoice's, own; `wider` counts where nothing is, and `client_says` names the fields of
    it that an invoice's client sets. `country`: whose holidays count where the client has none of its own."""

    client: Client
    invoice: Invoice | None
    own: ChasingRule
    wider: Chasing
    client_says: frozenset[str] = frozenset()
    country: str | None = None
