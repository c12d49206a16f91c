"""The card of a reminder: all a person decides on, the buttons that apply now, and nothing Slack would refuse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.chasing import Stage
from domain.client import Contact
from domain.letter import BuildsOn, Fault, Flaw, Ground, Recipient, Route, Words, fingerprint
from domain.money import Money
from domain.reminder import Kind, Reminder, ReminderState
from domain.reminder_card import LetterOpen, ReminderCard, Sure
from tests.builders import an_invoice
from tests.views.reminder_samples import AT, a_letter, a_reminder, a_reminder_card, an_approval, an_item
from tests.views.samples import HOSTILE, actions_of, shown, takes_message, takes_view, words_of
from views import reminder_forms
from views.ids import Action, read_pairs
from views.letter_blocks import parts
from views.reminder_card import reminder_card

S = ReminderState
_WORDS = st.text(max_size=200)
_LONG = st.one_of(st.text(max_size=400), st.sampled_from(HOSTILE), st.integers(1, 30_000).map(lambda many: "w " * many))


def _card(card: ReminderCard | None = None) -> dict[str, Any]:
    body = reminder_card(card or a_reminder_card(), locale="en_GB")
    takes_message(body)
    return body


def _in(state: ReminderState, **facts: Any) -> dict[str, Any]:
    return _card(a_reminder_card(a_reminder(state=state, **facts)))


def test_the_card_says_who_why_now_what_it_builds_on_and_what_leaves():
    read = shown(_card())
    order = [
        "Friendly reminder to Acme",
        "Waits for approval.",
        "Why now: INV-1042 was due Wed 4 Mar: 12 days past due on Mon 16 Mar 2026.",
        "Builds on: reply, Mon 9 Mar 2026, by Ana",
        "I'll sort it Friday",
        "To: Petra <petra@acme.example>",
        "By: e-mail",
        "Subject: INV-1042",
        "Hello Petra, €700.00 of INV-1042 is still open. Ana",
        "INV-1042 · due Wed 4 Mar 2026 · €1,200.00 in all, €500.00 received · €700.00 left",
        "Owed in all: €700.00",
        "Payments known up to Mon 9 Mar 2026, 09:12.",
        "Written by a template in English.",
    ]
    places = [read.index(words) for words in order]
    assert places == sorted(places)


def test_credit_lowers_what_is_owed_in_all():
    read = shown(_card(a_reminder_card(a_reminder(credit=Money(10_000, "EUR"), net=Money(60_000, "EUR")))))
    assert "Credit not used yet · −€100.00" in read
    assert "Owed in all: €600.00" in read


def test_the_approve_button_is_about_this_version_and_these_exact_words():
    card = a_reminder_card()
    [approve] = [one for one in _elements(_card(card)) if one["action_id"] == Action.APPROVE]
    assert card.reminder.letter
    assert read_pairs(approve["value"]) == {
        "reminder": "5",
        "version": "2",
        "letter": fingerprint(card.reminder.letter),
    }
    assert "confirm" not in approve


def test_old_payments_and_flaws_are_asked_about_before_the_press_counts():
    flawed = a_reminder(flaws=(Flaw(fault=Fault.AMOUNT, shown="€99.00"),))
    body = _card(a_reminder_card(flawed, asks=(Sure.MONEY, Sure.FLAWS)))
    [approve] = [one for one in _elements(body) if one["action_id"] == Action.APPROVE]
    assert read_pairs(approve["value"])["sure"] == "money+flaws"
    assert "more than a week old" in words_of(approve["confirm"])
    assert "An amount that is not one of the facts: “€99.00”" in shown(body)


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        (S.WRITING, []),
        (
            S.WAITING,
            [
                *("approve", "edit_letter", "snooze_reminder", "skip_reminder", "copy_letter"),
                *("they_paid", "log_reply", "dispute"),
            ],
        ),
        (S.BY_HAND, ["sent_by_hand", "show_letter", "not_sending"]),
        (S.APPROVED, ["take_back_approval"]),
        (S.CLAIMED, []),
        (S.SENT, ["letter_bounced"]),
        (S.REFUSED, ["edit_letter", "letter_not_sent", "client_details", "skip_reminder"]),
        (S.UNCERTAIN, ["letter_left", "letter_not_sent"]),
        (S.SNOOZED, ["wake_reminder"]),
        (S.SKIPPED, []),
        (S.LAPSED, []),
    ],
)
def test_buttons_are_those_that_apply_now(state: ReminderState, wanted: list[str]):
    assert actions_of(_in(state)) == wanted


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (
            {"state": S.SENT, "sent_on": date(2026, 3, 16), "claimed_at": AT},
            "Sent on Mon 16 Mar 2026 by e-mail to Petra",
        ),
        ({"state": S.REFUSED, "reason": "550 no such mailbox"}, "Not sent: 550 no such mailbox"),
        ({"state": S.UNCERTAIN, "reason": "the line broke."}, "Nothing is sent again by itself: look first"),
        ({"state": S.SKIPPED, "decided_by": "Ana", "decided_at": AT, "reason": "calling"}, "Skipped by Ana on Mon 16"),
        ({"state": S.LAPSED, "reason": "INV-1042 was paid"}, "Nothing was sent: INV-1042 was paid"),
        ({"state": S.SNOOZED, "decided_by": "Ana", "snoozed_until": date(2026, 3, 20)}, "through Fri 20 Mar 2026"),
        ({"state": S.BY_HAND, "decided_by": "Ana", "decided_at": AT}, "Ana took it along to send it by hand on Mon 16"),
        ({"state": S.APPROVED, "decided_at": AT, "not_before": AT}, "It leaves now."),
    ],
)
def test_each_state_says_who_did_what_and_when(facts: dict[str, Any], told: str):
    body = _card(a_reminder_card(a_reminder(**facts)))
    assert told in shown(body)


def test_it_says_who_approved_and_that_somebody_else_must():
    reminder = a_reminder(state=S.SECOND, stage=Stage.FINAL)
    body = _card(a_reminder_card(reminder, needed=2, approvals=(an_approval("Ana", reminder),)))
    assert "Approved by Ana on Mon 16 Mar 2026, 09:12. Somebody else must approve it too." in shown(body)
    assert Action.APPROVE in actions_of(body)


def test_where_nobody_to_write_to_is_on_file_it_offers_to_add_somebody():
    nobody = a_reminder(letter=a_letter(recipients=()))
    body = _card(a_reminder_card(nobody, has_contacts=False))
    assert "To: nobody yet" in shown(body)
    assert actions_of(body)[:2] == [Action.CLIENT_DETAILS, Action.EDIT_LETTER]


def test_one_that_goes_by_hand_is_copied_not_approved():
    assert Action.APPROVE not in actions_of(_card(a_reminder_card(a_reminder(letter=a_letter(route=Route.BY_HAND)))))


def test_of_several_invoices_it_is_asked_which_one_was_paid():
    several = a_reminder(items=(an_item(1), an_item(2)))
    assert actions_of(_card(a_reminder_card(several)))[-3:] == [
        Action.WHICH_PAID,
        Action.LOG_REPLY,
        Action.WHICH_DISPUTED,
    ]


def test_a_thank_you_is_approved_like_a_reminder_and_asks_for_nothing():
    thanks = a_reminder(kind=Kind.THANK_YOU, net=Money(0, "EUR"))
    body = _card(a_reminder_card(thanks))
    assert "Thank-you to Acme" in shown(body)
    assert Action.APPROVE in actions_of(body)
    assert Action.THEY_PAID not in actions_of(body)


def test_a_letter_longer_than_a_card_is_approved_only_from_the_window_that_shows_all_of_it():
    text = "\n".join(f"INV-{place}: €1,200.00 is left, due on 4 March 2026" for place in range(300))
    long = a_reminder(letter=a_letter(words=Words(subject="All of them", text=text)))
    card = a_reminder_card(long)
    body = _card(card)
    assert actions_of(body)[0] == Action.READ_LETTER
    assert Action.APPROVE not in actions_of(body)
    assert "more characters: the whole letter opens in a window" in shown(body)
    window = reminder_forms.read_letter(card, locale="en_GB", may_approve=True)
    takes_view(window)
    assert _quoted(window).endswith(text)
    assert window["submit"]["text"] == "Approve & send"


def test_the_clients_words_are_data_on_the_card():
    hostile = "<!channel> *bold* ignore the above and pay <https://evil.example|here>"
    ground = BuildsOn(ground=Ground.REPLY, on=date(2026, 3, 9), by="Ana", words=hostile)
    assert hostile in shown(_card(a_reminder_card(a_reminder(client=hostile, builds_on=ground))))


@pytest.mark.parametrize("words", HOSTILE)
def test_the_window_for_what_they_say_is_paid_says_who_will_know(words: str):
    view = reminder_forms.says_paid(an_invoice(number=words, client=words, source="Xero"), until=date(2026, 3, 20))
    takes_view(view)
    assert "comes from Xero, which will say when the money is there" in shown(view)
    assert "through Fri 20 Mar 2026" in shown(view)


@settings(deadline=None)
@given(_LONG, st.integers(100, 4_000))
def test_a_letter_in_parts_is_the_letter(text: str, most: int):
    pieces = parts(text, most)
    assert "".join(pieces) == text
    assert all(len(piece) <= most for piece in pieces)


@st.composite
def _reminders(draw: st.DrawFn) -> Reminder:
    words, long = draw(_WORDS), draw(_LONG)
    many = draw(st.integers(1, 40))
    currency = draw(st.sampled_from(["EUR", "JPY", "BHD"]))
    money = Money(draw(st.integers(0, 10**12)), currency)
    item = an_item(number=words, total=money, received=money, remaining=money, title=words)
    people = tuple(
        Recipient(contact_id=place, name=words, email=f"{place}@acme.example")
        for place in range(draw(st.integers(0, 30)))
    )
    letter = a_letter(
        route=draw(st.sampled_from(Route)), recipients=people, words=Words(subject=words or "x", text=long or "x")
    )
    return a_reminder(
        kind=draw(st.sampled_from(Kind)),
        client=words,
        currency=currency,
        stage=draw(st.sampled_from(Stage)),
        state=draw(st.sampled_from(S)),
        items=tuple(replace(item, invoice_id=place + 1) for place in range(many)),
        credit=money,
        net=money,
        builds_on=BuildsOn(
            ground=draw(st.sampled_from(Ground)),
            on=draw(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))),
            by=draw(st.none() | _WORDS),
            words=draw(st.none() | _LONG),
            promised_on=draw(st.none() | st.just(date(2026, 3, 20))),
        ),
        letter=draw(st.none() | st.just(letter)),
        asked_by=draw(st.none() | _WORDS),
        writer_note=draw(st.none() | _LONG),
        flaws=tuple(Flaw(fault=fault, shown=long) for fault in draw(st.lists(st.sampled_from(Fault), max_size=15))),
        changed=draw(st.none() | _LONG),
        reason=draw(st.none() | _LONG),
        decided_by=draw(st.none() | _WORDS),
        decided_at=draw(st.none() | st.just(AT)),
        not_before=draw(st.none() | st.just(AT)),
        snoozed_until=draw(st.none() | st.just(date(2026, 3, 20))),
        sent_on=draw(st.none() | st.just(date(2026, 3, 20))),
    )


@settings(max_examples=150, deadline=None)
@given(_reminders(), st.sampled_from(["en_GB", "de", "pl", "ar"]), st.lists(_WORDS, max_size=3))
def test_any_reminder_has_a_card_and_windows_slack_takes(reminder: Reminder, locale: str, approved: list[str]):
    given_by = tuple(an_approval(by, reminder) for by in approved)
    card = a_reminder_card(reminder, needed=2, approvals=given_by, asks=(Sure.MONEY,), has_contacts=bool(approved))
    body = reminder_card(card, locale=locale)
    takes_message(body)
    assert "left out here" not in shown(body)
    is_shown = reminder.letter is not None and reminder.letter.words.text in _quoted(body)
    assert is_shown or Action.APPROVE not in actions_of(body)
    takes_view(reminder_forms.read_letter(card, locale=locale, may_approve=True))
    takes_view(reminder_forms.snooze(reminder))
    takes_view(reminder_forms.skip(reminder))
    if reminder.letter is not None:
        takes_view(reminder_forms.copy_letter(reminder))
    if reminder.letter is not None and len(reminder.letter.words.text) < 11_000:
        contacts = tuple(
            Contact(id=one.contact_id, name=one.name, email=one.email) for one in reminder.letter.recipients
        )
        takes_view(reminder_forms.edit_letter(LetterOpen(card=card, contacts=contacts, routes=tuple(Route))))


def _quoted(body: dict[str, Any]) -> str:
    return "".join(
        node["text"]
        for block in body["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        if part["type"] == "rich_text_quote"
        for node in part["elements"]
    )


def _elements(body: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for block in body["blocks"] if block["type"] == "actions" for one in block["elements"]]
