"""An amount with the sign of another currency is an amount: it is refused for its currency, or asked about."""

from __future__ import annotations

import pytest

from tests.builders import keep_invoice
from tests.handlers.conftest import Office


@pytest.fixture(autouse=True)
def acme(office: Office) -> None:
    """€1,200 from Acme, US$1,200 from Zephyr, in a workspace whose invoices are usually in euros."""
    with office.desk.work(office.workspace) as work:
        keep_invoice(work)
        keep_invoice(work, number="US-7", client="Zephyr", currency="USD")


@pytest.mark.parametrize("words", ["$10", "10 $", "$10 on 9 March", "$10 yesterday", "$1.5k"])
def test_dollars_for_an_invoice_in_euros_are_refused_as_another_currency(office: Office, words: str):
    told = office.read(f"/invoice paid 1042 {words}")
    assert "That invoice is in EUR, and “" in told
    assert "” is not. Currencies are never mixed." in told


def test_dollars_are_those_of_the_invoice(office: Office):
    assert "US$10.00 received for US-7 on Tuesday 10 March 2026" in office.read("/invoice paid US-7 $10 yesterday")


def test_which_dollars_is_asked_where_nothing_says(office: Office):
    told = office.read("/invoice add Orchid $10 net 30")
    assert "“$” may be" in told
    assert "USD" in told
