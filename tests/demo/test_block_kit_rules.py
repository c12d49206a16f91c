from __future__ import annotations

from typing import Any

import pytest
from slackblocks import _surfaces as known

from demo.local_slack.block_kit import message_problems, surfaces
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
    plain,
    said,
    said_of_view,
    section,
    select,
    table,
)

RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}]}

WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("no type", {"text": plain()}, "missing required field: type"),
    ("an unknown block", {"type": "sections"}, "unsupported type: sections"),
    ("an unknown field", section(colour="red"), "invalid additional property: colour"),
    ("a section without words", {"type": "section"}, "must provide one of: text, fields"),
    ("an empty section", section(text=mrkdwn("")), "must be more than 0 characters"),
    ("text that is no object", section(text="Hello"), "must provide an object"),
    ("markdown in a header", {"type": "header", "text": mrkdwn()}, "unsupported type: mrkdwn"),
    ("markdown on a button", actions(button(text=mrkdwn())), "unsupported type: mrkdwn"),
    ("no actions", actions(), "no fewer than 1 items allowed"),
    ("twice the same action", actions(button(1), button(1)), "action_id must be unique in a block: a1"),
    ("a text input among actions", actions(element("plain_text_input")), "unsupported type: plain_text_input"),
    ("a button as input", an_input(button()), "unsupported type: button"),
    ("a wrong style", actions(button(style="green")), "must be a valid enum value: primary, danger"),
    ("a select without options", actions(element("static_select")), "must provide one of: options, option_groups"),
    (
        "an initial option not offered",
        actions(select(initial_option=option(9))),
        "initial option must be one of the options",
    ),
    (
        "initial options not offered",
        actions(element("checkboxes", options=[option(1)], initial_options=[option(2)])),
        "initial option must be one of the options",
    ),
    (
        "two options of one value",
        actions(element("radio_buttons", options=[option(1), option(1)])),
        "option values must be unique",
    ),
    (
        "a date as people write it",
        actions(element("datepicker", initial_date="1/2/26")),
        "must be a date of the form YYYY-MM-DD",
    ),
    (
        "a confirm without an answer",
        actions(button(confirm={"title": plain(), "text": plain()})),
        "missing required field: confirm",
    ),
    ("an image without a picture", {"type": "image", "alt_text": "x"}, "must provide one of: image_url, slack_file"),
    (
        "an input without a label",
        {"type": "input", "element": element("plain_text_input")},
        "missing required field: label",
    ),
    (
        "lengths the wrong way round",
        an_input(element("plain_text_input", min_length=9, max_length=2)),
        "min_length cannot be greater than max_length",
    ),
    ("a table of plain text objects", table() | {"rows": [[plain()]]}, "unsupported type: plain_text"),
    ("a rich header cell", data_table() | {"rows": [[RICH], [RICH]]}, "header cells cannot contain rich_text"),
    (
        "a list without a style",
        {"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": []}]},
        "missing required field: style",
    ),
    (
        "text straight in rich_text",
        {"type": "rich_text", "elements": [{"type": "text", "text": "x"}]},
        "unsupported type: text",
    ),
    ("a chart nobody knows", chart(kind="radar"), "unsupported type: radar"),
    ("an alert in a message", {"type": "alert", "text": plain()}, "unsupported type: alert"),
]


@pytest.mark.parametrize(("name", "block", "words"), WRONG, ids=[name for name, _, _ in WRONG])
def test_a_wrong_block_is_refused_in_slacks_words(name: str, block: dict[str, Any], words: str):
    assert words in said(block), name


def test_a_problem_says_where_it_is():
    (problem,) = message_problems([section(), section(text=mrkdwn("x" * 3001))])
    assert str(problem) == "must be less than 3001 characters [json-pointer:/blocks/1/text/text]"


def test_block_ids_differ_within_a_message():
    assert said(section(block_id="a"), section(block_id="a")) == ["block_id must be unique: a"]


def test_a_modal_with_an_input_needs_a_submit_button():
    assert said_of_view(modal(an_input(), submit=None)) == [
        "submit is required when an input block is within the blocks array"
    ]
    assert said_of_view(modal(section(), submit=None)) == []


def test_a_home_has_no_title():
    assert said_of_view({**home(section()), "title": plain()}) == ["invalid additional property: title"]


def test_a_series_must_meet_every_category():
    broken = chart(points=3)
    broken["chart"]["series"][0]["data"].pop()
    assert said(broken) == ["must contain exactly one point for every category"]


def test_blocks_are_allowed_where_slack_allows_them():
    theirs = {surface: set(kinds) for surface, kinds in known._BLOCK_TYPES_BY_SURFACE.items()}
    # Slack's own list keeps charts to messages; slackblocks would let them on a Home.
    theirs["home"].discard("data_visualization")
    assert theirs == surfaces.ALLOWED


@pytest.mark.parametrize(
    "view", [modal(chart()), modal(table()), modal({"type": "markdown", "text": "x"}), home(chart())]
)
def test_charts_and_tables_stay_out_of_modals(view: dict[str, Any]):
    assert said_of_view(view)[0].startswith("unsupported type")
