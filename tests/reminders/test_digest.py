from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.calendar import Weekday
from domain.hold import Hold
from domain.occasions import latest_weekly
from reminders.digest import DigestRequest, gather_digest, prepare_digest
from tests.builders import keep_invoice
from tests.receivables.imports import book, bring_in
from tests.reminders.office import Office, shown

WED, FRI = date(2026, 3, 11), date(2026, 3, 13)
MON, TUE = date(2026, 3, 16), date(2026, 3, 17)
NEXT_MON = date(2026, 3, 23)


def test_one_digest_a_week_at_its_day_and_hour_however_often_the_clock_ticks(office: Office):
    office.tick()
    office.at(MON, 8, 59).tick()
    assert office.posts("digest") == []
    for minute in (0, 1, 30):
        office.at(MON, 9, minute).tick()
    office.at(TUE).tick()
    assert len(office.posts("digest")) == 1
    office.at(NEXT_MON).tick()
    assert len(office.posts("digest")) == 1


def test_asked_for_an_hour_after_it_was_posted_it_tells_the_same_week(office: Office):
    with office.desk.work(office.workspace) as work:
        keep_invoice(work, number="FLIPS", due_on=WED)
    office.at(FRI).tick()
    office.at(MON).tick()
    office.at(MON, 10)
    with office.desk.reading(office.workspace) as work:
        posted_next = gather_digest(DigestRequest(), work)
        asked = gather_digest(DigestRequest(is_asked=True), work)
    assert posted_next.newly_overdue == ()
    assert [row.invoice.number for row in asked.newly_overdue] == ["FLIPS"]


def test_asked_for_between_two_digest_days_it_belongs_to_the_latest_of_them(office: Office):
    office.at(FRI)
    with office.desk.reading(office.workspace) as work:
        asked = gather_digest(DigestRequest(is_asked=True), work)
    assert (asked.today, asked.week_of) == (FRI, FRI - timedelta(days=4))


def test_nothing_from_before_the_book_was_opened_is_owed(office: Office):
    office.tick()
    assert office.posts("digest") == []


def test_moving_the_digest_day_within_a_week_does_not_make_a_second_one(office: Office):
    office.at(MON).tick()
    assert len(office.posts("digest")) == 1
    office.named(digest_day=Weekday.FRIDAY)
    office.at(date(2026, 3, 20), 12).tick()
    assert office.posts("digest") == []
    office.at(date(2026, 3, 27), 12).tick()
    assert len(office.posts("digest")) == 1


def test_a_quiet_week_is_one_line(office: Office):
    office.at(MON).tick()
    [quiet] = office.posts("digest")
    assert quiet.body["text"].startswith("A quiet week")
    assert len(quiet.body["blocks"]) == 1
    assert "No payment is recorded yet." in shown(quiet)


def test_the_digest_says_what_changed_what_needs_somebody_and_what_there_is(office: Office):
    office.invoice("INV-1", due=WED, client="Acme")
    office.invoice("INV-2", due=date(2026, 4, 1), client="Blum", currency="USD")
    office.invoice("INV-3", due=date(2026, 4, 1), client="Cork")
    office.at(FRI).tick()
    office.paid("INV-3")
    office.at(MON).tick()
    [digest] = office.posts("digest")
    seen = shown(digest)
    assert "*Newly overdue* (1)" in seen
    assert "*Paid* (1)" in seen
    assert "Received: *€1,200.00*" in seen
    assert "get in touch" in seen
    assert "Overdue: €1,200.00 (1 invoice)" in seen
    assert "Sent: US$1,200.00 (1 invoice)" in seen
    assert "Payments known up to Fri 13 Mar 2026, 09:00." in seen
    kinds = [block["type"] for block in digest.body["blocks"]]
    assert kinds.count("table") == 1
    assert kinds.count("data_visualization") == 1
    assert "Aging in EUR: 1–30 days €1,200.00." in digest.body["text"]
    assert "Aging in USD: not due US$1,200.00." in digest.body["text"]


