"""Files of invoices as an agency's tool would write them, made anew for each run; nobody's data."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from domain.calendar import zone
from domain.workspace import Workspace

TEAM = "T0BENCH"
HEADER = (
    "Invoice Number",
    "Client Name",
    "Client Number",
    "Issue Date",
    "Due Date",
    "Total",
    "Currency",
    "Amount Paid",
    "Paid On",
)
NAMES = ("Alder", "Birch", "Cedar", "Fern", "Harbour", "Juniper", "Lantern", "Marble", "Orchard", "Quarry", "Sable")
TRADES = ("Studio", "Books", "Travel", "Foods", "Legal", "Clinic", "Works", "Media", "Dental", "Energy")
CURRENCIES = ("EUR", "EUR", "EUR", "USD", "GBP")
Row = tuple[str, ...]


def a_workspace() -> Workspace:
    """The workspace every book here belongs to."""
    return Workspace(id=0, team_id=TEAM, name="Bench", tz=zone("UTC"), currency="EUR", channel="C0BENCH")


def number(position: int) -> str:
    """The number of the invoice at this position, the first is 1."""
    return f"INV-{position:06d}"


def write_used_book(path: Path, *, invoices: int, clients: int, today: date) -> None:
    """A book in use: three years of invoices, six of ten paid, one of ten in part, the rest open or long overdue."""

    def row(position: int) -> Row:
        issued = today - timedelta(days=position * 7 % 1_090)
        due = issued + timedelta(days=30)
        total = 25_000 + position * 7_919 % 900_000
        kind = position * 31 % 10
        paid = total if kind < 6 else total // 3 if kind == 6 else 0
        paid_on = min(due + timedelta(days=position % 9), today) if paid else None
        return _row(position, clients, issued=issued, due=due, total=total, paid=paid, paid_on=paid_on)

    _write(path, map(row, range(1, invoices + 1)))


def write_open_book(path: Path, *, invoices: int, clients: int, a_day: int, first_due: date) -> None:
    """All of it open: so many fall due each day, from a first day on."""

    def row(position: int) -> Row:
        due = first_due + timedelta(days=(position - 1) // a_day)
        issued = first_due - timedelta(days=60)
        return _row(position, clients, issued=issued, due=due, total=25_000 + position * 7_919 % 900_000)

    _write(path, map(row, range(1, invoices + 1)))


def _row(
    position: int, clients: int, *, issued: date, due: date, total: int, paid: int = 0, paid_on: date | None = None
) -> Row:
    client = position * 48_271 % clients
    name = f"{NAMES[client % len(NAMES)]} {TRADES[client // 7 % len(TRADES)]} {client}"
    return (
        number(position),
        name,
        f"C-{client:05d}",
        issued.isoformat(),
        due.isoformat(),
        _money(total),
        CURRENCIES[client % len(CURRENCIES)],
        _money(paid),
        paid_on.isoformat() if paid_on else "",
    )


def _money(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02d}"


def _write(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows)
