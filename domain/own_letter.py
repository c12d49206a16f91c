"""A letter a workspace wrote in place of ours: words with named slots, for one language and one occasion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.letter import Language, LetterName, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLetter:
    """As it was kept, by whom and when."""

    language: Language
    name: LetterName
    words: Words
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterShown:
    """What is sent for a language and an occasion: `words` with their slots; `own` None: they are ours."""

    language: Language
    name: LetterName
    words: Words
    own: OwnLetter | None = None
