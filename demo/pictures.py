"""`make pictures`: the screenshots of README and docs, made anew from the running program."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demo.tour import Visitor, browser, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
WIDE: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 844}


def main() -> int:
    """Writes every picture. Returns 1 in words where there is no browser."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    try:
        with browser() as chromium, tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            with window() as shop:
                url = shop.slack.url
                context = chromium.new_context(viewport=WIDE, timezone_id="Europe/Lisbon", device_scale_factor=2)
                visitor = Visitor(context.new_page())
                visitor.page.goto(url)
                visitor.sees("Who owes us")
                _walk(visitor)
                _elsewhere(chromium, url)
    except FileNotFoundError as missing:
        print(missing, file=sys.stderr)  # noqa: T201 - a command's word to its person
        return 1
    return 0


def _walk(visitor: Visitor) -> None:
    visitor.type("/invoice status")
    _shoot(visitor, "status")
    visitor.type('/invoice log INV-1015 "The rest comes on Friday, promised"')
    _shoot(visitor, "log")
    visitor.press("Undo")
    visitor.sees("Undone:")
    visitor.type("/invoice status INV-1011")
    _shoot(visitor, "card")
    visitor.press("Log reply")
    visitor.sees("What they said")
    _shoot(visitor, "form")
    visitor.page.keyboard.press("Escape")
    _letters(visitor)
    visitor.move_a_day()
    visitor.sees("€890.00 left")
    visitor.page.wait_for_timeout(1000)
    _shoot(visitor, "alert")
    for day in ("Sun 22 Nov", "Mon 23 Nov"):
        visitor.move_a_day()
        visitor.sees(day)
    visitor.sees("Billing, week of Mon 23 Nov")
    visitor.page.wait_for_timeout(1000)
    week = visitor.messages.filter(has_text="Billing, week of Mon 23 Nov").last
    week.evaluate("message => message.scrollIntoView({block: 'start'})")
    _shoot(visitor, "digest")
    visitor.page.get_by_role("button", name="App Home").click()
    visitor.sees("Digest now")
    _shoot(visitor, "home")


def _letters(visitor: Visitor) -> None:
    visitor.type("/invoice why INV-1012")
    _shoot(visitor, "why")
    waiting = visitor.messages.filter(has_text="reminder to Kestrel Coffee").filter(has_text="Owed in all").last
    waiting.evaluate("message => message.scrollIntoView({block: 'start'})")
    _shoot(visitor, "reminder")
    visitor.page.get_by_role("button", name="Clients' mail").click()
    visitor.sees("Total to pay")
    _shoot(visitor, "mail")
    visitor.page.get_by_role("button", name="billing").click()


def _elsewhere(chromium: Browser, url: str) -> None:
    looks: dict[str, dict[str, Any]] = {
        "dark": {"viewport": WIDE, "color_scheme": "dark"},
        "phone": {"viewport": PHONE, "is_mobile": True},
    }
    for name, look in looks.items():
        context = chromium.new_context(timezone_id="Europe/Lisbon", device_scale_factor=2, **look)
        visitor = Visitor(context.new_page())
        visitor.page.goto(url)
        visitor.type("/invoice status overdue")
        _shoot(visitor, name)
        context.close()


def _shoot(visitor: Visitor, name: str) -> None:
    # Cards slide in: a picture waits until they are still.
    visitor.page.wait_for_timeout(400)
    visitor.page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
