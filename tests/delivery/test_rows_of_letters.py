"""Rows of the queue about letters: one a letter, with its age and its owner, and the newest reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.database import Database
from tests.delivery.letter_office import LetterOffice
from tests.delivery.mail_server import Fault


@pytest.fixture
def database(sqlite: Database) -> Database:
    return sqlite


def test_a_row_keeps_its_age_and_its_owner_while_the_letter_is_tried_again(office: LetterOffice):
    office.approved(office.owes())
    office.post.box.plan.faults.extend([Fault.LATER] * 8)
    for _ in range(6):
        office.leave()
        office.clock.move(timedelta(minutes=15))
    with office.desk.work(office.workspace) as work:
        [before] = work.exceptions.waiting()
        ben = work.people.keep(slack_id="U0BEN", name="Ben", role=work.person.role)
        work.exceptions.give_to(before.id, ben.id)
    office.post.box.plan.mail = "451 Busy with something else"
    office.leave()
    with office.desk.reading(office.workspace) as work:
        [after] = work.exceptions.waiting()
    assert (after.id, after.raised_at, after.owner) == (before.id, before.raised_at, "Ben")
    assert "Busy with something else" in after.reason
