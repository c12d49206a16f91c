"""`make faults`: at least a thousand workers killed in the middle of sending, on SQLite and on PostgreSQL."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.books import fresh_postgres, postgres_server
from tests.faults.run import Outcome, run

CALM = 200


def main() -> int:
    said = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    said.add_argument("--kills", type=int, default=1000, help="workers to kill on each database")
    said.add_argument("--seconds", type=float, default=1200, help="the longest time on each database")
    said.add_argument("--seed", type=int, default=1)
    said.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = said.parse_args()
    wrong = 0
    for kind in (asked.only,) if asked.only else ("sqlite", "postgresql"):
        for kills in (0, asked.kills):
            with _empty_book(kind) as url:
                begun = time.monotonic()
                letters = 0 if kills else CALM
                found = run(url, kills=kills, seconds=asked.seconds, letters=letters, seed=asked.seed)
                _told(kind, found, time.monotonic() - begun)
                wrong += len(found.wrong) + (found.killed < kills)
    print("Nothing was sent twice, nothing was lost." if not wrong else f"{wrong} things are wrong.")  # noqa: T201 - its answer
    return min(wrong, 1)


@contextmanager
def _empty_book(kind: str) -> Iterator[str]:
    """Where it is; afterwards it is gone."""
    if kind == "sqlite":
        with TemporaryDirectory(prefix="dunwell-faults-") as folder:
            yield f"sqlite:///{Path(folder) / 'book.db'}"
    else:
        with postgres_server() as server, fresh_postgres(server) as url:
            yield url


def _told(kind: str, found: Outcome, seconds: float) -> None:
    lines = [
        f"{kind}: {found.killed:,} workers killed in {seconds:.0f} s",
        f"  {found.letters:6,}  letters approved, {found.taken:,} in the server's box",
        *(f"  {count:6,}  {state}" for state, count in sorted(found.states.items())),
        f"  {len(found.wrong):6,}  twice, lost, stuck, untold or changed",
        *(f"          {line}" for line in found.wrong[:20]),
        "",
    ]
    print("\n".join(lines), flush=True)  # noqa: T201 - its answer


if __name__ == "__main__":
    sys.exit(main())
