"""The exception queue: what failed, contradicts its source or needs a person, each with a reason and a way on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date

from domain.exception_queue import ExceptionKind, OpenException
from views import ids, kit, rich, wording
from views.ids import Action
from views.kit import Block, Body
from views.messages import answer, message

_ROWS = 15

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
}


def queue(waiting: Sequence[OpenException], *, today: date, public: bool = False) -> Body:
    """All that waits, oldest first, with buttons; what does not fit is counted and comes up as others are settled."""
    if not waiting:
        said = "Nothing waits for anybody: no failures, no contradictions."
        return answer(message(said, [kit.words(said)]), public=public)
    head = f"{wording.plural(len(waiting), 'thing')} for a person to look at"
    blocks = [kit.header(head), *rows(waiting[:_ROWS], today=today)]
    left = len(waiting) - _ROWS
    if left > 0:
        blocks.append(kit.context(f"*{left:,} more*: they move up as these are settled."))
    return answer(message(f"{head}.", blocks), public=public)


def rows(waiting: Sequence[OpenException], *, today: date) -> list[Block]:
    """Two blocks each: what it is, and what can be done about it."""
    return [block for one in waiting for block in (_told(one, today), *kit.actions(*_ways_on(one)))]


def line(one: OpenException, *, today: date) -> list[rich.Node]:
    """In one line, for lists elsewhere."""
    about = rich.coded(kit.clipped(one.reason, 300))
    return [rich.bold(named(one.kind)), rich.text("  "), *about, rich.text(f" · {_since(one, today)}{_whose(one)}")]


def named(kind: str) -> str:
    """The kind in words; one we do not know yet as it is stored."""
    known = next((words for each, words in _NAMED.items() if each.value == kind), None)
    return known or kind.capitalize()


def _told(one: OpenException, today: date) -> Block:
    since = rich.line(rich.bold(named(one.kind)), rich.text(f"  {_since(one, today)}{_whose(one)}"))
    return rich.rich(since, rich.line(*rich.coded(kit.clipped(one.reason, 600))))


def _since(one: OpenException, today: date) -> str:
    return f"since {wording.ago(one.raised_at.astimezone(UTC).date(), today)}"


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


def _ways_on(one: OpenException) -> list[Block]:
    value = ids.pairs(exception=one.id)
    found = []
    if one.about == "invoice":
        found.append(kit.button("Open invoice", Action.OPEN_INVOICE, ids.pairs(invoice=one.about_id)))
    if one.about == "client":
        found.append(kit.button("Open client", Action.OPEN_CLIENT, ids.pairs(client=one.about_id)))
    if one.kind == ExceptionKind.MAYBE_POSTED:
        found.append(kit.button("It arrived", Action.IT_ARRIVED, value))
    if one.kind in (ExceptionKind.MAYBE_POSTED, ExceptionKind.NOT_POSTED):
        found.append(kit.button("Post it again", Action.POST_AGAIN, value, confirm=_twice(one)))
    if one.owner is None:
        found.append(kit.button("I'll look after it", Action.TAKE_EXCEPTION, value))
    return [*found, kit.button("Settled", Action.RESOLVE_EXCEPTION, value)]
