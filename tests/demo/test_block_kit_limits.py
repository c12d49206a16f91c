from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slackblocks import _limits as known

from demo.local_slack.block_kit import is_too_long_in_all
from tests.demo.bricks import (
    actions,
    an_input,
    button,
    chart,
    data_table,
    element,
    home,
    modal,
    mrkdwn,
    option,
    pie,
    plain,
    said,
    said_of_view,
    section,
    select,
    table,
)

Build = Callable[[int], Any]


def _confirm(**given: Any) -> dict[str, Any]:
    texts = {"title": plain(), "text": plain(), "confirm": plain("Yes"), "deny": plain("No"), **given}
    return actions(button(confirm=texts))


def _options(n: int) -> list[dict[str, Any]]:
    return [option(k) for k in range(n)]


# At the limit Slack takes it, one more and it does not. The limits are slackblocks' own registry.
MESSAGES: list[tuple[str, int, Build]] = [
    ("section text", known.SECTION_TEXT_MAX_LENGTH, lambda n: section(text=mrkdwn("x" * n))),
    ("section fields", known.SECTION_FIELDS_MAX_ITEMS, lambda n: section(fields=[mrkdwn()] * n)),
    ("section field", known.SECTION_FIELDS_ITEM_MAX_LENGTH, lambda n: section(fields=[mrkdwn("x" * n)])),
    ("header", known.HEADER_TEXT_MAX_LENGTH, lambda n: {"type": "header", "text": plain("x" * n)}),
    ("context", known.CONTEXT_ELEMENTS_MAX_ITEMS, lambda n: {"type": "context", "elements": [mrkdwn()] * n}),
    ("actions", known.ACTIONS_ELEMENTS_MAX_ITEMS, lambda n: actions(*(button(k) for k in range(n)))),
    ("block_id", known.BLOCK_ID_MAX_LENGTH, lambda n: section(block_id="x" * n)),
    ("action_id", known.ACTION_ID_MAX_LENGTH, lambda n: actions(button(action_id="x" * n))),
    ("button text", known.BUTTON_TEXT_MAX_LENGTH, lambda n: actions(button(text=plain("x" * n)))),
    ("button value", known.BUTTON_VALUE_MAX_LENGTH, lambda n: actions(button(value="x" * n))),
    ("button url", known.BUTTON_URL_MAX_LENGTH, lambda n: actions(button(url="x" * n))),
    (
        "button label",
        known.BUTTON_ACCESSIBILITY_LABEL_MAX_LENGTH,
        lambda n: actions(button(accessibility_label="x" * n)),
    ),
    ("confirm title", known.CONFIRMATION_TITLE_MAX_LENGTH, lambda n: _confirm(title=plain("x" * n))),
    ("confirm text", known.CONFIRMATION_TEXT_MAX_LENGTH, lambda n: _confirm(text=plain("x" * n))),
    ("confirm yes", known.CONFIRMATION_CONFIRM_MAX_LENGTH, lambda n: _confirm(confirm=plain("x" * n))),
    ("confirm no", known.CONFIRMATION_DENY_MAX_LENGTH, lambda n: _confirm(deny=plain("x" * n))),
    ("options", known.SELECT_OPTIONS_MAX_ITEMS, lambda n: actions(select(options=_options(n)))),
    ("option text", known.OPTION_TEXT_MAX_LENGTH, lambda n: actions(select(options=[option(text=plain("x" * n))]))),
    ("option value", known.OPTION_VALUE_MAX_LENGTH, lambda n: actions(select(options=[option(value="x" * n)]))),
    (
        "option description",
        known.OPTION_DESCRIPTION_MAX_LENGTH,
        lambda n: actions(select(options=[option(description=plain("x" * n))])),
    ),
    ("placeholder", known.SELECT_PLACEHOLDER_MAX_LENGTH, lambda n: actions(select(placeholder=plain("x" * n)))),
    ("overflow", known.OVERFLOW_OPTIONS_MAX_ITEMS, lambda n: actions(element("overflow", options=_options(n)))),
    ("checkboxes", known.CHECKBOXES_OPTIONS_MAX_ITEMS, lambda n: actions(element("checkboxes", options=_options(n)))),
    ("radio", known.RADIO_BUTTONS_OPTIONS_MAX_ITEMS, lambda n: actions(element("radio_buttons", options=_options(n)))),
    ("input label", known.INPUT_LABEL_MAX_LENGTH, lambda n: an_input(label=plain("x" * n))),
    ("input hint", known.INPUT_HINT_MAX_LENGTH, lambda n: an_input(hint=plain("x" * n))),
    (
        "max_length",
        known.PLAIN_TEXT_INPUT_MAX_LENGTH_MAX,
        lambda n: an_input(element("plain_text_input", max_length=n)),
    ),
    ("image url", known.IMAGE_IMAGE_URL_MAX_LENGTH, lambda n: {"type": "image", "alt_text": "x", "image_url": "x" * n}),
    ("alt text", known.IMAGE_ALT_TEXT_MAX_LENGTH, lambda n: {"type": "image", "alt_text": "x" * n, "image_url": "x"}),
    ("table rows", known.TABLE_ROWS_MAX_ITEMS, lambda n: table(rows=n, columns=1)),
    ("table columns", known.TABLE_COLUMNS_MAX_ITEMS, lambda n: table(columns=n)),
    (
        "column settings",
        known.TABLE_COLUMN_SETTINGS_MAX_ITEMS,
        lambda n: table(column_settings=[{"align": "left"}] * n),
    ),
    ("data rows", known.DATA_TABLE_ROWS_MAX_ITEMS, lambda n: data_table(rows=n)),
    ("data columns", known.DATA_TABLE_COLUMNS_MAX_ITEMS, lambda n: data_table(columns=n)),
    ("chart title", known.DATA_VISUALIZATION_TITLE_MAX_LENGTH, lambda n: chart(title="x" * n)),
    ("chart series", known.DATA_VISUALIZATION_SERIES_MAX_ITEMS, lambda n: chart(series=n)),
    ("chart points", known.DATA_VISUALIZATION_DATA_MAX_ITEMS, lambda n: chart(points=n)),
    ("pie segments", known.DATA_VISUALIZATION_SEGMENTS_MAX_ITEMS, lambda n: pie(segments=n)),
    (
        "pie label",
        known.DATA_VISUALIZATION_SEGMENT_LABEL_MAX_LENGTH,
        lambda n: _with_label(pie(segments=1), n),
    ),
    ("card title", known.CARD_TITLE_MAX_LENGTH, lambda n: {"type": "card", "title": plain("x" * n)}),
    ("card body", known.CARD_BODY_MAX_LENGTH, lambda n: {"type": "card", "body": plain("x" * n)}),
    (
        "card buttons",
        known.CARD_ACTIONS_MAX_ITEMS,
        lambda n: {"type": "card", "actions": [button(k) for k in range(n)]},
    ),
    (
        "container",
        known.CONTAINER_CHILD_BLOCKS_MAX_ITEMS,
        lambda n: {"type": "container", "title": plain(), "child_blocks": [section()] * n},
    ),
    ("markdown", known.MARKDOWN_TEXT_MAX_LENGTH, lambda n: {"type": "markdown", "text": "x" * n}),
]


