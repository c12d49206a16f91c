from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from delivery.outbox import deliver_due
from delivery.slack import SlackCourier, open_client
from demo.local_slack import Channel, LocalSlack, Person
from domain.workspace import Workspace
from storage.database import Database
from storage.workspaces import keep_workspace
from tests.delivery.letter_office import STUDIO, LetterOffice
from tests.delivery.mail_server import MailServer

TOKEN = "xoxb-local-1"
BILLING = "C0BILLING"


def a_slack(**given: Any) -> LocalSlack:
    settled: dict[str, Any] = {
        "people": [Person(id="U0ANA", name="ana", real_name="Ana Lima")],
        "channels": [Channel(id=BILLING, name="billing", members=("U0ANA",))],
        "bot_token": TOKEN,
        **given,
    }
    return LocalSlack(**settled)


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with a_slack() as opened:
        yield opened


@pytest.fixture
def blind_slack() -> Iterator[LocalSlack]:
    """One where the bot may post and was not granted any history."""
    with a_slack(manifest={"oauth_config": {"scopes": {"bot": ["chat:write"]}}}) as opened:
        yield opened


class Post:
    """The outbox of one workspace and the way out of it, for tests: put, let leave, see what came of it."""

    def __init__(self, desk: Desk, workspace: Workspace, clock: MovableClock, slack: LocalSlack) -> None:
        self.desk, self.workspace, self.clock, self.slack = desk, workspace, clock, slack
        self.courier = courier_to(slack)

    def put(self, text: str, **given: Any) -> int:
        body = {"text": text, "blocks": [{"type": "section", "text": {"type": "plain_text", "text": text}}]}
        with self.desk.work(self.workspace) as work:
            message_id = work.outbox.put(
                kind="overdue alert", key=text, channel=given.pop("channel", BILLING), body=body, now=work.now, **given
            )
        assert message_id is not None
        return message_id

    def leave(self) -> int:
        return deliver_due(self.desk.database, self.workspace.id, self.courier, self.clock.now)

    def state(self, message_id: int) -> str:
        with self.desk.reading(self.workspace) as work:
            return work.outbox.get(message_id).state.value

    def queue(self) -> list[tuple[str, str]]:
        with self.desk.reading(self.workspace) as work:
            return [(one.kind, one.reason) for one in work.exceptions.waiting()]

    def texts(self) -> list[str]:
        return [message["text"] for message in self.slack.messages(BILLING)]


def courier_to(slack: LocalSlack) -> SlackCourier:
    return SlackCourier(open_client(TOKEN, base_url=slack.api_url, seconds=2))


@pytest.fixture
def post(desk: Desk, workspace: Workspace, clock: MovableClock, slack: LocalSlack) -> Post:
    return Post(desk, workspace, clock, slack)


@pytest.fixture
def blind_post(desk: Desk, workspace: Workspace, clock: MovableClock, blind_slack: LocalSlack) -> Post:
    return Post(desk, workspace, clock, blind_slack)


@pytest.fixture
def office(database: Database, clock: MovableClock) -> Iterator[LetterOffice]:
    """A studio whose settings say who letters are from and who gets the answers.

    It stands for `workspace` where letters leave: a test asks for one of the two.
    """
    with database.writing() as connection:
        studio = keep_workspace(connection, STUDIO, clock.now())
    with MailServer() as post:
        yield LetterOffice(Desk(database=database, clock=clock), studio, clock, post)
