from __future__ import annotations

import json
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from traceback import walk_stack
from typing import Any

import pytest

from bot.app import NoSlack, Running, build
from bot.clock import MovableClock
from bot.health import OK
from bot.http import LARGEST_BODY
from bot.settings import Settings
from demo.local_slack import Channel, LocalSlack, Person
from domain.errors import Refusal
from tests.builders import keep_invoice

ANA = Person(id="U0ANA", name="ana", real_name="Ana Lima", title="Owner", email="ana@example.com")
BILLING = Channel(id="C0BILLING", name="billing", members=("U0ANA",))
NOWHERE = "http://127.0.0.1:9/slack/events"


@dataclass
class Served:
    """A local Slack, and the Dunwell that serves it."""

    slack: LocalSlack
    running: Running

    def get(self, path: str) -> tuple[int, str]:
        return _asked(urllib.request.Request(f"http://127.0.0.1:{self.running.port}{path}"))

    def post(self, body: bytes) -> tuple[int, str]:
        address = f"http://127.0.0.1:{self.running.port}/slack/events"
        return _asked(urllib.request.Request(address, data=body, method="POST"))

    def ready(self) -> dict[str, Any]:
        answered: dict[str, Any] = json.loads(self.get("/readyz")[1])
        return answered


def _asked(request: urllib.request.Request) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - ours
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


def settings_for(slack: LocalSlack, folder: Path, **changed: Any) -> Settings:
    plain: dict[str, Any] = {
        "slack_bot_token": "xoxb-local",
        "slack_app_token": "xapp-local",
        "slack_api_url": slack.api_url,
        "port": 0,
        "database_url": f"sqlite:///{folder / 'dunwell.db'}",
        "timezone": "Europe/Lisbon",
        "currency": "EUR",
        "channel": "C0BILLING",
    }
    return Settings(**{**plain, **changed})


def local_slack(**changed: Any) -> LocalSlack:
    plain: dict[str, Any] = {
        "people": [ANA],
        "channels": [BILLING],
        "bot_token": "xoxb-local",
        "app_token": "xapp-local",
        "signing_secret": "s3cret",
    }
    return LocalSlack(**{**plain, **changed})


@pytest.fixture(params=["Socket Mode", "HTTP"])
def served(request: pytest.FixtureRequest, tmp_path: Path, clock: MovableClock) -> Iterator[Served]:
    is_http = request.param == "HTTP"
    with local_slack(request_url=NOWHERE if is_http else None) as slack:
        tokens = {"slack_app_token": None, "slack_signing_secret": "s3cret"} if is_http else {}
        running = build(settings_for(slack, tmp_path, **tokens), clock).start()
        try:
            if is_http:
                slack.move_request_url(f"http://127.0.0.1:{running.port}/slack/events")
            slack.wait_for_bot(10)
            yield Served(slack, running)
        finally:
            running.stop(seconds=2)


def test_it_answers_commands_in_both_modes(served: Served):
    answer = served.slack.slash(ANA, BILLING, "/invoice status")
    assert answer.ok
    assert "No invoices yet" in str(answer.message)


def test_it_says_that_it_lives_and_is_ready_in_both_modes(served: Served):
    assert served.get("/healthz") == (200, "ok")
    served.running.tick_now()
    assert served.get("/readyz")[0] == 200
    assert served.ready() == {"ready": True, "database": OK, "migrations": OK, "slack": OK, "clock": OK}


def test_the_workspace_is_the_one_the_token_belongs_to(served: Served):
    assert served.running.workspace.team_id == "T0LOCAL"
    assert served.running.workspace.channel == "C0BILLING"


def test_what_the_clock_owes_reaches_the_channel(served: Served):
    with served.running.desk.work(served.running.workspace) as work:
        keep_invoice(work)
    served.running.tick_now()
    posted = served.slack.wait_for(lambda: served.slack.messages(BILLING), 10)
    assert "Acme" in str(posted)


def test_without_a_bot_token_there_is_nothing_to_serve(tmp_path: Path):
    with pytest.raises(NoSlack, match="dunwell demo"):
        build(Settings(database_url=f"sqlite:///{tmp_path / 'dunwell.db'}"))


