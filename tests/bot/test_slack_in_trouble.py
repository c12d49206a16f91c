"""A Slack that is in trouble at the start is waited for; only what Slack says of our tokens is told of our tokens."""

from __future__ import annotations

from pathlib import Path

import pytest
from slack_sdk import WebClient

from bot.app import build
from bot.clock import SystemClock
from bot.doctor import examine
from bot.installation import Installation, SlackSaysNo, SlackUnreachable, channel_id, installation_of, socket_address
from delivery.slack import open_client
from demo.local_slack import Faults, LocalSlack
from demo.local_slack.faults import Fault
from tests.bot.test_serving import local_slack, settings_for

OPEN = "apps.connections.open"
PASSING = [
    Faults.server_error(500),
    Faults.server_error(503),
    Faults.rate_limited(30),
    Faults.error("ratelimited"),
    Faults.error("internal_error"),
    Faults.error("fatal_error"),
    Faults.error("service_unavailable"),
    Faults.garbage(),
    Faults.reset_before(),
]


def told(fault: Fault) -> str:
    return fault.code or f"{fault.trouble} {fault.status}"


@pytest.mark.parametrize("fault", PASSING, ids=told)
def test_a_trouble_of_slacks_own_is_one_that_passes(fault: Fault):
    with local_slack() as slack:
        client = open_client("xoxb-local", base_url=slack.api_url)
        for method in ("auth.test", "conversations.list", OPEN):
            slack.faults.next(method, fault)
        with pytest.raises(SlackUnreachable, match="Check"):
            installation_of(client)
        with pytest.raises(SlackUnreachable, match="Check"):
            channel_id(client, "#billing")
        with pytest.raises(SlackUnreachable, match="Check"):
            socket_address(client, "xapp-local")


@pytest.mark.parametrize("method", ["auth.test", OPEN])
def test_one_trouble_at_the_start_does_not_end_it(method: str, tmp_path: Path):
    with local_slack() as slack:
        slack.faults.next(method, Faults.error("internal_error"))
        running = build(settings_for(slack, tmp_path)).start(patience=10)
        try:
            assert running.health.slack()
            assert slack.calls(method)[1].ok
        finally:
            running.stop(seconds=2)


@pytest.mark.parametrize("fault", [Faults.error("internal_error"), Faults.reset_before()], ids=told)
def test_nor_does_one_when_slacks_library_asks_the_same_again(
    fault: Fault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with local_slack() as slack:

        def then_trouble(client: WebClient) -> Installation:
            here = installation_of(client)
            slack.faults.next("auth.test", fault)
            return here

        monkeypatch.setattr("bot.app.installation_of", then_trouble)
        running = build(settings_for(slack, tmp_path)).start(patience=10)
        try:
            assert running.health.slack()
        finally:
            running.stop(seconds=2)


def test_a_wait_that_slack_asks_for_does_not_outlast_the_patience(tmp_path: Path):
    with local_slack() as slack:
        slack.faults.next(OPEN, Faults.rate_limited(60))
        with pytest.raises(SlackUnreachable, match=r"does not answer as it should .*ratelimited"):
            build(settings_for(slack, tmp_path)).start(patience=0)


def test_an_answer_that_is_none_of_slacks_is_not_repeated(tmp_path: Path):
    with local_slack() as slack:
        slack.faults.next("auth.test", Faults.server_error(502))
        with pytest.raises(SlackUnreachable) as lost:
            build(settings_for(slack, tmp_path)).start(patience=0)
    assert "(HTTP 502)" in lost.value.words
    assert "upstream trouble" not in lost.value.words


def test_what_slack_says_of_an_app_token_is_told_of_the_app_token():
    with local_slack() as slack:
        client = open_client("xoxb-local", base_url=slack.api_url)
        with pytest.raises(SlackSaysNo, match=r"Slack refused SLACK_APP_TOKEN: invalid_auth\. It begins with xapp-"):
            socket_address(client, "xapp-another")


def transport_line(slack: LocalSlack, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(folder)
    said = {"SLACK_BOT_TOKEN": "xoxb-local", "SLACK_APP_TOKEN": "xapp-local", "SLACK_API_URL": slack.api_url}
    for name, value in {**said, "DATABASE_URL": f"sqlite:///{folder / 'book.db'}"}.items():
        monkeypatch.setenv(name, value)
    [found] = [each for each in examine(SystemClock()) if each.name == "transport"]
    assert not found.ok
    return found.words


def test_the_doctor_tells_a_lost_connection_from_a_refused_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with local_slack() as slack:
        slack.faults.next(OPEN, Faults.reset_before())
        assert "Slack does not answer at" in transport_line(slack, tmp_path, monkeypatch)
        slack.faults.next(OPEN, Faults.server_error(503))
        assert "does not answer as it should" in transport_line(slack, tmp_path, monkeypatch)
        slack.faults.next(OPEN, Faults.error("missing_scope"))
        assert "connections:write" in transport_line(slack, tmp_path, monkeypatch)
