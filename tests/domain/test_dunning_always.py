"""What holds for any account, whatever stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as some

from domain.account import Account, PastLetter
from domain.calendar import is_business_day
from domain.chasing import Chasing, Stage
from domain.dunning import asked_reminder, due_reminder, is_back, next_day
from domain.dunning_rules import WAIVED_BY_HAND, checks, in_the_way
from tests.domain.accounts import HOLIDAYS, TODAY, a_debt, accounts, an_account

many = settings(max_examples=200, deadline=None)
ahead = some.integers(0, 30).map(lambda days: TODAY + timedelta(days=days))


@many
@given(accounts, ahead)
def test_a_reminder_may_go_exactly_when_every_rule_passes(account: Account, today: date):
    asked = list(checks(account, today, HOLIDAYS))
    due = due_reminder(account, today, HOLIDAYS)
    assert (due is not None) is all(check.passed for check in asked), asked


@many
@given(accounts, ahead)
def test_what_a_person_asks_for_is_refused_exactly_when_a_rule_nobody_may_pass_over_fails(
    account: Account, today: date
):
    stands = in_the_way(account, today)
    if asked_reminder(account, today) is None:
        late = any(debt.due_on < today for debt in account.debts)
        assert stands is not None or not late
    elif stands is not None:
        assert stands.rule not in WAIVED_BY_HAND


@many
@given(accounts, ahead)
def test_a_letter_names_what_is_owed_and_nothing_that_is_held_back(account: Account, today: date):
    due = due_reminder(account, today, HOLIDAYS) or asked_reminder(account, today)
    if due is None:
        return
    assert due.net_minor == sum(debt.balance_minor for debt in due.debts) - account.credit_minor > 0
    assert due.lead in due.debts
    assert list(due.debts) == sorted(due.debts, key=lambda debt: (debt.due_on, debt.invoice_id))
    assert len({debt.due_on < today for debt in due.debts}) == 1
    for debt in due.debts:
        assert not debt.is_disputed
        assert not debt.chasing.is_off
        assert not is_back(debt.held_until, today)
        assert not is_back(debt.promised_until, today)
    for debt in () if due_reminder(account, today, HOLIDAYS) is None else due.debts:
        assert debt.follow_up_on is None or debt.follow_up_on <= today


@many
@given(accounts, ahead)
def test_no_overdue_invoice_that_may_be_chased_is_left_out(account: Account, today: date):
    due = due_reminder(account, today, HOLIDAYS)
    if due is None or due.stage is Stage.COMING:
        return
    for debt in account.debts:
        free = not (debt.is_disputed or debt.waits_for_person or debt.chasing.is_off)
        free = free and not is_back(debt.held_until, today) and not is_back(debt.promised_until, today)
        free = free and (debt.follow_up_on is None or debt.follow_up_on <= today)
        assert (debt in due.debts) is (free and debt.due_on < today)


@many
@given(accounts)
def test_the_next_day_is_the_first_on_which_every_rule_passes(account: Account):
    days = (TODAY + timedelta(days=days) for days in range(120))
    first = next((day for day in days if all(check.passed for check in checks(account, day, HOLIDAYS))), None)
    assert next_day(account, TODAY, HOLIDAYS, within=120) == first


@many
@given(accounts)
def test_when_a_rule_says_until_when_it_stands_it_passes_the_day_after(account: Account):
    for check in checks(account, TODAY, HOLIDAYS):
        if check.until is not None and not check.passed and len(account.debts) == 1:
            later = {one.rule: one for one in checks(account, check.until + timedelta(days=1), HOLIDAYS)}
            assert later[check.rule].passed, check


steps = some.lists(
    some.tuples(some.integers(1, 25), some.sampled_from(("send", "send", "send", "skip", "ask", "move", "wait"))),
    max_size=30,
)


@settings(deadline=None)
@given(steps, some.integers(0, 9), some.integers(-5, 30))
@example([(1, "send")] * 30, 0, 30)
def test_stages_never_go_back_and_nothing_goes_within_the_gap(story: list[tuple[int, str]], gap: int, late: int):
    account, today = an_account(a_debt(late, chasing=Chasing(gap_days=gap, coming_days=3))), TODAY
    went: list[PastLetter] = []
    for days, step in story:
        today += timedelta(days=days)
        if step == "move":
            [debt] = account.debts
            account = replace(account, debts=(replace(debt, due_on=debt.due_on + timedelta(days=7)),))
            continue
        due = asked_reminder(account, today) if step == "ask" else due_reminder(account, today, HOLIDAYS)
        if due is None or step == "wait":
            continue
        is_sent = step != "skip"
        letter = PastLetter(lead_id=1, stage=due.stage, on=today, is_sent=is_sent)
        account = replace(account, letters=(*account.letters, letter))
        if is_sent:
            assert step == "ask" or is_business_day(today, HOLIDAYS)
            assert not went or (today - went[-1].on).days >= gap
            assert not went or letter.stage.rank > went[-1].stage.rank
            assert went or letter.stage.rank <= Stage.FRIENDLY.rank
            went.append(letter)
            account = replace(account, last_contact_on=today)
    assert len(went) <= len(Stage)


@settings(deadline=None)
@given(some.integers(5, 90), some.integers(3, 12))
def test_an_outage_of_any_length_gives_one_reminder(outage: int, late: int):
    account = an_account(a_debt(late))
    first = due_reminder(account, TODAY)
    assert first is not None
    account = replace(account, letters=(PastLetter(lead_id=1, stage=first.stage, on=TODAY),), last_contact_on=TODAY)
    back = TODAY + timedelta(days=outage)
    due = due_reminder(account, back, HOLIDAYS)
    if due is not None:  # not on a weekend
        account = replace(account, letters=(*account.letters, PastLetter(lead_id=1, stage=due.stage, on=back)))
        account = replace(account, last_contact_on=back)
    assert due is None or not any(due_reminder(account, back + timedelta(days=ahead), HOLIDAYS) for ahead in range(5))


@many
@given(accounts, ahead)
def test_a_skipped_letter_does_not_come_again_by_itself_on_the_same_stage(account: Account, today: date):
    due = due_reminder(account, today, HOLIDAYS)
    if due is None:
        return
    letter = PastLetter(lead_id=due.lead.invoice_id, stage=due.stage, on=today, is_sent=False)
    after = replace(account, letters=(*(one for one in account.letters if one.on <= today), letter))
    again = due_reminder(after, today, HOLIDAYS)
    assert again is None or again.lead != due.lead
