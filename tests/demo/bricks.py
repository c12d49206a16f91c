"""Small valid pieces of Block Kit, to be broken one at a time."""

from __future__ import annotations

from typing import Any

from demo.local_slack.block_kit import message_problems, view_problems

Json = dict[str, Any]


def plain(text: str = "Text") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "Text") -> Json:
    return {"type": "mrkdwn", "text": text}


def option(n: int = 1, **given: Any) -> Json:
    return {"text": plain(f"Option {n}"), "value": f"v{n}", **given}


def button(n: int = 1, **given: Any) -> Json:
    return {"type": "button", "action_id": f"a{n}", "text": plain("Press"), **given}


def select(**given: Any) -> Json:
    return {"type": "static_select", "action_id": "choose", "options": [option()], **given}


def element(kind: str, **given: Any) -> Json:
    return {"type": kind, "action_id": "field", **given}


def section(**given: Any) -> Json:
    return {"type": "section", "text": mrkdwn(), **given}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def an_input(inside: Json | None = None, **given: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": inside or element("plain_text_input"), **given}


def table(rows: int = 2, columns: int = 2, **given: Any) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows, **given}


def data_table(rows: int = 2, columns: int = 2, **given: Any) -> Json:
    cells = [[{"type": "raw_text", "text": "x"}] * columns] * rows
    return {"type": "data_table", "caption": "Aging", "rows": cells, **given}


def chart(series: int = 1, points: int = 2, kind: str = "bar", **given: Any) -> Json:
    labels = [f"p{n}" for n in range(points)]
    data = [{"label": label, "value": 1} for label in labels]
    inside = {
        "type": kind,
        "series": [{"name": f"s{n}", "data": data} for n in range(series)],
        "axis_config": {"categories": labels},
    }
    return {"type": "data_visualization", "title": "Aging", "chart": inside, **given}


def pie(segments: int = 2, **given: Any) -> Json:
    inside = {"type": "pie", "segments": [{"label": f"p{n}", "value": 1} for n in range(segments)]}
    return {"type": "data_visualization", "title": "Aging", "chart": {**inside, **given}}


def modal(*blocks: Json, **given: Any) -> Json:
    return {"type": "modal", "title": plain("Title"), "submit": plain("Save"), "blocks": list(blocks), **given}


def home(*blocks: Json) -> Json:
    return {"type": "home", "blocks": list(blocks)}


def said(*blocks: Json) -> list[str]:
    """What Slack would say about a message of these blocks."""
    return [problem.words for problem in message_problems(list(blocks))]


def said_of_view(view: Json) -> list[str]:
    return [problem.words for problem in view_problems(view, view["type"])]
