from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest

from bot.jobs import Done, tick
from domain.hold import Hold
from domain.terms import Basis, Due, Terms
from receivables.dispute import OpenDispute, open_dispute
from receivables.record_delivery import RecordDelivery, record_delivery
from receivables.void_invoice import VoidInvoice, void_invoice
from tests.builders import keep_invoice
from tests.reminders.office import Office, buttons, shown

WED, THU, FRI = date(2026, 3, 11), date(2026, 3, 12), date(2026, 3, 13)


def test_an_invoice_is_told_on_the_day_after_its_due_date_at_the_alert_hour(office: Office):
    office.invoice("INV-7", due=WED, client="Acme")
    office.at(WED, 23).tick()
    office.at(THU, 8, 59).tick()
    assert office.heard() == []
    office.at(THU, 9).tick()
    [card] = office.posts()
    assert card.body["text"] == "Overdue: Acme INV-7, €1,200.00 left, 1 day late"
    assert "Overdue since Thu 12 Mar" in shown(card)
    assert buttons(card) == ["Draft reminder", "Log reply", "Record payment", "Hold", "Dispute", "Open"]


def test_however_often_the_clock_ticks_it_is_told_once(office: Office):
    office.invoice("INV-7", due=WED)
    for _ in range(3):
        office.at(THU, 9).tick()
    office.at(FRI, 9).tick()
    assert len(office.heard()) == 1


def test_it_is_told_at_the_weekend_too(office: Office):
    office.invoice("INV-7", due=FRI)
    office.at(date(2026, 3, 14), 9).tick()
    assert len(office.heard()) == 1


def test_the_card_says_what_the_client_said_last_and_what_to_do(office: Office):
    office.invoice("INV-7", due=WED, client="Acme", owner=None)
    office.said("INV-7", "Our CFO is away, ask <b>again</b> later")
    office.at(THU).tick()
    [card] = office.posts()
    assert "Our CFO is away, ask <b>again</b> later" in shown(card)
    assert "Last contact: words from the client, Wed 11 Mar, kept by Dunwell" in shown(card)
    assert "*Next:*" in shown(card)


def test_several_at_once_are_one_message_with_a_thread_and_a_total_for_each_currency(office: Office):
    for number in range(5):
        office.invoice(f"INV-{number}", due=WED, client=f"Client {number}", currency="EUR" if number < 3 else "USD")
    office.at(THU).tick()
    headline, *thread = office.posts()
    assert headline.body["text"] == (
        "5 invoices turned Overdue today: €3,600.00 left (3 invoices) · US$2,400.00 left (2 invoices)"
    )
    assert "and 2 more" in shown(headline)
    assert {card.reply_to_id for card in thread} == {headline.id}
    assert [card.about_id for card in thread] == [1, 2, 3, 4, 5]


def test_a_thread_of_many_lists_every_invoice_once(office: Office):
    for number in range(250):
        office.invoice(f"INV-{number:03}", due=WED, client=f"A client with quite a long name, number {number % 9}")
    office.at(THU).tick()
    headline, *thread = office.posts()
    cards = [message for message in thread if message.kind == "overdue card"]
    lines = [message for message in thread if message.kind == "overdue lines"]
    assert len(cards) == 20
    assert len(lines) <= 5
    told = "\n".join([message.body["text"] for message in cards] + [shown(message) for message in lines])
    for number in range(250):
        assert told.count(f"INV-{number:03}") == 1, number
    assert "21 of" not in headline.body["text"]
    assert "That is all of them." in shown(lines[-1])


def test_after_three_days_without_a_clock_one_alert_says_since_when_each_is_overdue(office: Office):
    office.tick()
    office.invoice("INV-1", due=date(2026, 3, 11))
    office.invoice("INV-2", due=date(2026, 3, 12))
    office.invoice("INV-3", due=date(2026, 3, 13))
    office.at(date(2026, 3, 15), 10).tick()
    stopped, headline, *thread = office.posts()
    assert stopped.kind == "clock stopped"
    assert headline.body["text"].startswith("3 invoices turned Overdue: ")
    since = [next(line for line in shown(card).splitlines() if "Overdue since" in line) for card in thread]
    assert [line.split(",")[0] for line in since] == [
        "Overdue since Thu 12 Mar",
        "Overdue since Fri 13 Mar",
        "Overdue since Sat 14 Mar",
    ]