def test_what_one_digest_told_the_next_does_not_tell_again(office: Office):
    office.invoice("INV-1", due=date(2026, 3, 31), client="Acme")
    office.invoice("INV-2", due=date(2026, 3, 31), client="Blum")
    office.said("INV-1", "I'll pay on Thursday")
    office.said("INV-2", "I'll pay on Thursday")
    office.at(MON, 8)
    office.paid("INV-2")
    office.at(MON, 9).tick()
    [first] = office.posts("digest")
    assert "*Promises broken* (1)" in shown(first)
    assert "*Promises kept* (1)" in shown(first)
    office.at(NEXT_MON).tick()
    [second] = office.posts("digest")
    assert "*Promises broken*" not in shown(second)
    assert "*Promises kept*" not in shown(second)
    assert "*Paid*" not in shown(second)


def test_a_promise_kept_after_the_digest_of_its_day_is_in_the_next(office: Office):
    office.invoice("INV-1", due=date(2026, 3, 31))
    office.said("INV-1", "I'll pay on 27 March")
    office.at(MON, 9).tick()
    office.at(MON, 15)
    office.paid("INV-1")
    office.posts("digest")
    office.at(NEXT_MON).tick()
    [digest] = office.posts("digest")
    assert "*Promises kept* (1)" in shown(digest)


def test_a_broken_word_comes_before_the_longest_overdue(office: Office):
    office.invoice("INV-OLD", due=date(2025, 12, 1), client="Older")
    office.invoice("INV-WORD", due=date(2026, 3, 10), client="Acme")
    office.said("INV-WORD", "I'll pay tomorrow")
    office.at(MON).tick()
    with office.desk.reading(office.workspace) as work:
        digest = gather_digest(DigestRequest(), work)
    assert [row.invoice.number for row, _ in digest.needs_person] == ["INV-WORD", "INV-OLD"]


def test_holds_that_ended_and_follow_ups_of_the_week_are_listed_once(office: Office):
    held = office.invoice("INV-1", due=WED, client="Acme")
    office.invoice("INV-2", due=date(2026, 3, 31), client="Blum")
    hold = Hold(id=0, client_id=held.client_id, invoice_id=None, reason="merger", until=FRI, placed_on=WED, by="Ana")
    with office.desk.work(office.workspace) as work:
        work.holds.place(hold, now=work.now, by_id=work.person.id)
    office.said("INV-2", "I'll sort it")
    office.at(MON).tick()
    [digest] = office.posts("digest")
    assert "*Holds that ended* (1)" in shown(digest)
    assert "merger" in shown(digest)
    assert "*Follow-ups this week* (1)" in shown(digest)
    assert "follow up Wed 18 Mar" in shown(digest)
    office.at(NEXT_MON).tick()
    [digest] = office.posts("digest")
    assert "*Holds that ended*" not in shown(digest)


def test_a_hold_that_ended_while_another_runs_is_not_told_as_ended(office: Office):
    held = office.invoice("INV-1", due=WED, client="Acme")
    plain = Hold(id=0, client_id=held.client_id, invoice_id=held.id, reason="PO", until=FRI, placed_on=WED, by="Ana")
    with office.desk.work(office.workspace) as work:
        work.holds.place(plain, now=work.now, by_id=work.person.id)
        longer = replace(plain, invoice_id=None, reason="merger", until=NEXT_MON - timedelta(days=3))
        work.holds.place(longer, now=work.now, by_id=work.person.id)
    office.at(MON).tick()
    [digest] = office.posts("digest")
    assert "*Holds that ended*" not in shown(digest)
    office.at(NEXT_MON).tick()
    [digest] = office.posts("digest")
    assert "*Holds that ended* (1)" in shown(digest)


@pytest.mark.parametrize(("late_by", "is_posted"), [(1, True), (5, True), (6, False)])
def test_a_late_digest_is_posted_once_and_says_so_and_one_too_late_is_left_out(
    office: Office,
    late_by: int,
    is_posted: bool,  # noqa: FBT001 - a column of the table above
):
    office.tick()
    office.invoice("INV-1", due=date(2026, 3, 31))
    office.at(MON + timedelta(days=late_by), 10).tick()
    office.tick()
    found = office.posts("digest")
    assert len(found) == is_posted
    if is_posted:
        assert "This was meant for Mon 16 Mar 2026" in found[0].body["text"]
    office.at(NEXT_MON).tick()
    [following] = office.posts("digest")
    assert ("Left out" in following.body["text"]) is not is_posted
    assert ("Mon 16 Mar 2026" in following.body["text"]) is not is_posted


def test_weeks_without_a_clock_are_named_in_the_next_digest(office: Office):
    office.at(MON).tick()
    office.posts("digest")
    office.at(date(2026, 4, 6)).tick()
    [digest] = office.posts("digest")
    assert "the digest of Mon 23 Mar 2026 and Mon 30 Mar 2026" in digest.body["text"]


