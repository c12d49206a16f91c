from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.answers import InvoiceCard, NextAction, NextStep
from domain.badges import Badge, BadgeName
from domain.hold import Dispute, Hold
from domain.ledger import Line
from domain.promise import PromiseState
from domain.record import Record
from domain.roles import Role
from domain.terms import Basis, Due, Terms
from tests.views.samples import (
    HOSTILE,
    NOW,
    TODAY,
    a_card,
    a_full_card,
    a_payment,
    a_promise,
    a_row,
    a_touch,
    actions_of,
    shown,
    takes_message,
    takes_view,
)
from views.ids import Action, id_in
from views.invoices import invoice_card
from views.timeline import timeline_modal


def _card(card: InvoiceCard, role: Role = Role.APPROVER) -> dict[str, Any]:
    body = invoice_card(card, locale="en_GB", role=role)
    takes_message(body)
    return body


def test_a_card_says_what_is_left_how_late_and_what_to_do_next():
    action = NextAction(step=NextStep.ASK_ABOUT_BROKEN_PROMISE, on=date(2026, 3, 6))
    broken = Badge(name=BadgeName.PROMISE_BROKEN, on=date(2026, 3, 6))
    read = shown(_card(a_card(a_row(broken, paid_minor=50_000), next_action=action)))
    assert "INV-1042 · Acme" in read
    assert "€700.00 left of €1,200.00 · Overdue, 12 days late · promise of 6 Mar broken" in read
    assert "Next: ask about the broken promise of 6 Mar" in read


def test_a_due_date_on_a_card_says_where_it_came_from():
    due = Due(on=date(2026, 3, 4), terms=Terms(net_days=60, basis=Basis.DELIVERY), counted_from=date(2026, 1, 3))
    read = shown(_card(a_card(a_row(due=due, delivered_on=date(2026, 1, 3)))))
    assert "Wed 4 Mar 2026 net 60 from delivery 3 Jan" in read


def test_the_last_contact_is_in_the_clients_own_words_with_who_when_and_how():
    read = shown(_card(a_card(last_contact=a_touch("I'll sort it Friday"))))
    assert "Last contact Mon 9 Mar 2026 (7 days ago), email from the client, kept by Ana" in read
    assert "I'll sort it Friday" in read


def test_a_card_without_contact_says_that_none_is_kept():
    assert "Last contact None about this invoice so far." in shown(_card(a_card()))


def test_the_timeline_tells_all_kinds_of_things_newest_first():
    card = a_card(
        touches=(a_touch(),),
        payments=(a_payment(),),
        promises=((a_promise(), PromiseState.BROKEN),),
        disputes=(
            Dispute(
                id=1,
                client_id=1,
                invoice_id=1,
                reason="hours of May are wrong",
                opened_on=date(2026, 3, 10),
                by="Ana",
                owner="Ben",
            ),
        ),
        holds=(
            Hold(
                id=1,
                client_id=1,
                invoice_id=None,
                reason="new PO",
                until=date(2026, 3, 20),
                placed_on=date(2026, 3, 12),
                by="Ana",
            ),
        ),
        records=(_record("mark_sent", "INV-1042 sent on Mon 2 Feb 2026", days=42), _record("log_reply", "told twice")),
    )
    read = shown(_card(card))
    told = (
        "12 Mar the whole client on hold until Fri 20 Mar 2026 (by Ana): new PO",
        "10 Mar disputed, Ben looks after it (kept by Ana): hours of May are wrong",
        "9 Mar €1,200.00 promised for Fri 20 Mar 2026: broken",
        "9 Mar email from the client, kept by Ana: “I'll sort it Friday”",
        "6 Mar €500.00 received (Ben)",
        "2 Feb INV-1042 sent on Mon 2 Feb 2026 (Ana)",
    )
    places = [read.index(words) for words in told]
    assert places == sorted(places)
    assert "told twice" not in read


def test_a_payment_taken_back_is_told_once_struck_through_with_by_whom():
    back = a_payment(-50_000, id=2, reverses=1, by="Ana", recorded_at=NOW - timedelta(days=4))
    undone = replace(_record("undo", "Undone: €500.00 received"), at=back.recorded_at)
    paid = replace(_record("record_payment", "told by the payment"), undone_at=back.recorded_at)
    card = a_card(payments=(a_payment(), back), records=(paid, undone, _record("take_back_payment", "told once more")))
    read = shown(_card(card))
    assert "12 Mar €500.00 received on 6 Mar (Ben) taken back by Ana" in read
    assert read.count("€500.00") == 1
    assert "told" not in read
    assert '"strike": true' in json.dumps(_card(card))


def test_a_credit_note_taken_back_is_told_once():
    note = a_payment(words="two hours", by="Ana")
    back = a_payment(-50_000, id=2, reverses=1, recorded_at=NOW)
    read = shown(_card(a_card(credit_notes=(note, back))))
    assert "16 Mar credit note of €500.00: two hours on 6 Mar (Ana) taken back by Ben" in read
    assert read.count("€500.00") == 1


def test_a_long_timeline_counts_the_earlier_entries_and_leads_to_the_whole():
    touches = tuple(a_touch(f"word {place}", happened_on=TODAY - timedelta(days=place)) for place in range(30))
    body = _card(a_card(touches=touches))
    assert "22 earlier entries not shown here" in shown(body)
    assert Action.WHOLE_TIMELINE in actions_of(body)
    whole = timeline_modal(a_card(touches=touches), locale="en_GB")
    takes_view(whole)
    assert all(f"word {place}" in shown(whole) for place in range(30))


