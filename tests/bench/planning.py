"""Planning a day's reminders over a large book, beside the one query that reads what is open."""

# ruff: noqa: T201 - what it prints is what it is for

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

from domain.dunning import due_reminder
from reminders.plan import best_of
from storage.chasing_rules import ChasingRules
from storage.database import open_database
from storage.debt_rows import DEBTS
from storage.debts import AT_ONCE, DebtReader
from storage.scope import Scope
from storage.workspaces import workspace_of_team
from tests.bench.book import TEAM
from tests.bench.figures import Figure

BARE, PLANNED = "bare", "planned"
LONGEST_SECONDS = 300
A_DAY = 50


def measure(book: Path, *, held: int, clients: int, today: date, rounds: int = 3) -> list[Figure]:
    """`book`: all open and overdue by `today`. Each run is a process of its own."""
    runs = {how: [_run(how, book, today) for _ in range(rounds)] for how in (BARE, PLANNED)}
    seconds = {how: median(each["seconds"] for each in found) for how, found in runs.items()}
    memory = {how: median(each["peak_mib"] for each in found) for how, found in runs.items()}
    what = f"planning the day, {clients:,} clients, {held:,} open invoices"
    return [
        Figure(
            what=what,
            measured=f"{seconds[PLANNED]:,.1f} s",
            against=f"the one query that reads them, {seconds[BARE]:,.1f} s",
            ratio=seconds[PLANNED] / seconds[BARE],
            at_most=5,
        ),
        Figure(
            what=f"{what}: memory of the process",
            measured=f"{memory[PLANNED]:,.0f} MiB",
            against=f"the same query, {memory[BARE]:,.0f} MiB",
            ratio=memory[PLANNED] / memory[BARE],
            at_most=5,
        ),
    ]


def main(how: str, book: Path, today: date) -> None:
    """Prints the seconds one run takes and the peak of memory in MiB."""
    database = open_database(f"sqlite:///{book}")
    with database.reading() as connection:
        workspace = workspace_of_team(connection, TEAM)
        assert workspace is not None
        scope = Scope(connection, workspace.id)
        begun = time.perf_counter()
        if how == BARE:
            said = {"of_workspace": workspace.id, "first": today, "latest": today}
            found = sum(1 for _ in connection.execute(DEBTS[False], said, execution_options={"yield_per": AT_ONCE}))
        else:
            rules = ChasingRules(of_all=None, of_clients={}, of_invoices={})
            reader = DebtReader(scope=scope, rules=rules, today=today, tz=workspace.tz)
            dues = ((account, due_reminder(account, today)) for account in reader.all_chased())
            best = best_of(((account, due) for account, due in dues if due is not None), A_DAY)
            found = len(best.first) + best.left
        seconds = time.perf_counter() - begun
    database.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "found": found, "peak_mib": peak}))


def _run(how: str, book: Path, today: date) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.planning", how, str(book), today.isoformat()]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=LONGEST_SECONDS)
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), date.fromisoformat(sys.argv[3]))
