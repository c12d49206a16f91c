"""Lines of a letter's head: ASCII, at most 76 characters, other letters as encoded words. The same words give the same
bytes with every version of Python, and nothing in them can begin a line of its own."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence

from domain.mailbox import Mailbox, is_one_line

WIDTH = 76
_LONGEST_WORD = 60
# 45 bytes become 60 characters; with what stands around an encoded word, and a space, that fits a line.
_BYTES = 45
_PLAIN = re.compile(r"[!-~]+( [!-~]+)*")
_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+( [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")


def written(name: str, words: str) -> bytes:
    """A line of free words, such as the subject. Raises ValueError where they hold a line end."""
    return _folded(name, _free(words))


def addressed(name: str, boxes: Sequence[Mailbox]) -> bytes:
    """A line of mailboxes, such as To."""
    parts = [part for box in boxes for part in _box(box, is_last=box is boxes[-1])]
    return _folded(name, parts)


def listed(name: str, words: Sequence[str]) -> bytes:
    """A line of words that must stay as they are, such as message ids; one that is too long has a line of its own."""
    return _folded(name, words)


def _box(box: Mailbox, *, is_last: bool) -> list[str]:
    end = "" if is_last else ","
    if not box.name:
        return [f"{box.address}{end}"]
    return [*_phrase(box.name), f"<{box.address}>{end}"]


def _phrase(name: str) -> list[str]:
    _refuse_lines(name)
    if _is_plain(name) and _PHRASE.fullmatch(name):
        return name.split(" ")
    if _is_plain(name) and len(name) <= _LONGEST_WORD:
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return [f'"{escaped}"']
    return _encoded(name)


def _free(words: str) -> list[str]:
    _refuse_lines(words)
    return words.split(" ") if _is_plain(words) else _encoded(words)


def _is_plain(words: str) -> bool:
    is_short = all(len(word) <= _LONGEST_WORD for word in words.split(" "))
    return is_short and "=?" not in words and _PLAIN.fullmatch(words) is not None


def _encoded(words: str) -> list[str]:
    """Encoded words, none of which cuts a letter in two."""
    found, piece = [], b""
    for letter in words:
        more = letter.encode()
        if len(piece) + len(more) > _BYTES:
            found.append(piece)
            piece = b""
        piece += more
    return [f"=?utf-8?b?{b64encode(each).decode()}?=" for each in (*found, piece)]


def _folded(name: str, words: Sequence[str]) -> bytes:
    lines, line = [], f"{name}:"
    for place, word in enumerate(words):
        if place and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = ""
        line += f" {word}"
    return "\r\n".join([*lines, line, ""]).encode("ascii")


def _refuse_lines(words: str) -> None:
    if not is_one_line(words):
        msg = "a line of a letter's head holds a line end or another control character"
        raise ValueError(msg)