def test_a_timeline_of_thousands_is_still_a_modal_and_counts_what_is_left():
    touches = tuple(a_touch(f"word {place}") for place in range(2_000))
    whole = timeline_modal(a_card(touches=touches), locale="en_GB")
    takes_view(whole)
    assert "1,020 older entries are not shown" in shown(whole)


def test_an_open_invoice_offers_what_applies_to_it():
    assert actions_of(_card(a_card())) == [
        Action.LOG_REPLY,
        Action.RECORD_PAYMENT,
        Action.REMIND,
        Action.HOLD,
        Action.DISPUTE,
        Action.CREDIT_NOTE,
        Action.CHANGE_DUE_DATE,
        Action.ASSIGN,
        Action.BLOCK,
        Action.CHASING,
        Action.WHY,
        Action.VOID,
    ]


def test_every_button_of_a_card_carries_the_invoice_and_nothing_else():
    body = _card(a_card(a_row(id=77)))
    values = [
        element["value"] for block in body["blocks"] if block["type"] == "actions" for element in block["elements"]
    ]
    assert {id_in(value, "invoice") for value in values} == {77}
    assert set(values) == {"invoice:77"}


def test_a_draft_offers_to_be_marked_sent_and_not_to_be_paid():
    offered = actions_of(_card(a_card(a_row(sent_on=None))))
    assert offered[0] == Action.MARK_SENT
    assert Action.RECORD_PAYMENT not in offered


def test_a_paid_invoice_only_takes_words():
    assert actions_of(_card(a_card(a_row(paid_minor=120_000)))) == [Action.LOG_REPLY]


@pytest.mark.parametrize("over", [{"paid_minor": 120_000}, {"voided_on": date(2026, 3, 2), "void_reason": "twice"}])
def test_what_is_over_while_its_work_is_blocked_offers_to_let_it_go_on(over: dict[str, Any]):
    card = a_card(a_row(blocked_work="launch of the shop", **over))
    assert actions_of(_card(card))[0] == Action.UNBLOCK
    assert "launch of the shop" in shown(_card(card))


def test_a_disputed_invoice_on_hold_offers_the_ways_out():
    hold = Hold(
        id=1, client_id=1, invoice_id=1, reason="po", until=date(2026, 4, 1), placed_on=date(2026, 3, 2), by="Ana"
    )
    offered = actions_of(_card(a_card(a_row(Badge(name=BadgeName.DISPUTED)), holds=(hold,))))
    assert Action.SETTLE_DISPUTE in offered
    assert Action.RESUME in offered
    assert Action.DISPUTE not in offered
    assert Action.HOLD not in offered


def test_a_mirrored_invoice_offers_nothing_its_source_owns():
    body = _card(a_card(a_row(source="Xero")))
    offered = actions_of(body)
    assert not {Action.RECORD_PAYMENT, Action.CREDIT_NOTE, Action.VOID, Action.CHANGE_DUE_DATE} & set(offered)
    assert "Xero (amounts and dates are changed there)" in shown(body)


def test_a_void_invoice_says_since_when_and_why_and_offers_nothing():
    body = _card(a_card(a_row(voided_on=date(2026, 3, 10), void_reason="billed twice")))
    assert "Void since Tue 10 Mar 2026 : billed twice" in shown(body)
    assert "€1,200.00 left" not in shown(body)
    assert actions_of(body) == []


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.VIEWER, []),
        (
            Role.MEMBER,
            [
                Action.LOG_REPLY,
                Action.REMIND,
                Action.HOLD,
                Action.DISPUTE,
                Action.ASSIGN,
                Action.BLOCK,
                Action.WHY,
            ],
        ),
    ],
)
def test_a_person_is_offered_what_their_role_may_do(role: Role, offered: list[Action]):
    assert actions_of(_card(a_card(), role)) == offered


def test_the_lines_of_a_long_invoice_are_counted():
    lines = tuple(Line(description=f"day {place}", amount_minor=1_000) for place in range(14))
    read = shown(_card(a_card(lines=lines)))
    assert "day 9 €10.00" in read
    assert "4 more lines." in read


def test_an_invoice_without_a_due_date_says_so():
    card = a_card(a_row(due=None, sent_on=None))
    assert "no due date yet" in shown(_card(card))


@pytest.mark.parametrize("words", HOSTILE)
def test_nobodys_words_become_markup_or_break_the_card(words: str):
    card = a_full_card(words)
    _card(card)
    _card(replace(card, row=a_row(client=words, number=words, void_reason=words, voided_on=TODAY)))
    takes_view(timeline_modal(card, locale="de"))


@pytest.mark.parametrize(("currency", "total", "said"), [("JPY", 120_000, "JP¥120,000"), ("BHD", 1_500, "BHD 1.500")])
def test_currencies_of_no_and_of_three_digits_are_exact(currency: str, total: int, said: str):
    assert f"{said} left" in shown(_card(a_card(a_row(currency=currency, total_minor=total))))


def _record(act: str, said: str, *, days: int = 1) -> Record:
    return Record(
        id=1,
        at=NOW - timedelta(days=days),
        by="Ana",
        by_id=1,
        act=act,
        said=said,
        client_id=1,
        invoice_id=1,
        undo=None,
        undone_by=None,
        undone_at=None,
    )
