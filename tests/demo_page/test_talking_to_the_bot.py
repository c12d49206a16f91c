from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from demo.local_slack import LocalSlack
from tests.demo_page.conftest import OpenPage, a_workspace
from tests.demo_page.tiny_bot import NEW_INVOICE, TinyBot, button, words

pytestmark = pytest.mark.browser

CONFIRM = {
    "title": words("Void it?"),
    "text": words("It cannot come back."),
    "confirm": words("Void"),
    "deny": words("Keep"),
}


def the_new_invoice_window(page: Page) -> None:
    page.get_by_label("Message", exact=True).fill("/invoice add")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="New invoice")).to_be_visible()


def test_a_command_is_completed_and_answered_privately(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    del bot
    page = open_page(slack)
    page.get_by_label("Message", exact=True).press_sequentially("/inv")
    page.keyboard.press("Tab")
    page.keyboard.type("lo")
    expect(page.get_by_role("option", name="log")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("INV-7 hello")
    page.keyboard.press("Enter")
    whisper = page.locator(".message.whisper")
    expect(whisper).to_contain_text("You said log INV-7 hello")
    expect(whisper).to_contain_text("Only visible to you")
    expect(page.locator(".last-ack")).to_contain_text("acknowledged in")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Message", exact=True)).to_have_value("/invoice log INV-7 hello")


def test_private_words_go_when_dismissed_and_when_the_page_is_loaded_again(
    slack: LocalSlack, bot: TinyBot, open_page: OpenPage
) -> None:
    page = open_page(slack)
    for text in ("for now", "until reload"):
        bot.client.chat_postEphemeral(channel="C0BILLING", user="U0ANA", text=text)
    expect(page.locator(".message.whisper")).to_have_count(2)
    page.get_by_role("button", name="Dismiss").first.click()
    expect(page.locator(".message.whisper")).to_contain_text("until reload")
    bot.post("for all")
    page.reload()
    expect(page.locator(".message", has_text="for all")).to_be_visible()
    expect(page.locator(".message.whisper")).to_have_count(0)


def test_a_bot_that_does_not_answer_in_time_is_said_in_red(
    slack: LocalSlack, bot: TinyBot, open_page: OpenPage
) -> None:
    del bot
    page = open_page(slack)
    page.get_by_label("Message", exact=True).fill("/invoice slow")
    page.keyboard.press("Enter")
    expect(page.locator(".last-ack.failed")).to_contain_text("operation_timeout")


def test_a_window_shows_faults_beside_their_fields_and_keeps_what_was_typed(
    slack: LocalSlack, bot: TinyBot, open_page: OpenPage
) -> None:
    page = open_page(slack)
    the_new_invoice_window(page)
    window = page.get_by_role("dialog", name="New invoice")
    window.get_by_role("button", name="Record").click()
    expect(window.locator('[data-block="client"] .fault')).to_have_text("Please complete this required field.")
    window.get_by_label("Client").press_sequentially("bright")
    page.get_by_role("option", name="Brightwater & Partners").click()
    window.get_by_label("Amount").fill("480")
    expect(window.locator(".counter")).to_have_text("3 / 20")
    window.get_by_role("button", name="Record").click()
    expect(window.locator('[data-block="amount"] .fault')).to_have_text("Write the currency as well, like 480 EUR.")
    expect(window.locator('[data-block="client"] .fault')).to_be_empty()
    window.get_by_label("Amount").fill("480 EUR")
    window.get_by_role("button", name="Issued on: 23 Nov 2026").click()
    page.get_by_role("gridcell", name="Friday 27 November 2026").click()
    window.get_by_role("button", name="Record").click()
    expect(window).to_be_hidden()
    values = bot.submitted[0]
    assert values["client"]["x"]["selected_option"]["value"] == "Brightwater & Partners"
    assert values["amount"]["x"] == {"type": "plain_text_input", "value": "480 EUR"}
    assert values["issued"]["x"]["selected_date"] == "2026-11-27"
    assert values["note"]["x"]["value"] is None


def test_a_window_the_bot_changes_keeps_what_was_typed(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    page = open_page(slack)
    the_new_invoice_window(page)
    window = page.get_by_role("dialog")
    window.get_by_label("Note").fill("half a sentence")
    changed = {**NEW_INVOICE, "title": words("Checked")}
    bot.client.views_update(view_id=slack.modals("U0ANA")[0]["id"], view=changed)
    expect(window.get_by_role("heading", name="Checked")).to_be_visible()
    expect(window.get_by_label("Note")).to_have_value("half a sentence")
    expect(window.get_by_label("Note")).to_be_focused()
    bot.client.views_update(view_id=slack.modals("U0ANA")[0]["id"], view=NEW_INVOICE)
    expect(window.get_by_role("heading", name="New invoice")).to_be_visible()


def test_a_file_is_handed_over_with_its_name_and_place(slack: LocalSlack, open_page: OpenPage) -> None:
    page = open_page(slack)
    # The answer is a refusal, so that the words of one are seen as well.
    page.route("**/page/upload", lambda route: route.fulfill(json={"ok": False, "error": "The drawer is full."}))
    with page.expect_request("**/page/upload") as handed:
        page.locator(".conversation input[type=file]").set_input_files(
            {"name": "open-items.csv", "mimeType": "text/csv", "buffer": b"number,left"}
        )
    sent = handed.value.post_data_buffer or b""
    assert all(part in sent for part in (b'filename="open-items.csv"', b"number,left", b"C0BILLING", b"U0ANA"))
    expect(page.locator(".toast")).to_contain_text("The drawer is full.")


def test_a_window_whose_answer_is_late_says_so_and_stays(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    del bot
    page = open_page(slack)
    the_new_invoice_window(page)
    window = page.get_by_role("dialog", name="New invoice")
    window.get_by_label("Client").press_sequentially("nor")
    page.get_by_role("option", name="Northwind Traders").click()
    window.get_by_label("Amount").fill("480 EUR")
    window.get_by_label("Note").fill("slow")
    window.get_by_role("button", name="Record").click()
    expect(window.get_by_role("alert").last).to_have_text("We had some trouble connecting. Try again?")
    expect(window.get_by_label("Amount")).to_have_value("480 EUR")
    page.keyboard.press("Escape")
    expect(window).to_be_hidden()


def test_a_press_that_asks_first_reaches_the_bot_only_after_yes(
    slack: LocalSlack, bot: TinyBot, open_page: OpenPage
) -> None:
    page = open_page(slack)
    bot.post("void?", [{"type": "actions", "block_id": "b", "elements": [button("Void it", "void", confirm=CONFIRM)]}])
    page.get_by_role("button", name="Void it").click()
    page.get_by_role("dialog", name="Void it?").get_by_role("button", name="Keep").click()
    expect(page.get_by_role("button", name="Void it")).to_be_focused()
    assert bot.actions == []
    page.get_by_role("button", name="Void it").click()
    page.get_by_role("dialog", name="Void it?").get_by_role("button", name="Void", exact=True).click()
    slack.wait_for(lambda: bot.actions)
    assert bot.actions[0]["actions"][0]["value"] == "v1"


def test_what_was_chosen_in_a_message_goes_along_with_every_press(
    slack: LocalSlack, bot: TinyBot, open_page: OpenPage
) -> None:
    page = open_page(slack)
    options = [{"text": words(name), "value": name} for name in ("net 14", "net 30")]
    elements = [
        {"type": "static_select", "action_id": "terms", "placeholder": words("Terms"), "options": options},
        {"type": "checkboxes", "action_id": "copy", "options": [{"text": words("Copy me"), "value": "me"}]},
        {"type": "users_select", "action_id": "owner", "placeholder": words("Owner")},
        button("Save", "save"),
    ]
    bot.post("terms", [{"type": "actions", "block_id": "b", "elements": elements}])
    page.get_by_role("combobox", name="Terms").fill("30")
    page.keyboard.press("Enter")
    page.get_by_label("Copy me").check()
    page.get_by_role("combobox", name="Owner").click()
    page.get_by_role("option", name="Ben Carter").click()
    slack.wait_for(lambda: len(bot.actions) == 3)
    page.get_by_role("button", name="Save").click()
    slack.wait_for(lambda: len(bot.actions) == 4)
    held = bot.actions[3]["state"]["values"]["b"]
    assert held["terms"]["selected_option"]["value"] == "net 30"
    assert [one["value"] for one in held["copy"]["selected_options"]] == ["me"]
    assert held["owner"]["selected_user"] == "U0BEN"


def test_shortcuts_open_from_the_bolt_and_from_a_message(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    page = open_page(slack)
    bot.post("I'll sort it Friday")
    window = page.get_by_role("dialog", name="New invoice")
    page.get_by_role("button", name="Shortcuts").click()
    page.get_by_role("menuitem", name="New invoice").click()
    expect(window).to_be_visible()
    window.get_by_role("button", name="Not now").click()
    expect(window).to_be_hidden()
    page.locator(".message").last.hover()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Log client reply").click()
    expect(window).to_be_visible()


def test_the_page_finds_the_workspace_again_after_it_was_restarted(open_page: OpenPage) -> None:
    first = a_workspace().start()
    page = open_page(first)
    port = int(first.url.rsplit(":", 1)[1])
    first.stop()
    expect(page.locator(".last-ack.failed")).to_contain_text("Connection lost")
    with a_workspace().start(port) as second, TinyBot(second) as bot:
        bot.post("back again")
        expect(page.locator(".message", has_text="back again")).to_be_visible(timeout=8000)
        expect(page.locator(".last-ack")).not_to_contain_text("Connection lost")
