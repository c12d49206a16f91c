"""A file of rows as tools write them: encoding, delimiter, banner lines above the header, and rows with their lines.

Nothing here knows what an invoice is. A file is read in a stream; its size does not matter.
"""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, dropwhile, islice
from pathlib import Path
from typing import TextIO

from connectors.fields import recognised
from domain.errors import Refusal

Row = tuple[int, list[str]]
"""The line a row begins on, counted from 1, and its cells."""

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


class NotATable(Refusal):
    """The file cannot be read as rows; the words say where and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An opened file. `header` names every column once; `skipped` counts the lines above it."""

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_line: int
    skipped: int

    def rows(self) -> Iterator[Row]:
        """Every row below the header that is not blank. Raises NotATable where the quotes do not add up."""
        rows = _rows(self.path, self.encoding, self.delimiter)
        return dropwhile(lambda row: row[0] <= self.header_line, rows)

    def sample(self, count: int) -> list[Row]:
        """The first rows below the header."""
        return list(islice(self.rows(), count))


def open_sheet(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> Sheet:
    """Finds out how a file is written; what is said is taken as said.

    Raises NotATable for an empty file, an unknown encoding, or bytes that are no text.
    """
    if not path.is_file():
        words = f"There is no file {path}."
        raise NotATable(words)
    written = _known_encoding(encoding) if encoding else _encoding(path)
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        words = f"The delimiter is one character, like `;`. “{delimiter}” cannot be it."
        raise NotATable(words)
    between = delimiter or _delimiter(path, written)
    top = list(islice(_rows(path, written, between), _TOP_ROWS))
    if not top:
        words = f"{path.name} is empty."
        raise NotATable(words)
    line, cells = _header(top)
    last_line = next((row[0] for row in top if row[0] > line), line + 1) - 1
    return Sheet(
        path=path,
        encoding=written,
        delimiter=between,
        header=_unique(cells),
        header_line=last_line,
        skipped=sum(1 for row in top if row[0] < line),
    )


_TOP_ROWS = 40
_TOP_CHARACTERS = 65_536
_CHUNK_BYTES = 1 << 20
_LONGEST_CELL = 1 << 20


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST_CELL)
    # newline="": the csv module sees CR, LF and CRLF itself, also inside quotes.
    with _text(path, encoding) as stream:
        reader = csv.reader(_below_hint(stream), delimiter=delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                if any(cells):
                    yield line, cells
                line = reader.line_num + 1
        except (csv.Error, UnicodeDecodeError) as error:
            raise NotATable(_unreadable(path, line, error)) from None


def _below_hint(stream: TextIO) -> Iterator[str]:
    """Excel's `sep=;` on the first line is a hint for Excel, not a row; its line still counts."""
    first = stream.readline()
    return chain(["\n" if first.lower().startswith("sep=") else first] if first else [], stream)


def _unreadable(path: Path, line: int, error: csv.Error | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"{path.name} is not {error.encoding} text near line {line}. Say its encoding, like `--encoding cp1252`."
    if "end of data" in str(error) or "field larger" in str(error):
        return f"{path.name}: a quotation mark opened on line {line} is never closed. Close it or save the file anew."
    return f"{path.name}, line {line}: a quotation mark stands in the middle of a cell. Save the file as CSV anew."


def _text(path: Path, encoding: str) -> TextIO:
    return path.open(encoding=encoding, newline="")


def _known_encoding(said: str) -> str:
    try:
        return codecs.lookup(said).name
    except LookupError:
        words = f"“{said}” is not an encoding I know. Usual ones are utf-8, cp1252, cp1250 and utf-16."
        raise NotATable(words) from None


def _encoding(path: Path) -> str:
    """UTF-8 if every byte of the file is, UTF-16 by its mark, else what Windows in the West writes."""
    with path.open("rb") as stream:
        first = stream.read(4)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding in ("utf-8-sig", "cp1252"):
        if _decodes(path, encoding):
            return encoding
    return _guessed(path)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                if b"\0" in chunk:
                    words = f"{path.name} is not a CSV file. Export it as CSV, not as a spreadsheet or PDF."
                    raise NotATable(words)
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _guessed(path: Path) -> str:
    from charset_normalizer import from_path

    best = from_path(path).best()
    return best.encoding if best is not None else "latin-1"


def _delimiter(path: Path, encoding: str) -> str:
    with _text(path, encoding) as stream:
        top = stream.read(_TOP_CHARACTERS)
    if top[:4].lower() == "sep=" and len(top) > 4:  # noqa: PLR2004 - the hint, then the character
        return top[4]
    return max(DELIMITERS, key=lambda candidate: _fit(top, candidate))


def _fit(top: str, delimiter: str) -> tuple[int, float, int]:
    """How well a delimiter cuts the top of the file: names it uncovers, how even the rows are, how wide."""
    rows: list[list[str]] = []
    reader = csv.reader(top.splitlines(keepends=True), delimiter=delimiter)
    try:
        rows.extend(row for row in islice(reader, _TOP_ROWS) if any(row))
    except csv.Error:
        return 0, 0.0, 0
    if not rows:
        return 0, 0.0, 0
    width, same = Counter(map(len, rows)).most_common(1)[0]
    evenness = same / len(rows) if width > 1 else 0.0
    return max(map(recognised, rows)), evenness, width


def _header(top: Sequence[Row]) -> Row:
    """The row that names most fields; where none names any, the first with two cells or more."""
    best = max(top, key=lambda row: recognised(row[1]))
    if recognised(best[1]) > 1:
        return best
    return next((row for row in top if sum(map(bool, row[1])) > 1), top[0])


def _unique(cells: Sequence[str]) -> tuple[str, ...]:
    """Every column under a name of its own: `Amount`, `Amount (2)`; a nameless one by its place."""
    seen: Counter[str] = Counter()
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or f"column {place}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)
