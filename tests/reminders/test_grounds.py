from __future__ import annotations

from datetime import date

import pytest

from domain.letter import BrokenWord, BuildsOn, Ground
from domain.money import Money
from domain.timeline import Direction, Medium
from receivables.dispute import OpenDispute, Resume, open_dispute, resume
from receivables.log_reply import LogReply, log_reply
from receivables.promises import ChangePromise, change_promise
from receivables.undo import Undo, undo
from reminders.grounds import builds_on
from tests.reminders.drafts import sent
from tests.reminders.office import Office

DUE = date(2026, 3, 4)
WED, THU, FRI = date(2026, 3, 11), date(2026, 3, 12), date(2026, 3, 13)
TUE_AFTER, WED_AFTER = date(2026, 3, 17), date(2026, 3, 18)
BROKEN = BrokenWord(on=WED, promised_on=FRI, by="Dunwell")


@pytest.fixture(autouse=True)
def _owed(office: Office) -> None:
    office.invoice("INV-7", due=DUE)


def ground(office: Office, *numbers: str) -> BuildsOn:
    with office.desk.reading(office.workspace) as work:
        invoices = [work.invoices.find(number) for number in numbers or ("INV-7",)]
        return builds_on(invoices[0].client_id, [invoice.id for invoice in invoices], work)


def told(office: Office, words: str, direction: Direction | None = None, medium: Medium | None = None) -> None:
    office.act(log_reply, LogReply(target="INV-7", words=words, direction=direction, medium=medium))


def test_where_nothing_was_ever_said_there_is_nothing_to_pick_up(office: Office):
    assert ground(office) == BuildsOn(ground=Ground.NOTHING_YET)


def test_a_reply_without_a_day_is_picked_up_with_its_day_and_who_kept_it(office: Office):
    told(office, "I'll look into it")
    found = ground(office)
    assert (found.ground, found.on, found.words) == (Ground.REPLY, WED, "I'll look into it")
    assert found.by == "Dunwell"
    assert found.touch_id is not None
    assert found.promised_on is None


def test_a_day_we_proposed_is_not_the_clients_promise(office: Office):
    told(office, "I'll sort it soon")
    assert ground(office).ground is Ground.REPLY


def test_an_open_promise_carries_the_day_it_was_given_and_the_day_it_is_for(office: Office):
    told(office, "I'll sort it Friday")
    found = ground(office)
    assert (found.ground, found.on, found.promised_on) == (Ground.PROMISE_OPEN, WED, FRI)
    assert found.words == "I'll sort it Friday"
    assert found.touch_id is not None


def test_a_promise_that_was_moved_counts_with_its_new_day(office: Office):
    change = office.act(log_reply, LogReply(target="INV-7", words="I'll sort it Friday"))
    office.act(change_promise, ChangePromise(promise_id=change.promise.id, on="19 March 2026"))
    assert ground(office).promised_on == date(2026, 3, 19)


def test_a_promise_that_was_taken_back_is_nothing_to_pick_up(office: Office):
    change = office.act(log_reply, LogReply(target="INV-7", words="I'll sort it Friday"))
    office.act(undo, Undo(record_id=change.record_id))
    assert ground(office).ground is Ground.NOTHING_YET


def test_a_client_whose_last_word_is_that_they_paid_is_not_asked_about_an_older_promise(office: Office):
    told(office, "I'll sort it Friday")
    office.at(WED_AFTER)
    told(office, "We paid that last week, please check")
    found = ground(office)
    assert (found.ground, found.on) == (Ground.SAYS_PAID, WED_AFTER)
    assert found.broken is None
    told(office, "Sorry, I was wrong, let me look into it")
    found = ground(office)
    assert (found.ground, found.broken) == (Ground.REPLY, BROKEN)


def test_words_that_one_half_is_paid_and_when_the_other_comes_are_the_promise_of_the_other(office: Office):
    told(office, "We paid half today, the other half on Friday")
    assert ground(office).ground is Ground.PROMISE_OPEN


def test_a_broken_promise_is_cited_before_the_clock_has_said_so_and_after(office: Office):
    told(office, "I'll sort it Friday")
    office.at(TUE_AFTER, hour=8)
    assert (ground(office).ground, ground(office).promised_on) == (Ground.PROMISE_BROKEN, FRI)
    office.at(TUE_AFTER, hour=10).tick()
    assert ground(office).ground is Ground.PROMISE_BROKEN


def test_a_letter_picks_up_from_the_newest_contact_and_cites_the_promise_broken_before_it(office: Office):
    told(office, "I'll sort it Friday")
    office.at(TUE_AFTER)
    told(office, "Sorry, busy week")
    found = ground(office)
    assert (found.ground, found.on, found.words) == (Ground.REPLY, TUE_AFTER, "Sorry, busy week")
    assert found.broken == BROKEN
    told(office, "called, no answer")
    assert (ground(office).ground, ground(office).broken) == (Ground.OUR_WORD, BROKEN)


@pytest.mark.parametrize("beside", [None, "Sorry, busy week"])
def test_a_broken_promise_is_cited_once(office: Office, beside: str | None):
    told(office, "I'll sort it Friday")
    office.at(TUE_AFTER)
    if beside:
        told(office, beside)
    sent(office.at(WED_AFTER), "INV-7")
    office.at(date(2026, 3, 30))
    found = ground(office)
    assert (found.ground, found.on, found.broken) == (Ground.REMINDER_UNANSWERED, WED_AFTER, None)


