"""Cells are data. What a spreadsheet would run as a formula leaves with an apostrophe; import takes it off."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def defused(text: str) -> str:
    """The text as a cell that no spreadsheet runs. One that begins like a defused one is defused too: it comes back."""
    return f"'{text}" if _FORMULA.match(text) else text
