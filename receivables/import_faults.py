"""The list of rows that could not be taken: a CSV a person can open, correct the file by, and import again."""

from __future__ import annotations

import csv
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from connectors.formulas import defused
from domain.errors import Refusal

FIRST = 3


class FaultFile:
    """Written as faults come, so that a million of them need no memory. There is no file while there is no fault."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self.first: list[str] = []
        self._stream: TextIO | None = None
        self._write: Any = None

    def __enter__(self) -> Self:
        """Takes an older list of this name away."""
        self.path.unlink(missing_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the file."""
        if self._stream is not None:
            self._stream.close()

    def add(self, *, line: int, column: str, value: str, reason: str) -> None:
        """Lists a fault. Raises Refusal where the file cannot be written."""
        if self._stream is None:
            self._open()
        self._write([line, defused(column), defused(value), defused(reason)])
        self.count += 1
        if len(self.first) < FIRST:
            shown = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
            self.first.append(f"Line {line}, {column}, “{shown}”: {reason}.".replace("..", "."))

    def _open(self) -> None:
        try:
            # With a byte order mark: Excel takes the file for what it is.
            self._stream = self.path.open("w", encoding="utf-8-sig", newline="")
        except OSError as error:
            words = f"Rows cannot be taken, and the list of them cannot be written to {self.path}: {error.strerror}."
            raise Refusal(words) from None
        self._write = csv.writer(self._stream).writerow
        self._write(["line", "column", "value", "reason"])


class RowsRefused(Refusal):
    """Rows that cannot be taken; nothing was imported. `faults` names the list."""

    def __init__(self, faults: FaultFile, *, read: int) -> None:
        rows = "1 fault" if faults.count == 1 else f"{faults.count:,} faults"
        said = "\n".join(faults.first)
        super().__init__(
            f"Nothing was imported: {rows} in {read:,} rows.\n{said}\n"
            f"Every one is in {faults.path}. Correct the file and import it again."
        )
        self.faults = faults
        self.read = read


_SHOWN = 60
