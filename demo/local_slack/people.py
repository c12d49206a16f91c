from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody who works in the workspace. Ids look like Slack's: U0ANA."""

    id: str
    name: str
    real_name: str = ""
    title: str = ""
    email: str = ""
    tz: str = "UTC"
    is_admin: bool = False
    is_owner: bool = False
    is_deleted: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Channel:
    """A channel as it is when the workspace opens; `members` are ids of people, the bot is told apart by `has_bot`."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    topic: str = ""
    is_private: bool = False
    is_archived: bool = False
    has_bot: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Who the workspace and the bot are, in Slack's ids."""

    team_id: str = "T0LOCAL"
    team_name: str = "Local Slack"
    team_domain: str = "local"
    app_id: str = "A0LOCAL"
    bot_id: str = "B0BOT"
    bot_user_id: str = "U0BOT"
    bot_name: str = "dunwell"
