"""The edge: where a refusal becomes words and a surprise becomes a reference number, once for every kind of request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic_core import to_json

from domain.errors import Refusal
from domain.sentence import unescape
from handlers.asking import caller_of
from handlers.ports import Body, Caller, Desk, Patient, Pressed, Slack, Surprise
from views import ids
from views.lost_windows import window_lost
from views.refusals import field_errors, form_surprised, refused, surprised

Ack = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What every feature registers with: the desk to act at, Slack to answer through, and the way out of trouble."""

    desk: Desk
    slack: Slack
    surprise: Surprise

    def command(self, ack: Ack, body: Body, answer: Callable[[Caller], Body]) -> None:
        """Answers a command inside the acknowledgement, whatever happens; a window that `answer` returns is opened."""
        shown, _ = self._outcome(lambda: answer(caller_of(body)), typed=_typed(body))
        if shown.get("type") == "modal":
            ack()
            self._open(body, shown)
            return
        ack(to_json(shown).decode() if shown else "")

    def press(self, ack: Ack, body: Body, answer: Callable[[Caller], Body], *, replaces: bool = False) -> None:
        """Acts on a press, acknowledges once that is on disk, then shows what came of it where it was pressed.

        `replaces` puts it in the place of the message; a refusal never does: others may still need what stands there.
        A window that `answer` returns is opened: a question comes where the person looks, not at the channel's foot.
        """
        shown, is_done = self._outcome(lambda: answer(caller_of(body)))
        ack()
        self._show(body, shown, replaces=replaces and is_done)

    def form(self, ack: Ack, body: Body, make: Callable[[Caller], Body], *, acts: bool = False) -> None:
        """Opens a modal that `make` fills in; a refusal is shown in words instead, and so is a Slack that opens none.

        `acts`: `make` may change something too, so that a window that is lost does not say that nothing was changed.
        """
        try:
            view = make(caller_of(body))
        except Refusal as refusal:
            ack()
            self._show(body, refused(refusal), replaces=False)
            return
        except Exception as error:  # noqa: BLE001 - the edge: the trace goes to the log, never to a person
            ack()
            self._show(body, surprised(self.surprise(error)), replaces=False)
            return
        ack()
        self._open(body, view, is_changed=acts)

    def slowly(self, ack: Ack, body: Body, waiting: Body, asked: Callable[[Caller], Callable[[Patient], Body]]) -> None:
        """Opens a modal for which something must be fetched first; a refusal before that is shown in words instead."""
        made: list[Callable[[Patient], Body]] = []

        def window(caller: Caller) -> Body:
            made.append(asked(caller))
            return waiting

        shown, is_done = self._outcome(lambda: window(caller_of(body)))
        ack()
        if is_done:
            self.slack.open_slowly(_where(body), waiting, made[0], partial(window_lost, waiting, is_changed=False))
        else:
            self._show(body, shown, replaces=False)

    def submission(self, ack: Ack, body: Body, answer: Callable[[Caller], Body]) -> None:
        """Acts on a submitted form; `answer` gives the view that takes its place. Refusals stand beside their field."""
        fields = [block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input"]
        try:
            shown = answer(caller_of(body))
        except Refusal as refusal:
            ack(**field_errors(refusal, fields))
        except Exception as error:  # noqa: BLE001 - the edge: the trace goes to the log, never to a person
            ack(**form_surprised(self.surprise(error), fields))
        else:
            ack(response_action="update", view=shown)

    def options(self, ack: Ack, body: Body, answer: Callable[[Caller], list[Body]]) -> None:
        """Answers a search as somebody types; trouble reads as nothing found."""
        try:
            ack(options=answer(caller_of(body)))
        except Refusal:
            ack(options=[])
        except Exception as error:  # noqa: BLE001 - the edge: the trace goes to the log, never to a person
            self.surprise(error)
            ack(options=[])

    def _outcome(self, answer: Callable[[], Body], *, typed: str = "") -> tuple[Body, bool]:
        """What to show, and whether it was done: a refusal and a surprise are shown in words of their own."""
        try:
            return answer(), True
        except Refusal as refusal:
            return refused(refusal, typed=typed), False
        except Exception as error:  # noqa: BLE001 - the edge: the trace goes to the log, never to a person
            return surprised(self.surprise(error)), False

    def _show(self, body: Body, shown: Body, *, replaces: bool) -> None:
        response_url, is_window = body.get("response_url"), shown.get("type") == "modal"
        if response_url and not is_window:
            self.slack.reply(response_url, shown, replaces=replaces)
            return
        # On App Home and in a modal there is no message to answer: a small window says it.
        from views.modals import told

        if is_window:
            self._open(body, shown)
            return
        view = body.get("view") or {}
        if view.get("callback_id") == ids.Form.TOLD:
            # Slack stacks three windows: one that only tells something makes room for the next thing told.
            self.slack.change_form(_where(body), view, told(shown), lambda *_: shown)
            return
        self.slack.open_form(_where(body), told(shown), lambda *_: shown)

    def _open(self, body: Body, window: Body, *, is_changed: bool = False) -> None:
        self.slack.open_form(_where(body), window, partial(window_lost, window, is_changed=is_changed))


def pressed(body: Body, key: str) -> int | None:
    """The id under this key in the value of what was pressed."""
    return ids.id_in(value_of(body), key)


def value_of(body: Body) -> str:
    """The value of what was pressed or chosen."""
    action = body["actions"][0]
    chosen = action.get("selected_option") or {}
    return str(action.get("value") or chosen.get("value") or "")


def _typed(body: Body) -> str:
    """The line somebody typed, where there is more to it than a subcommand."""
    text = unescape(str(body.get("text") or "").replace("\0", "")).strip()
    return f"{ids.COMMAND} {text}" if len(text.split()) > 1 else ""


def _where(body: Body) -> Pressed:
    return Pressed(
        slack_id=caller_of(body).slack_id,
        trigger_id=body["trigger_id"],
        response_url=body.get("response_url"),
        is_in_modal=(body.get("view") or {}).get("type") == "modal",
    )
