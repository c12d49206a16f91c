"""`/invoice add`: which words are the client, the amount, the number, the terms. What is none of these is refused.
A milestone's line begins in the same way (see `typed_milestone.py`), with keywords of its own.

The words before the amount are the client, whole. An amount with a currency beside it comes before a bare number, which
may be part of a name; the last one comes before others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from domain.answers import Change
from domain.command_words import longest_first, sections
from domain.currencies import currencies_named
from domain.errors import NotUnderstood
from domain.sentence import Said, split_command
from receivables.record_invoice import RecordInvoice, record_invoice, terms_said
from receivables.said import is_begun, is_known_exactly
from receivables.targets import is_amount, is_day
from storage.unit_of_work import Work

_KEYWORDS = ("due", "net", "issued", "delivered", "sent", "number", "for")
# These end where their day or terms end; what stands behind is not theirs.
_ENDING = ("net", "due", "issued", "delivered", "sent")
_LONGEST_AMOUNT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """A line that names a client and an amount: its subcommand, its keywords, and what its example says behind the
    amount."""

    sub: str
    keywords: tuple[str, ...]
    like: str = ""

    def example(self, client: str) -> str:
        """`/invoice add Acme 1200 EUR net 30`."""
        return f"`/invoice {self.sub} {client} 1200 EUR{self.like}`"


_ADD = Grammar(sub="add", keywords=_KEYWORDS, like=" net 30")
_QUOTED_CLIENT = re.compile(r"(?:(?P<new>new)\s+)?(?P<mark>[\"'])(?P<name>.+?)(?P=mark)(?:\s+|$)", re.IGNORECASE)
_NET_IN_ONE = re.compile(r"(net)[-:]?(\d{1,4})(?:d|days?)?", re.IGNORECASE)
_IN_DAYS = re.compile(
    r"(?:^|(?<=\s))(?P<days>\d{1,4})(?:\s?days?|d)(?P<basis>\s+from\s+(?:issue|delivery|end of month))?(?=\s|$)",
    re.IGNORECASE,
)
_DAYS_BEHIND = re.compile(r"days?", re.IGNORECASE)
# “R-101” is a number, not minus 101 rand: nothing below zero is billed.
_NUMBER = re.compile(r"[A-Za-z]+-\d.*")
_BARE = re.compile(r"[\d.,' kK()+-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """An amount among the words: where it begins, how many words it takes, whether a currency stands with it."""

    at: int
    length: int
    has_currency: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The client, the amount, the words left over; what stands behind each keyword, and in quotes."""

    client: str
    amount: str
    rest: list[str]
    named: dict[str, str]
    quoted: str | None = None
    is_new: bool = False


def typed_add(said: Said, work: Work) -> Change:
    """`add Acme 1200 EUR INV-1042 net 30 "Website"`, `add new Blue Harbor €950 due 15/12`."""
    if not said.rest:
        raise NotUnderstood("Who owes how much? Like `/invoice add Acme 1200 EUR net 30`.")
    return record_invoice(_request(read_line(said, _ADD, work), work), work)


def read_line(said: Said, grammar: Grammar, work: Work) -> Read:
    """Client and amount, whichever keywords follow. Raises NotUnderstood where either cannot be read."""
    quoted = _QUOTED_CLIENT.match(said.rest)
    behind = split_command(f"{grammar.sub} {said.rest[quoted.end() :]}") if quoted else said
    words = [part for word in behind.words for part in _parted(word)]
    is_new = bool(quoted and quoted["new"])
    if quoted:
        read = _behind_quotes(quoted["name"].strip(), words, grammar, work)
    else:
        read = _client_first(words, grammar, work)
        # A name may begin with New: written so, or known so, it is no keyword.
        is_new = words[0] == "new" and not is_known_exactly(read.client, work)
        if is_new:
            read = replace(read, client=read.client.removeprefix("new").strip())
    if not read.client:
        raise NotUnderstood(f"What is the new client called? Like {grammar.example('new Acme')}.")
    return replace(read, quoted=behind.quoted, is_new=is_new)


def _parted(word: str) -> list[str]:
    """`net30` → net 30."""
    found = _NET_IN_ONE.fullmatch(word)
    return [found[1], found[2]] if found else [word]


def _client_first(words: list[str], grammar: Grammar, work: Work) -> Read:
    # A known name may have a keyword in it (Made for You): it counts whole, up to the amount.
    spans = [span for at in range(1, len(words)) if (span := _span(words, at, work))]
    head, named = sections(words, grammar.keywords)
    inside = [span for span in spans if span.at + span.length <= len(head)]
    pool = [span for span in inside if span.has_currency] or inside
    known = [span for span in (pool or spans) if is_known_exactly(" ".join(words[: span.at]), work)]
    for span in known:
        behind, named_behind = sections(words[span.at :], grammar.keywords)
        read = Read(
            client=" ".join(words[: span.at]),
            amount=" ".join(behind[: span.length]),
            rest=behind[span.length :],
            named=named_behind,
        )
        if len(read.rest) <= 1 or span is known[-1]:
            return read
    if not pool:
        _refuse_unread_amount(head, grammar, work)
        shown = " ".join(head) or " ".join(words)
        told = f"I read “{shown}” as the client, and no amount after it. Like {grammar.example(shown)}."
        raise NotUnderstood(told, field="amount")
    span = _last(pool)
    end = span.at + span.length
    client, amount = " ".join(head[: span.at]), " ".join(head[span.at : end])
    return Read(client=client, amount=amount, rest=head[end:], named=named)


