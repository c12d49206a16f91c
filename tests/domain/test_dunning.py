from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.account import Account, Draft
from domain.chasing import Chasing, ChasingRule, Stage, nearest
from domain.dunning import asked_reminder, due_reminder, next_day
from domain.dunning_rules import Rule, checks, in_the_way
from tests.domain.accounts import TODAY, a_debt, ago, an_account, sent, skipped


def in_the_way_of(account: Account, today: date = TODAY) -> list[Rule]:
    return [check.rule for check in checks(account, today) if not check.passed]


@pytest.mark.parametrize(
    ("late", "reached"), [(2, None), (3, Stage.FRIENDLY), (9, Stage.FRIENDLY), (60, Stage.FRIENDLY)]
)
def test_the_first_letter_is_friendly_whatever_the_age(late: int, reached: Stage | None):
    due = due_reminder(an_account(a_debt(late)), TODAY)
    assert (due and due.stage) == reached


@pytest.mark.parametrize(("late", "reached"), [(9, None), (10, Stage.FIRM), (20, Stage.FIRM)])
def test_a_firm_letter_follows_a_friendly_one_on_its_day(late: int, reached: Stage | None):
    due = due_reminder(an_account(a_debt(late), letters=(sent(Stage.FRIENDLY, late - 3),)), TODAY)
    assert (due and due.stage) == reached


def test_the_final_letter_follows_a_firm_one():
    letters = (sent(Stage.FRIENDLY, 18), sent(Stage.FIRM, 11))
    due = due_reminder(an_account(a_debt(21), letters=letters), TODAY)
    assert due is not None
    assert due.stage is Stage.FINAL


def test_after_the_final_letter_only_a_person_writes():
    letters = (sent(Stage.FRIENDLY, 60), sent(Stage.FIRM, 50), sent(Stage.FINAL, 40))
    account = an_account(a_debt(63), letters=letters)
    assert in_the_way_of(account) == [Rule.LETTERS_LEFT]
    assert next_day(account, TODAY) is None
    assert asked_reminder(account, TODAY) is None


def test_after_a_short_silence_no_stage_is_left_out():
    # A promise held the friendly letter back until day 19; firm comes before final.
    due = due_reminder(an_account(a_debt(25), letters=(sent(Stage.FRIENDLY, 6),)), TODAY)
    assert due is not None
    assert due.stage is Stage.FIRM


def test_after_a_silence_as_long_as_a_stage_it_is_left_out():
    due = due_reminder(an_account(a_debt(25), letters=(sent(Stage.FRIENDLY, 11),)), TODAY)
    assert due is not None
    assert due.stage is Stage.FINAL


@pytest.mark.parametrize(
    "since",
    [
        {"last_contact_on": ago(8)},
        {"last_contact_on": ago(11), "last_reply_on": ago(11)},
        {"drafts": (Draft(lead_id=1, stage=Stage.FIRM, on=ago(6)),)},
        {"letters": (sent(Stage.FRIENDLY, 11), skipped(Stage.FIRM, 9))},
    ],
)
def test_nobody_gets_the_final_letter_before_the_firm_one_unless_there_was_an_outage(since: dict[str, Any]):
    due = due_reminder(an_account(a_debt(25), **{"letters": (sent(Stage.FRIENDLY, 11),), **since}), TODAY)
    assert due is not None
    assert due.stage is Stage.FIRM


def test_a_final_letter_drafted_after_an_outage_stays_the_final_one():
    drafts = (Draft(lead_id=1, stage=Stage.FINAL, on=ago(2)),)
    due = due_reminder(an_account(a_debt(25), letters=(sent(Stage.FRIENDLY, 11),), drafts=drafts), TODAY)
    assert due is not None
    assert due.stage is Stage.FINAL


def test_a_moved_due_date_does_not_make_letters_softer():
    account = an_account(a_debt(4), letters=(sent(Stage.FIRM, 30),))
    assert in_the_way_of(account) == [Rule.STAGE_DUE]
    assert next_day(account, TODAY) == TODAY + timedelta(days=19)  # day 21 is a Saturday


def test_every_overdue_invoice_is_named_and_the_firmest_then_oldest_leads():
    account = an_account(
        a_debt(1, invoice_id=3), a_debt(12, invoice_id=2), a_debt(11, invoice_id=1), a_debt(-4, invoice_id=4)
    )
    due = due_reminder(account, TODAY)
    assert due is not None
    assert [debt.invoice_id for debt in due.debts] == [2, 1, 3]
    assert due.lead.invoice_id == 2
    assert due.net_minor == 30_000


