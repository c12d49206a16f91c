"""Who has just been written to is not chased by hand as well: the next step and the digest know of letters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.answers import NextStep
from domain.reminder import Kind
from domain.reminder_card import Sure
from receivables.set_chasing import SetChasing, set_chasing
from reminders.approve import Approve, approve
from reminders.digest import DigestRequest, gather_digest
from storage.seen import seen as seen_now
from tests.reminders.drafts import sent
from tests.reminders.letters import a_waiting_letter, on_its_card, press
from tests.reminders.office import Office, shown
from views.wording import next_step

MON, TUE, NEXT_MON = date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 23)


def test_a_client_whose_letter_is_approved_and_still_to_leave_needs_nobody_and_the_digest_lists_the_letter(
    office: Office,
):
    invoice = office.invoice("INV-1", due=date(2026, 3, 4))
    office.at(MON, 7)
    with office.desk.work(office.workspace) as work:
        letter = a_waiting_letter(work, invoice)
    press(office.desk, approve, Approve(card=on_its_card(letter), sure=frozenset(Sure)))
    office.at(MON).tick()
    [digest] = office.posts("digest")
    seen = shown(digest)
    assert "*What needs somebody:* nothing." in seen
    assert "*Approved letters still to leave* (1)" in seen
    assert "Friendly reminder to Acme, €1,200.00" in seen
    assert "get in touch" not in seen


WAITED_FOR = "reminder of Mon 16 Mar sent; wait for an answer"


@pytest.mark.parametrize(("later", "step"), [(0, WAITED_FOR), (4, WAITED_FOR), (5, "get in touch")])
def test_after_a_letter_an_answer_is_waited_for_as_long_as_no_other_may_go(office: Office, later: int, step: str):
    office.invoice("INV-1", due=date(2026, 3, 4))
    office.at(MON)
    sent(office, "INV-1")
    office.at(MON + timedelta(days=later))
    with office.desk.reading(office.workspace) as work:
        week = gather_digest(DigestRequest(), work)
        [one] = seen_now([work.invoices.find("INV-1")], work)
    assert next_step(one.action, office.clock.now().date(), "en_GB") == step
    assert len(week.needs_person) == (step == "get in touch")


def test_an_answer_to_a_letter_needs_somebody_at_once(office: Office):
    office.invoice("INV-1", due=date(2026, 3, 4))
    office.at(MON)
    sent(office, "INV-1")
    office.at(TUE)
    office.said("INV-1", "Who ordered this?")
    with office.desk.reading(office.workspace) as work:
        week = gather_digest(DigestRequest(), work)
    assert [action.step for _, action in week.needs_person] == [NextStep.CONTACT]


def test_a_client_of_a_longer_gap_is_waited_for_longer(office: Office):
    office.invoice("INV-1", due=date(2026, 3, 4))
    office.act(set_chasing, SetChasing(target="Acme", gap_days=10))
    office.at(MON)
    sent(office, "INV-1")
    office.at(NEXT_MON)
    with office.desk.reading(office.workspace) as work:
        assert gather_digest(DigestRequest(), work).needs_person == ()


def test_a_thank_you_is_no_reason_to_leave_a_debt_alone(office: Office):
    office.invoice("INV-1", due=date(2026, 3, 4))
    office.at(MON)
    sent(office, "INV-1", kind=Kind.THANK_YOU)
    with office.desk.reading(office.workspace) as work:
        assert len(gather_digest(DigestRequest(), work).needs_person) == 1
