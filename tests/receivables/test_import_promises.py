"""Money that an import brings judges promises like money recorded here."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.promise import PromiseState
from domain.workspace import Workspace
from receivables.dispute import OpenDispute, open_dispute
from receivables.log_reply import LogReply, log_reply
from tests.receivables.imports import ask, book, bring_in, reminded

SENT = "INV-1,Acme,C1,2026-02-01,2026-03-20,100.00,,,EUR,sent,,,"
OTHER = "INV-2,Acme,C1,2026-02-01,2026-03-25,60.00,,,EUR,sent,,,"
PAID = SENT.replace("100.00,,,", "100.00,100.00,2026-03-12,")


@pytest.fixture
def known(desk: Desk, workspace: Workspace, clock: MovableClock, tmp_path: Path) -> Path:
    """A folder whose book is imported; then Acme said that INV-1 is paid on Friday 13 March."""
    bring_in(desk, workspace, book(tmp_path, SENT, OTHER))
    say(desk, workspace, "INV-1", "We pay it on 13 March")
    clock.move_to(clock.now().replace(day=12))
    return tmp_path


def say(desk: Desk, workspace: Workspace, target: str, words: str) -> None:
    with desk.work(workspace) as work:
        log_reply(LogReply(target=target, words=words), work)


def decided(desk: Desk, workspace: Workspace) -> list[PromiseState | None]:
    with desk.work(workspace) as work:
        (acme,) = work.clients.named("Acme")
        return [promise.closed_as for promise in work.promises.of_client(acme.id) if not promise.withdrawn]


def waiting(desk: Desk) -> list[str]:
    return [reason for (reason,) in ask(desk, "SELECT reason FROM exceptions WHERE resolved_at IS NULL ORDER BY id")]


def test_money_of_an_import_keeps_a_promise_and_contradicts_nothing(desk: Desk, workspace: Workspace, known: Path):
    done = bring_in(desk, workspace, book(known, PAID, OTHER))
    assert decided(desk, workspace) == [PromiseState.KEPT]
    assert (done.contradictions, waiting(desk)) == (0, [])


def test_a_payment_its_source_takes_back_opens_the_promise_again(desk: Desk, workspace: Workspace, known: Path):
    bring_in(desk, workspace, book(known, PAID, OTHER))
    bring_in(desk, workspace, book(known, SENT, OTHER))
    assert decided(desk, workspace) == [None]
    with desk.work(workspace) as work:
        assert work.promises.is_any_watched(work.today.replace(day=30))


def test_money_its_source_takes_back_after_the_promised_day_breaks_what_it_had_kept(
    desk: Desk, workspace: Workspace, clock: MovableClock, known: Path
):
    bring_in(desk, workspace, book(known, PAID, OTHER))
    clock.move_to(clock.now().replace(day=19))
    bring_in(desk, workspace, book(known, SENT, OTHER))
    assert decided(desk, workspace) == [PromiseState.BROKEN]


def test_a_total_lowered_to_what_was_paid_keeps_the_promise(desk: Desk, workspace: Workspace, known: Path):
    part = SENT.replace("100.00,,,", "100.00,60.00,2026-03-12,")
    bring_in(desk, workspace, book(known, part, OTHER))
    assert decided(desk, workspace) == [None]
    bring_in(desk, workspace, book(known, part.replace("100.00", "60.00"), OTHER))
    assert decided(desk, workspace) == [PromiseState.KEPT]


def test_a_promise_for_all_is_kept_when_all_of_it_came_in(
    desk: Desk, workspace: Workspace, clock: MovableClock, tmp_path: Path
):
    bring_in(desk, workspace, book(tmp_path, SENT, OTHER))
    say(desk, workspace, "Acme", "We pay everything on 13 March")
    clock.move_to(clock.now().replace(day=12))
    bring_in(desk, workspace, book(tmp_path, PAID, OTHER))
    assert decided(desk, workspace) == [None]
    bring_in(desk, workspace, book(tmp_path, PAID, OTHER.replace("60.00,,,", "60.00,60.00,2026-03-12,")))
    assert decided(desk, workspace) == [PromiseState.KEPT]


def test_a_promise_on_what_its_source_made_void_is_withdrawn(desk: Desk, workspace: Workspace, known: Path):
    bring_in(desk, workspace, book(known, SENT.replace("sent", "void"), OTHER))
    assert decided(desk, workspace) == []
    assert waiting(desk) == []


def test_what_contradicted_is_settled_once_nothing_agreed_is_left_open(desk: Desk, workspace: Workspace, known: Path):
    reminded(desk, workspace, "INV-1")
    bring_in(desk, workspace, book(known, SENT.replace("03-20", "03-24"), OTHER))
    assert waiting(desk) == ["csv:book moved the due date of INV-1 from 20 March to 24 March."]
    bring_in(desk, workspace, book(known, PAID.replace("03-20", "03-24"), OTHER))
    assert waiting(desk) == []


def test_what_is_disputed_here_and_paid_there_stays_a_contradiction(desk: Desk, workspace: Workspace, known: Path):
    with desk.work(workspace) as work:
        open_dispute(OpenDispute(invoice="INV-1", reason="wrong hours"), work)
    for _ in range(2):
        bring_in(desk, workspace, book(known, PAID, OTHER))
        assert waiting(desk) == ["INV-1 is paid in csv:book, but here it is disputed."]


def test_what_a_later_import_contradicts_is_told_in_the_row_that_waits(desk: Desk, workspace: Workspace, known: Path):
    reminded(desk, workspace, "INV-1")
    with desk.work(workspace) as work:
        open_dispute(OpenDispute(invoice="INV-1", reason="wrong hours"), work)
    bring_in(desk, workspace, book(known, SENT.replace("03-20", "03-24"), OTHER))
    (before,) = ask(desk, "SELECT id, raised_at FROM exceptions")
    done = bring_in(desk, workspace, book(known, PAID.replace("03-20", "03-24"), OTHER))
    assert waiting(desk) == ["INV-1 is paid in csv:book, but here it is disputed."]
    assert done.contradictions == 1
    assert ask(desk, "SELECT id, raised_at FROM exceptions") == [before]


def test_each_invoice_that_waits_is_told_its_own_news(desk: Desk, workspace: Workspace, known: Path):
    reminded(desk, workspace, "INV-1", "INV-2")
    bring_in(desk, workspace, book(known, SENT.replace("03-20", "03-24"), OTHER))
    moved = (SENT.replace("03-20", "03-26"), OTHER.replace("03-25", "03-27"))
    bring_in(desk, workspace, book(known, *moved))
    assert waiting(desk) == [
        "csv:book moved the due date of INV-1 from 24 March to 26 March.",
        "csv:book moved the due date of INV-2 from 25 March to 27 March.",
    ]
