from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from demo.local_slack import LocalSlack
from tests.demo_page.tiny_bot import BOT_TOKEN, CHANNELS, MANIFEST, PEOPLE, SECRET, TinyBot

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
FLAGS += ["--disable-sync", "--no-first-run"]

OpenPage = Callable[..., Page]


class Calendar:
    """The bot's day, moved by the page."""

    def __init__(self) -> None:
        self.day = date(2026, 11, 23)

    def move(self, day: date) -> None:
        self.day = day


def a_workspace(calendar: Calendar | None = None) -> LocalSlack:
    moved = calendar or Calendar()
    return LocalSlack(
        people=PEOPLE,
        channels=CHANNELS,
        bot_token=BOT_TOKEN,
        signing_secret=SECRET,
        request_url="http://127.0.0.1:9/slack/events",
        manifest=MANIFEST,
        today=lambda: moved.day,
        on_calendar=moved.move,
        ack_deadline=0.6,
    )


# One browser for the folder, closed before other tests run: Playwright keeps an event loop in the main thread.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed, the page cannot be looked at")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        expect.set_options(timeout=5000)
        yield opened
        opened.close()


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with a_workspace() as workspace:
        yield workspace


@pytest.fixture
def bot(slack: LocalSlack) -> Iterator[TinyBot]:
    with TinyBot(slack) as tiny:
        yield tiny


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens the page as somebody. Whatever the page asks from elsewhere, or complains of, fails the test."""
    contexts, complaints = [], []

    def opened(workspace: LocalSlack, *, person: str = "U0ANA", at: str = "C0BILLING", **how: Any) -> Page:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "timezone_id": "Europe/Lisbon", **how}
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None
        )
        page.on(
            "request", lambda asked: complaints.append(asked.url) if not asked.url.startswith(workspace.url) else None
        )
        page.goto(f"{workspace.url}/?person={person}#{at}")
        page.locator(".people-switch", has_text="Lima" if person == "U0ANA" else "Carter").wait_for(state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
