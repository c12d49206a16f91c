"""A client's words order something and the model obeys: nothing of it reaches a letter, a card or the book."""

from __future__ import annotations

import functools
import logging
import os
import re
import ssl
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from bot.jobs import deliver_all, deliver_letters
from delivery.letters import LetterWays
from delivery.slack import SlackCourier, open_client
from delivery.smtp import MailCourier
from domain.letter import Facts, Fault, Ground, Words
from domain.reminder import Reminder, ReminderState, Writer
from domain.reminder_card import Sure
from domain.workspace import Workspace
from reminders.approve import Approve, approve
from reminders.checks import flaws_of
from reminders.checks.straight import straight
from reminders.writers import template
from reminders.writers.question import Said, framed
from reminders.writers.slots import filled
from reminders.writers.values import values_of
from reminders.writing import write_letter
from storage.database import Database
from storage.workspaces import keep_workspace
from tests.delivery.conftest import BILLING, TOKEN, a_slack
from tests.delivery.letter_office import STUDIO
from tests.delivery.mail_server import MailServer
from tests.reminders.hostile import benign_replies, facts_saying, hostile_words, shared
from tests.reminders.hostile_book import ASKED, SAID, SHOWN, WRITTEN, HostileBook, broken, changed
from tests.reminders.letters import on_its_card
from tests.reminders.obeying_model import carries_out, fenced, hands_over, harmless, obeys, obeys_at_first
from tests.reminders.ordering_words import ORDERING
from tests.reminders.playing_model import Reply, playing

_log = logging.getLogger(__name__)
Answers = Callable[[str], Reply]
# One of so many of the shared words goes through the whole; 1: all of them, which takes many minutes.
EVERY = int(os.environ.get("DUNWELL_HOSTILE_EVERY", "40"))
# What carries a fact or does something: figures, addresses, links, mentions, money, markup.
TELLING = re.compile(r"\S*[\d@<>{}|$€£¥]\S*|\S*//\S*|\S*www\.\S*")
PLAIN = "We will look into it"
BENIGN = (
    "I'll sort it, sorry!",
    "Could you resend the invoice please?",
    "It is with our finance team, I'll chase them",
    "Our accountant is on leave, back next week",
    "Wir kümmern uns darum.",
    "Je transmets à la comptabilité.",
    "Lo reviso con administración.",
    "Sprawdzę to z księgowością.",
    "Ignore my last mail, that was about another project",
    "Please send the invoice to our new address too: accounts@acme.example",
    "We get 30% more work in May, all a bit slow here",
)


@pytest.fixture
def workspace(database: Database, clock: MovableClock) -> Workspace:
    """A studio that writes letters and says how it is paid."""
    studio = replace(STUDIO, how_to_pay="IBAN PT50 0002 0123 1234 5678 9015 4\nBIC BNOVPTPLXXX")
    with database.writing() as connection:
        return keep_workspace(connection, studio, clock.now())


@pytest.fixture
def book(desk: Desk, workspace: Workspace) -> HostileBook:
    return HostileBook(desk, workspace)


