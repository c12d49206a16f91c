"""`/invoice milestone` through Slack: what was typed is what is noted, and Reached bills it once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.milestone import Milestone
from tests.builders import keep_invoice
from tests.handlers.conftest import ANA, BEN, Office, words_of

JAN, MAR = date(2027, 1, 15), date(2026, 3, 25)


@pytest.fixture
def book(office: Office) -> Office:
    """Acme Ltd and Studio 54 are known; today is Wednesday 11 March 2026."""
    with office.desk.work(office.workspace) as work:
        keep_invoice(work, number="INV-1040", client="Acme Ltd")
        keep_invoice(work, number="INV-1041", client="Studio 54")
    return office


def waiting(office: Office) -> list[Milestone]:
    with office.desk.reading(office.workspace) as work:
        return list(work.milestones.waiting(limit=99).first)


def plainly(read: str) -> str:
    """On one line, without the marks around what is to be typed."""
    return " ".join(read.replace("`", "").replace("ˋ", "").split())


@pytest.mark.parametrize(
    ("line", "client", "minor", "title", "expected_on", "waits_for"),
    [
        ('Acme Ltd 3000 EUR "Second half" expected 15 January', "Acme Ltd", 3_000_00, "Second half", JAN, None),
        ("Acme 3,000 second half expected 15 January", "Acme Ltd", 3_000_00, "second half", JAN, None),
        ("Acme Ltd €3k for the second half by 15 January", "Acme Ltd", 3_000_00, "the second half", JAN, None),
        ('Acme Ltd 3000 "Second half" due in two weeks', "Acme Ltd", 3_000_00, "Second half", MAR, None),
        ('Acme Ltd 3000 "Second half" in two weeks', "Acme Ltd", 3_000_00, "Second half", MAR, None),
        ("Acme Ltd 3000 EUR phase 2 when live", "Acme Ltd", 3_000_00, "phase 2", None, "live"),
        (
            'Acme Ltd 3000 "When it rains" expected 15/1 when the shop is live for a week',
            *("Acme Ltd", 3_000_00, "When it rains", JAN, "the shop is live for a week"),
        ),
        (
            'Acme Ltd 3000 "Second half" once "all goes as expected", expected 15 January',
            *("Acme Ltd", 3_000_00, "Second half", JAN, "all goes as expected"),
        ),
        ('"Studio 54" 500 USD "Photos"', "Studio 54", 500_00, "Photos", None, None),
        ("Studio 54 500 USD photos", "Studio 54", 500_00, "photos", None, None),
        ('new Zephyr Labs 1200 "Audit"', "Zephyr Labs", 1_200_00, "Audit", None, None),
    ],
)
def test_what_is_typed_is_noted(
    book: Office,
    line: str,
    client: str,
    minor: int,
    title: str,
    expected_on: date | None,
    waits_for: str | None,
):
    answer = book.read(f"/invoice milestone {line}")
    assert f"M-1 noted for {client}" in answer
    [noted] = waiting(book)
    assert (noted.client, noted.amount_minor, noted.title) == (client, minor, title)
    assert (noted.expected_on, noted.waits_for) == (expected_on, waits_for)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Acme Ltd 3000 EUR", "“3000 EUR” as the amount. What is it? Say it in quotes"),
        ("Acme Ltd 12oo EUR half", "“12oo EUR” is not an amount I can read. Like /invoice milestone Acme Ltd"),
        ('Acme Ltd 3000 "Second half" expected sometime', "sometime"),
        ('Acme Ltd 3000 "Second half" net 30', "but not “net 30”. Nothing was recorded"),
        ("Acme Lid 3k website", "“Acme Lid” is not a client yet. Did you mean Acme Ltd?"),
        ("Acme website", 'To record one: /invoice milestone Acme 3000 EUR "Second half"'),
        ("M-7 reached", "There is no milestone “M-7”"),
        ("M-7 what now", "I read M-7, but not “what now”"),
        ("M-7", "What about M-7?"),
        ("M-7 reached soon enough", "“soon enough” is no invoice number"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_noted(book: Office, line: str, told: str):
    assert told in plainly(book.read(f"/invoice milestone {line}"))
    assert waiting(book) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("M-1 reached", "M-1 reached: “Second half” for Acme Ltd is INV-1042"),
        ("m1 done as X-50", "“Second half” for Acme Ltd is X-50"),
        ("reached M 1", "is INV-1042"),
        ("1 billed", "is INV-1042"),
        ("#m-01 dropped they build it themselves", "M-1 dropped, “Second half” for Acme Ltd: they build it themselves"),
        ('drop m1 because "no budget"', "Acme Ltd: no budget"),
        ("M-1 moved to 15 January", "expected Friday 15 January 2027"),
        ("M-1 expected 15 January", "expected Friday 15 January 2027"),
        ("move M-1 to open", "expected on no known day"),
    ],
)
def test_its_number_is_written_loosely_and_near_words_are_understood(book: Office, line: str, told: str):
    book.read('/invoice milestone Acme 3000 "Second half" expected 20 March')
    assert told in book.read(f"/invoice milestone {line}")


def test_a_book_without_milestones_says_how_to_note_one_and_a_client_lists_their_own(book: Office):
    assert "Nothing is agreed and waiting to be billed" in book.read("/invoice milestone")
    book.read('/invoice milestone Acme 3000 "Second half"')
    book.read('/invoice milestone "Studio 54" USD 500 Photos')
    assert "M-1  Acme Ltd · €3,000.00 · Second half" in book.read("/invoice milestone")
    for asked in ("/invoice milestone Studio 54", '/invoice milestone "Studio 54"'):
        assert "M-2" in (listed := book.read(asked))
        assert "Second half" not in listed
    assert "€3,000.00 · US$500.00" in book.read("/invoice status milestones")


def test_the_list_of_everything_has_the_group_above_draft_and_says_how_many_are_left(book: Office):
    assert "Not yet triggered" not in book.read("/invoice status")
    for number in range(7):
        book.read(f'/invoice milestone Acme 1000 "Part {number}" expected {27 - number} March')
    book.read('/invoice add Acme 70 net 30 "Draft"')
    read = plainly(book.read("/invoice status"))
    assert "◇ Not yet triggered (7) €7,000.00" in read
    assert read.index("Overdue (") < read.index("Not yet triggered (") < read.index("Draft (")
    assert read.index("Part 6") < read.index("Part 2")
    assert "*2 more*: /invoice milestone lists them all." in read
    assert "Not yet triggered" not in book.read("/invoice status overdue")
    assert "◇ Not yet triggered (7)" in plainly(words_of(opened_home(book)))


def opened_home(book: Office) -> Any:
    book.slack.open_home(ANA)
    return book.slack.wait_for(lambda: book.slack.home(ANA))


def test_reached_on_the_clients_card_bills_it_once_however_often_it_is_pressed(book: Office):
    book.read('/invoice milestone Acme 3000 "Second half"')
    card = book.type("/invoice client Acme").message
    assert "Not yet triggered" in words_of(card)
    book.slack.press(ANA, card, "milestone_reached.1")
    book.slack.redeliver(kind="block_actions")
    told = book.slack.wait_for(
        lambda: [each for each in map(words_of, book.slack.ephemerals(ANA)) if "reached: " in each]
    )
    assert "INV-1042 recorded for Acme Ltd: €3,000.00" in told[0]
    card = book.type("/invoice client Acme", by=BEN).message
    assert "Not yet triggered" not in words_of(card)
    with book.desk.reading(book.workspace) as work:
        drafts = [each for each in work.invoices.of_client(work.clients.find("Acme").id) if not each.sent_on]
    assert [each.number for each in drafts] == ["INV-1042"]
    assert "M-1 was reached on Wednesday 11 March 2026 already" in book.read("/invoice milestone M-1 reached", by=BEN)
