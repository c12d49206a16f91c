from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from demo.local_slack import LocalSlack
from tests.demo.bricks import actions, an_input, button, element, home, modal, section
from tests.demo.conftest import APP_TOKEN, a_workspace
from tests.demo.small_bot import SocketBot, a_client

MANIFEST = {
    "display_information": {"name": "Dunwell"},
    "features": {
        "bot_user": {"display_name": "dunwell"},
        "slash_commands": [
            {"command": "/invoice", "description": "Invoices", "usage_hint": "[status | log | client x]"}
        ],
        "shortcuts": [{"name": "New invoice", "type": "global", "callback_id": "new_invoice", "description": "d"}],
    },
}


class Page:
    """A browser's page, without the browser."""

    def __init__(self, slack: LocalSlack, person: str, socket: ClientConnection) -> None:
        self.slack, self.person, self.socket = slack, person, socket
        self.state: dict[str, Any] = json.loads(socket.recv(timeout=5))

    def post(self, door: str, **asked: Any) -> dict[str, Any]:
        answer: dict[str, Any] = httpx.post(
            f"{self.slack.url}/page/{door}", json={"person": self.person, **asked}, timeout=5
        ).json()
        return answer

    def frame(self, kind: str) -> dict[str, Any]:
        """The next frame of this sort; others are passed over."""
        until = time.monotonic() + 5
        while time.monotonic() < until:
            frame: dict[str, Any] = json.loads(self.socket.recv(timeout=5))
            if frame["type"] == kind:
                return frame
        raise TimeoutError(kind)


@contextmanager
def a_page(slack: LocalSlack, person: str = "U0ANA") -> Iterator[Page]:
    with connect(f"{slack.url.replace('http', 'ws')}/page/socket?person={person}") as socket:
        yield Page(slack, person, socket)


def test_the_first_frame_is_the_whole_picture():
    with a_workspace(manifest=MANIFEST, today=lambda: date(2026, 3, 2)) as slack, a_page(slack) as page:
        state = page.state
    assert (state["type"], state["me"], state["today"], state["can_move_calendar"]) == (
        "state",
        "U0ANA",
        "2026-03-02",
        False,
    )
    assert [c["id"] for c in state["channels"]] == ["C0BILLING", "C0RANDOM", "C0SECRET", "D0ANA"]
    assert [w["word"] for w in state["commands"][0]["subcommands"]] == ["status", "log", "client"]
    assert state["shortcuts"] == [{"callback_id": "new_invoice", "name": "New invoice", "type": "global"}]
    assert [p["id"] for p in state["people"]] == ["U0ANA", "U0BEN"]


def test_others_do_not_see_private_rooms_and_messages(slack: LocalSlack):
    a_client(slack).chat_postEphemeral(channel="C0BILLING", user="U0ANA", text="Only you")
    with a_page(slack, "U0BEN") as ben, a_page(slack) as ana:
        assert "C0SECRET" not in ben.state["messages"]
        assert ben.state["messages"]["C0BILLING"] == []
        assert [m["text"] for m in ana.state["messages"]["C0BILLING"]] == ["Only you"]


def test_a_message_its_change_and_its_end_arrive_on_the_page(slack: LocalSlack):
    client = a_client(slack)
    with a_page(slack) as page:
        ts = client.chat_postMessage(channel="C0BILLING", text="Card", blocks=[section()])["ts"]
        posted = page.frame("message")
        assert (posted["channel"], posted["message"]["text"], posted["message"]["bot"]) == ("C0BILLING", "Card", True)
        assert page.frame("unread") == {"type": "unread", "channel": "C0BILLING", "unread": 1}
        client.chat_update(channel="C0BILLING", ts=ts, text="Done")
        assert page.frame("message_changed")["message"]["text"] == "Done"
        client.chat_postMessage(channel="C0BILLING", text="More", thread_ts=ts)
        assert page.frame("message_changed")["message"]["reply_count"] == 1
        client.chat_delete(channel="C0BILLING", ts=ts)
        assert page.frame("message_deleted")["ts"] == ts
        assert page.post("read", channel="C0BILLING") == {"ok": True}
        assert page.frame("unread")["unread"] == 0


def test_a_command_typed_on_the_page_is_answered_and_timed():
    with a_workspace() as slack, SocketBot(slack, APP_TOKEN) as bot, a_page(slack) as page:
        bot.app.command("/invoice")(lambda ack: ack("Nothing is due."))
        assert page.post("say", channel="C0BILLING", text="/invoice status") == {"ok": True}
        assert page.frame("message")["message"]["ephemeral"] is True
        ack = page.frame("ack")
        assert (ack["what"], ack["ok"], ack["error"]) == ("/invoice status", True, None)
        slack.times.ack_deadline = 0.2
        assert page.post("say", channel="C0BILLING", text="/bill") == {"ok": True}
        assert page.frame("ack")["error"] == "operation_timeout"


