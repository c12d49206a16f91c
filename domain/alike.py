"""Two spellings that look like one client: a person would take them for one, and a book must not by itself."""

from __future__ import annotations

import re
import unicodedata

_NOT_A_LETTER = re.compile(r"[\W_]+")
# One letter of one language is two of another: “Müller”, “Mueller”. Unicode parts no stroke from its letter.
_LETTERS = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_AS_TWO = str.maketrans(_LETTERS | {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_AS_ONE = str.maketrans(_LETTERS)
_AND = frozenset({"and", "und", "et", "y", "en", "och", "og"})
# Kinds of company, as they stand behind a name; of several words without the spaces between.
_KINDS = frozenset(
    {
        *(
            "ab",
            "ag",
            "aps",
            "as",
            "asa",
            "bv",
            "co",
            "company",
            "cokg",
            "corp",
            "corporation",
            "doo",
            "eg",
            "ek",
            "ev",
        ),
        *("eurl", "gbr", "gesellschaft", "gmbh", "inc", "incorporated", "kft", "kg", "kgaa", "lda", "limited", "llc"),
        *("llp", "lp", "ltd", "ltda", "mbh", "nv", "ohg", "oy", "oyj", "plc", "pllc", "pty", "ptyltd", "pvt", "sa"),
        *("sarl", "sas", "sasu", "se", "sl", "slu", "sp", "spa", "spj", "spk", "spzoo", "sro", "srl", "srls", "ug"),
    }
)
_LONGEST_KIND = 4  # sp. z o.o.


def alike_keys(name: str) -> frozenset[str]:
    """What the name comes to without case, accents, ligatures, punctuation, spaces, “and” and the kind of company. Two
    names that share one of these look alike. Empty for a name of signs alone."""
    composed = unicodedata.normalize("NFC", name.casefold())
    return frozenset(filter(None, (_key(composed.translate(letters)) for letters in (_AS_TWO, _AS_ONE))))


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = [word for word in _NOT_A_LETTER.sub(" ", kept.replace(".", "")).split() if word not in _AND]
    while (length := _kind_at_the_end(words)) > 0:
        words = words[:-length]
    return "".join(words)


def _kind_at_the_end(words: list[str]) -> int:
    """How many of the last words are a kind of company; a name is never only that."""
    lengths = range(min(_LONGEST_KIND, len(words) - 1), 0, -1)
    return next((length for length in lengths if "".join(words[-length:]) in _KINDS), 0)
