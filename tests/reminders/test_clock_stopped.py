from __future__ import annotations

from datetime import date

from tests.reminders.office import Office

WED, THU, FRI = date(2026, 3, 11), date(2026, 3, 12), date(2026, 3, 13)


def test_a_gap_of_more_than_a_day_is_told_once_with_what_came_late(office: Office):
    office.at(WED, 17).tick()
    office.invoice("INV-1", due=WED)
    office.invoice("INV-2", due=THU)
    office.at(date(2026, 3, 16), 11, 12).tick()
    office.tick()
    stopped, alert, digest = office.heard()
    assert stopped == (
        "clock stopped: My clock had stopped from Wed 11 Mar 2026, 17:00 to Mon 16 Mar 2026, 11:12."
        " Late: 2 invoices turned Overdue and nobody was told; the digest meant for Mon 16 Mar 2026."
    )
    assert alert.startswith("overdue alert: 2 invoices turned Overdue")
    assert digest.startswith("digest: ")


def test_a_long_gap_in_which_nothing_was_owed_is_told_too(office: Office):
    office.at(WED, 17).tick()
    office.at(FRI, 20).tick()
    assert office.heard() == [
        "clock stopped: My clock had stopped from Wed 11 Mar 2026, 17:00 to Fri 13 Mar 2026, 20:00. Late: nothing."
    ]


def test_a_machine_that_sleeps_at_night_is_no_news_as_long_as_nothing_was_missed(office: Office):
    office.at(WED, 18).tick()
    office.invoice("INV-1", due=WED)
    office.at(THU, 8, 30).tick()
    assert office.heard() == []
    office.at(THU, 9, 1).tick()
    assert len(office.heard()) == 1


def test_a_machine_that_slept_over_the_alert_hour_says_so(office: Office):
    office.at(WED, 18).tick()
    office.invoice("INV-1", due=WED)
    office.at(THU, 11).tick()
    assert [line.split(":")[0] for line in office.heard()] == ["clock stopped", "overdue alert"]


def test_the_first_tick_of_all_is_no_gap(office: Office):
    office.at(FRI).tick()
    assert office.heard() == []


def test_a_clock_that_never_stopped_says_nothing(office: Office):
    office.tick()
    office.tick_hourly(until=date(2026, 3, 15))
    assert office.heard() == []


def test_without_a_channel_the_gap_waits_in_the_queue(office: Office):
    office.named(channel=None)
    office.tick()
    office.at(FRI, 20).tick()
    assert [kind for kind, _ in office.queue()] == ["clock stopped"]


def test_answers_to_requests_are_forgotten_after_a_day(office: Office):
    with office.desk.work(office.workspace) as work:
        work.requests.claim("T1", work.now)
        work.requests.answer("T1", {"text": "done"})
    office.at(THU, 8).tick()
    with office.desk.reading(office.workspace) as work:
        assert work.requests.answered("T1") == {"text": "done"}
    office.at(FRI, 8).tick()
    with office.desk.reading(office.workspace) as work:
        assert work.requests.answered("T1") is None
