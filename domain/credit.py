"""Credit a client has: credit notes of no invoice, and what was paid too much on one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.invoice import Invoice
from domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditSource:
    """Where credit waits: with the client (`invoice` None), or on an invoice that was paid too much. `left` > 0."""

    invoice: Invoice | None
    left: Money

    @property
    def is_ours(self) -> bool:
        """Ours to place: not paid too much on a mirrored invoice, whose source owns its payments."""
        return self.invoice is None or not self.invoice.is_mirrored


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A part of what is used, in minor units, and where it is taken from."""

    source: CreditSource
    minor: int


def total(sources: Sequence[CreditSource], currency: str) -> Money:
    """All the credit there is in one currency."""
    return Money(sum(source.left.minor for source in sources if source.left.currency == currency), currency)


def draw(sources: Sequence[CreditSource], amount: Money) -> tuple[Draw, ...]:
    """What is taken from where, in the order given, until the amount is reached; never more than a source has.

    Sources in other currencies are passed over. The caller asks first whether there is enough.
    """
    wanted, found = amount.minor, []
    for source in sources:
        taken = min(wanted, source.left.minor) if source.left.currency == amount.currency else 0
        if taken > 0:
            found.append(Draw(source=source, minor=taken))
            wanted -= taken
    return tuple(found)
