"""A person in front of the local Slack's page: what the pictures and the browser's story share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.clock import MovableClock
from bot.settings import Settings
from demo.shop_window import ShopWindow

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# A Friday afternoon: the weekend's Overdue alerts and Monday's digest are a press away.
STARTS = datetime(2026, 11, 20, 15, 20, tzinfo=UTC)
PATIENCE_MS = 15_000


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless. Raises FileNotFoundError where it is not installed."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        words = "Chromium is not installed. On Debian: apt-get install chromium"
        raise FileNotFoundError(words)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield opened
        opened.close()


@contextmanager
def window(**changed: Any) -> Iterator[ShopWindow]:
    """The shop window with the sample book, on the Friday it starts; `changed` are settings. Its files are made in the
    current folder."""
    settings = Settings(timezone="Europe/Lisbon", **changed)
    opened = ShopWindow(settings, port=0, clock=MovableClock(STARTS))
    opened.open()
    try:
        yield opened
    finally:
        opened.close()


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person in front of the page."""

    page: Page

    def type(self, line: str) -> Locator:
        """Types a line and waits for what the bot answers; returns the newest message."""
        before = self.messages.count()
        composer = self.page.locator("#composer")
        composer.fill(line)
        # The completion list is open after a "/": the first Escape closes it, Enter then sends.
        composer.press("Escape")
        composer.press("Enter")
        self.messages.nth(before).wait_for(timeout=PATIENCE_MS)
        return self.messages.last

    def press(self, label: str, within: Locator | None = None) -> None:
        """Presses the newest button of this label."""
        place = within if within is not None else self.page
        place.get_by_role("button", name=label, exact=True).last.click()

    def sees(self, words: str) -> None:
        """Waits until these words are on the page."""
        self.page.get_by_text(words).last.wait_for(timeout=PATIENCE_MS)

    def move_a_day(self) -> None:
        """The calendar's +1 day."""
        self.page.get_by_role("button", name="Move the bot's calendar one day").click()

    @property
    def messages(self) -> Locator:
        """What is said in the channel, oldest first."""
        return self.page.locator("main article, [role=main] article, article").filter(visible=True)
