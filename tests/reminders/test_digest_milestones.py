"""The digest asks about milestones whose day is over, after all that is owed; it mentions what the week brings."""

from __future__ import annotations

import pytest

from receivables.drop_milestone import DropMilestone, drop_milestone
from receivables.record_milestone import RecordMilestone, record_milestone
from storage.database import Database
from tests.reminders.office import Office, march, shown

ASKED = "Second half for Acme (M-1, €3,000.00) was expected Thu 12 Mar: reached?"


@pytest.fixture
def database(sqlite: Database) -> Database:
    return sqlite


def expect(office: Office, title: str, day: str, client: str = "Acme") -> None:
    wanted = RecordMilestone(client=client, amount="3000", title=title, expected=day, is_new_client=True)
    office.act(record_milestone, wanted)


def test_a_milestone_whose_day_is_over_needs_a_person_after_every_invoice(office: Office):
    office.invoice("INV-1", due=march(4))
    expect(office, "Second half", "12 March")
    expect(office, "Not so soon", "1 April")
    office.at(march(16)).tick()
    [digest] = office.posts("digest")
    seen = shown(digest)
    assert seen.index("What needs somebody") < seen.index("get in touch") < seen.index(ASKED) < seen.index("The book")
    assert "Not so soon" not in seen
    assert "1 milestone to ask about" in digest.body["text"]
    [button] = [each["accessory"] for each in digest.body["blocks"] if "reached?" in str(each)]
    assert (button["text"]["text"], button["value"]) == ("Reached", "milestone:1")
    assert "€3,000.00" not in seen.partition("*The book*")[2]


def test_a_milestone_whose_day_is_over_makes_no_quiet_week_until_somebody_says_what_became_of_it(office: Office):
    expect(office, "Second half", "12 March")
    office.at(march(16)).tick()
    [digest] = office.posts("digest")
    assert ASKED in shown(digest)
    assert "nothing." not in shown(digest).partition("What needs somebody")[2]
    office.act(drop_milestone, DropMilestone(milestone="M-1", reason="no budget"))
    office.at(march(23)).tick()
    [quiet] = office.posts("digest")
    assert quiet.body["text"].startswith("A quiet week")


def test_a_milestone_of_the_coming_week_is_mentioned_and_leaves_a_quiet_week_quiet(office: Office):
    for place, day in enumerate(("16 March", "18 March", "20 March", "22 March", "23 March")):
        expect(office, f"Part {place}", day)
    office.at(march(16)).tick()
    [quiet] = office.posts("digest")
    assert len(quiet.body["blocks"]) == 1
    said = "Milestones of the coming week: Part 0 for Acme, Mon 16 Mar; Part 1 for Acme, Wed 18 Mar;"
    assert f"{said} Part 2 for Acme, Fri 20 Mar; and 1 more." in quiet.body["text"]
    assert office.posts("overdue") == []


def test_many_whose_day_is_over_are_counted_and_led_to(office: Office):
    for number in range(12):
        expect(office, f"Part {number}", "12 March")
    office.at(march(16)).tick()
    [digest] = office.posts("digest")
    assert shown(digest).count("reached?") == 5
    assert "*7 more*: `/invoice milestone` lists them all." in shown(digest)
