"""Which amounts and days a letter says of which invoice: each must be that invoice's own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.letter import Fault, Flaw, Item
from domain.money import Money
from reminders.checks.cues import Role, begins_total, role_of, role_of_day
from reminders.checks.known import Known
from reminders.checks.page import Found, Kind, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One amount or day, the invoices it is said of (none: of all together), and what it is said to be. `label`: the
    words since whatever was said before it. `is_itemised`: what was received is told apart beside it."""

    found: Found
    of: tuple[Item, ...]
    role: Role | None = None
    label: str = ""
    is_itemised: bool = False

    @property
    def moneys(self) -> frozenset[Money]:
        """What the amount may be, without its sign."""
        return frozenset(Money(abs(each.minor), each.currency) for each in self.found.values if isinstance(each, Money))


def said_of_invoices(page: Page, known: Known) -> list[Said]:
    """Every amount and day with what it is said of. A list names the invoice first; a sentence may name it last: the
    reading in which the most fits is taken, line by line or for the whole paragraph."""
    said: list[Said] = []
    for start, end in _blocks(page):
        lines = list(_lines(page, start, end))
        readings: list[list[Said]] = [[each for line in lines for each in _best(page, known, line)]]
        if len(lines) > 1:
            readings.append(_best(page, known, (start, end)))
        misfits = [_misfits(reading, known) for reading in readings]
        said += readings[misfits.index(min(misfits))]
    return said


def misplaced(said: Sequence[Said], known: Known) -> Iterator[Flaw]:
    """Amounts and days that are facts, but not of what they are said of."""
    for each in said:
        if not fits(each, known):
            fault = Fault.DATE if each.found.kind is Kind.DATE else Fault.AMOUNT
            if not each.of and each.role in {Role.TO_PAY, Role.TOTAL}:
                fault = Fault.WRONG_TOTAL
            yield Flaw(fault=fault, shown=each.found.text.strip())


def fits(said: Said, known: Known) -> bool:
    """Whether it is true of what it is said of."""
    if not said.found.values:
        return True  # told elsewhere: it is no fact at all
    if said.found.kind is Kind.DATE:
        return bool(said.found.values & _days(said, known))
    return bool(said.moneys & (_of_items(said, known) if said.of else _of_all(said, known)))


def _days(said: Said, known: Known) -> set[date]:
    items, picks = said.of or known.facts.items, known.facts.builds_on
    issued, due = {item.issued_on for item in items}, {item.due_on for item in items}
    match said.role:
        case Role.DUE:
            return due
        case Role.ISSUED:
            return issued
    return {known.facts.today, *picks.days} | due | issued


def _of_items(said: Said, known: Known) -> set[Money]:
    items = said.of
    billed, left = {item.total for item in items}, {item.remaining for item in items}
    match said.role:
        case Role.LEFT | Role.TO_PAY:
            return left | ({known.net} if len(items) > 1 else set())
        case Role.RECEIVED:
            return {item.received for item in items}
        case Role.BILLED | Role.TOTAL if said.is_itemised:
            return billed
        case _:
            return billed | left


def _of_all(said: Said, known: Known) -> set[Money]:
    """Amounts that stand by themselves. With one invoice they are its own."""
    items = known.facts.items
    match said.role:
        case Role.TO_PAY:
            return {known.net}
        case Role.LEFT | Role.TOTAL:
            return {known.net, known.subtotal}
        case Role.RECEIVED:
            return {item.received for item in items if item.received.minor}
        case Role.CREDIT:
            return {known.facts.credit}
    credit = {known.facts.credit} if known.facts.credit.minor else set()
    talked = credit | known.facts.builds_on.parts
    return {known.net, known.subtotal} | talked | ({items[0].total} if len(items) == 1 else set())


def _best(page: Page, known: Known, span: tuple[int, int]) -> list[Said]:
    """The reading forwards where it fits, else the one in which more fits."""
    tokens = page.of(Kind.NUMBER, Kind.AMOUNT, Kind.DATE)
    block = [
        each for each in tokens if span[0] <= each.start < span[1] and (each.kind is not Kind.NUMBER or each.values)
    ]
    forward = _read(page, known, block, span)
    if not _misfits(forward, known):
        return forward
    backward = _read(page, known, block, span, backwards=True)
    return backward if _misfits(backward, known) < _misfits(forward, known) else forward


def _misfits(said: Sequence[Said], known: Known) -> int:
    return sum(not fits(each, known) for each in said)