def _with_label(built: dict[str, Any], n: int) -> dict[str, Any]:
    built["chart"]["segments"][0]["label"] = "x" * n
    return built


VIEWS: list[tuple[str, int, Build]] = [
    ("blocks of a modal", known.VIEW_BLOCKS_MAX_ITEMS, lambda n: modal(*[section()] * n)),
    ("blocks of a Home", known.VIEW_BLOCKS_MAX_ITEMS, lambda n: home(*[section()] * n)),
    ("title", known.VIEW_TITLE_MAX_LENGTH, lambda n: modal(section(), title=plain("x" * n))),
    ("submit", known.VIEW_SUBMIT_MAX_LENGTH, lambda n: modal(section(), submit=plain("x" * n))),
    ("close", known.VIEW_CLOSE_MAX_LENGTH, lambda n: modal(section(), close=plain("x" * n))),
    ("metadata", known.VIEW_PRIVATE_METADATA_MAX_LENGTH, lambda n: modal(section(), private_metadata="x" * n)),
    ("callback", known.VIEW_CALLBACK_ID_MAX_LENGTH, lambda n: modal(section(), callback_id="x" * n)),
    ("alert", known.ALERT_TEXT_MAX_LENGTH, lambda n: modal({"type": "alert", "text": plain("x" * n)})),
]


@pytest.mark.parametrize(("name", "limit", "build"), MESSAGES, ids=[name for name, _, _ in MESSAGES])
def test_a_message_block_is_taken_at_its_limit_and_refused_one_above(name: str, limit: int, build: Build):
    assert said(build(limit)) == [], name
    assert said(build(limit + 1)), name


@pytest.mark.parametrize(("name", "limit", "build"), VIEWS, ids=[name for name, _, _ in VIEWS])
def test_a_view_is_taken_at_its_limit_and_refused_one_above(name: str, limit: int, build: Build):
    assert said_of_view(build(limit)) == [], name
    assert said_of_view(build(limit + 1)), name


def test_a_message_has_fifty_blocks_at_most():
    assert said(*[section()] * known.MESSAGE_BLOCKS_MAX_ITEMS) == []
    assert said(*[section()] * 51) == ["no more than 50 items allowed"]


def test_a_message_has_one_table_and_two_charts_at_most():
    assert said(table(), chart(), chart()) == []
    assert said(table(), table()) == ["no more than 1 table blocks allowed"]
    assert said(chart(), chart(), pie()) == ["no more than 2 data_visualization blocks allowed"]


def test_all_blocks_together_hold_about_thirteen_thousand_characters():
    assert not is_too_long_in_all([section(text=mrkdwn("x" * 3000))] * 4)
    assert is_too_long_in_all([section(text=mrkdwn("x" * 3000))] * 5)


def test_markdown_is_counted_over_the_whole_message():
    half = {"type": "markdown", "text": "x" * 6001}
    assert said(half, half) == ["markdown text must be less than 12001 characters in all"]


def test_a_table_holds_ten_thousand_characters():
    cells = [[{"type": "raw_text", "text": "x" * 1001}]] * 10
    assert said({"type": "table", "rows": cells}) == ["table content is too long"]
