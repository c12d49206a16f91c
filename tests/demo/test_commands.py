from __future__ import annotations

import threading
from typing import Any

from tests.demo.small_bot import HttpBot, SocketBot


def test_the_words_of_the_acknowledgement_are_shown_to_the_person_alone(bot: SocketBot | HttpBot):
    bot.app.command("/invoice")(lambda ack, command: ack(f"You said {command['text']}."))
    answer = bot.slack.slash("ana", "billing", "/invoice status due")
    assert answer.ok
    assert answer.text == "You said status due."
    assert [m["text"] for m in bot.slack.ephemerals("ana")] == ["You said status due."]
    assert bot.slack.ephemerals("ben") == []
    assert bot.slack.messages("billing") == []


def test_an_answer_in_channel_is_a_message_for_everybody(bot: SocketBot | HttpBot):
    blocks = [{"type": "divider"}]
    bot.app.command("/invoice")(lambda ack: ack(text="Two are due", blocks=blocks, response_type="in_channel"))
    answer = bot.slack.slash("ana", "billing", "/invoice status public")
    assert answer.message == bot.slack.messages("billing")[0]
    assert answer.blocks
    assert answer.blocks[0]["block_id"]


def test_a_bot_that_is_too_slow_is_an_operation_timeout_to_the_person(bot: SocketBot | HttpBot):
    release = threading.Event()
    bot.slack.times.ack_deadline = 0.2

    def slow(ack: Any) -> None:
        release.wait(5)
        ack("late")

    bot.app.command("/invoice")(slow)
    answer = bot.slack.slash("ana", "billing", "/invoice status")
    release.set()
    assert not answer.ok
    assert answer.error == "operation_timeout"
    assert bot.slack.ephemerals("ana")[-1]["text"] == "/invoice failed with the error operation_timeout"


def test_a_press_opens_a_modal_and_its_submission_reaches_the_bot(bot: SocketBot | HttpBot):
    seen: list[dict[str, Any]] = []
    view = {
        "type": "modal",
        "callback_id": "reply",
        "title": {"type": "plain_text", "text": "Log reply"},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": [
            {
                "type": "input",
                "block_id": "words",
                "label": {"type": "plain_text", "text": "Words"},
                "element": {"type": "plain_text_input", "action_id": "text"},
            }
        ],
    }

    @bot.app.action("log")
    def open_modal(ack: Any, body: dict[str, Any], client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @bot.app.view("reply")
    def keep(ack: Any, body: dict[str, Any]) -> None:
        seen.append(body)
        ack()

    button = {"type": "button", "action_id": "log", "value": "7", "text": {"type": "plain_text", "text": "Log reply"}}
    bot.client.chat_postMessage(channel="C0BILLING", text="Card", blocks=[{"type": "actions", "elements": [button]}])
    card = bot.slack.messages("billing")[0]
    assert bot.slack.press("ana", card, "log").ok
    (modal,) = bot.slack.modals("ana")
    assert bot.slack.submit("ana", modal, {"words": "Friday"}).ok
    assert seen[0]["view"]["state"]["values"] == {"words": {"text": {"type": "plain_text_input", "value": "Friday"}}}
    assert bot.slack.modals("ana") == []
    assert {e.kind for e in bot.slack.journal} >= {"block_actions", "views.open", "view_submission", "chat.postMessage"}