def test_buttons_modals_and_home_work_from_the_page():
    with a_workspace() as slack, SocketBot(slack, APP_TOKEN) as bot, a_page(slack) as page:

        @bot.app.event("app_home_opened")
        def publish(event: dict[str, Any], client: Any) -> None:
            client.views_publish(user_id=event["user"], view=home(actions(button())))

        @bot.app.action("a1")
        def open_modal(ack: Any, body: dict[str, Any], client: Any) -> None:
            words = an_input(element("plain_text_input"), block_id="words")
            client.views_open(trigger_id=body["trigger_id"], view=modal(words, callback_id="form"))
            ack()

        bot.app.view("form")(lambda ack: ack(response_action="errors", errors={"words": "Too short."}))
        assert page.post("home")["ok"]
        view = page.frame("home")["view"]
        container = {"type": "view", "view_id": view["id"]}
        pressed = {"block_id": view["blocks"][0]["block_id"], "action_id": "a1", "action": {"type": "button"}}
        assert page.post("action", container=container, **pressed) == {"ok": True}
        (top,) = page.frame("modals")["stack"]
        state = {"values": {"words": {"field": {"type": "plain_text_input", "value": "no"}}}}
        answer = page.post("submit", view_id=top["id"], state=state)
        assert answer == {"ok": True, "errors": {"words": "Too short."}}
        assert page.frame("modals")["errors"] == {"words": "Too short."}
        assert page.post("close", view_id=top["id"]) == {"ok": True}
        assert page.frame("modals")["stack"] == []
        assert page.post("close", view_id=top["id"]) == {"ok": False, "error": "That view is not on top any more."}


def test_a_file_is_uploaded_from_the_page(slack: LocalSlack):
    with a_page(slack) as page:
        answer = httpx.post(
            f"{slack.url}/page/upload",
            data={"person": "U0ANA", "channel": "C0BILLING"},
            files={"file": ("items.csv", b"a,b\n")},
        )
        assert answer.json() == {"ok": True}
        (file,) = page.frame("message")["message"]["files"]
    got = httpx.get(file["url"], headers={"Sec-Fetch-Site": "same-origin"})
    assert (file["name"], got.content) == ("items.csv", b"a,b\n")


def test_the_calendar_moves_forward_only():
    day = [date(2026, 3, 2)]

    def move(to: date) -> None:
        day[0] = to

    with a_workspace(today=lambda: day[0], on_calendar=move) as slack, a_page(slack) as page:
        assert page.post("calendar", days=7) == {"ok": True, "today": "2026-03-09"}
        assert page.frame("calendar")["today"] == "2026-03-09"
        back = page.post("calendar", date=(day[0] - timedelta(days=1)).isoformat())
        assert back == {"ok": False, "error": "The calendar only moves forward."}


def test_the_wire_shows_what_went_to_the_bot_and_back(slack: LocalSlack):
    with a_page(slack) as page:
        a_client(slack).chat_postMessage(channel="C0BILLING", text="Card")
        entry = page.frame("wire")["entry"]
    assert (entry["direction"], entry["kind"], entry["ok"]) == ("from bot", "chat.postMessage", True)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_another_web_site_presses_nothing(slack: LocalSlack, headers: dict[str, str]):
    asked = {"person": "U0ANA", "channel": "C0BILLING", "text": "Approve!"}
    answer = httpx.post(f"{slack.url}/page/say", json=asked, headers=headers)
    assert answer.status_code == 403
    assert slack.messages("billing") == []


def test_another_web_site_reads_nothing(slack: LocalSlack):
    address = f"{slack.url.replace('http', 'ws')}/page/socket?person=U0ANA"
    with pytest.raises(InvalidStatus), connect(address, origin="https://evil.example"):  # type: ignore[arg-type]  # a plain origin
        pass


def test_only_the_pages_own_files_are_served(slack: LocalSlack):
    assert httpx.get(f"{slack.url}/page/health").json() == {"ok": True, "bot_connected": False}
    assert httpx.get(f"{slack.url}/page/%2e%2e/sample_book.py").status_code == 404
    assert httpx.get(f"{slack.url}/page/nothing.js").status_code == 404
    assert httpx.get(slack.url).headers["content-type"].startswith("text/html")


def test_asking_for_nonsense_is_answered_in_words(slack: LocalSlack):
    with a_page(slack) as page:
        assert page.post("say", channel="C0NOWHERE", text="x") == {
            "ok": False,
            "error": "There is no channel C0NOWHERE.",
        }
        assert not page.post("submit", view_id="V0")["ok"]
        assert not page.post("action")["ok"]
        assert not httpx.post(f"{slack.url}/page/say", content=b"[]").json()["ok"]
