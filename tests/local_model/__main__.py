"""`python -m tests.local_model`: builds a small model, lets it draft for the sample book, says what became of it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from reminders.writers.model import ModelWriter
from tests.local_model.building import built, running
from tests.local_model.drafting import draft_all, sample_facts


def main() -> int:
    """Returns 1 where a letter that would be shown has a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.local_model", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path(".local-model"), help="where it is built (about 500 MB)")
    asked = parser.parse_args()
    console = Console()
    console.print("Building the model's server, where it is not there yet (minutes) ...", style="dim")
    server, weights = built(asked.folder)
    spent: list[int] = []
    with running(server, weights) as url:
        console.print(f"{weights.stem} answers. Drafting ...", style="dim")
        model = ModelWriter(
            model=weights.stem, api_key="none", base_url=url, take=lambda: True, used=spent.append, seconds=60
        )
        report = draft_all(sample_facts(), model)
    table = Table(
        "Drafts", "By the model at once", "At its second try", "Left to the template", "With a fault in the end"
    )
    table.add_row(*(str(n) for n in (report.drafts, report.at_once, report.rewritten, report.template, report.faulty)))
    console.print(table)
    console.print(f"{len(spent)} answers, {sum(spent):,} tokens.", style="dim")
    return 1 if report.faulty else 0


if __name__ == "__main__":
    sys.exit(main())
