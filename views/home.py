"""App Home: the whole picture for one person. What is theirs first, then what needs anybody, then the sums."""

from __future__ import annotations

from domain.aging import Bucket
from domain.answers import Home, InvoiceRow, NextAction
from domain.invoice import Status
from domain.money import Money
from domain.promise import Promise
from views import ids, kit, limits, milestones, queue, queue_letters, rich, rows, wording
from views.ids import Action
from views.kit import Block, Body

_ROWS = 10
_PROMISES = 8
_EXCEPTIONS = 5
_WHOLE = f"`{ids.COMMAND} status` has them all."

_AGED = {
    Bucket.NOT_DUE: "not due yet",
    Bucket.TO_30: "1–30 days late",
    Bucket.TO_60: "31–60 days late",
    Bucket.TO_90: "61–90 days late",
    Bucket.OVER_90: "over 90 days late",
}


def home(found: Home, *, locale: str) -> Body:
    """The tab as a view to publish. Lists that are cut say how many are left and where they are."""
    blocks = [
        kit.header(f"{wording.in_full(found.today)}"),
        *kit.actions(
            kit.primary("Log a reply", Action.LOG_REPLY),
            kit.button("New invoice", Action.NEW_INVOICE),
            kit.button("Whole list", Action.STATUS),
            kit.button("Digest now", Action.SHOW_DIGEST),
        ),
        *(_welcome() if not found.totals and not found.not_yet_triggered.count else _picture(found, locale)),
    ]
    return {"type": "home", "callback_id": str(ids.Form.HOME), "blocks": blocks[: limits.VIEW_BLOCKS]}


def _welcome() -> list[Block]:
    typed = rich.line(
        rich.text("No invoices yet. Record the first one here, or type "),
        rich.code(f"{ids.COMMAND} add Acme 1200 EUR net 30"),
        rich.text(" in any channel."),
    )
    return [rich.rich(typed)]


def _picture(found: Home, locale: str) -> list[Block]:
    return [
        *_mine(found, locale),
        *_needs_person(found, locale),
        *kit.actions(*rows.menu(_all_rows(found), locale=locale)),
        *_drafts(found, locale),
        *_promises(found, locale),
        *_exceptions(found),
        kit.divider(),
        *_totals(found, locale),
        *_aging(found, locale),
    ]


def _mine(found: Home, locale: str) -> list[Block]:
    """What is theirs, each with its next step where it needs one."""
    if not found.mine:
        return []
    steps = {row.invoice.id: action for row, action in found.needs_person}
    lines = [_line(row, steps.get(row.invoice.id), found, locale) for row in found.mine[:_ROWS]]
    left = len(found.mine) - len(lines) + found.mine_left
    return [rich.rich(rich.line(rich.bold("Yours")), rich.bullets(lines)), *_left(left, _WHOLE)]


def _needs_person(found: Home, locale: str) -> list[Block]:
    """The others, in the order of what costs most to ignore."""
    mine = {row.invoice.id for row in found.mine[:_ROWS]}
    others = [(row, action) for row, action in found.needs_person if row.invoice.id not in mine]
    heading = "Others that need a person" if found.mine else "Needs a person"
    left = found.needs_person_left + max(0, len(others) - _ROWS)
    if not others and not left:
        said = "Nothing but yours." if found.needs_person else "Nothing today."
        return [rich.rich(rich.line(rich.bold(heading), rich.text(f"  {said}")))]
    lines = [_line(row, action, found, locale) for row, action in others[:_ROWS]]
    head = rich.line(rich.bold(heading), rich.text(f" ({len(lines) + left:,})"))
    shown = [rich.rich(head, rich.bullets(lines))] if lines else [rich.rich(head)]
    return [*shown, *_left(left, f"`{ids.COMMAND} digest` has them in order.")]


def _line(row: InvoiceRow, action: NextAction | None, found: Home, locale: str) -> list[rich.Node]:
    if action is not None:
        return rows.with_next(row, action, today=found.today, locale=locale)
    return [rich.text(f"{rows.mark(row)} "), *rows.in_list(row, today=found.today, locale=locale)]


