"""Currencies written beside the amounts: “€100.00”, “1.234,56 zł”, “US$ 20”. Where every amount has one, each says its
row's currency."""

from __future__ import annotations

from collections.abc import Iterable

from connectors.cells import BadCell, Currency, Remembered
from connectors.fields import Field
from domain.amounts import NotAnAmount, amount_reader, said_amount
from domain.currencies import UnknownCurrency, currencies_named, digits


class Unclear(Exception):
    """A sign that several currencies share."""

    def __init__(self, cell: str) -> None:
        super().__init__(cell)
        self.cell = cell


def are_signed(cells: Iterable[str], default: str | None) -> bool:
    """Whether every one of these amounts names its currency; False for none. Raises Unclear for a shared sign (“$”),
    unless `default` is one of those that share it."""
    said = [_signed(cell, default) for cell in cells]
    return bool(said) and all(said)


def signed_currencies(field: Field, default: str | None, decimal_mark: str | None) -> Remembered[Currency]:
    """Reads the currency of a row from its amount, the cell of `field`."""

    def currency(cell: str) -> Currency:
        try:
            code = _signed(cell, default)
        except Unclear:
            raise BadCell(field, cell, "its sign may mean several currencies; write USD, CAD or AUD") from None
        if code is None:
            blank = not cell.strip()
            raise BadCell(field, cell, "the amount is missing" if blank else "it names no currency, and the others do")
        return code, amount_reader(digits(code), decimal_mark, code)

    return Remembered(currency)


def _signed(cell: str, default: str | None) -> str | None:
    """The currency an amount is written with, None where it has none."""
    try:
        return said_amount(cell, default_currency="").currency
    except UnknownCurrency:
        return None  # figures alone
    except NotAnAmount:
        shared = currencies_named(cell.strip(_FIGURES))
    if default in shared:
        return default
    if len(shared) > 1:
        raise Unclear(cell)
    return None


_FIGURES = "0123456789.,'’ ()+-−\u00a0\u202f"
