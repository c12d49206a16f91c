"""`/invoice milestone`: a list, a new one, or what became of one.

A new one begins like `/invoice add`: client, amount. What it is stands in quotes or simply behind; the day behind
`expected`, what it waits for behind `when`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.answers import Change
from domain.command_words import longest_first
from domain.errors import MoreThanOne, NotUnderstood, Refusal
from domain.milestone import MilestoneList, label, number_said
from domain.sentence import Said, split_command
from receivables.drop_milestone import DropMilestone, drop_milestone
from receivables.list_milestones import ListMilestones, list_milestones
from receivables.move_milestone import OPEN, MoveMilestone, move_milestone
from receivables.reach_milestone import ReachMilestone, reach_milestone
from receivables.record_milestone import RecordMilestone, record_milestone
from receivables.said import is_known_exactly
from receivables.targets import is_day
from receivables.typed_add import Grammar, Read, read_line
from storage.unit_of_work import Work

_MILESTONE = Grammar(sub="milestone", keywords=("expected", "expect", "due", "for"), like=' "Second half"')
_EXPECTED = ("expected", "expect", "due")
_REACHED = (
    *("reached", "reach", "triggered", "done", "complete", "completed", "finished", "delivered"),
    *("bill", "billed", "invoice", "invoiced"),
)
_DROPPED = ("dropped", "drop", "cancel", "cancelled", "canceled", "withdrawn", "void")
_MOVED = ("moved", "move", "expected", "expect", "postponed", "postpone", "delayed", "now", "due")
# “moved to 1 March”, “reached as INV-1050”: these say nothing of their own.
_TO = ("to", "on", "for", "by", "until", "till", "expected")
_AS = ("as", "with", "is", "number", "invoice")
_BEFORE_A_DAY = ("by", "on", "around", "about")
_LONGEST_NAME = 8
_WHEN = re.compile(r"\s(?:when|once|as soon as)\s", re.IGNORECASE)
_EXPECTED_LAST = re.compile(r"(?:^|[\s,]+)expected\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """What is said of a milestone that is there: its number as typed, the word, and the words behind it."""

    milestone: str
    verb: str
    rest: str


def only_looks(said: Said) -> bool:
    """Whether the line can be nothing but a look: it names no number and no amount."""
    return said.quoted is None and not any(letter.isdigit() for letter in said.rest)


def typed_milestones(said: Said, work: Work) -> MilestoneList:
    """`milestone`, `milestone Acme`: what waits."""
    if not said.rest or said.rest.casefold() in ("all", "open"):
        return list_milestones(ListMilestones(), work)
    try:
        client = work.clients.find(said.rest)
    except MoreThanOne:
        raise
    except Refusal as unknown:
        hint = ' To record one: `/invoice milestone Acme 3000 EUR "Second half"`.'
        raise NotUnderstood(f"{unknown.words}{hint}", field=unknown.field) from None
    return list_milestones(ListMilestones(client_id=client.id), work)


def typed_milestone(said: Said, work: Work) -> Change | MilestoneList:
    """`milestone Acme 3000 EUR "Second half" expected 15 January`, `milestone M-3 reached`, `milestone M-3 dropped
    they took it in-house`, `milestone M-3 moved to 1 March`; a client's name with figures in it lists theirs.
    """
    words = said.rest.split()
    about = _about(words)
    if about is None or (not about.verb and _begins_with_a_client(words, work)):
        if is_known_exactly(name := _bare(said.rest), work):
            return typed_milestones(split_command(f"milestone {name}"), work)
        return record_milestone(_request(said, work), work)
    if about.verb in _REACHED:
        return reach_milestone(ReachMilestone(milestone=about.milestone, number=_invoice_number(about)), work)
    if about.verb in _DROPPED:
        reason = re.sub(r"^(?:because|since)\s+", "", about.rest, flags=re.IGNORECASE)
        return drop_milestone(DropMilestone(milestone=about.milestone, reason=_bare(reason)), work)
    if about.verb in _MOVED:
        return move_milestone(MoveMilestone(milestone=about.milestone, to=_without(_TO, about.rest)), work)
    name = label(number_said(about.milestone) or 0)
    told = f"I read {name}, but not “{about.rest}”." if about.rest else f"What about {name}?"
    ways = f"`/invoice milestone {name} reached`, or `dropped` and why, or `moved to 1 March`."
    raise NotUnderstood(f"{told} Write {ways}", field="milestone")


def _about(words: list[str]) -> _About | None:
    """None where the line is about no milestone that is there already."""
    for at, length in ((0, 2), (0, 1), (1, 2), (1, 1)):
        named = " ".join(words[at : at + length])
        before, behind = words[:at], words[at + length :]
        verb = (before or behind or [""])[0].casefold().rstrip(":,")
        is_verb = verb in (*_REACHED, *_DROPPED, *_MOVED)
        if before and not is_verb:
            continue
        # A bare 3 is a milestone's number where a word about it follows.
        number = number_said(named) or (number_said(f"M-{named.lstrip('#')}") if is_verb and not before else None)
        if number is not None:
            rest = behind if before or not is_verb else behind[1:]
            return _About(milestone=label(number), verb=verb if is_verb else "", rest=" ".join(rest))
    return None


def _begins_with_a_client(words: list[str], work: Work) -> bool:
    """A client may be called M3 Media."""
    lengths = range(1, min(len(words), _LONGEST_NAME) + 1)
    return any(is_known_exactly(" ".join(words[:length]), work) for length in lengths)


def _invoice_number(about: _About) -> str | None:
    number = _bare(_without(_AS, about.rest)).removeprefix("#")
    if " " in number or (number and not any(letter.isdigit() for letter in number)):
        words = (
            f"“{about.rest}” is no invoice number: that is one word, like INV-1050."
            f" `/invoice milestone {about.milestone} reached` takes the next one."
        )
        raise NotUnderstood(words, field="number")
    return number or None


def _without(fillers: tuple[str, ...], said: str) -> str:
    words = said.split()
    while words and words[0].casefold() in fillers and " ".join(words).casefold() not in OPEN:
        del words[0]
    return " ".join(words)


def _bare(said: str) -> str:
    """Without the quotes around all of it."""
    is_quoted = len(said) > 1 and said[0] == said[-1] == '"' and said.count('"') == 2  # noqa: PLR2004 - one pair
    return said[1:-1].strip() if is_quoted else said.strip()


def _request(said: Said, work: Work) -> RecordMilestone:
    head, waits_for, expected = _waits_for(said, work)
    read = read_line(head, _MILESTONE, work)
    named = next((read.named[each] for each in _EXPECTED if each in read.named), None)
    day, behind = longest_first((named or "").split(), lambda text: is_day(text, work))
    if named is not None and not day:
        day, behind = named, ""  # refused in the words that say how a day is written
    title, found = _title(read, behind, work, is_dated=bool(day or expected))
    return RecordMilestone(
        client=read.client,
        amount=read.amount,
        title=title,
        expected=day or expected or found or None,
        waits_for=waits_for,
        is_new_client=read.is_new,
    )


def _waits_for(said: Said, work: Work) -> tuple[Said, str | None, str]:
    """The line up to `when`, the words behind it, and the day they end with: `when live, expected 1 March`."""
    for found in _WHEN.finditer(said.rest):
        before, behind = said.rest[: found.start()], said.rest[found.end() :].strip()
        is_quoted = found[0].split()[-1] not in split_command(f"x {said.rest[: found.end()]}").words[-1:]
        # Before an amount it can only be part of a name.
        if is_quoted or not any(letter.isdigit() for letter in before):
            continue
        head = split_command(f"milestone {before}")
        for last in _EXPECTED_LAST.finditer(behind):
            if is_day(behind[last.end() :], work):
                return head, _bare(behind[: last.start()].strip(", ")), behind[last.end() :]
        return head, _bare(behind), ""
    return said, None, ""


def _title(read: Read, behind: str, work: Work, *, is_dated: bool) -> tuple[str, str]:
    """What it is, and a day that stands behind it without `expected`: `second half by 15 January`."""
    said = [*read.rest, *behind.split()]
    if "for" in read.named:
        said += ["for", *read.named["for"].split()] if said or read.quoted else read.named["for"].split()
    day = ""
    for at in range(len(said)):
        after = said[at + 1 :] if said[at].casefold() in _BEFORE_A_DAY else said[at:]
        begins_one = after != said[at:] or said[at].casefold() == "in" or (at == 0 and read.quoted is not None)
        if not is_dated and begins_one and after and is_day(" ".join(after), work):
            said, day = said[:at], " ".join(after)
            break
    if read.quoted is not None and said:
        words = (
            f"I read “{read.client}” as the client, “{read.amount}” as the amount and “{read.quoted}” as what it is,"
            f" but not “{' '.join(said)}”. Nothing was recorded. A day is `expected 15 January`, what it waits for is"
            " `when the shop is live`."
        )
        raise NotUnderstood(words, field="title")
    title = read.quoted if read.quoted is not None else " ".join(said)
    if not title:
        words = (
            f"I read “{read.client}” as the client and “{read.amount}” as the amount. What is it? Say it in quotes,"
            f' like `/invoice milestone {read.client} {read.amount} "Second half"`.'
        )
        raise NotUnderstood(words, field="title")
    return title, day
