"""A reply in clauses, without the mail it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain import promise_words as turns
from domain.date_words import folded


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """One clause as written, folded for matching (letter for letter), and whether it is a question."""

    text: str
    plain: str
    asks: bool


def own_words(words: str) -> str:
    """Without the mail being answered; every remaining character keeps its place."""
    text = _QUOTED_LINE.sub(lambda line: " " * len(line[0]), words)
    history = _HISTORY.search(folded(text))
    return text[: history.start()] if history and text[: history.start()].strip() else text


def clauses_of(text: str) -> list[Clause]:
    """The clauses of a text; “she said she would” reads as “she will”."""
    plain = turns.REPORTED.sub(_will, _REASSURING.sub(blanked, folded(text)))
    clauses, start = [], 0
    for boundary in [*_BOUNDARY.finditer(plain), None]:
        end = boundary.start() if boundary else len(plain)
        if plain[start:end].strip():
            said = text[start:end].replace("\n", " ")
            asks = bool(boundary and boundary[0] == "?")
            clauses.append(Clause(text=said, plain=plain[start:end].replace("\n", " "), asks=asks))
        start = boundary.end() if boundary else end
    return clauses


def blanked(phrase: re.Match[str]) -> str:
    """As many spaces as the phrase is long: what follows keeps its place."""
    return " " * len(phrase[0])


def shown(words: str) -> str:
    """The words as an answer repeats them: on one line, and not all of them."""
    return " ".join(words.split())[:_SHOWN]


_SHOWN = 200
_QUOTED_LINE = re.compile(r"(?m)^[ \t]*(?:>|&gt;)[^\n]*$")
_HISTORY = re.compile(
    r"(?m)^[ \t]*(?:-{2,} ?(?:original|forwarded)|on [^\n]{5,100} wrote ?:|am [^\n]{5,100} schrieb|"
    r"le [^\n]{5,100} a ecrit|(?:from|to|sent|von|an|de|para|od|do) ?: )"
)
_REASSURING = re.compile(r"\b(?:don'?t worry|no worries|not a problem|no problem|why not)\b|^\W*si,")
_BOUNDARY = re.compile(
    r"[!?;]|(?<!\d)\.(?=\s+[^\d\s]|\s*\Z)|\n\s*\n|(?<=[.:!?,])\n|\b(?:but|however|aber|mais|pero|ale)\b"
)


def _will(told: re.Match[str]) -> str:
    would = told["would"]
    return told[0].removesuffix(would) + ("ll" if would == "'d" else " will ")
