"""An invoice file sent in from Slack: what a person said about it, how it is read, what an import of it would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.date_columns import FirstPart

LARGEST_MB = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class HowToRead:
    """What a person said about a file. `columns` are the places of columns, counted from 0, by field."""

    currency: str | None = None
    first: FirstPart | None = None
    decimal_mark: str | None = None
    as_sent: bool = False
    columns: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRead:
    """A field, the column it is read from, and for a date how one is written there."""

    field: str
    column: str
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """What the file does not say: which field it is about, and words."""

    field: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSeen:
    """How a file will be read, before anything is. While `questions` are open nothing can be imported.

    `has_status` is whether a column says what was sent.
    """

    file_name: str
    tool: str | None
    header: tuple[str, ...]
    columns: tuple[ColumnRead, ...]
    questions: tuple[OpenQuestion, ...]
    notes: tuple[str, ...]
    has_status: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTaken:
    """What an import did, or in a dry run would do: a sentence or two, and the first changes a line each."""

    file_name: str
    words: str
    details: tuple[str, ...]
    is_nothing_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsAtFault:
    """Rows of a file that cannot be taken, counted; `first` are the first of them in words."""

    file_name: str
    count: int
    read: int
    first: tuple[str, ...]
