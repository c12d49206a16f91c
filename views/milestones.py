"""Milestones: work agreed and not billed yet, shown above Draft and never among the invoices' sums."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.milestone import NOT_YET_TRIGGERED, Milestone, MilestoneList, Waiting
from domain.roles import Role
from views import ids, kit, rich, wording
from views.ids import Action
from views.kit import Block, Body
from views.messages import answer, message
from views.rich import Node

# Beside the colours of the five statuses: none of them.
MARK = "◇"
_WITH_BUTTON = 10
_IN_LIST = 30
_ON_CARD = 5
_ASKED = 5
_MENTIONED = 3
_CLIENT, _TITLE = 60, 80
_SEE = f"`{ids.COMMAND} milestone` lists them all."
_TERMINAL = "`dunwell status` in the terminal has them all."


def heading(waiting: Waiting, locale: str) -> list[Node]:
    """◇ **Not yet triggered** (2)  **€5,000.00**."""
    return [
        rich.text(f"{MARK} "),
        rich.bold(NOT_YET_TRIGGERED),
        rich.text(f" ({wording.number(waiting.count, locale)})  "),
        rich.bold(sums(waiting, locale)),
    ]


def in_short(waiting: Waiting, locale: str) -> str:
    """Not yet triggered €5,000.00 (2)."""
    return f"{NOT_YET_TRIGGERED} {sums(waiting, locale)} ({waiting.count:,})"


def sums(waiting: Waiting, locale: str) -> str:
    """€3,000.00 · US$2,000.00: what will be billed, a sum for each currency."""
    return wording.moneys([money for money, _ in waiting.totals], locale)


def line(one: Milestone, *, today: date, locale: str, client: bool = True) -> list[Node]:
    """**M-3** · Acme · **€3,000.00** · Second half · expected Thu 15 Jan · when the shop is live."""
    who = f"  {wording.one_line(one.client, _CLIENT)} · " if client else "  "
    rest = [wording.one_line(one.title, _TITLE), *_when(one, today)]
    return [
        rich.bold(one.label),
        rich.text(who),
        rich.bold(wording.money(one.amount, locale)),
        rich.text("".join(f" · {words}" for words in rest)),
    ]


def group(waiting: Waiting, *, today: date, locale: str, elsewhere: str, client: bool = True) -> list[Block]:
    """The heading and the first of them; `elsewhere` says where they stand where this page has none of them."""
    if not waiting.count:
        return []
    head = heading(waiting, locale)
    if not waiting.first:
        return [rich.rich(rich.line(*head, rich.text(f"  {elsewhere}")))]
    lines = [line(one, today=today, locale=locale, client=client) for one in waiting.first]
    return [rich.rich(rich.line(*head), rich.bullets(lines)), *_more(waiting.left, _SEE)]


def next_of(waiting: Waiting, today: date, locale: str) -> list[Node]:
    """All of them in a line, and which one is next."""
    nodes = heading(waiting, locale)
    if not waiting.first:
        return nodes
    one = waiting.first[0]
    day = f" {wording.weekday(one.expected_on, today)}" if one.expected_on else ""
    return [*nodes, rich.text(f" · next{day}: {wording.one_line(one.title, 40)}, {wording.one_line(one.client, 40)}")]


def with_buttons(
    found: Sequence[Milestone], *, today: date, locale: str, client: bool, role: Role, most: int
) -> list[Block]:
    """A line each, the first `most` with a button that bills it; none for who may only look."""
    shown, rest = found[:most], found[most:]
    if role is Role.VIEWER:
        shown, rest = [], found
    blocks = [kit.words(f"{MARK} {_said(one, today, locale, client=client)}", accessory=_reached(one)) for one in shown]
    lines = [line(one, today=today, locale=locale, client=client) for one in rest]
    return [*blocks, rich.rich(rich.bullets(lines))] if lines else blocks


def of_client(waiting: Waiting, *, today: date, locale: str, role: Role, name: str) -> list[Block]:
    """On a client's card: each with its button, the others counted."""
    if not waiting.count:
        return []
    shown = waiting.first[:_ON_CARD]
    buttons = with_buttons(shown, today=today, locale=locale, client=False, role=role, most=_ON_CARD)
    see = f"`{ids.COMMAND} milestone {wording.name(name)}` lists them all."
    left = waiting.count - len(shown)
    return [rich.rich(rich.line(*heading(waiting, locale))), *buttons, *_more(left, see)]


