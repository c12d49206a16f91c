"""What a person said about a file, and can save under a name to say it again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from connectors.fields import Field
from domain.currencies import is_currency
from domain.date_columns import FirstPart
from domain.errors import NotUnderstood, listed


class Mapping(BaseModel):
    """Everything left out is found in the file itself, or asked for.

    `date_format` is strptime's and goes for every date column; `first` only decides columns that leave it open which
    part of a date comes first. `currency` goes for rows that name none. `as_sent`: rows
    without a status count as sent. `source` is whose the invoices are, where not a known tool's.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: dict[Field, str] = {}
    date_format: str | None = None
    first: FirstPart | None = None
    currency: str | None = None
    decimal_mark: Literal[".", ","] | None = None
    as_sent: bool = False
    source: str | None = None
    encoding: str | None = None
    delimiter: str | None = None

    def overlaid(self, said: Mapping) -> Mapping:
        """The same with everything `said` has instead."""
        new = {name: value for name, value in said if value is not None and name not in ("columns", "as_sent")}
        merged = {**dict(self), **new}
        merged["columns"] = {**self.columns, **said.columns}
        merged["as_sent"] = self.as_sent or said.as_sent
        return Mapping.model_validate(merged)


def columns_said(pairs: Iterable[str]) -> dict[Field, str]:
    """`--map field=Column`, one string each. Raises NotUnderstood for a field there is not."""
    columns: dict[Field, str] = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        try:
            field = Field(name.strip().lower().replace("-", "_"))
        except ValueError:
            field = None
        if field is None or not equals or not column.strip():
            words = f"“{pair}” maps nothing. Write `field=Column`; the fields are {listed(list(Field))}."
            raise NotUnderstood(words, field="map")
        columns[field] = column.strip()
    return columns


def decimal_mark_said(mark: str) -> Literal[".", ","]:
    """`--decimal-mark`. Raises NotUnderstood for anything but a point and a comma."""
    if mark == ".":
        return "."
    if mark == ",":
        return ","
    words = f"“{mark}” is no decimal mark. Say `--decimal-mark .` or `--decimal-mark ,`."
    raise NotUnderstood(words, field="decimal_mark")


def currency_said(code: str) -> str:
    """`--currency`, in capitals. Raises NotUnderstood for what is no ISO 4217 code."""
    if not is_currency(code.strip().upper()):
        words = f"“{code}” is not a currency code. Write three letters, like EUR, USD or GBP."
        raise NotUnderstood(words, field="currency")
    return code.strip().upper()
