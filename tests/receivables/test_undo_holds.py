"""Holds and disputes undone out of order: what was itself undone never comes back, and no two holds rule one thing."""

from __future__ import annotations

from datetime import date

import pytest

from domain.badges import BadgeName
from domain.errors import TooLate
from receivables.dispute import OpenDispute, Resume, open_dispute, resume
from receivables.find import Find, find
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.undo import Undo, undo
from tests.builders import BEN
from tests.receivables.conftest import Do, held_until


def test_a_hold_undone_after_another_took_its_place_does_not_come_back_with_the_other_undone(do: Do, acme: str):
    hers = do(hold_chasing, HoldChasing(target=acme, until="1 June", reason="in talks"))
    his = do(hold_chasing, HoldChasing(target=acme, until="20 March", reason="new order"), by=BEN)
    assert held_until(do(undo, Undo(record_id=hers.record_id))) == date(2026, 3, 20)
    assert held_until(do(undo, Undo(record_id=his.record_id), by=BEN)) is None


def test_what_stood_before_a_hold_that_was_undone_comes_back_in_its_place(do: Do, acme: str):
    do(hold_chasing, HoldChasing(target=acme, until="1 June", reason="in talks"))
    second = do(hold_chasing, HoldChasing(target=acme, until="20 March"))
    third = do(hold_chasing, HoldChasing(target=acme, until="1 April"))
    assert held_until(do(undo, Undo(record_id=second.record_id))) == date(2026, 4, 1)
    assert held_until(do(undo, Undo(record_id=third.record_id))) == date(2026, 6, 1)


def test_a_hold_that_was_undone_does_not_come_back_with_its_ending_undone(do: Do, acme: str):
    held = do(hold_chasing, HoldChasing(target=acme, until="1 June", reason="in talks"))
    ended = do(resume, Resume(target=acme))
    do(undo, Undo(record_id=held.record_id))
    assert held_until(do(undo, Undo(record_id=ended.record_id))) is None


def test_a_hold_ended_by_a_person_is_not_brought_back_by_undoing_one_that_replaced_it(do: Do, acme: str):
    do(hold_chasing, HoldChasing(target=acme, until="1 June", reason="in talks"))
    second = do(hold_chasing, HoldChasing(target=acme, until="20 March"))
    ended = do(resume, Resume(target=acme))
    assert held_until(do(undo, Undo(record_id=second.record_id))) is None
    assert held_until(do(undo, Undo(record_id=ended.record_id))) == date(2026, 6, 1)


def test_an_ended_hold_is_not_set_beside_a_newer_one(do: Do, acme: str):
    do(hold_chasing, HoldChasing(target=acme, until="1 June", reason="in talks"))
    ended = do(resume, Resume(target=acme))
    newer = do(hold_chasing, HoldChasing(target=acme, until="20 March", reason="new order"), by=BEN)
    with pytest.raises(
        TooLate, match=r"cannot be undone any more: Ben did more with it since \(INV-1042 on hold until Friday"
    ):
        do(undo, Undo(record_id=ended.record_id))
    assert held_until(do(find, Find(said=acme))) == date(2026, 3, 20)
    do(undo, Undo(record_id=newer.record_id), by=BEN)
    assert held_until(do(undo, Undo(record_id=ended.record_id))) == date(2026, 6, 1)


def test_a_hold_of_the_whole_client_stands_in_the_way_of_none_of_an_invoice(do: Do, acme: str):
    do(hold_chasing, HoldChasing(target=acme, until="1 June", reason="in talks"))
    ended = do(resume, Resume(target=acme))
    do(hold_chasing, HoldChasing(target="Acme", until="20 March"))
    assert held_until(do(undo, Undo(record_id=ended.record_id))) == date(2026, 6, 1)


def test_a_dispute_that_was_undone_is_not_reopened_by_undoing_how_it_was_settled(do: Do, acme: str):
    opened = do(open_dispute, OpenDispute(invoice=acme, reason="hours of May are wrong"))
    settled = do(resume, Resume(target=acme))
    do(undo, Undo(record_id=opened.record_id))
    assert do(undo, Undo(record_id=settled.record_id)).row.badge(BadgeName.DISPUTED) is None


def test_an_old_dispute_is_not_reopened_where_a_newer_one_was_settled_since(do: Do, acme: str):
    do(open_dispute, OpenDispute(invoice=acme, reason="hours of May are wrong"))
    settled = do(resume, Resume(target=acme))
    do(open_dispute, OpenDispute(invoice=acme, reason="and those of June"))
    do(resume, Resume(target=acme))
    with pytest.raises(TooLate, match="cannot be undone any more: Ana did more with it since"):
        do(undo, Undo(record_id=settled.record_id))
