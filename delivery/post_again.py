"""A person decides about a message that was refused, or that may or may not have arrived."""

from __future__ import annotations

from dataclasses import dataclass, replace

from delivery.repeat import repeats
from domain.answers import Change
from domain.delivery import Message, State
from domain.errors import AlreadyDone
from domain.roles import Role, require
from storage.unit_of_work import Work

_STUCK = (State.REFUSED, State.UNCERTAIN)
# Slack's ids of channels begin so; a direct message stays with its person.
_CHANNELS = ("C", "G")
_KINDS = ("not posted", "maybe posted")
_LEFT = "It has left meanwhile."


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckMessage:
    """The exception row that a message waits in."""

    exception_id: int


def post_again(request: StuckMessage, work: Work) -> Change:
    """Puts a message back to be posted now, in the channel Dunwell uses today: what it changes or answers in another
    stays behind. Raises AlreadyDone if it moved on."""
    require(work.person, Role.MEMBER, "post a message again")
    message = _stuck(request, work)
    here = work.workspace.channel
    channel = here if here and message.channel.startswith(_CHANNELS) else message.channel
    left_behind = _posted_elsewhere(message, work)
    said = f"The {message.kind} is being posted again"
    if message.state not in _STUCK:
        work.outbox.hold_off(message, work.now)
    elif left_behind is not None and message.updates_id is not None:
        for lapsed in work.outbox.post_elsewhere(left_behind, channel, now=work.now):
            _settle(lapsed, work, said)
    else:
        thread = message.reply_to_id if left_behind is None else None
        again = {"channel": channel, "reply_to_id": thread, "not_before": work.now, "attempts": 0, "reason": None}
        work.outbox.move(message, State.WAITING, **again)
    return _settled(message, work, said)


def it_arrived(request: StuckMessage, work: Work) -> Change:
    """A person saw it in Slack. Its ts stays unknown, so the card is never changed again."""
    require(work.person, Role.MEMBER, "settle a message")
    message = _taken_back(_stuck(request, work), work)
    if message.state not in (State.UNCERTAIN, State.CLAIMED):
        words = f"The {message.kind} was refused by Slack, so it cannot have arrived. Post it again."
        raise AlreadyDone(words)
    work.outbox.move(message, State.SENT, posted_channel=message.channel, posted_ts="", reason=None)
    return _settled(message, work, f"The {message.kind} had arrived")


def _posted_elsewhere(message: Message, work: Work) -> Message | None:
    """What it changes or answers, where that stands in a channel Dunwell does not use today."""
    anchor_id = message.updates_id or message.reply_to_id
    anchor = None if anchor_id is None else work.outbox.get(anchor_id)
    here = work.workspace.channel
    if anchor is None or here is None or anchor.state is not State.SENT:
        return None
    stands_in = anchor.posted_channel or anchor.channel
    return anchor if stands_in.startswith(_CHANNELS) and stands_in != here else None


def _taken_back(message: Message, work: Work) -> Message:
    """One that waits to be repeated is taken off its way out first: nobody posts it meanwhile."""
    if message.state is not State.WAITING or not repeats(message):
        return message
    if not work.outbox.move(message, State.CLAIMED, claimed_at=work.now):
        raise AlreadyDone(_LEFT)
    return replace(message, state=State.CLAIMED)


def _stuck(request: StuckMessage, work: Work) -> Message:
    waiting = work.exceptions.get(request.exception_id)
    if waiting is None or waiting.about != "message" or waiting.kind not in _KINDS:
        words = "That is settled already."
        raise AlreadyDone(words)
    message = work.outbox.get(waiting.about_id)
    if message.state not in (*_STUCK, State.WAITING):
        raise AlreadyDone(_LEFT)
    return message


def _settled(message: Message, work: Work, said: str) -> Change:
    _settle(message.id, work, said)
    work.record("settle_message", said)
    return Change(said=said, record_id=None, today=work.today)


def _settle(message_id: int, work: Work, said: str) -> None:
    """Whatever else the queue says about it is settled with it."""
    resolution = f"{said} ({work.person.name})."
    for kind in _KINDS:
        work.exceptions.resolve_about(kind, about="message", about_id=message_id, resolution=resolution, now=work.now)
