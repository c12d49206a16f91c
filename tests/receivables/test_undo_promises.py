"""Undo of words and of the days promised in them: one word stands at a time, and what was before comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.desk import Desk
from domain.errors import AlreadyDone, NotAllowed
from domain.promise import Promise
from domain.roles import Person, Role
from domain.workspace import Workspace
from receivables.log_reply import LogReply, log_reply
from receivables.promises import ChangePromise, change_promise
from receivables.record_invoice import RecordInvoice, record_invoice
from receivables.record_payment import RecordPayment, record_payment
from receivables.set_promise import SetPromise, set_promise
from receivables.undo import Undo, undo
from receivables.void_invoice import VoidInvoice, void_invoice
from tests.builders import BEN
from tests.receivables.conftest import Do

Days = Callable[[], list[str]]


@pytest.fixture
def days(desk: Desk, workspace: Workspace) -> Days:
    """The promised days that are open."""

    def read() -> list[str]:
        with desk.reading(workspace) as work:
            [client] = work.clients.named("Acme")
            return [f"{promise.promised_on:%-d %b}" for promise in work.promises.open_of_clients([client.id])]

    return read


def said(do: Do, target: str, words: str) -> int:
    return do(log_reply, LogReply(target=target, words=words)).record_id


def test_undoing_the_second_of_three_replies_leaves_the_third_standing_alone(do: Do, acme: str, days: Days):
    said(do, acme, "will pay on 16 March")
    second = said(do, acme, "will pay on 17 March")
    third = said(do, acme, "will pay on 18 March")
    do(undo, Undo(record_id=second))
    assert days() == ["18 Mar"]
    do(undo, Undo(record_id=third))
    assert days() == ["16 Mar"]


def test_undoing_a_reply_takes_the_day_it_was_moved_to_along(do: Do, acme: str, days: Days):
    said(do, acme, "will pay on 16 March")
    logged = do(log_reply, LogReply(target=acme, words="will pay on 17 March"))
    moved = do(change_promise, ChangePromise(promise_id=logged.promise.id, on="20 March"))
    again = do(change_promise, ChangePromise(promise_id=moved.promise.id, on="23 March"))
    back = do(undo, Undo(record_id=logged.record_id))
    assert days() == ["16 Mar"]
    assert "Promise moved from" in back.said
    with pytest.raises(AlreadyDone, match="undone already"):
        do(undo, Undo(record_id=again.record_id))


def test_undoing_a_reply_takes_the_day_set_for_it_along(do: Do, acme: str, days: Days):
    logged = do(log_reply, LogReply(target=acme, words="she said the usual"))
    do(set_promise, SetPromise(touch_id=logged.touch.id, on="20 March"))
    do(set_promise, SetPromise(touch_id=logged.touch.id, on="24 March"))
    do(undo, Undo(record_id=logged.record_id))
    assert days() == []


def test_a_day_moved_by_somebody_else_is_theirs_to_take_back_or_an_approvers(
    do: Do, acme: str, days: Days, desk: Desk, workspace: Workspace
):
    logged = do(log_reply, LogReply(target=acme, words="will pay on 16 March"), by=BEN)
    do(change_promise, ChangePromise(promise_id=logged.promise.id, on="20 March"))
    with pytest.raises(NotAllowed, match="undo what Ana did"), desk.work(workspace) as work:
        undo(Undo(record_id=logged.record_id), replace(work, person=a_member(work.people.by_name("Ben"))))
    assert days() == ["20 Mar"]
    do(undo, Undo(record_id=logged.record_id))
    assert days() == []


def test_undoing_the_first_move_leaves_the_day_it_was_moved_to_since(do: Do, acme: str, days: Days):
    first = do(log_reply, LogReply(target=acme, words="will pay on 16 March")).promise
    moved = do(change_promise, ChangePromise(promise_id=first.id, on="20 March"))
    again = do(change_promise, ChangePromise(promise_id=moved.promise.id, on="23 March"))
    do(undo, Undo(record_id=moved.record_id))
    assert days() == ["23 Mar"]
    do(undo, Undo(record_id=again.record_id))
    assert days() == ["16 Mar"]


def test_a_reply_undone_after_the_money_came_leaves_the_earlier_word_kept(
    do: Do, acme: str, days: Days, desk: Desk, workspace: Workspace
):
    said(do, acme, "will pay on 16 March")
    second = said(do, acme, "will pay on 17 March")
    do(record_payment, RecordPayment(invoice=acme))
    do(undo, Undo(record_id=second))
    assert days() == []
    with desk.reading(workspace) as work:
        [client] = work.clients.named("Acme")
        standing = [promise for promise in work.promises.of_client(client.id) if not promise.withdrawn]
    assert [_kept(promise) for promise in standing] == ["16 Mar kept"]


def test_money_taken_back_opens_no_older_promise_beside_a_newer_one(do: Do, acme: str, days: Days):
    said(do, acme, "will pay 500 on 16 March")
    paid = do(record_payment, RecordPayment(invoice=acme, amount="500"))
    said(do, acme, "we pay all of it on 20 March")
    do(undo, Undo(record_id=paid.record_id))
    assert days() == ["20 Mar"]


def test_voiding_undone_brings_the_promise_back(do: Do, acme: str, days: Days):
    said(do, acme, "will pay on 16 March")
    mistaken = said(do, acme, "will pay on 17 March")
    do(undo, Undo(record_id=mistaken))
    gone = do(void_invoice, VoidInvoice(invoice=acme, reason="typo"))
    assert days() == []
    do(undo, Undo(record_id=gone.record_id))
    assert days() == ["16 Mar"]


def test_an_invoice_undone_takes_what_was_promised_for_it_off_the_lists(do: Do, acme: str, days: Days):
    new = do(record_invoice, RecordInvoice(client="Acme", amount="100", net="30", sent="today"))
    said(do, new.row.invoice.number, "will pay on 16 March")
    do(undo, Undo(record_id=new.record_id))
    assert days() == []


def a_member(person: Person | None) -> Person:
    assert person is not None
    return replace(person, role=Role.MEMBER)


def _kept(promise: Promise) -> str:
    return f"{promise.promised_on:%-d %b} {promise.closed_as}"
