from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from demo.local_slack import LocalSlack
from tests.demo_page.conftest import OpenPage
from tests.demo_page.tiny_bot import BOT_TOKEN, CHANNELS, PEOPLE, TinyBot, button, words

pytestmark = pytest.mark.browser

WIDE_TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": f"A long heading {n}"} for n in range(12)]]}


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"))


def more_than_the_screen_holds(page: Page, bot: TinyBot) -> None:
    """Four long messages."""
    for n in range(4):
        bot.post("\n".join(f"line {n} {line}" for line in range(15)))
    expect(page.locator(".message")).to_have_count(4)


def scroll_up(page: Page) -> None:
    page.locator(".message-list").first.evaluate("list => { list.scrollTop = 0; }")


def test_the_page_says_what_it_is_not(slack: LocalSlack, open_page: OpenPage) -> None:
    page = open_page(slack)
    expect(page.get_by_text("Not Slack", exact=True)).to_be_visible()
    expect(page).to_have_title("Dunwell local workspace (not Slack)")


def test_everything_can_be_reached_and_pressed_by_keyboard(
    slack: LocalSlack, bot: TinyBot, open_page: OpenPage
) -> None:
    page = open_page(slack)
    bot.post(
        "first",
        [{"type": "actions", "block_id": "b", "elements": [button("Approve", "approve"), button("Skip", "skip")]}],
    )
    expect(page.get_by_role("button", name="Approve")).to_be_visible()
    page.get_by_role("log", name="Messages").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    assert focused(page) == "Approve"
    page.keyboard.press("Enter")
    slack.wait_for(lambda: bot.actions)
    page.keyboard.press("Escape")
    expect(page.locator(".message").last).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page) == "Reply in thread"
    page.keyboard.press("Enter")
    expect(page.get_by_label("Reply", exact=True)).to_be_focused()
    page.keyboard.type("in the thread")
    page.keyboard.press("Enter")
    expect(page.locator(".thread-pane .message")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator(".thread-pane")).to_be_hidden()
    expect(page.get_by_role("button", name="1 reply")).to_be_visible()


