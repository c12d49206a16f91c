"""A part of an act that fails alone: what it wrote is undone, and the act goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError

from storage.scope import Scope

Value = TypeVar("Value")
OURS_NOT = (OperationalError, InterfaceError)
"""A lock, a full disk, a lost connection: nobody's own fault, so the whole act fails and is tried again."""


def apart(scope: Scope, part: Callable[[], Value]) -> tuple[Value | None, Exception | None]:
    """What the part returned, or what it raised, with everything of it undone; on both databases in a savepoint."""
    savepoint = scope.connection.begin_nested()
    try:
        value = part()
    except OURS_NOT:
        raise
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is told of this part alone
        savepoint.rollback()
        return None, fault
    savepoint.commit()
    return value, None