def _refuse_unread_amount(head: list[str], grammar: Grammar, work: Work) -> None:
    """Figures, or a word before a currency, that are no amount (12oo EUR) are no part of a name either."""
    first = 2 if head[:1] == ["new"] else 1
    for at in range(first, len(head)):
        behind = bool(currencies_named(" ".join(head[at + 1 : at + 2])))
        has_figures = any(letter.isdigit() for letter in head[at])
        if not (has_figures or behind) or is_amount(head[at], work) or is_begun(" ".join(head[: at + 1]), work):
            continue
        before = at > first and bool(currencies_named(head[at - 1]))
        client, said = " ".join(head[: at - before]), " ".join(head[at - before : at + 1 + behind])
        told = f"“{said}” is not an amount I can read. Like {grammar.example(client)}."
        quoted = " A name with figures in it goes in quotes." if has_figures else ""
        raise NotUnderstood(told + quoted, field="amount")


def _last(pool: list[_Span]) -> _Span:
    """The last one that does not begin inside another: of `1 200 EUR` it is all."""
    found = pool[0]
    for span in pool[1:]:
        if span.at >= found.at + found.length:
            found = span
    return found


def _behind_quotes(client: str, words: list[str], grammar: Grammar, work: Work) -> Read:
    head, named = sections(words, grammar.keywords)
    span = _span(head, 0, work) if head else None
    if span is None:
        shown = f" “{' '.join(head)}” is none." if head else ""
        like = f'`/invoice {grammar.sub} "{client}" 1200 EUR`'
        told = f"I read “{client}” as the client, and no amount after it.{shown} Like {like}."
        raise NotUnderstood(told, field="amount")
    return Read(client=client, amount=" ".join(head[: span.length]), rest=head[span.length :], named=named)


def _span(words: list[str], at: int, work: Work) -> _Span | None:
    amount, _ = longest_first(words[at:], lambda text: is_amount(text, work), most=_LONGEST_AMOUNT)
    length = len(amount.split())
    behind = words[at + length : at + length + 1]
    if not amount or _NUMBER.fullmatch(words[at]) or (behind and _DAYS_BEHIND.fullmatch(behind[0])):
        return None
    return _Span(at=at, length=length, has_currency=_BARE.fullmatch(amount) is None)


def _request(read: Read, work: Work) -> RecordInvoice:
    read = _with_rests(read, work)
    named = read.named
    left = " ".join(read.rest)
    in_days = _IN_DAYS.search(left)
    net = named.get("net")
    if in_days and not net:
        net = f"{in_days['days']}{in_days['basis'] or ''}"
        left = " ".join(f"{left[: in_days.start()]} {left[in_days.end() :]}".split())
    return RecordInvoice(
        client=read.client,
        amount=read.amount,
        number=_number(read, named.get("number"), left),
        title=named.get("for") or read.quoted,
        issued=named.get("issued"),
        delivered=named.get("delivered"),
        due=named.get("due"),
        net=net,
        sent=(named["sent"] or "today") if "sent" in named else None,
        is_new_client=read.is_new,
    )


def _with_rests(read: Read, work: Work) -> Read:
    """What stands behind a day or terms and does not belong to them joins the words left over."""
    kept, rest = dict(read.named), list(read.rest)
    for keyword, words in read.named.items():
        if keyword not in _ENDING:
            continue
        own, behind = longest_first(words.split(), lambda text, keyword=keyword: _reads(keyword, text, work))  # type: ignore[misc] # a default binds it
        if own or keyword == "sent":
            kept[keyword] = own
            rest += behind.split()
    return replace(read, rest=rest, named=kept)


def _reads(keyword: str, text: str, work: Work) -> bool:
    if keyword != "net":
        return is_day(text, work)
    try:
        terms_said(text)
    except NotUnderstood:
        return False
    return True


def _number(read: Read, stated: str | None, left: str) -> str | None:
    """One word with a figure in it; or, behind `number`, any one word."""
    if stated is not None:
        word, _, behind = stated.partition(" ")
        left = " ".join(filter(None, (left, behind)))
        if not left and word:
            return word.removeprefix("#")
    elif not left:
        return None
    elif " " not in left and any(letter.isdigit() for letter in left):
        return left.removeprefix("#")
    not_read = f", but not “{left}”" if left else ", and no number behind `number`"
    raise NotUnderstood(
        f"I read “{read.client}” as the client and “{read.amount}” as the amount{not_read}. Nothing was recorded."
        " A number is one word (INV-1042), terms are `net 30`, a day is `due 31 December`, what it is for is in quotes;"
        " a name with figures in it is quoted too.",
        field="number",
    )
