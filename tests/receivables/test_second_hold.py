"""One thing is on hold until one day: a second hold takes the place of the first, or is refused."""

from __future__ import annotations

from datetime import date

import pytest

from domain.errors import AlreadyDone
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.undo import Undo, undo
from tests.receivables.conftest import Do, held_until


def test_a_hold_without_a_day_does_not_shorten_a_longer_one(do: Do, acme: str):
    do(hold_chasing, HoldChasing(target=acme, until="1 June", reason="in talks"))
    with pytest.raises(AlreadyDone, match=r"on hold until Monday 1 June 2026 already, by Ana.*: in talks"):
        do(hold_chasing, HoldChasing(target=acme))


def test_a_hold_with_a_day_takes_the_place_of_the_one_before(do: Do, acme: str):
    do(hold_chasing, HoldChasing(target=acme, until="1 June", reason="in talks"))
    change = do(hold_chasing, HoldChasing(target=acme, until="1 April"))
    assert held_until(change) == date(2026, 4, 1)
    assert change.said == f"{acme} on hold until Wednesday 1 April 2026: in talks"
    assert "it replaces the hold until Monday 1 June 2026" in change.understood
    assert held_until(do(undo, Undo(record_id=change.record_id))) == date(2026, 6, 1)


def test_a_hold_of_the_whole_client_stands_beside_one_of_an_invoice(do: Do, acme: str):
    do(hold_chasing, HoldChasing(target=acme, until="1 June"))
    assert do(hold_chasing, HoldChasing(target="Acme", until="1 April")).said.startswith("Everything of Acme on hold")
