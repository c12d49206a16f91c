"""A day on which to ask again, in words that promise nothing: when they are back, or when they say to be asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from domain import promise_words as turns
from domain.found_promise import FoundPromise, PromiseKind
from domain.said_clauses import Clause, shown
from domain.said_dates_in import DateInText

DaysAhead = Callable[[Clause], Sequence[DateInText]]


def day_to_ask_again(
    clauses: Sequence[Clause], told: Sequence[FoundPromise], days_ahead: DaysAhead
) -> FoundPromise | None:
    """“On holiday until the 14th”: the 15th; “ask me in two weeks”: that day, unless they say that they paid. `told` is
    what else was found in the words."""
    return _away(clauses, days_ahead) or _asked_later(clauses, told, days_ahead)


def _away(clauses: Sequence[Clause], days_ahead: DaysAhead) -> FoundPromise | None:
    for clause in clauses:
        if away := turns.AWAY_UNTIL.search(clause.plain):
            said = next((said for said in days_ahead(clause) if said.start >= away.end()), None)
            if said:
                because = shown(clause.text[away.start() : said.end])
                back = said.on + timedelta(days=1)
                return FoundPromise(kind=PromiseKind.UNDATED, because=because, follow_up_on=back)
    return None


def _asked_later(clauses: Sequence[Clause], told: Sequence[FoundPromise], days_ahead: DaysAhead) -> FoundPromise | None:
    if any(promise.kind is PromiseKind.CLAIMS_PAID for promise in told):
        return None
    for clause in clauses:
        if asked := turns.ASK_LATER.search(clause.plain):
            said = next((said for said in days_ahead(clause) if said.start >= asked.end()), None)
            said = said or _day_after(clause, asked.end(), days_ahead)
            if said:
                because = shown(clause.text[asked.start() : said.end])
                return FoundPromise(kind=PromiseKind.UNDATED, because=because, follow_up_on=said.on)
    return None


def _day_after(clause: Clause, start: int, days_ahead: DaysAhead) -> DateInText | None:
    """“After the 20th”: the 21st."""
    lead = _AFTER.search(clause.plain, start)
    if lead is None:
        return None
    # The day right behind it, read as after a plain “by”.
    by = "by ".rjust(lead.end())
    plain = replace(clause, text=by + clause.text[lead.end() :], plain=by + clause.plain[lead.end() :])
    said = next(iter(days_ahead(plain)), None)
    return replace(said, on=said.on + timedelta(days=1)) if said and said.start == lead.end() else None


_AFTER = re.compile(r"\b(?:after|nach(?: dem)?|apres|despues del?|po) (?=\w)")
