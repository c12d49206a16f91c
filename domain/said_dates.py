"""Dates as people say and write them: “Friday”, “end of month”, “15/12”, “fin du mois”, “za tydzień”.

The whole text must be one date. It is turned word by word into a small English grammar (see `domain.date_words`) and
one rule below must match all of it; what was left to guess is said in `assumed`, so that a screen can echo it.

- A weekday is the coming one; said on that very day it is a week from today. Of the past it may be today.
- “Next Friday” is the Friday of next week, also on a Monday. Weeks begin on Monday.
- “Next week” is its Friday, “next month” its last day: a promise is not late before its period is over.
- A date without a year is the next such date (today counts), or the latest one when leaning to the past.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from domain import date_rules as rules
from domain.date_columns import Ambiguous, DateOrder, date_order, date_reader
from domain.date_rules import MONTH_NAMES, WEEKDAY_NAMES, DayMonth, Impossible, Lean, NotADate, Rule, View
from domain.date_words import PHRASES, TOKENS, folded

__all__ = [
    "Ambiguous",
    "DateOrder",
    "DayMonth",
    "Lean",
    "NotADate",
    "SaidDate",
    "date_order",
    "date_reader",
    "in_full",
    "read_said_date",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidDate:
    """`words` is the date in full, to be echoed; `assumed` says what had to be guessed, None when nothing had."""

    on: date
    words: str
    assumed: str | None = None


def read_said_date(
    text: str, *, today: date, order: DayMonth = DayMonth.DAY_FIRST, lean: Lean = Lean.FUTURE
) -> SaidDate:
    """The one date the whole text says, as seen from `today` (the workspace's calendar date). Raises NotADate.

    With `Lean.FUTURE` only an explicit year or a word of the past (“yesterday”) can give a date before today.
    """
    canonical = _canonical(text) if len(text) <= _LONGEST else ""
    view = View(today=today, order=order, lean=lean)
    for pattern, rule in _RULES:
        if found := pattern.fullmatch(canonical):
            try:
                on, assumed = rule(view, found)
            except Impossible as impossible:
                raise NotADate(text, str(impossible)) from None
            except (ValueError, OverflowError):
                raise NotADate(text, "the calendar has no such day") from None
            if not _FIRST_YEAR <= on.year <= _LAST_YEAR:
                raise NotADate(text, f"the year {on.year} cannot be meant")
            return SaidDate(on=on, words=in_full(on), assumed=assumed)
    if canonical.isdecimal():
        raise NotADate(text, "a number alone could be anything")
    raise NotADate(text, "there is nothing in it" if not text.strip() else "I don't know these words")


def in_full(on: date) -> str:
    """“Tuesday 15 December 2026”."""
    return f"{WEEKDAY_NAMES[on.weekday()]} {on.day} {MONTH_NAMES[on.month - 1]} {on.year}"


_LONGEST = 80  # characters; no date is longer
_FIRST_YEAR, _LAST_YEAR = 1900, 2199

_JOINTS = (
    (re.compile(r"(?<=\d)\s*/\s*(?=\d)"), "/"),  # 9 / 22
    (re.compile(r"(?<=\d\.)\s+(?=\d)"), ""),  # 15. 12. 2026
    (re.compile(r"(?<=[a-z])-|(?<=\d)-(?=[a-z])|[,;!?()\"]"), " "),  # mid-december, 15-Dec-26
)
_PHRASE = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, PHRASES), key=len, reverse=True)) + r")(?!\w)")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|e|ego|go|\.|º|ª|°)")
_FIGURES = re.compile(r"[0-9./-]+")
_POINTING = frozenset({"the", "le", "el", "am", "den", "zum"})  # “the 15” is a day, “15” alone may be money


def _canonical(text: str) -> str:
    plain = folded(text)
    for joint, instead in _JOINTS:
        plain = joint.sub(instead, plain)
    plain = _PHRASE.sub(lambda phrase: PHRASES[phrase[0]], " ".join(plain.split()))
    tokens: list[str] = []
    before = ""
    for word in plain.split():
        tokens.append(_token(word, before))
        before = word
    kept = " ".join(tokens).split()
    if kept[:1] == ["ago"]:  # vor 3 Wochen, il y a 3 semaines
        kept = [*kept[1:], "ago"]
    return " ".join(kept if len(kept) == 1 else filter("cob".__ne__, kept))


def _token(word: str, before: str) -> str:
    bare = word.rstrip(".'").removesuffix("'s")
    if (token := TOKENS.get(bare)) is not None:
        return token
    if ordinal := _ORDINAL.fullmatch(word):
        return f"d{int(ordinal[1])}"
    if before in _POINTING and bare.isdecimal() and len(bare) <= 2:  # noqa: PLR2004 - a day has two digits at most
        return f"d{int(bare)}"
    return bare if _FIGURES.fullmatch(bare) else f"?{bare}"  # never a token: “w4” typed by a person is no Friday


_OFF_WEEKDAY = r"(?:w(?P<w>\d) )?"
_YEAR = r"(?: (?P<y>\d{4}|\d\d))?"
_WHICH = r"(?:(?P<which>this|next|last) )?"
_WHICH2 = r"(?P<which2>this|next|last)"
_UNIT = r"(?P<unit>week|month|year)"
_PART = r"(?P<part>end|mid|start)"
_COUNT = r"(?:(?P<n>\d{1,3}) )?(?P<unit>workday|day|week|fortnight|month|year)"

_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"today|cob", rules.days_away(0)),
        (r"tomorrow", rules.days_away(1)),
        (r"overmorrow", rules.days_away(2)),
        (r"yesterday", rules.days_away(-1)),
        (r"ereyesterday", rules.days_away(-2)),
        (rf"(?:in )?{_WHICH}w(?P<w>\d)(?P<week>(?: in)? next week| week next)?(?: {_WHICH2})?", rules.weekday),
        (r"(?P<week>next week|week next) w(?P<w>\d)", rules.weekday),
        (rf"in {_COUNT}", rules.count),
        (rf"{_COUNT} ago", rules.count),
        (r"(?:in )?weekafternext", rules.week_after_next),
        (r"christmas", rules.christmas),
        (r"(?:in )?(?:end (?:this )?quarter|end q(?P<q>\d)|q(?P<q2>\d) end)(?: (?P<y>\d{4}))?", rules.quarter_end),
        (rf"(?:in )?{_PART} {_WHICH}{_UNIT}", rules.period),
        (rf"(?:in )?(?:{_PART} )?{_UNIT} {_WHICH2}", rules.period),
        (rf"(?:in )?(?P<which>this|next|last) {_UNIT}", rules.period),
        (rf"(?:in )?{_PART} m(?P<m>\d+)(?: (?P<y>\d{{4}}))?", rules.part_of_named_month),
        (r"in m(?P<m>\d+)(?: (?P<y>\d{4}))?", rules.part_of_named_month),
        (rf"{_OFF_WEEKDAY}d?(?P<d>\d{{1,2}}) m(?P<m>\d+){_YEAR}", rules.named_day),
        (rf"{_OFF_WEEKDAY}m(?P<m>\d+) d?(?P<d>\d{{1,2}}){_YEAR}", rules.named_day),
        (rf"{_OFF_WEEKDAY}d(?P<d>\d{{1,2}})(?: {_WHICH}month)?", rules.day_of_month),
        (rf"{_OFF_WEEKDAY}(?P<numbers>\d{{4}}-\d\d?-\d\d?|\d{{4}}/\d\d?/\d\d?)", rules.numeric),
        (rf"{_OFF_WEEKDAY}(?P<numbers>\d\d?([/.-])\d\d?\3(?:\d{{4}}|\d\d)|\d\d?[/.]\d\d?)", rules.numeric),
    )
)