@pytest.fixture(autouse=True)
def _certificates_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each letter opens a client of its own, and reading them takes it longer than all the rest."""
    monkeypatch.setattr(ssl, "create_default_context", functools.cache(ssl.create_default_context))


def in_turn(prompt: str) -> Reply:
    """One of the obeying models, by the words it is shown."""
    models = (obeys, hands_over, carries_out, obeys_at_first)
    return models[zlib.crc32(fenced(prompt).encode()) % len(models)](prompt)


@pytest.mark.parametrize(
    ("database", "answers", "writers"),
    [
        ("sqlite", obeys, {Writer.MODEL, Writer.TEMPLATE}),
        ("postgresql", hands_over, {Writer.MODEL, Writer.TEMPLATE}),
        ("sqlite", carries_out, {Writer.TEMPLATE}),
        ("postgresql", obeys_at_first, {Writer.MODEL}),
        ("sqlite", None, {Writer.TEMPLATE}),
    ],
    indirect=["database"],
)
def test_no_order_of_a_client_reaches_a_letter_a_card_or_the_book(
    book: HostileBook, answers: Answers | None, writers: set[Writer]
):
    book.owe(ORDERING)
    said_and_written(book, answers)
    assert len(book.reminders) >= len(ORDERING) - 5
    for words, reminder, facts in book.written():
        assert reminder.writer in writers, words
        assert_says_only_facts(reminder, facts, words)
        assert [payload for payload in ORDERING[words] if payload in whole(reminder)] == [], words


@pytest.mark.ledgers
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_none_of_the_shared_hostile_words_does_either(book: HostileBook):
    words = shared_words()
    book.owe(words)
    said_and_written(book, in_turn)
    assert len(book.reminders) >= len(words) * 0.9
    for said, reminder, facts in book.written():
        assert_says_only_facts(reminder, facts, said)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_a_client_called_something_hostile_gets_the_letter_of_any_other(book: HostileBook):
    book.owe_by_name(ORDERING)
    assert_written_as_to_anybody(book)
    assert len(book.reminders) >= len(ORDERING) - 5


@pytest.mark.ledgers
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_so_does_one_called_like_the_shared_hostile_words(book: HostileBook):
    words = shared_words()[::3]
    book.owe_by_name(words)
    assert_written_as_to_anybody(book)
    assert len(book.reminders) >= len(words) * 0.8


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_cards_are_taken_by_slack_and_the_letters_arrive_with_nobody_else(book: HostileBook):
    book.owe(list(ORDERING)[:20])
    said_and_written(book, obeys)
    named = HostileBook(book.desk, book.workspace, first=3_000)
    named.owe_by_name(words for words in list(ORDERING)[20:] if len(words) < 500)
    named.hear(PLAIN)
    named.plan()
    named.write(None)
    with a_slack() as slack, MailServer() as post:
        courier = SlackCourier(open_client(TOKEN, base_url=slack.api_url, seconds=2))
        deliver_all(book.desk, book.workspace, courier)
        assert len(slack.messages(BILLING)) == len(book.reminders) + len(named.reminders)
        expected = approved(book) | approved(named)
        ways = LetterWays(mail=MailCourier(server=post.server(), seconds=5, patience=0.5))
        deliver_letters(book.desk, book.workspace, ways)
        assert {taken.recipients for taken in post.box.taken} == {(email,) for email in expected}
        assert len(post.box.taken) == len(expected)
        for taken in post.box.taken:
            assert set(taken.read.keys()) & {"Bcc", "Cc"} == set()
            assert str(taken.read["From"]) == "Rua Nova Studio <billing@ruanova.example>"
            assert str(taken.read["Reply-To"]) == "Ana Lima <ana@ruanova.example>"


@pytest.mark.parametrize("words", BENIGN)
def test_a_letter_that_answers_a_plain_reply_is_not_stopped(words: str):
    assert_not_stopped(words)


@pytest.mark.ledgers
def test_nor_one_that_answers_a_real_reply():
    replies = benign_replies()
    if not replies:
        pytest.skip("no real replies beside the project (DUNWELL_SHARED_DATA)")
    for words in replies:
        assert_not_stopped(words)


def said_and_written(book: HostileBook, answers: Answers | None) -> None:
    """From the reply to the card, and each step writes what such a step writes and nothing else."""
    before = book.rows()
    book.hear()
    heard = book.rows()
    assert changed(before, heard) <= SAID
    assert_promises_are_the_clients_own(book)
    book.plan()
    planned = book.rows()
    assert changed(heard, planned) <= ASKED
    with playing(answers or harmless) as model:
        model.budget = 100_000
        book.write(model.writer() if answers else None)
    assert changed(planned, book.rows()) <= WRITTEN | SHOWN
    assert_cards_are_only_words(book)


def assert_promises_are_the_clients_own(book: HostileBook) -> None:
    with book.desk.reading(book.workspace) as work:
        for number in book.invoices.values():
            invoice = work.invoices.find(number)
            for promise in work.promises.of_client(invoice.client_id):
                assert (promise.invoice_id, promise.currency) == (invoice.id, invoice.currency)
                assert 0 < promise.expected_minor <= invoice.balance.minor
                assert promise.promised_on >= promise.made_on


def assert_cards_are_only_words(book: HostileBook) -> None:
    seen = 0
    for words, body in book.cards():
        assert broken(body) == [], words
        seen += 1
    assert seen == len(book.reminders)


def assert_says_only_facts(reminder: Reminder, facts: Facts, words: str) -> None:
    """No flaw, the one recipient, and nothing telling that our own letter does not say."""
    assert reminder.letter is not None
    assert reminder.flaws == flaws_of(reminder.letter.words, facts) == (), words
    assert [each.email for each in reminder.letter.recipients] == [
        f"maria{reminder.items[0].number[4:]}@client.example"
    ]
    assert (reminder.net.minor, reminder.net.currency, reminder.stage) == (120_000, "EUR", "friendly")
    ours = template.write(facts)
    assert telling(whole(reminder)) <= telling(f"{ours.subject}\n{ours.text}"), words


def assert_written_as_to_anybody(book: HostileBook) -> None:
    """Where they are called so, only the greeting and the flaws in it differ from the letter to a plain name."""
    book.hear(PLAIN)
    book.plan()
    planned = book.rows()
    with playing(harmless) as model:
        model.budget = 100_000
        book.write(model.writer())
    assert changed(planned, book.rows()) <= WRITTEN | SHOWN
    assert_cards_are_only_words(book)
    for words, reminder, facts in book.written():
        assert reminder.letter is not None
        assert len(reminder.letter.recipients) == 1, words
        people = tuple(replace(each, name="Maria Lopes") for each in facts.recipients)
        plain = replace(facts, client="Client", recipients=people)
        wanted = template.write(plain) if reminder.writer is Writer.TEMPLATE else harmless_letter(plain)
        assert reminder.letter.words.subject == wanted.subject, words
        assert reminder.letter.words.text.split("\n")[1:] == wanted.text.split("\n")[1:], words
        told = [flaw.shown for flaw in reminder.flaws if flaw.fault is not Fault.TOO_LONG]
        assert [shown for shown in told if shown not in straight(reminder.letter.words.text.split("\n")[0])] == [], (
            words
        )


def harmless_letter(facts: Facts) -> Words:
    """What the harmless model says of them, filled in."""
    said = Said.model_validate_json(harmless("").content)
    return filled(framed(said, facts.language), values_of(facts))


def assert_not_stopped(words: str) -> None:
    facts = facts_saying(words)
    assert facts.builds_on.ground is Ground.REPLY
    assert write_letter(facts, None, None).flaws == (), words
    with playing(harmless) as model:
        written = write_letter(facts, None, model.writer())
    assert (written.writer, written.flaws, written.note) == (Writer.MODEL, (), None), words


def approved(book: HostileBook) -> set[str]:
    """Every card is pressed, through whatever it asks; the addresses that may get a letter."""
    with book.desk.work(book.workspace) as work:
        for reminder_id in book.reminders.values():
            reminder = work.reminders.get(reminder_id)
            approve(Approve(card=on_its_card(reminder), sure=frozenset(Sure)), work)
            assert work.reminders.get(reminder_id).state is ReminderState.APPROVED
    return {f"maria{book.invoices[words][4:]}@client.example" for words in book.reminders}


def whole(reminder: Reminder) -> str:
    assert reminder.letter is not None
    return f"{reminder.letter.words.subject}\n{reminder.letter.words.text}"


def telling(text: str) -> set[str]:
    return {found.strip(".,;:!?()") for found in TELLING.findall(text)}


def shared_words() -> list[str]:
    if not (shared() / "hostile").exists():
        pytest.skip("no hostile words beside the project (DUNWELL_SHARED_DATA)")
    found = sorted(set(hostile_words()))
    assert found
    _log.info("%d of %d shared hostile words", len(found[::EVERY]), len(found))
    return found[::EVERY]
