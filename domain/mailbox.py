"""A name and an e-mail address, as settings say them and as headers carry them. What is no address is refused."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from domain.errors import Refusal

LONGEST = 254
LONGEST_LOCAL = 64
LONGEST_NAME = 200
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>\s*")
# Two standards write these differently as ASCII, so they would name two different domains.
_TWO_READINGS = frozenset("ßς\u200c\u200d")
_FORBIDDEN = ("Cc", "Cs", "Zl", "Zp")


class NotAnAddress(Refusal):
    """The words are no e-mail address a letter could go to or come from."""

    def __init__(self, said: str) -> None:
        super().__init__(f"“{shown(said)}” is not an e-mail address. One looks like ana@example.com.")


class NotAName(Refusal):
    """A name that no header may carry: a line end or another control character is in it, or it is endless."""

    def __init__(self, said: str) -> None:
        super().__init__(f"“{shown(said)}” cannot stand in a letter's head as a name. Write it in one plain line.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """Somebody who is written to or from. `address` is ASCII; `name` may be empty."""

    address: str
    name: str = ""

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]


def mailbox(said: str, name: str = "") -> Mailbox:
    """The mailbox of a bare address and a name beside it. Raises NotAnAddress or NotAName."""
    name = name.strip()
    if len(name) > LONGEST_NAME or not is_one_line(name):
        raise NotAName(name)
    return Mailbox(address=address(said), name="" if name == said.strip() else name)


def mailbox_said(said: str, name: str = "") -> Mailbox:
    """`Rua Nova Studio <billing@example.com>`, or an address alone, which goes by `name`."""
    named = _NAMED.fullmatch(said.strip())
    if named is None:
        return mailbox(said, name)
    return mailbox(named["address"], named["name"].strip().strip('"') or name)


def address(said: str) -> str:
    """The address as it goes on the wire: a domain with other letters in its ASCII form. Raises NotAnAddress."""
    local, at, domain = said.strip().rpartition("@")
    domain = _ascii(domain)
    labels = domain.split(".")
    is_place = len(labels) > 1 or domain == "localhost"
    if not at or not is_place or not _LOCAL.fullmatch(local) or not all(map(_LABEL.fullmatch, labels)):
        raise NotAnAddress(said)
    if len(local) > LONGEST_LOCAL or len(local) + len(domain) >= LONGEST:
        raise NotAnAddress(said)
    return f"{local}@{domain}"


def is_one_line(words: str) -> bool:
    """Whether nothing in it ends a line, or is no character at all: only then may it stand in a head."""
    return not any(unicodedata.category(letter) in _FORBIDDEN for letter in words)


def shown(words: str) -> str:
    """The words as a refusal repeats them: one line, not endless, nothing in them that a screen obeys."""
    plain = "".join(" " if unicodedata.category(letter) in _FORBIDDEN else letter for letter in words)
    return plain if len(plain) <= LONGEST_NAME else f"{plain[: LONGEST_NAME - 1]}…"


def _ascii(domain: str) -> str:
    if domain.isascii():
        return domain
    if _TWO_READINGS & set(domain):
        return ""
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
