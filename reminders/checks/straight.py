"""Text as it is compared: one kind of space, dash, quote and digit, and no sign that nobody sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache


def straight(text: str) -> str:
    """Compatibility forms made plain, invisible signs taken out; lines stay lines."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    plain = unicodedata.normalize("NFKC", text.translate(_TYPOGRAPHY)).translate(_TYPOGRAPHY)
    return "".join(map(_straight_letter, plain))


def one_line(text: str) -> str:
    """The same on one line, with single spaces."""
    return " ".join(straight(text).split())


def hidden_in(text: str, facts: Iterable[str]) -> Iterator[str]:
    """What stands in the text and cannot be seen, or only looks like a letter or digit of the five languages.

    Facts may be written in any script: where one stands word for word, its letters are its own.
    """
    for fact in facts:
        if any(map(_is_strange, fact)):
            text = text.replace(fact, " ")
    composed = unicodedata.normalize("NFC", text)
    for place, letter in enumerate(composed):
        if _is_strange(letter) and not (letter == _EMOJI_FORM and _is_symbol(composed[place - 1 : place])):
            yield _shown(composed, place)


@cache
def _straight_letter(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isprintable() or letter == "\n" else _GAP if letter == "\t" else " "
    kind = unicodedata.category(letter)
    if kind == "Nd":
        return str(unicodedata.decimal(letter))
    if kind in {"Zl", "Zp"}:
        return "\n"
    return "" if kind == "Cf" else letter


@cache
def _is_strange(letter: str) -> bool:
    if letter.isascii():
        return not (letter.isprintable() or letter in "\n\t\r")
    if letter.isnumeric():
        return True
    kind = unicodedata.category(letter)
    if kind[0] == "L":
        return letter not in _LETTERS
    return kind[0] in "CM" or kind in {"Zl", "Zp"}


def _is_symbol(letter: str) -> bool:
    return bool(letter) and unicodedata.category(letter)[0] == "S"


def _shown(text: str, place: int) -> str:
    """The word it stands in, with the sign itself named when it has no shape."""
    start, end = place, place + 1
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    letter = text[place]
    word = text[max(start, place - _AROUND) : min(end, place + _AROUND)]
    return word if letter.isprintable() else word.replace(letter, f"[U+{ord(letter):04X}]")


_AROUND = 20
_GAP = "  "  # two figures with a tab between them are not one
_EMOJI_FORM = "\ufe0f"
_LETTERS = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœŸẞªº"  # English, German, French, Spanish
    "ĄąĆćĘęŁłŃńŚśŹźŻż"
)
_TYPOGRAPHY: dict[int, str] = {
    **dict.fromkeys(map(ord, "−–—‒‐‑―﹣－"), "-"),
    **dict.fromkeys(map(ord, "’‘‛´ʼ＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»"), '"'),
    ord("…"): "...",
    ord("\r"): "\n",
}
