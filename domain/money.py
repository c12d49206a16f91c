"""Money: whole minor units and an ISO 4217 code. No float touches it; currencies are never added together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents for EUR, yen for JPY, fils for BHD: ISO's digits) of one currency."""

    minor: int
    currency: str

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            msg = f"{self.currency} and {other.currency} are never added or compared"
            raise MixedCurrencies(msg)
        return other.minor


class MixedCurrencies(TypeError):
    """Two currencies met in one sum: a fault of ours, never of a person."""


def totals_by_currency(amounts: Iterable[Money]) -> dict[str, Money]:
    """One total per currency, in the order the currencies first appear."""
    totals: dict[str, Money] = {}
    for amount in amounts:
        totals[amount.currency] = totals.get(amount.currency, Money(0, amount.currency)) + amount
    return totals
