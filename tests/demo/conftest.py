from __future__ import annotations

from collections.abc import Iterator

import pytest

from demo.local_slack import Channel, LocalSlack, Person
from tests.demo.small_bot import HttpBot, SocketBot

ANA = Person(id="U0ANA", name="ana", real_name="Ana Lima", title="Owner", email="ana@studio.example")
BEN = Person(id="U0BEN", name="ben", real_name="Ben Okafor", email="ben@studio.example")
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-local-1", "xapp-local-1", "local-secret"


def a_workspace(**given: object) -> LocalSlack:
    settled: dict[str, object] = {
        "people": [ANA, BEN],
        "channels": [
            Channel(id="C0BILLING", name="billing", members=("U0ANA", "U0BEN")),
            Channel(id="C0RANDOM", name="random", members=("U0ANA",), has_bot=False),
            Channel(id="C0SECRET", name="secret", members=("U0ANA",), has_bot=False, is_private=True),
        ],
        "bot_token": BOT_TOKEN,
        "app_token": APP_TOKEN,
        "signing_secret": SECRET,
        "retry_delays": (0, 0.02, 0.04),
        **given,
    }
    return LocalSlack(**settled)  # type: ignore[arg-type]  # the builder's facts are checked by LocalSlack itself


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with a_workspace() as workspace:
        yield workspace


@pytest.fixture(params=["socket mode", "http"])
def bot(request: pytest.FixtureRequest) -> Iterator[SocketBot | HttpBot]:
    """A small Bolt app, connected to a workspace of its own."""
    if request.param == "http":
        with (
            a_workspace(request_url="http://127.0.0.1:9/slack/events") as workspace,
            HttpBot(workspace, SECRET) as small,
        ):
            yield small
    else:
        with a_workspace() as workspace, SocketBot(workspace, APP_TOKEN) as small:
            yield small


@pytest.fixture
def http_bot() -> Iterator[HttpBot]:
    with a_workspace(request_url="http://127.0.0.1:9/slack/events") as workspace, HttpBot(workspace, SECRET) as small:
        yield small


@pytest.fixture
def socket_bot() -> Iterator[SocketBot]:
    with a_workspace() as workspace, SocketBot(workspace, APP_TOKEN) as small:
        yield small
