from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.reading import NotATable, open_sheet
from tests.connectors.books import SHARED, written


def rows(path: Path) -> list[list[str]]:
    return [cells for _, cells in open_sheet(path).rows()]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_gives_the_same_rows(tmp_path: Path, end: str):
    path = written(tmp_path, end.join(["Number,Client,Total", "1,Acme,10", "2,Blue,20", ""]))
    assert rows(path) == [["1", "Acme", "10"], ["2", "Blue", "20"]]


def test_a_byte_order_mark_is_not_part_of_the_first_column(tmp_path: Path):
    sheet = open_sheet(written(tmp_path, "Number,Total\n1,2\n", encoding="utf-8-sig"))
    assert sheet.header == ("Number", "Total")


def test_a_windows_file_keeps_its_umlauts(tmp_path: Path):
    sheet = open_sheet(written(tmp_path, "Nummer;Kunde\n1;Müller €\n", encoding="cp1252"))
    assert (sheet.encoding, sheet.delimiter) == ("cp1252", ";")
    assert [cells for _, cells in sheet.rows()] == [["1", "Müller €"]]


def test_utf_16_is_read_by_its_mark(tmp_path: Path):
    assert rows(written(tmp_path, "Number\tClient\n1\tŁódź\n", encoding="utf-16")) == [["1", "Łódź"]]


def test_a_said_encoding_wins(tmp_path: Path):
    path = written(tmp_path, "Number;Client\n1;Dvořák\n", encoding="cp1250")
    assert [cells for _, cells in open_sheet(path, encoding="cp1250").rows()] == [["1", "Dvořák"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str):
    text = "\n".join(delimiter.join(row) for row in (["Number", "Client", "Total"], ["1", "A", "1.0"]))
    assert open_sheet(written(tmp_path, text)).delimiter == delimiter


def test_excels_hint_names_the_delimiter_and_is_no_row(tmp_path: Path):
    sheet = open_sheet(written(tmp_path, "sep=;\nNumber;Total\n1;2\n"))
    assert (sheet.delimiter, sheet.header, list(sheet.rows())) == (";", ("Number", "Total"), [(3, ["1", "2"])])


def test_banner_lines_above_the_header_are_skipped_and_counted(tmp_path: Path):
    sheet = open_sheet(written(tmp_path, "My Company,,\nAs of today,,\n\nNum,Client,Amount\n7,Acme,5\n"))
    assert (sheet.header, sheet.skipped) == (("Num", "Client", "Amount"), 2)
    assert list(sheet.rows()) == [(5, ["7", "Acme", "5"])]


def test_columns_of_one_name_and_of_none_can_be_told_apart(tmp_path: Path):
    sheet = open_sheet(written(tmp_path, "Number,Amount,Amount,,\n1,2,3,,\n"))
    assert sheet.header == ("Number", "Amount", "Amount (2)", "column 4", "column 5")


def test_a_row_is_known_by_the_line_it_begins_on(tmp_path: Path):
    path = written(tmp_path, 'Number,Client\n1,"two\nlines"\n\n2,B\n')
    assert [line for line, _ in open_sheet(path).rows()] == [2, 5]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        ('Number,Client\n1,"never closed\n2,x\n3,y\n', "line 2 is never closed"),
        ('Number,Client\n1,"a"b\n', "line 2"),
        ("Number\0,Client\n", "not a CSV file"),
    ],
)
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, content: str, words: str):
    path = written(tmp_path, content)
    with pytest.raises(NotATable, match=words):
        list(open_sheet(path).rows())


def test_a_missing_file_is_refused_in_words(tmp_path: Path):
    with pytest.raises(NotATable, match="There is no file"):
        open_sheet(tmp_path / "none.csv")


@given(
    st.lists(
        st.lists(st.text(st.characters(blacklist_characters="\0", codec="utf-8"), max_size=8), min_size=2, max_size=4),
        min_size=1,
        max_size=5,
    )
)
def test_cells_come_back_as_they_were_written(tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]):
    import csv
    import io

    header = ["Number", "Client", "Total", "Currency"]
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([header, *table])
    path = written(tmp_path_factory.mktemp("cells"), text.getvalue())
    kept = [row for row in table if any(row)]
    assert rows(path) == kept


def spectrum() -> list[Path]:
    # location_coordinates: its truth has another phone number and its degree signs were lost; it is no truth.
    files = (SHARED / "exports" / "csv_spectrum").glob("csvs_*.csv")
    return sorted(path for path in files if "location_coordinates" not in path.name)


@pytest.mark.ledgers
@pytest.mark.skipif(not spectrum(), reason="the shared csv-spectrum files are not beside the project")
@pytest.mark.parametrize("path", spectrum(), ids=lambda path: path.stem)
def test_the_csv_spectrum_reads_as_its_truth_says(path: Path):
    truth = (path.parent / path.name.replace("csvs_", "json_")).with_suffix(".json").read_text("utf-8")
    sheet = open_sheet(path)
    found = [dict(zip(sheet.header, cells, strict=False)) for _, cells in sheet.rows()]
    # The collection lost the difference between CRLF and LF on its way here; nothing else is forgiven.
    assert found == json.loads(truth.replace("\\r\\n", "\\n"))
