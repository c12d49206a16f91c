"""Looking ahead: `dunwell rehearse` plays the coming days on a copy, `dunwell why` asks rule by rule."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot.clock import MovableClock
from bot.commands.edge import Opened, day_said, opened, print_json, show
from bot.commands.past import AsOf, Json, at_the_end_of
from bot.desk import Desk
from bot.whose_book import desk_of
from domain.calendar import instant, today_in
from domain.delivery import State
from domain.reminder import ReminderState
from domain.workspace import Workspace
from reminders.card import CARD
from reminders.clock_stopped import STOPPED
from reminders.rehearse import Held, RehearsedDay, assume_approved, drafted_since, held_back
from reminders.why import Why
from reminders.why import why as why_not
from storage.database import open_database
from storage.unit_of_work import Work
from storage.upgrade import backup, upgrade
from storage.whole_copy import copy_book
from views import wording

LONGEST = 366
CHANNEL = "REHEARSAL"
_ASSUMED = "Each draft is taken as approved, and as sent the day it is drafted; --no-approvals shows nobody pressing."
_NOBODY = "Nobody approves anything: what is drafted waits."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stage:
    """The copy, its clock and the people of the book."""

    desk: Desk
    clock: MovableClock
    workspace: Workspace


def rehearse(
    *,
    days: Annotated[int, typer.Option(min=1, max=LONGEST, help="How many days to play, today the first.")] = 30,
    no_approvals: Annotated[bool, typer.Option("--no-approvals", help="Nobody approves what is drafted.")] = False,
    as_json: Json = False,
) -> None:
    """Play the coming days on a copy of the book: what would be alerted, drafted and held back. Nothing is sent."""
    with opened() as book, _copy_of(book) as stage:
        today = today_in(book.workspace.tz, book.desk.clock.now())
        played = list(_played(stage, today, days, approved=not no_approvals))
    if as_json:
        print_json({"from": today, "days": days, "approvals_assumed": not no_approvals, "played": played})
        return
    show(f"{wording.in_full(today)}, {wording.plural(days, 'day')}. {_NOBODY if no_approvals else _ASSUMED}")
    for day in played:
        _show(day, book.workspace.locale)
    if not played:
        show("Nothing would happen.")


def why(
    number: Annotated[str, typer.Argument(help="An invoice's number or a client's name.")],
    *,
    as_json: Json = False,
    as_of: AsOf = None,
) -> None:
    """Why a client was, or was not, reminded: each rule, passed or not, and the next date a reminder can go."""
    with (
        opened() as book,
        book.looking() as work,
        at_the_end_of(day_said(as_of, work.today), book, work) as then,
    ):
        shown = why_not(Why(target=number), then)
        if as_json:
            print_json(shown)
            return
        show(shown.verdict)
        for account in shown.accounts:
            show(f"\n{shown.client.name}, {account.currency}: {account.verdict}")
            for line in account.lines:
                show(f"  {'passed' if line.passed else 'STANDS'}  {line.words}")
        for letter in shown.letters:
            show(f"  sent    {letter}")


@contextmanager
def _copy_of(book: Opened) -> Iterator[_Stage]:
    with TemporaryDirectory(prefix="dunwell-rehearsal-") as folder:
        path = Path(folder) / "book.db"
        if book.database.is_sqlite:
            backup(book.database, path)
        copy = open_database(f"sqlite:///{path}")
        try:
            if not book.database.is_sqlite:
                upgrade(copy)
                with book.database.reading() as source, copy.writing() as target:
                    copy_book(source, target, book.workspace.id)
            clock = MovableClock(book.desk.clock.now(), stands_still=True)
            workspace = replace(book.workspace, channel=book.workspace.channel or CHANNEL)
            yield _Stage(desk=desk_of(book.settings, copy, clock), clock=clock, workspace=workspace)
        finally:
            copy.close()


def _played(stage: _Stage, today: date, days: int, *, approved: bool) -> Iterator[RehearsedDay]:
    # The clock's jobs bring the checks of letters with them, for which no other command should wait at its start.
    from bot.jobs import compose, tick

    known: frozenset[Held] = frozenset()
    for day in (today + timedelta(days=ahead) for ahead in range(days)):
        with stage.desk.reading(stage.workspace) as work:
            drafts = {each.id for each in work.reminders.in_state(*ReminderState)}
            posts = {each.id for each in work.outbox.in_state(*State)}
        for hour in sorted({stage.workspace.alert_hour, stage.workspace.digest_hour}):
            at = instant(day, time(hour), stage.workspace.tz)
            if at >= stage.clock.now():
                stage.clock.move_to(at)
            tick(stage.desk, stage.workspace)
            compose(stage.desk, stage.workspace)
        with stage.desk.work(stage.workspace) as work:
            held = held_back(work)
            sent = assume_approved(work) > 0 if approved else False
            played = RehearsedDay(
                on=day,
                told=_told(posts, work),
                drafted=drafted_since(drafts, work, are_sent=sent),
                held=tuple(one for one in held or () if one not in known),
            )
        known = known if held is None else frozenset(held)
        if played.told or played.drafted or played.held:
            yield played


def _told(seen: set[int], work: Work) -> tuple[str, ...]:
    """What the channel would hear: messages of their own, without cards of drafts and without updates."""
    new = (each for each in work.outbox.in_state(*State) if each.id not in seen)
    first = (each for each in new if each.reply_to_id is None and each.updates_id is None)
    return tuple(each.body["text"] for each in first if each.kind not in (STOPPED, CARD))


def _show(day: RehearsedDay, locale: str) -> None:
    show(f"\n{wording.in_full(day.on)}")
    # A grid keeps words of several lines beside what they are.
    lines = Table.grid(padding=(0, 2, 0, 0))
    for kind, words in _lines(day, locale):
        lines.add_row(f"  {kind}", Text(words))
    show(lines)


def _lines(day: RehearsedDay, locale: str) -> Iterator[tuple[str, str]]:
    for text in day.told:
        yield "tell", text
    for one in day.drafted:
        numbers = wording.listed([wording.one_line(number, 40) for number in one.numbers])
        client, net = wording.one_line(one.client, 40), wording.money(one.net, locale)
        sent = "" if one.is_sent else ", waits for approval"
        yield "draft", f"{client}: {one.stage}, {numbers}, {net}{sent}"
    for held in day.held:
        yield "hold", f"{wording.one_line(held.client, 40)}, {held.currency}: {held.words}"
