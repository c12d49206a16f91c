"""What is said where Slack did not open the window that was asked for: what happened, and what to do."""

from __future__ import annotations

from enum import StrEnum

from domain.errors import Refusal
from views.kit import Body
from views.refusals import refused, surprised


class Lost(StrEnum):
    """Why a window did not open, as far as Slack says."""

    LATE = "late"
    BUSY = "busy"
    TOO_MANY = "too many"
    UNCLEAR = "unclear"
    SCOPE = "scope"
    FAULT = "fault"


def window_lost(window: Body, lost: Lost, reference: str, *, is_changed: bool) -> Body:
    """The words in the place of a window. `is_changed`: the press may have changed something besides opening it."""
    if lost is Lost.FAULT and _asks_for_a_file(window):
        lost = Lost.SCOPE  # Slack's documentation does not say with which word it refuses such a window
    if lost is Lost.FAULT and not is_changed:
        return surprised(reference)
    title = (window.get("title") or {}).get("text") or "the window"
    on = "Look at what you pressed again: it shows how things stand now." if is_changed else "Nothing was changed."
    quoted = f" Quote `{reference}` to whoever runs Dunwell for you." if lost is Lost.FAULT else ""
    return refused(Refusal(f"{_WORDS[lost].format(title=title)} {on}{quoted}"))


def _asks_for_a_file(window: Body) -> bool:
    return any((block.get("element") or {}).get("type") == "file_input" for block in window.get("blocks", []))


_WORDS = {
    Lost.LATE: "Slack did not open “{title}”: it allows three seconds after a press, and they were over."
    " Please press again.",
    Lost.BUSY: "Slack did not open “{title}”: Slack is busy at the moment. Please press again in a minute.",
    Lost.TOO_MANY: "Slack did not open “{title}”: it opens three windows on top of each other and no more."
    " Close one, then press again.",
    Lost.UNCLEAR: "Slack did not say whether it opened “{title}”. If no window is open, please press again.",
    Lost.SCOPE: "Slack did not open “{title}”: Dunwell's Slack app probably lacks the scope `files:read`. Add it in the"
    " app's settings (or paste what `dunwell manifest` prints) and install the app again; `dunwell doctor` says whether"
    " it is there.",
    Lost.FAULT: "Sorry, something went wrong on our side, and “{title}” did not open.",
}
