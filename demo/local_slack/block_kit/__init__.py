from __future__ import annotations

from typing import Any


def message_problems(blocks: list[Any]) -> list[str]:
    """Temporary: everything is right."""
    del blocks
    return []


def view_problems(view: dict[str, Any], kind: str) -> list[str]:
    """Temporary: everything is right."""
    del view, kind
    return []


def is_too_long_in_all(blocks: list[Any]) -> bool:
    """Temporary: nothing is too long."""
    del blocks
    return False
