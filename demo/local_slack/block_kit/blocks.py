from __future__ import annotations

from typing import Any

from demo.local_slack.block_kit.charts import DATA_VISUALIZATION
from demo.local_slack.block_kit.elements import BUTTON, IMAGE, IN_ACTIONS, IN_INPUT, IN_SECTION
from demo.local_slack.block_kit.objects import ID, SLACK_FILE, TYPE, URL, plain, text
from demo.local_slack.block_kit.rich_text import RICH_TEXT
from demo.local_slack.block_kit.shapes import (
    Check,
    Report,
    Shape,
    anything,
    at_least_one_of,
    flag,
    items,
    not_together,
    one_of,
    shape,
    string,
    typed,
)
from demo.local_slack.block_kit.tables import DATA_TABLE, TABLE


def _no_dispatch_on_file(report: Report, place: str, value: Any) -> None:
    element = value.get("element")
    if isinstance(element, dict) and element.get("type") == "file_input" and value.get("dispatch_action"):
        report.add(f"{place}/dispatch_action", "file_input cannot dispatch actions")


def _in_context(report: Report, place: str, value: Any) -> None:
    kinds: dict[str, Check] = {"image": IMAGE, "plain_text": text(3000), "mrkdwn": text(3000)}
    typed(kinds)(report, place, value)


SECTION = shape(
    "type",
    type=TYPE,
    block_id=ID,
    text=text(3000),
    fields=items(text(2000), 10),
    accessory=typed(IN_SECTION),
    expand=flag,
    also=(at_least_one_of("text", "fields"),),
)
HEADER = shape("type", "text", type=TYPE, block_id=ID, text=plain(150))
DIVIDER = shape("type", type=TYPE, block_id=ID)
CONTEXT = shape("type", "elements", type=TYPE, block_id=ID, elements=items(_in_context, 10))
ACTIONS = shape("type", "elements", type=TYPE, block_id=ID, elements=items(typed(IN_ACTIONS), 25))
INPUT = shape(
    "type",
    "label",
    "element",
    type=TYPE,
    block_id=ID,
    label=plain(2000),
    element=typed(IN_INPUT),
    hint=plain(2000),
    optional=flag,
    dispatch_action=flag,
    also=(_no_dispatch_on_file,),
)
IMAGE_BLOCK = shape(
    "type",
    "alt_text",
    type=TYPE,
    block_id=ID,
    alt_text=string(2000),
    image_url=URL,
    slack_file=SLACK_FILE,
    title=plain(2000),
    also=(at_least_one_of("image_url", "slack_file"), not_together("image_url", "slack_file")),
)
MARKDOWN = shape("type", "text", type=TYPE, block_id=ID, text=string(12_000))
ALERT = shape(
    "type",
    "text",
    type=TYPE,
    block_id=ID,
    text=text(200),
    level=one_of("default", "info", "warning", "error", "success"),
)
CARD = shape(
    "type",
    type=TYPE,
    block_id=ID,
    hero_image=IMAGE,
    icon=IMAGE,
    slack_icon=anything,
    title=text(150),
    subtitle=text(150),
    body=text(200),
    subtext=text(200),
    actions=items(typed({"button": BUTTON}), 3),
    also=(at_least_one_of("hero_image", "title", "actions", "body"), not_together("icon", "slack_icon")),
)
CAROUSEL = shape("type", "elements", type=TYPE, block_id=ID, elements=items(typed({"card": CARD}), 10))
VIDEO = shape(
    "type",
    "alt_text",
    "title",
    "thumbnail_url",
    "video_url",
    type=TYPE,
    block_id=ID,
    alt_text=string(2000),
    title=plain(200),
    description=plain(200),
    author_name=string(50),
    provider_name=string(50),
    provider_icon_url=string(2000),
    title_url=string(2000),
    thumbnail_url=URL,
    video_url=URL,
)


def _unchecked(*required: str) -> Shape:
    """A block the bot does not use: only that its required fields are there."""
    return Shape(fields={"block_id": ID}, required=frozenset(required), others=anything)


_CHILDREN: dict[str, Check] = {
    "actions": ACTIONS,
    "context": CONTEXT,
    "divider": DIVIDER,
    "file": _unchecked("type"),
    "header": HEADER,
    "image": IMAGE_BLOCK,
    "input": INPUT,
    "rich_text": RICH_TEXT,
    "section": SECTION,
    "table": TABLE,
    "video": VIDEO,
}
CONTAINER = shape(
    "type",
    "child_blocks",
    type=TYPE,
    block_id=ID,
    child_blocks=items(typed(_CHILDREN), 10),
    title=plain(150),
    rich_text_title=RICH_TEXT,
    subtitle=text(150),
    width=one_of("narrow", "standard", "wide", "full"),
    icon=IMAGE,
    is_collapsible=flag,
    default_collapsed=flag,
    has_header_divider=flag,
    also=(at_least_one_of("title", "rich_text_title"),),
)

BLOCKS: dict[str, Check] = {
    **_CHILDREN,
    "alert": ALERT,
    "card": CARD,
    "carousel": CAROUSEL,
    "container": CONTAINER,
    "context_actions": _unchecked("type", "elements"),
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
    "markdown": MARKDOWN,
    "plan": _unchecked("type", "title"),
    "task_card": _unchecked("type", "task_id", "title", "status"),
}