def test_what_was_missed_yesterday_is_told_before_todays_hour(office: Office):
    office.invoice("INV-1", due=date(2026, 3, 10))
    office.invoice("INV-2", due=WED)
    office.at(THU, 7).tick()
    assert office.heard() == ["overdue alert: Overdue: Acme INV-1, €1,200.00 left, 2 days late"]
    office.at(THU, 9).tick()
    assert office.heard() == ["overdue alert: Overdue: Acme INV-2, €1,200.00 left, 1 day late"]


def test_a_payment_an_hour_before_keeps_the_channel_quiet(office: Office):
    office.invoice("INV-7", due=WED)
    office.at(THU, 8)
    office.paid("INV-7")
    office.at(THU, 9).tick()
    assert office.heard() == []


def test_a_part_payment_is_told_with_what_is_left(office: Office):
    office.invoice("INV-7", due=WED)
    office.paid("INV-7", "200")
    office.at(THU, 9).tick()
    assert office.heard() == ["overdue alert: Overdue: Acme INV-7, €1,000.00 left, 1 day late"]


def test_a_void_invoice_is_never_told(office: Office):
    office.invoice("INV-7", due=WED)
    office.act(void_invoice, VoidInvoice(invoice="INV-7", reason="typo"))
    office.at(THU, 9).tick()
    assert office.heard() == []


def test_a_moved_due_date_is_told_again_for_the_new_date_and_never_twice_for_one(office: Office):
    office.invoice("INV-7", due=WED)
    office.at(THU).tick()
    office.due_moved("INV-7", "20 March")
    office.at(FRI).tick()
    assert len(office.heard()) == 1
    office.at(date(2026, 3, 21)).tick()
    assert office.heard("overdue alert") == ["overdue alert: Overdue: Acme INV-7, €1,200.00 left, 1 day late"]
    with office.desk.work(office.workspace) as work:
        invoice = work.invoices.find("INV-7")
        assert invoice.due is not None
        work.invoices.keep(invoice, replace(invoice, due=replace(invoice.due, on=WED)), changed_on=work.today)
    office.tick()
    assert office.heard() == []


def test_another_delivery_day_moves_the_due_date_that_counts_from_it_and_is_told_again(office: Office):
    with office.desk.work(office.workspace) as work:
        terms = Terms(net_days=10, basis=Basis.DELIVERY)
        due = Due(on=WED, terms=terms, counted_from=date(2026, 3, 1))
        keep_invoice(work, number="INV-7", issued_on=date(2026, 3, 1), delivered_on=date(2026, 3, 1), due=due)
    office.at(THU).tick()
    office.act(record_delivery, RecordDelivery(invoice="INV-7", on="2 March"))
    office.at(FRI).tick()
    told = ["overdue alert: Overdue: Acme INV-7, €1,200.00 left, 1 day late"]
    assert office.heard("overdue alert") == 2 * told


def test_a_payment_taken_back_tells_of_an_invoice_nobody_was_told_of(office: Office):
    invoice = office.invoice("INV-7", due=WED)
    with office.desk.work(office.workspace) as work:
        payment = work.payments.add(invoice, minor=120_000, paid_on=work.today, now=work.now, by_id=work.person.id)
        work.invoices.recount(invoice, changed_on=work.today)
    office.at(THU).tick()
    assert office.heard() == []
    with office.desk.work(office.workspace) as work:
        work.payments.reverse(payment, now=work.now, by_id=work.person.id)
        work.invoices.recount(work.invoices.get(invoice.id), changed_on=work.today)
    office.tick()
    assert len(office.heard()) == 1