def test_a_long_list_says_how_many_are_left_and_how_to_see_them(office: Office):
    for number in range(40):
        office.invoice(f"INV-{number:02}", due=WED, client=f"A client with a rather long name {number}")
    office.at(MON).tick()
    [digest] = office.posts("digest")
    seen = shown(digest)
    assert "what costs most to ignore first* (40)" in seen
    assert "`/invoice status overdue` lists them all." in seen
    assert "table" in [block["type"] for block in digest.body["blocks"]]
    assert "is left out here" not in seen


def test_the_private_digest_reads_and_changes_nothing(office: Office):
    office.invoice("INV-1", due=WED)
    office.at(FRI)
    with office.desk.reading(office.workspace) as work:
        digest = gather_digest(DigestRequest(), work)
    assert [row.invoice.number for row, _ in digest.needs_person] == ["INV-1"]
    assert office.posts() == []


def test_history_that_arrives_with_its_invoice_is_no_news(office: Office):
    with office.desk.work(office.workspace) as work:
        invoice = keep_invoice(work, number="INV-1", due_on=WED)
        work.payments.add(invoice, minor=120_000, paid_on=WED, now=work.now, by_id=work.person.id)
        work.invoices.recount(invoice, changed_on=work.today)
    with office.desk.reading(office.workspace) as work:
        digest = gather_digest(DigestRequest(), work)
    assert digest.received == ()
    assert digest.paid == ()


def test_an_overpayment_needs_somebody(office: Office):
    office.invoice("INV-1", due=WED)
    office.paid("INV-1", "1300")
    with office.desk.reading(office.workspace) as work:
        digest = gather_digest(DigestRequest(), work)
    [(_, action)] = digest.needs_person
    assert str(action.step) == "pay back what came in too much, or use it for another invoice"


def test_a_week_in_which_hundreds_turned_overdue_counts_them_and_reads_the_first(office: Office):
    with office.desk.work(office.workspace) as work:
        for number in range(60):
            keep_invoice(work, number=f"INV-{number:02}", due_on=WED)
    office.at(FRI).tick()
    office.paid("INV-59")
    with office.desk.reading(office.workspace) as work:
        digest = gather_digest(DigestRequest(), work)
    assert len(digest.newly_overdue) + digest.newly_overdue_left == 59
    assert [row.invoice.number for row in digest.newly_overdue[:2]] == ["INV-00", "INV-01"]
    assert len(digest.newly_overdue) <= 25
    assert ([row.invoice.number for row in digest.paid], digest.paid_left) == (["INV-59"], 0)
    office.at(MON).tick()
    [posted] = office.posts("digest")
    assert "*Newly overdue* (59)" in shown(posted)
    assert "59 invoices newly overdue" in posted.body["text"]


def test_what_an_import_brought_overdue_is_a_number_and_no_news_of_the_week(office: Office, tmp_path: Path):
    rows = [f"INV-{number},Acme,C1,2026-01-01,2026-01-31,100.00,,,EUR,sent,,," for number in range(3)]
    bring_in(office.desk, office.workspace, book(tmp_path, *rows))
    office.invoice("OWN-1", due=WED)
    office.at(MON).tick()
    [posted] = office.posts("digest")
    assert "3 invoices arrived already overdue with an import." in shown(posted)
    assert "*Newly overdue* (1)" in shown(posted)
    office.at(NEXT_MON).tick()
    [following] = office.posts("digest")
    assert "arrived already overdue with an import" not in shown(following)


def test_what_is_done_between_the_reading_and_the_posting_of_a_digest_is_in_it(office: Office):
    office.invoice("INV-1", due=WED)
    office.at(FRI).tick()
    office.at(MON)
    with office.desk.reading(office.workspace) as look:
        occasion = latest_weekly(office.workspace, look.now)
        post = prepare_digest(occasion, look)
    office.clock.move(timedelta(seconds=1))
    office.paid("INV-1")
    office.clock.move(timedelta(seconds=1))
    with office.desk.work(office.workspace) as work:
        post(occasion, work)
    [posted] = office.posts("digest")
    assert "*Paid* (1)" in shown(posted)
    office.at(NEXT_MON).tick()
    [following] = office.posts("digest")
    assert "*Paid*" not in shown(following)
