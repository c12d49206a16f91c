"""A letter that does not leave now says so on its card: until when it waits, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from delivery.letters import LetterWays
from delivery.smtp import MailCourier
from tests.delivery.letter_office import LetterOffice

NOW = "It leaves now."


def approved_with_cards(office: LetterOffice, letters: int) -> list[int]:
    """So many approved letters, each to a client of its own, and what their cards say is in the channel."""
    ids = [office.approved(office.owes(f"C{each}", number=f"INV-{each}")) for each in range(letters)]
    with office.desk.work(office.workspace) as work:
        for each in ids:
            office.rules.show(each, work)
    assert all(NOW in office.card(each) for each in ids)
    return ids


def wrong_password(office: LetterOffice) -> LetterWays:
    server = office.post.server(user="dunwell", password="wrong")
    return LetterWays(mail=MailCourier(server=server, seconds=5))


def no_server(_: LetterOffice) -> LetterWays:
    return LetterWays()


@pytest.mark.parametrize("broken", [wrong_password, no_server])
def test_no_card_says_now_while_no_letter_can_leave_at_all(
    office: LetterOffice, broken: Callable[[LetterOffice], LetterWays]
):
    ids = approved_with_cards(office, 3)
    office.ways = broken(office)
    office.leave()
    for each in ids:
        assert NOW not in office.card(each)
        assert "It leaves on Wed 11 Mar 2026, 09:0" in office.card(each)
        assert "SMTP_URL" in office.card(each)


def test_a_letter_that_is_due_at_night_says_that_it_leaves_in_the_morning(office: LetterOffice):
    [reminder] = approved_with_cards(office, 1)
    office.clock.move_to(datetime(2026, 3, 11, 22, 0, tzinfo=UTC))
    office.leave()
    assert office.state(reminder) == "approved"
    assert "It leaves on Thu 12 Mar 2026, 09:00." in office.card(reminder)


def test_a_card_is_not_changed_where_it_says_all_that_already(office: LetterOffice):
    [reminder] = approved_with_cards(office, 1)
    office.clock.move_to(datetime(2026, 3, 11, 22, 0, tzinfo=UTC))
    office.leave()
    office.clock.move(timedelta(hours=1))
    office.leave()
    with office.desk.reading(office.workspace) as work:
        assert len(work.outbox.all_about("reminder card", "reminder", reminder)) == 2