def _drafts(found: Home, locale: str) -> list[Block]:
    """Letters that wait for somebody to decide."""
    if not found.drafts:
        return []
    count = len(found.drafts) + found.drafts_left
    lines = [queue_letters.line(one, today=found.today, locale=locale) for one in found.drafts[:_EXCEPTIONS]]
    head = rich.line(rich.bold("Reminders that wait for you"), rich.text(f" ({count:,})"))
    opened = [] if found.exceptions else kit.actions(kit.button("Open the queue", Action.SHOW_QUEUE))
    return [rich.rich(head, rich.bullets(lines)), *_left(count - len(lines), "The queue has them all."), *opened]


def _promises(found: Home, locale: str) -> list[Block]:
    if not found.open_promises:
        return []
    lines = [
        [
            rich.bold(wording.weekday(promise.promised_on, found.today)),
            rich.text(f"  {_about(promise, found)}{wording.one_line(client.name, 60)} · "),
            rich.bold(wording.promised_sum(promise, found.against.get(promise.id), locale)),
            rich.text(f" · “{wording.one_line(promise.words, 120)}”"),
        ]
        for promise, client in found.open_promises[:_PROMISES]
    ]
    left = len(found.open_promises) - len(lines) + found.promises_left
    promised = rich.rich(rich.line(rich.bold("Promised")), rich.bullets(lines))
    return [promised, *_left(left, "They come up as these are kept.")]


def _about(promise: Promise, found: Home) -> str:
    number = found.numbers.get(promise.invoice_id or 0)
    return f"{wording.one_line(number, 40)} · " if number else ""


def _exceptions(found: Home) -> list[Block]:
    if not found.exceptions:
        return []
    lines = [queue.line(one, today=found.today, tz=found.tz) for one in found.exceptions[:_EXCEPTIONS]]
    return [
        rich.rich(
            rich.line(rich.bold("Failed or contradicts"), rich.text(f" ({len(found.exceptions):,})")),
            rich.bullets(lines),
        ),
        *_left(len(found.exceptions) - len(lines), "The queue has them all."),
        *kit.actions(kit.button("Open the queue", Action.SHOW_QUEUE)),
    ]


def _totals(found: Home, locale: str) -> list[Block]:
    lines = []
    for status in Status:
        if status is Status.DRAFT and found.not_yet_triggered.count:
            lines.append(milestones.next_of(found.not_yet_triggered, found.today, locale))
        count = sum(total.count for total in found.totals if total.status is status)
        if count:
            sums = rows.totals(found.totals, status, locale)
            said = [rich.text("  "), rich.bold(sums)] if sums else []
            counted = f"{rows.MARK[status]} {status} ({wording.number(count, locale)})"
            lines.append([rich.text(counted), *said])
    return [rich.rich(rich.line(rich.bold("All invoices")), rich.bullets(lines))] if lines else []


def _aging(found: Home, locale: str) -> list[Block]:
    """Open amounts by how late they are, one column of facts a currency: a chart is for messages only."""
    blocks: list[Block] = []
    for currency in dict.fromkeys(total.currency for total in found.aging if total.count):
        mine = [total for total in found.aging if total.currency == currency and total.count]
        named = [
            (_AGED[total.bucket].capitalize(), f"{_sum(total.balance_minor, currency, locale)} ({total.count:,})")
            for total in mine
        ]
        blocks += [rich.rich(rich.line(rich.bold(f"Open in {currency}, by age"))), *kit.facts(named)]
    return blocks


def _sum(minor: int, currency: str, locale: str) -> str:
    return wording.money(Money(minor, currency), locale)


def _all_rows(found: Home) -> list[InvoiceRow]:
    known = {row.invoice.id: row for row in (*(row for row, _ in found.needs_person), *found.mine)}
    return list(known.values())


def _left(count: int, where: str) -> list[Block]:
    return [kit.context(f"*{count:,} more.* {where}")] if count > 0 else []
