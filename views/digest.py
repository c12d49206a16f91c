"""The weekly digest: what changed, what needs a person, what there is. Complete: what does not fit is counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain.answers import Digest, InvoiceRow, NextAction
from domain.approval import standing_approvals
from domain.client import Client
from domain.exception_queue import OpenException
from domain.hold import Hold
from domain.money import Money
from domain.promise import Against, Certainty, Promise
from domain.reminder import Reminder
from views import ids, kit, limits, messages, milestones, reminder_words, rich, rows, wording
from views.digest_sums import aging_words, open_sums, standing, status_sums
from views.ids import Action
from views.kit import Block, Body
from views.rich import Node

Item = TypeVar("Item")
# Tried in this order until the whole message fits.
_LINES = (10, 7, 5, 3, 2)
_SEE = {
    "client": f"`{ids.COMMAND} client` and a name shows one account.",
    "queue": f"`{ids.COMMAND} queue` lists them all.",
    "overdue": f"`{ids.COMMAND} status overdue` lists them all.",
    "paid": f"`{ids.COMMAND} status paid` lists them all.",
    "letter": f"`{ids.COMMAND} why` and a number says when its letter leaves.",
}
_MOST_WORDS = 160


def digest(week: Digest, *, locale: str, tz: ZoneInfo) -> Body:
    """The whole digest as one message for a channel. A quiet week is one line."""
    if week.is_quiet:
        return _quiet(week, locale, tz)
    # What there is must fit, so the lists give way: each says how many more there are.
    blocks = next(made for most in _LINES if _fits(made := _blocks(week, most, locale, tz)) or most == _LINES[-1])
    return messages.post(_in_short(week, locale), blocks)


def _blocks(week: Digest, most: int, locale: str, tz: ZoneInfo) -> list[Block]:
    lists = _Lists(most=most, today=week.today, locale=locale, tz=tz, against=week.against)
    return [
        kit.header(f"Billing, week of {wording.in_full(week.week_of)}"),
        *_asides(week),
        *_changed(week, lists),
        *_needed(week, lists),
        *milestones.mention(week.coming, week.today),
        *lists.block("Follow-ups this week", week.follow_ups, lists.promised, see="client"),
        *lists.block("Holds that ended", week.holds_ended, lists.ended, see="client"),
        *lists.block("Drafts that wait", week.drafts, lists.draft, see="queue"),
        *lists.block("Approved letters still to leave", week.leaving, lists.leaving, see="letter"),
        *lists.block("Exceptions", week.exceptions, lists.exception, see="queue", beyond=week.exceptions_left),
        *standing(week, locale),
        kit.context(_known(week, tz)),
        *kit.actions(
            kit.button("All overdue", Action.STATUS, ids.pairs(only="overdue")),
            kit.button("Everything open", ids.numbered(Action.STATUS, 2)),
            kit.button("Exceptions", Action.SHOW_QUEUE),
        ),
    ]


def _fits(blocks: Sequence[Block]) -> bool:
    return len(blocks) <= limits.MESSAGE_BLOCKS and messages.weight(list(blocks)) <= limits.MESSAGE_WEIGHT


def _quiet(week: Digest, locale: str, tz: ZoneInfo) -> Body:
    opened = open_sums(week, locale)
    what = f"Open: {opened}." if opened else "Nothing is open."
    said = f"A quiet week: nothing changed and nothing needs anybody. {what} {_known(week, tz)}"
    said = " ".join([said, *_aside_words(week), *milestones.mentioned(week.coming, week.today)])
    return messages.post(said, [kit.section(said)])


def _in_short(week: Digest, locale: str) -> str:
    """The digest in words: for notifications, screen readers and clients that draw neither table nor chart."""
    parts = [
        f"{wording.plural(len(week.newly_overdue) + week.newly_overdue_left, 'invoice')} newly overdue",
        f"{wording.plural(len(week.paid) + week.paid_left, 'invoice')} paid",
        f"{wording.plural(len(week.needs_person) + week.needs_person_left, 'invoice')} to look at",
    ]
    if week.not_reached:
        parts.append(f"{wording.plural(len(week.not_reached), 'milestone')} to ask about")
    lines = [f"Billing, week of {wording.in_full(week.week_of)}: {', '.join(parts)}."]
    lines += [f"{name}: {sums}." for name, sums in status_sums(week, locale)]
    lines += [f"Aging in {currency}: {', '.join(cells)}." for currency, cells in aging_words(week, locale) if cells]
    return "\n".join([*_aside_words(week), *lines])


def _asides(week: Digest) -> list[Block]:
    words = _aside_words(week)
    return [kit.context(*words)] if words else []


def _aside_words(week: Digest) -> list[str]:
    found = []
    if week.meant_for:
        found.append(f"This was meant for {wording.in_full(week.meant_for)} and comes late.")
    elif week.today != week.week_of:
        found.append(f"As it stands on {wording.in_full(week.today)}.")
    if week.skipped:
        days = wording.listed([wording.in_full(day) for day in week.skipped])
        found.append(f"Left out, because it would have come too late: the digest of {days}.")
    return found


def _changed(week: Digest, lists: _Lists) -> list[Block]:
    since = week.since
    when = f" since {wording.moment(since, '{date_short}')}" if since else ""
    lines = (week.newly_overdue, week.paid, week.received, week.promises_kept, week.promises_broken)
    if not any(lines) and not week.arrived_overdue:
        return [kit.section(f"*What changed{when}:* nothing.")]
    received = [money for money, _ in week.received if money.minor]
    came_in = f"\nReceived: *{wording.moneys(received, lists.locale)}*" if received else ""
    return [
        kit.section(f"*What changed{when}*{came_in}{_arrived(week)}"),
        *lists.block("Promises broken", week.promises_broken, lists.promised, see="client"),
        *lists.block("Newly overdue", week.newly_overdue, lists.row, see="overdue", beyond=week.newly_overdue_left),
        *lists.block("Paid", week.paid, lists.row, see="paid", beyond=week.paid_left),
        *lists.block("Promises kept", week.promises_kept, lists.promised, see="client"),
    ]


def _arrived(week: Digest) -> str:
    count = week.arrived_overdue
    return f"\n{wording.plural(count, 'invoice')} arrived already overdue with an import." if count else ""


def _needed(week: Digest, lists: _Lists) -> list[Block]:
    asked = milestones.asked(week.not_reached, lists.most, today=week.today, locale=lists.locale)
    if not week.needs_person:
        return [kit.section("*What needs somebody*" if asked else "*What needs somebody:* nothing."), *asked]
    title = "What needs somebody, what costs most to ignore first"
    shown = [row for row, _ in week.needs_person[: lists.most]]
    return [
        *lists.block(title, week.needs_person, lists.needed, see="overdue", beyond=week.needs_person_left),
        *kit.actions(*rows.menu(shown, locale=lists.locale)),
        *asked,
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lists:
    """Lists of at most so many lines, each with a count of the rest and where to see it."""

    most: int
    today: date
    locale: str
    tz: ZoneInfo
    against: Mapping[int, Against]

    def block(
        self, title: str, found: Sequence[Item], line: Callable[[Item], list[Node]], *, see: str, beyond: int = 0
    ) -> list[Block]:
        """A heading, the lines, and how many more there are; `beyond` are those not among `found`."""
        if not found:
            return []
        heading = kit.section(f"*{title}* ({len(found) + beyond:,})")
        lines = rich.rich(rich.bullets([line(one) for one in found[: self.most]]))
        left = max(0, len(found) - self.most) + beyond
        return [heading, lines, kit.context(f"and {left:,} more: {_SEE[see]}")] if left else [heading, lines]

    def row(self, row: InvoiceRow) -> list[Node]:
        """An invoice."""
        return rows.in_list(row, today=self.today, locale=self.locale, stays=True)

    def needed(self, one: tuple[InvoiceRow, NextAction]) -> list[Node]:
        """An invoice and what to do about it."""
        return rows.with_next(*one, today=self.today, locale=self.locale, stays=True)

    def promised(self, one: tuple[Promise, Client]) -> list[Node]:
        """A promise or a follow-up, in the client's words."""
        promise, client = one
        against = self.against.get(promise.id)
        amount = wording.promised_sum(promise, against, self.locale)
        day = wording.weekday(promise.promised_on, self.today)
        what = f"promised for {day}"
        if promise.certainty is Certainty.PROPOSED:
            left = against.owed_minor if against else promise.expected_minor
            amount, what = f"{wording.money(Money(left, promise.currency), self.locale)} left", f"follow up {day}"
        words = rich.text(f" · {amount} · {what}: “{wording.one_line(promise.words, _MOST_WORDS)}”")
        return [rich.bold(wording.one_line(client.name)), words]

    def ended(self, one: tuple[Hold, Client]) -> list[Node]:
        """A hold that is over."""
        hold, client = one
        until = wording.weekday(hold.until, self.today)
        what = f" · on hold until {until}: {wording.one_line(hold.reason, _MOST_WORDS)}"
        return [rich.bold(wording.one_line(client.name)), rich.text(what)]

    def draft(self, one: Reminder) -> list[Node]:
        """A letter that waits for somebody."""
        since = wording.short(one.planned_on, self.today)
        return [rich.bold(reminder_words.in_short(one, self.locale)), rich.text(f" · drafted {since}, not decided yet")]

    def leaving(self, one: Reminder) -> list[Node]:
        """A letter that somebody approved."""
        when = f" · leaves from {reminder_words.wall(one.not_before, self.tz)}" if one.not_before else ""
        by = f" · approved by {wording.listed(found)}" if (found := _approvers(one)) else ""
        return [rich.bold(reminder_words.in_short(one, self.locale)), rich.text(f"{by}{when}")]

    def exception(self, one: OpenException) -> list[Node]:
        """A row of the exception queue."""
        since = wording.short(one.raised_at.astimezone(self.tz).date(), self.today)
        return [rich.bold(one.kind), rich.text(f" · since {since} · {wording.one_line(one.reason, _MOST_WORDS)}")]


def _approvers(one: Reminder) -> list[str]:
    return [wording.one_line(each.by) for each in standing_approvals(one)]


def _known(week: Digest, tz: ZoneInfo) -> str:
    if week.payments_known_up_to is None:
        return "No payment is recorded yet."
    return f"Payments known up to {_wall(week.payments_known_up_to, tz)}."


def _wall(at: datetime, tz: ZoneInfo) -> str:
    wall = at.astimezone(tz)
    return f"{wording.in_full(wall.date())}, {wall:%H:%M}"
