"""A line that is nearly right is met with the line that was probably meant."""

from __future__ import annotations

import pytest

from tests.builders import keep_invoice
from tests.handlers.conftest import ANA, Office, words_of


@pytest.mark.parametrize(("typed", "meant"), [("overdu", "overdue"), ("Piad", "paid"), ("drafts", "draft")])
def test_a_misspelt_status_is_offered(office: Office, typed: str, meant: str):
    with office.desk.work(office.workspace) as work:
        keep_invoice(work)
    assert f"Did you mean \n/invoice status {meant}\n?" in office.read(f"/invoice status {typed}")


def test_a_status_is_offered_beside_a_client_that_is_near_too(office: Office):
    with office.desk.work(office.workspace) as work:
        keep_invoice(work, client="Overdoe")
    told = office.read("/invoice status overdu")
    assert "Did you mean Overdoe?" in told
    assert "/invoice status overdue" in told


@pytest.mark.parametrize("typed", ["1042", "INV-1042"])
def test_a_number_alone_is_one_press_from_its_card(office: Office, typed: str):
    with office.desk.work(office.workspace) as work:
        keep_invoice(work)
    asked = office.type(f"/invoice {typed}")
    told = words_of(asked.message)
    assert f"/invoice status {typed.lower()} shows it" in told
    assert "record a payment" not in told
    office.slack.press(ANA, asked.message, "choose.0")
    office.slack.wait_for(lambda: "INV-1042 · Acme" in words_of(office.slack.ephemerals(ANA)))
