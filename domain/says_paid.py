"""Whether a client's words say that the money has left: then somebody looks for it before anybody asks again."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from domain.date_words import folded
from domain.promise_words import CLAIMS_PAID
from domain.said_promise import PromiseKind, find_promise


@lru_cache(maxsize=4_096)
def says_paid(words: str, said_on: date) -> bool:
    """“Paid it, check your bank” does; “will be paid Friday” and “half is paid, the rest on Friday” do not."""
    if CLAIMS_PAID.search(folded(words)) is None:
        return False
    found = find_promise(words, today=said_on, default_currency="EUR")
    return found is not None and found.kind is PromiseKind.CLAIMS_PAID
