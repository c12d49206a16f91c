"""Credit of a client, as people type it and press it: used, paid back, taken back; and a void invoice brought back."""

from __future__ import annotations

import pytest

from tests.builders import keep_invoice
from tests.handlers.billing import Billing, buttons_of
from tests.handlers.conftest import ANA, Office, words_of


@pytest.fixture(autouse=True)
def acme(office: Office) -> None:
    """Acme paid €1,250 for INV-1042 of €1,200, and owes €300 for INV-1050."""
    with office.desk.work(office.workspace) as work:
        keep_invoice(work)
        keep_invoice(work, number="INV-1050", total_minor=30_000)
    office.read("/invoice paid 1042 1250")


def said(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_credit_is_used_by_a_typed_line_whole_or_in_part_and_counts_once(office: Office):
    assert "€20.00 of Acme's credit used for INV-1050" in said(office.read("/invoice paid 1050 20 from credit"))
    assert "€30.00 of Acme's credit used" in said(office.read("/invoice paid INV-1050 with their credit"))
    assert "Acme has no credit in EUR to use" in office.read("/invoice paid 1050 from credit")
    assert "“soonish” is no amount I can read" in office.read("/invoice paid 1050 soonish from credit")


def test_a_credit_note_beside_unused_credit_says_that_it_may_count_twice(office: Office):
    told = said(office.read('/invoice credit 1050 50 "overpaid on INV-1042"'))
    assert "Acme has €50.00 of credit not used yet" in told
    assert "/invoice paid INV-1050 from credit" in told
    assert "Credit note of €50.00 of" in said(office.read("/invoice credit 1050 back"))
    assert "No credit note stands on INV-1050" in office.read("/invoice credit 1050 back")


def test_a_refund_is_typed_with_or_without_amount_and_day(office: Office):
    assert "€10.00 paid back to Acme on Monday 9 March 2026" in said(office.read("/invoice refund Acme 10 on Monday"))
    assert "€5.00 of what was paid too much" in said(office.read("/invoice refund 1042 5 yesterday"))
    assert "I read “Acme” as whom it went back to, but not “soonish”" in office.read("/invoice refund Acme soonish")
    assert "€35.00 paid back to Acme" in said(office.read("/invoice refund Acme"))


def test_a_void_invoice_is_brought_back_when_undo_is_over(office: Office):
    office.read("/invoice void 1050 billed twice")
    assert "INV-1050 is back" in office.read("/invoice void 1050 back")
    assert "is not void" in office.read("/invoice void 1050 back")
    assert "Which invoice" not in office.read('/invoice void 1050 "back to the drawing board"')


def test_the_cards_show_credit_and_use_it_or_record_its_refund_by_a_press(billing: Billing):
    office = billing.office
    card = office.type("/invoice status 1050").message
    assert "€50.00 of their credit is not used yet" in said(words_of(card))
    billing.press("use_credit", where=billing.slack.ephemerals(ANA)[-1])
    billing.slack.wait_for(lambda: "of Acme's credit used for INV-1050" in billing.told())
    used = office.type("/invoice status 1050").message
    assert "€50.00 of their credit used, from INV-1042" in said(words_of(used))
    assert "use_credit" not in buttons_of(used)
    assert "too much, used for INV-1050" in said(office.read("/invoice status 1042"))
    office.read("/invoice paid 1050 back")
    client = office.type("/invoice client Acme").message
    assert "€50.00 paid too much on INV-1042" in said(words_of(client))
    billing.press("refund", where=billing.slack.ephemerals(ANA)[-1])
    assert "50.00 EUR" in str(billing.window()["blocks"])
    billing.submit()
    assert "Credit not used yet" not in office.read("/invoice client Acme")
