from __future__ import annotations

import re
from collections.abc import Iterable

from demo.local_slack.people import Person

_KEPT = re.compile(r"<(?:[@#!][^<>]+|https?://[^<>]+|mailto:[^<>]+|tel:[^<>]+)>|&(?:amp|lt|gt);")
_NAMED = re.compile(r"(?<![\w<])[@#][\w.-]+")
_LINK = re.compile(r"(?<![<|])\bhttps?://[^\s<>|]+")
_MENTION = re.compile(r"(?<![\w<])@([\w.-]+)")


def stored(text: str) -> str:
    """Text as Slack keeps it: stray & < > escaped; live <@U…>, <#C…>, <!here>, <url|label> and escapes left alone."""
    kept = list(_KEPT.finditer(text))
    parts, at = [], 0
    for match in kept:
        parts += [_escaped(text[at : match.start()]), match.group()]
        at = match.end()
    return "".join([*parts, _escaped(text[at:])])


def typed(text: str, people: Iterable[Person], *, bot: tuple[str, str]) -> str:
    """What a person typed, as Slack keeps it: escaped, and @name of somebody here becomes <@U…>."""
    ids = {person.name.lower(): person.id for person in people} | {bot[0].lower(): bot[1]}

    def mention(match: re.Match[str]) -> str:
        found = ids.get(match.group(1).lower())
        return f"<@{found}>" if found else match.group()

    return _MENTION.sub(mention, stored(text))


def typed_command(text: str, people: Iterable[Person], channels: Iterable[tuple[str, str]]) -> str:
    """The words of a command with "escape channels, users and links" on: <@U…|name>, <#C…|name>, <https://…>."""
    ids = {f"@{person.name.lower()}": f"<@{person.id}|{person.name}>" for person in people}
    ids |= {f"#{name}": f"<#{channel}|{name}>" for channel, name in channels}
    named = _NAMED.sub(lambda match: ids.get(match.group().lower(), match.group()), stored(text))
    return _LINK.sub(lambda match: f"<{match.group()}>", named)


def mentions(text: str, user_id: str) -> bool:
    """Whether the stored text names this user."""
    return f"<@{user_id}>" in text or f"<@{user_id}|" in text


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
