from __future__ import annotations

import threading
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from demo.local_slack import LocalSlack
from tests.demo.bricks import home, section
from tests.demo.conftest import APP_TOKEN, SECRET, a_workspace
from tests.demo.small_bot import BOT_TOKEN, HttpBot, SocketBot, a_client

Bot = SocketBot | HttpBot


def _heard(bot: Bot, matching: Any) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []

    @bot.app.event(matching)
    def keep(body: dict[str, Any]) -> None:
        bodies.append(body)

    return bodies


def _answering(words: str) -> Callable[..., None]:
    def listener(ack: Any) -> None:
        ack(words)

    return listener


def test_a_mention_reaches_the_bot_in_the_channel(bot: Bot):
    heard = _heard(bot, "app_mention")
    bot.app.event("message")(lambda: None)
    assert bot.slack.say("ana", "billing", "@dunwell who owes us?").ok
    assert (heard[0]["event"]["user"], heard[0]["event"]["text"]) == ("U0ANA", "<@U0BOT> who owes us?")


def test_words_in_a_direct_message_reach_the_bot(bot: Bot):
    heard = _heard(bot, "message")
    assert bot.slack.say("ana", "ana", "hello").ok
    assert (heard[0]["event"]["channel_type"], heard[0]["event"]["text"]) == ("im", "hello")


def test_only_subscribed_events_are_sent():
    manifest = {"settings": {"event_subscriptions": {"bot_events": ["app_mention"]}}}
    with a_workspace(manifest=manifest) as slack, SocketBot(slack, APP_TOKEN) as bot:
        bot.app.event("app_mention")(lambda: None)
        slack.say("ana", "billing", "nothing for you")
        slack.say("ana", "billing", "@dunwell hello")
        assert [e.kind for e in slack.journal if e.direction == "to bot"] == ["app_mention"]


def test_the_home_tab_tells_the_bot_who_looks(bot: Bot):
    @bot.app.event("app_home_opened")
    def publish(event: dict[str, Any], client: Any) -> None:
        client.views_publish(user_id=event["user"], view=home(section()))

    assert bot.slack.open_home("ana").ok
    shown = bot.slack.home("ana")
    assert shown
    assert shown["blocks"][0]["type"] == "section"
    assert bot.slack.home("ben") is None
    bot.slack.open_home("ana")
    assert bot.slack.calls("app_home_opened")[-1].args["event"]["view"]["id"] == shown["id"]


def test_an_event_that_is_not_acknowledged_comes_three_times_more(http_bot: HttpBot):
    release = threading.Event()
    http_bot.slack.times.ack_deadline = 0.1
    http_bot.app.event("message")(lambda: release.wait(5))
    assert not http_bot.slack.say("ana", "billing", "hello?").ok
    http_bot.slack.wait_until_quiet()
    release.set()
    tries = list(http_bot.slack.calls("message"))
    assert [e.attempt for e in tries] == [0, 1, 2, 3]
    assert len({e.args["event_id"] for e in tries}) == 1
    headers = [h for _, h in http_bot.requests]
    assert "x-slack-retry-num" not in headers[0]
    assert [h["x-slack-retry-num"] for h in headers[1:]] == ["1", "2", "3"]
    assert {h["x-slack-retry-reason"] for h in headers[1:]} == {"http_timeout"}


def test_a_retry_in_socket_mode_says_which_it_is(socket_bot: SocketBot):
    seen: list[Any] = []
    release, times = threading.Event(), socket_bot.slack.times
    times.ack_deadline = 0.2

    @socket_bot.app.event("message")
    def on_message(request: Any) -> None:
        seen.append(request.headers.get("x-slack-retry-num"))
        if len(seen) == 1:
            times.ack_deadline = 3.0
            release.wait(5)

    socket_bot.slack.say("ana", "billing", "hello?")
    socket_bot.slack.wait_until_quiet()
    release.set()
    assert seen == [["0"], ["1"]]


def test_an_event_is_redelivered_byte_for_byte(bot: Bot):
    heard = _heard(bot, "message")
    bot.slack.say("ana", "billing", "hello")
    assert bot.slack.redeliver().ok
    assert heard[0] == heard[1]
    first, second = bot.slack.calls("message")
    assert first.raw == second.raw


def test_the_bot_hears_its_own_message_as_others_do(socket_bot: SocketBot):
    socket_bot.client.chat_postMessage(channel="C0BILLING", text="Card")
    socket_bot.slack.wait_until_quiet()
    (echo,) = socket_bot.slack.calls("message")
    assert (echo.args["event"]["bot_id"], echo.args["event"]["text"]) == ("B0BOT", "Card")


def test_a_tampered_request_is_turned_away_by_bolt(http_bot: HttpBot):
    http_bot.app.command("/invoice")(lambda ack: ack("Hi"))
    assert http_bot.slack.slash("ana", "billing", "/invoice").text == "Hi"
    posts = http_bot.slack._world.courier.posts
    assert posts is not None
    posts._signing_secret = "else"
    assert http_bot.slack.slash("ana", "billing", "/invoice").error == "http_service_error"


