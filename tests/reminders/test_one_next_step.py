"""The next step is one rule: what an alert says is what the invoice's own card says."""

from __future__ import annotations

from datetime import date

import pytest

from domain.answers import NextStep
from domain.roles import Role
from receivables.find import Find, find
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from reminders.digest import DigestRequest, gather_digest
from tests.reminders.chased import ChasingOffice
from tests.reminders.office import buttons, march, shown
from tests.views.samples import shown as read
from views.invoice_card import invoice_card

TUE = march(17)


@pytest.fixture
def acme(office: ChasingOffice) -> ChasingOffice:
    """Two invoices of €1,200.00 of Acme, a week overdue on Wednesday 11 March."""
    for number in ("INV-1", "INV-2"):
        office.at(march(11)).invoice(number, due=march(4))
    return office


def held(office: ChasingOffice, target: str) -> None:
    office.act(hold_chasing, HoldChasing(target=target, until="31 March", reason="new owner"))


def steps(office: ChasingOffice, day: date | None = None) -> dict[str, NextStep]:
    if day:
        office.at(day)
    return {number: office.act(find, Find(said=number)).next_action.step for number in ("INV-1", "INV-2")}


def test_the_alert_of_a_broken_promise_says_what_the_invoices_own_card_says(acme: ChasingOffice):
    acme.said("INV-1", "I'll sort it Friday")
    held(acme, "INV-1")
    acme.at(TUE).tick()
    [told] = acme.posts("broken promise")
    card = read(invoice_card(acme.act(find, Find(said="INV-1")), locale="en_GB", role=Role.ADMIN))
    assert "Next: wait for the hold to end, Tue 31 Mar" in card
    assert "*Next:* wait for the hold to end, Tue 31 Mar" in shown(told)
    assert "ask about" not in shown(told)


def test_of_a_promise_for_all_they_owe_the_most_urgent_step_is_told(acme: ChasingOffice):
    acme.said("Acme", "we pay both on Friday")
    held(acme, "INV-1")
    acme.at(TUE).tick()
    [told] = acme.posts("broken promise")
    assert "*Next:* ask about the broken promise of 13 Mar" in shown(told)
    acme.at(TUE, 10)
    held(acme, "Acme")
    acme.tick()
    [update] = [each for each in acme.posts() if each.updates_id == told.id]
    assert "*Next:* wait for the hold to end, Tue 31 Mar" in shown(update)
    assert "Draft reminder" in buttons(told)
    assert "Draft reminder" not in buttons(update)


def test_who_is_owed_more_than_they_owe_is_not_to_be_asked_for_it(acme: ChasingOffice):
    acme.act(issue_credit_note, IssueCreditNote(target="Acme", amount="2,399.99 EUR", reason="goodwill"))
    assert set(steps(acme).values()) == {NextStep.CONTACT}
    acme.at(march(11), 10).act(issue_credit_note, IssueCreditNote(target="Acme", amount="0.01 EUR", reason="goodwill"))
    assert set(steps(acme).values()) == {NextStep.CREDIT_COVERS}
    with acme.desk.reading(acme.workspace) as work:
        week = gather_digest(DigestRequest(is_asked=True), work)
    assert [action.step for _, action in week.needs_person] == [NextStep.CREDIT_COVERS] * 2


def test_credit_in_another_currency_covers_nothing(acme: ChasingOffice):
    acme.act(issue_credit_note, IssueCreditNote(target="Acme", amount="9,000 USD", reason="goodwill"))
    assert set(steps(acme).values()) == {NextStep.CONTACT}


def test_what_was_paid_too_much_elsewhere_covers_it_and_a_broken_promise_is_not_asked_about(acme: ChasingOffice):
    acme.said("INV-2", "I'll sort it Friday")
    acme.at(march(16)).paid("INV-1", "2400")
    assert steps(acme, TUE)["INV-2"] is NextStep.CREDIT_COVERS
