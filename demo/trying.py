"""Dunwell in a local Slack, to try it in a browser. Started by `make run` where no Slack is set."""

from __future__ import annotations

import argparse
import signal
import threading
from datetime import date, time

from rich.console import Console

from bot.clock import MovableClock
from bot.environment import BadSettings, read_settings
from bot.log import set_up
from demo.shop_window import MY_BOOK, SAMPLE_URL, ShopWindow
from domain.calendar import instant, zone
from domain.errors import Refusal

PORT = 8765
AFTERNOON = time(15)
_OTHER_DAY = "--today is for the sample book. Your own book is opened today: what you record must have happened."


def try_dunwell() -> int:
    """Serves until interrupted. Returns 0, or 1 where it could not start (said in words)."""
    asked = _asked()
    console = Console()
    try:
        settings = read_settings()
        if asked.database:
            settings = settings.model_copy(update={"database_url": asked.database})
        set_up(settings)
        clock = MovableClock(instant(asked.today, AFTERNOON, zone(settings.timezone))) if asked.today else None
        window = ShopWindow(settings, port=asked.port, clock=clock, sample=asked.sample)
        _of_today(asked, window)
        if window.is_sample:
            console.print("Telling the sample studio's last five weeks ...", style="dim")
        window.open()
    except (BadSettings, Refusal) as refusal:
        console.print(str(refusal), style="red", markup=False)
        return 1
    except OSError as taken:
        console.print(
            f"Port {asked.port} is taken ({taken.strerror}). Try `make run PORT=8766`.", style="red", markup=False
        )
        return 1
    _greet(console, window)
    stopping = threading.Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, lambda *_: stopping.set())
    stopping.wait()
    console.print("Stopping ...", style="dim")
    window.close()
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dunwell demo", description="Dunwell in a local Slack, in your browser.")
    parser.add_argument("--port", type=int, default=PORT, help="the page's port (default: %(default)s)")
    parser.add_argument("--database", help="another book than DATABASE_URL's")
    parser.add_argument("--sample", action="store_true", help="the sample book, also where you have one of your own")
    parser.add_argument(
        "--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day to begin on (default: today)"
    )
    return parser.parse_args()


def _of_today(asked: argparse.Namespace, window: ShopWindow) -> None:
    if asked.today and not window.is_sample:
        raise Refusal(_OTHER_DAY)


def _greet(console: Console, window: ShopWindow) -> None:
    console.print()
    console.print("  Dunwell is running in a local workspace, which is not Slack.")
    console.print("  Nothing leaves this machine.")
    console.print(f"  Open  [bold underline]{window.slack.url}[/]")
    if window.is_sample:
        book = SAMPLE_URL.removeprefix("sqlite:///")
        console.print(f"\n  The sample book is in {book}, told anew at every start.", style="dim")
        console.print("  Your own: dunwell import invoices.csv, then start again.", style="dim")
    else:
        console.print(f"\n  {MY_BOOK}", style="dim")
        console.print("  What you log here is kept. The sample again: dunwell demo --sample", style="dim")
    console.print("  Stop with Ctrl+C.\n", style="dim")
