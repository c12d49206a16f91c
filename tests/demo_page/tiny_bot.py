"""A Bolt app just big enough to press every button of the page against; it keeps what it heard."""

from __future__ import annotations

import re
import threading
from socketserver import ThreadingMixIn
from typing import Any, Self
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from demo.local_slack import Channel, LocalSlack, Person

BOT_TOKEN, SECRET = "xoxb-page", "page-secret"
CLIENTS = ["Northwind Traders", "Halden Studio", "Brightwater & Partners"]
MANIFEST: dict[str, Any] = {
    "features": {
        "bot_user": {"display_name": "Dunwell"},
        "slash_commands": [
            {
                "command": "/invoice",
                "description": "Invoices",
                "usage_hint": "status [client] | log <number> | add | slow",
            }
        ],
        "shortcuts": [
            {"callback_id": "new_invoice", "name": "New invoice", "type": "global"},
            {"callback_id": "log_reply", "name": "Log client reply", "type": "message"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands", "files:read", "files:write"]}},
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened"]}},
}
PEOPLE = [
    Person(id="U0ANA", name="ana", real_name="Ana Lima", title="Director"),
    Person(id="U0BEN", name="ben", real_name="Ben Carter", title="Project lead"),
]
CHANNELS = [
    Channel(id="C0BILLING", name="billing", members=("U0ANA", "U0BEN"), topic="Invoices"),
    Channel(id="C0GENERAL", name="general", members=("U0ANA", "U0BEN")),
]


def words(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def button(text: str, action_id: str, **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": words(text), "action_id": action_id, "value": "v1", **more}


def a_field(block_id: str, label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": block_id,
        "label": words(label),
        "element": {"action_id": "x", **element},
        **more,
    }


NEW_INVOICE: dict[str, Any] = {
    "type": "modal",
    "callback_id": "new_invoice",
    "title": words("New invoice"),
    "submit": words("Record"),
    "close": words("Not now"),
    "blocks": [
        a_field(
            "client", "Client", {"type": "external_select", "min_query_length": 1, "placeholder": words("Type a name")}
        ),
        a_field("amount", "Amount", {"type": "plain_text_input", "max_length": 20}, hint=words("With its currency")),
        a_field("issued", "Issued on", {"type": "datepicker", "initial_date": "2026-11-23"}),
        a_field("note", "Note", {"type": "plain_text_input", "multiline": True}, optional=True),
    ],
}


A_LINE: dict[str, Any] = {"type": "section", "text": words("one more")}


class _Server(ThreadingMixIn, WSGIServer):
    """Answers several requests at once; none outlives the test."""


class _Quiet(WSGIRequestHandler):
    def log_message(self, *line: Any) -> None:
        """Says nothing: the page's wire log has it all."""


class TinyBot:
    """Answers commands, opens one modal, publishes a home; `actions` and `submitted` hold what arrived."""

    def __init__(self, slack: LocalSlack) -> None:
        self.slack = slack
        self.client = WebClient(token=BOT_TOKEN, base_url=slack.api_url, retry_handlers=[])
        self.actions: list[dict[str, Any]] = []
        self.submitted: list[dict[str, Any]] = []
        self.window = NEW_INVOICE
        self.wake = threading.Event()
        self.app = App(client=self.client, signing_secret=SECRET, process_before_response=True)
        self._listen()
        # Over HTTP: a Socket Mode client takes seconds to close, in every test.
        self._server = make_server("127.0.0.1", 0, SlackRequestHandler(self.app), _Server, _Quiet)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    def __enter__(self) -> Self:
        self._thread.start()
        self.slack.move_request_url(f"http://127.0.0.1:{self._server.server_port}/slack/events")
        return self

    def __exit__(self, *reason: object) -> None:
        self.wake.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def post(self, text: str, blocks: list[dict[str, Any]] | None = None, **more: Any) -> str:
        """Says something in #billing; answers its ts."""
        return str(self.client.chat_postMessage(channel="C0BILLING", text=text, blocks=blocks, **more)["ts"])

    def _listen(self) -> None:
        self.app.command("/invoice")(self._command)
        self.app.action(re.compile(".*"))(self._action)
        self.app.options("x")(self._options)
        self.app.view("new_invoice")(self._submission)
        self.app.view("anything")(self._anything)
        self.app.event("app_home_opened")(self._home)
        for shortcut in ("new_invoice", "log_reply"):
            self.app.shortcut(shortcut)(self._open)

    def _command(self, ack: Any, command: dict[str, Any], body: dict[str, Any]) -> None:
        if command["text"] == "slow":
            # Longer than the deadline, yet over at once when the test ends.
            self.wake.wait(5)
            ack()
        elif command["text"] == "add":
            self.client.views_open(trigger_id=body["trigger_id"], view=self.window)
            ack()
        else:
            ack(f"You said {command['text']}")

    def _action(self, ack: Any, body: dict[str, Any]) -> None:
        self.actions.append(body)
        ack()

    def _options(self, ack: Any, payload: dict[str, Any]) -> None:
        found = [name for name in CLIENTS if payload["value"].lower() in name.lower()]
        ack(options=[{"text": words(name), "value": name} for name in found])

    def _submission(self, ack: Any, view: dict[str, Any]) -> None:
        values = view["state"]["values"]
        if values["note"]["x"]["value"] == "slow":
            self.wake.wait(5)
        if "EUR" in values["amount"]["x"]["value"]:
            self.submitted.append(values)
            ack()
        else:
            ack(response_action="errors", errors={"amount": "Write the currency as well, like 480 EUR."})

    def _anything(self, ack: Any, view: dict[str, Any]) -> None:
        self.submitted.append(view["state"]["values"])
        if len(self.submitted) == 1:
            ack(response_action="push", view={"type": "modal", "title": words("And then"), "blocks": [A_LINE]})
        else:
            ack()

    def _home(self, ack: Any, event: dict[str, Any]) -> None:
        blocks = [
            {"type": "header", "text": words("Good morning")},
            {"type": "actions", "elements": [button("Queue", "queue")]},
        ]
        self.client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})
        ack()

    def _open(self, ack: Any, body: dict[str, Any]) -> None:
        self.client.views_open(trigger_id=body["trigger_id"], view=NEW_INVOICE)
        ack()
