"""Somebody's own book in the local Slack: nothing comes to be in it that did not happen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from demo.sample_book import ANA
from demo.shop_window import TEAM, ShopWindow
from domain.reminder import ReminderState
from domain.timeline import Medium
from handlers.ports import Act, Caller
from receivables.keep_client import KeepClient, keep_client
from receivables.mark_sent import MarkSent, mark_sent
from receivables.record_invoice import RecordInvoice, record_invoice
from tests.demo.test_page import a_page
from views.ids import Action


def own_book(folder: Path, **changed: Any) -> ShopWindow:
    url = f"sqlite:///{folder / 'mine.db'}"
    return ShopWindow(Settings(timezone="Europe/Lisbon", currency="EUR", database_url=url, **changed), port=0)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[ShopWindow]:
    # A mail server of one's own that is set beside it must not be reached from a trial either.
    opened = own_book(tmp_path, smtp_url="smtp://127.0.0.1:9", mail_from="Juniper Books <billing@juniper.example>")
    opened.open()
    yield opened
    opened.close()


def does(shop: ShopWindow, act: Act[Any], request: Any) -> None:
    assert shop.bot is not None
    caller = Caller(team_id=TEAM.team_id, slack_id=ANA, name="Ana Lima", request_id=str(request))
    shop.bot.desk.answer(act, request, lambda _value, _reader: {}, caller)


def a_waiting_letter(shop: ShopWindow) -> dict[str, Any]:
    issued = (shop.today() - timedelta(days=34)).isoformat()
    billed = RecordInvoice(client="Acme", amount="500 EUR", number="R-101", issued=issued, net="14", is_new_client=True)
    does(shop, record_invoice, billed)
    does(shop, mark_sent, MarkSent(invoice="R-101", on=issued))
    does(shop, keep_client, KeepClient(client="Acme", contact="Pat Acme", email="pay@acme.example"))
    shop.slack.slash(ANA, "billing", "/invoice remind Acme")

    def card() -> dict[str, Any] | None:
        cards = [each for each in shop.slack.messages("billing") if Action.APPROVE in str(each)]
        return cards[-1] if cards else None

    return shop.slack.wait_for(card, 20) or {}


def test_a_letter_from_ones_own_book_is_copied_and_never_recorded_as_mailed(shop: ShopWindow):
    card = a_waiting_letter(shop)
    shop.slack.press(ANA, card, Action.APPROVE)
    shop.slack.wait_for(lambda: "no letter leaves from here" in str(shop.slack.ephemerals(ANA)))
    assert shop.bot is not None
    with shop.bot.desk.reading(shop.bot.workspace) as work:
        client = work.clients.find("Acme")
        [reminder] = work.reminders.of_client(client.id)
        assert reminder.state is ReminderState.WAITING
        assert [each for each in work.timeline.of_client(client.id) if each.medium is Medium.EMAIL] == []
    shop.slack.press(ANA, card, Action.COPY_LETTER)
    shop.slack.wait_for(lambda: "R-101" in str(shop.slack.modals(ANA)))
    assert shop.mailbox.letters == []


def test_with_ones_own_book_the_day_stays_todays_and_the_page_says_why(shop: ShopWindow):
    with a_page(shop.slack, ANA) as page:
        assert (page.state["can_move_calendar"], page.state["mail"]) == (False, None)
        assert page.state["note"] == "Your own book: the day stays today’s, and letters are copied and sent by hand."
        assert page.post("calendar", days=1) == {"ok": False, "error": "The calendar does not move here."}


def test_ones_own_letters_are_not_signed_by_the_sample_studio(shop: ShopWindow):
    assert shop.bot is not None
    assert (shop.bot.workspace.name, shop.bot.workspace.reply_to) == ("Juniper Books", None)


def test_ones_own_book_cannot_be_opened_on_another_day(tmp_path: Path):
    run = [sys.executable, "-m", "demo", "--port", "0", "--database", f"sqlite:///{tmp_path / 'mine.db'}"]
    ran = subprocess.run([*run, "--today", "2027-03-01"], capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, "--today is for the sample book" in ran.stdout) == (1, True)
    assert not (tmp_path / "mine.db").exists()


def test_the_sample_is_still_there_for_whoever_has_a_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert not own_book(tmp_path).is_sample
    assert ShopWindow(Settings(database_url=f"sqlite:///{tmp_path / 'mine.db'}"), port=0, sample=True).is_sample
