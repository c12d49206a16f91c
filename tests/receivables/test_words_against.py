"""Words that take a promise back, name a day to ask again, or call for another act."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.promise import Certainty
from receivables.log_reply import LogReply, log_reply
from tests.receivables.conftest import Do
from views.changes import changed

STANDS = (
    "this speaks against the promise for Friday 13 March 2026, which stands and is waited for: change its date, or set"
    " the day they mean now"
)


def labels(change: Any) -> list[str]:
    blocks = changed(change, locale="en")["blocks"]
    return [one["text"]["text"] for block in blocks if block["type"] == "actions" for one in block["elements"]]


@pytest.mark.parametrize("words", ["we can't pay on Friday", "we won't make Friday", "Friday is not going to happen"])
def test_words_against_an_open_promise_say_that_it_stands_and_carry_its_button(do: Do, acme: str, words: str):
    do(log_reply, LogReply(target=acme, words="I'll pay on Friday"))
    change = do(log_reply, LogReply(target="Acme", words=words))
    assert change.understood == (STANDS,)
    assert labels(change)[:2] == ["Change the promise", "Set date"]


def test_without_a_promise_a_refusal_is_only_kept(do: Do, acme: str):
    change = do(log_reply, LogReply(target=acme, words="we can't pay on Friday"))
    assert (change.understood, change.denied) == ((), None)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("out of office until 7 April", date(2026, 4, 8)),
        ("I am out of the office until Thursday and will reply then", date(2026, 3, 13)),
        ("ask me in two weeks", date(2026, 3, 25)),
        ("Please ask me again in 2 weeks", date(2026, 3, 25)),
        ("chase us again on 1 April", date(2026, 4, 1)),
        ("please do not chase before 10 April", date(2026, 4, 10)),
        ("don't write to us before 10 April", date(2026, 4, 10)),
        ("call me after the 19th", date(2026, 3, 20)),
        ("please follow up in two weeks", date(2026, 3, 25)),
        ("let's talk again on 25 March", date(2026, 3, 25)),
        ("not now, check back with me on Saturday", date(2026, 3, 16)),
    ],
)
def test_a_day_to_ask_again_is_proposed(do: Do, acme: str, words: str, day: date):
    change = do(log_reply, LogReply(target=acme, words=words))
    assert (change.promise.certainty, change.promise.promised_on) == (Certainty.PROPOSED, day)


@pytest.mark.parametrize("words", ["not before 12 April", "we can't pay before 12 April", "12 April at the earliest"])
def test_the_first_day_they_can_pay_is_echoed_and_the_working_day_on_or_after_it_proposed(
    do: Do, acme: str, words: str
):
    change = do(log_reply, LogReply(target=acme, words=words))
    assert (change.promise.certainty, change.promise.promised_on) == (Certainty.PROPOSED, date(2026, 4, 13))
    [told] = change.understood
    assert told.startswith("no payment to expect before Sunday 12 April 2026 (“")
    assert told.endswith("), so follow up on Monday 13 April 2026")


def test_a_first_day_after_the_promised_one_speaks_against_the_promise(do: Do, acme: str):
    do(log_reply, LogReply(target=acme, words="I'll pay on Friday"))
    change = do(log_reply, LogReply(target=acme, words="we can't pay before 10 April"))
    assert change.understood[-1] == STANDS
    assert (change.promise, change.denied.promised_on) == (None, date(2026, 3, 13))


def test_who_says_it_is_paid_names_no_day_to_ask_again(do: Do, acme: str):
    assert do(log_reply, LogReply(target=acme, words="we paid it. Ask me again in two weeks")).promise is None


def test_a_hint_carries_the_button_of_the_act_it_names(do: Do, acme: str):
    assert "Dispute" in labels(do(log_reply, LogReply(target=acme, words="the amount is wrong")))
    assert "Record payment" in labels(do(log_reply, LogReply(target=acme, words="we paid it yesterday")))
    assert not {"Dispute", "Record payment"} & set(labels(do(log_reply, LogReply(target=acme, words="hello"))))


def test_a_call_nobody_answered_told_them_nothing(do: Do, acme: str):
    change = do(log_reply, LogReply(target=acme, words="called, no answer"))
    assert change.said == f"Kept for Acme about {acme}: “called, no answer”"
    assert change.understood == ("kept as: what you did, a contact with them",)
