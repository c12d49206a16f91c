"""One's own book, tried in the local Slack first and connected to a real one after: that one is told all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.app import Running, build
from bot.clock import MovableClock
from bot.desk import Desk
from bot.settings import Settings
from bot.whose_book import this_workspace
from demo.local_slack import Channel, Identity, LocalSlack, Person
from demo.shop_window import BILLING, ShopWindow
from receivables.record_payment import RecordPayment, record_payment
from storage.database import open_database
from storage.upgrade import upgrade
from tests.builders import keep_invoice
from views.ids import Action

MONDAY = datetime(2026, 3, 16, 9, 5, tzinfo=UTC)
EVE = Person(id="U7EVE", name="eve", real_name="Eve Marsh")
REAL = "C9REAL"


@dataclass
class Book:
    """An imported book: Acme's invoice is overdue since Friday, Beta's and Gamma's since today."""

    settings: Settings
    clock: MovableClock

    def try_out(self) -> list[str]:
        """Opens the local Slack, waits for what it has to say, lets Gamma pay there; returns what was heard."""
        shop = ShopWindow(self.settings, port=0, clock=self.clock)
        shop.open()
        assert shop.bot is not None
        try:
            shop.bot.tick_now()
            shop.slack.wait_for(lambda: _has_all(_heard(shop.slack, BILLING.id)), 20)
            with shop.bot.desk.work(shop.bot.workspace) as work:
                record_payment(RecordPayment(invoice="INV-3"), work)
            shop.bot.tick_now()
            return _heard(shop.slack, BILLING.id)
        finally:
            shop.close()

    def connect(self, slack: LocalSlack) -> Running:
        """Starts the same Dunwell with the real Slack's token and channel."""
        tokens = {"slack_bot_token": SecretStr("xoxb-real"), "slack_app_token": SecretStr("xapp-real")}
        joined: dict[str, Any] = {**tokens, "slack_api_url": slack.api_url, "channel": REAL, "port": 0}
        running = build(self.settings.model_copy(update=joined), self.clock).start()
        slack.wait_for_bot(10)
        return running


@pytest.fixture
def book(tmp_path: Path) -> Book:
    settings = Settings(timezone="Europe/Lisbon", currency="EUR", database_url=f"sqlite:///{tmp_path / 'mine.db'}")
    clock = MovableClock(MONDAY)
    database = open_database(settings.database_url)
    upgrade(database)
    imported = this_workspace(database, settings, now=MONDAY - timedelta(days=2))
    with Desk(database=database, clock=clock).work(imported) as work:
        keep_invoice(work, number="INV-1", client="Acme", due_on=date(2026, 3, 12))
        keep_invoice(work, number="INV-2", client="Beta", due_on=date(2026, 3, 15))
        keep_invoice(work, number="INV-3", client="Gamma", due_on=date(2026, 3, 15))
    database.close()
    return Book(settings, clock)


@pytest.fixture
def real() -> Iterator[LocalSlack]:
    with LocalSlack(
        people=[EVE],
        channels=[Channel(id=REAL, name="billing", members=(EVE.id,))],
        bot_token="xoxb-real",
        app_token="xapp-real",
        identity=Identity(team_id="T9REAL"),
    ) as slack:
        yield slack


def test_the_real_channel_is_told_what_only_the_local_slack_heard(book: Book, real: LocalSlack):
    tried = book.try_out()
    assert _has_all(tried)
    book.clock.move(timedelta(days=1))
    running = book.connect(real)
    try:
        running.tick_now()
        real.wait_for(lambda: _has_all(_heard(real, REAL)), 20)
        heard = _heard(real, REAL)
        [alert] = [each for each in heard if "turned Overdue" in each]
        # Gamma paid in the trial, and that is kept; the others did not turn overdue on the day Slack was connected.
        assert alert.startswith("2 invoices turned Overdue: ")
        assert [each for each in heard if "clock" in each] == []
        assert _queue(running) == []
        told = len(heard)
    finally:
        running.stop(seconds=2)
    again = book.connect(real)
    try:
        book.clock.move(timedelta(minutes=5))
        again.tick_now()
        assert len(_heard(real, REAL)) == told
    finally:
        again.stop(seconds=2)


def test_a_card_drafted_in_the_trial_is_decided_on_in_the_real_channel(book: Book, real: LocalSlack):
    book.try_out()
    running = book.connect(real)
    try:
        card = real.wait_for(lambda: _card(real), 20)
        real.press(EVE.id, card, Action.COPY_LETTER)
        real.wait_for(lambda: "INV-1" in str(real.modals(EVE.id)))
        running.tick_now()
        real.wait_for(lambda: "Waits for approval" not in _heard_of_acme(real), 20)
        assert len([each for each in _heard(real, REAL) if "reminder to Acme" in each]) == 1
        assert _queue(running) == []
    finally:
        running.stop(seconds=2)


def _has_all(heard: list[str]) -> bool:
    wanted = ("turned Overdue", "Billing, week of", "reminder to Acme", "Overdue: Acme INV-1", "Overdue: Beta INV-2")
    return all(any(words in each for each in heard) for words in wanted)


def _heard(slack: LocalSlack, channel: str) -> list[str]:
    return [f"{message['text']} {_header(message)}".strip() for message in slack.messages(channel)]


def _header(message: dict[str, Any]) -> str:
    return " ".join(each["text"]["text"] for each in message.get("blocks", []) if each["type"] == "header")


def _card(slack: LocalSlack) -> dict[str, Any] | None:
    return next((each for each in slack.messages(REAL) if Action.COPY_LETTER in str(each)), None)


def _heard_of_acme(slack: LocalSlack) -> str:
    return next(each for each in _heard(slack, REAL) if "reminder to Acme" in each)


def _queue(running: Running) -> list[str]:
    with running.desk.reading(running.workspace) as work:
        return [one.reason for one in work.exceptions.waiting()]
