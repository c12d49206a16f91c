"""Real ledgers that live beside the project: their true sums and counts, twice in a row."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from bot.desk import Desk
from domain.aging import Bucket
from domain.invoice import Status, status
from domain.workspace import Workspace
from storage.database import Database
from storage.tables import invoices, totals
from storage.workspaces import keep_workspace
from tests.builders import a_workspace
from tests.connectors.books import SHARED
from tests.receivables.imports import ask, bring_in

LEDGERS = SHARED / "ledgers"
pytestmark = [
    pytest.mark.ledgers,
    pytest.mark.skipif(not LEDGERS.is_dir(), reason="the shared ledgers are not beside the project"),
]


@pytest.fixture
def workspace(sqlite: Database, clock: MovableClock) -> Workspace:
    with sqlite.writing() as connection:
        return keep_workspace(connection, a_workspace(currency=None), clock.now())


@pytest.fixture
def desk(sqlite: Database, clock: MovableClock, workspace: Workspace) -> Desk:
    return Desk(database=sqlite, clock=clock)


def test_the_ibm_ledger_decides_its_own_dates_and_replays_to_any_day(desk: Desk, workspace: Workspace):
    path = LEDGERS / "ibm_late_payments.csv"
    outcome = bring_in(desk, workspace, path, currency="USD")
    assert (outcome.new, outcome.clients_new, outcome.disputes_new) == (2_466, 100, 561)
    assert outcome.totals == {"USD": (2_466, 14_770_318)}
    assert ask(desk, "SELECT count(*) FROM invoices WHERE settled_on > due_on") == [(877,)]
    assert ask(desk, "SELECT count(*) FROM disputes WHERE resolved_on IS NOT NULL") == [(561,)]
    day = date(2013, 6, 30)
    with desk.work(workspace) as work:
        opened = [invoice for invoice in work.past.book(day) if invoice.is_open]
    at = {kind: [one for one in opened if status(one, day) is kind] for kind in Status}
    assert (len(opened), sum(one.balance.minor for one in opened)) == (84, 511_985)
    assert (len(at[Status.OVERDUE]), sum(one.balance.minor for one in at[Status.OVERDUE])) == (12, 83_556)
    assert len(at[Status.DUE]) == 3
    assert len([one for one in at[Status.SENT] if one.due_on and (one.due_on - day).days <= 7]) == 10
    top = [one.balance.minor for one in opened if one.client == "7938-EVASK"]
    assert (len(top), sum(top)) == (5, 30_134)
    again = bring_in(desk, workspace, path, currency="USD")
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2_466)


def test_the_open_food_book_comes_in_without_its_repetitions_by_client_number(
    desk: Desk, workspace: Workspace, clock: MovableClock
):
    path = LEDGERS / "highradius_open.csv"
    outcome = bring_in(desk, workspace, path, as_sent=True)
    assert (outcome.read, outcome.duplicates, outcome.new, outcome.clients_new) == (10_000, 289, 9_711, 676)
    assert outcome.totals == {"CAD": (695, 3_790_475_039), "USD": (9_016, 27_999_911_788)}
    assert ask(desk, "SELECT count(*) FROM invoices WHERE number LIKE '%.%'") == [(0,)]
    assert ask(desk, "SELECT number FROM invoices WHERE number = '1930582584'") == [("1930582584",)]
    day = date(2020, 5, 31)
    with desk.work(workspace) as work:
        statuses: dict[Status, int] = {}
        for row in work.totals.by_status(day):
            statuses[row.status] = statuses.get(row.status, 0) + row.count
        buckets = {row.bucket: row.count for row in work.totals.by_bucket(day) if row.currency == "USD"}
    assert (statuses[Status.OVERDUE], statuses[Status.DUE]) == (9_595, 6)
    assert [buckets[name] for name in list(Bucket)[1:]] == [2_686, 4_079, 2_128, 7]
    assert bring_in(desk, workspace, path, as_sent=True).unchanged == 9_711


def test_the_sister_book_reads_day_first_and_ignores_its_nameless_columns(desk: Desk, workspace: Workspace):
    path = LEDGERS / "highradius_open_dmy.csv"
    outcome = bring_in(desk, workspace, path, as_sent=True, currency="USD")
    assert (outcome.new, outcome.totals) == (9_746, {"USD": (9_746, 31_557_451_561)})
    with desk.work(workspace) as work:
        days = work.connection.execute(select(invoices.c.due_on)).scalars().all()
        assert (min(days), max(days)) == (date(2020, 1, 31), date(2020, 7, 11))
        assert work.connection.execute(select(totals.c.state).distinct()).scalars().all() == ["open"]
    again = bring_in(desk, workspace, path, as_sent=True, currency="USD")
    assert (again.new, again.changed, again.unchanged) == (0, 0, 9_746)


@pytest.mark.parametrize(
    ("name", "said", "new", "left_out"),
    [
        ("exports/other_tools/zoho_invoices.csv", {}, 3, {}),
        ("exports/other_tools/freshbooks_invoices.csv", {"columns": {"due_on": "Date Issued"}}, 1, {}),
        ("exports/other_tools/invoicely_invoices.csv", {"currency": "USD"}, 1, {}),
        ("exports/qbo/open_invoices.csv", {"currency": "USD"}, 1, {}),
        ("exports/qbo/ar_aging_detail.csv", {"currency": "USD", "date_format": "%m/%d/%Y"}, 3, {"Credit Memo": 1}),
    ],
)
def test_exports_of_real_tools_come_in(
    desk: Desk, workspace: Workspace, name: str, said: dict[str, object], new: int, left_out: dict[str, int]
):
    outcome = bring_in(desk, workspace, SHARED / name, **said)
    assert (outcome.new, outcome.left_out) == (new, left_out)
