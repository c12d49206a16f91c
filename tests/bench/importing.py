"""An import beside `sqlite3`'s own `.import` of the same file, which reads no dates and keeps no rules."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure

LONGEST_SECONDS = 300
# A smaller file is read by one process, not two.
FEWEST = 100_000
MOMENT = "2026-11-21T10:00:00+00:00"


def bring_in(file: Path, book: Path) -> dict[str, float]:
    """Imports a file into a new book, in a process of its own."""
    for old in book.parent.glob(f"{book.name}*"):
        old.unlink()
    command = [sys.executable, "-m", "tests.bench.bring_in", str(file), str(book), MOMENT]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=LONGEST_SECONDS)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(file: Path, smaller: Path, *, rows: int, smaller_rows: int, rounds: int) -> list[Figure]:
    """Time beside `sqlite3`, where that is installed, and memory beside a file with a tenth of the rows."""
    tool = shutil.which("sqlite3")
    ours: list[dict[str, float]] = []
    theirs: list[float] = []
    book = file.with_suffix(".again.db")
    for _ in range(rounds):
        if tool:
            theirs.append(_by_sqlite(tool, file))
        ours.append(bring_in(file, book))
    few = bring_in(smaller, book)["peak_mib"]
    many = median(each["peak_mib"] for each in ours)
    taken = median(each["seconds"] for each in ours)
    return [
        Figure(
            what=f"an import of {rows:,} rows",
            measured=f"{taken:,.1f} s",
            against=f"`.import` of the same file, {median(theirs):,.2f} s"
            if tool
            else "`sqlite3` is not installed here",
            ratio=taken / median(theirs) if tool else math.nan,
            at_most=6 if tool else None,
        ),
        Figure(
            what=f"an import of {rows:,} rows: memory of both its processes",
            measured=f"{many:,.0f} MiB",
            against=f"the same with {smaller_rows:,} rows, {few:,.0f} MiB",
            ratio=many / few,
            at_most=1.2 if smaller_rows >= FEWEST else None,
        ),
    ]


def _by_sqlite(tool: str, file: Path) -> float:
    book = file.with_suffix(".plain.db")
    book.unlink(missing_ok=True)
    begun = time.perf_counter()
    subprocess.run([tool, str(book), f".import --csv {file} invoices"], check=True, timeout=LONGEST_SECONDS)
    taken = time.perf_counter() - begun
    book.unlink()
    return taken
