from __future__ import annotations

import pytest

from tests.builders import keep_invoice
from tests.handlers.conftest import Office


@pytest.fixture
def acme(office: Office) -> str:
    with office.desk.work(office.workspace) as work:
        return keep_invoice(work).number


def test_the_book_is_one_command_away(office: Office, acme: str):
    shown = office.read("/invoice status")
    assert "INV-1042" in shown
    assert "Overdue" in shown
    assert "€1,200.00" in shown


def test_a_reply_is_kept_in_the_clients_words_and_echoed_as_understood(office: Office, acme: str):
    shown = office.read('/invoice log 1042 "I\'ll sort it Friday"')
    assert "I'll sort it Friday" in shown
    assert "Friday 13 March 2026" in shown
    assert "Undo" in shown
    assert "I'll sort it Friday" in office.read("/invoice status 1042")
