"""What happens while a letter is on its way to the door: it is read again until the moment it cannot be called back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.holidays import holidays_of
from delivery.letters import LetterWays, deliver_letter
from delivery.mail import Mail
from delivery.outcome import Answer
from delivery.smtp import Standing
from domain.chasing import ChasingRule
from domain.reminder import ReminderState
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.record_payment import RecordPayment, record_payment
from storage.database import Database
from storage.unit_of_work import Work
from tests.delivery.letter_office import LetterOffice
from tests.delivery.mail_server import Fault


@pytest.fixture
def database(sqlite: Database) -> Database:
    return sqlite


def paid(work: Work) -> None:
    record_payment(RecordPayment(invoice="INV-1042"), work)


def held(work: Work) -> None:
    hold_chasing(HoldChasing(target="INV-1042", reason="they merge"), work)


@pytest.mark.parametrize(
    ("happens", "said"), [(paid, "INV-1042 was paid in full"), (held, "INV-1042 is on hold until")]
)
def test_what_happens_while_the_mail_server_is_asked_keeps_the_letter_here(
    office: LetterOffice, happens: Callable[[Work], None], said: str
):
    reminder = office.approved(office.owes())

    def meanwhile() -> float:
        office.post.box.plan.pause = lambda: 0.0
        with office.desk.work(office.workspace) as work:
            happens(work)
        return 0.0

    office.post.box.plan.pause = meanwhile
    office.leave()
    assert office.post.box.taken == []
    office.clock.move(timedelta(minutes=1))
    office.leave()
    assert office.post.box.taken == []
    assert office.state(reminder) == "lapsed"
    assert said in office.queue()[0][1]


def test_an_approved_letter_waits_out_a_holiday_of_the_clients_country(office: LetterOffice):
    office.desk = replace(office.desk, holidays=holidays_of)
    acme = office.owes()
    with office.desk.work(office.workspace) as work:
        work.chasing.keep(ChasingRule(country="IE"), client_id=acme)
    reminder = office.approved(acme)
    office.clock.move_to(datetime(2026, 3, 17, 10, 0, tzinfo=UTC))  # Saint Patrick's day
    office.leave()
    assert office.post.box.taken == []
    assert office.reminder(reminder).not_before == datetime(2026, 3, 18, 9, 0, tzinfo=UTC)
    office.clock.move_to(datetime(2026, 3, 18, 9, 0, tzinfo=UTC))
    office.leave()
    assert office.state(reminder) == "sent"


def two_currencies(office: LetterOffice) -> tuple[int, int]:
    acme = office.owes()
    office.owes(number="USD-1", currency="USD", emails=())
    return office.approved(acme), office.approved(acme, currency="USD")


def test_while_nobody_knows_whether_one_letter_reached_a_client_another_one_waits(office: LetterOffice):
    euros, dollars = two_currencies(office)
    office.post.box.plan.faults.append(Fault.RESET_AFTER)
    for _ in range(3):
        office.leave()
        office.clock.move(timedelta(minutes=5))
    assert (office.state(euros), office.state(dollars)) == ("uncertain", "approved")
    assert len(office.post.box.taken) == 1
    assert "may or may not have reached Acme" in office.card(dollars)
    with office.desk.work(office.workspace) as work:
        assert work.reminders.move(work.reminders.get(euros), ReminderState.WAITING)
    office.leave()
    assert office.state(dollars) == "sent"


def test_while_a_letter_taken_along_by_hand_may_reach_a_client_another_one_waits(office: LetterOffice):
    euros, dollars = two_currencies(office)
    with office.desk.work(office.workspace) as work:
        for state in (ReminderState.WAITING, ReminderState.BY_HAND):
            assert work.reminders.move(work.reminders.get(euros), state)
    office.leave()
    assert office.state(dollars) == "approved"
    assert "Another letter was taken along to be sent by hand to Acme" in office.card(dollars)
    with office.desk.work(office.workspace) as work:
        assert work.reminders.move(work.reminders.get(euros), ReminderState.WAITING)
    office.clock.move(timedelta(minutes=5))
    office.leave()
    assert office.state(dollars) == "sent"


def test_two_workers_send_no_two_letters_to_one_client_at_the_same_moment(office: LetterOffice):
    euros, dollars = two_currencies(office)
    real = office.ways.mail
    assert real is not None

    class Slow:
        def send(self, mail: Mail, stands: Standing, *, is_patient: bool = True) -> Answer:
            deliver_letter(office.desk, office.workspace, LetterWays(mail=real), office.rules)
            office.clock.move(timedelta(seconds=1))
            return real.send(mail, stands, is_patient=is_patient)

    deliver_letter(office.desk, office.workspace, LetterWays(mail=Slow()), office.rules)
    office.clock.move(timedelta(minutes=6))
    office.leave()
    assert (office.state(euros), office.state(dollars)) == ("sent", "lapsed")
    assert len(office.post.box.taken) == 1
