"""What holds letters back by day, over the real tick: promises, disputes, holds, calls, an old book."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.desk import Desk
from domain.exception_queue import ExceptionKind
from domain.timeline import Direction, Medium
from receivables.dispute import OpenDispute, Resume, open_dispute, resume
from receivables.hold_chasing import HoldChasing, hold_chasing
from reminders.release import Release, release
from tests.receivables.imports import book, bring_in
from tests.reminders.chased import ChasingOffice
from tests.reminders.office import april, march


def test_a_promise_kept_is_never_chased(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    office.at(march(11)).said("INV-1", "I will pay on Wednesday 18 March")
    assert office.chased(march(12), march(18)) == {}
    office.at(march(18), 15).paid("INV-1")
    assert office.chased(march(19), march(31)) == {}


def test_a_promise_broken_is_followed_by_a_letter_that_builds_on_it(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    office.at(march(11)).said("INV-1", "I will pay on Wednesday 18 March")
    # Wednesday and one business day more; on Friday it is broken.
    assert office.chased(march(12), march(19)) == {}
    assert office.day(march(20)) == ["Acme EUR friendly: INV-1"]
    [draft] = office.open()
    assert draft.builds_on.promised_on == march(18)
    assert draft.builds_on.ground.value == "a broken promise"


def test_a_promise_for_one_invoice_leaves_the_other_in_chasing(office: ChasingOffice):
    office.invoice("INV-1", due=march(2))
    office.invoice("INV-2", due=march(9))
    office.at(march(4)).said("INV-1", "INV-1 will be paid on 30 March")
    assert office.day(march(12)) == ["Acme EUR friendly: INV-2"]


def test_a_promise_made_while_a_draft_waits_lapses_it_and_nothing_leaves(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    office.day(march(12))
    office.written()
    office.at(march(12), 10).said("INV-1", "I will pay on Wednesday 18 March")
    assert office.day(march(12), 10) == []
    [reason] = office.lapsed()
    assert reason is not None
    assert reason.startswith("the client's word about INV-1 is waited for until Thu 19 Mar")
    assert reason.endswith("Dunwell logged a reply on Thu 12 Mar")
    assert office.chased(march(13), march(19)) == {}
    assert office.day(march(20)) == ["Acme EUR friendly: INV-1"]
    [draft] = office.open()
    assert draft.changed == reason


def test_a_dispute_on_one_of_three_takes_only_that_one_out(office: ChasingOffice):
    for place in (1, 2, 3):
        office.invoice(f"INV-{place}", due=march(1 + place))
    office.at(march(4)).act(open_dispute, OpenDispute(invoice="INV-2", reason="billed twice"))
    assert office.day(march(11)) == ["Acme EUR friendly: INV-1, INV-3"]
    office.written()
    office.at(march(11), 11).act(resume, Resume(target="INV-2", outcome="it was not"))
    assert office.day(march(11), 11) == ["Acme EUR friendly: INV-1, INV-2, INV-3"]
    assert office.lapsed() == ["INV-2 is to be chased as well now"]


def test_a_dispute_raised_while_the_draft_waits(office: ChasingOffice):
    office.invoice("INV-1", due=march(2))
    office.invoice("INV-2", due=march(3))
    office.day(march(11))
    office.written()
    office.at(march(11), 11).act(open_dispute, OpenDispute(invoice="INV-2", reason="billed twice"))
    assert office.day(march(11), 11) == ["Acme EUR friendly: INV-1"]
    assert office.lapsed() == ["INV-2 is disputed since Wed 11 Mar"]


def test_a_hold_that_ends_on_a_holiday_lets_the_letter_go_on_the_next_working_day(office: ChasingOffice):
    good_friday, easter_monday = april(3), april(6)
    holidays = {good_friday, easter_monday}
    office.desk = Desk(database=office.desk.database, clock=office.clock, holidays=lambda _: holidays)
    office.invoice("INV-1", due=march(9))
    office.at(march(11)).act(hold_chasing, HoldChasing(target="INV-1", until="2026-04-03", reason="they are moving"))
    assert office.chased(march(12), april(10)) == {april(7): ["Acme EUR friendly: INV-1"]}


def test_a_call_the_day_before_and_nothing_is_drafted(office: ChasingOffice):
    invoice = office.invoice("INV-1", due=march(9))
    office.at(march(11), 16)
    with office.desk.work(office.workspace) as work:
        work.timeline.add(
            client_id=invoice.client_id,
            invoice_id=None,
            direction=Direction.OUT,
            medium=Medium.PHONE,
            words="Called Petra, no date",
            happened_on=march(11),
            now=work.now,
            by_id=work.person.id,
        )
    assert office.days(march(12), march(15)) == {}
    assert office.day(march(16)) == ["Acme EUR friendly: INV-1"]


def test_an_imported_old_book_waits_in_the_queue_and_not_in_letters(office: ChasingOffice, tmp_path: Path):
    office.at(march(11))
    header = "Number,Client,Issued,Due,Total,Currency,Status"
    rows = ("A-1,Acme,2025-10-01,2025-11-01,1200.00,EUR,Sent", "B-1,Blum,2026-02-01,2026-03-10,500.00,EUR,Sent")
    bring_in(office.desk, office.workspace, book(tmp_path, *rows, header=header))
    assert office.chased(march(11), march(20)) == {}
    waiting = [kind for kind, _ in office.queue()]
    assert waiting == [ExceptionKind.OLD_DEBT] * 2
    # Saturday: a person says that Acme may be chased. However old it is, the first letter is friendly.
    change = office.at(march(21)).act(release, Release(target="Acme"))
    assert change.said == "A-1 of Acme may be chased from now on"
    assert change.understood == ("the first letter is drafted on Mon 23 Mar, and it is a friendly one",)
    assert office.chased(march(21), march(27)) == {march(23): ["Acme EUR friendly: A-1"]}
    assert [kind for kind, _ in office.queue()] == [ExceptionKind.OLD_DEBT]


def test_what_was_paid_too_much_on_one_invoice_lowers_what_is_asked_for_another(office: ChasingOffice):
    office.invoice("INV-1", due=date(2026, 3, 9))
    office.invoice("INV-2", due=date(2026, 3, 10))
    office.invoice("USD-1", due=date(2026, 3, 10), currency="USD")
    office.at(date(2026, 3, 11)).paid("INV-2", "1400")
    office.day(date(2026, 3, 13))
    [euros] = [each for each in office.all() if each.currency == "EUR"]
    assert ([item.number for item in euros.items], euros.credit.minor, euros.net.minor) == (["INV-1"], 20_000, 100_000)


def test_nobody_is_asked_for_what_they_paid_too_much_elsewhere(office: ChasingOffice):
    office.invoice("INV-1", due=date(2026, 3, 9))
    office.invoice("INV-2", due=date(2026, 3, 10))
    office.at(date(2026, 3, 11)).paid("INV-2", "2400")
    assert office.days(date(2026, 3, 12), date(2026, 3, 20)) == {}