def _blocks(page: Page) -> Iterator[tuple[int, int]]:
    """Paragraphs, cut before a bullet that names no invoice and before a line that begins to sum up."""
    numbers = [each.start for each in page.of(Kind.NUMBER)]
    start = place = 0
    for line in page.text.split("\n"):
        end = place + len(line)
        sums_up = begins_total(page.plain[place:end]) or _BULLET.match(line)
        if not line.strip() or (sums_up and not _is_any_in(numbers, place, end)):
            yield start, place
            start = place
        place = end + 1
    yield start, len(page.text)


def _lines(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph cut before each line that names an invoice."""
    numbers = [each.start for each in page.of(Kind.NUMBER)]
    place = first = start
    for line in page.text[start:end].split("\n"):
        if place > first and _is_any_in(numbers, place, place + len(line)):
            yield first, place
            first = place
        place += len(line) + 1
    yield first, end


def _is_any_in(places: list[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _read(
    page: Page, known: Known, block: list[Found], span: tuple[int, int], *, backwards: bool = False
) -> list[Said]:
    """Each amount and day with the invoices named before it (or, backwards, after it)."""
    current: tuple[Item, ...] = ()
    is_open = False
    said: list[Said] = []
    places = [span[0], *(place for each in block for place in (each.start, each.end)), span[1]]
    for at in reversed(range(len(block))) if backwards else range(len(block)):
        each = block[at]
        if each.kind is Kind.NUMBER:
            item = tuple(known.numbers[str(value)] for value in each.values)
            current = (item + current if backwards else current + item) if is_open else item
        else:
            said.append(_labelled(page, Said(found=each, of=current), places[2 * at], places[2 * at + 3]))
        is_open = each.kind is Kind.NUMBER
    if backwards:
        said.reverse()
    return _summed_up(_itemised(_one_each(said)), known)


def _labelled(page: Page, said: Said, before: int, after: int) -> Said:
    """`before` and `after`: where the words begin and end that may say what it is."""
    label = page.said[before : said.found.start].rpartition("\n")[2]
    if said.found.kind is Kind.DATE:
        return replace(said, role=role_of_day(label))
    role = role_of(label, page.said[said.found.end : after].partition("\n")[0])
    return replace(said, role=role, label=label)


def _one_each(said: list[Said]) -> list[Said]:
    """“INV-1 and INV-2 (€100 and €200)”: as many amounts as invoices are theirs in turn."""
    rows = _rows(said)
    turned = list(said)
    for row in rows.values():
        items = said[row[0]].of
        if len(items) == len(row) > 1:
            for place, item in zip(row, items, strict=True):
                turned[place] = replace(said[place], of=(item,))
    return turned


def _itemised(said: list[Said]) -> list[Said]:
    """Marks the amounts beside one that was received; three in a row without words are total, received, remaining."""
    marked = list(said)
    for (kind, of), row in _rows(said).items():
        first = row[: len(_ROW)]
        is_row = len(of) == 1 and len(first) == len(_ROW) and not any(_has_words(said[place].label) for place in first)
        if kind is Kind.AMOUNT and is_row:
            for place, role in zip(first, _ROW, strict=True):
                marked[place] = replace(said[place], role=role)
        if kind is Kind.AMOUNT and any(marked[place].role is Role.RECEIVED for place in row):
            for place in row:
                marked[place] = replace(marked[place], is_itemised=True)
    return marked


def _summed_up(said: list[Said], known: Known) -> list[Said]:
    """Once an invoice's own balance was told, what is not its own sums up: “INV-1 (€100), INV-2 (€50), in all €150”."""
    summed = list(said)
    for (kind, _), row in _rows(said).items():
        is_told = False
        for place in row if kind is Kind.AMOUNT else ():
            each = said[place]
            may_sum = each.role in _SUMS or (each.role is None and _has_words(each.label))
            is_sum = bool(each.of) and may_sum and (is_told or len(each.of) > 1)
            if is_sum and (each.role or not fits(each, known)):
                summed[place] = replace(each, of=())
            else:
                is_told = is_told or any(item.remaining in each.moneys for item in each.of)
    return summed


def _rows(said: list[Said]) -> dict[tuple[Kind, tuple[int, ...]], list[int]]:
    """Where the amounts, and where the days, of the same invoices stand."""
    rows: dict[tuple[Kind, tuple[int, ...]], list[int]] = {}
    for place, each in enumerate(said):
        rows.setdefault((each.found.kind, tuple(item.invoice_id for item in each.of)), []).append(place)
    return rows


def _has_words(label: str) -> bool:
    return any(map(str.isalpha, label))


_SUMS = frozenset({Role.TOTAL, Role.TO_PAY, Role.CREDIT})
_ROW = (Role.BILLED, Role.RECEIVED, Role.LEFT)
_BULLET = re.compile(r"[ \t]*[•*+>-]\s|[ \t]*\d{1,2}[.)] ")
