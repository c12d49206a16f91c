"""Thousands of letters: right ones are not stopped, and with one thing changed none passes. `make bench` runs more."""

from __future__ import annotations

import pytest

from tests.reminders.checks.many import let_through, stopped

LETTERS = 100


@pytest.mark.parametrize("seed", range(4))
def test_no_right_letter_of_our_templates_is_stopped(seed: int):
    assert stopped(LETTERS, seed=seed) == []


@pytest.mark.parametrize("seed", range(4))
def test_no_right_letter_in_other_words_is_stopped(seed: int):
    assert stopped(LETTERS, seed=seed, in_other_words=True) == []


@pytest.mark.parametrize("seed", range(5))
def test_no_letter_passes_with_one_thing_changed(seed: int):
    assert let_through(LETTERS, seed=seed) == []