def test_http_takes_only_what_slack_signed_and_no_more_than_slack_sends(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    with local_slack(request_url=NOWHERE) as slack:
        settings = settings_for(slack, tmp_path, slack_app_token=None, slack_signing_secret="s3cret")
        running = build(settings).start()
        served = Served(slack, running)
        try:
            assert served.post(b"token=x&command=%2Finvoice&text=very+private")[0] == 401
            assert served.post(b"x" * (LARGEST_BODY + 1))[0] == 413
            assert served.post(b"\xff\xfe")[0] == 400
            assert served.get("/slack/events")[0] == 405
            assert served.get("/elsewhere")[0] == 404
        finally:
            running.stop(seconds=2)
    assert "very private" not in caplog.text
    assert "very+private" not in caplog.text


def test_in_socket_mode_nobody_can_post_requests_over_http(tmp_path: Path):
    with local_slack() as slack:
        running = build(settings_for(slack, tmp_path)).start()
        try:
            assert Served(slack, running).post(b"anything")[0] == 404
        finally:
            running.stop(seconds=2)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"slack_bot_token": "xoxb-another"}, "does not know this SLACK_BOT_TOKEN"),
        ({"slack_app_token": "xapp-another"}, "Slack refused SLACK_APP_TOKEN"),
        ({"channel": "#biling"}, "No channel #biling can be seen"),
    ],
)
def test_a_wrong_setting_stops_the_start_in_words(wrong: dict[str, Any], words: str, tmp_path: Path):
    with local_slack() as slack, pytest.raises(Refusal, match=words):
        build(settings_for(slack, tmp_path, **wrong)).start()


def test_a_channel_may_be_set_by_its_name(tmp_path: Path):
    with local_slack() as slack:
        running = build(settings_for(slack, tmp_path, channel="#billing")).start()
        running.stop(seconds=2)
        assert running.workspace.channel == "C0BILLING"


def test_a_slack_that_does_not_answer_is_waited_for_and_then_named(tmp_path: Path):
    with local_slack() as slack:
        settings = settings_for(slack, tmp_path, slack_api_url="http://127.0.0.1:9/api/")
    with pytest.raises(Refusal, match="Slack does not answer at http://127"):
        build(settings).start(patience=0)


def test_a_taken_port_is_named(tmp_path: Path):
    with local_slack() as slack:
        first = build(settings_for(slack, tmp_path)).start()
        try:
            with pytest.raises(Refusal, match=f"Port {first.port} on 127.0.0.1 is taken"):
                build(settings_for(slack, tmp_path, port=first.port)).start()
        finally:
            first.stop(seconds=2)


def test_it_is_not_ready_while_slack_is_away_or_the_clock_is_silent(tmp_path: Path, clock: MovableClock):
    with local_slack() as slack:
        running = build(settings_for(slack, tmp_path), clock).start()
        try:
            running.tick_now()
            assert running.health.answers()["clock"] == OK
            clock.move(timedelta(minutes=10))
            assert running.health.answers()["clock"] == "silent since 2026-03-11 09:00 UTC"
            slack.stop()
            _until(lambda: running.health.answers()["slack"] == "not connected")
        finally:
            running.stop(seconds=2)


def test_what_is_in_hand_when_told_to_stop_is_finished_and_answered(served: Served):
    answers: list[Any] = []
    line = "/invoice add Acme 100 EUR INV-7 due 31 March"
    asking = threading.Thread(target=lambda: answers.append(served.slack.slash(ANA, BILLING, line)))
    stopping = threading.Thread(target=lambda: served.running.stop(seconds=5))
    with served.running.database.writing():  # somebody else writes: the act has to wait for its turn
        asking.start()
        served.slack.wait_for(_is_in_hand, 5)
        stopping.start()
        stopping.join(0.2)
        assert stopping.is_alive()
    asking.join(10)
    stopping.join(10)
    assert answers[0].ok, answers[0].error
    assert "INV-7" in str(answers[0].message)


def test_stopping_twice_is_stopping_once(tmp_path: Path):
    with local_slack() as slack:
        running = build(settings_for(slack, tmp_path)).start()
        running.stop(seconds=2)
        running.stop(seconds=2)
        assert not running.health.slack()


def _is_in_hand() -> bool:
    """Whether some thread is inside a handler: it waits for its turn to write."""
    frames = sys._current_frames().values()
    return any(step.f_code.co_filename.endswith("handlers/edge.py") for top in frames for step, _ in walk_stack(top))


def _until(holds: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _ in range(200):
        if holds():
            return
        waiting.wait(0.05)
    raise AssertionError("never")
