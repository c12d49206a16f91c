"""`dunwell import` as a person uses it."""

from __future__ import annotations

from pathlib import Path

from tests.bot.conftest import Dunwell

HEADER = "Number,Client,Client number,Issued,Due,Total,Paid,Paid on,Currency,Status"


def a_file(folder: Path, *rows: str, name: str = "book.csv", header: str = HEADER) -> str:
    (folder / name).write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return name


def of_acme(number: int, *, total: str = "10.00") -> str:
    return f"A-{number:02},Acme,C1,2026-02-01,2026-03-20,{total},,,EUR,sent"


def test_an_import_names_what_changed_and_what_is_missing(dunwell: Dunwell, folder: Path):
    dunwell("import", a_file(folder, *map(of_acme, range(24))), "--yes")
    later = a_file(folder, *(of_acme(number, total="12.00") for number in range(22)))
    done = dunwell("import", later, "--yes").out
    assert "  A-00: total EUR 10.00 → EUR 12.00\n" in done
    assert "A-19: total" in done
    assert "A-20: total" not in done
    assert "  and 2 more: `--json` lists all.\n" in done
    assert "2 open invoices of this source are not in this file any more: A-22, A-23.\n" in done
    again = dunwell("import", a_file(folder, *map(of_acme, range(22))), "--yes", "--json").json
    assert len(again["changes"]) == 22
    assert (again["missing"], again["missing_first"]) == (2, ["A-22", "A-23"])
