from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bot.conftest import Dunwell

ROWS = """Invoice,Client,Issued,Due,Total,Currency
A-1,Acme,2026-02-02,2026-03-04,"1,200.00",EUR
A-2,Blum & Söhne,2026-02-03,2026-03-05,50.00,USD
"""


@pytest.fixture
def csv_file(folder: Path) -> Path:
    file = folder / "invoices.csv"
    file.write_text(ROWS, encoding="utf-8")
    return file


def test_a_file_is_shown_and_counted_and_nothing_is_kept_where_nobody_can_be_asked(dunwell: Dunwell, csv_file: Path):
    looked = dunwell("import", str(csv_file), "--as-sent")
    assert looked.code == 1
    assert "Invoice" in looked.out
    assert "A-2 | Blum & Söhne" in looked.out
    assert "Dry run, nothing is kept: Would import" in looked.out
    assert "Add --yes" in looked.err
    assert dunwell("status", "--json").json["totals"] == []


def test_with_yes_it_is_imported_and_again_changes_nothing(dunwell: Dunwell, csv_file: Path):
    first = dunwell("import", str(csv_file), "--as-sent", "--yes", "--json")
    assert first.code == 0, first.err
    assert (first.json["dry_run"], first.json["new"]) == (False, 2)
    again = dunwell("import", str(csv_file), "--as-sent", "--yes", "--json").json
    assert (again["new"], again["unchanged"]) == (0, 2)
    assert dunwell("db", "check").code == 0


def test_json_without_yes_is_the_dry_run(dunwell: Dunwell, csv_file: Path):
    tried = dunwell("import", str(csv_file), "--as-sent", "--json")
    assert (tried.code, tried.json["dry_run"], tried.json["new"]) == (0, True, 2)
    assert dunwell("status", "--json").json["totals"] == []


def test_what_the_file_does_not_say_is_asked_for(dunwell: Dunwell, folder: Path):
    file = folder / "bare.csv"
    file.write_text("Invoice,Client,Issued,Due,Total\nA-1,Acme,2026-02-02,2026-03-04,10\n")
    asked = dunwell("import", str(file), "--as-sent", "--yes")
    assert asked.code == 1
    assert "--currency" in asked.err
    assert dunwell("import", str(file), "--as-sent", "--yes", "--currency", "eur").code == 0


def test_a_row_that_cannot_be_taken_stops_all_of_them_and_is_listed(dunwell: Dunwell, csv_file: Path, folder: Path):
    csv_file.write_text(ROWS + "A-3,Cove,2026-02-03,2026-03-05,a lot,EUR\n", encoding="utf-8")
    refused = dunwell("import", str(csv_file), "--as-sent", "--yes")
    assert refused.code == 1
    assert "Nothing was imported" in refused.err
    assert "a lot" in (folder / "invoices-faults.csv").read_text(encoding="utf-8-sig")
    assert dunwell("status", "--json").json["totals"] == []


def test_how_a_file_is_read_can_be_saved_and_said_again_by_name(dunwell: Dunwell, folder: Path):
    file = folder / "odd.csv"
    file.write_text("Ref;Who;From;To;Sum\nA-1;Acme;02.02.2026;04.03.2026;1.200,00\n", encoding="utf-8")
    columns = ["number=Ref", "client=Who", "issued_on=From", "due_on=To", "total=Sum"]
    said = [word for column in columns for word in ("--map", column)]
    saved = dunwell(
        "import",
        str(file),
        *said,
        "--currency",
        "EUR",
        "--date-format",
        "%d.%m.%Y",
        "--as-sent",
        "--yes",
        "--save-mapping",
        "odd",
    )
    assert saved.code == 0, saved.err
    file.write_text("Ref;Who;From;To;Sum\nA-9;Acme;03.02.2026;05.03.2026;10,00\n", encoding="utf-8")
    again = dunwell("import", str(file), "--mapping", "odd", "--yes", "--json")
    assert again.code == 0, again.err
    assert again.json["new"] == 1
    assert "odd" in dunwell("import", str(file), "--mapping", "even").err


def test_a_book_taken_out_comes_back_in(
    dunwell: Dunwell, csv_file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    dunwell("import", str(csv_file), "--as-sent", "--yes")
    taken = dunwell("export", "open", "--to", str(folder / "open.csv"))
    assert taken.code == 0, taken.err
    assert "2 rows" in taken.err
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{folder / 'another.db'}")
    back = dunwell("import", str(folder / "open.csv"), "--yes", "--json")
    assert back.code == 0, back.err
    assert back.json["totals"] == {"EUR": [1, 1_200_00], "USD": [1, 50_00]}


@pytest.mark.parametrize("what", ["open", "all", "timeline", "payments"])
def test_everything_can_be_taken_out_to_another_program(what: str, dunwell: Dunwell):
    taken = dunwell("export", what, "--to", "-")
    assert taken.code == 0, taken.err
    assert "Client" in taken.out.splitlines()[0]


def test_a_backup_is_a_file_and_postgresql_names_its_own_tool(dunwell: Dunwell, folder: Path, csv_file: Path):
    dunwell("import", str(csv_file), "--as-sent", "--yes")
    assert dunwell("db", "backup", "copy.db").code == 0
    assert (folder / "copy.db").stat().st_size > 0
    assert "already" in dunwell("db", "upgrade").out


def test_a_check_that_finds_something_exits_1(dunwell: Dunwell, in_the_book: Any):
    from sqlalchemy import update

    from storage.tables import invoices
    from tests.builders import keep_invoice

    def a_wrong_index(work: Any) -> None:
        keep_invoice(work)
        work.connection.execute(update(invoices).values(paid_minor=5))

    in_the_book(a_wrong_index)
    found = dunwell("db", "check", "--json")
    assert found.code == 1
    assert "INV-1042 says 5 was paid" in found.json["faults"][0]
