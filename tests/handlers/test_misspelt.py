"""A misspelt name is still understood, and never takes the amount, the day or the client's words with it."""

from __future__ import annotations

import pytest

from tests.builders import keep_invoice
from tests.handlers.conftest import Office


@pytest.mark.parametrize(
    ("client", "line"),
    [
        ("Blue Harbor Studio", "/invoice paid Blue Harbor Studo 500"),
        ("Blue Harbor Studio", "/invoice paid Blue Harbour Studio 500"),
        ("Northwind Traders International", "/invoice paid Northwind Trader International 500"),
        ("Northwind Traders International", "/invoice paid Northwind Traders Internatonal €500"),
        ("Northwind Traders International", "/invoice paid Northwind Traders Internatonal 500 yesterday"),
        ("Acme", "/invoice paid Acm 500"),
    ],
)
def test_the_amount_is_what_was_typed_or_nothing_is_recorded(office: Office, client: str, line: str):
    with office.desk.work(office.workspace) as work:
        keep_invoice(work, client=client)
    office.read(line)
    with office.desk.reading(office.workspace) as work:
        assert work.invoices.find("INV-1042").paid_minor in (0, 500_00)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/invoice log Blue Harbor Studo yes", "yes"),
        ("/invoice log Blue Harbor said no", "said no"),
        ("/invoice log blue I'll sort it", "I'll sort it"),
        ('/invoice log Blue Harbor Studio "I\'ll sort it"', "I'll sort it"),
    ],
)
def test_the_clients_words_are_kept_without_a_part_of_the_name(office: Office, line: str, words: str):
    with office.desk.work(office.workspace) as work:
        client = keep_invoice(work, client="Blue Harbor Studio").client_id
    office.read(line)
    with office.desk.reading(office.workspace) as work:
        assert [touch.words for touch in work.timeline.of_client(client)] == [words]
