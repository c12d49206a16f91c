"""Small files for the tests: the samples, and ones written on the spot."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from connectors.mapping import Mapping
from connectors.plan import Plan, make_plan
from connectors.reading import open_sheet
from connectors.rows import RowReader, Staged

SAMPLES = Path(__file__).parent.parent / "samples"
SHARED = Path(__file__).parents[3] / "shared" / "data"


def written(folder: Path, text: str, *, encoding: str = "utf-8", name: str = "book.csv") -> Path:
    """A file with exactly this text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def planned(path: Path, *, currency: str | None = "EUR", **said: object) -> Plan:
    """The plan for a file, given what a person said."""
    return make_plan(open_sheet(path), Mapping.model_validate(said), default_currency=currency)


def invoices(path: Path, *, left_out: Counter[str] | None = None, **said: object) -> list[Staged]:
    """Every row of a file as facts."""
    plan = planned(path, **said)  # type: ignore[arg-type]  # the words of a mapping and a currency
    reader = RowReader(plan)
    return [reader.read(line, cells) for line, cells in plan.rows(Counter() if left_out is None else left_out)]
