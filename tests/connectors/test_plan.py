from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from connectors.fields import Field
from connectors.mapping import Mapping, columns_said
from connectors.plan import LOOKED_AT, make_plan
from connectors.reading import open_sheet
from connectors.rows import RowError, RowReader
from domain.errors import NotUnderstood
from tests.connectors.books import invoices, planned, written

HEADER = "Number,Client,Issued,Due,Total,Currency"


def asked(path: Path, **said: object) -> list[str]:
    return [question.field for question in planned(path, **said).questions]  # type: ignore[arg-type] # any field


def test_a_day_and_month_that_read_both_ways_are_asked_for(tmp_path: Path):
    path = written(tmp_path, f"{HEADER}\n1,Acme,03/04/2026,05/06/2026,10,EUR\n")
    (question,) = planned(path).questions
    assert question.field == "date_format"
    assert '`--date-format "%d/%m/%Y"` or `--date-format "%m/%d/%Y"`' in question.words
    (said,) = invoices(path, date_format="%m/%d/%Y")
    assert (said.issued_on, said.due_on) == ("2026-03-04", "2026-05-06")


def test_what_comes_first_is_taken_where_the_file_leaves_it_open_and_only_there(tmp_path: Path):
    path = written(tmp_path, f"{HEADER}\n1,Acme,03/04/2026,05.06.2026,10,EUR\n")
    (said,) = invoices(path, first="month")
    assert (said.issued_on, said.due_on) == ("2026-03-04", "2026-06-05")
    decided = written(tmp_path, f"{HEADER}\n1,Acme,25/12/2026,05/06/2026,10,EUR\n")
    assert [(row.issued_on, row.due_on) for row in invoices(decided, first="month")] == [("2026-12-25", "2026-06-05")]
    mixed = written(tmp_path, f"{HEADER}\n1,Acme,25/12/2026,2026-06-05,10,EUR\n2,Acme,12/25/2026,2026-06-05,10,EUR\n")
    assert asked(mixed) == ["date_format"]
    assert asked(mixed, first="day") == []


def test_one_day_past_the_twelfth_decides_for_every_column_of_the_file(tmp_path: Path):
    path = written(tmp_path, f"{HEADER}\n1,Acme,03/04/2026,05/06/2026,10,EUR\n2,Acme,03/04/2026,25/12/2026,10,EUR\n")
    assert [row.issued_on for row in invoices(path)] == ["2026-04-03", "2026-04-03"]


def test_a_deciding_day_is_found_however_far_down_it_stands(tmp_path: Path):
    rows = "1,Acme,03/04/2026,05/06/2026,10,EUR\n" * (LOOKED_AT + 5)
    path = written(tmp_path, f"{HEADER}\n{rows}2,Acme,03/31/2026,04/30/2026,10,EUR\n")
    assert invoices(path)[0].issued_on == "2026-03-04"


def test_columns_may_be_written_in_different_orders(tmp_path: Path):
    path = written(tmp_path, f"{HEADER}\n1,Acme,2026-03-04,31.05.2026,10,EUR\n")
    (found,) = invoices(path)
    assert (found.issued_on, found.due_on) == ("2026-03-04", "2026-05-31")


def test_any_strptime_format_may_be_said(tmp_path: Path):
    path = written(tmp_path, f"{HEADER}\n1,Acme,20260304-x,20260504-x,10,EUR\n")
    (found,) = invoices(path, date_format="%Y%m%d-x")
    assert found.due_on == "2026-05-04"


@pytest.mark.parametrize("said", ["dd/mm/yyyy", "%d/%m", ""])
def test_what_is_no_date_format_is_refused(tmp_path: Path, said: str):
    path = written(tmp_path, f"{HEADER}\n1,Acme,2026-03-04,2026-03-04,10,EUR\n")
    with pytest.raises(NotUnderstood, match="A format looks like"):
        planned(path, date_format=said)


def test_a_missing_currency_is_asked_for_unless_the_workspace_has_one(tmp_path: Path):
    path = written(tmp_path, "Number,Client,Issued,Due,Total\n1,Acme,2026-03-04,2026-04-03,10\n")
    assert asked(path, currency=None) == ["currency"]
    assert [row.currency for row in invoices(path)] == ["EUR"]


def test_amounts_that_could_be_thousands_are_asked_for(tmp_path: Path):
    path = written(tmp_path, f'{HEADER}\n1,Acme,2026-03-04,2026-04-03,"1.250",EUR\n')
    assert asked(path) == ["decimal_mark"]
    assert invoices(path, decimal_mark=",")[0].total_minor == 125_000


def test_a_file_of_something_else_asks_for_what_it_lacks(tmp_path: Path):
    path = written(tmp_path, "User,Project,Duration\nAna,Site,1:00\n")
    assert asked(path, as_sent=True) == ["number", "client", "total", "due_on"]


