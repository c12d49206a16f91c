"""The program itself: serve, demo, tick, doctor, manifest. Slack's libraries are imported where they are used."""

from __future__ import annotations

import os
import signal
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from importlib.metadata import version
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from bot.clock import SystemClock
from bot.commands.edge import REFUSED, complain, new_book, opened, print_json, show
from bot.commands.past import Json
from bot.environment import read_settings
from bot.log import set_up
from bot.memory import settle
from bot.settings import Settings, Transport
from domain.calendar import today_in
from domain.occasions import latest_weekly
from storage.upgrade import version_of
from views.wording import in_full

if TYPE_CHECKING:
    from bot.app import Running

ENDED_BY = (signal.SIGTERM, signal.SIGINT)


def serve() -> None:
    """Serve Slack until told to stop. Without SLACK_BOT_TOKEN: a local Slack to try Dunwell in."""
    from bot.app import build

    settings = read_settings()
    if settings.transport is None:
        typer.echo("No SLACK_BOT_TOKEN is set, so this is a local Slack to try Dunwell in.")
        _become_demo(settings, [])
    set_up(settings)
    asked_to_stop = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        asked_to_stop.set()

    for each in ENDED_BY:
        signal.signal(each, stop)
    running = build(settings)
    is_new = version_of(running.database) is None
    running.start(unless=asked_to_stop)
    if is_new:
        complain(new_book(running.database))
    for line in banner(running):
        typer.echo(line)
    settle()
    asked_to_stop.wait()
    typer.echo("Stopping: finishing what is in hand.")
    running.stop()


def demo(
    port: Annotated[int | None, typer.Option(help="The port of the page; 8765 unless said.")] = None,
    today: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day the sample begins on, like 2026-03-31.")
    ] = None,
    database: Annotated[str | None, typer.Option(help="Another book than DATABASE_URL's, as such a URL.")] = None,
    *,
    sample: Annotated[bool, typer.Option("--sample", help="The sample book, also where you have your own.")] = False,
) -> None:
    """Start a local Slack in the browser, without any account: with your book, or a sample where there is none yet."""
    said = {"--port": port, "--today": today, "--database": database}
    options = [word for name, value in said.items() if value is not None for word in (name, str(value))]
    _become_demo(None, [*options, "--sample"] if sample else options)


def tick(*, as_json: Json = False) -> None:
    """Do once what the clock owes by now, and let what waits leave."""
    from bot.installation import channel_id, client_of
    from bot.jobs import turn
    from bot.letters import letter_ways
    from delivery.slack import SlackCourier

    with opened() as book:
        courier, ways = None, None
        workspace = book.workspace
        if book.settings.transport is not None:
            client = client_of(book.settings)
            courier, ways = SlackCourier(client), letter_ways(book.settings, client)
            workspace = replace(workspace, channel=channel_id(client, workspace.channel))
        done = turn(book.desk, workspace, courier, ways=ways)
    if as_json:
        print_json(done)
        return
    show(f"Done: {', '.join(done.jobs) or 'nothing was owed'}.")
    if done.skipped:
        show(f"Skipped: {', '.join(done.skipped)}.")
    if courier is None and done.jobs:
        show("No SLACK_BOT_TOKEN is set, so nothing was posted; what was written waits in the outbox.")
    if done.failed:
        show(f"Failed: {', '.join(done.failed)}. Each is tried again at the next tick.")
        raise typer.Exit(REFUSED)


def doctor(*, as_json: Json = False) -> None:
    """Look at everything Dunwell needs, a line each: ok, or what is missing and what to do."""
    from bot.doctor import examine, is_well

    findings = examine(SystemClock())
    if as_json:
        print_json({"ok": is_well(findings), "findings": findings})
    else:
        table = Table(box=None, pad_edge=False, show_header=False)
        for each in findings:
            table.add_row("ok" if each.ok else "missing", each.name, each.words)
        show(table)
    if not is_well(findings):
        raise typer.Exit(REFUSED)


def manifest(
    url: Annotated[str | None, typer.Option(help="Dunwell's public https address; without it: Socket Mode.")] = None,
    *,
    explain: Annotated[bool, typer.Option("--explain", help="Why each scope and event is asked for.")] = False,
) -> None:
    """Print the Slack app manifest (JSON, as Slack takes it)."""
    from bot.manifest import manifest as slack_manifest
    from bot.manifest import reasons

    if explain:
        for name, why in reasons():
            typer.echo(f"{name}: {why}")
        return
    print_json(slack_manifest(url=url))


def banner(running: Running) -> list[str]:
    """What it is connected to, where the book is, whose days are counted, when the next digest is."""
    settings, workspace, here = running.settings, running.workspace, running.installation
    now = running.clock.now()
    digest = latest_weekly(workspace, now).day + timedelta(days=7)
    how = "over Socket Mode" if settings.transport is Transport.SOCKET else "at /slack/events"
    channel = workspace.channel or "none: set DUNWELL_CHANNEL to have digests and alerts posted"
    said = "" if "timezone" in settings.model_fields_set else " (DUNWELL_TIMEZONE is not set)"
    return [
        f"Dunwell {version('dunwell')} serves {here.team} ({here.team_id}) {how}.",
        f"  channel      {channel}",
        f"  book         {running.database.engine.url.render_as_string(hide_password=True)}",
        f"  time zone    {workspace.tz.key}, today is {in_full(today_in(workspace.tz, now))}{said}",
        f"  next digest  {in_full(digest)}, {workspace.digest_hour}:00",
        f"  health       http://{settings.host}:{running.port}/readyz",
    ]


def _become_demo(settings: Settings | None, options: list[str]) -> None:
    """The local Slack starts a bot of its own: this process becomes it, so that Ctrl+C reaches it."""
    if settings is not None and "port" in settings.model_fields_set:
        options = [*options, "--port", str(settings.port)]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "demo", *options])  # noqa: S606 - our own module, no shell
