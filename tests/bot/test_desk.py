"""The desk when things go wrong around it: redeliveries, a busy book, people of another company."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import date

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.answers import Change
from domain.errors import Busy, Refusal
from domain.workspace import Workspace
from handlers.asking import caller_of
from receivables.mark_sent import MarkSent, mark_sent
from receivables.record_payment import RecordPayment, record_payment
from storage.database import Database
from storage.unit_of_work import Work
from tests.builders import ANA, ask, keep_invoice
from tests.reminders.office import Office, shown


def pay(desk: Desk, request_id: str) -> dict[str, str]:
    caller = ask(ANA, request_id)
    return desk.answer(record_payment, RecordPayment(invoice="1042"), lambda change, _: {"said": change.said}, caller)


def test_a_request_that_was_refused_is_refused_again_when_it_is_delivered_again(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work, sent_on=None)
    with pytest.raises(Refusal, match="still a draft"):
        pay(desk, "one")
    desk.answer(mark_sent, MarkSent(invoice="1042"), lambda *_: {}, ask(ANA, "two"))
    with pytest.raises(Refusal, match="still a draft"):
        pay(desk, "one")
    assert "received" in pay(desk, "three")["said"]
    assert "received" in pay(desk, "three")["said"]


def test_what_takes_long_is_done_once_and_may_be_asked_again_after_a_refusal(desk: Desk, workspace: Workspace):
    def pay_at_length() -> dict[str, str]:
        request = RecordPayment(invoice="1042")
        return desk.answer_at_length(record_payment, request, lambda change, _: {"said": change.said}, ask(ANA, "one"))

    with desk.work(workspace) as work:
        keep_invoice(work, sent_on=None)
    with pytest.raises(Refusal, match="still a draft"):
        pay_at_length()
    desk.answer(mark_sent, MarkSent(invoice="1042"), lambda *_: {}, ask(ANA, "two"))
    assert "received" in pay_at_length()["said"]
    assert "received" in pay_at_length()["said"]
    with desk.reading(workspace) as work:
        assert work.invoices.find("1042").paid_minor == 120_000


def test_a_busy_book_says_so_before_slack_gives_up_and_records_nothing(sqlite: Database, desk: Desk):
    held, let_go = threading.Event(), threading.Event()

    def an_import() -> None:
        with sqlite.writing() as connection:
            connection.exec_driver_sql("DELETE FROM requests")
            held.set()
            let_go.wait(10)

    writer = threading.Thread(target=an_import)
    writer.start()
    held.wait(5)
    with pytest.raises(Busy, match="Nothing was recorded"), sqlite.writing(patience=0.05):
        pytest.fail("the lock was free")
    let_go.set()
    writer.join()
    with sqlite.writing(patience=0.05) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM requests").scalar() == 0


def test_somebody_of_another_company_in_a_shared_channel_presses_nothing(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work)
    pressed = {
        "type": "block_actions",
        "team": {"id": workspace.team_id, "domain": "rua"},
        "user": {"id": "U0CLIENT", "username": "carla", "team_id": "T0CLIENTCO"},
        "trigger_id": "1.2.3",
    }
    caller = caller_of(pressed)
    with pytest.raises(Refusal, match="another company"):
        desk.answer(record_payment, RecordPayment(invoice="1042"), lambda *_: {}, caller)
    with pytest.raises(Refusal, match="another company"):
        desk.look(record_payment, RecordPayment(invoice="1042"), lambda *_: {}, caller)
    own = caller_of({**pressed, "user": {**pressed["user"], "team_id": workspace.team_id}})
    assert replace(own, request_id="") != replace(caller, request_id="")
    assert not own.is_guest


def test_what_is_begun_before_a_digest_and_recorded_after_it_is_told_by_one_of_them(
    desk: Desk, workspace: Workspace, clock: MovableClock
):
    office = Office(desk, workspace, clock)
    office.invoice("INV-1", due=date(2026, 3, 27))
    office.at(date(2026, 3, 16), 8, 59)
    begun, go_on = threading.Event(), threading.Event()

    def slowly(request: RecordPayment, work: Work) -> Change:
        assert work.today == date(2026, 3, 16)
        begun.set()
        go_on.wait(10)
        return record_payment(request, work)

    with ThreadPoolExecutor(2) as both:
        paying = both.submit(desk.answer, slowly, RecordPayment(invoice="INV-1"), lambda *_: {}, ask(ANA, "slow"))
        begun.wait(10)
        ticking = both.submit(office.at(date(2026, 3, 16)).tick)
        wait([ticking], timeout=0.2)
        go_on.set()
        wait([paying, ticking], timeout=20)
    office.at(date(2026, 3, 16), 9, 1).tick()
    office.at(date(2026, 3, 23)).tick()
    told = [shown(post) for post in office.posts() if post.kind == "digest"]
    assert (len(told), sum("Received" in words for words in told)) == (2, 1), told
