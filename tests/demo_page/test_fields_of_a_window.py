from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from demo.local_slack import LocalSlack
from tests.demo_page.conftest import OpenPage
from tests.demo_page.tiny_bot import TinyBot, a_field, words

pytestmark = pytest.mark.browser

OPTIONS = [{"text": words(name), "value": name.lower()} for name in ("Email", "Letter", "Phone")]
GROUPS = [{"label": words("Written"), "options": OPTIONS[:2]}, {"label": words("Spoken"), "options": OPTIONS[2:]}]
FIELDS = [
    a_field("days", "Days", {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "90"}),
    a_field("mail", "Mail", {"type": "email_text_input"}),
    a_field("site", "Site", {"type": "url_text_input"}),
    a_field("hour", "Hour", {"type": "timepicker", "initial_time": "09:00"}),
    a_field("means", "Means", {"type": "static_select", "option_groups": GROUPS}),
    a_field("also", "Also by", {"type": "multi_static_select", "options": OPTIONS}),
    a_field("who", "Who", {"type": "multi_users_select", "initial_users": ["U0ANA"]}),
    a_field("where", "Where", {"type": "conversations_select"}),
    a_field("channel", "Channel", {"type": "channels_select"}),
    a_field("found", "Found", {"type": "multi_external_select", "min_query_length": 1}),
    a_field("tone", "Tone", {"type": "radio_buttons", "options": OPTIONS[:2]}),
    a_field("ticks", "Ticks", {"type": "checkboxes", "options": OPTIONS[:2], "initial_options": OPTIONS[:1]}),
    a_field("left", "Left empty", {"type": "datepicker"}, optional=True),
]
WITH_A_FILE = a_field("file", "CSV file", {"type": "file_input", "filetypes": ["csv"], "max_files": 1})
EVERYTHING: dict[str, Any] = {
    "type": "modal",
    "callback_id": "anything",
    "title": words("Everything"),
    "submit": words("Go"),
    "blocks": FIELDS,
}


def the_window(page: Page, bot: TinyBot) -> Locator:
    bot.window = EVERYTHING
    page.get_by_label("Message", exact=True).fill("/invoice add")
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog", name="Everything")
    expect(window).to_be_visible()
    return window


def choose(page: Page, window: Locator, label: str, typed: str) -> None:
    window.get_by_role("combobox", name=label, exact=True).press_sequentially(typed)
    page.get_by_role("option", name=typed).click()


def fill_in(page: Page, window: Locator) -> None:
    window.get_by_label("Days").fill("14")
    window.get_by_role("textbox", name="Mail").fill("mia@northwind.example")
    window.get_by_label("Site").fill("https://northwind.example")
    window.get_by_label("Hour").fill("14:30")
    for label, typed in (("Means", "Phone"), ("Also by", "Letter"), ("Also by", "Phone"), ("Who", "Ben Carter")):
        choose(page, window, label, typed)
    for label, typed in (("Where", "#general"), ("Channel", "#billing"), ("Found", "Halden Studio")):
        choose(page, window, label, typed)
    window.get_by_role("radio", name="Letter").check()


def test_every_kind_of_field_sends_what_was_put_into_it(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    page = open_page(slack)
    window = the_window(page, bot)
    fill_in(page, window)
    window.get_by_role("button", name="Go").click()
    expect(page.get_by_role("heading", name="And then")).to_be_visible()
    held = {block: next(iter(fields.values())) for block, fields in bot.submitted[0].items()}
    assert held["days"]["value"] == "14"
    assert held["mail"]["value"] == "mia@northwind.example"
    assert held["site"]["value"] == "https://northwind.example"
    assert held["hour"]["selected_time"] == "14:30"
    assert held["means"]["selected_option"]["value"] == "phone"
    assert [one["value"] for one in held["also"]["selected_options"]] == ["letter", "phone"]
    assert held["who"]["selected_users"] == ["U0ANA", "U0BEN"]
    assert held["where"]["selected_conversation"] == "C0GENERAL"
    assert held["channel"]["selected_channel"] == "C0BILLING"
    assert [one["value"] for one in held["found"]["selected_options"]] == ["Halden Studio"]
    assert held["tone"]["selected_option"]["value"] == "letter"
    assert [one["value"] for one in held["ticks"]["selected_options"]] == ["email"]
    assert held["left"]["selected_date"] is None


def test_back_from_a_pushed_window_finds_what_was_typed(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    page = open_page(slack)
    window = the_window(page, bot)
    fill_in(page, window)
    window.get_by_role("button", name="Go").click()
    page.get_by_role("dialog", name="And then").get_by_role("button", name="Back").click()
    expect(window.get_by_label("Days")).to_have_value("14")
    expect(window.locator('[data-block="also"] .chip')).to_have_text(["Letter", "Phone"])


def test_what_a_field_does_not_allow_is_said_before_anything_is_sent(
    slack: LocalSlack, bot: TinyBot, open_page: OpenPage
) -> None:
    page = open_page(slack)
    window = the_window(page, bot)
    fill_in(page, window)
    window.get_by_label("Days").fill("120")
    window.get_by_role("textbox", name="Mail").fill("mia at northwind")
    window.get_by_label("Site").fill("northwind")
    window.get_by_role("button", name="Go").click()
    expect(window.locator('[data-block="days"] .fault')).to_have_text("At most 90.")
    expect(window.locator('[data-block="mail"] .fault')).to_have_text("This is not an email address.")
    expect(window.locator('[data-block="site"] .fault')).to_have_text("This is not a web address.")
    expect(window.get_by_label("Days")).to_be_focused()
    assert bot.submitted == []


def test_a_file_is_chosen_named_taken_out_again_and_sent(
    slack: LocalSlack, bot: TinyBot, open_page: OpenPage, tmp_path: Path
) -> None:
    for name in ("items.csv", "picture.png"):
        (tmp_path / name).write_text("a,b\n")
    bot.window = {**EVERYTHING, "blocks": [WITH_A_FILE]}
    page, next_up = open_page(slack), [""]
    # Listened for from the beginning: the browser hears of it a moment after it is asked to.
    page.on("filechooser", lambda chooser: chooser.set_files(tmp_path / next_up[0]))
    page.get_by_label("Message", exact=True).fill("/invoice add")
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog", name="Everything")

    def choose_with_the_keyboard(name: str) -> None:
        next_up[0] = name
        window.get_by_role("button", name="Choose a file").focus()
        page.keyboard.press("Enter")

    window.get_by_role("button", name="Go").click()
    expect(window.locator('[data-block="file"] .fault')).to_have_text("Please complete this required field.")
    choose_with_the_keyboard("picture.png")
    expect(window.locator(".file-trouble")).to_have_text("picture.png is not of a kind this takes: csv.")
    choose_with_the_keyboard("items.csv")
    expect(window.get_by_role("button", name="Remove items.csv")).to_be_focused()
    page.keyboard.press("Enter")
    expect(window.get_by_role("button", name="Choose a file")).to_be_focused()
    expect(window.get_by_text("items.csv")).to_have_count(0)
    choose_with_the_keyboard("items.csv")
    expect(window.get_by_text("items.csv")).to_be_visible()
    window.get_by_role("button", name="Go").click()
    expect(page.get_by_role("heading", name="And then")).to_be_visible()
    [file] = bot.submitted[0]["file"]["x"]["files"]
    assert (file["name"], file["user"]) == ("items.csv", "U0ANA")
    assert slack.file_content(file["id"]) == b"a,b\n"
