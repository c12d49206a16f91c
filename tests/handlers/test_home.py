"""App Home and the windows opened from it."""

from __future__ import annotations

from datetime import date, timedelta

from tests.builders import keep_invoice
from tests.handlers.conftest import ANA, Office, words_of


def test_the_whole_list_is_paged_through_from_home_in_one_window(office: Office):
    with office.desk.work(office.workspace) as work:
        for number in range(1, 56):
            keep_invoice(work, number=f"INV-{number:03}", due_on=date(2026, 3, 1) + timedelta(days=number))
    office.slack.open_home(ANA)
    office.slack.wait_for(lambda: office.slack.home(ANA))
    office.slack.press(ANA, office.slack.home(ANA), "status")
    office.slack.wait_for(lambda: office.slack.modals(ANA))
    seen: set[str] = set()
    for _ in range(5):
        window = office.slack.modals(ANA)[-1]
        shown = words_of(window["blocks"])
        seen |= {word for word in shown.split() if word.startswith("INV-")}
        office.slack.press(ANA, window, "status_later")
        office.slack.wait_for(lambda shown=shown: words_of(office.slack.modals(ANA)[-1]["blocks"]) != shown)
    seen |= {word for word in words_of(office.slack.modals(ANA)[-1]["blocks"]).split() if word.startswith("INV-")}
    assert len(seen) == 55
    assert len(office.slack.modals(ANA)) == 1