def test_a_letter_to_who_said_it_is_paid_has_not_cited_the_broken_promise(office: Office):
    told(office, "I'll sort it Friday")
    office.at(TUE_AFTER)
    told(office, "We paid that last week, please check")
    sent(office, "INV-7")
    office.at(WED_AFTER)
    told(office, "Sorry, I was wrong")
    assert ground(office).broken == BROKEN


def test_a_part_that_was_promised_and_came_late_is_not_cited_as_missing(office: Office):
    told(office, "I'll pay 500 on Friday")
    assert ground(office).part == Money(500_00, "EUR")
    office.at(TUE_AFTER)
    assert ground(office).part == Money(500_00, "EUR")
    office.paid("INV-7", "500")
    assert (ground(office).ground, ground(office).broken) == (Ground.REPLY, None)


def test_a_promise_broken_after_the_last_letter_is_cited_in_the_next(office: Office):
    sent(office, "INV-7")
    office.at(THU)
    told(office, "I'll sort it Friday")
    office.at(WED_AFTER)
    assert ground(office).ground is Ground.PROMISE_BROKEN


def test_a_kept_promise_leaves_the_words_as_a_reply(office: Office):
    told(office, "I'll pay 500 on Friday")
    office.at(FRI)
    office.paid("INV-7", "500")
    office.at(WED_AFTER)
    assert ground(office).ground is Ground.REPLY


def test_a_dispute_that_was_settled_is_what_comes_last(office: Office):
    told(office, "The hours of May are wrong")
    office.act(open_dispute, OpenDispute(invoice="INV-7", reason="hours of May"))
    office.at(THU)
    office.act(resume, Resume(target="INV-7", outcome="hours shown"))
    found = ground(office)
    assert (found.ground, found.on, found.words) == (Ground.DISPUTE_ANSWERED, THU, "hours of May")
    office.at(FRI)
    told(office, "Thanks for that")
    assert ground(office).ground is Ground.REPLY


def test_a_letter_after_the_settling_has_cited_it(office: Office):
    office.act(open_dispute, OpenDispute(invoice="INV-7", reason="hours of May"))
    office.act(resume, Resume(target="INV-7", outcome="hours shown"))
    office.at(FRI)
    sent(office, "INV-7")
    assert ground(office).ground is Ground.REMINDER_UNANSWERED


def test_an_open_dispute_is_not_answered(office: Office):
    office.act(open_dispute, OpenDispute(invoice="INV-7", reason="hours of May"))
    assert ground(office).ground is Ground.NOTHING_YET


@pytest.mark.parametrize(
    ("words", "direction", "medium"),
    [
        ("Maria rang about the project", Direction.IN, Medium.PHONE),
        ("Went through the account together", Direction.OUT, Medium.MEETING),
        ("called Maria, they are looking for it", None, None),
        ("spoke to Maria about it", None, None),
    ],
)
def test_a_call_or_a_meeting_is_one_whoever_began_it(
    office: Office, words: str, direction: Direction | None, medium: Medium | None
):
    told(office, words, direction, medium)
    assert ground(office).ground is Ground.CALL


@pytest.mark.parametrize(
    "words",
    ["called, no answer", "left a voicemail", "rang them, didn't pick up", "tried calling twice", "emailed them"],
)
def test_a_call_nobody_answered_is_only_our_word(office: Office, words: str):
    told(office, words)
    found = ground(office)
    assert (found.ground, found.on) == (Ground.OUR_WORD, WED)


def test_a_client_who_says_it_is_paid_is_not_asked_for_a_day(office: Office):
    told(office, "We paid that last week")
    assert ground(office).ground is Ground.SAYS_PAID


def test_a_client_who_said_it_is_paid_and_whose_money_came_in_part_since_is_not_told_it_was_not_found(office: Office):
    told(office, "We paid that last week")
    office.at(THU)
    office.paid("INV-7", "500")
    assert ground(office).ground is Ground.REPLY


def test_a_reminder_without_an_answer_is_picked_up_and_an_answer_on_its_day_comes_before_it(office: Office):
    letter = sent(office, "INV-7")
    found = ground(office)
    assert (found.ground, found.on, found.by) == (Ground.REMINDER_UNANSWERED, WED, letter.decided_by)
    told(office, "Reminder sent by e-mail", Direction.OUT, Medium.EMAIL)
    assert ground(office).ground is Ground.REMINDER_UNANSWERED
    told(office, "Got it, looking into it")
    assert ground(office).ground is Ground.REPLY


def test_a_note_for_the_team_is_nothing_a_client_heard(office: Office):
    told(office, "note: they are always late")
    assert ground(office).ground is Ground.NOTHING_YET


def test_words_about_another_invoice_are_not_picked_up(office: Office):
    office.invoice("INV-8", due=DUE)
    told(office, "I'll look into it")
    sent(office.at(THU), "INV-7")
    assert ground(office, "INV-8").ground is Ground.NOTHING_YET
    assert ground(office, "INV-8", "INV-7").ground is Ground.REMINDER_UNANSWERED


def test_what_was_said_before_the_oldest_invoice_was_issued_is_about_something_else(office: Office):
    office.act(log_reply, LogReply(target="Acme", words="Lovely work", on="3 February 2025"))
    assert ground(office).ground is Ground.NOTHING_YET


def test_another_clients_words_are_nobody_elses(office: Office):
    office.invoice("INV-9", due=DUE, client="Blum")
    told(office, "I'll sort it Friday")
    assert ground(office, "INV-9").ground is Ground.NOTHING_YET
