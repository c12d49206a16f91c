"""Cells are data. What a spreadsheet would run as a formula leaves with an apostrophe; import takes it off."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_DEFUSED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def defused(text: str) -> str:
    """The text as a cell that no spreadsheet runs. What begins like a defused cell is defused too, so it comes back."""
    return f"'{text}" if _FORMULA.match(text) else text


def fused(text: str) -> str:
    """A defused cell as it was before: `'=1+1` is `=1+1` again. `fused(defused(text)) == text` for every text."""
    return text[1:] if _DEFUSED.match(text) else text
