"""The exception queue: `queue`, and the buttons that settle a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import App

from delivery.post_again import StuckMessage, it_arrived, post_again
from domain.answers import Change
from handlers.command import Line
from handlers.edge import Ack, Edge, pressed
from handlers.ports import Body, Caller, Reader
from receivables.exception_queue import (
    QueueShown,
    ResolveException,
    ShowQueue,
    resolve_exception,
    show_queue,
    take_exception,
)
from storage.unit_of_work import Work
from views.changes import changed
from views.ids import Action, any_of
from views.queue import queue


def on_queue(line: Line, caller: Caller, edge: Edge) -> Body:
    """`queue`."""

    def shown(found: QueueShown, reader: Reader) -> Body:
        return queue(found.page, today=found.today, tz=found.tz, locale=reader.locale, public=line.said.public)

    return edge.desk.look(show_queue, ShowQueue(), shown, caller)


ACTS: dict[Action, tuple[Callable[[Any, Work], Change], Callable[[int], Any]]] = {
    Action.RESOLVE_EXCEPTION: (resolve_exception, lambda row: ResolveException(exception_id=row)),
    Action.TAKE_EXCEPTION: (take_exception, lambda row: ResolveException(exception_id=row)),
    Action.POST_AGAIN: (post_again, lambda row: StuckMessage(exception_id=row)),
    Action.IT_ARRIVED: (it_arrived, lambda row: StuckMessage(exception_id=row)),
}


def register(app: App, edge: Edge) -> None:
    """What can be done with a row, and the queue itself from Home."""
    for action, (act, request) in ACTS.items():
        _listen(app, edge, action, act, request)

    @app.action(any_of(Action.SHOW_QUEUE))
    def on_show(ack: Ack, body: dict[str, Any]) -> None:
        edge.press(ack, body, lambda caller: edge.desk.look(show_queue, ShowQueue(), _shown, caller))

    @app.action(any_of(Action.QUEUE_PAGE))
    def on_page(ack: Ack, body: dict[str, Any]) -> None:
        request = ShowQueue(start=pressed(body, "start") or 0)
        replaces = bool(body.get("container", {}).get("is_ephemeral"))
        edge.press(ack, body, lambda who: edge.desk.look(show_queue, request, _shown, who), replaces=replaces)


def _listen(
    app: App, edge: Edge, action: Action, act: Callable[[Any, Work], Change], request: Callable[[int], Any]
) -> None:
    @app.action(any_of(action))
    def on_press(ack: Ack, body: dict[str, Any]) -> None:
        row = pressed(body, "exception") or 0
        edge.press(ack, body, lambda caller: edge.desk.answer(act, request(row), _done, caller))


def _shown(found: QueueShown, reader: Reader) -> Body:
    return queue(found.page, today=found.today, tz=found.tz, locale=reader.locale)


def _done(change: Change, reader: Reader) -> Body:
    return changed(change, locale=reader.locale)
