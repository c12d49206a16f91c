"""`client … same as …`, as people type it."""

from __future__ import annotations

import pytest

from tests.builders import keep_invoice
from tests.handlers.conftest import ANA, Office


@pytest.fixture
def two(office: Office) -> Office:
    with office.desk.work(office.workspace) as work:
        keep_invoice(work, client="Müller Design", number="INV-1")
        keep_invoice(work, client="Mueller Design", number="INV-2")
    return office


@pytest.mark.parametrize(
    "line",
    [
        'client "Mueller Design" same as "Müller Design"',
        "client “Mueller Design” is the same as Müller Design",
        "client mueller design same as müller design",
    ],
)
def test_two_spellings_become_one_client_and_two_again(two: Office, line: str):
    answer = two.type(f"/invoice {line}").message
    assert "Mueller Design is Müller Design from now on" in str(answer)
    assert "INV-2" in two.read("/invoice client Müller Design")
    two.slack.press(ANA, answer, "undo")
    two.slack.wait_for(lambda: "INV-2" not in two.read("/invoice client Müller Design"))


def test_a_name_nobody_goes_by_joins_nothing(two: Office):
    assert "No client goes by “Teal”" in two.read("/invoice client Teal same as Müller Design")
    assert "Same As Ever" in two.read("/invoice client Same As Ever")
