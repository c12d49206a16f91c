from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.answers import NextAction, NextStep, OverdueNews
from domain.badges import Badge, BadgeName
from domain.money import Money
from domain.news import BrokenPromise, ClockStopped, FollowUp, FollowUps, OverdueAlert
from tests.views.samples import (
    HOSTILE,
    TODAY,
    a_client,
    a_promise,
    a_row,
    a_touch,
    actions_of,
    shown,
    takes_message,
)
from views.alerts import (
    broken_promise,
    broken_promises_headline,
    clock_stopped,
    follow_ups,
    overdue_card,
    overdue_headline,
    overdue_lines,
)

CONTACT = NextAction(step=NextStep.CONTACT)
LISBON = ZoneInfo("Europe/Lisbon")


def some_news(**facts: Any) -> OverdueNews:
    return OverdueNews(row=a_row(**facts), last_contact=a_touch(), next_action=CONTACT)


def broken(**facts: Any) -> BrokenPromise:
    known: dict[str, Any] = {
        "today": TODAY,
        "promise": a_promise(promised_on=date(2026, 3, 12)),
        "client": a_client(),
        "received": Money(0, "EUR"),
        "owed": Money(120_000, "EUR"),
        "open_count": 1,
        "news": some_news(),
        "last_contact": a_touch(),
        "next_action": NextAction(step=NextStep.ASK_ABOUT_BROKEN_PROMISE, on=date(2026, 3, 12)),
    }
    return BrokenPromise(**{**known, **facts})


def test_a_card_names_client_amount_owner_days_words_and_next_step():
    body = overdue_card(some_news(owner="Ana"), today=TODAY, locale="en_GB")
    takes_message(body)
    said = shown(body)
    for fact in ("Acme", "INV-1042", "€1,200.00", "with Ana", "Overdue since Thu 5 Mar", "12 days late on 16 Mar"):
        assert fact in said
    assert "I'll sort it Friday" in said
    assert "get in touch" in said


def test_the_work_that_waits_for_the_money_is_in_the_alert_in_words():
    body = overdue_card(some_news(blocked_work="launch of the <shop>"), today=TODAY, locale="en_GB")
    takes_message(body)
    assert "*Work waits for it:* launch of the &lt;shop&gt;" in shown(body)


def test_no_button_of_a_card_is_dead():
    body = overdue_card(some_news(), today=TODAY, locale="en_GB")
    assert actions_of(body) == ["remind", "log_reply", "record_payment", "hold", "dispute", "open_invoice"]
    mirrored = overdue_card(some_news(source="stripe"), today=TODAY, locale="en_GB")
    assert "record_payment" not in actions_of(mirrored)


@pytest.mark.parametrize("facts", [{"paid_minor": 120_000}, {"voided_on": TODAY}, {"due_on": date(2026, 4, 1)}])
def test_a_card_whose_invoice_moved_on_says_so_and_calls_nothing_overdue(facts: dict[str, Any]):
    body = overdue_card(some_news(**facts), today=TODAY, locale="en_GB")
    takes_message(body)
    assert "Overdue" not in shown(body)
    assert ("record_payment" in actions_of(body)) == ("due_on" in facts)


def test_a_headline_never_adds_two_currencies():
    alert = OverdueAlert(
        today=TODAY,
        count=5,
        totals=((3, Money(360_000, "EUR")), (2, Money(90_000, "JPY"))),
        first=(some_news(), some_news(number="INV-2")),
    )
    body = overdue_headline(alert, locale="en_GB")
    takes_message(body)
    assert "€3,600.00 left (3 invoices)" in shown(body)
    assert "JP¥90,000 left (2 invoices)" in shown(body)
    assert "and 3 more" in shown(body)
    assert "450" not in shown(body)


def test_a_thousand_lines_fit_into_messages_that_slack_takes_and_miss_nobody():
    rows = [a_row(number=f"INV-{place:04}", client=f"Client with a name {place}") for place in range(1_000)]
    bodies = overdue_lines(rows, today=TODAY, locale="en_GB")
    for body in bodies:
        takes_message(body)
    said = " ".join(shown(body) for body in bodies)
    assert all(f"INV-{place:04}" in said for place in range(1_000))
    assert len(bodies) <= 20


def test_a_broken_promise_shows_the_clients_words_and_what_came_in():
    body = broken_promise(broken(received=Money(20_000, "EUR")), locale="en_GB")
    takes_message(body)
    assert "I'll sort it Friday" in shown(body)
    assert "€200.00 came in since 9 Mar" in shown(body)
    assert actions_of(body)[:2] == ["remind", "log_reply"]


def test_a_broken_promise_for_a_whole_account_offers_the_account():
    promise = a_promise(invoice_id=None)
    body = broken_promise(broken(promise=promise, news=None, open_count=3), locale="en_GB")
    takes_message(body)
    assert "3 open invoices" in shown(body)
    assert actions_of(body) == ["remind", "log_reply", "hold", "open_client"]


def test_follow_ups_of_a_busy_day_are_counted_to_the_last():
    due = tuple(
        FollowUp(promise=a_promise(id=place), client=a_client(), number="INV-1", owed=Money(1_00, "EUR"))
        for place in range(30)
    )
    body = follow_ups(FollowUps(today=TODAY, due=due), locale="en_GB")
    takes_message(body)
    assert "18 more" in shown(body)


def test_several_broken_promises_have_a_headline():
    body = broken_promises_headline(4)
    takes_message(body)
    assert body["text"] == "4 promises to pay were broken"


def test_a_stopped_clock_says_from_when_to_when_and_what_was_late():
    stopped = ClockStopped(
        stopped_at=datetime(2026, 3, 13, 17, 0, tzinfo=LISBON),
        back_at=datetime(2026, 3, 16, 8, 12, tzinfo=LISBON),
        overdue=1,
        promises=2,
        digest_for=date(2026, 3, 9),
        digest_skipped=True,
    )
    body = clock_stopped(stopped)
    takes_message(body)
    assert "from Fri 13 Mar 2026, 17:00 to Mon 16 Mar 2026, 08:12" in shown(body)
    assert "1 invoice turned Overdue and nobody was told" in shown(body)
    assert "was left out" in shown(body)


@pytest.mark.parametrize("words", HOSTILE)
def test_nobodys_words_come_alive_in_what_the_bot_says(words: str):
    row = a_row(
        Badge(name=BadgeName.ON_HOLD, on=TODAY + timedelta(days=3)), client=words, number=words or "-", owner=words
    )
    one = OverdueNews(row=row, last_contact=a_touch(words or "-", by=words), next_action=CONTACT)
    promise = a_promise(words=words, by=words)
    alert = OverdueAlert(today=TODAY, count=9, totals=((9, Money(1, "EUR")),), first=(one, one, one))
    client = a_client(name=words)
    told = broken(promise=promise, client=client, news=one, last_contact=a_touch(words or "-"))
    due = (FollowUp(promise=promise, client=client, number=words, owed=Money(1, "EUR")),) * 3
    for body in (
        overdue_card(one, today=TODAY, locale="en_GB"),
        overdue_headline(alert, locale="en_GB"),
        *overdue_lines([row] * 30, today=TODAY, locale="en_GB"),
        broken_promise(told, locale="en_GB"),
        follow_ups(FollowUps(today=TODAY, due=due), locale="en_GB"),
    ):
        takes_message(body)
