"""Words after a subcommand, sorted into what they belong to: `500 on 12 March`, `1200 EUR INV-7 net 30 due Friday`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence


def sections(words: Sequence[str], keywords: Collection[str]) -> tuple[list[str], dict[str, str]]:
    """The words before the first keyword, and for each keyword the words up to the next one.

    Keywords count in any case; one without words has an empty text. The first mention of a keyword counts.
    """
    head: list[str] = []
    found: dict[str, list[str]] = {}
    current = head
    for word in words:
        keyword = word.casefold().rstrip(":")
        if keyword in keywords and keyword not in found:
            current = found.setdefault(keyword, [])
        else:
            current.append(word)
    return head, {keyword: " ".join(said) for keyword, said in found.items()}


def longest_first(words: Sequence[str], reads: Callable[[str], bool], *, most: int = 6) -> tuple[str, str]:
    """The longest beginning of the words that `reads` accepts, and the rest; an empty beginning where none does."""
    for length in range(min(len(words), most), 0, -1):
        candidate = " ".join(words[:length])
        if reads(candidate):
            return candidate, " ".join(words[length:])
    return "", " ".join(words)
