"""Acts run as people run them: through the desk, each in a transaction of its own."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.desk import Desk
from domain.badges import BadgeName
from domain.workspace import Workspace
from handlers.ports import Caller
from tests.builders import ANA, ask, keep_invoice

Do = Callable[..., Any]


@pytest.fixture
def do(desk: Desk, workspace: Workspace) -> Do:
    """`do(act, request)` runs an act as Ana (or `by=` another) and returns its value."""
    numbers = itertools.count(1)

    def run(act: Callable[[Any, Any], Any], request: Any, by: Caller = ANA) -> Any:
        kept: list[Any] = []
        desk.answer(act, request, lambda value, _: kept.append(value) or {}, ask(by, f"request-{next(numbers)}"))
        return kept[0]

    return run


@pytest.fixture
def acme(desk: Desk, workspace: Workspace) -> str:
    """INV-1042 of Acme: €1,200, issued 2 February, due 4 March, overdue; today is Wednesday 11 March 2026."""
    with desk.work(workspace) as work:
        return keep_invoice(work).number


def held_until(change: Any) -> date | None:
    """The end of the hold on the invoice a change shows."""
    badge = change.row.badge(BadgeName.ON_HOLD)
    return badge.on if badge else None