def milestone_list(found: MilestoneList, *, locale: str, role: Role, public: bool = False) -> Body:
    """What waits, of all or of one client, each of the first with its button; how many more there are, and where."""
    waiting, name = found.waiting, found.client.name if found.client else None
    if not waiting.count:
        return answer(_none(name), public=public)
    title = f"{NOT_YET_TRIGGERED}{f' for {wording.one_line(name, _CLIENT)}' if name else ''}"
    shown = waiting.first[:_IN_LIST]
    rows = with_buttons(shown, today=found.today, locale=locale, client=name is None, role=role, most=_WITH_BUTTON)
    blocks = [
        kit.header(f"{title}, {wording.in_full(found.today)}"),
        rich.rich(rich.line(*heading(waiting, locale), rich.text("  agreed and not billed: in no sum of debts"))),
        *rows,
        *_more(waiting.count - len(shown), _TERMINAL if name else f"a name behind it shows one client's, {_TERMINAL}"),
    ]
    return answer(
        message(wording.escaped(f"{title}: {sums(waiting, locale)} ({waiting.count:,})."), blocks), public=public
    )


def question(one: Milestone, today: date, locale: str) -> str:
    """What a person is asked: Second half for Acme (M-3, €3,000.00) was expected Thu 15 Jan: reached? In plain text."""
    day = f" was expected {wording.weekday(one.expected_on, today)}" if one.expected_on else ""
    what, client = wording.one_line(one.title, _TITLE), wording.one_line(one.client, _CLIENT)
    return f"{what} for {client} ({one.label}, {wording.money(one.amount, locale)}){day}: reached?"


def asked(found: Sequence[Milestone], most: int, *, today: date, locale: str) -> list[Block]:
    """In the digest, after all that is owed: milestones whose day is over, each with its button."""
    most = min(most, _ASKED)
    lines = [kit.words(f"{MARK} {question(one, today, locale)}", accessory=_reached(one)) for one in found[:most]]
    return [*lines, *_more(len(found) - len(lines), _SEE)]


def mention(found: Sequence[Milestone], today: date) -> list[Block]:
    """The same for the digest of a week in which something happened."""
    return [kit.context(*said)] if (said := mentioned(found, today)) else []


def mentioned(found: Sequence[Milestone], today: date) -> list[str]:
    """Milestones of the coming week: Second half for Acme, Thu 15 Jan. In mrkdwn; nothing for none."""
    said = [
        f"{wording.name(one.title, 40)} for {wording.name(one.client, 40)}, {wording.weekday(one.expected_on, today)}"
        for one in found
        if one.expected_on
    ]
    left = len(said) - _MENTIONED
    more = f"; and {left:,} more" if left > 0 else ""
    return [f"Milestones of the coming week: {'; '.join(said[:_MENTIONED])}{more}."] if said else []


def _none(name: str | None) -> Body:
    who = f" for {wording.one_line(name, _CLIENT)}" if name else ""
    said = f"Nothing is agreed and waiting to be billed{who}."
    client = wording.one_line(name, 30) if name else "Acme"
    typed = f'{ids.COMMAND} milestone {client} 3000 EUR "Second half" expected 15 January'
    how = rich.rich(rich.line(rich.text("To note something: "), rich.code(typed)))
    return message(wording.escaped(said), [kit.words(said), how])


def _said(one: Milestone, today: date, locale: str, *, client: bool) -> str:
    return "".join(node["text"] for node in line(one, today=today, locale=locale, client=client))


def _when(one: Milestone, today: date) -> list[str]:
    expected = []
    if one.expected_on:
        over = ", which is over" if one.is_past(today) else ""
        expected = [f"expected {wording.weekday(one.expected_on, today)}{over}"]
    waits = [f"when {wording.one_line(one.waits_for, _TITLE)}"] if one.waits_for else []
    return [*expected, *waits]


def _reached(one: Milestone) -> Block:
    return kit.button("Reached", ids.numbered(Action.MILESTONE_REACHED, one.number), ids.pairs(milestone=one.id))


def _more(left: int, see: str) -> list[Block]:
    return [kit.context(f"*{left:,} more*: {see}")] if left > 0 else []
