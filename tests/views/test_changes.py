from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.answers import Change
from domain.badges import Badge, BadgeName
from domain.promise import Certainty
from domain.timeline import Direction, Touch
from tests.views.samples import HOSTILE, TODAY, a_change, a_promise, a_row, actions_of, shown, takes_message, words_of
from views.changes import Choice, changed, choose, undone
from views.ids import Action, any_of, pairs, read_pairs


def _changed(change: Change) -> dict[str, Any]:
    body = changed(change, locale="en_GB")
    takes_message(body)
    return body


def test_a_change_says_what_was_done_what_was_understood_and_how_things_stand_now():
    body = _changed(a_change(understood=("€700.00 is left", "read as day first"), row=a_row(paid_minor=50_000)))
    read = shown(body)
    assert "✓ €500.00 received for INV-1042 on Mon 16 Mar 2026" in read
    assert "€700.00 is left Read as day first" in read
    assert "INV-1042 Acme · €700.00 left of €1,200.00 · Overdue, 12 days late" in read
    assert "Undo works until" in read


def test_undo_carries_the_record():
    body = _changed(a_change())
    undo = next(one for block in body["blocks"] if block["type"] == "actions" for one in block["elements"])
    assert undo["action_id"] == Action.UNDO
    assert read_pairs(undo["value"]) == {"record": "31"}


def test_a_logged_promise_can_be_given_another_date():
    promised = Badge(name=BadgeName.PROMISED, on=a_promise().promised_on)
    body = _changed(
        a_change("Acme said about INV-1042: “I'll sort it Friday”", promise=a_promise(), row=a_row(promised))
    )
    assert actions_of(body) == [Action.CHANGE_PROMISE, Action.UNDO, Action.OPEN_INVOICE]
    assert "promised Fri 20 Mar" in shown(body)


def test_a_final_act_offers_no_undo():
    assert Action.UNDO not in actions_of(_changed(a_change(record_id=None, undo_until=None)))


def test_what_was_undone_is_said_with_how_things_stand_again():
    body = undone(a_change("Undone: INV-1042 sent", record_id=None, undo_until=None), locale="en_GB")
    takes_message(body)
    assert "↩ Undone: INV-1042 sent" in shown(body)
    assert actions_of(body) == []


def test_a_question_has_a_button_for_each_answer_and_counts_those_that_do_not_fit():
    choices = [Choice(label=f"Acme {place}", value=pairs(client=place)) for place in range(27)]
    body = choose("Which Acme?", choices)
    takes_message(body)
    pressed = actions_of(body)
    assert len(set(pressed)) == 20
    assert all(any_of(Action.CHOOSE).match(one) for one in pressed)
    assert "7 more fit" in words_of(body["blocks"][-1])


@pytest.mark.parametrize("words", HOSTILE)
def test_nobodys_words_become_markup_or_break_the_answer(words: str):
    row = a_row(client=words, number=words)
    change = a_change(words, understood=(words,) * 5, row=row, promise=a_promise(words=words))
    _changed(change)
    takes_message(undone(change, locale="fr"))
    takes_message(choose(words, [Choice(label=words, value=pairs(client=1))]))


def _logged(direction: Direction, **changed: Any) -> list[str]:
    touch = Touch(
        id=9,
        client_id=1,
        invoice_id=1,
        direction=direction,
        medium=None,
        words="the usual",
        happened_on=TODAY,
        recorded_at=datetime(2026, 3, 16, 9, tzinfo=UTC),
        by="Ana",
    )
    return actions_of(_changed(a_change("Acme said: “the usual”", touch=touch, **changed)))


def test_a_logged_reply_without_a_promised_day_can_be_given_one():
    assert Action.SET_PROMISE in _logged(Direction.IN, row=a_row())
    assert Action.SET_PROMISE in _logged(Direction.IN, promise=a_promise(certainty=Certainty.PROPOSED), row=a_row())
    assert Action.SET_PROMISE not in _logged(Direction.IN, promise=a_promise(), row=a_row())
    assert Action.SET_PROMISE not in _logged(Direction.OUT, row=a_row())
    assert Action.SET_PROMISE not in _logged(Direction.IN, row=a_row(paid_minor=120_000))
