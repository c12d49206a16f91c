from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.date_words import words_of
from domain.said_dates import DayMonth
from domain.said_promise import FoundPromise, PromiseKind, find_promise

WEDNESDAY = date(2026, 11, 18)


def read(words: str, *, today: date = WEDNESDAY, order: DayMonth = DayMonth.DAY_FIRST) -> FoundPromise | None:
    return find_promise(words, today=today, order=order, default_currency="EUR")


@given(st.text(max_size=300), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_any_text_is_read_without_failing_and_a_promised_day_is_never_past(words: str, today: date) -> None:
    found = read(words, today=today)
    if found is not None and found.kind is PromiseKind.DATED:
        assert found.on is not None
        assert found.on >= today


_PIECES = st.sampled_from(
    sorted(words_of("I'll we will pay paying paid not Friday on the 15th 500 € may march if . ? but of in"))
)


@given(st.lists(_PIECES, max_size=30).map(" ".join), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_only_a_dated_promise_and_a_claim_carry_a_day(words: str, today: date) -> None:
    found = read(words, today=today)
    if found is not None:
        assert (found.on is not None) >= (found.kind is PromiseKind.DATED)
        assert found.on is None or found.kind in {PromiseKind.DATED, PromiseKind.CLAIMS_PAID}
        assert (found.amount_minor is None) == (found.currency is None)


@pytest.mark.parametrize(
    "piece", ["will ", "not a ", "1.", "a" * 7, "the 15th ", "€", "(", " ", "\n", "paid is it ", "i'", "9 / "]
)
def test_a_very_long_and_hostile_text_is_read_to_its_bound(piece: str) -> None:
    found = read(piece * 50_000)
    assert found is None or len(found.because) <= 200


def _shared() -> Path:
    """Real data beside the project, never in it."""
    beside = Path(__file__).parents[2].parent / "shared" / "data"
    return Path(os.environ.get("DUNWELL_SHARED_DATA", beside))


@pytest.mark.ledgers
def test_naughty_strings_are_read_without_failing() -> None:
    naughty = _shared() / "hostile" / "blns.json"
    if not naughty.exists():
        pytest.skip("no hostile strings beside the project (DUNWELL_SHARED_DATA)")
    strings = [text for text in json.loads(naughty.read_text(encoding="utf-8")) if isinstance(text, str)]
    assert strings
    for text in strings:
        found = read(text)
        assert found is None or found.because


@pytest.mark.ledgers
def test_real_mails_about_unpaid_invoices_are_read_sensibly() -> None:
    folder = _shared() / "replies"
    mails = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    if not mails:
        pytest.skip("no real replies beside the project (DUNWELL_SHARED_DATA)")
    for mail in mails:
        year, month, day = map(int, mail["id"].split(".")[1].split("-"))
        found = read(mail["text"], today=date(year, month, day), order=DayMonth.MONTH_FIRST)
        label = mail["label_by_researcher"]
        if label == "promise_with_date_and_missing_invoice":
            assert found is not None
            assert (found.kind, found.on) == (PromiseKind.DATED, date(year, 9, 22))
        else:  # nothing else in these mails promises a day
            assert found is None or found.kind is not PromiseKind.DATED, (mail["id"], found)
