"""What the bot says of its own accord on a day: what turned Overdue, a broken promise, follow-ups, a stopped clock.

These messages stay where they are: they name days and count none, so that they are true next week too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from domain.answers import InvoiceRow, NextStep, OverdueNews
from domain.badges import BadgeName
from domain.invoice import Status
from domain.news import BrokenPromise, ClockStopped, FollowUp, FollowUps, OverdueAlert
from domain.timeline import Touch
from views import ids, kit, limits, rich, rows, wording
from views.ids import Action
from views.kit import Block, Body
from views.messages import post, weight

_LONGEST_WORDS = 600
_NO_CONTACT = "No contact about this invoice is recorded yet."


def overdue_card(one: OverdueNews, *, today: date, locale: str) -> Body:
    """One invoice: what is left, whose it is, since when, what the client said last, what to do. Once it is no longer
    open, it says so and has no buttons."""
    return post(_overdue_words(one.row, locale), [*_overdue_blocks(one, today, locale), *_buttons(one.row)])


def overdue_headline(alert: OverdueAlert, *, locale: str) -> Body:
    """Several at once: how many, the totals of each currency, the few longest overdue; the thread has them all."""
    count = wording.plural(alert.count, "invoice")
    totals = [
        f"{wording.money(money, locale)} left ({wording.plural(found, 'invoice')})" for found, money in alert.totals
    ]
    flipped = {one.row.invoice.due_on for one in alert.first} == {alert.today - timedelta(days=1)}
    title = f"{count} turned Overdue"
    on = f" on {wording.weekday(alert.today)}" if flipped else ""
    lines = [_line(one.row, alert.today, locale) for one in alert.first]
    shown = len(alert.first)
    left = f" and {alert.count - shown:,} more" if alert.count > shown else ""
    return post(
        f"{title}{' today' if flipped else ''}: {' · '.join(totals)}",
        [
            kit.header(f"{title}{on}"),
            kit.section("\n".join(f"*{one}*" for one in totals)),
            rich.rich(rich.bullets(lines)),
            kit.context(f"Longest overdue first{left}. Each one is in the thread, with what was said last."),
        ],
    )


def overdue_lines(found: Sequence[InvoiceRow], *, today: date, locale: str) -> list[Body]:
    """The invoices a long alert has no cards for: a line each, in as few messages as hold them all."""
    bodies = []
    shown = 0
    for group in _groups(found, today, locale):
        first, shown = shown + 1, shown + len(group)
        title = f"The others, {first:,} to {shown:,} of {len(found):,}"
        end = "That is all of them." if shown == len(found) else "The next message goes on."
        note = f"{end} `{ids.COMMAND} status` and a number shows one invoice."
        bodies.append(post(title, [kit.section(f"*{title}*"), rich.rich(rich.bullets(group)), kit.context(note)]))
    return bodies


def broken_promise(told: BrokenPromise, *, locale: str) -> Body:
    """The client named a day, the money did not come: their words, what did come, and the next step."""
    promise, name = told.promise, wording.name(told.client.name)
    about = told.news.row.invoice.number if told.news else wording.plural(told.open_count, "open invoice")
    day = wording.in_full(promise.promised_on)
    part = wording.money(told.part, locale) if told.part else None
    promised = f"*{part}* promised" if part else "Promised"
    since = wording.short(promise.made_on, told.today)
    text = f"Promise broken: {name} meant to pay {f'{part} ' if part else ''}by {day} ({wording.name(about)})"
    received = f"{wording.money(told.received, locale)} came in" if told.received.minor > 0 else "nothing came in"
    facts = (
        f"*{name}* · {wording.name(about)} · *{wording.money(told.owed, locale)}* left\n"
        f"{promised} for {day}; {received} since {since}."
    )
    blocks = [
        kit.header("A promise was broken"),
        kit.section(facts),
        rich.rich(rich.line(rich.text("Their words:")), rich.quote(promise.words, _LONGEST_WORDS)),
    ]
    if told.last_contact and told.last_contact.words != promise.words:
        blocks.append(_said_last(told.last_contact, told.today))
    if told.owed.minor <= 0:
        return post(text, [*blocks, kit.section("*Settled since:* nothing is left to pay.")])
    blocks.append(kit.section(f"*Next:* {wording.next_step(told.next_action, told.today, locale)}"))
    if told.news:
        return post(text, [*blocks, *_buttons(told.news.row)])
    value = ids.pairs(client=told.client.id)
    is_to_be_asked = told.next_action.step not in (NextStep.WAIT_FOR_HOLD, NextStep.SETTLE_DISPUTE)
    return post(
        text,
        [
            *blocks,
            *kit.actions(
                *([kit.primary("Draft reminder", Action.REMIND, value)] if is_to_be_asked else []),
                kit.button("Log reply", Action.LOG_REPLY, value),
                kit.button("Hold", Action.HOLD, value),
                kit.button("Open the account", Action.OPEN_CLIENT, value),
            ),
        ],
    )


def broken_promises_headline(count: int) -> Body:
    """Several promises broken at once: one message, a thread with each."""
    title = f"{wording.plural(count, 'promise')} to pay were broken"
    note = "Each one is in the thread, with the client's words."
    return post(title, [kit.header(title), kit.context(note)])


def follow_ups(told: FollowUps, *, locale: str) -> Body:
    """The clients who named no day: theirs has come. A gentle note, no alarm."""
    title = f"Follow-ups for {wording.weekday(told.today, told.today)}"
    count = wording.plural(len(told.due), "client word", "client words")
    blocks: list[Block] = [
        kit.header(title),
        kit.context("They named no day, so this one was proposed. What is owed is still open."),
    ]
    shown = told.due[: limits.MESSAGE_BLOCKS // 4]
    for place, one in enumerate(shown):
        blocks += [*_follow_up(one, told.today, locale), *_follow_up_buttons(one, place)]
    if len(told.due) > len(shown):
        left = len(told.due) - len(shown)
        blocks.append(kit.context(f"{left:,} more: `{ids.COMMAND} status` shows them among everything open."))
    return post(f"{title}: {count} to follow up", blocks)


def clock_stopped(told: ClockStopped) -> Body:
    """The clock stood still: from when to when, and what came late because of it."""
    title = f"My clock had stopped from {_wall(told.stopped_at)} to {_wall(told.back_at)}"
    late = list(_late(told))
    lines = [[rich.text(line)] for line in late] or [[rich.text("Nothing was owed in that time.")]]
    return post(
        f"{title}. Late: {'; '.join(late) or 'nothing'}.",
        [
            kit.header("My clock had stopped"),
            kit.section(f"{title}; here is what was late:"),
            rich.rich(rich.bullets(lines)),
            kit.context("It goes on now, and each of these is told once. Whoever runs Dunwell may want to know."),
        ],
    )


def _overdue_words(row: InvoiceRow, locale: str) -> str:
    invoice = row.invoice
    name = f"{wording.name(invoice.client)} {wording.name(invoice.number)}"
    if row.status is not Status.OVERDUE:
        return f"{name}: {row.status if invoice.is_live else 'Void'}"
    late = wording.lateness(row.days_past_due)
    return f"Overdue: {name}, {wording.money(invoice.balance, locale)} left, {late}"


def _overdue_blocks(one: OverdueNews, today: date, locale: str) -> list[Block]:
    invoice = one.row.invoice
    if one.row.status is not Status.OVERDUE or not invoice.is_live:
        return [rich.rich(rich.line(*rows.standing(one.row, today=today, locale=locale, stays=True)))]
    whose = f"with {wording.name(invoice.owner)}" if invoice.owner else "nobody's yet"
    left = rows.left(invoice, locale)
    blocks = [
        kit.section(
            f"{rows.mark(one.row)} *{wording.name(invoice.client)}* · {wording.name(invoice.number)} · *{left}*\n"
            f"{_since(one.row)}, {wording.lateness(one.row.days_past_due)} on {wording.short(today)} · {whose}"
        )
    ]
    badges = rows.badge_words(one.row, today, locale)
    if badges:
        blocks.append(kit.context(" · ".join(badges)))
    if invoice.blocked_work:
        blocks.append(kit.section(f"*Work waits for it:* {wording.escaped(kit.clipped(invoice.blocked_work, 300))}"))
    blocks.append(_said_last(one.last_contact, today) if one.last_contact else kit.context(_NO_CONTACT))
    blocks.append(kit.section(f"*Next:* {wording.next_step(one.next_action, today, locale)}"))
    return blocks


def _buttons(row: InvoiceRow) -> list[Block]:
    if not row.invoice.is_open:
        return []
    value = ids.pairs(invoice=row.invoice.id)
    may_chase = row.status is Status.OVERDUE and not row.badge(BadgeName.ON_HOLD) and not row.badge(BadgeName.DISPUTED)
    buttons = [kit.primary("Draft reminder", Action.REMIND, value)] if may_chase else []
    buttons.append((kit.button if may_chase else kit.primary)("Log reply", Action.LOG_REPLY, value))
    if not row.invoice.is_mirrored:
        buttons.append(kit.button("Record payment", Action.RECORD_PAYMENT, value))
    if not row.badge(BadgeName.ON_HOLD):
        buttons.append(kit.button("Hold", Action.HOLD, value))
    if not row.badge(BadgeName.DISPUTED):
        buttons.append(kit.button("Dispute", Action.DISPUTE, value))
    return kit.actions(*buttons, kit.button("Open", Action.OPEN_INVOICE, value))


def _since(row: InvoiceRow) -> str:
    due_on = row.invoice.due_on
    return f"Overdue since {wording.weekday(due_on + timedelta(days=1))}" if due_on else "Overdue"


def _line(row: InvoiceRow, today: date, locale: str) -> list[Block]:
    return rows.in_list(row, today=today, locale=locale, stays=True)


def _groups(found: Sequence[InvoiceRow], today: date, locale: str) -> Iterator[list[list[Block]]]:
    """Lines, as many as one message holds; every line is in exactly one group."""
    room = limits.MESSAGE_WEIGHT * 9 // 10
    group: list[list[Block]] = []
    for row in found:
        line = _line(row, today, locale)
        heavy = weight(rich.line(*line))
        if group and heavy > room:
            yield group
            group, room = [], limits.MESSAGE_WEIGHT * 9 // 10
        group.append(line)
        room -= heavy
    if group:
        yield group


def _said_last(touch: Touch, today: date) -> Block:
    said = f"Last contact: {wording.contact(touch)}, {wording.weekday(touch.happened_on, today)}"
    kept = f", kept by {wording.one_line(touch.by)}"
    return rich.rich(rich.line(rich.text(said + kept)), rich.quote(touch.words, _LONGEST_WORDS))


def _follow_up(one: FollowUp, today: date, locale: str) -> list[Block]:
    promise = one.promise
    about = f"{wording.one_line(one.client.name)} · {wording.one_line(one.number or 'all they owe')}"
    when = f"said {wording.weekday(promise.made_on, today)}, kept by {wording.one_line(promise.by)}"
    line = rich.line(rich.bold(about), rich.text(f" · {wording.money(one.owed, locale)} left · {when}"))
    return [rich.rich(line, rich.quote(promise.words, _LONGEST_WORDS // 2))]


def _follow_up_buttons(one: FollowUp, place: int) -> list[Block]:
    promise = one.promise
    client = promise.client_id if promise.invoice_id is None else None
    value = ids.pairs(invoice=promise.invoice_id, client=client)
    opens = Action.OPEN_CLIENT if promise.invoice_id is None else Action.OPEN_INVOICE
    return kit.actions(
        kit.button("Log reply", ids.numbered(Action.LOG_REPLY, place), value),
        kit.button("Open", ids.numbered(opens, place), value),
    )


def _late(told: ClockStopped) -> Iterator[str]:
    if told.overdue:
        yield f"{wording.plural(told.overdue, 'invoice')} turned Overdue and nobody was told"
    if told.promises:
        yield f"{wording.plural(told.promises, 'promise')} or follow-up{'s' if told.promises > 1 else ''} came due"
    if told.digest_for and told.digest_skipped:
        yield f"the digest of {wording.in_full(told.digest_for)} was left out: it would be too old"
    elif told.digest_for:
        yield f"the digest meant for {wording.in_full(told.digest_for)}"


def _wall(at: datetime) -> str:
    return f"{wording.in_full(at.date())}, {at:%H:%M}"
