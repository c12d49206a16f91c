from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.answers import NextStep
from domain.badges import BadgeName
from domain.errors import AlreadyDone, MoreThanOne, NotUnderstood, Refusal, TooLate, WrongState
from domain.invoice import Status
from domain.promise import Certainty, PromiseState
from domain.workspace import Workspace
from receivables.assign_owner import AssignOwner, assign_owner
from receivables.dispute import OpenDispute, Resume, open_dispute, resume
from receivables.find import Find, find, find_client
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.keep_client import KeepClient, keep_client
from receivables.list_invoices import ListInvoices, list_invoices
from receivables.log_reply import LogReply, log_reply
from receivables.mark_sent import MarkSent, mark_sent
from receivables.promises import ChangePromise, change_promise
from receivables.record_invoice import RecordInvoice, record_invoice
from receivables.record_payment import RecordPayment, record_payment
from receivables.undo import Undo, undo
from receivables.void_invoice import VoidInvoice, void_invoice
from storage.standing import state_of
from tests.builders import keep_invoice
from tests.receivables.conftest import Do


def test_paid_without_an_amount_posts_exactly_what_is_left(do: Do, acme: str):
    do(record_payment, RecordPayment(invoice=acme, amount="200"))
    change = do(record_payment, RecordPayment(invoice=acme))
    assert "€1,000.00 received" in change.said
    assert change.row.status is Status.PAID
    with pytest.raises(AlreadyDone, match="paid already"):
        do(record_payment, RecordPayment(invoice=acme))


def test_a_part_payment_leaves_an_overdue_invoice_overdue_and_says_what_is_left(do: Do, acme: str):
    change = do(record_payment, RecordPayment(invoice="1042", amount="€500", on="9 March"))
    assert change.row.status is Status.OVERDUE
    assert change.row.badge(BadgeName.PARTIALLY_PAID)
    assert "€700.00 is left" in change.understood


def test_what_comes_in_above_the_balance_is_kept_and_shown_as_overpaid(do: Do, acme: str):
    change = do(record_payment, RecordPayment(invoice=acme, amount="1.250,00"))
    assert change.row.badge(BadgeName.OVERPAID)
    assert change.row.invoice.balance.minor == -50_00
    card = do(find, Find(said=acme))
    assert card.next_action.step is NextStep.REFUND_OR_APPLY


def test_dollars_are_never_taken_for_an_invoice_in_euros(do: Do, acme: str):
    with pytest.raises(NotUnderstood, match="never mixed"):
        do(record_payment, RecordPayment(invoice=acme, amount="USD 100"))


def test_a_payment_of_tomorrow_is_refused(do: Do, acme: str):
    with pytest.raises(NotUnderstood, match="future"):
        do(record_payment, RecordPayment(invoice=acme, on="tomorrow"))


def test_undo_takes_a_payment_back_and_reopens_the_promise_it_kept(do: Do, acme: str, desk: Desk, workspace: Workspace):
    promised = do(log_reply, LogReply(target=acme, words="I'll sort it Friday")).promise
    paid = do(record_payment, RecordPayment(invoice=acme))
    with desk.reading(workspace) as work:
        assert state_of(work.promises.get(promised.id), work) is PromiseState.KEPT
    back = do(undo, Undo(record_id=paid.record_id))
    assert back.row.status is Status.OVERDUE
    assert back.row.badge(BadgeName.PROMISED)
    with pytest.raises(AlreadyDone, match="undone already by Ana"):
        do(undo, Undo(record_id=paid.record_id))


def test_undo_works_for_fifteen_minutes_and_no_longer(do: Do, acme: str, clock: MovableClock):
    change = do(record_payment, RecordPayment(invoice=acme))
    clock.move(timedelta(minutes=15, seconds=1))
    with pytest.raises(TooLate, match="fifteen minutes"):
        do(undo, Undo(record_id=change.record_id))


def test_sorting_it_friday_is_a_promise_for_that_friday_in_the_clients_words(do: Do, acme: str):
    change = do(log_reply, LogReply(target=acme, words="I'll sort it Friday"))
    assert change.promise.promised_on == date(2026, 3, 13)
    assert change.promise.certainty is Certainty.GIVEN
    assert change.promise.expected_minor == 1_200_00
    assert any("Friday 13 March 2026" in heard for heard in change.understood)
    card = do(find, Find(said=acme))
    assert card.last_contact.words == "I'll sort it Friday"
    assert card.next_action.step is NextStep.WAIT_FOR_PROMISE


