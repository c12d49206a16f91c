from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.aging import Bucket
from domain.answers import NextAction, NextStep
from domain.exception_queue import ExceptionKind
from domain.invoice import Status
from domain.totals import BucketTotal, StatusTotal
from tests.views.reminder_samples import a_reminder
from tests.views.samples import (
    HOSTILE,
    LISBON,
    NOW,
    TODAY,
    a_client,
    a_home,
    a_promise,
    a_row,
    actions_of,
    an_exception,
    shown,
    takes_message,
    takes_view,
)
from views.home import home
from views.ids import Action, id_in
from views.queue import queue


def _home(**facts: Any) -> dict[str, Any]:
    view = home(a_home(**facts), locale="en_GB")
    takes_view(view)
    return view


def test_home_shows_what_is_mine_what_needs_others_what_is_promised_and_the_sums():
    contact = NextAction(step=NextStep.CONTACT)
    settle = NextAction(step=NextStep.SETTLE_DISPUTE)
    needing = ((a_row(), contact), (a_row(id=2, number="INV-1031"), settle))
    read = shown(_home(needs_person=needing, numbers={1: "INV-1042"}))
    order = [
        "Mon 16 Mar 2026",
        "Yours 🔴 INV-1042",
        "→ get in touch",
        "Others that need a person (1) 🔴 INV-1031",
        "→ settle the dispute",
        "Promised",
        "Fri 20 Mar INV-1042 · Acme · €1,200.00",
        "All invoices",
        "Overdue (1) €1,200.00",
        "Paid (4)",
        "Open in EUR, by age",
        "1–30 days late* €1,200.00 (1)",
    ]
    places = [read.index(words) for words in order]
    assert places == sorted(places)


def test_home_of_an_empty_book_says_how_to_begin():
    view = _home(totals=(), aging=(), mine=(), needs_person=(), open_promises=())
    assert "/invoice add" in shown(view)
    assert actions_of(view) == [Action.LOG_REPLY, Action.NEW_INVOICE, Action.STATUS, Action.SHOW_DIGEST]


def test_a_quiet_day_says_so():
    assert "Needs a person Nothing today." in shown(_home(needs_person=(), mine=()))
    assert "Others that need a person Nothing but yours." in shown(_home())


def test_every_list_of_home_that_is_cut_counts_what_is_left():
    contact = NextAction(step=NextStep.CONTACT)
    view = _home(
        needs_person=tuple((a_row(id=place), contact) for place in range(100, 125)),
        needs_person_left=100,
        mine=tuple(a_row(id=place) for place in range(25)),
        open_promises=((a_promise(), a_client()),) * 20,
        exceptions=(an_exception(),) * 9,
    )
    read = shown(view)
    assert "Others that need a person (125)" in read
    assert "*115 more.*" in read
    assert "*15 more.* `/invoice status` has them all." in read
    assert "*12 more.*" in read
    assert "*4 more.* The queue has them all." in read


def test_currencies_stand_side_by_side_on_home_and_are_never_added():
    totals = tuple(
        StatusTotal(status=Status.OVERDUE, currency=currency, count=1, balance_minor=100_00)
        for currency in ("EUR", "USD", "JPY")
    )
    aging = tuple(
        BucketTotal(bucket=bucket, currency=currency, count=1, balance_minor=100_00)
        for currency in ("EUR", "USD", "JPY")
        for bucket in Bucket
    )
    read = shown(_home(totals=totals, aging=aging))
    assert "Overdue (3) €100.00 · US$100.00 · JP¥10,000" in read
    assert all(f"Open in {currency}, by age" in read for currency in ("EUR", "USD", "JPY"))


@pytest.mark.parametrize("words", HOSTILE)
def test_nobodys_words_become_markup_or_break_home_and_queue(words: str):
    row = a_row(client=words, number=words)
    exception = an_exception(reason=words, kind=words or "?", owner=words)
    _home(
        person=words,
        mine=(row,) * 30,
        needs_person=((row, NextAction(step=NextStep.CONTACT)),) * 30,
        open_promises=((a_promise(words=words), a_client(name=words)),) * 30,
        exceptions=(exception,) * 30,
    )
    takes_message(queue((exception,) * 40, today=TODAY, tz=LISBON))


def test_the_queue_says_what_why_since_when_and_whose():
    read = shown(queue([an_exception()], today=TODAY, tz=LISBON))
    assert "1 thing for a person to look at" in read
    assert "Not posted since yesterday · nobody's yet" in read
    assert "Slack said channel_not_found to the overdue alert" in read


def test_the_ways_on_depend_on_what_failed():
    assert _ways(kind=ExceptionKind.MAYBE_POSTED) == [
        Action.IT_ARRIVED,
        Action.POST_AGAIN,
        Action.TAKE_EXCEPTION,
        Action.RESOLVE_EXCEPTION,
    ]
    assert _ways(kind=ExceptionKind.CONTRADICTION, about="invoice", owner="Ana") == [
        Action.OPEN_INVOICE,
        Action.RESOLVE_EXCEPTION,
    ]
    assert _ways(kind=ExceptionKind.NO_CHANNEL, about="client", owner="Ana") == [
        Action.OPEN_CLIENT,
        Action.RESOLVE_EXCEPTION,
    ]


def test_what_may_be_in_the_channel_already_is_posted_again_only_after_a_question():
    maybe = queue([an_exception(kind=ExceptionKind.MAYBE_POSTED)], today=TODAY, tz=LISBON)
    surely_not = queue([an_exception(kind=ExceptionKind.NOT_POSTED)], today=TODAY, tz=LISBON)
    assert "look there first" in str(maybe)
    assert "look there first" not in str(surely_not)


def test_a_long_queue_counts_what_is_left():
    waiting = [an_exception(id=place, raised_at=NOW - timedelta(days=place)) for place in range(40)]
    body = queue(waiting, today=TODAY, tz=LISBON)
    takes_message(body)
    assert "*25 more*" in shown(body)
    every = [one for block in body["blocks"] if block["type"] == "actions" for one in block["elements"]]
    settled = [one for one in every if one["action_id"] == Action.RESOLVE_EXCEPTION]
    assert [id_in(one["value"], "exception") for one in settled] == list(range(15))


def test_an_empty_queue_says_so():
    body = queue([], today=TODAY, tz=LISBON)
    takes_message(body)
    assert "Nothing waits for anybody" in shown(body)


def _ways(**facts: Any) -> list[str]:
    body = queue([an_exception(**facts)], today=TODAY, tz=LISBON)
    takes_message(body)
    return actions_of(body)


def test_home_shows_the_letters_that_wait_and_leads_to_them():
    view = _home(drafts=(a_reminder(planned_on=TODAY - timedelta(days=2)),) * 3, drafts_left=4)
    read = shown(view)
    assert "Reminders that wait for you (7) Friendly reminder to Acme, €700.00 · waits for approval" in read
    assert "drafted 2 days ago" in read
    assert "*4 more.* The queue has them all." in read
    assert Action.SHOW_QUEUE in actions_of(view)


def test_a_row_of_the_evening_is_of_that_day_where_the_workspace_is():
    """At 18:30 in Los Angeles it is the next day in London already."""
    evening = datetime(2026, 3, 17, 1, 30, tzinfo=UTC)
    body = queue([an_exception(raised_at=evening)], today=date(2026, 3, 16), tz=ZoneInfo("America/Los_Angeles"))
    assert "since today" in shown(body)