def test_a_disputed_a_held_and_a_promised_one_are_told_and_marked(office: Office):
    office.invoice("INV-1", due=WED, client="Acme")
    held = office.invoice("INV-2", due=WED, client="Blum")
    office.invoice("INV-3", due=WED, client="Cork")
    office.act(open_dispute, OpenDispute(invoice="INV-1", reason="wrong hours"))
    hold = Hold(id=0, client_id=held.client_id, invoice_id=None, reason="merger", until=FRI, placed_on=WED, by="Ana")
    with office.desk.work(office.workspace) as work:
        work.holds.place(hold, now=work.now, by_id=work.person.id)
    office.said("INV-3", "I'll pay on 20 March")
    office.at(THU).tick()
    _, disputed, on_hold, promised = office.posts()
    assert "disputed" in shown(disputed)
    assert "settle the dispute" in shown(disputed)
    assert "Dispute" not in buttons(disputed)
    assert "on hold until Fri 13 Mar" in shown(on_hold)
    assert "Hold" not in buttons(on_hold)
    assert "promised Fri 20 Mar" in shown(promised)


def test_two_clocks_at_the_same_moment_tell_it_once_and_neither_fails(office: Office):
    for number in range(30):
        office.invoice(f"INV-{number}", due=WED)
    office.at(THU)
    gate = Barrier(2)

    def other_clock() -> Done:
        gate.wait(timeout=10)
        return tick(office.desk, office.workspace)

    with ThreadPoolExecutor(2) as clocks:
        ticks = [clocks.submit(other_clock) for _ in range(2)]
        done = [one.result(timeout=30) for one in ticks]
    assert [one.failed for one in done] == [(), ()]
    assert office.heard() == ["overdue alert: 30 invoices turned Overdue today: €36,000.00 left (30 invoices)"]


def test_without_a_channel_nothing_is_lost_and_the_queue_says_so(office: Office):
    channel = office.workspace.channel
    office.named(channel=None)
    office.invoice("INV-7", due=WED)
    for day in (THU, FRI):
        office.at(day).tick()
    assert office.heard() == []
    assert [kind for kind, _ in office.queue()] == ["no channel"]
    office.named(channel=channel)
    office.tick()
    assert len(office.heard()) == 1
    assert office.queue() == []


def test_a_job_that_fails_does_not_stop_the_others_and_stands_in_the_queue(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    from storage.clockwork import AlertStore

    def broken(*_: object, **__: object) -> int:
        msg = "disk full"
        raise OSError(msg)

    office.invoice("INV-7", due=WED)
    office.at(date(2026, 3, 16))
    with monkeypatch.context() as patch:
        patch.setattr(AlertStore, "claim", broken)
        done = office.tick()
    assert done.failed == ("overdue alert",)
    assert "digest" in done.jobs
    assert [kind for kind, _ in office.queue()] == ["job failed"]
    office.posts()
    office.tick()
    assert len(office.heard()) == 1
    assert office.queue() == []


def test_the_watch_that_finds_them_is_empty_once_they_are_told(office: Office):
    office.invoice("INV-7", due=WED)
    office.at(THU).tick()
    with office.desk.reading(office.workspace) as work:
        assert not work.alerts.is_any_watched_in_vain(date(2027, 1, 1))
        assert not work.alerts.is_any_owed(date(2027, 1, 1))


def test_the_card_follows_its_invoice_and_its_buttons_vanish_once_it_is_paid(office: Office):
    office.invoice("INV-7", due=WED)
    office.at(THU).tick()
    [card] = office.posts()
    office.paid("INV-7", "200")
    office.tick()
    [update] = office.posts()
    assert update.updates_id == card.id
    assert "€1,000.00 left of €1,200.00" in shown(update)
    office.paid("INV-7")
    office.tick()
    [update] = office.posts()
    assert "Paid" in shown(update)
    assert buttons(update) == []
    office.tick()
    assert office.posts() == []


def test_an_import_that_brings_payments_brings_the_cards_up_to_date(office: Office):
    for number in range(3):
        office.invoice(f"INV-{number}", due=WED)
    office.at(THU).tick()
    office.posts()
    with office.desk.work(office.workspace) as work:
        invoice = work.invoices.find("INV-1")
        work.payments.add(invoice, minor=120_000, paid_on=work.today, now=work.now, by_id=work.person.id)
        work.invoices.recount(invoice, changed_on=work.today)
        work.record("import_invoices", "1 payment came with the file")
    office.tick()
    [update] = office.posts()
    assert update.about_id == invoice.id
    assert "Paid" in shown(update)
