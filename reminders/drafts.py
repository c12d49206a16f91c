"""Reminders that were planned and have no words yet: what a writer needs, read in a look, and the keeping of its words.

Between the two lies the writing, which may take a model's time and is done in no transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.letter import Facts, Letter, Route, Words
from domain.reminder import Kind, Reminder, ReminderState
from reminders.card import show_reminder
from reminders.facts import facts_of
from reminders.writing import Written
from storage.documents import DocumentStore
from storage.unit_of_work import Work

AT_A_TIME = 20
ANSWER = "Re: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwritten:
    """A planned reminder with all that its letter needs; `own` are the workspace's words for it, with their slots.
    `thread` is the subject of the first mail of its cycle: mail programs keep a thread together by it."""

    reminder: Reminder
    facts: Facts
    route: Route
    documents: tuple[str, ...] = ()
    channel: str | None = None
    own: Words | None = None
    thread: str | None = None


def are_any_unwritten(work: Work) -> bool:
    """One look at an index."""
    return work.reminders.is_any_to_write(work.now)


def to_write(work: Work, *, limit: int = AT_A_TIME) -> list[Reminder]:
    """The oldest ones first; one that could not be written has to wait before it is tried again."""
    return work.reminders.to_write(work.now, limit=limit)


def unwritten(reminder: Reminder, work: Work) -> Unwritten:
    """What the writer of this one needs, as the book is now."""
    facts = facts_of(reminder, work)
    mine = work.own_letters.all().get((facts.language, facts.letter))
    channel = work.clients.slack_channel(reminder.client_id)
    route = _route(facts, channel)
    return Unwritten(
        reminder=reminder,
        facts=facts,
        route=route,
        documents=documents_of(reminder, route, work),
        channel=channel or None,
        own=mine.words if mine else None,
        thread=_thread(reminder, work),
    )


def keep_written(draft: Unwritten, written: Written, work: Work) -> bool:
    """Stores the words and shows the card, where the reminder is as it was read. False where somebody was first."""
    letter = Letter(
        route=draft.route,
        recipients=draft.facts.recipients if draft.route is Route.EMAIL else (),
        words=_continuing(written.words, draft),
        documents=draft.documents,
        channel=draft.channel if draft.route is Route.SLACK else None,
    )
    is_kept = work.reminders.write(
        draft.reminder,
        letter,
        writer=written.writer,
        flaws=written.flaws,
        note=written.note,
        prompt_version=written.prompt_version,
    )
    if is_kept:
        show_reminder(draft.reminder.id, work)
    return is_kept


def documents_of(reminder: Reminder, route: Route, work: Work) -> tuple[str, ...]:
    """The files that go along with its letter as they are now: by e-mail alone; what is settled needs none."""
    if route is not Route.EMAIL or reminder.kind is Kind.THANK_YOU:
        return ()
    return DocumentStore(work.scope).hashes_of([item.invoice_id for item in reminder.items])


def _thread(reminder: Reminder, work: Work) -> str | None:
    """The subject the client knows this matter by; None for a first letter, and where that subject would leave out an
    invoice of this one."""
    named = {item.invoice_id for item in reminder.items}
    mails = [
        each.letter.words.subject
        for each in work.reminders.of_client(reminder.client_id)
        if each.state is ReminderState.SENT
        and (each.kind, each.lead_id) == (reminder.kind, reminder.lead_id)
        and each.letter is not None
        and each.letter.route is Route.EMAIL
        and named <= {item.invoice_id for item in each.items}
    ]
    return mails[0].removeprefix(ANSWER) if mails else None


def _continuing(words: Words, draft: Unwritten) -> Words:
    if draft.thread is None or draft.route is not Route.EMAIL:
        return words
    return replace(words, subject=f"{ANSWER}{draft.thread}")


def _route(facts: Facts, slack_channel: str | None) -> Route:
    """The channel shared with the client where there is one, else e-mail, else a person's own hand."""
    if slack_channel:
        return Route.SLACK
    return Route.EMAIL if facts.recipients else Route.BY_HAND
