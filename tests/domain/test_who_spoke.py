from __future__ import annotations

import pytest

from domain.timeline import Direction, Medium
from domain.who_spoke import who_spoke

OURS = [
    ("I emailed them a reminder", Medium.EMAIL),
    ("we called, no answer", Medium.PHONE),
    ("called, no answer, left voicemail", Medium.PHONE),
    ("sent a reminder", None),
    ("Sent them a second reminder by e-mail", Medium.EMAIL),
    ("reminded them", None),
    ("Left a voicemail", Medium.PHONE),
    ("I've just chased Anna again", None),
    ("spoke to Maria, she is off sick", None),
]


@pytest.mark.parametrize(("words", "medium"), OURS)
def test_what_we_did_is_not_put_in_the_clients_mouth(words: str, medium: Medium | None) -> None:
    spoken = who_spoke(words)
    assert (spoken.direction, spoken.medium, spoken.words) == (Direction.OUT, medium, words)


@pytest.mark.parametrize(
    "words",
    [
        "I'll sort it Friday",
        "We called you twice and nobody answered",
        "I emailed you the PO last week",
        "I spoke to my accountant about it",
        "we sent the payment yesterday",
        "We sent you a reminder of our terms",
        "we called our bank",
        "calling it a day",
        "",
    ],
)
def test_the_clients_own_doing_stays_theirs(words: str) -> None:
    assert who_spoke(words).direction is Direction.IN


@pytest.mark.parametrize(
    ("words", "direction", "left"),
    [
        ("we: I emailed them about Friday", Direction.OUT, "I emailed them about Friday"),
        ("WE : told them", Direction.OUT, "told them"),
        ("note: new PO expected", Direction.INTERNAL, "new PO expected"),
        ("they: called, will pay Friday", Direction.IN, "called, will pay Friday"),
        ("note:", Direction.INTERNAL, ""),
    ],
)
def test_a_prefix_says_who_spoke_and_is_not_kept(words: str, direction: Direction, left: str) -> None:
    spoken = who_spoke(words)
    assert (spoken.direction, spoken.words, spoken.is_sure) == (direction, left, True)