def test_a_column_said_wins_over_the_one_its_name_suggests(tmp_path: Path):
    path = written(tmp_path, "Number,Ref,Client,Issued,Due,Total\n1,A-1,Acme,2026-03-04,2026-04-03,10\n")
    assert planned(path).columns[Field.NUMBER] == "Number"
    assert invoices(path, columns={"number": "ref"})[0].number == "A-1"


def test_a_column_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path):
    path = written(tmp_path, f"{HEADER}\n1,Acme,2026-03-04,2026-04-03,10,EUR\n")
    with pytest.raises(NotUnderstood, match=r"no column “Sum”\. It has Number, Client"):
        planned(path, columns={"total": "Sum"})


def test_the_words_of_a_mapping_are_read_and_wrong_ones_refused():
    assert columns_said(["number=Invoice #", "paid-on=Paid"]) == {Field.NUMBER: "Invoice #", Field.PAID_ON: "Paid"}
    with pytest.raises(NotUnderstood, match="the fields are number, client"):
        columns_said(["sum=Total"])


def test_what_is_said_now_wins_over_a_saved_mapping():
    saved = Mapping(columns={Field.NUMBER: "No", Field.TOTAL: "Sum"}, currency="EUR", as_sent=True)
    both = saved.overlaid(Mapping(columns={Field.TOTAL: "Gross"}, currency="USD"))
    assert both == Mapping(columns={Field.NUMBER: "No", Field.TOTAL: "Gross"}, currency="USD", as_sent=True)


SIGNED = "Number,Client,Issued,Due,Total,Paid"


def test_a_sign_in_every_amount_says_the_currency_of_its_row(tmp_path: Path):
    rows = (
        "1,A,2026-03-04,2026-04-03,€10.00,\n2,A,2026-03-04,2026-04-03,£20.00,5\n3,A,2026-03-04,2026-04-03,30.00 zł,\n"
    )
    path = written(tmp_path, f"{SIGNED}\n{rows}")
    found = [(row.currency, row.total_minor) for row in invoices(path)]
    assert found == [("EUR", 1_000), ("GBP", 2_000), ("PLN", 3_000)]
    assert asked(path, currency=None) == []


def test_a_sign_that_countries_share_is_asked_for_unless_the_workspace_has_one_of_them(tmp_path: Path):
    path = written(tmp_path, f"{SIGNED}\n1,A,2026-03-04,2026-04-03,$10.00,\n2,A,2026-03-04,2026-04-03,€5.00,\n")
    for default in (None, "EUR"):
        (question,) = planned(path, currency=default).questions
        assert question.field == "currency"
        assert question.words.startswith("“$10.00” could be dollars of several countries")
    plan = planned(path, currency="CAD")
    reader = RowReader(plan)
    assert [reader.read(line, cells).currency for line, cells in plan.rows(Counter())] == ["CAD", "EUR"]


def test_a_currency_said_goes_for_every_sign_it_fits(tmp_path: Path):
    path = written(tmp_path, f"{SIGNED}\n1,A,2026-03-04,2026-04-03,$10.00,\n")
    plan = make_plan(open_sheet(path), Mapping(currency="AUD"), default_currency=None)
    assert plan.questions == ()
    assert [RowReader(plan).read(line, cells).currency for line, cells in plan.rows(Counter())] == ["AUD"]


def test_amounts_of_which_some_have_no_sign_are_in_the_workspaces_currency(tmp_path: Path):
    path = written(tmp_path, f"{SIGNED}\n1,A,2026-03-04,2026-04-03,€10.00,\n2,A,2026-03-04,2026-04-03,20.00,\n")
    assert [row.currency for row in invoices(path)] == ["EUR", "EUR"]
    assert asked(path, currency=None) == ["currency"]


def test_an_amount_far_down_without_the_sign_the_others_have_is_at_fault(tmp_path: Path):
    signed = "1,A,2026-03-04,2026-04-03,€10.00,\n" * (LOOKED_AT + 1)
    path = written(tmp_path, f"{SIGNED}\n{signed}2,A,2026-03-04,2026-04-03,20.00,\n3,A,2026-03-04,2026-04-03,,\n")
    plan = planned(path)
    *_, unsigned, blank = plan.rows(Counter())
    reader = RowReader(plan)
    with pytest.raises(RowError, match="it names no currency, and the others do"):
        reader.read(*unsigned)
    with pytest.raises(RowError, match="the amount is missing"):
        reader.read(*blank)


def test_a_column_that_mixes_ways_of_writing_days_is_asked_about_in_true_words(tmp_path: Path):
    lines = ["1,Acme,01.10.2026,31.12.2026,10.00,EUR", "2,Acme,01.10.2026,2026-11-01,10.00,EUR"]
    (question,) = planned(written(tmp_path, "\n".join([HEADER, *lines]))).questions
    assert "“2026-11-01” is written in another way than the dates before it" in question.words
