"""Payment terms: from which day, and how many days. Every due date can say where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.calendar import last_of_month
from domain.errors import Refusal

LONGEST_NET = 3650


class Basis(StrEnum):
    """The day the net days are counted from."""

    ISSUE = "issue"
    DELIVERY = "delivery"
    END_OF_MONTH = "end of month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Net N days from a basis. `net_days` 0 is due on the basis day itself."""

    net_days: int
    basis: Basis = Basis.ISSUE

    def __post_init__(self) -> None:
        if not 0 <= self.net_days <= LONGEST_NET:
            words = f"Net {self.net_days} is outside 0 to {LONGEST_NET} days."
            raise Refusal(words, field="terms")

    def __str__(self) -> str:
        return f"net {self.net_days} from {self.basis}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A due date and where it came from: terms and their basis day, or stated on the invoice (terms None)."""

    on: date
    terms: Terms | None = None
    counted_from: date | None = None


def due_date(terms: Terms, *, issued_on: date, delivered_on: date | None) -> Due:
    """When an invoice under these terms falls due.

    Raises Refusal where the terms count from a delivery that has no day yet.
    """
    if terms.basis is Basis.DELIVERY and delivered_on is None:
        words = f"The terms are {terms}, and the delivery day is not known. Say it, or state the due date."
        raise Refusal(words, field="delivered_on")
    basis_day = {
        Basis.ISSUE: issued_on,
        Basis.DELIVERY: delivered_on or issued_on,
        Basis.END_OF_MONTH: last_of_month(issued_on),
    }[terms.basis]
    return Due(on=basis_day + timedelta(days=terms.net_days), terms=terms, counted_from=basis_day)
