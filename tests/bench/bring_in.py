"""A process that imports one file into a new book and says how long that took and how much memory it needed."""

# ruff: noqa: T201 - what it prints is what it is for

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from bot.clock import MovableClock
from bot.desk import Desk
from connectors.mapping import Mapping
from receivables.import_invoices import ImportRequest, import_invoices
from receivables.import_preview import preview
from storage.database import open_database
from storage.upgrade import upgrade
from storage.workspaces import keep_workspace
from tests.bench.book import a_workspace


def main(file: Path, book: Path, moment: str) -> None:
    """Prints the seconds from the first look at the file to the commit, and the peak of both processes in MiB."""
    database = open_database(f"sqlite:///{book}")
    upgrade(database)
    clock = MovableClock(datetime.fromisoformat(moment), stands_still=True)
    with database.writing() as connection:
        workspace = keep_workspace(connection, a_workspace(), clock.now())
    desk = Desk(database=database, clock=clock)
    mapping = Mapping(as_sent=True)
    begun = time.perf_counter()
    seen = preview(file, mapping, default_currency=workspace.currency)
    assert not seen.questions, seen.questions
    with tempfile.TemporaryDirectory() as faults, desk.work(workspace) as work:
        request = ImportRequest(path=file, mapping=mapping, faults_to=Path(faults) / "faults.csv")
        done = import_invoices(request, work)
    seconds = time.perf_counter() - begun
    database.close()
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps({"seconds": seconds, "new": done.new, "peak_mib": sum(peaks) / 1024}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
