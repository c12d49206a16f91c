from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from demo.local_slack.refusals import SlackRefusal

RESPONSE_URL_USES = 5
RESPONSE_URL_LIFE = timedelta(minutes=30)


@dataclass(kw_only=True, slots=True)
class Trigger:
    """Permission to open one modal for one person, for three seconds."""

    user: str
    issued_at: datetime
    view_id: str | None = None
    is_used: bool = False


@dataclass(kw_only=True, slots=True)
class ResponseAddress:
    """Where a response_url leads: who asked, in which channel, and which message it came from."""

    user: str
    channel: str
    issued_at: datetime
    message: dict[str, Any] | None = None
    is_ephemeral: bool = True
    thread_ts: str | None = None
    uses: int = 0


class Tickets:
    """Trigger ids and response_urls handed to the bot."""

    def __init__(self, *, wall: Callable[[], datetime], trigger_life: timedelta) -> None:
        self._wall = wall
        self._trigger_life = trigger_life
        self._triggers: dict[str, Trigger] = {}
        self._addresses: dict[str, ResponseAddress] = {}

    def trigger(self, user: str, *, view_id: str | None = None) -> str:
        """A new trigger_id for this person; `view_id` when it was issued inside a modal."""
        name = f"{secrets.randbelow(10**13):013d}.{secrets.randbelow(10**10):010d}.{secrets.token_hex(16)}"
        self._triggers[name] = Trigger(user=user, issued_at=self._wall(), view_id=view_id)
        return name

    def exchange(self, name: object) -> Trigger:
        """Uses a trigger up. Refuses with invalid_, exchanged_ or expired_trigger_id, as Slack does."""
        trigger = self._triggers.get(str(name))
        if trigger is None:
            raise SlackRefusal("invalid_trigger_id")
        if trigger.is_used:
            raise SlackRefusal("exchanged_trigger_id")
        if self._wall() - trigger.issued_at > self._trigger_life:
            raise SlackRefusal("expired_trigger_id")
        trigger.is_used = True
        return trigger

    def response_path(self, address: ResponseAddress) -> str:
        """The path of a new response_url."""
        path = f"/response/T0LOCAL/{secrets.randbelow(10**12):012d}/{secrets.token_urlsafe(18)}"
        self._addresses[path] = address
        return path

    def new_address(
        self, *, user: str, channel: str, message: dict[str, Any] | None = None, is_ephemeral: bool = True
    ) -> str:
        """Issues a response_url for an act of this person in this channel, on this message if it had one."""
        thread = (message or {}).get("thread_ts")
        return self.response_path(
            ResponseAddress(
                user=user,
                channel=channel,
                issued_at=self._wall(),
                message=message,
                is_ephemeral=is_ephemeral,
                thread_ts=str(thread) if thread else None,
            )
        )

    def use_address(self, path: str) -> ResponseAddress | None:
        """The address behind a response_url, one use counted; None when it is unknown, used up or too old."""
        address = self._addresses.get(path)
        if address is None or address.uses >= RESPONSE_URL_USES:
            return None
        if self._wall() - address.issued_at > RESPONSE_URL_LIFE:
            return None
        address.uses += 1
        return address
