from __future__ import annotations

from datetime import UTC, datetime


def slack_now() -> datetime:
    """Slack's own clock, aware UTC. Signatures always use it: the bot checks them against real time."""
    return datetime.now(UTC)  # noqa: TID251 - the stand-in plays the outside world, whose clock is not the bot's
