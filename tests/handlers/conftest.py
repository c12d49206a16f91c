"""The whole bot behind Slack's own protocol: signed requests or Socket Mode in, what Slack received out."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.clock import MovableClock
from bot.desk import Desk
from bot.http import EVENTS, HttpDoor, web
from demo.local_slack import Channel, LocalSlack, Person
from domain.delivery import State
from domain.workspace import Workspace
from handlers.after import SlackAfter
from handlers.features import register
from storage.database import Database

if TYPE_CHECKING:
    from tests.handlers.billing import Billing

ANA = Person(id="U0ANA", name="ana", real_name="Ana Lima", title="Owner", email="ana@example.com")
BEN = Person(id="U0BEN", name="ben", real_name="Ben Okafor", title="Designer", email="ben@example.com")
TOKEN, SECRET = "xoxb-local", "local-signing-secret"
BILLING = Channel(id="C0BILLING", name="billing", members=("U0ANA", "U0BEN"))


@dataclass
class Office:
    """A workspace in use: the local Slack, the bot behind it, the store beneath."""

    slack: LocalSlack
    desk: Desk
    workspace: Workspace
    clock: MovableClock
    surprises: list[BaseException]

    def type(self, line: str, by: Person = ANA) -> Any:
        """Somebody types a line in #billing; what the bot answered, in plain words, is what a test reads."""
        return self.slack.slash(by, BILLING, line)

    def read(self, line: str, by: Person = ANA) -> str:
        """The same, and all the words of the answer."""
        answer = self.type(line, by)
        assert answer.ok, answer.error
        return words_of(answer.message)


def words_of(shown: Any) -> str:
    """Every word on a message or view, in order."""
    if isinstance(shown, str):
        return shown
    if isinstance(shown, list):
        return "\n".join(filter(None, map(words_of, shown)))
    if isinstance(shown, dict):
        wanted = ("text", "title", "blocks", "elements", "fields", "rows", "label", "options", "accessory", "confirm")
        return " ".join(filter(None, (words_of(shown[key]) for key in wanted if key in shown)))
    return ""


@pytest.fixture
def database(sqlite: Database) -> Database:
    """One kind is enough here: the acts beneath are tested on both."""
    return sqlite


@pytest.fixture
def office(desk: Desk, workspace: Workspace, clock: MovableClock) -> Iterator[Office]:
    """Ana and Ben in #billing with Dunwell, over signed HTTP."""
    port = free_port()
    slack = LocalSlack(
        people=[ANA, BEN],
        channels=[BILLING],
        bot_token=TOKEN,
        signing_secret=SECRET,
        request_url=f"http://127.0.0.1:{port}{EVENTS}",
    )
    with slack:
        surprises: list[BaseException] = []
        app, after = a_bot(slack, desk, surprises)
        door = HttpDoor(web(dict, app), host="127.0.0.1", port=port)
        door.open()
        yield Office(slack=slack, desk=desk, workspace=workspace, clock=clock, surprises=surprises)
        door.close(1)
        after.close()
    assert surprises == []


@pytest.fixture
def socket_office(desk: Desk, workspace: Workspace, clock: MovableClock) -> Iterator[Office]:
    """The same over Socket Mode."""
    slack = LocalSlack(people=[ANA, BEN], channels=[BILLING], bot_token=TOKEN, app_token="xapp-local")
    with slack:
        surprises: list[BaseException] = []
        app, after = a_bot(slack, desk, surprises)
        handler = SocketModeHandler(app, "xapp-local")
        handler.connect()
        slack.wait_for_bot(5)
        yield Office(slack=slack, desk=desk, workspace=workspace, clock=clock, surprises=surprises)
        handler.close()
        after.close()
    assert surprises == []


def a_bot(slack: LocalSlack, desk: Desk, surprises: list[BaseException]) -> tuple[App, SlackAfter]:
    """The handlers as the running program registers them, with surprises kept for the test to see."""

    def surprise(error: BaseException) -> str:
        surprises.append(error)
        return "test-reference"

    client = WebClient(token=TOKEN, base_url=slack.api_url, retry_handlers=[])
    app = App(client=client, process_before_response=True, signing_secret=SECRET)
    after = SlackAfter(client, surprise)
    register(app, desk, after, surprise)
    return app, after


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def billing(office: Office) -> Iterator[Billing]:
    """#billing of that office; at the end nothing put for it was refused by Slack."""
    from tests.handlers.billing import Billing  # which stands on what is here

    there = Billing(office)
    yield there
    with office.desk.reading(office.workspace) as work:
        assert work.outbox.in_state(State.REFUSED) == [], "Slack refused a card"
