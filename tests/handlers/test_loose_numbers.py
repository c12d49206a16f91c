"""A number is found however it is written: case, hyphens, spaces, slashes and zeros in front do not matter."""

from __future__ import annotations

import pytest

from tests.builders import keep_invoice
from tests.handlers.conftest import Office


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("INV-1011", "inv1011"),
        ("INV-1011", "INV1011"),
        ("INV-1011", "inv 1011"),
        ("INV-1011", "inv/1011"),
        ("INV-1011", "#inv-01011"),
        ("INV-0042", "inv42"),
        ("INV-0042", "Inv-42"),
        ("RE 2026/0017", "re-2026-17"),
        ("2026-001", "2026001"),
        ("A-INV-1011", "ainv1011"),
    ],
)
def test_a_number_is_found_however_it_is_written(office: Office, kept: str, typed: str):
    with office.desk.work(office.workspace) as work:
        keep_invoice(work, number=kept)
    answer = office.read(f"/invoice status {typed}")
    assert kept in answer
    assert "Did you mean" not in answer


@pytest.mark.parametrize("typed", ["inv1011", "inv 1011", "INV/1011"])
def test_what_stands_behind_such_a_number_is_the_amount(office: Office, typed: str):
    with office.desk.work(office.workspace) as work:
        keep_invoice(work, number="INV-1011", client="Acme")
        keep_invoice(work, number="INV-1012", client="Investa")
    assert "received for INV-1011" in office.read(f"/invoice paid {typed} 500")
    with office.desk.reading(office.workspace) as work:
        assert [work.invoices.find(number).paid_minor for number in ("INV-1011", "INV-1012")] == [500_00, 0]


def test_the_words_of_a_client_follow_a_number_with_a_space_in_it(office: Office):
    with office.desk.work(office.workspace) as work:
        client = keep_invoice(work, number="INV-1011").client_id
    office.read("/invoice log inv 1011 it is with accounts")
    with office.desk.reading(office.workspace) as work:
        assert [touch.words for touch in work.timeline.of_client(client)] == ["it is with accounts"]


def test_several_numbers_that_fit_are_offered(office: Office):
    with office.desk.work(office.workspace) as work:
        keep_invoice(work, number="INV-1011")
        keep_invoice(work, number="INV/1011")
    answer = office.read("/invoice status inv1011")
    assert "could be INV-1011 or INV/1011. Say which one." in answer


def test_a_number_that_only_ends_alike_is_not_taken(office: Office):
    with office.desk.work(office.workspace) as work:
        keep_invoice(work, number="INV-12026-1")
    assert "There is no invoice" in office.read("/invoice send 2026/1")


def test_a_client_named_so_comes_before_a_number_written_otherwise(office: Office):
    with office.desk.work(office.workspace) as work:
        keep_invoice(work, number="STUDIO-0054", client="Acme")
        keep_invoice(work, number="INV-1", client="Studio 54")
    assert "INV-1 " in office.read("/invoice status studio 54")
