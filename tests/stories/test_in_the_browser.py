"""Anyone with a browser: the sample book, a reply logged and undone, the day moved until an invoice turns Overdue."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

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


@pytest.fixture
def careful_shop(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopWindow]:
    """Where a reminder of 500 euros or more needs two people."""
    if shutil.which("chromium") is None:
        pytest.skip("Chromium is not installed, so nobody can look at the page. On Debian: apt-get install chromium")
    monkeypatch.chdir(str(tmp_path))
    with window(approve_twice_from=(("EUR", 500_00),)) as opened:
        yield opened


def test_an_overdue_invoice_is_drafted_edited_approved_by_two_sent_once_and_paid(careful_shop: ShopWindow):
    with browser() as chromium:
        context = chromium.new_context(timezone_id="Europe/Lisbon", viewport={"width": 1280, "height": 1200})
        ana, carla = Visitor(context.new_page()), Visitor(context.new_page())
        ana.page.goto(f"{careful_shop.slack.url}/?person=U0ANA")
        carla.page.goto(f"{careful_shop.slack.url}/?person=U0CARLA")
        ana.sees("INV-1017 · €510.00")

        ana.type("/invoice remind Atlas")
        ana.sees("Waits for the approval of two people.")
        ana.press("Edit", _card(ana))
        window_ = ana.page.get_by_role("dialog")
        text = window_.locator("textarea").first
        text.fill(text.input_value().replace("Could you let us know", "We liked the bread. Could you let us know"))
        window_.get_by_role("button", name="Keep", exact=True).click()
        expect(_card(ana)).to_contain_text("We liked the bread.")
        ana.page.keyboard.press("Escape")

        ana.press("Approve & send", _card(ana))
        ana.sees("approved; it waits for one more person")
        assert _to_atlas(careful_shop) == []
        expect(_card(carla)).to_contain_text("Somebody else must approve it too", timeout=20_000)
        carla.press("Approve & send", _card(carla))
        carla.sees("It leaves now, by e-mail to Omar Atlas")
        careful_shop.slack.wait_for(lambda: _to_atlas(careful_shop), timeout=20)
        expect(_card(carla)).to_contain_text("Sent on Fri 20 Nov 2026", timeout=20_000)
        carla.page.get_by_role("button", name="Clients' mail").click()
        carla.sees("We liked the bread.")
        [letter] = _to_atlas(careful_shop)
        assert "Total to pay: €510.00" in letter

        ana.type("/invoice paid INV-1017")
        alert = ana.page.locator("article", has_text="Atlas Bakery").filter(has_text="INV-1017").filter(has_text="Paid")
        expect(alert.first).to_be_visible(timeout=20_000)
        ana.move_a_day()
        ana.sees("Sat 21 Nov")
        assert len(_to_atlas(careful_shop)) == 1


def _card(person: Visitor) -> Locator:
    """The reminder's card in the channel; answers for one person alone have a way to dismiss them."""
    cards = person.page.locator("article", has_text="Friendly reminder to Atlas Bakery")
    return cards.filter(has_text="Owed in all").last


def _to_atlas(shop: ShopWindow) -> list[str]:
    return [mail.text for mail in shop.mailbox.letters if mail.to == ("omar@atlasbakery.example",)]