def test_sorting_it_without_a_day_proposes_to_follow_up_in_a_week(do: Do, acme: str):
    change = do(log_reply, LogReply(target=acme, words="I'll sort it"))
    assert change.promise.certainty is Certainty.PROPOSED
    assert change.promise.promised_on == date(2026, 3, 18)
    moved = do(change_promise, ChangePromise(promise_id=change.promise.id, on="20 March"))
    assert moved.promise.promised_on == date(2026, 3, 20)
    assert moved.promise.certainty is Certainty.GIVEN


def test_undoing_a_logged_reply_takes_its_promise_along_and_brings_the_earlier_one_back(do: Do, acme: str):
    do(log_reply, LogReply(target=acme, words="will pay Friday"))
    later = do(log_reply, LogReply(target=acme, words="sorry, will pay next Friday"))
    assert do(find, Find(said=acme)).row.badge(BadgeName.PROMISED).on == date(2026, 3, 20)
    do(undo, Undo(record_id=later.record_id))
    card = do(find, Find(said=acme))
    assert card.row.badge(BadgeName.PROMISED).on == date(2026, 3, 13)
    assert [touch.words for touch in card.touches] == ["will pay Friday"]


def test_a_reply_of_a_client_with_one_open_invoice_is_about_that_one(do: Do, acme: str):
    change = do(log_reply, LogReply(target="acme", words="cheque is in the post"))
    assert change.row.invoice.number == acme


def test_an_empty_reply_is_refused_with_an_example(do: Do, acme: str):
    with pytest.raises(NotUnderstood, match="What did they say"):
        do(log_reply, LogReply(target=acme, words="  "))


def test_a_new_invoice_takes_the_next_number_and_the_day_its_terms_give(do: Do, acme: str):
    change = do(
        record_invoice,
        RecordInvoice(client="acme", amount="€500", net="60 from delivery", delivered="1 March", sent="today"),
    )
    assert change.row.invoice.number == "INV-1043"
    assert change.row.invoice.due_on == date(2026, 4, 30)
    assert str(change.row.invoice.due.terms) == "net 60 from delivery"
    assert change.row.status is Status.SENT


def test_a_name_close_to_a_known_client_is_not_made_a_second_client(
    do: Do, acme: str, desk: Desk, workspace: Workspace
):
    with desk.work(workspace) as work:
        work.clients.add(name="Blue Harbor Studio", now=work.now)
    with pytest.raises(NotUnderstood, match="Did you mean Blue Harbor Studio"):
        do(record_invoice, RecordInvoice(client="Blue Harbour", amount="100"))
    change = do(record_invoice, RecordInvoice(client="Blue Harbour", amount="100", is_new_client=True))
    assert change.client.name == "Blue Harbour"


def test_a_clients_terms_give_the_next_invoice_its_due_date_and_leave_the_sent_ones_alone(do: Do, acme: str):
    kept = do(keep_client, KeepClient(client="acme", terms="net 60 from end of month"))
    assert "net 60 from end of month" in kept.said
    new = do(record_invoice, RecordInvoice(client="Acme", amount="100"))
    assert new.row.invoice.due_on == date(2026, 5, 30)
    assert do(find, Find(said=acme)).row.invoice.due_on == date(2026, 3, 4)
    do(undo, Undo(record_id=kept.record_id))
    assert do(record_invoice, RecordInvoice(client="Acme", amount="100")).row.invoice.due_on is None


def test_somebody_to_write_to_is_kept_once_and_needs_a_real_address(do: Do, acme: str):
    kept = do(keep_client, KeepClient(client="acme", contact="Anna Reis", email="anna@example.com"))
    assert [each.email for each in do(find_client, Find(said="acme")).contacts] == ["anna@example.com"]
    with pytest.raises(NotUnderstood, match="not an e-mail"):
        do(keep_client, KeepClient(client="acme", email="anna at example"))
    with pytest.raises(NotUnderstood, match="Nothing new was given"):
        do(keep_client, KeepClient(client="acme", contact="Anna Reis", email="anna@example.com"))
    do(undo, Undo(record_id=kept.record_id))
    assert do(find_client, Find(said="acme")).contacts == ()


def test_sending_needs_a_due_date_from_somewhere(do: Do, acme: str):
    draft = do(record_invoice, RecordInvoice(client="Acme", amount="100"))
    assert draft.row.status is Status.DRAFT
    number = draft.row.invoice.number
    with pytest.raises(NotUnderstood, match="When is"):
        do(mark_sent, MarkSent(invoice=number))
    sent = do(mark_sent, MarkSent(invoice=number, net="30"))
    assert sent.row.invoice.due_on == date(2026, 4, 10)
    back = do(undo, Undo(record_id=sent.record_id))
    assert back.row.status is Status.DRAFT
    assert back.row.invoice.due_on is None


