"""What became of one attempt, and when to try again. Pure: no clock, no network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from domain.delivery import Outcome

# Slack is rarely gone for long; after that nobody gains from knocking more often than every quarter of an hour.
_WAITS = (5, 15, 60, 300, 900)
# With so many attempts behind it (about half an hour), a person should know.
PATIENCE = 6
# Of a message that may have been posted so often, a person should know; from then on it is repeated at a slow pace.
DOUBTS = 4
REPEAT_EVERY = timedelta(minutes=15)
# An answer that was lost is looked for after this long; without a history scope it is repeated then.
LOOK_AFTER = timedelta(seconds=30)
# The client's own timeouts end an attempt within seconds: a row claimed this long ago lost its worker.
LOST_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One attempt's outcome. `reason` is for people; `code` is Slack's own word, where it gave one.

    `channel` and `ts` name the message, where it was posted. `wait` is the pause Slack asked for. Of a letter by mail,
    `missed` are the addresses that were refused while others took it, each with why; `is_setup` says that no letter can
    leave until whoever runs Dunwell changes something.
    """

    outcome: Outcome
    reason: str | None = None
    code: str | None = None
    channel: str | None = None
    ts: str | None = None
    wait: timedelta | None = None
    missed: tuple[tuple[str, str], ...] = ()
    is_setup: bool = False


def wait_before_next(attempts: int, asked: timedelta | None = None) -> timedelta:
    """The pause after this many attempts: 5 s, 15 s, 1 min, 5 min, then 15 min; where Slack asked for one, that."""
    usual = timedelta(seconds=_WAITS[min(max(attempts, 1), len(_WAITS)) - 1])
    return usual if asked is None else max(asked, timedelta(seconds=1))
