"""Who owes: the client, the people to write to, the terms they agreed to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from domain.terms import Terms

_NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person at the client; `email` may be unknown."""

    id: int
    name: str
    email: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One client. `number` is its identity in the source, where it has one; `name` the spelling first seen.

    `language` is what letters to it are written in (None: the workspace's); `slack_channel` the id of the channel
    shared with it, where letters go there instead of by e-mail.
    """

    id: int
    name: str
    number: str | None = None
    terms: Terms | None = None
    owner: str | None = None
    language: str | None = None
    slack_channel: str | None = None


def name_key(name: str) -> str:
    """The form two spellings share: case, accents, punctuation and spaces do not count. `Blüm & Co.` → `blum co`.

    A name of signs alone is its own form: two of them are not one.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_A_LETTER.sub(" ", kept).strip() or " ".join(name.split())