def test_an_invoice_with_its_own_cadence_leads_where_its_stage_is_firmer():
    quick = Chasing(friendly_days=1, firm_days=2, final_days=3)
    due = due_reminder(an_account(a_debt(8, invoice_id=1), a_debt(3, invoice_id=2, chasing=quick)), TODAY)
    assert due is not None
    assert due.lead.invoice_id == 2


def test_credit_lowers_what_is_asked_for_and_stops_it_where_nothing_is_left():
    due = due_reminder(an_account(credit_minor=4_000), TODAY)
    assert due is not None
    assert due.net_minor == 6_000
    assert in_the_way_of(an_account(credit_minor=10_000)) == [Rule.MONEY_OWED]


def test_a_small_amount_is_not_worth_a_letter_but_a_person_may_ask():
    account = an_account(a_debt(chasing=Chasing(least=(("EUR", 10_001),))))
    assert in_the_way_of(account) == [Rule.WORTH_IT]
    assert asked_reminder(account, TODAY) is not None
    assert due_reminder(an_account(a_debt(chasing=Chasing(least=(("USD", 10_001),)))), TODAY) is not None


@pytest.mark.parametrize(("days", "passed"), [(0, 0), (4, 0), (5, 1)])
def test_nobody_writes_within_five_days_of_any_contact(days: int, passed: int):
    account = an_account(last_contact_on=ago(days))
    assert (due_reminder(account, TODAY) is not None) == passed
    assert (asked_reminder(account, TODAY) is not None) == passed


def test_the_gap_of_an_invoice_beats_the_clients():
    account = an_account(a_debt(chasing=Chasing(gap_days=2)), last_contact_on=ago(3))
    assert due_reminder(account, TODAY) is not None


def test_a_skipped_letter_is_no_contact_and_waits_for_the_next_stage():
    account = an_account(a_debt(9), letters=(skipped(Stage.FRIENDLY, 6),))
    assert in_the_way_of(account) == [Rule.STAGE_DUE]
    tomorrow = due_reminder(account, TODAY + timedelta(days=1))
    assert tomorrow is not None
    assert tomorrow.stage is Stage.FRIENDLY


def test_a_friendly_letter_skipped_late_does_not_come_back_the_next_day():
    account = an_account(a_debt(12), letters=(skipped(Stage.FRIENDLY, 1),))
    assert in_the_way_of(account) == [Rule.STAGE_DUE]
    assert next_day(account, TODAY) == TODAY + timedelta(days=9)


def test_who_skips_at_the_last_stage_takes_it_over():
    account = an_account(a_debt(30), letters=(skipped(Stage.FRIENDLY, 1),))
    assert in_the_way_of(account) == [Rule.LETTERS_LEFT]
    asked = asked_reminder(account, TODAY)
    assert asked is not None
    assert asked.stage is Stage.FRIENDLY


def test_a_letter_of_another_cycle_does_not_count():
    account = an_account(a_debt(12, invoice_id=2), letters=(sent(Stage.FIRM, 20, lead_id=1),))
    due = due_reminder(account, TODAY)
    assert due is not None
    assert due.stage is Stage.FRIENDLY


@pytest.mark.parametrize(
    "block", ["is_disputed", "waits_for_person", "held_until", "promised_until", "follow_up_on", "is_off"]
)
def test_what_holds_one_invoice_back_leaves_the_others_in_chasing(block: str):
    tomorrow = TODAY + timedelta(days=1)
    values = {
        "held_until": TODAY,
        "promised_until": TODAY,
        "follow_up_on": tomorrow,
        "is_off": Chasing(is_off=True),
    }
    field = "chasing" if block == "is_off" else block
    held = a_debt(20, invoice_id=1, **{field: values.get(block, True)})
    due = due_reminder(an_account(held, a_debt(4, invoice_id=2)), TODAY)
    assert due is not None
    assert [debt.invoice_id for debt in due.debts] == [2]
    rules = {
        "is_disputed": Rule.NO_DISPUTE,
        "waits_for_person": Rule.PERSON_FIRST,
        "held_until": Rule.NO_HOLD,
        "promised_until": Rule.NO_PROMISE,
        "follow_up_on": Rule.FOLLOW_UP,
        "is_off": Rule.NOT_OFF,
    }
    assert in_the_way_of(an_account(held)) == [rules[block]]
    [named] = [check for check in checks(an_account(held, a_debt(4, invoice_id=2)), TODAY) if check.numbers]
    assert (named.rule, named.passed, named.numbers) == (rules[block], True, ("INV-1",))


