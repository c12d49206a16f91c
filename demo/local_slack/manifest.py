from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_WORD = re.compile(r"[a-z][a-z-]*")


class Manifest:
    """What the app was installed with. None means: everything allowed, every event sent."""

    def __init__(
        self, manifest: dict[str, Any] | None, subcommands: Mapping[str, Sequence[tuple[str, str]]] | None = None
    ) -> None:
        self._all = manifest is None
        self._manifest = manifest or {}
        self._known_words = subcommands or {}
        self._features: dict[str, Any] = self._manifest.get("features") or {}

    @property
    def bot_name(self) -> str | None:
        """The name the app gives its bot user."""
        name = (self._features.get("bot_user") or {}).get("display_name")
        return str(name) if name else None

    @property
    def scopes(self) -> frozenset[str] | None:
        """The bot's scopes, None when everything is allowed."""
        if self._all:
            return None
        scopes = (self._manifest.get("oauth_config") or {}).get("scopes") or {}
        return frozenset(scopes.get("bot") or ())

    def wants(self, event: str) -> bool:
        """Whether the app subscribed to this event, by its subscription name (message.channels, app_mention)."""
        if self._all:
            return True
        subscriptions = (self._manifest.get("settings") or {}).get("event_subscriptions") or {}
        return event in (subscriptions.get("bot_events") or ())

    def has_command(self, command: str) -> bool:
        """Whether Slack would dispatch this slash command at all."""
        return self._all or command in {entry["command"] for entry in self._features.get("slash_commands") or ()}

    def escapes(self, command: str) -> bool:
        """Whether Slack escapes this command's text: & < > and @name, #channel, links (`should_escape`)."""
        entries = self._features.get("slash_commands") or ()
        return any(entry["command"] == command and entry.get("should_escape") for entry in entries)

    def has_shortcut(self, callback_id: str) -> bool:
        """Whether the app registered this shortcut."""
        return self._all or callback_id in {entry["callback_id"] for entry in self._features.get("shortcuts") or ()}

    def commands(self) -> list[dict[str, Any]]:
        """Commands as the page completes them: the subcommands told, else the words of the usage hint between bars."""
        return [
            {
                "command": entry["command"],
                "description": entry.get("description", ""),
                "usage_hint": entry.get("usage_hint", ""),
                "subcommands": self._subcommands(entry),
            }
            for entry in self._features.get("slash_commands") or ()
        ]

    def _subcommands(self, entry: dict[str, Any]) -> list[dict[str, str]]:
        told = self._known_words.get(entry["command"])
        if told is None:
            return _words_of(entry.get("usage_hint", ""))
        return [{"word": word, "hint": hint} for word, hint in told]

    def shortcuts(self) -> list[dict[str, Any]]:
        """Shortcuts as the page lists them, each global or message."""
        return [
            {"callback_id": entry["callback_id"], "name": entry["name"], "type": entry["type"]}
            for entry in self._features.get("shortcuts") or ()
        ]


def _words_of(hint: str) -> list[dict[str, str]]:
    words = [(part.strip(" []").split(maxsplit=1) or [""]) for part in hint.split("|")]
    return [
        {"word": word[0], "hint": word[1] if len(word) > 1 else ""}
        for word in words
        if _WORD.fullmatch(word[0]) and hint.count("|")
    ]
