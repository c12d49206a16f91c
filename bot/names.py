"""What people are called: a command brings a handle (`ana`), Slack's profile has the name (`Ana Lima`)."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.desk import Desk
from domain.workspace import Workspace

_log = logging.getLogger("dunwell.names")


@dataclass(frozen=True, slots=True)
class Names:
    """Asks Slack once for each person of the book, as long as the process lives."""

    desk: Desk
    client: WebClient
    _asked: set[str] = field(default_factory=set)

    def learn(self, workspace: Workspace) -> None:
        """Looks up whoever is new. Without the scope users:read, or for somebody unknown, the handle stays."""
        with self.desk.reading(workspace) as work:
            new = [slack_id for slack_id in work.people.slack_ids() if slack_id not in self._asked]
        for slack_id in new:
            self._asked.add(slack_id)
            name = self._profile_name(slack_id)
            if name:
                with self.desk.work(workspace) as work:
                    work.people.rename(slack_id, name)

    def _profile_name(self, slack_id: str) -> str | None:
        try:
            answer = self.client.users_info(user=slack_id)
        except (SlackApiError, OSError) as unknown:
            _log.info("name not found", extra={"person": slack_id, "why": type(unknown).__name__})
            return None
        profile = answer["user"].get("profile") or {}
        name = profile.get("real_name") or answer["user"].get("real_name") or profile.get("display_name")
        return str(name) if name else None
