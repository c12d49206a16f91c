from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.promise import PromiseState
from domain.workspace import Workspace
from receivables.promises import ChangePromise, change_promise
from tests.reminders.office import Office, buttons, shown

WED, THU, FRI = date(2026, 3, 11), date(2026, 3, 12), date(2026, 3, 13)
MON, TUE, WED_AFTER = date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 18)


def told_of_promises(office: Office) -> list[str]:
    return office.heard("broken promise")


def states(office: Office) -> list[PromiseState | None]:
    with office.desk.reading(office.workspace) as work:
        client = work.clients.find("Acme")
        return [promise.closed_as for promise in work.promises.of_client(client.id)]


def test_a_word_the_money_did_not_keep_is_told_after_one_business_day_with_the_clients_words(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 31))
    office.said("INV-7", "I'll sort it Friday")
    office.at(MON, 23).tick()
    office.at(TUE, 8).tick()
    assert told_of_promises(office) == []
    office.at(TUE, 9).tick()
    [told] = office.posts("broken promise")
    assert told.body["text"] == "Promise broken: Acme meant to pay by Fri 13 Mar 2026 (INV-7)"
    assert "I'll sort it Friday" in shown(told)
    assert "nothing came in since 11 Mar" in shown(told)
    assert "ask about the broken promise" in shown(told)
    assert "Log reply" in buttons(told)
    assert states(office) == [PromiseState.BROKEN]
    office.at(WED_AFTER).tick()
    assert told_of_promises(office) == []


def test_a_promise_the_money_kept_is_closed_without_a_word(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 31))
    office.said("INV-7", "I'll sort it Friday")
    office.at(MON)
    office.paid("INV-7")
    office.at(TUE).tick()
    assert told_of_promises(office) == []
    assert states(office) == [PromiseState.KEPT]


def test_half_of_what_was_promised_does_not_keep_it_and_the_message_says_what_came(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 31))
    office.said("INV-7", "I'll pay it all on Friday")
    office.at(date(2026, 3, 11), hour=10)
    office.paid("INV-7", "500")
    office.at(TUE).tick()
    [told] = office.posts("broken promise")
    assert "€500.00 came in since 11 Mar" in shown(told)
    assert "*€700.00* left" in shown(told)


def test_a_withdrawn_or_moved_promise_is_not_broken_on_its_old_day(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 31))
    office.said("INV-7", "I'll sort it Friday")
    with office.desk.work(office.workspace) as work:
        [promise] = work.promises.of_client(work.invoices.find("INV-7").client_id)
    office.act(change_promise, ChangePromise(promise_id=promise.id, on="Wed 18 March"))
    office.at(TUE).tick()
    assert told_of_promises(office) == []
    office.at(date(2026, 3, 20)).tick()
    assert len(told_of_promises(office)) == 1


def test_a_holiday_gives_the_client_another_day(office: Office):
    office.desk = replace(office.desk, holidays=_monday_is_free)
    office.invoice("INV-7", due=date(2026, 3, 31))
    office.said("INV-7", "I'll sort it Friday")
    office.at(TUE).tick()
    assert told_of_promises(office) == []
    office.at(WED_AFTER).tick()
    assert len(told_of_promises(office)) == 1


def test_a_holiday_entered_after_the_promise_was_made_counts_too(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 31))
    office.said("INV-7", "I'll sort it Friday")
    office.desk = replace(office.desk, holidays=_monday_is_free)
    office.at(TUE).tick()
    assert told_of_promises(office) == []
    office.at(WED_AFTER).tick()
    assert len(told_of_promises(office)) == 1


def test_several_broken_at_once_are_one_message_with_a_thread(office: Office):
    for number in range(3):
        office.invoice(f"INV-{number}", due=date(2026, 3, 31), client=f"Client {number}")
        office.said(f"INV-{number}", "I'll sort it Friday")
    office.at(TUE).tick()
    headline, *thread = office.posts("broken promise")
    assert headline.body["text"] == "3 promises to pay were broken"
    assert [message.reply_to_id for message in thread] == [headline.id] * 3


def test_a_word_without_a_day_is_a_gentle_note_a_week_later_and_never_broken(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 31))
    office.said("Acme", "I'll sort it")
    office.at(TUE).tick()
    assert office.heard("follow-ups") == []
    office.at(WED_AFTER, 9).tick()
    [note] = office.posts("follow-ups")
    assert note.body["text"] == "Follow-ups for Wed 18 Mar: 1 client word to follow up"
    assert "I'll sort it" in shown(note)
    assert "€1,200.00 left" in shown(note)
    for day in (19, 20, 27):
        office.at(date(2026, 3, day)).tick()
    assert office.heard("follow-ups") == []
    assert office.heard("broken promise") == []


def test_no_follow_up_is_asked_for_what_was_paid_meanwhile(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 31))
    office.said("INV-7", "I'll sort it")
    office.paid("INV-7")
    office.at(WED_AFTER).tick()
    assert office.heard("follow-ups") == []


def test_a_promise_for_all_a_client_owes_counts_every_invoice_in_that_currency(office: Office):
    office.invoice("INV-1", due=date(2026, 3, 31))
    office.invoice("INV-2", due=date(2026, 3, 31))
    office.said("Acme", "we pay both on Friday")
    office.at(date(2026, 3, 11), hour=10)
    office.paid("INV-1")
    office.at(TUE).tick()
    [told] = office.posts("broken promise")
    assert "1 open invoice" in shown(told)
    assert "€1,200.00 came in" in shown(told)


def test_the_message_of_a_broken_promise_asks_for_nothing_once_the_money_has_come(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 31))
    office.said("INV-7", "I'll sort it Friday")
    office.at(TUE).tick()
    [told] = office.posts("broken promise")
    office.paid("INV-7")
    office.tick()
    [update] = office.posts()
    assert update.updates_id == told.id
    assert "nothing is left to pay" in shown(update)
    assert buttons(update) == []


def _monday_is_free(_: Workspace) -> frozenset[date]:
    return frozenset({MON})