def test_an_undone_invoice_frees_its_number_and_leaves_the_book(do: Do, acme: str):
    change = do(record_invoice, RecordInvoice(client="Acme", amount="100", number="A-1"))
    do(undo, Undo(record_id=change.record_id))
    again = do(record_invoice, RecordInvoice(client="Acme", amount="200", number="A-1"))
    assert again.row.invoice.total_minor == 200_00
    assert do(list_invoices, ListInvoices()).count == 2


def test_undo_is_refused_where_somebody_did_more_since(do: Do, acme: str):
    draft = do(record_invoice, RecordInvoice(client="Acme", amount="100", due="1 April"))
    do(mark_sent, MarkSent(invoice=draft.row.invoice.number))
    with pytest.raises(TooLate, match="did more with it since"):
        do(undo, Undo(record_id=draft.record_id))


def test_a_void_invoice_leaves_every_list_and_sum(do: Do, acme: str):
    do(void_invoice, VoidInvoice(invoice=acme, reason="billed twice"))
    found = do(list_invoices, ListInvoices())
    assert found.count == 0
    assert found.totals == ()
    with pytest.raises(Refusal, match="voided"):
        do(record_payment, RecordPayment(invoice=acme))


def test_money_received_keeps_an_invoice_from_being_voided(do: Do, acme: str):
    do(record_payment, RecordPayment(invoice=acme, amount="1"))
    with pytest.raises(WrongState, match="was received"):
        do(void_invoice, VoidInvoice(invoice=acme, reason="typo"))


def test_a_credit_note_lowers_what_is_left_and_never_below_zero(do: Do, acme: str):
    change = do(issue_credit_note, IssueCreditNote(target=acme, amount="200", reason="two hours not delivered"))
    assert change.row.invoice.balance.minor == 1_000_00
    with pytest.raises(NotUnderstood, match="more than"):
        do(issue_credit_note, IssueCreditNote(target=acme, amount="1000.01", reason="too much"))


def test_a_hold_without_an_end_is_looked_at_again_in_two_weeks(do: Do, acme: str):
    change = do(hold_chasing, HoldChasing(target=acme, reason="they are moving offices"))
    assert change.row.badge(BadgeName.ON_HOLD).on == date(2026, 3, 25)
    back = do(resume, Resume(target=acme))
    assert back.row.badge(BadgeName.ON_HOLD) is None
    with pytest.raises(WrongState, match="Nothing holds"):
        do(resume, Resume(target=acme))


def test_a_dispute_is_opened_once_and_settled_by_resuming(do: Do, acme: str):
    change = do(open_dispute, OpenDispute(invoice=acme, reason="hours of May are wrong"))
    assert change.row.badge(BadgeName.DISPUTED)
    with pytest.raises(AlreadyDone, match="in dispute already"):
        do(open_dispute, OpenDispute(invoice=acme, reason="again"))
    back = do(resume, Resume(target=acme, outcome="agreed on 20 hours"))
    assert "agreed on 20 hours" in back.said
    undone = do(undo, Undo(record_id=back.record_id))
    assert undone.row.badge(BadgeName.DISPUTED)


def test_an_owner_is_a_mention_or_me(do: Do, acme: str):
    assert do(assign_owner, AssignOwner(target=acme, owner="me")).row.invoice.owner == "Ana"
    assert do(assign_owner, AssignOwner(target=acme, owner="<@U0BEN|ben>")).row.invoice.owner == "ben"


def test_the_list_pages_through_every_invoice_once_and_back(do: Do, desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        for day in range(1, 29):
            keep_invoice(work, number=f"INV-{day}", due_on=date(2026, 3, day))
        keep_invoice(work, number="D-1", sent_on=None, due_on=None)
        paid = keep_invoice(work, number="P-1")
    do(record_payment, RecordPayment(invoice=paid.number))
    pages = [do(list_invoices, ListInvoices())]
    while pages[-1].later:
        pages.append(do(list_invoices, ListInvoices(cursor=pages[-1].later)))
    numbers = [row.invoice.number for page in pages for group in page.groups for row in group.rows]
    assert numbers == [*(f"INV-{day}" for day in range(1, 29)), "D-1", "P-1"]
    assert pages[0].count == 30
    assert [page.shown_before for page in pages] == [0, 10, 20]
    first_again = do(list_invoices, ListInvoices(cursor=pages[1].earlier))
    assert first_again.groups == pages[0].groups


def test_a_half_number_that_fits_two_invoices_is_asked_about(do: Do, desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work, number="A-42")
        keep_invoice(work, number="B-42")
    with pytest.raises(MoreThanOne, match="A-42 or B-42"):
        do(find, Find(said="42"))
