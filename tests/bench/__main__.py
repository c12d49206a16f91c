"""`make bench`: measures Dunwell against the cheapest thing that could stand in its place, and writes it down."""

# ruff: noqa: T201 - what it prints is what it is for

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tests.bench import answering, checking, importing, planning, ticking
from tests.bench.book import write_open_book, write_used_book
from tests.bench.figures import Figure
from tests.bench.machine import this_machine
from tests.bench.report import page, table

PAGE = Path("docs/benchmarks.md")
TODAY = date.fromisoformat(importing.MOMENT[:10])
CLIENTS = 5_000
SMALL = 1_000
# The book of debts falls due in so many days after today, and its reminders are planned on a Wednesday after that.
DEBT_DAYS = 40
PLANNED_ON = date(2027, 1, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much is measured: invoices of the large books, rounds, `status` commands a round."""

    large: int = 1_000_000
    a_day: int = 1_000
    rounds: int = 5
    statuses: int = 400
    imports: int = 3
    clients: int = 100_000
    letters: int = 10_000


QUICK = Sizes(large=50_000, rounds=2, statuses=200, imports=1, clients=5_000, letters=1_000)


def main() -> None:
    """Prints the table; writes the page unless it was a quick run."""
    asked = argparse.ArgumentParser(prog="make bench", description=__doc__)
    asked.add_argument("--quick", action="store_true", help="smaller sizes, a minute; the page is left as it is")
    sizes = QUICK if asked.parse_args().quick else Sizes()
    with tempfile.TemporaryDirectory(prefix="dunwell-bench-") as folder:
        figures = _measured(Path(folder), sizes)
    machine = this_machine()
    print(f"\n{machine}\n\n{table(figures)}")
    if sizes is not QUICK:
        PAGE.write_text(page(figures, machine), encoding="utf-8")


def _measured(folder: Path, sizes: Sizes) -> list[Figure]:
    small, large, opened, tenth = (folder / f"{name}.csv" for name in ("small", "large", "open", "tenth"))
    tenth_rows = sizes.large // 10
    print("Writing the files ...")
    write_used_book(small, invoices=SMALL, clients=CLIENTS // 25, today=TODAY)
    write_used_book(large, invoices=sizes.large, clients=CLIENTS, today=TODAY)
    write_used_book(tenth, invoices=tenth_rows, clients=CLIENTS, today=TODAY)
    sunday = ticking.MONDAY - timedelta(days=1)
    write_open_book(opened, invoices=sizes.large, clients=CLIENTS, a_day=sizes.a_day, first_due=sunday)
    print("Importing ...")
    imported = importing.measure(large, tenth, rows=sizes.large, smaller_rows=tenth_rows, rounds=sizes.imports)
    books = {file: file.with_suffix(".db") for file in (small, large, opened)}
    for file, book in books.items():
        importing.bring_in(file, book)
    print("Ticking ...")
    ticked = ticking.measure(books[opened], held=sizes.large, a_day=sizes.a_day)
    books[opened].unlink()
    print("Planning ...")
    planned = planning.measure(_book_of_debts(folder, sizes), held=sizes.large, clients=sizes.clients, today=PLANNED_ON)
    print("Answering ...")
    answered = answering.measure(
        (books[small], SMALL), (books[large], sizes.large), rounds=sizes.rounds, statuses=sizes.statuses
    )
    print("Checking letters ...")
    checked = checking.measure(sizes.letters)
    return [*answered, *ticked, *planned, *checked, *imported]


def _book_of_debts(folder: Path, sizes: Sizes) -> Path:
    """Everything overdue by PLANNED_ON, of many clients."""
    file = folder / "debts.csv"
    a_day = sizes.large // DEBT_DAYS
    write_open_book(file, invoices=sizes.large, clients=sizes.clients, a_day=a_day, first_due=TODAY + timedelta(days=1))
    importing.bring_in(file, file.with_suffix(".db"))
    file.unlink()
    return file.with_suffix(".db")


if __name__ == "__main__":
    main()
