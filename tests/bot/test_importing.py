"""`dunwell import` as a person uses it."""

from __future__ import annotations

import re
from pathlib import Path

import connectors
import receivables
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


def test_every_option_that_a_message_of_the_import_names_is_there(dunwell: Dunwell):
    there = set(re.findall(r"--[a-z-]+", dunwell("import", "--help").out))
    for package, files in ((connectors, "*.py"), (receivables, "import_*.py")):
        for file in Path(package.__path__[0]).glob(files):
            assert set(re.findall(r"`(--[a-z-]+)", file.read_text())) <= there, file


def test_a_row_that_names_no_currency_is_told_the_option_that_says_one(dunwell: Dunwell, folder: Path):
    rows = ("A-1,Acme,C1,2026-02-01,2026-03-20,10.00,,,EUR,sent", "A-2,Acme,C1,2026-02-01,2026-03-20,10.00,,,,sent")
    refused = dunwell("import", a_file(folder, *rows), "--yes")
    assert "`--currency EUR`" in refused.err + refused.out
    assert dunwell("import", a_file(folder, *rows), "--currency", "EUR", "--yes").code == 0


def test_a_decimal_mark_is_said_as_the_question_says(dunwell: Dunwell, folder: Path):
    header = "Number;Client;Issued;Due;Total;Currency"
    file = a_file(folder, "A-1;Acme;2026-02-01;2026-03-20;1.250;EUR", header=header)
    assert "--decimal-mark ," in dunwell("import", file, "--yes").err
    done = dunwell("import", file, "--decimal-mark", ",", "--encoding", "utf-8", "--yes", "--json").json
    assert done["totals"] == {"EUR": [1, 125_000]}
    assert "is no decimal mark" in dunwell("import", file, "--decimal-mark", ";").err


def test_money_without_a_day_had_not_come_in_before_the_due_date(dunwell: Dunwell, folder: Path):
    paid = "A-1,Acme,C1,2026-02-01,2026-03-20,10.00,10.00,,EUR,sent"
    before, after = a_file(folder, paid), "2026-03-25"
    dunwell("import", before, "--as-of", "2026-03-01", "--yes")
    assert [each["status"] for each in dunwell("status", "--json", "--as-of", "2026-03-01").json["totals"]] == ["Sent"]
    dunwell("import", before, "--as-of", after, "--yes")
    assert [each["status"] for each in dunwell("status", "--json", "--as-of", after).json["totals"]] == ["Paid"]


def test_a_spreadsheet_is_left_with_own(dunwell: Dunwell, folder: Path):
    file = a_file(folder, of_acme(1))
    assert "book.csv (to be Dunwell's own): 1 new" in dunwell("import", file, "--own", "--yes").out
    assert "nothing new, nothing changed" in dunwell("import", file, "--own", "--yes").out
    assert "`--own` again takes in only what is new" in dunwell("import", file, "--yes").err
