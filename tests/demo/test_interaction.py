from __future__ import annotations

import json
import threading
import urllib.request
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.error import HTTPError

import pytest
from slack_sdk.errors import SlackApiError

from demo.local_slack import CannotDoThat, LocalSlack
from tests.demo.bricks import actions, an_input, button, element, home, modal, option, plain, section, select
from tests.demo.conftest import APP_TOKEN, a_workspace
from tests.demo.small_bot import HttpBot, SocketBot

Bot = SocketBot | HttpBot


def send(url: str, body: dict[str, Any]) -> tuple[int, str]:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - our own address
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def a_card(bot: Bot, *elements: dict[str, Any]) -> dict[str, Any]:
    bot.client.chat_postMessage(channel="C0BILLING", text="Card", blocks=[actions(*elements)])
    return bot.slack.messages("billing")[-1]


def heard_action(bot: Bot, action_id: str) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []

    @bot.app.action(action_id)
    def on_action(ack: Any, body: dict[str, Any]) -> None:
        heard.append(body)
        ack()

    return heard


def test_a_pressed_button_says_what_where_and_by_whom(bot: Bot):
    heard = heard_action(bot, "approve")
    card = a_card(bot, button(action_id="approve", value="7"))
    assert bot.slack.press("ana", card, "approve").ok
    (body,) = heard
    assert body["user"]["id"] == "U0ANA"
    assert body["actions"][0]["value"] == "7"
    assert body["container"] == {
        "type": "message",
        "message_ts": card["ts"],
        "channel_id": "C0BILLING",
        "is_ephemeral": False,
    }
    assert body["message"]["ts"] == card["ts"]
    assert {"team", "token", "trigger_id", "api_app_id", "response_url", "state"} <= body.keys()


def test_options_dates_and_people_are_chosen_by_plain_words(socket_bot: SocketBot):
    bot = socket_bot
    heard = {name: heard_action(bot, name) for name in ("choose", "on", "who", "more", "which")}
    card = a_card(
        bot,
        select(options=[option(1), option(2)]),
        {"type": "datepicker", "action_id": "on"},
        {"type": "users_select", "action_id": "who"},
        {"type": "overflow", "action_id": "more", "options": [option(1), option(2)]},
        {"type": "checkboxes", "action_id": "which", "options": [option(1), option(2)]},
    )
    bot.slack.press("ana", card, "choose", "v2")
    bot.slack.press("ana", card, "on", date(2026, 12, 1))
    bot.slack.press("ana", card, "who", "U0BEN")
    bot.slack.press("ana", card, "more", selected_option="Option 1")
    bot.slack.press("ana", card, "which", ["v1", "v2"])
    assert heard["choose"][0]["actions"][0]["selected_option"]["value"] == "v2"
    assert heard["on"][0]["actions"][0]["selected_date"] == "2026-12-01"
    assert heard["who"][0]["actions"][0]["selected_user"] == "U0BEN"
    assert heard["more"][0]["actions"][0]["selected_option"]["value"] == "v1"
    assert [o["value"] for o in heard["which"][0]["actions"][0]["selected_options"]] == ["v1", "v2"]


def test_nobody_presses_what_is_not_there(socket_bot: SocketBot):
    card = a_card(socket_bot, button(action_id="approve"), select())
    with pytest.raises(CannotDoThat, match="there is approve, choose"):
        socket_bot.slack.press("ana", card, "reject")
    with pytest.raises(CannotDoThat, match="v9 is not offered"):
        socket_bot.slack.press("ana", card, "choose", "v9")


def test_a_trigger_opens_one_modal_within_three_seconds():
    now = [datetime(2026, 3, 2, 9, tzinfo=UTC)]
    with a_workspace(wall=lambda: now[0]) as slack, SocketBot(slack, APP_TOKEN) as bot:
        heard = heard_action(bot, "a1")
        card = a_card(bot, button())
        slack.press("ana", card, "a1")
        slack.press("ana", card, "a1")
        first, second = (body["trigger_id"] for body in heard)
        bot.client.views_open(trigger_id=first, view=modal(section()))
        with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
            bot.client.views_open(trigger_id=first, view=modal(section()))
        now[0] += timedelta(seconds=3.1)
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            bot.client.views_open(trigger_id=second, view=modal(section()))
        with pytest.raises(SlackApiError, match="invalid_trigger_id"):
            bot.client.views_open(trigger_id="1.2.x", view=modal(section()))


