from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.desk import Desk
from connectors.fields import Field
from connectors.mapping import Mapping
from domain.errors import NotUnderstood
from domain.workspace import Workspace
from receivables.import_invoices import ImportRequest, import_invoices
from receivables.import_mappings import save_mapping, saved_mapping
from receivables.import_preview import preview
from tests.receivables.imports import ask, book

HEADER = "Nr,Kunde,Am,Bis,Gesamt"


def test_what_was_said_once_reads_next_months_file(desk: Desk, workspace: Workspace, tmp_path: Path):
    first = book(tmp_path, "1,Acme,03/04/2026,05/06/2026,10", header=HEADER)
    said = Mapping(
        columns={Field.ISSUED_ON: "Am", Field.DUE_ON: "Bis"}, date_format="%d/%m/%Y", currency="USD", as_sent=True
    )
    with desk.work(workspace) as work:
        save_mapping("books", preview(first, said, default_currency=None).mapping, work)
    second = book(tmp_path, "2,Acme,04/04/2026,06/06/2026,10", header=HEADER, name="may.csv")
    with desk.work(workspace) as work:
        mapping = saved_mapping("books", work)
        import_invoices(ImportRequest(path=second, mapping=mapping, faults_to=tmp_path / "faults.csv"), work)
    assert [(str(due), code) for due, code in ask(desk, "SELECT due_on, currency FROM invoices")] == [
        ("2026-06-06", "USD")
    ]


def test_a_mapping_saved_again_replaces_the_older_one(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        save_mapping("books", Mapping(currency="USD"), work)
        save_mapping("books", Mapping(currency="EUR"), work)
        assert saved_mapping("books", work) == Mapping(currency="EUR")


def test_an_unknown_mapping_is_refused_with_those_there_are(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        with pytest.raises(NotUnderstood, match="None is saved yet"):
            saved_mapping("books", work)
        save_mapping("lexware", Mapping(), work)
        with pytest.raises(NotUnderstood, match=r"no mapping “books”\. There are lexware"):
            saved_mapping("books", work)
        with pytest.raises(NotUnderstood, match="under a name"):
            save_mapping(" ", Mapping(), work)


def test_a_mapping_of_another_version_is_refused_in_words(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        save_mapping("old", Mapping(), work)
        work.connection.execute(text("""UPDATE mappings SET mapping = '{"gone": 1}'"""))
        with pytest.raises(NotUnderstood, match="another version"):
            saved_mapping("old", work)
