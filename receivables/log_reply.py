"""The client said something: their words are kept, and a promise found in them is shown for what it was taken as."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.answers import Change
from domain.client import Client
from domain.errors import AlreadyDone, NotUnderstood
from domain.invoice import Invoice
from domain.roles import Role, require
from domain.timeline import Direction, Medium, Touch
from domain.who_spoke import Spoken, who_spoke
from receivables.changes import Step, done
from receivables.heard_promise import Heard, heard_promise, owed_by
from receivables.promises import keep_promise
from receivables.said import either_meant, past_day
from storage.unit_of_work import Work
from views.wording import LONGEST_NAME, one_line

LONGEST_WORDS = 8000
# Typed twice within this time it is a slip of the hand, or somebody who did not see the first answer.
SAME_WITHIN = timedelta(minutes=10)
AGAIN = "again"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogReply:
    """As typed: about which invoice or client, the words as spoken, when (None: today), how it travelled.

    `target` may be the invoice itself where it was looked up to tell it from the words.
    `direction` None: the words tell who spoke (“we: …”, “called, no answer”), the client unless they say otherwise.
    `link` is the Slack message it was said in, where there is one.
    """

    target: str | Invoice
    words: str
    on: str | None = None
    medium: Medium | None = None
    direction: Direction | None = None
    link: str | None = None


def log_reply(request: LogReply, work: Work) -> Change:
    """Keeps the words on the timeline, and with them the promise a client's words hold, if any."""
    require(work.person, Role.MEMBER, "log a reply")
    spoken = _spoken(request)
    _fits(spoken.words)
    invoice, client = _about(request.target, work)
    on, assumed = _when(request, work)
    owed = owed_by(invoice, client, work)
    spoken = _once(spoken, _just_said(request, on, invoice, client, work))
    spoken, heard = _who_said(request, spoken, heard_promise(spoken.words, on, invoice, client, owed, work))
    touch = _kept(request, spoken, on, invoice, client, work)
    undo: list[Step] = [("withdraw_touch", {"touch_id": touch.id})]
    promise = heard.promise
    if promise is not None:
        promise, steps = keep_promise(promise, work, touch_id=touch.id)
        undo = [*steps, *undo]
    change = done(
        "log_reply",
        _said(spoken, invoice, client),
        work,
        invoice=invoice,
        client=client,
        undo=undo,
        understood=(*heard.understood, *assumed),
        promise=promise,
        # A day can be set for words about something still owed.
        touch=touch if owed else None,
    )
    return replace(change, denied=heard.denied, hint=heard.hint)


def _when(request: LogReply, work: Work) -> tuple[date, tuple[str, ...]]:
    """The day it was said, and what was assumed to read it."""
    if not request.on:
        return work.today, ()
    on = past_day(request.on, work, field="on", what="A reply")
    return on.on, (on.assumed,) if on.assumed else ()


def _kept(request: LogReply, spoken: Spoken, on: date, invoice: Invoice | None, client: Client, work: Work) -> Touch:
    about = invoice.id if invoice else None
    medium = request.medium or spoken.medium
    touch_id = work.timeline.add(
        client_id=client.id,
        invoice_id=about,
        direction=spoken.direction,
        medium=medium,
        words=spoken.words,
        happened_on=on,
        now=work.now,
        by_id=work.person.id,
        link=request.link,
    )
    return Touch(
        id=touch_id,
        client_id=client.id,
        invoice_id=about,
        direction=spoken.direction,
        medium=medium,
        words=spoken.words,
        happened_on=on,
        recorded_at=work.now,
        by=work.person.name,
        link=request.link,
    )


def _just_said(request: LogReply, on: date, invoice: Invoice | None, client: Client, work: Work) -> list[str]:
    """What this person kept about the same thing, of the same day, in the last minutes."""
    return work.timeline.same_day_since(
        work.now - SAME_WITHIN,
        client_id=client.id,
        invoice_id=invoice.id if invoice else None,
        on=on,
        by_id=work.person.id,
        link=request.link,
    )


def _once(spoken: Spoken, before: list[str]) -> Spoken:
    """The words, unless they were kept just now; `again` behind the same words keeps them twice."""
    if spoken.words in before:
        words = (
            f"That is kept already, just now: “{one_line(spoken.words, 200)}”. Nothing was added."
            " If they said it twice, add `again` behind the words."
        )
        raise AlreadyDone(words, field="words")
    without, _, last = spoken.words.rpartition(" ")
    plain = without.strip().strip("\"'“”")
    return replace(spoken, words=plain) if last.casefold() == AGAIN and plain in before else spoken


def _who_said(request: LogReply, spoken: Spoken, heard: Heard) -> tuple[Spoken, Heard]:
    """Only the client's own word promises anything."""
    if spoken.direction is Direction.OUT and not spoken.is_sure and (heard.promise or heard.understood):
        return replace(
            spoken, direction=Direction.IN
        ), heard  # “spoke to Maria, she'll pay Friday” is the client's word
    if spoken.direction is Direction.IN:
        return spoken, heard
    return spoken, Heard(understood=() if request.direction else (_kept_as(spoken),))


def _kept_as(spoken: Spoken) -> str:
    if spoken.direction is Direction.INTERNAL:
        return "kept as: a note for your team"
    # “we: …” are words said to them; “called, no answer” tells what was done.
    return "kept as: what you told them" if spoken.is_sure else "kept as: what you did, a contact with them"


def _spoken(request: LogReply) -> Spoken:
    words = request.words.strip()
    if request.direction is not None:
        return Spoken(direction=request.direction, medium=request.medium, words=words, is_sure=True)
    return who_spoke(words)


def _fits(words: str) -> None:
    if not words:
        hint = 'What did they say? Like `/invoice log 1042 "I\'ll sort it Friday"`.'
        raise NotUnderstood(hint, field="words")
    if len(words) > LONGEST_WORDS:
        hint = f"That is {len(words):,} characters; {LONGEST_WORDS:,} fit. Keep the part that matters."
        raise NotUnderstood(hint, field="words")


def _said(spoken: Spoken, invoice: Invoice | None, client: Client) -> str:
    called = one_line(client.name, LONGEST_NAME)
    told = f"Told {called}" if spoken.is_sure else f"Kept for {called}"
    verb = {Direction.IN: f"{called} said", Direction.OUT: told, Direction.INTERNAL: "Noted"}
    about = f" about {invoice.number}" if invoice else ""
    return f"{verb[spoken.direction]}{about}: “{spoken.words}”"


def _about(said: str | Invoice, work: Work) -> tuple[Invoice | None, Client]:
    target = said if isinstance(said, Invoice) else either_meant(said, work)
    if isinstance(target, Client):
        opened = [invoice for invoice in work.invoices.of_client(target.id) if invoice.is_open]
        # Said of a client with one open invoice, it is about that one.
        return (opened[0] if len(opened) == 1 else None), target
    return target, work.clients.get(target.client_id)