def test_a_response_url_works_five_times():
    with a_workspace() as slack, SocketBot(slack, APP_TOKEN) as bot:
        bot.app.command("/invoice")(lambda ack: ack())
        slack.slash("ana", "billing", "/invoice")
        url = slack.calls("slash_commands")[0].args["response_url"]
        for n in range(5):
            assert send(url, {"text": str(n)}) == (200, '{"ok":true}')
        assert send(url, {"text": "6"}) == (404, '{"ok":false,"error":"expired_url"}')
        assert [m["text"] for m in slack.ephemerals("ana")] == ["0", "1", "2", "3", "4"]


def test_a_response_url_works_for_half_an_hour():
    now = [datetime(2026, 3, 2, 9, tzinfo=UTC)]
    with a_workspace(wall=lambda: now[0]) as slack, SocketBot(slack, APP_TOKEN) as bot:
        bot.app.command("/invoice")(lambda ack: ack())
        slack.slash("ana", "billing", "/invoice")
        url = slack.calls("slash_commands")[0].args["response_url"]
        now[0] += timedelta(minutes=31)
        assert send(url, {"text": "late"})[0] == 404


def test_only_a_response_url_changes_an_ephemeral_message(bot: Bot):
    @bot.app.action("a1")
    def replace(ack: Any, respond: Any) -> None:
        ack()
        respond(text="Done", replace_original=True)

    @bot.app.action("a2")
    def remove(ack: Any, respond: Any) -> None:
        ack()
        respond(delete_original=True)

    blocks = [actions(button(1), button(2))]
    for _ in range(2):
        bot.client.chat_postEphemeral(channel="C0BILLING", user="U0ANA", text="Card", blocks=blocks)
    first, second = bot.slack.ephemerals("ana")
    bot.slack.press("ana", first, "a1")
    bot.slack.press("ana", second, "a2")
    assert [(m["text"], m.get("blocks")) for m in bot.slack.ephemerals("ana")] == [("Done", None)]
    assert "message" not in bot.slack.calls("block_actions")[0].args


def test_modals_are_three_deep(socket_bot: SocketBot):
    bot = socket_bot

    @bot.app.action("a1")
    def deeper(ack: Any, body: dict[str, Any], client: Any) -> None:
        if "view" in body:
            client.views_push(trigger_id=body["trigger_id"], view=modal(actions(button())))
        else:
            client.views_open(trigger_id=body["trigger_id"], view=modal(actions(button())))
        ack()

    bot.slack.press("ana", a_card(bot, button()), "a1")
    for _ in range(2):
        bot.slack.press("ana", bot.slack.modals("ana")[-1], "a1")
    stack = bot.slack.modals("ana")
    assert [view["previous_view_id"] for view in stack] == [None, stack[0]["id"], stack[1]["id"]]
    bot.slack.times.ack_deadline = 0.3
    assert not bot.slack.press("ana", stack[-1], "a1").ok
    assert bot.slack.calls("views.push")[-1].error == "push_limit_reached"


def test_a_view_is_updated_by_those_who_know_its_hash(slack: LocalSlack):
    with SocketBot(slack, APP_TOKEN) as bot:
        bot.client.views_publish(user_id="U0ANA", view=home(section()))
        old = slack.home("ana")
        assert old
        bot.client.views_publish(user_id="U0ANA", view=home(section()), hash=old["hash"])
        with pytest.raises(SlackApiError, match="hash_conflict"):
            bot.client.views_publish(user_id="U0ANA", view=home(section()), hash=old["hash"])


def test_a_wrong_view_is_refused_with_the_place(socket_bot: SocketBot):
    with pytest.raises(SlackApiError) as caught:
        socket_bot.client.views_publish(user_id="U0ANA", view=home(section(colour="red")))
    assert caught.value.response["error"] == "invalid_arguments"
    assert "/view/blocks/0" in caught.value.response["response_metadata"]["messages"][0]


def opened(bot: Bot, view: dict[str, Any]) -> dict[str, Any]:
    @bot.app.shortcut("open")
    def on_shortcut(ack: Any, body: dict[str, Any], client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    assert bot.slack.shortcut("ana", "open").ok
    return bot.slack.modals("ana")[-1]


AMOUNT = an_input(element("number_input", is_decimal_allowed=True), block_id="amount")


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ({}, []),
        ({"response_action": "clear"}, []),
        ({"response_action": "errors", "errors": {"amount": "More than is owed."}}, ["form"]),
        ({"response_action": "update", "view": modal(section(), callback_id="done")}, ["done"]),
        ({"response_action": "push", "view": modal(section(), callback_id="sure")}, ["form", "sure"]),
    ],
)
def test_a_submission_is_answered_in_five_ways(bot: Bot, answer: dict[str, Any], left: list[str]):
    bot.app.view("form")(lambda ack: ack(**answer))
    view = opened(bot, modal(AMOUNT, callback_id="form"))
    got = bot.slack.submit("ana", view, {"amount": 12.5})
    assert [v["callback_id"] for v in bot.slack.modals("ana")] == left
    assert got.response_action == answer.get("response_action")
    assert got.errors == answer.get("errors", {})


