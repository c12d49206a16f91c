"""Cells read once and remembered: clients, days, currencies, states. What repeats in a column is looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from connectors.fields import Field
from connectors.formulas import fused
from connectors.statuses import Said, is_yes, status_said
from domain.amounts import amount_reader
from domain.client import name_key
from domain.currencies import currency_named, digits
from domain.said_dates import NotADate

Found = TypeVar("Found")
Currency = tuple[str, Callable[[str], int]]
"""A code, and a reader of its amounts into minor units; it raises NotAnAmount."""


class BadCell(Exception):
    """A cell that cannot be taken as it is."""

    def __init__(self, field: Field, value: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.value = value
        self.reason = reason


class Remembered(dict[str, Found], Generic[Found]):
    """Reads a cell the first time it is seen. It forgets everything now and then, so that its size stays bounded."""

    def __init__(self, read: Callable[[str], Found]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Found:
        """Reads it; raises BadCell."""
        found = self._read(text)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[text] = found
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFound:
    """A client as a file spells it. `identity` is shared by every spelling of one client in the file."""

    ref: int
    identity: str
    number: str | None
    name: str
    name_key: str
    emails: str | None

    def as_row(self) -> tuple[object, ...]:
        """In the order of the fields."""
        return self.ref, self.identity, self.number, self.name, self.name_key, self.emails


class Clients(dict[tuple[str, str, str], int]):
    """Gives each spelling of a client a `ref`, by its cells: number, name, addresses.

    The same client may have several refs, never two clients one. `fresh` fills with those not seen before; the caller
    empties it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fresh: list[ClientFound] = []
        self._last = 0

    def __missing__(self, key: tuple[str, str, str]) -> int:
        """A new ref; raises BadCell."""
        if len(self) >= _REMEMBERED:
            self.clear()
        self.fresh.append(_client(self._last + 1, *key))
        self._last += 1
        self[key] = self._last
        return self._last


def days(field: Field, read: Callable[[str], date] | None) -> Remembered[str | None]:
    """A date column's cells as ISO text, blank ones as None. `read` is None where the column holds no date at all."""

    def day(text: str) -> str | None:
        if not text.strip(_NO_DATE):
            return None
        try:
            on = read(text) if read is not None else None
        except NotADate as error:
            raise BadCell(field, text, str(error)) from None
        if on is None or not _FIRST_DAY <= on <= _LAST_DAY:
            raise BadCell(field, text, f"no invoice has a day outside {_FIRST_DAY.year} to {_LAST_DAY.year}")
        return on.isoformat()

    return Remembered(day)


def currencies(default: str | None, decimal_mark: str | None) -> Remembered[Currency]:
    """A currency column's cells; blank is `default`, which also decides what “$” means."""

    def currency(text: str) -> Currency:
        code = currency_named(text, default=default) if text.strip() else default
        if code is None:
            unnamed = "no currency is named; say it for the whole file, like `--currency EUR`"
            reason = "it is not one currency; write EUR, USD or GBP" if text.strip() else unnamed
            raise BadCell(Field.CURRENCY, text, reason)
        return code, amount_reader(digits(code), decimal_mark, code)

    return Remembered(currency)


def states() -> Remembered[Said]:
    """A status column's cells."""

    def state(text: str) -> Said:
        said = status_said(text)
        if said is None:
            reason = "it is no status I know; use draft, sent, partial, paid, void or disputed"
            raise BadCell(Field.STATUS, text, reason)
        return said

    return Remembered(state)


def answers() -> Remembered[bool]:
    """The cells of a yes-or-no column."""

    def answer(text: str) -> bool:
        yes = is_yes(text)
        if yes is None:
            raise BadCell(Field.DISPUTED, text, "it is neither yes nor no")
        return yes

    return Remembered(answer)


def invoice_number(text: str, *, as_float: bool) -> str:
    """An invoice's number as it is printed on it. `as_float`: the column's numbers all end in “.0”."""
    number = text.strip()
    if number[:1] == "'":
        number = fused(number)
    if as_float:
        number = number.removesuffix(".0")
    if not number or not number.isprintable() or len(number) > _LONGEST_NUMBER or _is_shortened(number):
        raise BadCell(Field.NUMBER, text, _number_fault(number))
    return number


def invoice_numbers(cells: Sequence[str], *, as_float: bool) -> list[str]:
    """The same for a column. Most have nothing to look into twice, which is seen by looking at all of it at once."""
    numbers = list(map(str.strip, cells))
    together = "".join(numbers)
    is_plain = together.isprintable() and "'" not in together and "+" not in together
    if is_plain and not as_float and all(numbers) and max(map(len, numbers)) <= _LONGEST_NUMBER:
        return numbers
    return [invoice_number(cell, as_float=as_float) for cell in cells]


def plain_text(text: str) -> str:
    """Words of one line: spaces and line ends folded, control characters dropped, defusing undone."""
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return fused(" ".join(text.split()))


def is_float(text: str) -> bool:
    """A whole number as a spreadsheet writes one that it took for a quantity: `1930582584.0`."""
    return text.endswith(".0") and text[:-2].isdecimal()


_REMEMBERED = 50_000
_LONGEST_NUMBER = 100
_LONGEST_NAME = 300
_NO_DATE = "0-/.: "  # some tools write 0000-00-00 for none
_FIRST_DAY, _LAST_DAY = date(1950, 1, 1), date(2199, 12, 31)
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_BETWEEN_EMAILS = re.compile(r"[;,\s]+")
_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\".]+(?:\.[^@\s<>\".]+)+")


def _is_shortened(number: str) -> bool:
    # Looking for the plus first: a pattern tried on a million numbers is slow.
    return "+" in number and _SHORTENED.fullmatch(number) is not None


def _number_fault(number: str) -> str:
    if not number:
        return "an invoice needs its number"
    if len(number) > _LONGEST_NUMBER:
        return f"a number has at most {_LONGEST_NUMBER} characters"
    if number.isprintable():
        return "a spreadsheet shortened this number; format the column as text and export again"
    return "it holds characters that cannot be shown"


def _client(ref: int, number_cell: str, name_cell: str, email_cell: str) -> ClientFound:
    number = plain_text(number_cell)
    number = number[:-2] if is_float(number) else number
    name = plain_text(name_cell) or number
    if not name:
        raise BadCell(Field.CLIENT, name_cell, "no client is named")
    if len(name) > _LONGEST_NAME:
        raise BadCell(Field.CLIENT, name_cell, f"a client's name has at most {_LONGEST_NAME} characters")
    key = name_key(name) or name
    return ClientFound(
        ref=ref,
        identity=f"number {number}" if number else f"name {key}",
        number=number or None,
        name=name,
        name_key=key,
        emails=_emails(email_cell),
    )


def _emails(cell: str) -> str | None:
    """Addresses in a cell, one line each."""
    found = [address for address in _BETWEEN_EMAILS.split(fused(cell.strip())) if address]
    wrong = next((address for address in found if not _EMAIL.fullmatch(address)), None)
    if wrong is not None:
        raise BadCell(Field.EMAIL, cell, f"“{wrong}” is not an email address")
    return "\n".join(found) or None
