"""What a client's reply promises: a day, an amount, nothing yet, or something else altogether.

Conservative on purpose: a promise holds back reminders, so a date counts only beside words of paying, and not when
they are negated, hedged, conditional or a question. What is understood is shown to a person with Undo and Change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from domain import promise_words as turns
from domain.date_words import folded
from domain.found_promise import FoundPromise, PromiseKind
from domain.said_clauses import Clause, blanked, clauses_of, own_words, shown
from domain.said_dates import DayMonth, Lean, NotADate, read_said_date
from domain.said_dates_in import DateInText, dates_in, impossible_day
from domain.said_first_day import FirstDay, first_day
from domain.said_later import day_to_ask_again
from domain.said_parts import BLANK, SaidAmount, SaidShare, amounts_in, first_sum, masked, other_sum, shares_in


def find_promise(
    words: str, *, today: date, order: DayMonth = DayMonth.DAY_FIRST, default_currency: str
) -> FoundPromise | None:
    """What the client's words, or a short report of them, amount to; None when they say nothing about paying.

    Never raises; reads 2,000 characters.

    Of several sentences the most telling counts: a dispute, then a dated promise, a claim to have paid, a promise
    without a date, a refusal. `today` is the workspace's calendar date.
    """
    text = own_words(words[:_READ])
    plain = folded(text)
    if dispute := turns.DISPUTE.search(plain):
        return FoundPromise(kind=PromiseKind.DISPUTE_HINT, because=shown(text[dispute.start() : dispute.end()]))
    reader = _Reader(today=today, order=order, default_currency=default_currency)
    clauses = clauses_of(text)
    found = [reader.read(clause) for clause in clauses]
    told = [promise for promise in found if promise is not None]
    is_dated = any(promise.kind is PromiseKind.DATED for promise in told)  # nothing brief tells more
    if not is_dated and (len(plain.strip()) <= _SHORT or told):
        told += [brief for clause in clauses if (brief := reader.read_brief(clause))]
    first = first_day(clauses, reader.days_ahead, today=today, order=order)
    told = [promise for promise in told if not _is_only(promise, first)]
    if all(promise.on is None for promise in told):
        if first and all(promise.kind is not PromiseKind.CLAIMS_PAID for promise in told):
            return first.follow_up
        if later := day_to_ask_again(clauses, told, reader.days_ahead):
            return later
    if not told:
        return None
    best = min(told, key=lambda promise: _MOST_TELLING.index(promise.kind))
    if turns.AWAY.search(plain):  # the date is of their return
        return None if best.kind is not PromiseKind.UNDATED and best.on is None else _undated(best)
    return best


__all__ = ["FoundPromise", "PromiseKind", "find_promise"]
_READ = 2_000
_SHORT = 80  # a reply this short may be a date and nothing else
_FARTHEST = 270  # days
_MOST_TELLING = (
    PromiseKind.DISPUTE_HINT,
    PromiseKind.DATED,
    PromiseKind.CLAIMS_PAID,
    PromiseKind.UNDATED,
    PromiseKind.NOT_A_PROMISE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reader:
    today: date
    order: DayMonth
    default_currency: str

    def read(self, clause: Clause) -> FoundPromise | None:
        """The clause as a promise, claim or refusal."""
        refused = list(turns.NEGATED.finditer(clause.plain))
        promised = _first_free(turns.PROMISE, clause.plain, refused)
        if promised and (clause.asks or turns.ASKED.search(clause.plain)):
            offered = clause.asks and _OFFER.search(clause.plain)
            return FoundPromise(kind=PromiseKind.UNDATED, because=shown(clause.text)) if offered else None
        claimed = _first_free(turns.CLAIMS_PAID, clause.plain, [*refused, *([promised] if promised else [])])
        dated = self._promise(clause, promised) if promised else None
        if dated and dated.kind is PromiseKind.DATED:
            return dated
        if claimed and (ahead := self._to_be_paid(clause)):
            return ahead
        if (
            claimed
            and not clause.asks
            and not turns.CONDITION.search(clause.plain)
            and not (promised and promised.start() < claimed.start())
        ):
            return self._claim(clause, claimed)
        if dated is None and refused:
            return FoundPromise(kind=PromiseKind.NOT_A_PROMISE, because=shown(clause.text))
        return dated

    def days_ahead(self, clause: Clause) -> list[DateInText]:
        """The days of the clause that may be promised."""
        return self._dates(clause, Lean.FUTURE)

    def read_brief(self, clause: Clause) -> FoundPromise | None:
        """“Friday.”, “Yes, by the 15th at the latest”, “says 2 weeks”, “500 on Friday”: a date, a part, politeness."""
        if clause.asks or turns.ASKED.search(clause.plain) or turns.YOU_SAID.search(clause.plain):
            return None
        named = self._named(clause)
        plain = masked(turns.REPORTER.sub(blanked, clause.plain), named)
        amounts, shares = self._parts(masked(clause.text, named), plain, alone=True)
        plain = masked(plain, [*amounts, *shares])
        for phrase in (turns.IN_PARTS, turns.SOON, turns.COUNTED_DAYS, _ALL_OF_IT, _NOT_BLANK):
            plain = phrase.sub(blanked, plain)
        left = set(re.findall(r"[\w']+", plain))
        if not left <= turns.POLITE | turns.REPORTING | turns.HOPING:
            return None
        dates = self._ahead(clause, named) or ([] if named else self._counted(clause))
        if not dates:
            soon = turns.SOON.search(clause.plain)
            return FoundPromise(kind=PromiseKind.UNDATED, because=shown(soon[0])) if soon else None
        if left & turns.HOPING:
            said = shown(clause.text[dates[0].start : dates[0].end])
            return FoundPromise(kind=PromiseKind.UNDATED, because=said, named=said)
        if len(dates) > 1 and not (amounts or shares):
            return None
        place = slice(dates[0].start, dates[0].end)
        return self._with_part(clause, dates[0], dates[1:], amounts, shares, because=clause.text[place])

    def _promise(self, clause: Clause, promised: re.Match[str]) -> FoundPromise:
        named = self._named(clause)
        dates = self._ahead(clause, named)
        unsure = turns.UNSURE.search(masked(clause.plain, named))
        meant = _meant(dates, promised, clause.plain)
        if _PART_LEFT.match(promised[0]) and not turns.CLAIMS_PAID.search(clause.plain):
            meant = dates[0] if dates else None  # “half next week, the rest by the 15th”
        start, end = promised.span()
        text = masked(clause.text, dates_in(clause.text, today=self.today, order=self.order, lean=Lean.PAST))
        impossible = impossible_day(clause.text)
        text = masked(text, [impossible] if impossible else [])
        amounts, shares = self._parts(text, masked(clause.plain, named))
        if meant and not unsure:
            because = clause.text[min(start, meant.start) : max(end, meant.end)]
            later = [said for said in dates if said.start > meant.start]
            return self._with_part(clause, meant, later, amounts, shares, because=because)
        return FoundPromise(
            kind=PromiseKind.UNDATED,
            because=shown(clause.text[start:end]),
            **first_sum(amounts),
            share=shares[0].of_it if shares and not amounts else None,
            named=shown(clause.text[meant.start : meant.end]) if meant else None,
            impossible=impossible.words if impossible else None,
        )

    def _with_part(
        self,
        clause: Clause,
        meant: DateInText,
        later: list[DateInText],
        amounts: list[SaidAmount],
        shares: list[SaidShare],
        *,
        because: str,
    ) -> FoundPromise:
        """A dated promise, with the amount or the share said for it."""
        rest = _PART_LEFT.search(clause.plain, 0, meant.start)
        if rest:  # what was said before it is paid already, or is paid on another day
            is_theirs = turns.CLAIMS_PAID.search(clause.plain, 0, rest.start()) is not None
            part = 1 - shares[0].of_it if shares and shares[0].start < rest.start() else None
            return FoundPromise(
                kind=PromiseKind.DATED,
                on=meant.on,
                because=shown(because),
                share=part,
                says_part_paid=is_theirs,
                other_sum=None if is_theirs else other_sum(clause.text, amounts, self.default_currency),
                assumed=meant.assumed,
            )
        amount = amounts[0] if amounts else None
        share = shares[0] if shares else None
        is_part = bool(amount or share)
        return FoundPromise(
            kind=PromiseKind.DATED,
            on=meant.on,
            because=shown(because),
            **first_sum(amounts),
            other_sum=other_sum(clause.text, amounts, self.default_currency),
            share=share.of_it if share and not amount else None,
            then_on=later[0].on if later and is_part and later[0].on > meant.on else None,
            assumed=meant.assumed,
        )

    def _parts(self, text: str, plain: str, *, alone: bool = False) -> tuple[list[SaidAmount], list[SaidShare]]:
        amounts = list(amounts_in(text, default_currency=self.default_currency, alone=alone))
        return amounts, shares_in(plain)

    def _counted(self, clause: Clause) -> list[DateInText]:
        """“2 weeks”, said alone: in two weeks."""
        found = turns.COUNTED_DAYS.search(clause.plain)
        if found is None:
            return []
        try:
            said = read_said_date(f"in {found['count']}", today=self.today)
        except NotADate:
            return []
        return [DateInText(on=said.on, start=found.start(), end=found.end(), assumed=said.assumed)]

    def _to_be_paid(self, clause: Clause) -> FoundPromise | None:
        """“Paid by month end”, said before it: not a claim but a promise."""
        if clause.asks or _HAS_BEEN.search(clause.plain):
            return None
        for said in self._dates(clause, Lean.FUTURE):
            lead = _TO_BE_PAID.search(clause.plain, 0, said.start)
            if lead and said.on > self.today:
                words = clause.text[lead.start() : said.end]
                return FoundPromise(kind=PromiseKind.DATED, on=said.on, because=shown(words))
        return None

    def _claim(self, clause: Clause, claimed: re.Match[str]) -> FoundPromise:
        dates = [said for said in self._dates(clause, Lean.PAST) if said.on <= self.today]
        amounts = list(amounts_in(masked(clause.text, dates), default_currency=self.default_currency))
        ends = [said.end for said in dates[:1]]
        return FoundPromise(
            kind=PromiseKind.CLAIMS_PAID,
            on=dates[0].on if dates else None,
            because=shown(
                clause.text[min([claimed.start()] + [said.start for said in dates[:1]]) : max([claimed.end(), *ends])]
            ),
            **first_sum(amounts),
        )

    def _dates(self, clause: Clause, lean: Lean) -> list[DateInText]:
        named = self._named(clause, lean)
        return named if lean is Lean.PAST else self._ahead(clause, named)

    def _named(self, clause: Clause, lean: Lean = Lean.FUTURE) -> list[DateInText]:
        """Every day named, outside one that no calendar has (“the 31st of February”)."""
        named = list(dates_in(clause.text, today=self.today, order=self.order, lean=lean))
        never = impossible_day(clause.text)
        return [said for said in named if never is None or said.end <= never.start or said.start >= never.end]

    def _ahead(self, clause: Clause, named: list[DateInText]) -> list[DateInText]:
        """The days that may be promised; “not Friday, Monday” promises Monday."""
        return [
            said
            for said in named
            if self._may_be_promised(clause, said) and not turns.NOT_THIS_DAY.search(clause.plain, 0, said.start)
        ]

    def _may_be_promised(self, clause: Clause, said: DateInText) -> bool:
        """Ahead, and near: “25 February” said in March without a year speaks of last month, not of next year."""
        ahead = (said.on - self.today).days
        return 0 <= ahead <= _FARTHEST or (ahead > 0 and str(said.on.year) in clause.text[said.start : said.end])


_OFFER = re.compile(r"\b(?:ok|okay|fine|alright|all right|can we|can i|could we|could i|may we|may i)\b")
_ALL_OF_IT = re.compile(r"\ball of (?:it|that|them)\b")
_TO_BE_PAID = re.compile(r"\b(?:paid|settled|sorted|cleared|done)(?: in full)? (?:by|before|until) (?:the )?\Z")
_HAS_BEEN = re.compile(r"\b(?:was|were|is|has|have|had|already|been|i|we|they)\b")
_NOT_BLANK = re.compile(rf"\bnot (?:on |by )?(?={BLANK})|\bnot (?:this |next )?(?:[a-z]{{2,6}}day|tomorrow)\b")
_PART_LEFT = re.compile(r"\b(?:other half|second half|rest|remainder|le reste|el resto|reszt[ae])\b")


def _first_free(pattern: re.Pattern[str], plain: str, taken: list[re.Match[str]]) -> re.Match[str] | None:
    """The first match that none of the taken ones touches."""
    for found in pattern.finditer(plain):
        if all(found.end() <= other.start() or found.start() >= other.end() for other in taken):
            return found
    return None


def _meant(dates: list[DateInText], promised: re.Match[str], plain: str) -> DateInText | None:
    """The date that belongs to the promise: the first one after its verb began, else the last before it."""
    dates = [said for said in dates if not turns.OTHER_ACT.search(plain, *sorted((promised.start(), said.start)))]
    following = [said for said in dates if said.end > promised.start()]
    if not following:
        return dates[-1] if dates and not _ASKS_FIRST.match(plain) else None
    if len(following) > 1 and _EITHER.fullmatch(plain, following[0].end, following[1].start):
        return max(following[:2], key=lambda said: said.on)  # “Friday or Monday”
    return following[0]


# “Please send it again by Friday and we'll pay”: the day is for us.
_ASKS_FIRST = re.compile(
    r"\W*(?:please|pls|kindly|bitte|merci de|por favor|prosze)(?: \w+){0,4}? "
    r"(?:re-?send|send|fix|correct|amend|forward|provide|confirm|issue|deliver|finish|schicken|senden|korrigieren)\b"
)
_EITHER = re.compile(r"[\s,]*(?:or|to|and|oder|ou|o|lub|-|/)\s*(?:on|by|am|the|le|el|w)?\s*")


def _is_only(promise: FoundPromise, first: FirstDay | None) -> bool:
    """Whether the day it was read from is only the first one they can pay on."""
    return first is not None and promise.kind is PromiseKind.DATED and promise.on == first.named


def _undated(promise: FoundPromise) -> FoundPromise:
    return FoundPromise(kind=PromiseKind.UNDATED, because=promise.because)
