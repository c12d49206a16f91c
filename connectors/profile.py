"""What is known of one tool's export: how to tell it, which column is which, and what its rows need first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from connectors.fields import Field, header_key
from connectors.reading import Row

LeftOut = Counter[str]
"""How many rows of each kind a tool lists beside its invoices: credit memos, bills."""

Reshape = Callable[[Sequence[str], Iterator[Row], LeftOut], Iterator[Row]]
"""Takes the header, the rows and where to count what is left out; gives rows that are invoices, one width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One tool's export. `signature` are header names that together give it away.

    `columns` may name several headings for a field; the first the file has is taken. `as_sent`: the tool lists only
    what was sent. `lines`: an invoice has a row for each of its lines, each repeating the invoice's facts.
    `refusal`: the file is of this tool but lists no invoices; the words say which export does.
    """

    tool: str
    signature: tuple[str, ...]
    columns: Mapping[Field, tuple[str, ...]] = field(default_factory=dict)
    as_sent: bool = False
    lines: bool = False
    reshape: Reshape | None = None
    refusal: str | None = None

    def fits(self, header: Sequence[str]) -> bool:
        """Whether a header is this tool's."""
        keys = {header_key(name) for name in header}
        return all(header_key(name) in keys for name in self.signature)

    def mapped(self, header: Sequence[str]) -> dict[Field, str]:
        """The header's own spelling of each column the profile knows."""
        by_key: dict[str, str] = {}
        for name in header:
            by_key.setdefault(header_key(name), name)
        found: dict[Field, str] = {}
        for wanted, names in self.columns.items():
            spelled = next((by_key[header_key(name)] for name in names if header_key(name) in by_key), None)
            if spelled is not None:
                found[wanted] = spelled
        return found


def only(kinds: frozenset[str], column: str) -> Reshape:
    """Keeps rows whose `column` says one of `kinds` (small letters) or nothing; counts the others by what they say."""

    def reshape(header: Sequence[str], rows: Iterator[Row], left_out: LeftOut) -> Iterator[Row]:
        place = place_of(header, column)
        for line, cells in rows:
            kind = cells[place].strip() if place is not None and place < len(cells) else ""
            if kind.casefold() in kinds or not kind:
                yield line, cells
            else:
                left_out[kind] += 1

    return reshape


def place_of(header: Sequence[str], column: str) -> int | None:
    """Where a column stands, None if the header has none of this name."""
    wanted = header_key(column)
    return next((place for place, name in enumerate(header) if header_key(name) == wanted), None)