def test_a_bot_that_is_away_is_a_failed_dispatch():
    with a_workspace(request_url="http://127.0.0.1:9/slack/events") as slack:
        assert slack.slash("ana", "billing", "/invoice").error == "dispatch_failed"
    with a_workspace() as slack:
        answer = slack.slash("ana", "billing", "/invoice")
        assert answer.text == "/invoice failed with the error dispatch_failed"


def test_a_command_the_manifest_does_not_know_is_not_valid():
    manifest = {"features": {"slash_commands": [{"command": "/invoice", "description": "d", "usage_hint": "[x]"}]}}
    with a_workspace(manifest=manifest) as slack:
        assert slack.slash("ana", "billing", "/bill").text == "/bill is not a valid command."


def test_envelopes_go_to_any_of_several_connections(slack: LocalSlack):
    with SocketBot(slack, APP_TOKEN) as one, SocketBot(slack, APP_TOKEN) as two:
        slack.wait_for(lambda: slack._world.courier.sockets.count == 2)
        for bot, name in ((one, "one"), (two, "two")):
            bot.app.command("/invoice")(_answering(name))
        assert {slack.slash("ana", "billing", "/invoice").text for _ in range(4)} == {"one", "two"}


def test_a_dropped_connection_comes_back(slack: LocalSlack):
    with SocketBot(slack, APP_TOKEN) as bot:
        bot.app.command("/invoice")(lambda ack: ack("Hi"))
        slack.drop_connections()
        slack.wait_for(lambda: slack._world.courier.sockets.count == 0)
        bot.handler.client.connect_to_new_endpoint(force=True)
        slack.wait_for_bot()
        assert slack.slash("ana", "billing", "/invoice").text == "Hi"


def test_a_disconnect_frame_makes_the_bot_connect_anew(slack: LocalSlack):
    with SocketBot(slack, APP_TOKEN) as bot:
        before = bot.handler.client.session_id()
        slack.disconnect_frame("refresh_requested")
        slack.wait_for(lambda: bot.handler.client.session_id() != before and bot.handler.client.is_connected())
        assert len(slack.calls("apps.connections.open")) == 2


def test_a_file_a_person_uploads_can_be_read_by_the_bot(bot: Bot):
    heard = _heard(bot, {"type": "message", "subtype": "file_share"})
    bot.app.event("file_shared")(lambda: None)
    assert bot.slack.upload("ana", "billing", "open-items.csv", b"number,amount\nINV-1,100\n").ok
    file = bot.client.files_info(file=heard[0]["event"]["files"][0]["id"])["file"]
    assert (file["name"], file["mimetype"], file["size"]) == ("open-items.csv", "text/csv", 24)
    asking = urllib.request.Request(file["url_private_download"], headers={"Authorization": f"Bearer {BOT_TOKEN}"})  # noqa: S310 - ours
    with urllib.request.urlopen(asking, timeout=5) as answer:  # noqa: S310 - our own address
        assert answer.read() == b"number,amount\nINV-1,100\n"
    with urllib.request.urlopen(file["url_private_download"], timeout=5) as answer:  # noqa: S310 - our own address
        assert b"Sign in" in answer.read()


def test_a_file_of_the_bot_is_shared_as_a_message(slack: LocalSlack):
    a_client(slack).files_upload_v2(
        channel="C0BILLING", filename="export.csv", content="a,b\n", initial_comment="Open items"
    )
    (message,) = slack.messages("billing")
    assert (message["text"], message["files"][0]["name"]) == ("Open items", "export.csv")
    assert slack.file_content(message["files"][0]["id"]) == b"a,b\n"


def test_the_request_url_proves_that_it_is_the_bots(http_bot: HttpBot):
    assert http_bot.slack.verify_request_url()
    assert SECRET not in str(http_bot.requests)


def test_the_words_of_a_command_are_escaped_when_the_manifest_asks_for_it():
    manifest = {"features": {"slash_commands": [{"command": "/invoice", "description": "d", "should_escape": True}]}}
    with a_workspace(manifest=manifest) as slack:
        slack.slash("ana", "billing", "/invoice log Smith & Sons @ben #random https://x.example/1")
        told = slack.calls("slash_commands")[0].args["text"]
    assert told == "log Smith &amp; Sons <@U0BEN|ben> <#C0RANDOM|random> <https://x.example/1>"


def test_a_workspace_that_throws_the_app_out_says_so(socket_bot: SocketBot):
    revoked, gone = _heard(socket_bot, "tokens_revoked"), _heard(socket_bot, "app_uninstalled")
    socket_bot.slack.uninstall()
    assert (len(revoked), len(gone)) == (1, 1)
    with pytest.raises(SlackApiError, match="token_revoked"):
        socket_bot.client.auth_test()