def test_tab_stays_inside_an_open_window(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    del bot
    page = open_page(slack)
    page.get_by_label("Message", exact=True).fill("/invoice add")
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog", name="New invoice")
    expect(window).to_be_visible()
    for _ in range(9):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(window).to_be_hidden()
    expect(page.get_by_label("Message", exact=True)).to_be_focused()


def test_on_a_phone_nothing_is_wider_than_the_screen(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    page = open_page(slack, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    bot.post("wide", [WIDE_TABLE, {"type": "section", "text": words("x" * 300)}])
    expect(page.get_by_role("region", name="Table")).to_be_visible()
    width = "document.documentElement.scrollWidth"
    assert page.evaluate(width) == 390
    assert page.locator(".message-list").first.evaluate("list => list.scrollWidth <= list.clientWidth")
    places = page.get_by_role("button", name="Places")
    places.click()
    page.get_by_role("button", name="App Home").click()
    expect(page.get_by_role("heading", name="Good morning")).to_be_visible()
    expect(places).to_have_attribute("aria-expanded", "false")
    assert page.evaluate(width) == 390
    badge, day = page.locator(".not-slack").bounding_box(), page.locator(".calendar").bounding_box()
    assert badge is not None
    assert day is not None
    assert badge["x"] + badge["width"] <= day["x"]


def test_another_person_has_their_own_eyes(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    page = open_page(slack)
    bot.client.chat_postEphemeral(channel="C0BILLING", user="U0ANA", text="for Ana only")
    expect(page.locator(".message", has_text="for Ana only")).to_be_visible()
    page.get_by_role("button", name="You are: Ana Lima").click()
    page.get_by_role("menuitemradio", name="Ben Carter").click()
    expect(page.get_by_role("button", name="You are: Ben Carter")).to_be_visible()
    expect(page.locator(".message", has_text="for Ana only")).to_be_hidden()
    page.get_by_label("Message", exact=True).fill("Ben here")
    page.keyboard.press("Enter")
    expect(page.locator(".message", has_text="Ben here").locator(".sender")).to_have_text("Ben Carter")


def test_the_calendar_only_moves_forward(slack: LocalSlack, open_page: OpenPage) -> None:
    page = open_page(slack)
    day = page.locator(".calendar-day")
    expect(day).to_have_text("Mon 23 Nov 2026")
    page.get_by_role("button", name="Move the bot's calendar one day").click()
    expect(day).to_have_text("Tue 24 Nov 2026")
    page.get_by_role("button", name="Move the bot's calendar one week").click()
    expect(day).to_have_text("Tue 1 Dec 2026")
    page.get_by_role("button", name="Move the bot's calendar to a day").click()
    expect(page.get_by_role("gridcell", name="Tuesday 1 December 2026")).to_be_disabled()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(day).to_have_text("Wed 9 Dec 2026")


def test_a_calendar_that_stands_still_has_no_buttons_and_the_page_says_why(open_page: OpenPage) -> None:
    with LocalSlack(people=PEOPLE, channels=CHANNELS, bot_token=BOT_TOKEN) as still:
        still.show_note("Your own book: no letters.")
        page = open_page(still)
        expect(page.get_by_text("Your own book: no letters.")).to_be_visible()
        expect(page.get_by_text("Type /invoice and press Enter")).to_be_visible()
        expect(page.get_by_role("button", name="Move the bot's calendar one day")).to_have_count(0)
        expect(page.get_by_role("button", name="Clients' mail")).to_have_count(0)
        assert "Your own book" in (page.locator(".calendar-today").get_attribute("title") or "")


def test_news_elsewhere_is_counted_until_it_is_read(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    page = open_page(slack, at="C0GENERAL")
    bot.post("news")
    billing = page.locator('[data-place="C0BILLING"]')
    expect(billing.locator(".unread")).to_have_text("1")
    billing.click()
    expect(page.get_by_role("separator", name="New")).to_be_visible()
    page.locator('[data-place="C0GENERAL"]').click()
    expect(billing.locator(".unread")).to_have_count(0)


def test_a_reader_who_scrolled_up_is_not_pulled_down(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    page = open_page(slack)
    more_than_the_screen_holds(page, bot)
    scroll_up(page)
    newest = page.get_by_role("button", name="New messages")
    bot.post("the newest")
    expect(newest).to_be_visible()
    newest.click()
    expect(page.locator(".message", has_text="the newest")).to_be_in_viewport()
    expect(newest).to_be_hidden()


def test_the_answer_to_ones_own_line_is_scrolled_to(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    page = open_page(slack)
    more_than_the_screen_holds(page, bot)
    scroll_up(page)
    page.get_by_label("Message", exact=True).fill("/invoice status")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator(".message").nth(4)).to_be_in_viewport()
    scroll_up(page)
    page.get_by_label("Message", exact=True).fill("a word to all")
    page.keyboard.press("Enter")
    expect(page.locator(".message", has_text="a word to all")).to_be_in_viewport()
    expect(page.get_by_role("button", name="New messages")).to_be_hidden()


def test_the_wire_log_shows_every_request_and_can_be_filtered(
    slack: LocalSlack, bot: TinyBot, open_page: OpenPage
) -> None:
    page = open_page(slack)
    bot.post("hello wire")
    page.get_by_role("button", name="Wire log").click()
    page.get_by_label("Filter the wire log").fill("chat.postMessage")
    entry = page.locator(".wire-entry").first
    expect(page.locator(".wire-entry")).to_have_count(1)
    entry.locator("summary").first.click()
    expect(entry.locator(".wire-body")).to_contain_text("hello wire")
    expect(entry).not_to_contain_text("xoxb-page")


def test_colours_follow_the_system_until_a_person_chooses(slack: LocalSlack, open_page: OpenPage) -> None:
    page = open_page(slack, color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Use light colours").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


@pytest.mark.parametrize("elsewhere", ["App Home", "Clients' mail"])
def test_who_looked_elsewhere_finds_the_line_to_write_on_as_it_was(
    elsewhere: str, slack: LocalSlack, open_page: OpenPage
) -> None:
    slack.show_mail()
    page = open_page(slack)
    line = page.get_by_label("Message", exact=True)
    before = line.bounding_box()
    page.get_by_role("button", name=elsewhere).click()
    expect(line).to_be_hidden()
    page.locator('[data-place="C0BILLING"]').click()
    expect(line).to_be_visible()
    assert line.bounding_box() == before
