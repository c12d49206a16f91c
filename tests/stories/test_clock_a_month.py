"""A month of a small agency in Lisbon, by day. Alerts and digests are at nine; the clocks go forward on 29 March."""

from __future__ import annotations

from datetime import date

from tests.reminders.office import Office, march, shown


def test_a_month_of_a_small_agency(office: Office):
    a_first_week_with_a_promise(office)
    a_promise_kept_and_a_date_moved(office)
    an_outage_over_the_night_the_clocks_change(office)
    a_promise_broken(office)
    assert office.queue() == []


def a_first_week_with_a_promise(office: Office):
    # Wednesday 11: the book is opened with four invoices.
    office.tick()
    office.invoice("INV-ACME", client="Acme", due=march(11))
    office.invoice("INV-BLUM", client="Blum & Co", due=march(20), currency="USD")
    office.invoice("INV-CORK", client="Cork", due=march(27))
    office.invoice("INV-DUNE", client="Dune", due=date(2026, 4, 15))
    office.tick_hourly(until=march(11))
    assert office.heard() == []

    # Thursday 12: Acme turned Overdue in the night; the channel hears it at nine.
    office.tick_hourly(until=march(12))
    assert office.heard() == ["overdue alert: Overdue: Acme INV-ACME, €1,200.00 left, 1 day late"]
    office.said("INV-ACME", "Sorry! I'll pay it on Monday")

    # The weekend is quiet; Monday's digest says what happened. Acme has until the end of Tuesday.
    office.tick_hourly(until=march(15))
    assert office.heard() == []
    office.tick_hourly(until=march(16))
    [digest] = office.posts("digest")
    assert "*Newly overdue* (1)" in shown(digest)
    assert "INV-ACME" in shown(digest)


def a_promise_kept_and_a_date_moved(office: Office):
    # Tuesday 17: the money comes; the promise is kept, and nobody is bothered.
    office.at(march(17), 11)
    office.paid("INV-ACME")
    office.tick_hourly(until=march(18))
    assert office.heard() == []

    # Thursday 19: Blum asks for two more weeks, so its old due date passes in silence.
    office.at(march(19), 10)
    office.due_moved("INV-BLUM", "3 April")
    office.tick_hourly(until=march(22))
    assert office.heard() == []

    # Monday 23: a kept promise, a paid invoice.
    office.tick_hourly(until=march(23))
    [digest] = office.posts("digest")
    assert "*Promises kept* (1)" in shown(digest)
    assert "Received: *€1,200.00*" in shown(digest)
    assert "INV-ACME" in shown(digest)


def an_outage_over_the_night_the_clocks_change(office: Office):
    # Thursday 26, six in the evening: the machine dies, and is back on Monday 30 at noon. Between the two the clocks
    # went forward, Cork turned Overdue, and a digest was due.
    office.tick_hourly(until=march(25))
    office.at(march(26), 18).tick()
    assert office.heard() == []
    office.at(march(30), 12).tick()
    stopped, alert, digest_text = office.heard()
    assert "from Thu 26 Mar 2026, 18:00 to Mon 30 Mar 2026, 12:00" in stopped
    assert "1 invoice turned Overdue and nobody was told" in stopped
    assert alert == "overdue alert: Overdue: Cork INV-CORK, €1,200.00 left, 3 days late"
    assert digest_text.startswith("digest: Billing, week of Mon 30 Mar 2026: 1 invoice newly overdue")


def a_promise_broken(office: Office):
    # Cork gives its word for Wednesday 1 April, and breaks it: the channel hears it on Friday 3 at nine, summer time.
    office.said("INV-CORK", "We will pay on 1 April")
    office.tick_hourly(until=date(2026, 4, 2))
    assert office.heard() == []
    office.at(date(2026, 4, 3), 8, 59).tick()
    assert office.heard() == []
    office.at(date(2026, 4, 3), 9).tick()
    [broken, card] = office.posts()
    assert "We will pay on 1 April" in shown(broken)
    # The card of Cork's alert, up in the channel, says it from now on as well.
    assert card.updates_id is not None
    assert "promise of 1 Apr broken" in shown(card)

    # Saturday 4: Blum's new due date has passed. That is told, on a Saturday.
    office.tick_hourly(until=date(2026, 4, 4))
    assert office.heard() == ["overdue alert: Overdue: Blum &amp; Co INV-BLUM, US$1,200.00 left, 1 day late"]

    # Monday 6: the broken word comes before everything else.
    office.tick_hourly(until=date(2026, 4, 6))
    [digest] = office.posts("digest")
    said = shown(digest)
    assert "*Promises broken* (1)" in said
    needed = said[said.index("What needs somebody") :]
    assert needed.index("INV-CORK") < needed.index("INV-BLUM")
    assert "ask about the broken promise of 1 Apr" in needed
