from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.chasing import Stage
from domain.dunning_rules import Rule
from domain.errors import Refusal
from domain.reminder import ReminderState
from domain.why import WhyShown
from receivables.dispute import OpenDispute, open_dispute
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.keep_client import KeepClient, keep_client
from receivables.mark_viewed import MarkViewed, mark_viewed
from receivables.set_chasing import SetChasing, set_chasing
from receivables.void_invoice import VoidInvoice, void_invoice
from reminders.remind import Remind, remind
from reminders.why import Why, why
from tests.reminders.chased import ChasingOffice
from tests.reminders.office import march


def asked(office: ChasingOffice, target: str) -> WhyShown:
    found: WhyShown = office.act(why, Why(target=target))
    return found


def stands(shown: WhyShown) -> dict[Rule, str]:
    return {line.rule: line.words for account in shown.accounts for line in account.lines if not line.passed}


def refused(office: ChasingOffice, target: str) -> str:
    with pytest.raises(Refusal) as refusal:
        office.act(remind, Remind(target=target))
    return refusal.value.words


def test_why_names_every_rule_and_the_day_a_letter_can_go(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    office.at(march(11))
    shown = asked(office, "INV-1")
    [account] = shown.accounts
    assert [line.rule for line in account.lines] == [rule for rule in Rule if rule is not Rule.STAGE_DUE]
    assert (account.next_on, account.stage) == (march(12), Stage.FRIENDLY)
    assert shown.verdict == (
        "A friendly reminder about INV-1 (€1,200.00) can go on Thu 12 Mar at the earliest:"
        " nothing is late enough yet; letters come 3, 10 and 21 days after the due date, the first on Thu 12 Mar."
        " Nobody at Acme has an address yet: the letter would go by your own hand."
    )


def test_why_says_which_invoice_is_held_back_while_others_go_on(office: ChasingOffice):
    office.invoice("INV-1", due=march(2))
    office.invoice("INV-2", due=march(3))
    office.at(march(11)).act(open_dispute, OpenDispute(invoice="INV-2", reason="billed twice"))
    shown = asked(office, "Acme")
    assert stands(shown) == {}
    assert "nothing is disputed; INV-2 aside" in [line.words for line in shown.accounts[0].lines]
    office.act(hold_chasing, HoldChasing(target="INV-1", until="2026-03-20"))
    shown = asked(office, "Acme")
    assert stands(shown)[Rule.NO_HOLD] == "INV-1 is on hold through Fri 20 Mar"


def test_why_answers_about_the_invoice_asked_for_before_it_speaks_of_another(office: ChasingOffice):
    office.invoice("INV-1", due=march(2))
    office.invoice("INV-2", due=march(3))
    office.at(march(11)).act(open_dispute, OpenDispute(invoice="INV-2", reason="billed twice"))
    office.act(keep_client, KeepClient(client="Acme", contact="Petra", email="petra@acme.example"))
    shown = asked(office, "INV-2")
    assert shown.verdict == (
        "INV-2 is not in a reminder now: INV-2 is disputed. A friendly reminder about INV-1 (€1,200.00) is due today."
    )
    assert stands(shown) == {Rule.NO_DISPUTE: "INV-2 is disputed"}
    assert not shown.accounts[0].may_draft
    assert asked(office, "INV-1").accounts[0].may_draft


def test_why_ticks_nothing_that_a_letter_about_nothing_would_need(office: ChasingOffice):
    office.invoice("INV-1", due=march(2))
    office.at(march(11)).act(open_dispute, OpenDispute(invoice="INV-1", reason="billed twice"))
    [account] = asked(office, "INV-1").accounts
    said = [line.words for line in account.lines]
    assert not any("to be asked for" in words or "letter" in words.split(";")[0] for words in said), said
    assert not account.may_draft


@pytest.mark.parametrize("state", ["paid", "void", "draft"])
def test_why_answers_about_what_nobody_is_reminded_of(office: ChasingOffice, state: str):
    office.invoice("INV-1", due=march(2), **({"sent_on": None} if state == "draft" else {}))
    office.at(march(11))
    if state == "paid":
        office.paid("INV-1")
    if state == "void":
        office.act(void_invoice, VoidInvoice(invoice="INV-1", reason="twice"))
    shown = asked(office, "INV-1")
    assert shown.accounts == ()
    assert shown.verdict.startswith("INV-1 ")
    assert "nobody is reminded" in shown.verdict


def test_why_names_the_draft_that_waits_and_the_letters_that_went(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    office.chased(march(12), march(12))
    office.day(march(19))
    office.written()
    shown = asked(office, "INV-1")
    assert shown.verdict == "A firm reminder drafted on Thu 19 Mar is waiting for approval."
    assert shown.letters == ("Thu 12 Mar: friendly reminder about INV-1, €1,200.00",)


def test_a_letter_asked_for_is_drafted_before_its_day_and_once(office: ChasingOffice):
    office.invoice("INV-1", due=march(10))
    office.at(march(11))
    found = office.act(remind, Remind(target="INV-1"))
    assert found.words.startswith("A friendly reminder to Acme about INV-1 (€1,200.00) is being drafted.")
    [draft] = office.open()
    assert (draft.id, draft.asked_by, draft.state) == (found.reminder_id, "Dunwell", ReminderState.WRITING)
    assert office.day(march(11), 10) == []  # and it is still what it was when somebody asked for it
    assert office.lapsed() == []
    assert refused(office, "Acme") == "A friendly reminder to Acme is open already, drafted on Wed 11 Mar."


def test_what_must_not_be_chased_is_refused_with_the_rule_and_the_day(office: ChasingOffice):
    office.invoice("INV-1", due=march(2))
    office.at(march(11)).said("INV-1", "I will pay on Wednesday 18 March")
    assert refused(office, "INV-1") == (
        "No reminder for INV-1 now: the client's word about INV-1 is waited for through Thu 19 Mar."
        " A reminder can be drafted from Fri 20 Mar on."
    )
    office.invoice("INV-2", client="Blum", due=march(20))
    assert refused(office, "INV-2").startswith("INV-2 is not overdue: it is due on Fri 20 Mar.")
    office.invoice("INV-3", client="Cove", due=march(2))
    office.act(set_chasing, SetChasing(target="Cove", is_off=True))
    assert refused(office, "Cove") == (
        "No reminder for Cove now: reminders are switched off for INV-3. `/invoice why Cove` says what has to happen"
        " first."
    )


def test_an_invoice_that_is_held_back_is_not_asked_for_beside_another(office: ChasingOffice):
    office.invoice("INV-1", due=march(2))
    office.invoice("INV-2", due=march(3))
    office.at(march(11)).act(open_dispute, OpenDispute(invoice="INV-2", reason="billed twice"))
    assert "INV-2 is disputed" in refused(office, "INV-2")
    assert office.act(remind, Remind(target="INV-1")).reminder_id


@pytest.mark.parametrize(
    ("asked_for", "first"),
    [
        ({"cadence": "1,5,9"}, march(19)),
        ({"grace_days": 4}, march(25)),
        ({"coming_days": 3}, march(16)),
        ({"least": "2000 EUR"}, None),
        ({"is_off": True}, None),
    ],
)
def test_a_client_has_its_own_days(office: ChasingOffice, asked_for: dict[str, Any], first: date | None):
    office.invoice("INV-1", due=march(18))
    office.invoice("INV-2", client="Blum", due=march(18))
    office.act(set_chasing, SetChasing(target="Acme", **asked_for))
    drafted = office.days(march(12), march(25))
    own = [day for day, words in drafted.items() if any("Acme" in word for word in words)]
    assert own[:1] == ([first] if first else [])
    assert [day for day, words in drafted.items() if any("Blum" in word for word in words)] == [march(23)]


def test_settings_that_cannot_be_are_refused_and_can_be_taken_back(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    for wrong in ({"cadence": "10,3"}, {"gap_days": 900}, {"country": "Atlantis"}, {}):
        with pytest.raises(Refusal):
            office.act(set_chasing, SetChasing(target="Acme", **wrong))
    change = office.act(set_chasing, SetChasing(target="INV-1", cadence="5, 12, 30", gap_days=3))
    assert change.said == "INV-1: letters after 5, 12 and 30 days and 3 days between contacts"
    assert (
        office.act(set_chasing, SetChasing(target="INV-1", is_usual=True)).said == "INV-1 is chased like everybody else"
    )


def test_that_the_client_opened_the_invoice_puts_off_no_letter(office: ChasingOffice):
    office.invoice("INV-1", due=march(4))
    before = asked(office, "INV-1").verdict
    office.act(mark_viewed, MarkViewed(invoice="INV-1"))
    assert asked(office, "INV-1").verdict == before
