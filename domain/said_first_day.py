"""The first day they can pay on, in words that promise nothing: “not before 10 January”, “Friday at the earliest”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain import promise_words as turns
from domain.date_words import TOKENS
from domain.found_promise import FoundPromise, PromiseKind
from domain.said_clauses import Clause, shown
from domain.said_dates import DayMonth, NotADate, read_said_date
from domain.said_dates_in import DateInText

DaysAhead = Callable[[Clause], Sequence[DateInText]]


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstDay:
    """`on`: the first day they can pay on; `named`: the day as a promise would read it (of January its last one)."""

    on: date
    named: date
    because: str

    @property
    def follow_up(self) -> FoundPromise:
        """A day to ask again on, and no promise."""
        kind = PromiseKind.UNDATED
        return FoundPromise(kind=kind, because=self.because, follow_up_on=self.on, not_before=self.on)


def first_day(
    clauses: Sequence[Clause], days_ahead: DaysAhead, *, today: date, order: DayMonth = DayMonth.DAY_FIRST
) -> FirstDay | None:
    """The day before which they say they do not pay; of a month or week its beginning, of “after January” its end."""
    found = (_first_day(clause, days_ahead, today=today, order=order) for clause in clauses)
    return next((first for first in found if first), None)


def _first_day(clause: Clause, days_ahead: DaysAhead, *, today: date, order: DayMonth) -> FirstDay | None:
    if clause.asks or turns.ASKED.search(clause.plain) or turns.YOU_SAID.search(clause.plain):
        return None
    for start, said in _not_before(clause, days_ahead):
        on = _beginning(clause.text[said.start : said.end], said.on, today=today, order=order)
        return FirstDay(on=on, named=said.on, because=_words(clause, start, said))
    for start, said in _after(clause, days_ahead):
        return FirstDay(on=said.on, named=said.on, because=_words(clause, start, said))
    return None


_BEFORE = r"(?:before|until|till|til|prior to|earlier than|sooner than)(?: after)?"
_LED = re.compile(
    r"\b(?:"
    r"(?:not|no|(?:^|(?<=\n)|(?<=expect )|(?<=be )|(?<=get ))nothing|never|isn'?t)"
    r"(?: (?:likely|possible|happening|going to happen|any|be|happen|much|paying|on))*"
    rf" {_BEFORE}"
    r"|(?:can'?t|cannot|can not|won'?t|will not|not able to|unable to)(?: be able to)?"
    rf"(?: (?:do|make|manage|happen|be|it|this|that|anything|possible))* {_BEFORE}"
    r"|(?:won'?t|will not|don'?t|do not) have (?:(?:the|any|enough|your) )?(?:money|funds|cash)"
    rf" {_BEFORE}"
    rf"|(?:don'?t|do not) expect (?:it|this|that|anything|us to pay) {_BEFORE}"
    r"|(?:at (?:the )?(?:very )?)?earliest(?: (?:we|i|they|he|she) can(?: \w+){0,3})?(?: (?:is|would be|will be|on))*"
    r"|nicht(?: \w+)? vor(?: dem)?|(?:fruhestens|erst)(?: wieder)? (?:am|ab|zum|im|nach)(?: dem)?|fruhestens"
    r"|pas(?: \w+){0,3} avant|au plus tot|no(?: \w+){0,3} antes del?|como (?:muy )?pronto|nie(?: \w+){0,3} przed"
    r"|najwczesniej(?: od| po)?"
    r"):? (?=[\w])"
)
# “Vor Januar wird das nichts”, “before Christmas we can't”: what follows the day makes it the first one.
_LED_BY_BEFORE = re.compile(r"\b(?:before|vor(?: dem)?|avant|antes del?|przed) (?=\w)")
_TAKEN_BACK = re.compile(
    r"[, ]*(?: (?:nothing|no (?:payment|money|chance|way))\b"
    r"| (?:we|i|they|it)(?:'s| is)? (?:can'?t|cannot|can not|won'?t|not|impossible)\b"
    r"| (?:(?:wird|geht|schaffen?|konnen|kann|ist|klappt|kommt|wir|ich|das|es|leider|da) ){1,5}(?:nichts|nix|nicht)\b"
    r"| (?:(?:on|nous|je|ce|c'est) ){0,2}(?:ne |n'|impossible)"
    r"| (?:(?:nos|me) )?(?:no (?:podemos|puedo|podremos|va|sera|es)|es imposible|imposible)\b"
    r"| nie (?:damy|dam|bedzie|mozemy|moge|zaplac\w+|ma)\b)"
)
# Beside “can't pay”: the day that follows is the first one.
_LED_BY_REFUSAL = re.compile(rf"\b(?:{_BEFORE}|vor(?: dem)?|avant|antes del?|przed) (?=\w)")
_BETWEEN = re.compile(r"(?:\W+(?!(?:because|as|since|so|and|is|are|am|will|while|if|or)\b)\w+){0,4}\W*")
_ENDS = re.compile(
    r"[ ,(]*(?:at (?:the )?(?:very )?earliest|earliest|fruhestens|au plus tot|como (?:muy )?pronto|najwczesniej)\b"
)
# “30 days after” is another day.
_LED_AFTER = re.compile(
    r"(?<!day )(?<!days )(?<!week )(?<!weeks )(?<!month )(?<!months )"
    r"\b(?:after|nach(?: dem)?|apres|despues del?|po) (?=\w)"
)
# “Mar” is a Spanish Tuesday as well.
_NO_MONTHS = frozenset({"mar"})
_MONTHS = "|".join(
    word for word, token in TOKENS.items() if token[:1] == "m" and token[1:].isdecimal() and word not in _NO_MONTHS
)
_MONTH = re.compile(rf"\b(?:{_MONTHS})\b(?: 20\d\d\b)?(?! \d)")
_BRIEF = (
    turns.POLITE | turns.REPORTING | {"only", "sometime", "some", "time", "possible", "or", "shortly", "soon", "right"}
)


def _not_before(clause: Clause, days_ahead: DaysAhead) -> Iterator[tuple[int, DateInText]]:
    for lead in _LED.finditer(clause.plain):
        yield from _following(clause, lead, days_ahead)
    for lead in _LED_BY_BEFORE.finditer(clause.plain):
        found = _following(clause, lead, days_ahead)
        yield from ((start, said) for start, said in found if _TAKEN_BACK.match(clause.plain, said.end))
    for refused in turns.NEGATED.finditer(clause.plain):
        for lead in _LED_BY_REFUSAL.finditer(clause.plain, refused.start()):
            is_beside = lead.start() < refused.end() or _BETWEEN.fullmatch(clause.plain, refused.end(), lead.start())
            if is_beside:
                yield from ((refused.start(), said) for _, said in _following(clause, lead, days_ahead))
    months = (_month(clause, found.start(), days_ahead) for found in _MONTH.finditer(clause.plain))
    for said in [*days_ahead(clause), *filter(None, months)]:
        if _ENDS.match(clause.plain, said.end):
            yield said.start, said


def _after(clause: Clause, days_ahead: DaysAhead) -> Iterator[tuple[int, DateInText]]:
    """After a day, where they speak of paying or of nothing else."""
    for lead in _LED_AFTER.finditer(clause.plain):
        for start, said in _following(clause, lead, days_ahead):
            promised = turns.PROMISE.search(clause.plain)
            others = clause.plain[:start] + " " + clause.plain[said.end :]
            is_brief = set(re.findall(r"[\w']+", others)) <= _BRIEF
            if is_brief or (promised and not turns.OTHER_ACT.search(clause.plain)):
                yield start, said


def _following(clause: Clause, lead: re.Match[str], days_ahead: DaysAhead) -> Iterator[tuple[int, DateInText]]:
    """The day that comes right behind these words, read as after a plain “by”."""
    end = lead.end()
    by = "by ".rjust(end)
    plain = replace(clause, text=by + clause.text[end:], plain=by + clause.plain[end:])
    said = next(iter(days_ahead(plain)), None)
    if said is None or said.start != end:
        said = _month(clause, end, days_ahead)
    if said and said.start == end and not clause.plain[said.start : said.end].endswith("'s"):
        yield lead.start(), said


def _month(clause: Clause, at: int, days_ahead: DaysAhead) -> DateInText | None:
    """“January”, which is a day only beside such words: as “end of January” would be read."""
    found = _MONTH.match(clause.plain, at)
    if found is None:
        return None
    ends = f"end of {found[0]}"
    said = next(iter(days_ahead(replace(clause, text=ends, plain=ends))), None)
    return said and replace(said, start=found.start(), end=found.end())


def _beginning(words: str, said_on: date, *, today: date, order: DayMonth) -> date:
    """Of a month, a week or a year its first day, where that is still to come; of a day itself."""
    try:
        begins = read_said_date(f"start of {words}", today=today, order=order).on
    except NotADate:
        return said_on
    return begins if today < begins < said_on else said_on


def _words(clause: Clause, start: int, said: DateInText) -> str:
    ends = _ENDS.match(clause.plain, said.end)
    return shown(clause.text[start : ends.end() if ends else said.end])
