"""Whose words were typed: what a client said, what we did (“emailed them a reminder”), or a note for the team.

Only words that clearly begin with our own doing are taken for ours, and a prefix (“we:”, “they:”, “note:”) decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.date_words import folded
from domain.timeline import Direction, Medium


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Who spoke, how where that is evident, and the words without a prefix. `is_sure`: the prefix said so."""

    direction: Direction
    medium: Medium | None
    words: str
    is_sure: bool


def who_spoke(words: str) -> Spoken:
    """Whose words these are; the client's unless they begin otherwise. The words may be empty behind a prefix."""
    if prefix := _PREFIX.match(words):
        said = next(way for way, names in _PREFIXES.items() if prefix[1].casefold() in names)
        rest = words[prefix.end() :].strip()
        medium = _medium(folded(rest)) if said is Direction.OUT else None
        return Spoken(direction=said, medium=medium, words=rest, is_sure=True)
    plain = folded(words[:_READ])
    if _OUR_DOING.match(plain):
        return Spoken(direction=Direction.OUT, medium=_medium(plain), words=words, is_sure=False)
    return Spoken(direction=Direction.IN, medium=None, words=words, is_sure=False)


_READ = 300
_PREFIXES = {
    Direction.OUT: frozenset({"we", "us", "me", "out"}),
    Direction.IN: frozenset({"they", "them", "client", "in"}),
    Direction.INTERNAL: frozenset({"note", "internal", "fyi"}),
}
_PREFIX = re.compile(r"\s*(we|us|me|out|they|them|client|in|note|internal|fyi)\s*:\s*", re.IGNORECASE)
# Never “you”, “our bank”, “my accountant”: then it is the client who called or wrote.
_NOT_OURS = r"(?! (?:(?:to|with|at) )?(?:you|your|us|me|my|our|the bank|finance|accounts|accounting|head office)\b)"
_OUR_DOING = re.compile(
    r"\W*(?:(?:i|we)(?:'ve| have)? )?(?:just |already |also |again )?(?:"
    r"(?:e-?mailed|called|phoned|rang|texted|messaged|reminded|chased|nudged|pinged|wrote to|followed up)\b"
    rf"{_NOT_OURS}"
    rf"|(?:spoke|talked) (?:to|with)\b{_NOT_OURS}"
    r"|left (?:(?:them|him|her|a|another) ){0,2}(?:voicemail|voice mail|message|voice message)\b"
    r"|tried (?:calling|to call|phoning|ringing) (?!you\b)"
    r"|sent (?!(?:you|us|me)\b)(?:(?:them|him|her|out|off|a|an|the|another|our|first|second|third|final|friendly"
    r"|payment|e-?mail) ){0,5}(?:reminder|statement|dunning letter|nudge|chaser|invoice again|copy of the invoice"
    r"|e-?mail|letter)\b"
    r"|(?:no answer|voicemail)\b)"
)
_MEDIA = (
    (Medium.EMAIL, re.compile(r"\be-?mail(?:ed)?\b")),
    (Medium.PHONE, re.compile(r"\b(?:called|phoned|rang|calling|to call|phoning|ringing|voice ?mail|voice message)\b")),
    (Medium.LETTER, re.compile(r"\bletter\b")),
)


def _medium(plain: str) -> Medium | None:
    return next((medium for medium, told in _MEDIA if told.search(plain)), None)
