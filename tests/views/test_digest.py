from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.aging import Bucket
from domain.answers import Digest, NextAction, NextStep
from domain.hold import Hold
from domain.invoice import Status
from domain.money import Money
from domain.promise import Certainty
from domain.totals import BucketTotal, StatusTotal
from tests.views.reminder_samples import a_reminder
from tests.views.samples import (
    HOSTILE,
    NOW,
    TODAY,
    a_client,
    a_promise,
    a_row,
    actions_of,
    an_exception,
    shown,
    takes_message,
)
from views.digest import digest

LISBON = ZoneInfo("Europe/Lisbon")


def a_week(**facts: Any) -> Digest:
    """A week in which nothing happened, with an empty book."""
    empty: dict[str, Any] = dict.fromkeys(
        (
            "newly_overdue",
            "paid",
            "received",
            "promises_kept",
            "promises_broken",
            "holds_ended",
            "needs_person",
            "follow_ups",
            "totals",
            "aging",
            "exceptions",
        ),
        (),
    )
    known = {
        "today": TODAY,
        "week_of": TODAY,
        "period": "2026-W12",
        "since": NOW - timedelta(days=7),
        "needs_person_left": 0,
    }
    return Digest(**{**empty, **known, **facts})


def a_full_week(words: str = "I'll sort it Friday", many: int = 60) -> Digest:
    """Everything at once, everybody's words the same."""
    row = a_row(client=words, number=words or "-", owner=words)
    client = a_client(name=words)
    promise = a_promise(words=words)
    hold = Hold(
        id=1, client_id=1, invoice_id=None, reason=words, until=TODAY, placed_on=TODAY - timedelta(days=9), by=words
    )
    currencies = ("EUR", "USD", "GBP", "JPY", "CHF", "BHD")
    return a_week(
        newly_overdue=(row,) * many,
        paid=(row,) * many,
        received=tuple((Money(1_234_500, currency), 3) for currency in currencies),
        promises_kept=((promise, client),) * many,
        promises_broken=((promise, client),) * many,
        holds_ended=((hold, client),) * many,
        needs_person=tuple((replace(row), NextAction(step=NextStep.CONTACT)) for _ in range(25)),
        needs_person_left=975,
        follow_ups=((replace(promise, certainty=Certainty.PROPOSED), client),) * many,
        totals=tuple(
            StatusTotal(status=status, currency=currency, count=9, balance_minor=1_234_567)
            for status in Status
            for currency in currencies
        ),
        aging=tuple(
            BucketTotal(bucket=bucket, currency=currency, count=9, balance_minor=1_234_567)
            for currency in currencies
            for bucket in Bucket
        ),
        exceptions=(an_exception(reason=words),) * many,
        payments_known_up_to=NOW,
    )


def test_a_quiet_week_is_one_line_with_what_is_open():
    aging = (BucketTotal(bucket=Bucket.NOT_DUE, currency="EUR", count=1, balance_minor=120_000),)
    body = digest(a_week(aging=aging), locale="en_GB", tz=LISBON)
    takes_message(body)
    assert len(body["blocks"]) == 1
    assert "A quiet week" in body["text"]
    assert "€1,200.00" in body["text"]


def test_a_full_week_fits_and_still_has_its_sums_its_table_and_its_chart():
    body = digest(a_full_week(), locale="en_GB", tz=LISBON)
    takes_message(body)
    kinds = [block["type"] for block in body["blocks"]]
    assert kinds.count("table") == 1
    assert kinds.count("data_visualization") == 1
    assert "is left out here" not in shown(body)
    assert "Payments known up to Mon 16 Mar 2026, 09:30." in shown(body)
    assert "(1,000)" in shown(body)
    assert actions_of(body)[-3:] == ["status", "status.2", "show_queue"]


def test_what_does_not_fit_is_counted_to_the_last_one():
    week = a_week(newly_overdue=tuple(a_row(number=f"INV-{place}") for place in range(37)))
    said = shown(digest(week, locale="en_GB", tz=LISBON))
    assert "INV-9 " in said
    assert "INV-10 " not in said
    assert "and 27 more: `/invoice status overdue` lists them all." in said


def test_the_words_alone_hold_the_same_sums_as_the_table():
    body = digest(a_full_week(), locale="en_GB", tz=LISBON)
    for said in ("Aging in EUR:", "Aging in JPY:", "over 90 days €12,345.67", "JP¥1,234,567", "BHD 1,234.567"):
        assert said in body["text"].replace("\u00a0", " "), said


def test_a_late_digest_and_the_ones_left_out_say_so():
    week = a_week(meant_for=date(2026, 3, 9), skipped=(date(2026, 2, 23), date(2026, 3, 2)), newly_overdue=(a_row(),))
    said = shown(digest(week, locale="en_GB", tz=LISBON))
    assert "This was meant for Mon 9 Mar 2026" in said
    assert "the digest of Mon 23 Feb 2026 and Mon 2 Mar 2026" in said


def test_a_digest_asked_for_midweek_is_of_its_own_week_and_says_the_day_it_was_asked():
    week = a_week(today=date(2026, 3, 12), week_of=date(2026, 3, 9), newly_overdue=(a_row(),))
    body = digest(week, locale="en_GB", tz=LISBON)
    assert "Billing, week of Mon 9 Mar 2026" in shown(body)
    assert "As it stands on Thu 12 Mar 2026." in shown(body)
    assert "Billing, week of Mon 9 Mar 2026" in body["text"]


def test_the_chart_compares_shares_because_currencies_have_no_common_axis():
    aging = (
        BucketTotal(bucket=Bucket.NOT_DUE, currency="EUR", count=1, balance_minor=3_00),
        BucketTotal(bucket=Bucket.TO_30, currency="EUR", count=1, balance_minor=1_00),
        BucketTotal(bucket=Bucket.NOT_DUE, currency="JPY", count=1, balance_minor=9_000),
        BucketTotal(bucket=Bucket.TO_30, currency="JPY", count=1, balance_minor=1_000),
    )
    total = (StatusTotal(status=Status.SENT, currency="EUR", count=1, balance_minor=4_00),)
    body = digest(a_week(aging=aging, totals=total, paid=(a_row(),)), locale="en_GB", tz=LISBON)
    takes_message(body)
    [chart] = [block["chart"] for block in body["blocks"] if block["type"] == "data_visualization"]
    assert [[point["value"] for point in series["data"]][:2] for series in chart["series"]] == [[75.0, 25.0], [90, 10]]


@pytest.mark.parametrize("words", HOSTILE)
def test_nobodys_words_come_alive_in_the_digest(words: str):
    takes_message(digest(a_full_week(words), locale="en_GB", tz=LISBON))


def test_letters_that_nobody_decided_on_are_in_the_digest_and_make_it_no_quiet_week():
    week = a_week(drafts=(a_reminder(),) * 25)
    said = shown(digest(week, locale="en_GB", tz=LISBON))
    assert "Drafts that wait" in said
    assert "Friendly reminder to Acme, €700.00 · drafted 16 Mar, not decided yet" in said
    assert "quiet week" not in said
