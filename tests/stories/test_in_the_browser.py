"""Anyone with a browser: the sample book, a reply logged and undone, the day moved until an invoice turns Overdue."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from demo.shop_window import ShopWindow
from demo.tour import Visitor, browser, window

pytestmark = pytest.mark.browser


@pytest.fixture
def shop(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopWindow]:
    if shutil.which("chromium") is None:
        pytest.skip("Chromium is not installed, so nobody can look at the page. On Debian: apt-get install chromium")
    monkeypatch.chdir(str(tmp_path))
    with window() as opened:
        yield opened


def test_a_reply_is_logged_and_undone_and_the_next_day_an_invoice_turns_overdue(shop: ShopWindow):
    with browser() as chromium:
        ana = Visitor(chromium.new_page(timezone_id="Europe/Lisbon"))
        ana.page.goto(shop.slack.url)
        ana.sees("Who owes us")
        book = ana.type("/invoice status")
        assert "1 to 10 of 30" in book.inner_text()

        logged = ana.type('/invoice log INV-1015 "The rest comes on Friday, promised"')
        assert "Friday 27 November 2026" in logged.inner_text()
        ana.press("Undo")
        ana.sees("Undone:")

        ana.move_a_day()
        ana.sees("Sat 21 Nov")
        ana.sees("€890.00 left")
        ana.move_a_day()
        ana.sees("Sun 22 Nov")
        ana.move_a_day()
        ana.sees("Billing, week of Mon 23 Nov 2026")

        said = [message["text"] for message in shop.slack.messages("billing")]
        told = [text for text in said if "INV-1019" in text or "€890.00 left" in text]
        assert len([text for text in told if text.startswith("2 invoices turned Overdue today")]) == 1