def test_a_hold_and_a_promise_end_with_their_last_day():
    held = an_account(a_debt(held_until=TODAY), a_debt(invoice_id=2, promised_until=TODAY + timedelta(days=1)))
    assert due_reminder(held, TODAY) is None
    tomorrow = due_reminder(held, TODAY + timedelta(days=1))
    assert tomorrow is not None
    assert [debt.invoice_id for debt in tomorrow.debts] == [1]


def test_a_client_is_asked_on_the_day_they_are_to_be_followed_up_and_before_it_only_by_a_person():
    account = an_account(a_debt(follow_up_on=TODAY + timedelta(days=2)))
    assert next_day(account, TODAY) == TODAY + timedelta(days=2)
    [stands] = [check for check in checks(account, TODAY) if not check.passed]
    assert (stands.rule, stands.until) == (Rule.FOLLOW_UP, TODAY + timedelta(days=1))
    assert asked_reminder(account, TODAY) is not None
    assert in_the_way(account, TODAY) is None


def test_what_arrived_overdue_waits_for_a_person_who_may_ask_for_it():
    account = an_account(a_debt(waits_for_person=True))
    assert next_day(account, TODAY) is None
    assert asked_reminder(account, TODAY) is not None


def test_nobody_chases_by_hand_what_must_not_be_chased():
    for account, rule in (
        (an_account(a_debt(is_disputed=True)), Rule.NO_DISPUTE),
        (an_account(a_debt(promised_until=TODAY)), Rule.NO_PROMISE),
        (an_account(has_open_draft=True), Rule.ONE_AT_A_TIME),
        (an_account(last_contact_on=TODAY), Rule.GAP),
    ):
        assert asked_reminder(account, TODAY) is None
        stands = in_the_way(account, TODAY)
        assert stands is not None
        assert stands.rule is rule


def test_asked_for_before_its_day_a_letter_takes_the_next_stage():
    early = asked_reminder(an_account(a_debt(1)), TODAY)
    assert early is not None
    assert early.stage is Stage.FRIENDLY
    again = asked_reminder(an_account(a_debt(9), letters=(sent(Stage.FRIENDLY, 6),)), TODAY)
    assert again is not None
    assert again.stage is Stage.FIRM
    assert asked_reminder(an_account(a_debt(-1)), TODAY) is None


def test_nothing_is_said_before_the_due_date_unless_switched_on():
    assert due_reminder(an_account(a_debt(-2)), TODAY) is None
    announced = a_debt(-2, invoice_id=2, chasing=Chasing(coming_days=3))
    due = due_reminder(an_account(announced), TODAY)
    assert due is not None
    assert due.stage is Stage.COMING
    assert (
        due_reminder(an_account(announced, letters=(sent(Stage.COMING, 1, lead_id=2),)), TODAY + timedelta(days=2))
        is None
    )


def test_once_something_is_overdue_nothing_is_said_of_what_comes():
    coming = a_debt(-2, invoice_id=2, chasing=Chasing(coming_days=3))
    assert due_reminder(an_account(a_debt(1), coming), TODAY) is None
    assert due_reminder(an_account(a_debt(1, is_disputed=True), coming), TODAY) is None


def test_letters_wait_for_a_working_day():
    saturday = date(2026, 3, 14)
    account = an_account(a_debt(0))
    assert in_the_way_of(account, saturday) == [Rule.BUSINESS_DAY]
    assert next_day(account, saturday, {date(2026, 3, 16)}) == date(2026, 3, 17)


def test_a_snoozed_draft_comes_back_the_day_after():
    account = an_account(snoozed_until=TODAY)
    assert in_the_way_of(account) == [Rule.NOT_SNOOZED]
    assert next_day(account, TODAY) == TODAY + timedelta(days=1)


def test_grace_days_move_the_letters_and_not_the_due_date():
    graced = Chasing(grace_days=4)
    assert due_reminder(an_account(a_debt(6, chasing=graced)), TODAY) is None
    assert due_reminder(an_account(a_debt(7, chasing=graced)), TODAY) is not None


def test_invoice_beats_client_beats_workspace():
    found = nearest(
        ChasingRule(gap_days=9, firm_days=12), ChasingRule(gap_days=7, is_off=True), ChasingRule(is_off=False)
    )
    assert (found.gap_days, found.firm_days, found.is_off, found.final_days) == (7, 12, False, 21)


def test_an_outage_of_nine_days_gives_one_reminder_at_the_stage_reached():
    account = an_account(a_debt(18), letters=(sent(Stage.FRIENDLY, 15),))
    due = due_reminder(account, TODAY)
    assert due is not None
    assert due.stage is Stage.FIRM
    after = replace(account, letters=(*account.letters, sent(Stage.FIRM, 0)), last_contact_on=TODAY)
    assert all(due_reminder(after, TODAY + timedelta(days=days)) is None for days in range(5))
