from __future__ import annotations

from typing import Any


def characters(value: Any) -> int:
    """How many characters of text are in a value, however deep."""
    if isinstance(value, dict):
        own = value.get("text")
        inner = sum(characters(part) for key, part in value.items() if not (key == "text" and isinstance(part, str)))
        return inner + (len(own) if isinstance(own, str) else 0)
    if isinstance(value, list):
        return sum(characters(part) for part in value)
    return 0
