from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as some

from delivery.outcome import wait_before_next
from delivery.slack_errors import CANNOT_LOOK, GONE, MEANINGS, meaning_of
from domain.delivery import MOVES, Outcome, State


def test_every_code_says_something_a_person_can_read():
    for code, meaning in MEANINGS.items():
        assert meaning.words.endswith("."), code
        assert meaning.outcome is not Outcome.SENT


def test_codes_that_are_named_elsewhere_are_in_the_table():
    assert set(MEANINGS) >= GONE
    assert meaning_of("ratelimited").outcome is Outcome.TRY_LATER
    assert "missing_scope" in CANNOT_LOOK


def test_a_code_nobody_knows_is_a_refusal_that_names_it():
    unknown = meaning_of("moon_is_full")
    assert unknown.outcome is Outcome.REFUSED
    assert "moon_is_full" in unknown.words


@given(some.integers(min_value=1, max_value=100))
def test_the_pauses_grow_and_end_at_a_quarter_of_an_hour(attempts: int):
    assert timedelta(seconds=5) <= wait_before_next(attempts) <= wait_before_next(attempts + 1) <= timedelta(minutes=15)


def test_a_pause_slack_asked_for_is_kept():
    assert wait_before_next(1, timedelta(seconds=90)) == timedelta(seconds=90)
    assert wait_before_next(9, timedelta(seconds=0)) == timedelta(seconds=1)


def test_every_state_has_its_allowed_moves():
    assert set(MOVES) == set(State)
