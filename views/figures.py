"""Tables and charts. Both are for messages only (neither a modal nor the App Home takes a chart), with the same numbers
in the message's words: old clients draw neither."""

from __future__ import annotations

from collections.abc import Sequence

from views import limits
from views.kit import Block, clipped


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> Block:
    """One table a message. `right` are the columns set flush right (amounts). Rows that do not fit are counted in the
    last one; columns beyond the twentieth are left out."""
    shown = list(rows)
    room = limits.TABLE_ROWS - 1
    if len(shown) > room:
        left = len(shown) - room + 1
        shown = [*shown[: room - 1], [f"{left:,} more rows"]]
    width = min(len(heads), limits.TABLE_CELLS)
    most = max(1, limits.TABLE_TEXT // max(1, width * (len(shown) + 1)))
    return {
        "type": "table",
        "column_settings": [
            {"align": "right" if column in right else "left", "is_wrapped": column not in right}
            for column in range(width)
        ],
        "rows": [_row(cells, width, most) for cells in (heads, *shown)],
    }


def bars(title: str, categories: Sequence[str], series: Sequence[tuple[str, Sequence[float]]]) -> Block:
    """A grouped bar chart: one value a category in each named series. Labels are cut to be short and made unlike."""
    labels = _unlike(categories[: limits.CHART_POINTS])
    names = _unlike([name for name, _ in series[: limits.CHART_SERIES]])
    return {
        "type": "data_visualization",
        "title": clipped(title, limits.CHART_TITLE),
        "chart": {
            "type": "bar",
            "series": [
                {
                    "name": name,
                    "data": [{"label": label, "value": value} for label, value in zip(labels, values, strict=False)],
                }
                for name, (_, values) in zip(names, series, strict=False)
            ],
            "axis_config": {"categories": labels},
        },
    }


def _row(cells: Sequence[str], width: int, most: int) -> list[Block]:
    padded = [*cells[:width], *[""] * (width - len(cells))]
    return [{"type": "raw_text", "text": clipped(cell, most) or "–"} for cell in padded]


def _unlike(labels: Sequence[str]) -> list[str]:
    found: list[str] = []
    for label in labels:
        short = clipped(label, limits.CHART_LABEL) or "–"
        if short in found:
            short = f"{short[: limits.CHART_LABEL - 4]} {len(found) + 1}"
        found.append(short)
    return found
