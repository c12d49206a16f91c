"""Acts run as people run them: through the desk, each in a transaction of its own."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from bot.desk import Desk
from domain.workspace import Workspace
from handlers.ports import Caller
from tests.builders import ANA, ask

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
