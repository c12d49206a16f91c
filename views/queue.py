"""The exception queue: what failed, contradicts its source or needs a person, each with a reason and a way on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from domain.calendar import today_in
from domain.exception_queue import ExceptionKind, OpenException
from domain.news import FollowUp
from domain.queue_page import QueuePage, QueueRow, only_its_own
from domain.reminder import Reminder
from views import ids, kit, limits, queue_letters, rich, wording
from views.ids import Action
from views.kit import Block, Body
from views.messages import answer, message, weight

_ROWS = 15
# What the headline, the line at the end and the buttons of a page take.
_ROOM = limits.MESSAGE_WEIGHT - 1_000

_NAMED = {
    ExceptionKind.CONTRADICTION: "Contradicts its source",
    ExceptionKind.NOT_POSTED: "Not posted",
    ExceptionKind.MAYBE_POSTED: "May or may not have been posted",
    ExceptionKind.JOB_FAILED: "A job failed",
    ExceptionKind.NO_DUE_DATE: "No due date",
    ExceptionKind.NO_CHANNEL: "No channel to post to",
    ExceptionKind.CLOCK_STOPPED: "The clock had stopped",
    ExceptionKind.OLD_DEBT: "Arrived overdue",
    ExceptionKind.MAYBE_SENT: "A letter may or may not have reached the client",
    ExceptionKind.NOT_SENT: "A letter was not sent",
    ExceptionKind.BOUNCED: "A letter came back",
    ExceptionKind.LETTERS_USED_UP: "All letters went, nothing came",
    ExceptionKind.STILL_BLOCKED: "Work is still marked blocked",
    ExceptionKind.NOT_PLANNED: "Reminders could not be planned",
}


def queue(
    waiting: QueuePage | Sequence[OpenException], *, today: date, tz: ZoneInfo, locale: str = "", public: bool = False
) -> Body:
    """What waits, a page of it, with buttons; what does not fit is counted, and a button leads on to it."""
    page = waiting if isinstance(waiting, QueuePage) else QueuePage(waiting=tuple(waiting))
    every = page.rows
    if not every:
        said = "Nothing waits for anybody: no failures, no contradictions, no letters."
        return answer(message(said, [kit.words(said)]), public=public)
    start = page.start if page.start < len(every) else 0
    shown, blocks = 0, list[Block]()
    for row in every[start : start + _ROWS]:
        told = _row(row, page, today, tz, locale)
        if shown and sum(map(weight, [*blocks, *told])) > _ROOM:
            break
        blocks += told
        shown += 1
    head = f"{wording.plural(len(every), 'thing')} for a person to look at"
    body = [kit.header(head), *blocks, *_elsewhere(start, shown, len(every))]
    return answer(message(f"{head}.", body), public=public)


def line(one: OpenException, *, today: date, tz: ZoneInfo) -> list[rich.Node]:
    """In one line, for lists elsewhere."""
    about = rich.coded(kit.clipped(one.reason, 300))
    return [rich.bold(named(one.kind)), rich.text("  "), *about, rich.text(f" · {_since(one, today, tz)}{_whose(one)}")]


def named(kind: str) -> str:
    """The kind in words; one we do not know yet as it is stored."""
    known = next((words for each, words in _NAMED.items() if each.value == kind), None)
    return known or kind.capitalize()


def _row(row: QueueRow, page: QueuePage, today: date, tz: ZoneInfo, locale: str) -> list[Block]:
    """Two blocks: what it is, and what can be done about it."""
    if isinstance(row, Reminder):
        return queue_letters.draft(row, owner=page.owners.get(row.client_id), today=today, locale=locale)
    if isinstance(row, FollowUp):
        return queue_letters.follow_up(row, today=today, locale=locale)
    letter = page.letters.get(row.about_id) if row.about == "reminder" else None
    return [_told(row, today, tz), *kit.actions(*_ways_on(row, letter))]


def _elsewhere(start: int, shown: int, count: int) -> list[Block]:
    left = count - start - shown
    said = [f"Rows {start + 1:,} to {start + shown:,} of {count:,}."] if start else []
    said += [f"*{left:,} more* after these."] if left > 0 else []
    value = ids.pairs(start=start + shown)
    on = [kit.button("Show more", ids.numbered(Action.QUEUE_PAGE, 1), value)] if left > 0 else []
    back = [kit.button("From the beginning", Action.QUEUE_PAGE, ids.pairs(start=0))] if start else []
    return [*([kit.context(" ".join(said))] if said else []), *kit.actions(*back, *on)]


def _told(one: OpenException, today: date, tz: ZoneInfo) -> Block:
    since = rich.line(rich.bold(named(one.kind)), rich.text(f"  {_since(one, today, tz)}{_whose(one)}"))
    return rich.rich(since, rich.line(*rich.coded(kit.clipped(one.reason, 600))))


def _since(one: OpenException, today: date, tz: ZoneInfo) -> str:
    return f"since {wording.ago(today_in(tz, one.raised_at), today)}"


def _whose(one: OpenException) -> str:
    return f" · {wording.one_line(one.owner)}" if one.owner else " · nobody's yet"


def _twice(one: OpenException) -> Block | None:
    """Asked only where the words may be in the channel already."""
    if one.kind != ExceptionKind.MAYBE_POSTED:
        return None
    return kit.confirm(
        "Post it again?",
        "It may be in the channel already: look there first. If it is, press “It arrived” instead.",
        yes="Post it again",
        no="Let me look",
    )


def _ways_on(one: OpenException, letter: Reminder | None) -> list[Block]:
    value = ids.pairs(exception=one.id)
    found = []
    if one.kind == ExceptionKind.STILL_BLOCKED:
        found.append(kit.button("Unblock work", Action.UNBLOCK, ids.pairs(invoice=one.about_id)))
    if one.about == "invoice":
        found.append(kit.button("Open invoice", Action.OPEN_INVOICE, ids.pairs(invoice=one.about_id)))
    if one.about == "client":
        found += _about_client(one)
    if letter is not None:
        found += queue_letters.of_letter(letter, is_bounced=one.kind == ExceptionKind.BOUNCED)
    if one.kind == ExceptionKind.MAYBE_POSTED:
        found.append(kit.button("It arrived", Action.IT_ARRIVED, value))
    if one.kind in (ExceptionKind.MAYBE_POSTED, ExceptionKind.NOT_POSTED):
        found.append(kit.button("Post it again", Action.POST_AGAIN, value, confirm=_twice(one)))
    if one.owner is None:
        found.append(kit.button("I'll look after it", Action.TAKE_EXCEPTION, value))
    if only_its_own(one, letter):
        return found
    return [*found, kit.button("Settled", Action.RESOLVE_EXCEPTION, value)]


def _about_client(one: OpenException) -> list[Block]:
    client = ids.pairs(client=one.about_id)
    opened = [kit.button("Open client", Action.OPEN_CLIENT, client)]
    if one.kind != ExceptionKind.OLD_DEBT:
        return opened
    return [
        kit.button("Draft a reminder", Action.REMIND, client),
        kit.button("Chase from now on", Action.RELEASE, client),
        *opened,
    ]
