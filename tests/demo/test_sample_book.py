from __future__ import annotations

from bot.clock import MovableClock
from bot.desk import Desk
from demo.telling import tell
from domain.invoice import Status
from domain.workspace import Workspace


def test_the_sample_book_has_thirty_invoices_of_eight_clients_in_every_status_and_two_currencies(
    desk: Desk, workspace: Workspace, clock: MovableClock
):
    now = clock.now()
    tell(desk, workspace, clock, lambda: None)
    assert clock.now() == now
    with desk.reading(workspace) as work:
        book = work.past.book(work.today)
        totals = work.totals.by_status(work.today)
    assert len(book) == 30
    assert len({invoice.client for invoice in book}) == 8
    assert {total.status for total in totals} == set(Status)
    assert {total.currency for total in totals} == {"EUR", "USD"}
