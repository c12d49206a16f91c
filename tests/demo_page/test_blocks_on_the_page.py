from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from demo.local_slack import LocalSlack
from tests.demo_page.conftest import OpenPage
from tests.demo_page.tiny_bot import TinyBot, button, words

pytestmark = pytest.mark.browser

TRAP = "<img src=x onerror=alert(1)>"


def the_last_message(page: Page) -> Any:
    return page.locator(".conversation .message").last


def mrkdwn(text: str) -> dict[str, str]:
    return {"type": "mrkdwn", "text": text}


def text_leaf(text: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def points(values: list[int]) -> list[dict[str, Any]]:
    return [{"label": label, "value": value} for label, value in zip(["1-30", "31-60"], values, strict=True)]


def test_words_links_mentions_and_dates_are_drawn_as_slack_draws_them(
    slack: LocalSlack, bot: TinyBot, open_page: OpenPage
) -> None:
    page = open_page(slack)
    bot.post(
        "*bold* _slanted_ ~gone~ `code` snake_case_name 2*3*4 <https://a.example/x?y=1&amp;z=2|a link> <@U0BEN> "
        "<#C0GENERAL> <!here> :moneybag: :no_such_thing: <!date^1795420800^{date_short}|then> &lt;b&gt; &amp;\n"
        "&gt; I'll sort it Friday\n```pre  two```"
    )
    drawn = the_last_message(page)
    expect(drawn.locator("strong")).to_have_text("bold")
    expect(drawn.locator("em")).to_have_text("slanted")
    expect(drawn.locator("s")).to_have_text("gone")
    expect(drawn.locator("code")).to_have_text("code")
    expect(drawn.locator("a")).to_have_attribute("href", "https://a.example/x?y=1&z=2")
    expect(drawn.locator("a")).to_have_attribute("rel", "noopener noreferrer")
    expect(drawn.locator("blockquote")).to_have_text("I'll sort it Friday")
    expect(drawn.locator("pre")).to_have_text("pre  two")
    expect(drawn.locator("time").last).to_have_text("23 Nov 2026")
    expect(drawn).to_contain_text("snake_case_name 2*3*4")
    expect(drawn).to_contain_text("@Ben Carter #general @here 💰 :no_such_thing:")
    expect(drawn).to_contain_text("<b> &")


def test_classic_blocks_are_drawn(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    page = open_page(slack)
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": words("INV-1041 is overdue")},
        {"type": "section", "text": mrkdwn("*480 EUR* left"), "accessory": button("Open", "open")},
        {"type": "section", "fields": [mrkdwn("*Terms*\nnet 30"), mrkdwn("*Owner*\nBen")]},
        {"type": "divider"},
        {"type": "context", "elements": [mrkdwn("3 days late")]},
        {"type": "image", "image_url": "https://elsewhere.example/x.png", "alt_text": "the aging chart"},
        {
            "type": "actions",
            "elements": [button("Approve", "approve", style="primary"), button("Void", "void", style="danger")],
        },
    ]
    bot.post("overdue", blocks)
    drawn = the_last_message(page)
    expect(drawn.get_by_role("heading", name="INV-1041 is overdue")).to_be_visible()
    expect(drawn.get_by_role("button", name="Open")).to_be_visible()
    expect(drawn.locator(".section-field")).to_have_count(2)
    expect(drawn.locator("hr")).to_have_count(1)
    expect(drawn.locator(".context")).to_have_text("3 days late")
    expect(drawn.get_by_role("img", name="the aging chart")).to_be_visible()
    expect(drawn.locator(".button.primary")).to_have_text("Approve")
    expect(drawn.locator(".button.danger")).to_have_text("Void")


def test_rich_text_and_markdown_are_drawn(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    page = open_page(slack)
    section = {
        "type": "rich_text_section",
        "elements": [
            text_leaf("firm", bold=True),
            text_leaf(" *literal* "),
            {"type": "user", "user_id": "U0BEN"},
            {"type": "link", "url": "https://a.example", "text": "see"},
            {"type": "emoji", "name": "tada"},
        ],
    }
    item = {"type": "rich_text_section", "elements": [text_leaf("fifth")]}
    rich = {
        "type": "rich_text",
        "elements": [
            section,
            {"type": "rich_text_list", "style": "ordered", "indent": 1, "offset": 4, "elements": [item]},
            {"type": "rich_text_quote", "elements": [text_leaf("quoted")]},
            {"type": "rich_text_preformatted", "elements": [text_leaf("a  b")]},
        ],
    }
    bot.post(
        "rich",
        [rich, {"type": "markdown", "text": "## Title\n\n1. one\n   - two\n\n| A | B |\n|:--|--:|\n| x | **9** |"}],
    )
    drawn = the_last_message(page)
    expect(drawn.locator(".rich-section").first).to_have_text("firm *literal* @Ben Carter" + "see🎉")
    expect(drawn.locator("ol.indent-1")).to_have_attribute("start", "5")
    expect(drawn.locator("blockquote")).to_have_text("quoted")
    expect(drawn.locator("pre")).to_have_text("a  b")
    expect(drawn.get_by_role("heading", name="Title")).to_be_visible()
    expect(drawn.locator(".markdown ol ul li")).to_have_text("two")
    expect(drawn.locator(".markdown td.align-right strong")).to_have_text("9")


def test_tables_and_charts_are_drawn_and_can_be_read_without_eyes(
    slack: LocalSlack, bot: TinyBot, open_page: OpenPage
) -> None:
    page = open_page(slack)
    row = [{"type": "raw_text", "text": "Northwind"}, {"type": "raw_text", "text": "480.00"}]
    head = [{"type": "raw_text", "text": "Client"}, {"type": "raw_text", "text": "Left"}]
    series = [{"name": "EUR", "data": points([480, 0])}, {"name": "USD", "data": points([10, 20])}]
    axes = {"categories": ["1-30", "31-60"], "y_label": "open"}
    pie = {"type": "pie", "segments": [{"label": "Northwind", "value": 3}, {"label": "Halden", "value": 1}]}
    bot.post(
        "aging", [{"type": "table", "rows": [head, row], "column_settings": [{"is_wrapped": True}, {"align": "right"}]}]
    )
    expect(the_last_message(page).locator("td.align-right")).to_have_text("480.00")
    for kind, mark in (("bar", "rect"), ("line", "polyline.stroke"), ("area", "polygon.area")):
        chart = {"type": kind, "series": series, "axis_config": axes}
        bot.post(kind, [{"type": "data_visualization", "title": f"Open, {kind}", "chart": chart}])
        expect(page.get_by_role("img", name=f"Open, {kind}").locator(mark)).to_have_count(4 if kind == "bar" else 2)
    bot.post("pie", [{"type": "data_visualization", "title": "Who owes", "chart": pie}])
    drawn = the_last_message(page)
    expect(drawn.locator(".slice")).to_have_count(2)
    expect(drawn.get_by_role("table", name="Who owes")).to_contain_text("Northwind3")
    expect(drawn.locator(".legend")).to_contain_text("75%")


def test_strings_that_look_like_markup_are_shown_as_words(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    page = open_page(slack)
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": words(TRAP)},
        {"type": "section", "text": mrkdwn("<javascript:alert(1)|press me> <https://ok.example|" + "&lt;script&gt;>")},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [text_leaf(TRAP)]}]},
        {"type": "markdown", "text": f"{TRAP} [press](javascript:alert(2)) <script>alert(3)</script>"},
        {"type": "table", "rows": [[{"type": "raw_text", "text": TRAP}]]},
    ]
    bot.post(TRAP, blocks)
    drawn = the_last_message(page)
    expect(drawn.get_by_role("heading", name=TRAP)).to_be_visible()
    expect(drawn.locator("th")).to_have_text(TRAP)
    assert drawn.locator("img, script").count() == 0
    assert drawn.locator("a").evaluate_all("links => links.map(link => link.protocol)") == ["https:"]


def test_a_block_nobody_draws_says_so(slack: LocalSlack, bot: TinyBot, open_page: OpenPage) -> None:
    page = open_page(slack)
    ts = bot.post("an ordinary message")
    the_last_message(page).wait_for()

    def with_news(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def pass_on(text: str | bytes) -> None:
            frame = json.loads(text)
            for message in frame.get("messages", {}).get("C0BILLING", []):
                message["blocks"] = [{"type": "hologram"}]
            route.send(json.dumps(frame))

        server.on_message(pass_on)

    page.route_web_socket("**/page/socket*", with_news)
    page.reload()
    expect(page.locator(f'[data-ts="{ts}"]')).to_contain_text("this stand-in does not draw 'hologram' yet")