def test_errors_beside_something_that_is_no_input_are_a_failure(socket_bot: SocketBot):
    socket_bot.app.view("form")(lambda ack: ack(response_action="errors", errors={"elsewhere": "x"}))
    view = opened(socket_bot, modal(AMOUNT, callback_id="form"))
    got = socket_bot.slack.submit("ana", view, {"amount": 1})
    assert (got.ok, got.error) == (False, "invalid_errors")


def test_slacks_own_client_asks_for_required_fields_first(socket_bot: SocketBot):
    heard: list[Any] = []
    socket_bot.app.view("form")(lambda ack, body: (heard.append(body), ack()))
    view = opened(socket_bot, modal(AMOUNT, callback_id="form"))
    assert socket_bot.slack.submit("ana", view, {}).errors == {"amount": "Please complete this required field."}
    assert socket_bot.slack.submit("ana", view, {"amount": "a lot"}).errors == {"amount": "Please enter a number."}
    assert heard == []


def test_a_submission_nobody_answers_leaves_the_modal_open(socket_bot: SocketBot):
    release = threading.Event()
    socket_bot.app.view("form")(lambda: release.wait(5))
    view = opened(socket_bot, modal(AMOUNT, callback_id="form"))
    socket_bot.slack.times.ack_deadline = 0.2
    got = socket_bot.slack.submit("ana", view, {"amount": 1})
    release.set()
    assert (got.ok, got.error) == (False, "operation_timeout")
    assert got.text == "We had some trouble connecting. Try again?"
    assert len(socket_bot.slack.modals("ana")) == 1


def test_the_bot_hears_of_a_closed_modal_that_asked_for_it(bot: Bot):
    heard: list[dict[str, Any]] = []
    bot.app.view_closed("form")(lambda ack, body: (heard.append(body), ack()))
    view = opened(bot, modal(AMOUNT, callback_id="form", notify_on_close=True))
    assert bot.slack.close("ana", view, all_of_them=True).ok
    assert (heard[0]["view"]["id"], heard[0]["is_cleared"]) == (view["id"], True)
    assert bot.slack.modals("ana") == []


def test_what_was_typed_is_in_the_state_of_a_press(socket_bot: SocketBot):
    heard = heard_action(socket_bot, "a1")
    words = an_input(element("plain_text_input", initial_value="Friday"), block_id="words")
    view = opened(socket_bot, modal(words, actions(button()), callback_id="form"))
    typed = {"values": {"words": {"field": {"type": "plain_text_input", "value": "Monday"}}}}
    socket_bot.slack.press("ana", view, "a1")
    socket_bot.slack.press("ana", view, "a1", state=typed)
    values = [body["view"]["state"]["values"]["words"]["field"]["value"] for body in heard]
    assert values == ["Friday", "Monday"]


def test_an_external_select_asks_the_bot(bot: Bot):
    bot.app.options("client")(lambda ack, payload: ack(options=[option(1, text=plain(payload["value"]))]))
    select_client = {"type": "external_select", "action_id": "client", "min_query_length": 1}
    card = a_card(bot, select_client)
    answer = bot.slack.suggest("ana", card, "client", "acm")
    assert [o["text"]["text"] for o in answer.options] == ["acm"]


def test_a_message_shortcut_brings_the_message(bot: Bot):
    heard: list[dict[str, Any]] = []
    bot.app.message_shortcut("log_reply")(lambda ack, body: (heard.append(body), ack()))
    bot.app.event("message")(lambda: None)
    said = bot.slack.say("ben", "billing", "They pay on Friday").message
    assert bot.slack.shortcut("ana", "log_reply", said).ok
    assert heard[0]["message"]["text"] == "They pay on Friday"
    assert heard[0]["channel"] == {"id": "C0BILLING", "name": "billing"}


def test_a_press_may_come_twice_with_the_same_trigger(bot: Bot):
    heard = heard_action(bot, "a1")
    bot.slack.press("ana", a_card(bot, button()), "a1")
    bot.slack.wait_until_quiet()
    pressed = next(n for n, packet in enumerate(bot.slack._world.courier.sent) if packet.name == "block_actions")
    assert bot.slack.redeliver(pressed).ok
    assert heard[0] == heard[1]
