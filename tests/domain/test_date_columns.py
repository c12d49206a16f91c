from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.said_dates import Ambiguous, DateOrder, NotADate, date_order, date_reader


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["2024-06-07", "2024-06-08"], DateOrder.ISO),
        (["2024-06-07 02:38:54", "2024-06-07T02:38:54Z"], DateOrder.ISO),
        (["2024/06/07"], DateOrder.YMD_SLASH),
        (["20240607", "20200210.0"], DateOrder.COMPACT),
        (["03/04/2024", "25/12/2024"], DateOrder.DMY_SLASH),
        (["3/4/2024", "12/25/2024"], DateOrder.MDY_SLASH),
        (["3/4/24 10:15 AM", "12/25/24 9:05 PM"], DateOrder.MDY_SLASH),
        (["03-04-2024", "25-12-2024"], DateOrder.DMY_DASH),
        (["03-04-2024", "12-25-2024"], DateOrder.MDY_DASH),
        (["03.04.2024", "1.2.24"], DateOrder.DMY_DOT),
        (["15-Dec-26", "1 June 2024", "7-März-2024"], DateOrder.DAY_MONTH_NAME),
        (["Jun 7 2024", "December 25, 2024"], DateOrder.MONTH_NAME_DAY),
        (["", "  ", "2024-06-07"], DateOrder.ISO),
    ],
)
def test_a_column_of_dates_shows_its_order(column: list[str], order: DateOrder) -> None:
    assert date_order(column) == order


def test_a_column_that_could_be_read_both_ways_is_not_guessed() -> None:
    answer = date_order(["05/05/2024", "03/04/2024", "01/02/2024"])
    assert answer == Ambiguous(example="03/04/2024", readings=("3 April 2024", "4 March 2024"))


@pytest.mark.parametrize(
    ("column", "why"),
    [
        (["25/12/2024", "12/25/2024"], "written in another order"),
        (["2024-06-07", "7 June 2024"], "written in another order"),
        (["soon"], "no order fits it"),
        (["30/02/2024"], "no order fits it"),
        ([], "column is empty"),
    ],
)
def test_a_column_that_is_not_of_one_order_is_refused(column: list[str], why: str) -> None:
    with pytest.raises(NotADate, match=why):
        date_order(column)


@pytest.mark.parametrize(
    ("order", "cell", "day"),
    [
        ("%d/%m/%Y", "03/04/2024", date(2024, 4, 3)),
        ("%m/%d/%Y", "03/04/2024", date(2024, 3, 4)),
        ("%m/%d/%Y", "3/4/24", date(2024, 3, 4)),
        ("%Y-%m-%d", "2024-06-07T23:59:59+02:00", date(2024, 6, 7)),
        ("%Y%m%d", "20200210.0", date(2020, 2, 10)),
        ("%d-%b-%y", "15-Dec-26", date(2026, 12, 15)),
        ("%d-%b-%y", "15 grudnia 1999", date(1999, 12, 15)),
        ("%b %d %Y", "Dec 5, 2024", date(2024, 12, 5)),
        ("%d.%m.%Y", "1.2.70", date(1970, 2, 1)),
    ],
)
def test_a_cell_is_read_in_its_columns_order(order: str, cell: str, day: date) -> None:
    read = date_reader(order)
    assert (read(cell), read(cell)) == (day, day)


@pytest.mark.parametrize("cell", ["31/02/2024", "2024-06-07", "", "12/25/2024", "0/1/2024", "٣/٤/2024"])
def test_a_cell_that_breaks_its_columns_order_is_refused(cell: str) -> None:
    with pytest.raises(NotADate, match="can't read"):
        date_reader(DateOrder.DMY_SLASH)(cell)


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.sampled_from(DateOrder))
def test_every_date_written_in_an_order_is_read_back(day: date, order: DateOrder) -> None:
    assert date_reader(order)(day.strftime(order)) == day


def test_a_column_of_many_different_times_is_read_to_its_end() -> None:
    read = date_reader(DateOrder.ISO)
    noon = date(2024, 6, 7)
    assert {read(f"{noon} 12:{n // 60 % 60:02}:{n % 60:02}.{n}") for n in range(20_100)} == {noon}
    assert read(str(noon + timedelta(days=1))) == noon + timedelta(days=1)
