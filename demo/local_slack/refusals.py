from __future__ import annotations

from typing import Any


class SlackRefusal(Exception):
    """An error Slack answers with HTTP 200 and `ok: false`; `extra` joins the body."""

    def __init__(self, error: str, **extra: Any) -> None:
        self.error = error
        self.extra = extra
        super().__init__(error)


class RateLimited(SlackRefusal):
    """HTTP 429 with a Retry-After header, in whole seconds."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__("ratelimited")


class CannotDoThat(LookupError):
    """A person tried what the screen does not offer: no such button, view or option. Words for a person."""
