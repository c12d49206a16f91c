"""What handlers stand on: who is asking, and the desk that runs one act in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from storage.unit_of_work import Work

Value = TypeVar("Value")
Body = dict[str, Any]
Act = Callable[[Any, Work], Value]
View = Callable[[Value], Body]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks, from which workspace, and the id Slack gave the request: a second delivery carries the same."""

    team_id: str
    slack_id: str
    name: str
    request_id: str


class Desk(Protocol):
    """Runs acts. One transaction and one reading of the clock each; the only place that commits."""

    def answer(self, act: Act[Value], request: Any, view: View[Value], caller: Caller) -> Body:
        """Runs an act that changes something and renders what came of it, in one transaction.

        A request delivered twice acts once and hears the same answer again. A Refusal undoes everything and is raised.
        """
        ...

    def look(self, act: Act[Value], request: Any, view: View[Value], caller: Caller) -> Body:
        """Runs an act that only reads, and renders what it found."""
        ...
