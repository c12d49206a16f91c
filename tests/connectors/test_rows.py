from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.rows import RowError, RowReader, Staged
from tests.connectors.books import invoices, planned, written

HEADER = "Number,Client,Client Number,Issued,Due,Total,Paid,Paid on,Currency,Status,Disputed,Email,Notes"
GOOD = "1,Acme,7,2026-03-04,2026-04-03,10.00,,,EUR,sent,,,"


def test_a_day_written_unlike_its_column_is_told_how_that_column_writes_days(tmp_path: Path):
    header = "Number,Client,Issued,Due,Total,Currency"
    lines = ["1,Acme,01.10.2026,31.12.2026,10.00,EUR", "2,Acme,01.10.2026,2026-11-01,10.00,EUR"]
    with pytest.raises(RowError) as refused:
        invoices(written(tmp_path, "\n".join([header, *lines])), date_format="%d.%m.%Y")
    assert str(refused.value).endswith(
        "I can't read “2026-11-01” as a date: the other dates of its column are written in another way."
        " Write it like 31.12.2026."
    )


def row(**changed: str) -> str:
    cells = dict(zip(HEADER.split(","), GOOD.split(","), strict=True)) | changed
    return ",".join(f'"{cell}"' for cell in cells.values())


def one(tmp_path: Path, **changed: str):
    decides = row(Number="0", **{"Paid on": "2026-01-01", "Paid": "1.00"})
    return invoices(written(tmp_path, f"{HEADER}\n{decides}\n{row(**changed)}\n"))[1]


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("Number", "", "needs its number"),
        ("Number", "1.93E+09", "a spreadsheet shortened this number"),
        ("Client", "", None),
        ("Total", "", "the amount is missing"),
        ("Total", "ten", "as an amount"),
        ("Total", "10.001", "as an amount"),
        ("Total", "-10.00", "a credit note is no invoice"),
        ("Due", "", "a sent invoice needs its due date"),
        ("Due", "2026-02-30", "as a date"),
        ("Due", "0026-02-03", "as a date|outside"),
        ("Issued", "", "needs its issue date"),
        ("Currency", "EURO NOTES", "not one currency"),
        ("Status", "hmm", "no status I know"),
        ("Disputed", "perhaps", "neither yes nor no"),
        ("Email", "not an address", "not an email address"),
        ("Paid", "-1.00", "negative"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_with_line_column_value_and_reason(
    tmp_path: Path, column: str, value: str, reason: str | None
):
    decides = row(Number="0", **{"Paid on": "2026-01-01", "Paid": "1.00"})
    plan = planned(written(tmp_path, f"{HEADER}\n{decides}\n{row(**{column: value})}\n"))
    reader = RowReader(plan)
    rows = list(plan.rows(Counter()))
    if reason is None:
        assert reader.read(*rows[1]).number == "1"
        return
    with pytest.raises(RowError, match=reason) as refused:
        reader.read(*rows[1])
    assert (refused.value.line, refused.value.column, refused.value.value) == (3, column, value)


def test_a_row_with_cells_too_many_is_refused_and_one_with_too_few_is_filled(tmp_path: Path):
    path = written(
        tmp_path,
        "Number,Client,Issued,Due,Total,Notes\n1,A,2026-03-04,2026-04-03,5\n2,A, B,2026-03-04,2026-04-03,5,,\n",
    )
    plan = planned(path)
    reader = RowReader(plan)
    short, _ = plan.rows(Counter())
    assert reader.read(*short).total_minor == 500
    with pytest.raises(RowError, match="a cell with the delimiter needs quotes"):
        reader.read(3, ["2", "A", " B", "2026-03-04", "2026-04-03", "5", "x"])


@pytest.mark.parametrize(
    ("amount", "minor"),
    [("€1.234,56", 123_456), ("1.234,56 EUR", 123_456), ("99,9", 9_990)],
)
def test_amounts_are_read_as_the_file_writes_them(tmp_path: Path, amount: str, minor: int):
    text = f'Number;Client;Issued;Due;Total;Currency\n1;A;2026-03-04;2026-04-03;"{amount}";EUR\n'
    assert invoices(written(tmp_path, text))[0].total_minor == minor


@pytest.mark.parametrize(
    ("status", "paid", "paid_on", "came_in", "on"),
    [
        ("sent", "", "", 0, None),
        ("sent", "4.00", "2026-03-20", 400, "2026-03-20"),
        ("paid", "", "2026-03-20", 1000, "2026-03-20"),
        ("paid", "", "", 1000, None),
        ("paid", "0.00", "", 1000, None),
        ("", "", "2026-03-20", 1000, "2026-03-20"),
        ("partially paid", "", "", None, None),
        ("void", "4.00", "", None, None),
    ],
)
def test_what_came_in_is_the_amount_said_or_the_total_when_only_a_day_or_paid_is_said(
    tmp_path: Path, status: str, paid: str, paid_on: str, came_in: int | None, on: str | None
):
    found = one(tmp_path, Status=status, Paid=paid, **{"Paid on": paid_on})
    assert (found.paid_minor, found.paid_on) == (came_in, on)
    assert found.sent == 1 if status or came_in else 0


def test_a_row_that_says_paid_while_something_is_left_is_refused(tmp_path: Path):
    with pytest.raises(RowError, match="something is left to pay"):
        one(tmp_path, Status="paid", Paid="4.00")


def test_rows_without_a_status_are_drafts_unless_said_to_be_sent(tmp_path: Path):
    path = written(tmp_path, "Number,Client,Issued,Due,Total\n1,A,2026-03-04,2026-04-03,5\n")
    assert [row.sent for row in invoices(path)] == [0]
    assert [row.sent for row in invoices(path, as_sent=True)] == [1]


def test_a_column_of_numbers_a_spreadsheet_took_for_quantities_loses_its_point_zero(tmp_path: Path):
    text = "Number,Client,Customer Number,Issued,Due,Total\n{},A,{},20260304.0,20260403.0,5\n"
    (whole,) = invoices(written(tmp_path, text.format("1930582584.0", "200.0")))
    assert (whole.number, whole.issued_on) == ("1930582584", "2026-03-04")
    mixed = text.format("12.0", "1") + "A-1,A,1,20260304.0,20260403.0,5\n"
    assert [row.number for row in invoices(written(tmp_path, mixed))] == ["12.0", "A-1"]


def test_formulas_stay_text_and_defused_ones_are_themselves_again(tmp_path: Path):
    plan = planned(
        written(tmp_path, f"{HEADER}\n" + row(Client="'=cmd|' /C calc'!A0", Notes="=1+1", Number="'-5") + "\n")
    )
    reader = RowReader(plan)
    (found,) = (reader.read(line, cells) for line, cells in plan.rows(Counter()))
    assert (found.number, found.title) == ("-5", "=1+1")
    assert [client.name for client in reader.fresh_clients()] == ["=cmd|' /C calc'!A0"]


def test_one_number_is_one_client_however_it_is_spelled(tmp_path: Path):
    text = f"{HEADER}\n" + "\n".join(
        row(Number=str(n), Client=name) for n, name in enumerate(("Acme", "ACME Ltd", "Acme"))
    )
    plan = planned(written(tmp_path, text))
    reader = RowReader(plan)
    refs = [reader.read(line, cells).client_ref for line, cells in plan.rows(Counter())]
    assert refs == [1, 2, 1]
    assert {client.identity for client in reader.fresh_clients()} == {"number 7"}


CELLS = {
    "Number": ["1", " INV-7 ", "'=2", "+12", "1.9E+09", ""],
    "Client": ["Acme", "Birch & Co.", ""],
    "Client Number": ["7", "8.0", ""],
    "Issued": ["2026-03-04", "2026-01-31", "soon", ""],
    "Due": ["2026-04-03", "2026-02-30", ""],
    "Total": [
        "10.00",
        "1234.56",
        "99999999999.99",
        "123456789012.00",
        "7",
        "0.5",
        "1,250.00",
        "-1.00",
        "ten",
        "1.00\n2.00",
        "",
    ],
    "Paid": ["0.00", "10.00", "12.34", "99999.00", "5", "-1.00", "ten", ""],
    "Paid on": ["2026-04-01", ""],
    "Currency": ["EUR", "USD", "JPY", "KWD", "hmm", ""],
    "Status": ["", "draft", "sent", "partial", "paid", "void", "disputed", "hmm"],
    "Disputed": ["", "yes", "perhaps"],
    "Email": ["", "ap@acme.example", "nobody"],
    "Notes": ["", "Website", " two  spaces ", "'=1+1"],
}
USUAL = {column: cells[:2] for column, cells in CELLS.items() if column != "Status"} | {"Status": ["", "sent"]}
ROWS = st.one_of(
    *(st.lists(st.tuples(*map(st.sampled_from, kind.values())), min_size=1, max_size=12) for kind in (USUAL, CELLS))
)


@given(rows=ROWS)
def test_rows_read_together_say_what_each_says_alone(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str]]):
    path = tmp_path_factory.getbasetemp() / "together.csv"
    path.write_text(f"{','.join(CELLS)}\n{row(**{'Paid on': '2026-01-01'})}\n", encoding="utf-8")
    plan = planned(path)
    alone, together = RowReader(plan), RowReader(plan)
    facts: list[Staged] = []
    faults: list[tuple[object, ...]] = []
    for line, cells in enumerate(rows, start=2):
        try:
            facts.append(alone.read(line, list(cells)))
        except RowError as error:
            faults.append((error.line, error.column, error.value, error.reason))
    found, refused = together.read_all([(line, list(cells)) for line, cells in enumerate(rows, start=2)])
    assert [(each.line, each.column, each.value, each.reason) for each in refused] == faults
    clients = [{one.ref: one.identity for one in reader.fresh_clients()} for reader in (alone, together)]
    assert _of_clients(found, clients[1]) == _of_clients(facts, clients[0])


def _of_clients(facts: Sequence[tuple[object, ...]], clients: dict[int, str]) -> list[tuple[object, ...]]:
    """Facts with their clients in place of the refs, which are whichever was free."""
    return [(*each[:2], clients[cast("int", each[2])], *each[3:]) for each in facts]
