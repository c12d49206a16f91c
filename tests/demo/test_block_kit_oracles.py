"""Two libraries as witnesses: what they refuse Slack refuses, what they build Slack takes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import slackblocks as sb
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models import blocks as sdk
from slackblocks.errors import InvalidUsageError

from tests.demo.bricks import modal, plain, said, said_of_view

lengths = st.sampled_from([0, 1, 24, 25, 30, 31, 75, 76, 150, 151, 255, 256, 300, 301, 2000, 2001, 3000, 3001])
counts = st.sampled_from([0, 1, 2, 5, 6, 10, 11, 25, 26, 100, 101])
few = settings(max_examples=60, deadline=None)


def _sdk_refuses(thing: Any) -> bool:
    try:
        thing.to_dict()
    except SlackObjectFormationError:
        return True
    return False


def _built(build: Callable[[], Any]) -> dict[str, Any] | None:
    try:
        built = build()
    except InvalidUsageError:
        return None
    made: dict[str, Any] = json.loads(json.dumps(built._resolve()))
    return made


@few
@given(text=lengths, value=lengths, action_id=lengths)
def test_a_button_the_sdk_refuses_is_refused(text: int, value: int, action_id: int):
    fields = {"action_id": "a" * action_id, "value": "v" * value}
    element = sdk.ButtonElement(text="t" * text, **fields)
    if _sdk_refuses(element):
        raw = {"type": "button", "text": plain("t" * text), **fields}
        assert said({"type": "actions", "elements": [raw]})


@few
@given(text=lengths, block_id=lengths)
def test_a_section_the_sdk_refuses_is_refused(text: int, block_id: int):
    block = sdk.SectionBlock(text=sdk.MarkdownTextObject(text="t" * text), block_id="b" * block_id)
    if _sdk_refuses(block):
        raw = {"type": "section", "text": {"type": "mrkdwn", "text": "t" * text}, "block_id": "b" * block_id}
        assert said(raw)


@few
@given(title=lengths, count=counts)
def test_a_view_the_sdk_refuses_is_refused(title: int, count: int):
    from slack_sdk.models.views import View

    blocks = [sdk.DividerBlock()] * count
    view = View(type="modal", title=sdk.PlainTextObject(text="t" * title), blocks=blocks)
    if _sdk_refuses(view):
        assert said_of_view(modal(*[{"type": "divider"}] * count, title=plain("t" * title)))


@few
@given(text=lengths, value=lengths, count=counts)
def test_what_slackblocks_builds_is_taken_and_what_it_refuses_is_not(text: int, value: int, count: int):
    def build() -> Any:
        options = [sb.Option(text=sb.PlainText(f"{n}" + "t" * text), value=f"{n}" + "v" * value) for n in range(count)]
        return sb.ActionsBlock(elements=[sb.StaticSelectMenu(action_id="a", options=options)])

    options = [{"text": plain(f"{n}" + "t" * text), "value": f"{n}" + "v" * value} for n in range(count)]
    raw = {"type": "actions", "elements": [{"type": "static_select", "action_id": "a", "options": options}]}
    built = _built(build)
    if built is None:
        assert said(raw)
    else:
        assert said(built) == said(raw) == []


@few
@given(rows=st.integers(0, 103), columns=st.integers(1, 22))
def test_a_table_is_judged_as_slackblocks_judges_it(rows: int, columns: int):
    built = _built(lambda: sb.TableBlock(rows=[[sb.RawText("x")] * columns] * rows))
    raw = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows}
    assert (built is None) == bool(said(raw))


@few
@given(series=st.integers(0, 14), points=st.integers(0, 22), title=st.integers(0, 52), missing=st.booleans())
def test_a_chart_is_judged_as_slackblocks_judges_it(series: int, points: int, title: int, *, missing: bool):
    labels = [f"p{n}" for n in range(points)]
    used = labels[1:] if missing else labels

    def build() -> Any:
        lines = [sb.DataSeries(f"s{n}", [sb.DataPoint(label, 1) for label in used]) for n in range(series)]
        return sb.DataVisualizationBlock(title="t" * title, chart=sb.BarChart(lines, sb.AxisConfig(labels)))

    data = [{"label": label, "value": 1} for label in used]
    inside = {"type": "bar", "series": [{"name": f"s{n}", "data": data} for n in range(series)]}
    raw = {
        "type": "data_visualization",
        "title": "t" * title,
        "chart": {**inside, "axis_config": {"categories": labels}},
    }
    built = _built(build)
    assert (built is None) == bool(said(raw))
    if built is not None:
        assert said(built) == []


def test_what_slackblocks_renders_of_every_sort_is_taken():
    rich = sb.RichTextBlock(elements=[sb.RichTextSection(elements=[sb.RichText("Acme", bold=True)])])
    blocks = [
        sb.HeaderBlock("Head"),
        sb.DividerBlock(),
        sb.SectionBlock(text="Words", fields=["a", "b"], accessory=sb.Button(text="Go", action_id="go")),
        sb.ContextBlock(elements=[sb.Text("small")]),
        rich,
        sb.MarkdownBlock(text="**bold**"),
        sb.InputBlock(label="Date", element=sb.DatePicker(action_id="on")),
        sb.CardBlock(title="Card", body="Words"),
    ]
    assert said(*(json.loads(json.dumps(block._resolve())) for block in blocks)) == []
