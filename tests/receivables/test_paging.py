"""Pages of the book lead to one another both ways, however many there are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.desk import Desk
from domain.workspace import Workspace
from receivables.list_invoices import PAGE, ListInvoices, list_invoices
from tests.builders import keep_invoice
from tests.receivables.conftest import Do
from views.ids import pairs
from views.limits import BUTTON_VALUE

MANY = 200


@pytest.fixture
def book(desk: Desk, workspace: Workspace) -> None:
    """25 pages: 230 open invoices, then 20 drafts."""
    with desk.work(workspace) as work:
        for number in range(230):
            keep_invoice(work, number=f"INV-{number:03}", due_on=date(2026, 1, 1) + timedelta(days=number // 3))
        for number in range(20):
            keep_invoice(work, number=f"D-{number:02}", sent_on=None, due_on=None)


@pytest.fixture
def many_pages(desk: Desk, workspace: Workspace) -> None:
    """More than a button can remember the way back through."""
    with desk.work(workspace) as work:
        for number in range(MANY * PAGE):
            keep_invoice(work, number=f"INV-{number:04}", due_on=date(2026, 1, 1) + timedelta(days=number))


def to_the_end(do: Do) -> list[Any]:
    """Every page, by Later."""
    pages = [do(list_invoices, ListInvoices())]
    while pages[-1].later:
        pages.append(do(list_invoices, ListInvoices(cursor=pages[-1].later)))
    return pages


@pytest.mark.usefixtures("book")
def test_the_way_back_from_the_last_page_shows_every_page_as_it_was(do: Do):
    there = to_the_end(do)
    back = [there[-1]]
    while back[-1].earlier:
        back.append(do(list_invoices, ListInvoices(cursor=back[-1].earlier)))
    assert len(there) == 25
    assert back[::-1] == there


@pytest.mark.usefixtures("book")
def test_two_later_and_one_earlier_still_lead_to_the_first_page(do: Do):
    first, second, *_ = to_the_end(do)
    third = do(list_invoices, ListInvoices(cursor=second.later))
    again = do(list_invoices, ListInvoices(cursor=third.earlier))
    assert again == second
    assert do(list_invoices, ListInvoices(cursor=again.earlier)) == first


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # what a button holds is the same for both
@pytest.mark.usefixtures("many_pages")
def test_a_page_far_behind_leads_back_step_by_step_then_to_the_start_and_fits_a_button(do: Do):
    there = to_the_end(do)
    assert len(there) == MANY
    assert all(len(pairs(cursor=page.later, only="Overdue")) <= BUTTON_VALUE for page in there if page.later)
    back = [there[-1]]
    while back[-1].earlier:
        back.append(do(list_invoices, ListInvoices(cursor=back[-1].earlier)))
    places = [page.shown_before // PAGE for page in back]
    assert 50 < len(places) < MANY
    assert places[:-1] == list(range(MANY - 1, MANY - len(places), -1))
    assert places[-1] == 0
    assert back[-1] == there[0]


@pytest.mark.usefixtures("book")
def test_a_torn_cursor_shows_the_first_page(do: Do):
    first = do(list_invoices, ListInvoices())
    for cursor in ("", "start", "~", "a~b~c", "a~9.1.1", "a~0.1", "a~0.zzzzzzzz.1", "a~0.1." + "z" * 40):
        assert do(list_invoices, ListInvoices(cursor=cursor)) == first, cursor
