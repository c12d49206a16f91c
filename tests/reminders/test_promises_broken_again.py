"""A promise that was kept, and whose money is taken back: the channel hears of it that day, once each time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest

from bot.jobs import Done, tick
from domain.promise import PromiseState
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.record_payment import RecordPayment, record_payment
from receivables.take_back_payment import TakeBackPayment, take_back_payment
from receivables.undo import Undo, undo
from tests.receivables.imports import book, bring_in
from tests.reminders.office import Office, shown

WED, FRI, TUE, THU = date(2026, 3, 11), date(2026, 3, 13), date(2026, 3, 17), date(2026, 3, 19)
TOLD = ["broken promise: Promise broken: Acme meant to pay by Fri 13 Mar 2026 (INV-7)"]


@pytest.fixture
def kept(office: Office) -> Office:
    """Acme promised INV-7 for Friday and paid in full on Friday. It is Thursday of the week after, in the afternoon."""
    office.invoice("INV-7", due=date(2026, 3, 31))
    office.said("INV-7", "I'll sort it Friday")
    office.at(FRI)
    office.paid("INV-7")
    office.at(TUE).tick()
    office.at(THU, 15).tick()
    office.posts()
    return office


def take_back(office: Office) -> None:
    office.act(take_back_payment, TakeBackPayment(invoice="INV-7"))


def test_a_payment_taken_back_breaks_the_promise_it_kept_and_that_is_told_the_same_day_once(kept: Office):
    take_back(kept)
    assert kept.heard("broken promise") == []
    kept.at(THU, 15, 1).tick()
    [told] = kept.posts("broken promise")
    assert f"broken promise: {told.body['text']}" == TOLD[0]
    assert "nothing came in since 11 Mar" in shown(told)
    assert "*€1,200.00* left" in shown(told)
    kept.at(THU, 16).tick()
    kept.at(date(2026, 3, 20)).tick()
    assert kept.heard("broken promise") == []


def test_what_is_made_good_before_the_clock_looks_is_not_told(kept: Office):
    take_back(kept)
    kept.paid("INV-7")  # today, too late for the promise: it stays broken, and there is nothing to ask for
    kept.at(THU, 16).tick()
    assert kept.heard("broken promise") == []


def test_it_is_told_each_time_it_is_broken_also_on_the_same_day(kept: Office):
    for minute in (10, 20):
        take_back(kept)
        kept.at(THU, 15, minute).tick()
        assert kept.heard("broken promise") == TOLD
        kept.act(record_payment, RecordPayment(invoice="INV-7", on="13 March"))
        kept.at(THU, 15, minute + 5).tick()
    with kept.desk.reading(kept.workspace) as work:
        assert [promise.closed_as for promise in work.promises.of_client(1)] == [PromiseState.KEPT]


def test_a_credit_note_that_kept_a_promise_and_is_undone_breaks_it_aloud(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 31))
    office.said("INV-7", "I'll sort it Friday")
    office.at(date(2026, 3, 16), 18)
    credit = office.act(issue_credit_note, IssueCreditNote(target="INV-7", amount="1200", reason="goodwill"))
    office.at(date(2026, 3, 16), 18, 5).tick()
    office.at(date(2026, 3, 16), 18, 10).act(undo, Undo(record_id=credit.record_id))
    office.at(TUE, 8).tick()
    assert office.heard("broken promise") == []  # its last day was not over yet
    office.at(TUE).tick()
    assert office.heard("broken promise") == TOLD


def test_an_import_that_takes_the_money_back_is_told_as_broken_too(office: Office, tmp_path: Path):
    row = "INV-7,Acme,C1,2026-02-01,2026-03-31,100.00"
    bring_in(office.desk, office.workspace, book(tmp_path, f"{row},,,EUR,sent,,,"))
    office.said("INV-7", "I'll sort it Friday")
    office.at(date(2026, 3, 16))
    bring_in(office.desk, office.workspace, book(tmp_path, f"{row},100.00,2026-03-13,EUR,paid,,,"))
    office.at(THU).tick()
    assert office.heard("broken promise") == []
    bring_in(office.desk, office.workspace, book(tmp_path, f"{row},0.00,,EUR,sent,,,"))
    office.at(THU, 10).tick()
    assert office.heard("broken promise") == TOLD


def test_two_clocks_at_the_same_moment_tell_it_once(kept: Office):
    take_back(kept)
    gate = Barrier(2)

    def a_clock() -> Done:
        gate.wait(timeout=10)
        return tick(kept.desk, kept.workspace)

    with ThreadPoolExecutor(2) as clocks:
        done = [one.result(timeout=30) for one in [clocks.submit(a_clock) for _ in range(2)]]
    assert [one.failed for one in done] == [(), ()]
    assert kept.heard("broken promise") == TOLD


def test_a_digest_tells_as_broken_what_the_one_before_told_as_kept_the_same_day(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 31))
    office.said("INV-7", "I'll sort it Friday")
    office.at(FRI)
    office.paid("INV-7")
    office.at(date(2026, 3, 23), 8)
    take_back(office)
    office.act(record_payment, RecordPayment(invoice="INV-7", on="13 March"))  # kept once more, today
    office.at(date(2026, 3, 23)).tick()
    assert "Promises kept" in shown(office.posts("digest")[-1])
    office.at(date(2026, 3, 23), 15)
    take_back(office)
    office.at(date(2026, 3, 30)).tick()
    assert "Promises broken" in shown(office.posts("digest")[-1])
