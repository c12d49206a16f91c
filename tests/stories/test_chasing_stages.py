"""Letters by day, over the real tick: what is drafted when, and what is not."""

from __future__ import annotations

from datetime import timedelta

from bot.desk import Desk
from domain.reminder import ReminderState
from tests.reminders.chased import ChasingOffice
from tests.reminders.office import april, march


def test_net_30_goes_friendly_firm_final_and_then_to_a_person(office: ChasingOffice):
    office.invoice("INV-1", due=march(11))  # a Wednesday
    went = office.chased(march(11), april(30))
    assert went == {
        march(16): ["Acme EUR friendly: INV-1"],  # day 3 was a Saturday
        march(23): ["Acme EUR firm: INV-1"],  # day 10 was a Saturday
        april(1): ["Acme EUR final: INV-1"],
    }
    [(kind, reason)] = office.queue()
    assert kind == "letters used up"
    assert reason.startswith("Acme: the last letter was on Wed 1 Apr and €1,200.00 is still open.")


def test_a_part_payment_in_the_middle_changes_the_sum_and_not_the_stages(office: ChasingOffice):
    office.invoice("INV-1", due=march(11))
    assert office.chased(march(11), march(20)) == {march(16): ["Acme EUR friendly: INV-1"]}
    office.paid("INV-1", "500")
    assert office.day(march(23)) == ["Acme EUR firm: INV-1"]
    [firm] = office.open()
    assert firm.net.minor == 70_000
    assert firm.items[0].received.minor == 50_000


def test_a_payment_while_the_draft_waits_makes_it_lapse_and_the_new_one_says_so(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    office.day(march(12))
    office.written()
    office.at(march(12), 11).paid("INV-1", "500")
    assert office.day(march(12), 11) == ["Acme EUR friendly: INV-1"]
    assert office.lapsed() == ["INV-1 has €700.00 left, and had €1,200.00"]
    [new] = office.open()
    assert new.changed == "INV-1 has €700.00 left, and had €1,200.00"
    office.at(march(12), 12).paid("INV-1")
    assert office.day(march(12), 12) == []
    assert office.lapsed()[1] == "INV-1 was paid in full"
    assert office.open() == []


def test_a_new_draft_is_silent_about_what_ended_a_draft_of_other_invoices_long_ago(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    office.day(march(12))
    office.at(march(12), 11).paid("INV-1")
    assert office.day(march(12), 11) == []
    office.invoice("INV-2", due=april(7))
    assert office.day(april(10)) == ["Acme EUR friendly: INV-2"]
    assert [each.changed for each in office.open()] == [None]


def test_a_new_draft_that_shares_an_invoice_with_the_lapsed_one_says_what_changed(office: ChasingOffice):
    office.invoice("INV-1", due=march(8))
    office.invoice("INV-2", due=march(9))
    assert office.day(march(12)) == ["Acme EUR friendly: INV-1, INV-2"]
    office.at(march(12), 11).paid("INV-1")
    assert office.day(march(12), 11) == ["Acme EUR friendly: INV-2"]
    assert [each.changed for each in office.open()] == ["INV-1 was paid in full"]
    office.send_all()
    assert office.day(march(19)) == ["Acme EUR firm: INV-2"]
    assert [each.changed for each in office.open()] == [None]


def test_two_currencies_have_their_own_stages_and_never_come_at_once(office: ChasingOffice):
    office.invoice("INV-EUR", due=march(2))
    office.invoice("INV-USD", due=march(11), currency="USD")
    assert office.chased(march(11), march(20)) == {
        march(11): ["Acme EUR friendly: INV-EUR"],
        march(16): ["Acme EUR firm: INV-EUR"],
    }
    assert office.chased(march(21), april(6)) == {
        march(23): ["Acme EUR final: INV-EUR"],
        march(30): ["Acme USD friendly: INV-USD"],
        april(6): ["Acme USD firm: INV-USD"],
    }


def test_an_outage_of_nine_days_gives_one_reminder_at_the_stage_reached(office: ChasingOffice):
    office.invoice("INV-1", due=march(11))
    assert office.chased(march(11), march(20)) == {march(16): ["Acme EUR friendly: INV-1"]}
    office.at(march(20), 18).tick()
    # The machine is off from Friday evening to the Monday after next.
    assert office.day(march(30), 12) == ["Acme EUR firm: INV-1"]
    office.send_all()
    assert office.days(march(31), april(3)) == {}


def test_an_outage_before_the_first_letter_gives_a_friendly_one(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    office.tick()
    assert office.day(march(31), 15) == ["Acme EUR friendly: INV-1"]


def test_a_skipped_letter_does_not_come_back_until_the_next_stage(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    assert office.days(march(11), march(12)) == {march(12): ["Acme EUR friendly: INV-1"]}
    office.decide(ReminderState.SKIPPED)
    assert office.days(march(12), march(20)) == {march(19): ["Acme EUR friendly: INV-1"]}


def test_a_snoozed_letter_is_drafted_anew_the_day_after(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    office.day(march(12))
    office.decide(ReminderState.SNOOZED, snoozed_until=march(17))
    assert office.days(march(12), march(19)) == {march(18): ["Acme EUR friendly: INV-1"]}
    assert office.lapsed() == ["it rested until Tue 17 Mar"]


def test_a_draft_nobody_decides_on_never_becomes_firmer_by_waiting(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    office.chased(march(12), march(12))
    assert office.days(march(13), april(8)) == {march(19): ["Acme EUR firm: INV-1"]}
    assert office.lapsed() == []


def test_a_firm_letter_that_a_promise_held_back_comes_before_the_final_one(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    office.chased(march(12), march(12))
    office.days(march(13), march(19))
    office.written()
    office.at(march(19), 11).said("INV-1", "We will pay on Monday 30 March")
    office.invoice("INV-2", due=march(30))
    drafted = office.days(march(20), april(2))
    assert drafted == {april(1): ["Acme EUR firm: INV-1, INV-2"]}


def test_an_outage_as_long_as_a_stage_gives_one_reminder_at_the_stage_reached(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    office.chased(march(12), march(12))
    # The machine is off for nearly three weeks.
    assert office.day(april(1), 12) == ["Acme EUR final: INV-1"]


def test_what_falls_overdue_meanwhile_joins_the_draft(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    office.invoice("INV-2", due=march(12))
    office.day(march(12))
    office.written()
    assert office.day(march(13)) == ["Acme EUR friendly: INV-1, INV-2"]
    assert office.lapsed() == ["INV-2 is overdue as well now"]


def test_a_holiday_is_no_day_for_letters(office: ChasingOffice):
    office.desk = Desk(database=office.desk.database, clock=office.clock, holidays=lambda _: {march(12)})
    office.invoice("INV-1", due=march(9))
    assert office.days(march(11), march(16)) == {march(13): ["Acme EUR friendly: INV-1"]}


def test_two_clocks_draft_each_letter_once(office: ChasingOffice):
    for place in range(3):
        office.invoice(f"INV-{place}", client=f"Client {place}", due=march(9) - timedelta(days=place))
    other = ChasingOffice(Desk(database=office.desk.database, clock=office.clock), office.workspace, office.clock)
    office.at(march(12))
    for each in (office, other, office, other):
        assert each.tick().failed == ()
    assert len(office.all()) == 3
