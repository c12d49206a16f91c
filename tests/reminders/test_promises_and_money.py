"""What a promise is about, which money answers it, and what happens when that money or the words are taken back."""

from __future__ import annotations

from datetime import date

from domain.promise import Promise, PromiseState
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.log_reply import LogReply, log_reply
from receivables.record_payment import RecordPayment, record_payment
from tests.reminders.office import Office


def test_money_that_came_before_a_promise_does_not_keep_it(office: Office) -> None:
    office.at(date(2026, 3, 11)).invoice("INV-1", due=date(2026, 3, 4))
    office.paid("INV-1", "600")
    office.said("INV-1", "I'll pay the rest on Friday")
    _days(office, 12, 18)
    assert _only(office).closed_as is PromiseState.BROKEN
    assert any("promise" in one for one in office.heard("broken promise"))


def test_words_logged_with_an_earlier_day_do_not_count_money_already_off_the_balance(office: Office) -> None:
    office.at(date(2026, 3, 10)).invoice("INV-1", due=date(2026, 3, 4))
    office.paid("INV-1", "600")
    office.at(date(2026, 3, 11))
    office.act(log_reply, LogReply(target="INV-1", words="I will pay the rest on Friday", on="9 March"))
    _days(office, 12, 18)
    assert _only(office).closed_as is PromiseState.BROKEN


def test_a_payment_after_the_last_day_leaves_a_broken_promise_broken(office: Office) -> None:
    office.at(date(2026, 3, 9)).invoice("INV-1", due=date(2026, 3, 4))
    office.said("INV-1", "I'll pay on 12 March")
    _days(office, 12, 16)
    office.act(record_payment, RecordPayment(invoice="INV-1", on="16 March"))
    assert _only(office).closed_as is PromiseState.BROKEN


def test_money_for_an_invoice_sent_after_the_promise_does_not_keep_it(office: Office) -> None:
    office.at(date(2026, 3, 9)).invoice("INV-1", due=date(2026, 3, 4), total_minor=10_000)
    office.invoice("INV-2", due=date(2026, 3, 5), total_minor=10_000)
    office.said("Acme", "we will pay everything on Friday")
    _later_invoice(office)
    office.paid("INV-3")
    assert _only(office).closed_as is None


def test_a_promise_for_all_is_kept_once_all_that_was_sent_by_then_is_settled(office: Office) -> None:
    office.at(date(2026, 3, 9)).invoice("INV-1", due=date(2026, 3, 4), total_minor=10_000)
    office.invoice("INV-2", due=date(2026, 3, 5), total_minor=10_000)
    office.said("Acme", "we will pay everything on Friday")
    office.act(issue_credit_note, IssueCreditNote(target="INV-1", amount="40", reason="discount"))
    _later_invoice(office)
    office.paid("INV-1")
    office.paid("INV-2")
    _days(office, 12, 18)
    assert _only(office).closed_as is PromiseState.KEPT


def _later_invoice(office: Office) -> None:
    sent = date(2026, 3, 11)
    office.at(sent).invoice("INV-3", due=date(2026, 4, 10), issued_on=sent, sent_on=sent, total_minor=20_000)


def _days(office: Office, first: int, last: int) -> None:
    for day in range(first, last + 1):
        office.at(date(2026, 3, day)).tick()


def _promises(office: Office) -> list[Promise]:
    with office.desk.reading(office.workspace) as work:
        return work.promises.of_client(1)


def _only(office: Office) -> Promise:
    [promise] = _promises(office)
    return promise
