"""A promise of what is left is kept when nothing is left, and money of an earlier day keeps no promise."""

from __future__ import annotations

from datetime import date

import pytest

from domain.promise import Promise, PromiseState
from receivables.log_reply import LogReply, log_reply
from receivables.record_payment import RecordPayment, record_payment
from tests.reminders.chased import ChasingOffice
from tests.reminders.office import march, shown

OTHER_HALF = (
    "We paid half today, the other half on 27 March",
    "We paid half today. We will pay the other half on 27 March",
    "We paid a third today, the rest on 27 March",
    "paying half now, the rest on 27 March",
    "We paid 600 today and will pay the remaining 600 on 27 March",
    "We paid 50% and will pay the remaining 50% on 27 March",
)


@pytest.mark.parametrize("words", OTHER_HALF)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # the words are read alike; the others run on both
def test_the_first_half_recorded_after_the_words_is_not_the_second_one(office: ChasingOffice, words: str):
    an_overdue_invoice(office).said("INV-1", words)
    office.at(march(11), 9, 1).paid("INV-1", "600")
    assert only(office).closed_as is None
    assert office.days(march(12), march(27)) == {}
    office.at(march(27), 10).paid("INV-1", "600")
    assert only(office).closed_as is PromiseState.KEPT


@pytest.mark.parametrize("words", OTHER_HALF)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # the words are read alike; the others run on both
def test_nor_is_the_first_half_recorded_before_the_words(office: ChasingOffice, words: str):
    an_overdue_invoice(office).paid("INV-1", "600")
    office.at(march(11), 9, 1).said("INV-1", words)
    assert only(office).closed_as is None
    assert office.days(march(12), march(27)) == {}
    office.at(march(27), 10).paid("INV-1", "600")
    assert only(office).closed_as is PromiseState.KEPT


def test_what_is_told_of_the_rest_names_no_sum_that_may_be_wrong(office: ChasingOffice):
    an_overdue_invoice(office)
    change = office.act(log_reply, LogReply(target="INV-1", words=OTHER_HALF[0]))
    assert change.understood == (
        "the rest promised for Friday 27 March 2026 (“other half on 27 March”)",
        "they also say that a part is paid: check the bank, then record the payment",
    )


def test_the_rest_that_never_came_is_a_broken_promise_though_the_first_half_came(office: ChasingOffice):
    an_overdue_invoice(office).said("INV-1", OTHER_HALF[0])
    office.at(march(11), 9, 1).paid("INV-1", "600")
    office.days(march(12), march(31))
    assert only(office).closed_as is PromiseState.BROKEN
    [told] = office.posts("broken promise")
    assert "*€600.00* left" in shown(told)


def test_the_first_of_two_halves_still_to_come_is_kept_by_itself(office: ChasingOffice):
    an_overdue_invoice(office).said("INV-1", "I'll pay half on 20 March and the rest on 27 March")
    office.at(march(20)).paid("INV-1", "600")
    assert only(office).closed_as is PromiseState.KEPT


def test_money_dated_before_a_promise_does_not_keep_it_though_it_is_recorded_later(office: ChasingOffice):
    an_overdue_invoice(office).said("INV-1", "I will pay 600 on 27 March")
    office.at(march(11), 9, 1).act(record_payment, RecordPayment(invoice="INV-1", amount="600", on="10 March"))
    assert only(office).closed_as is None
    assert office.days(march(12), march(27)) == {}
    office.at(march(27), 10).paid("INV-1", "600")
    assert only(office).closed_as is PromiseState.KEPT


def test_money_of_the_day_it_was_promised_on_counts(office: ChasingOffice):
    an_overdue_invoice(office).said("INV-1", "I will pay 600 on 27 March")
    office.at(march(11), 9, 1).paid("INV-1", "600")
    assert only(office).closed_as is PromiseState.KEPT


def test_earlier_money_that_settles_all_of_it_leaves_nothing_promised(office: ChasingOffice):
    an_overdue_invoice(office).said("INV-1", "I will pay on 27 March")
    office.at(march(11), 9, 1).act(record_payment, RecordPayment(invoice="INV-1", on="10 March"))
    assert only(office).closed_as is PromiseState.KEPT


def an_overdue_invoice(office: ChasingOffice) -> ChasingOffice:
    """€1,200.00 of Acme, due a week ago."""
    office.at(march(11)).invoice("INV-1", due=date(2026, 3, 4))
    return office


def only(office: ChasingOffice) -> Promise:
    with office.desk.reading(office.workspace) as work:
        [promise] = [each for each in work.promises.of_client(1) if not each.withdrawn]
        return promise
