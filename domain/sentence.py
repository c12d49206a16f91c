"""What a person typed after `/invoice`: subcommand, words, a quoted sentence, and whether it is meant for everybody.

Text comes from Slack escaped: call `unescape` first, exactly once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """One command, taken apart.

    `sub`: the first word in small letters, "" for none. `rest`: all after it, as typed with straight quotes and single
    spaces. `words`: the words outside of quotes. `quoted`: the last quoted sentence. `public`: the words ended with
    `public`, which is then in none of the others.
    """

    sub: str
    words: tuple[str, ...]
    quoted: str | None
    rest: str
    public: bool


def split_command(text: str) -> Said:
    """Takes any text apart; a quote left open reaches to the end, so a `public` inside it stays the client's word."""
    line = _straight(text)
    quotes = _quotes(line)
    public = _PUBLIC.search(line)
    if public and any(start < public.end() and public.start() < end for start, end in quotes):
        public = None
    if public:
        line = line[: public.start()].rstrip()
    sub, _, rest = line.partition(" ")
    if sub.startswith('"'):  # somebody quoted everything: there is no subcommand to obey
        sub, rest = "", line
    quotes = _quotes(rest)
    outside, at = [], 0
    for start, end in [*quotes, (len(rest), len(rest))]:
        outside += rest[at:start].split()
        at = end
    quoted = _unquoted(rest[slice(*quotes[-1])]) if quotes else None
    return Said(sub=sub.lower(), words=tuple(outside), quoted=quoted, rest=rest, public=public is not None)


def target_and_words(text: str, *, is_target: Callable[[str], bool]) -> tuple[str, str]:
    """Splits `Said.rest` into what is spoken about and what was said: (“Acme”, “I'll sort it”).

    Quotes around all of the words decide; otherwise the longest beginning for which `is_target` is true (asked at most
    10 times). When nothing is a target the caller gets the likeliest split, to offer what was probably meant. No word
    is ever dropped.
    """
    line = _straight(text)
    quotes = _quotes(line)
    if quotes and quotes[0][0] == 0:
        return _unquoted(line[: quotes[0][1]]), _unquoted(line[quotes[0][1] :].strip())
    words = line.split(" ")
    if quotes and quotes[0][0] > 0:
        before, said = line[: quotes[0][0]].strip(), line[quotes[0][0] :]
        wholly_quoted = quotes[0][1] == len(line) or (said.endswith('"') and not said.endswith('\\"'))
        numbered = any(letter.isdigit() for letter in words[0]) and is_target(words[0])
        if is_target(before) or (wholly_quoted and not numbered):
            return before, _unquoted(said)
    for length in range(min(len(words), _LONGEST_TARGET), 0, -1):
        candidate = " ".join(words[:length])
        if is_target(candidate):
            return candidate, _unquoted(" ".join(words[length:]))
    return words[0], _unquoted(" ".join(words[1:]))


def unescape(text: str) -> str:
    """What the person typed, from Slack's escaped form: `<@U1|ana>` is @ana, `<mailto:x|x>` is x, `&lt;` is <.

    A link whose label hides another address keeps both. Use `mentioned_users` on the escaped text for ids.
    """
    return _ESCAPED.sub(_typed, text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mentioned_users(text: str) -> tuple[str, ...]:
    """Slack user ids in escaped text, in order, each once."""
    return tuple(dict.fromkeys(_USER.findall(text)))


_LONGEST_TARGET = 8  # words of a client's name
_PUBLIC = re.compile(r"(?:^|(?<=\s))public$", re.IGNORECASE)
_DOUBLE = dict.fromkeys(map(ord, "“”„‟«»″＂"), '"')
_SINGLE = dict.fromkeys(map(ord, "’‘‛`´ʼ′"), "'")
_STRAIGHT = {**_DOUBLE, **_SINGLE}
_ESCAPED = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
_USER = re.compile(r"<@([UW][A-Z0-9]{1,20})(?:\|[^<>]*)?>")
# The mark comes first and what stands before it is looked at after: so they are found at the speed of one letter.
_DOUBLE_QUOTED = re.compile(r'"(?<!\S")(?:[^"\\]++|\\.|"(?=\w))*(?:"|\\?$)')
_SINGLE_QUOTED = re.compile(r"'(?<!\S')[^\"]+'(?=$|\spublic$)", re.IGNORECASE)


def _straight(text: str) -> str:
    """Straight quotes and single spaces."""
    return " ".join(text.translate(_STRAIGHT).split())


def _quotes(line: str) -> list[tuple[int, int]]:
    """Where quoted sentences stand, quotes included. A mark inside a word (5" pipe, I'll) opens nothing."""
    double = [found.span() for found in _DOUBLE_QUOTED.finditer(line)]
    if double:
        return double
    return [found.span() for found in _SINGLE_QUOTED.finditer(line)]


def _unquoted(said: str) -> str:
    """Without the quotes around it, when one pair (or one left open) encloses all; escaped quotes become plain ones."""
    said = said.strip()
    opened = len(_quotes(said)) == 1 and said[:1] in {'"', "'"}
    closed = len(said) > 1 and said.endswith(said[:1]) and not said.endswith('\\"')
    if opened and closed:
        said = said[1:-1]
    elif opened and said.count('"') - said.count('\\"') == 1:
        said = said[1:]
    return said.replace('\\"', '"').strip()


def _typed(escaped: re.Match[str]) -> str:
    target, label = escaped[1], escaped[2] or ""
    if target[0] in "@#":
        return target[0] + (label.lstrip("@#") or target[1:])
    if target[0] == "!":
        return label or "@" + target[1:].partition("^")[0]
    address = target.removeprefix("mailto:").removeprefix("tel:")
    if not label or _bare(label) == _bare(address):
        return label or address
    return label if target.startswith("tel:") else f"{label} ({address})"


def _bare(address: str) -> str:
    return re.sub(r"^https?://", "", address.replace("&amp;", "&")).rstrip("/").lower()
