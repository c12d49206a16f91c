"""The book on a day: a heading with totals for each status, its invoices one a line, and the way to the others."""

from __future__ import annotations

from collections.abc import Sequence

from domain.answers import StatusGroup, StatusList
from domain.invoice import Status
from views import ids, kit, milestones, rich, rows, wording
from views.ids import Action
from views.kit import Block, Body
from views.messages import answer, message

_ORDER = {status: place for place, status in enumerate(Status)}


def status_list(found: StatusList, *, locale: str, public: bool = False) -> Body:
    """One page of the book: Overdue, Due, Sent, Not yet triggered, Draft, Paid. Says how many stand on other pages, and
    leads there."""
    groups = sorted((group for group in found.groups if group.count), key=lambda group: _ORDER[group.status])
    if not groups and not found.not_yet_triggered.count:
        return answer(_empty(found.only), public=public)
    name = f"{found.only} invoices" if found.only else "Invoices"
    blocks = [
        kit.header(f"{name} on {wording.in_full(found.today)}"),
        *_listed(groups, found, locale),
        *_rest(found, groups),
        *kit.actions(*rows.menu([row for group in groups for row in group.rows], locale=locale), *_pages(found)),
    ]
    heads = [_heading(group, found, locale) for group in groups]
    if found.not_yet_triggered.count:
        heads.insert(_above_draft(groups), milestones.in_short(found.not_yet_triggered, locale))
    return answer(message(wording.escaped(f"{name}: {'; '.join(heads)}."), blocks), public=public)


def _listed(groups: Sequence[StatusGroup], found: StatusList, locale: str) -> list[Block]:
    """The groups, with what is not yet triggered above Draft."""
    shown = [_group(group, found, locale) for group in groups]
    agreed = milestones.group(found.not_yet_triggered, today=found.today, locale=locale, elsewhere="on the first page")
    place = _above_draft(groups)
    return [*shown[:place], *agreed, *shown[place:]]


def _above_draft(groups: Sequence[StatusGroup]) -> int:
    return sum(_ORDER[group.status] < _ORDER[Status.DRAFT] for group in groups)


def _group(group: StatusGroup, found: StatusList, locale: str) -> Block:
    sums = rows.totals(found.totals, group.status, locale)
    head = [
        rich.text(f"{rows.MARK[group.status]} "),
        rich.bold(str(group.status)),
        rich.text(f" ({wording.number(group.count, locale)})"),
        *([rich.text("  "), rich.bold(sums)] if sums else []),
    ]
    if not group.rows:
        return rich.rich(rich.line(*head, rich.text("  on another page")))
    lines = [rows.in_list(row, today=found.today, locale=locale) for row in group.rows]
    return rich.rich(rich.line(*head), rich.bullets(lines))


def _heading(group: StatusGroup, found: StatusList, locale: str) -> str:
    sums = rows.totals(found.totals, group.status, locale)
    return f"{group.status} {sums} ({group.count:,})" if sums else f"{group.status} ({group.count:,})"


def _rest(found: StatusList, groups: Sequence[StatusGroup]) -> list[Block]:
    """18 more: 3 Due, 15 Sent. Nothing where all of the list is on the page."""
    first, last = found.shown_before + 1, found.shown_before + found.shown
    count = sum(group.count for group in groups)
    if first == 1 and last >= count:
        return []
    said = [f"{first:,} to {last:,} of {count:,}." if found.shown else f"None of {count:,} on this page."]
    later = _later(groups, last) if found.shown_before else _not_shown(groups)
    if later:
        left = wording.listed([f"{left:,} {status}" for status, left in later])
        said.append(f"*{count - last:,} more*: {left}.")
    return [kit.context(" ".join(said))]


def _not_shown(groups: Sequence[StatusGroup]) -> list[tuple[Status, int]]:
    return [(group.status, group.count - len(group.rows)) for group in groups if group.count > len(group.rows)]


def _later(groups: Sequence[StatusGroup], shown: int) -> list[tuple[Status, int]]:
    """Pages follow one another in the order of the groups, so what is behind the last row is what is left."""
    left, begins = [], 0
    for group in groups:
        ends = begins + group.count
        after = ends - max(begins, shown)
        if after > 0:
            left.append((group.status, after))
        begins = ends
    return left


def _pages(found: StatusList) -> list[Block]:
    only = found.only.value if found.only else None
    ways = ((Action.STATUS_EARLIER, "Earlier", found.earlier), (Action.STATUS_LATER, "Later", found.later))
    return [kit.button(label, action, ids.pairs(cursor=cursor, only=only)) for action, label, cursor in ways if cursor]


def _empty(only: Status | None) -> Body:
    if only is not None:
        said = f"No invoice is {only} today ({wording.STATUS_MEANS[only]})."
        return message(said, [kit.words(said), *kit.actions(kit.button("All invoices", Action.STATUS))])
    said = "No invoices yet. Record the first one, or bring them in from your invoicing tool."
    typed = rich.rich(rich.line(rich.text("To type it: "), rich.code(f"{ids.COMMAND} add Acme 1200 EUR net 30")))
    return message(said, [kit.words(said), typed, *kit.actions(kit.primary("New invoice", Action.NEW_INVOICE))])
