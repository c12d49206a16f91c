"""Amounts as people and exports write them, read into whole minor units. No float is ever involved.

“1.250” and “1,250” are the trap: a thousand in one country, one and a quarter in another. Without a known decimal mark,
one separator before exactly three digits is a thousands mark, and a currency with three decimals refuses to guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from domain import currencies


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidAmount:
    """`minor` whole minor units of the ISO 4217 `currency`; negative when written so."""

    minor: int
    currency: str


class NotAnAmount(ValueError):
    """Text that is no amount, or could be two; the words say what was seen and what would work."""

    def __init__(self, text: str, why: str, example: str = "1,250.00 or 1.250,00") -> None:
        self.text = text
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        super().__init__(f"I can't read “{shown}” as an amount: {why}. Write it like {example}.")


def read_amount(text: str, *, digits: int, decimal_mark: str | None = None, currency: str | None = None) -> int:
    """Minor units of an amount in a currency of `digits` decimals; never rounded. Raises NotAnAmount.

    `decimal_mark` is "." or "," when the whole column is known to use it. A currency written beside the figures is
    ignored unless `currency` is given: then another one is refused.
    """
    unit, figures, negative = _taken_apart(text)
    if unit and not (named := _named(unit, text)):
        raise NotAnAmount(text, f"“{unit}” is not a currency I know")
    if unit and currency is not None and currency not in named:
        raise NotAnAmount(text, f"this one should be in {currency}", f"{currency} 1,250.00")
    minor = _minor(figures, text, digits=digits, mark=decimal_mark)
    return -minor if negative else minor


def amount_reader(digits: int, decimal_mark: str | None = None, currency: str | None = None) -> Callable[[str], int]:
    """`read_amount` for a column of millions: plain figures with 1 or 2 decimals take the short way."""
    mark = decimal_mark or "."
    scale: int = 10**digits
    scale_after: dict[int, int] = {length: 10 ** (digits - length) for length in (1, 2) if length <= digits}

    def read(text: str) -> int:
        if len(text) < _PLAIN_LENGTH:
            whole, _, decimals = text.partition(mark)
            if whole.isdecimal():
                if not decimals:
                    return int(whole) * scale
                if decimals.isdecimal() and (times := scale_after.get(len(decimals))):
                    return int(whole) * scale + int(decimals) * times
        return read_amount(text, digits=digits, decimal_mark=decimal_mark, currency=currency)

    return read


def said_amount(text: str, *, default_currency: str) -> SaidAmount:
    """“€500”, “500”, “EUR 1.250”, “2k”, “($400.00)” as minor units and currency. Raises NotAnAmount.

    A sign shared by many (“$”) is `default_currency` when that is one of them, and refused when it is not.
    """
    unit, figures, negative = _taken_apart(text)
    code = default_currency
    if unit:
        named = _named(unit, text)
        if not named:
            raise NotAnAmount(text, f"“{unit}” is not a currency I know", f"{default_currency} 500")
        if default_currency not in named:
            if len(named) > 1:
                raise NotAnAmount(text, f"“{unit}” may be {named[0]} or {named[1]}", f"{named[0]} 500")
            code = named[0]
    minor = _minor(figures, text, digits=currencies.digits(code), mark=None)
    return SaidAmount(minor=-minor if negative else minor, currency=code)


def guess_decimal_mark(samples: Iterable[str]) -> str | None:
    """The decimal mark a column uses: "." or ",", None when its samples leave it open or contradict each other.

    A column without any separator reads the same either way, and answers ".".
    """
    seen = {_mark_shown_by(sample) for sample in samples} - {""}
    marks = seen - {None}
    if not seen:
        return "."
    return marks.pop() if len(marks) == 1 else None


_SHOWN = 40  # characters of the person's text repeated back
_PLAIN_LENGTH = 15  # figures that cannot outgrow a database's 64 bits, whatever the currency
_LONGEST = 60  # characters; no amount is longer, and int() of a long string is slow
_MOST_MINOR = 10**18

_SPACES: dict[int, str] = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u3000\t"), " ")
_LOOKALIKES: dict[int, str | int | None] = {
    **_SPACES,
    **dict.fromkeys(map(ord, "−–—‒﹣－"), "-"),
    **dict.fromkeys(map(ord, "’‘´`＇"), "'"),
    **str.maketrans("．，（）＄￡￥￦", ".,()$£¥₩"),
}
_UNIT = r"(?:[^\W\d_]+\.(?!\d)|[^\W\d_]*[^\w\s.,'()+-]{1,2}|[^\W\d_.]+\.?(?:\s[^\W\d_]+){0,2})"
_SHAPE = re.compile(
    rf"(?P<minus>-?)\s*(?P<before>{_UNIT})?\s*(?P<minus2>-?)\+?\s*"
    r"(?P<figures>[.,]?\d[\d.,' ]*?)(?P<dash>[.,]-)?\s*(?P<thousand>[kK](?![^\W\d_]))?\s*"
    rf"(?P<minus3>-?)\s*(?P<after>{_UNIT})?\s*(?P<minus4>-?)"
)


def _taken_apart(text: str) -> tuple[str, str, bool]:
    """The currency as written (or ""), the figures (ending in k for thousands), and whether it is negative."""
    clean = _straight(text)
    if not clean or len(clean) > _LONGEST:
        raise NotAnAmount(text, "there is nothing in it" if not clean else "it is too long")
    bracketed = clean.count("(") == 1 and clean.count(")") == 1
    if bracketed:
        opening, closing = clean.index("("), clean.index(")")
        if opening > closing or re.search(r"\d", clean[:opening] + clean[closing:]):
            raise NotAnAmount(text, "its brackets do not enclose the figures", "(400.00)")
        clean = " ".join(clean.replace("(", " ").replace(")", " ").split())
    shape = _SHAPE.fullmatch(clean)
    if shape is None:
        raise NotAnAmount(text, "it is not only figures and a currency")
    minuses = sum(bool(shape[name]) for name in ("minus", "minus2", "minus3", "minus4"))
    if minuses + bracketed > 1:
        raise NotAnAmount(text, "it is negative twice", "-400.00")
    unit = " ".join(filter(None, (shape["before"], shape["after"])))
    if shape["before"] and shape["after"]:
        unit = f"{shape['before']}|{shape['after']}"
    return unit, shape["figures"].strip() + ("k" if shape["thousand"] else ""), bool(minuses or bracketed)


def _straight(text: str) -> str:
    """ASCII digits, signs and single spaces, whichever alphabet and typography they came in."""
    if len(text) > _LONGEST * 4:
        return text  # refused by length in a moment
    if not text.isascii():
        # Not NFKC: it would turn “5²” into 52.
        text = text.translate(_LOOKALIKES)
        text = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
    return " ".join(text.split())


def _named(unit: str, text: str) -> tuple[str, ...]:
    """Currencies meant by what stands before and after the figures; both must agree (“$500 CAD”)."""
    before, _, after = unit.partition("|")
    named = currencies.currencies_named(before)
    if not after:
        return named
    both = tuple(code for code in currencies.currencies_named(after) if code in named)
    if not both:
        raise NotAnAmount(text, f"“{before}” and “{after}” are not one currency", "EUR 500")
    return both


def _minor(figures: str, text: str, *, digits: int, mark: str | None) -> int:
    thousand = figures.endswith("k")
    whole, decimals = _split(figures.removesuffix("k").strip(), text, digits=digits, mark=mark)
    decimals = decimals.rstrip("0")
    places = digits + (3 if thousand else 0)
    if len(decimals) > places:
        wanted = "no decimals" if not digits else f"at most {digits} decimals"
        raise NotAnAmount(text, f"this currency has {wanted}", "1250" if not digits else "1,250.00")
    minor: int = int(whole or "0") * 10**places + int(decimals or "0") * 10 ** (places - len(decimals))
    if minor >= _MOST_MINOR:
        raise NotAnAmount(text, "it is more than any invoice")
    return minor


def _split(figures: str, text: str, *, digits: int, mark: str | None) -> tuple[str, str]:
    """Whole digits and decimal digits, after deciding which separator is which."""
    separators = re.sub(r"\d", "", figures)
    last = separators[-1:]
    if mark is not None:
        decimal = mark if mark in separators else ""
    elif last not in {".", ","} or separators.count(last) > 1:
        decimal = ""
    elif len(separators) > 1:
        decimal = last
    else:
        decimal = "" if _could_be_thousands(figures) else last
        if not decimal and digits > 2:  # noqa: PLR2004 - a currency with three decimals writes 1.250 both ways
            raise NotAnAmount(text, "it could be 1250 or 1.25 of a currency with three decimals", "1250 or 1.2500")
    whole, _, decimals = figures.rpartition(decimal) if decimal else (figures, "", "")
    if not _GROUPED.fullmatch(whole) or not re.fullmatch(r"\d*", decimals) or not whole + decimals:
        raise NotAnAmount(text, "its separators do not group thousands")
    return re.sub(r"\D", "", whole), decimals


# Western groups of three, Indian ones of two (1,00,000), or no groups; one kind of separator throughout.
_GROUPED = re.compile(r"\d*|[1-9]\d{0,2}([., '])\d{3}(?:\1\d{3})*|[1-9]\d?(?:,\d\d)+,\d{3}")


def _could_be_thousands(figures: str) -> bool:
    return re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", figures) is not None


def _mark_shown_by(sample: str) -> str | None:
    """The mark the sample proves, None when it leaves it open, "" when it says nothing about it."""
    try:
        _, figures, _ = _taken_apart(sample)
    except NotAnAmount:
        return ""
    separators = re.sub(r"[^.,' ]", "", figures)
    last = separators[-1:]
    if last not in {".", ","}:
        return ""
    if separators.count(last) > 1:
        return "," if last == "." else "."
    if len(separators) == 1 and _could_be_thousands(figures):
        return None
    return last
