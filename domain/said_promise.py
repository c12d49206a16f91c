"""What a client's reply promises: a day, an amount, nothing yet, or something else altogether.

Conservative on purpose: a promise holds back reminders, so a date counts only beside words of paying, and not when
they are negated, hedged, conditional or a question. What is understood is shown to a person with Undo and Change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain import promise_words as turns
from domain.amounts import NotAnAmount, said_amount
from domain.currencies import currencies_named
from domain.date_words import folded, words_of
from domain.said_dates import DayMonth, Lean
from domain.said_dates_in import DateInText, dates_in


class PromiseKind(StrEnum):
    """What a reply amounts to, for whoever follows up."""

    DATED = "dated"  # will pay, on a day
    UNDATED = "undated"  # will pay, some day
    CLAIMS_PAID = "claims_paid"  # says the money has left
    DISPUTE_HINT = "dispute_hint"  # something is wrong with the invoice: a person should look
    NOT_A_PROMISE = "not_a_promise"  # says they will not or cannot pay (by then)


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundPromise:
    """`on`: the promised day (DATED), or when they say they paid (CLAIMS_PAID); `because`: the words it was read from.

    `amount_minor` is in minor units of the ISO 4217 `currency`; both None when no amount was said.
    """

    kind: PromiseKind
    because: str
    on: date | None = None
    amount_minor: int | None = None
    currency: str | None = None


def find_promise(
    words: str, *, today: date, order: DayMonth = DayMonth.DAY_FIRST, default_currency: str
) -> FoundPromise | None:
    """What the client's words amount to, None when they say nothing about paying. Never raises; reads 2,000 characters.

    Of several sentences the most telling counts: a dispute, then a dated promise, a claim to have paid, a promise
    without a date, a refusal. `today` is the workspace's calendar date.
    """
    text = _own_words(words[:_READ])
    plain = folded(text)
    if dispute := turns.DISPUTE.search(plain):
        return FoundPromise(kind=PromiseKind.DISPUTE_HINT, because=_shown(text[dispute.start() : dispute.end()]))
    reader = _Reader(today=today, order=order, default_currency=default_currency)
    clauses = _clauses(text)
    found = [reader.read(clause) for clause in clauses]
    told = [promise for promise in found if promise is not None]
    if len(plain.strip()) <= _SHORT or told:
        told += [bare for clause in clauses if (bare := reader.read_bare_date(clause))]
    if not told:
        return None
    best = min(told, key=lambda promise: _MOST_TELLING.index(promise.kind))
    if turns.AWAY.search(plain):  # the date is of their return
        return None if best.kind is not PromiseKind.UNDATED and best.on is None else _undated(best)
    return best


_READ = 2_000
_SHORT = 80  # a reply this short may be a date and nothing else
_SHOWN = 200
_FARTHEST = 270  # days
_MOST_TELLING = (
    PromiseKind.DISPUTE_HINT,
    PromiseKind.DATED,
    PromiseKind.CLAIMS_PAID,
    PromiseKind.UNDATED,
    PromiseKind.NOT_A_PROMISE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Clause:
    text: str
    plain: str
    asks: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reader:
    today: date
    order: DayMonth
    default_currency: str

    def read(self, clause: _Clause) -> FoundPromise | None:
        """The clause as a promise, claim or refusal."""
        refused = list(turns.NEGATED.finditer(clause.plain))
        promised = _first_free(turns.PROMISE, clause.plain, refused)
        if promised and (clause.asks or turns.ASKED.search(clause.plain)):
            offered = clause.asks and _OFFER.search(clause.plain)
            return FoundPromise(kind=PromiseKind.UNDATED, because=_shown(clause.text)) if offered else None
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
            return FoundPromise(kind=PromiseKind.NOT_A_PROMISE, because=_shown(clause.text))
        return dated

    def read_bare_date(self, clause: _Clause) -> FoundPromise | None:
        """“Friday.”, “Yes, by the 15th at the latest”: a clause that is a date and politeness."""
        dates = self._dates(clause, Lean.FUTURE)
        if len(dates) != 1 or clause.asks:
            return None
        left = re.findall(r"[\w']+", _ALL_OF_IT.sub(" ", _masked(clause.plain, dates)))
        if not set(left) <= _POLITE | _HOPING:
            return None
        kind = PromiseKind.UNDATED if set(left) & _HOPING else PromiseKind.DATED
        on = dates[0].on if kind is PromiseKind.DATED else None
        return FoundPromise(kind=kind, on=on, because=_shown(clause.text[dates[0].start : dates[0].end]))

    def _promise(self, clause: _Clause, promised: re.Match[str]) -> FoundPromise:
        dates = self._dates(clause, Lean.FUTURE)
        unsure = turns.UNSURE.search(_masked(clause.plain, dates))
        meant = None if unsure else _meant(dates, promised, clause.plain)
        start, end = promised.span()
        if meant:
            start, end = min(start, meant.start), max(end, meant.end)
        amount = self._amount(clause, self._dates(clause, Lean.PAST))
        return FoundPromise(
            kind=PromiseKind.DATED if meant else PromiseKind.UNDATED,
            on=meant.on if meant else None,
            because=_shown(clause.text[start:end]),
            amount_minor=amount[0] if amount else None,
            currency=amount[1] if amount else None,
        )

    def _to_be_paid(self, clause: _Clause) -> FoundPromise | None:
        """“Paid by month end”, said before it: not a claim but a promise."""
        if clause.asks or _HAS_BEEN.search(clause.plain):
            return None
        for said in self._dates(clause, Lean.FUTURE):
            lead = _TO_BE_PAID.search(clause.plain, 0, said.start)
            if lead and said.on > self.today:
                words = clause.text[lead.start() : said.end]
                return FoundPromise(kind=PromiseKind.DATED, on=said.on, because=_shown(words))
        return None

    def _claim(self, clause: _Clause, claimed: re.Match[str]) -> FoundPromise:
        dates = [said for said in self._dates(clause, Lean.PAST) if said.on <= self.today]
        amount = self._amount(clause, dates)
        ends = [said.end for said in dates[:1]]
        return FoundPromise(
            kind=PromiseKind.CLAIMS_PAID,
            on=dates[0].on if dates else None,
            because=_shown(
                clause.text[min([claimed.start()] + [said.start for said in dates[:1]]) : max([claimed.end(), *ends])]
            ),
            amount_minor=amount[0] if amount else None,
            currency=amount[1] if amount else None,
        )

    def _dates(self, clause: _Clause, lean: Lean) -> list[DateInText]:
        dates = dates_in(clause.text, today=self.today, order=self.order, lean=lean)
        return [said for said in dates if lean is Lean.PAST or self._may_be_promised(clause, said)]

    def _may_be_promised(self, clause: _Clause, said: DateInText) -> bool:
        """Ahead, and near: “25 February” said in March without a year speaks of last month, not of next year."""
        ahead = (said.on - self.today).days
        return 0 <= ahead <= _FARTHEST or (ahead > 0 and str(said.on.year) in clause.text[said.start : said.end])

    def _amount(self, clause: _Clause, dates: list[DateInText]) -> tuple[int, str] | None:
        """The first amount of the clause: with a currency beside it, or right after a word of paying."""
        masked = _masked(clause.text, dates)
        for figures in _FIGURES.finditer(masked):
            before = _BEFORE_FIGURES.search(masked, 0, figures.start())
            after = _AFTER_FIGURES.match(masked, figures.end())
            around = [unit[1] if unit and currencies_named(unit[1]) else "" for unit in (before, after)]
            paid = _PAYS.search(folded(masked[: figures.start()])) and not (after and folded(after[1]) in _COUNTED)
            if not any(around) and not paid:
                continue
            said = f"{around[0]} {figures[0]} {around[1]}"
            try:
                amount = said_amount(said, default_currency=self.default_currency)
            except NotAnAmount:
                continue
            return (amount.minor, amount.currency) if amount.minor > 0 else None
        return None


_OFFER = re.compile(r"\b(?:ok|okay|fine|alright|all right|can we|can i|could we|could i|may we|may i)\b")
_ALL_OF_IT = re.compile(r"\ball of (?:it|that|them)\b")
_TO_BE_PAID = re.compile(r"\b(?:paid|settled|sorted|cleared|done)(?: in full)? (?:by|before|until) (?:the )?\Z")
_HAS_BEEN = re.compile(r"\b(?:was|were|is|has|have|had|already|been|i|we|they)\b")
_POLITE = words_of(
    "hi hello hey yes yep yeah ok okay sure sorry thanks thank you by on the at latest promise promised i we "
    "everything rest remainder full "
    "definitely will it is be for sure it'll that that's works fine before until please and of to am bis "
    "spatestens ja danke oui merci le au plus tard pour si sis el gracias para tak do w we dziekuje na"
)
_HOPING = words_of("hopefully probably maybe perhaps possibly around roughly should")
_FIGURES = re.compile(
    r"(?<![\w#/.,-])\d{1,12}(?:[.,' \u00a0]\d{3})*(?:[.,]\d{1,3})?(?:[kK](?![^\W\d_]))?(?![\d/%]|[.,]\d)"
)
_BEFORE_FIGURES = re.compile(r"([^\W\d_]{0,3}[^\w\s.,;:()'\"#/-]|[^\W\d_]{1,4}\.?) ?\Z")
_AFTER_FIGURES = re.compile(r" ?([^\w\s.,;:()'\"?!-]|[^\W\d_]+)")
_PAYS = re.compile(
    r"\b(?:pay|pays|paying|paid|settle|settling|transfer|transferring|transferred|wire|wiring|wired|send|sending|sent|zahle|zahlen|"
    r"uberweise|uberweisen|paie|paye|payons|pago|pagamos|pagare|zaplace|zaplacimy|place|przeleje)"
    r"(?: (?:you|the|a|another|only|just|out|over|about|around|ihnen|vous|te))* \Z"
)
_COUNTED = words_of(
    "invoice invoices bill bills day days week weeks month months hours percent per cent times x business "
    "working rechnungen factures facturas faktury am pm of st nd rd th"
)
_QUOTED_LINE = re.compile(r"(?m)^[ \t]*(?:>|&gt;)[^\n]*$")
_HISTORY = re.compile(
    r"(?m)^[ \t]*(?:-{2,} ?(?:original|forwarded)|on [^\n]{5,100} wrote ?:|am [^\n]{5,100} schrieb|"
    r"le [^\n]{5,100} a ecrit|(?:from|to|sent|von|an|de|para|od|do) ?: )"
)
_REASSURING = re.compile(r"\b(?:don'?t worry|no worries|not a problem|no problem|why not)\b|^\W*si,")
_BOUNDARY = re.compile(
    r"[!?;]|(?<!\d)\.(?=\s+[^\d\s]|\s*\Z)|\n\s*\n|(?<=[.:!?,])\n|\b(?:but|however|aber|mais|pero|ale)\b"
)


def _own_words(words: str) -> str:
    """Without the mail being answered; every remaining character keeps its place."""
    text = _QUOTED_LINE.sub(lambda line: " " * len(line[0]), words)
    history = _HISTORY.search(folded(text))
    return text[: history.start()] if history and text[: history.start()].strip() else text


def _clauses(text: str) -> list[_Clause]:
    plain = _REASSURING.sub(lambda phrase: " " * len(phrase[0]), folded(text))
    clauses, start = [], 0
    for boundary in [*_BOUNDARY.finditer(plain), None]:
        end = boundary.start() if boundary else len(plain)
        if plain[start:end].strip():
            said = text[start:end].replace("\n", " ")
            asks = bool(boundary and boundary[0] == "?")
            clauses.append(_Clause(text=said, plain=plain[start:end].replace("\n", " "), asks=asks))
        start = boundary.end() if boundary else end
    return clauses


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
        return dates[-1] if dates else None
    if len(following) > 1 and _EITHER.fullmatch(plain, following[0].end, following[1].start):
        return max(following[:2], key=lambda said: said.on)  # “Friday or Monday”
    return following[0]


_EITHER = re.compile(r"[\s,]*(?:or|to|and|oder|ou|o|lub|-|/)\s*(?:on|by|am|the|le|el|w)?\s*")


def _masked(text: str, dates: list[DateInText]) -> str:
    for said in dates:
        text = text[: said.start] + "\u2007" * (said.end - said.start) + text[said.end :]
    return text


def _undated(promise: FoundPromise) -> FoundPromise:
    return FoundPromise(kind=PromiseKind.UNDATED, because=promise.because)


def _shown(words: str) -> str:
    return " ".join(words.split())[:_SHOWN]
