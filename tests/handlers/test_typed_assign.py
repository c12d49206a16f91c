"""Whoever Dunwell has met can be named as people name each other: `me`, a first name, in any case."""

from __future__ import annotations

import pytest

from tests.builders import keep_invoice
from tests.handlers.conftest import ANA, BEN, Office


@pytest.fixture(autouse=True)
def team(office: Office) -> None:
    """INV-1042 of Acme; Ana Lima and Ben Okafor have both typed here before."""
    office.type("/invoice help", ANA)
    office.type("/invoice status", ANA)
    office.type("/invoice status", BEN)
    with office.desk.work(office.workspace) as work:
        keep_invoice(work)
        work.people.rename(ANA.id, "Ana Lima")
        work.people.rename(BEN.id, "Ben Okafor")


@pytest.mark.parametrize(
    ("said", "owner"),
    [("ben", "Ben Okafor"), ("Ben", "Ben Okafor"), ("@ben", "Ben Okafor"), ("to ben okafor", "Ben Okafor")],
)
def test_a_colleague_is_known_by_the_first_name(office: Office, said: str, owner: str):
    assert f"{owner} looks after INV-1042" in office.read(f"/invoice assign 1042 {said}")


@pytest.mark.parametrize("said", ["me", "ana", "Ana"])
def test_people_know_themselves_by_name(office: Office, said: str):
    assert "looks after INV-1042" in office.read(f"/invoice assign 1042 {said}")
    with office.desk.reading(office.workspace) as work:
        owner_id = work.invoices.owner_id(work.invoices.find("1042").id)
        assert owner_id is not None
        assert work.people.slack_id(owner_id) == ANA.id


def test_a_first_name_of_two_people_is_asked_about(office: Office):
    with office.desk.work(office.workspace) as work:
        work.people.rename(BEN.id, "Ana Okafor")
    told = office.read("/invoice assign 1042 ana")
    assert "“ana” could be Ana " in told
    assert "Mention the one you mean with @" in told


def test_somebody_unknown_is_asked_for_by_mention(office: Office):
    assert "I don't know “carl” yet" in office.read("/invoice assign 1042 carl")
