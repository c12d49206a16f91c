"""How a reminder is said: its stage, what it builds on, who approved it, what is wrong in it, what became of it.

A card stays in its channel: its days are the calendar's, never “yesterday”. `tz` is the workspace's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.chasing import Stage
from domain.letter import BrokenWord, BuildsOn, Flaw, Ground, Item, Language, Letter, Recipient, Route
from domain.reminder import Approval, Kind, Reminder, Writer
from views import wording

LANGUAGES = {
    Language.ENGLISH: "English",
    Language.GERMAN: "German",
    Language.FRENCH: "French",
    Language.SPANISH: "Spanish",
    Language.POLISH: "Polish",
}
ROUTES = {Route.EMAIL: "e-mail", Route.SLACK: "the Slack channel shared with them", Route.BY_HAND: "your own hand"}
STAGES = {
    Stage.COMING: "Note before the due date",
    Stage.FRIENDLY: "Friendly reminder",
    Stage.FIRM: "Firm reminder",
    Stage.FINAL: "Final reminder",
}
_GROUNDS = {
    Ground.NOTHING_YET: "nothing yet: no contact about these invoices is recorded",
    Ground.REPLY: "reply",
    Ground.NOT_BEFORE: "reply, no payment before",
    Ground.PROMISE_OPEN: "open promise",
    Ground.PROMISE_BROKEN: "broken promise",
    Ground.DISPUTE_ANSWERED: "settled dispute",
    Ground.CALL: "call or meeting",
    Ground.OUR_WORD: "what we wrote",
    Ground.REMINDER_UNANSWERED: "reminder without an answer",
    Ground.SAYS_PAID: "they say it is paid",
}
_WRITERS = {Writer.TEMPLATE: "a template", Writer.MODEL: "the language model", Writer.PERSON: "a person"}


def titled(reminder: Reminder) -> str:
    """Friendly reminder to Acme. Plain text."""
    kind = "Thank-you" if reminder.kind is Kind.THANK_YOU else STAGES[reminder.stage]
    return f"{kind} to {wording.one_line(reminder.client, 90)}"


def letter_named(reminder: Reminder) -> str:
    """friendly reminder, thank-you: the letter inside a sentence."""
    kind = "Thank-you" if reminder.kind is Kind.THANK_YOU else STAGES[reminder.stage]
    return f"{kind[:1].lower()}{kind[1:]}"


def in_short(reminder: Reminder, locale: str) -> str:
    """Friendly reminder to Acme, €1,200.00; Thank-you to Acme for INV-1. Plain text."""
    if reminder.kind is Kind.THANK_YOU:
        return f"{titled(reminder)} for {_numbers(reminder)}"
    return f"{titled(reminder)}, {wording.money(reminder.net, locale)}"


def why_now(reminder: Reminder) -> str:
    """What made it due on the day it was planned. Plain text."""
    lead = _lead(reminder)
    if reminder.kind is Kind.THANK_YOU:
        return f"{_numbers(reminder)} {'is' if len(reminder.items) == 1 else 'are'} paid in full."
    planned = wording.in_full(reminder.planned_on)
    said = "They owe what is below."
    if lead is not None:
        late = (reminder.planned_on - lead.due_on).days
        due = wording.weekday(lead.due_on, reminder.planned_on)
        days = wording.plural(abs(late), "day")
        stands = f"{days} past due on {planned}" if late > 0 else f"due in {days} on {planned}" if late else "due then"
        said = f"{wording.one_line(lead.number, 60)} was due {due}: {stands}."
    return f"{said} {reminder.asked_by} asked for it." if reminder.asked_by else said


def builds_on(ground: BuildsOn, locale: str) -> str:
    """Reply, Thu 12 Nov 2026, by Ana. Plain text, without their words."""
    said = [_GROUNDS[ground.ground]]
    is_promise = ground.promised_on is not None and ground.ground is not Ground.NOT_BEFORE
    if ground.promised_on is not None:
        part = f" of {wording.money(ground.part, locale)}" if ground.part else ""
        said[0] += f"{part}{' for' if is_promise else ''} {wording.in_full(ground.promised_on)}"
    if ground.on is not None:
        made = "made " if is_promise else "said " if ground.ground is Ground.NOT_BEFORE else ""
        said.append(f"{made}{wording.in_full(ground.on)}")
    if ground.by:
        said.append(f"by {wording.one_line(ground.by)}")
    return ", ".join(said)


def cites(broken: BrokenWord, locale: str) -> str:
    """The broken promise of €300.00 for Fri 13 Mar 2026, made Wed 11 Mar 2026, by Ana. Plain text."""
    part = f" of {wording.money(broken.part, locale)}" if broken.part else ""
    said = [f"the broken promise{part} for {wording.in_full(broken.promised_on)}", f"made {wording.in_full(broken.on)}"]
    return ", ".join([*said, *([f"by {wording.one_line(broken.by)}"] if broken.by else [])])


def to_whom(people: Sequence[Recipient]) -> str:
    """Petra <petra@acme.example> and two others by name. Plain text."""
    named = [
        f"{wording.one_line(each.name, 60)} <{each.email}>" if each.name and each.name != each.email else each.email
        for each in people
    ]
    return wording.listed(named, most=20) if named else "nobody yet"


def sent_to(letter: Letter) -> str:
    """by e-mail to Petra <petra@acme.example>. Plain text."""
    whom = f" to {to_whom(letter.recipients)}" if letter.recipients else ""
    return f"by {ROUTES[letter.route]}{whom}" if letter.route is not Route.SLACK else f"in {ROUTES[letter.route]}"


def approved_by(approvals: Sequence[Approval], tz: ZoneInfo) -> str:
    """Ana on Wed 11 Mar 2026, 09:12. Plain text."""
    return wording.listed([f"{wording.one_line(each.by)} on {wall(each.at, tz)}" for each in approvals])


def flaw(found: Flaw) -> str:
    """An amount that is not one of the facts: “€99.00”. Plain text."""
    said = str(found.fault)
    shown = f": “{wording.one_line(found.shown, 120)}”" if found.shown else ""
    return f"{said[:1].upper()}{said[1:]}{shown}"


def written_by(reminder: Reminder) -> str:
    """Written by a template in German. Plain text."""
    by = _WRITERS[reminder.writer] if reminder.writer else "nobody yet"
    return f"Written by {by} in {LANGUAGES[reminder.language]}"


def item(one: Item, locale: str) -> tuple[str, str]:
    """An invoice of the letter: what it is, and what is left of it. Plain text."""
    number, due = wording.one_line(one.number, 40), wording.in_full(one.due_on)
    total, received = wording.money(one.total, locale), wording.money(one.received, locale)
    came = f", {received} received" if one.received.minor else ", nothing received"
    return f"{number} · due {due} · {total} in all{came}", f"{wording.money(one.remaining, locale)} left"


def wall(at: datetime, tz: ZoneInfo) -> str:
    """Mon 9 Mar 2026, 09:12: an instant by the clock on the workspace's wall. `at` is aware."""
    here = at.astimezone(tz)
    return f"{wording.in_full(here.date())}, {here:%H:%M}"


def _numbers(reminder: Reminder) -> str:
    return wording.listed([wording.one_line(each.number, 60) for each in reminder.items], most=6)


def _lead(reminder: Reminder) -> Item | None:
    led = (each for each in reminder.items if each.invoice_id == reminder.lead_id)
    return next(led, reminder.items[0] if reminder.items else None)
