from __future__ import annotations

from typing import Any

from demo.local_slack.block_kit.objects import ID, TYPE
from demo.local_slack.block_kit.rich_text import RICH_TEXT
from demo.local_slack.block_kit.shapes import (
    Report,
    anything,
    flag,
    items,
    number,
    one_of,
    shape,
    string,
    typed,
    whole,
)
from demo.local_slack.block_kit.sizes import characters

TABLE_CHARACTERS = 10_000
DATA_TABLE_CHARACTERS = 20_000

_RAW_TEXT = shape("type", "text", type=TYPE, text=string(40_000), emoji=flag)
_RAW_NUMBER = shape("type", "value", "text", type=TYPE, value=number, text=string(40_000))
_CELL = typed({"raw_text": _RAW_TEXT, "rich_text": RICH_TEXT})
_DATA_CELL = typed({"raw_text": _RAW_TEXT, "raw_number": _RAW_NUMBER, "rich_text": RICH_TEXT})
_COLUMN = shape(align=one_of("left", "center", "right"), is_wrapped=flag)


def _column(report: Report, place: str, value: Any) -> None:
    if value is not None:  # Slack lets null stand for "as by default"
        _COLUMN(report, place, value)


def _not_too_much(most: int, words: str) -> Any:
    def check(report: Report, place: str, value: Any) -> None:
        if characters(value.get("rows")) > most:
            report.add(f"{place}/rows", words)

    return check


def _same_width(report: Report, place: str, value: Any) -> None:
    rows = value.get("rows")
    widths = {len(row) for row in rows if isinstance(row, list)} if isinstance(rows, list) else set()
    if len(widths) > 1:
        report.add(f"{place}/rows", "all rows must have the same number of columns")


def _plain_header(report: Report, place: str, value: Any) -> None:
    rows = value.get("rows")
    first = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], list) else []
    if any(isinstance(cell, dict) and cell.get("type") == "rich_text" for cell in first):
        report.add(f"{place}/rows/0", "header cells cannot contain rich_text")


TABLE = shape(
    "type",
    "rows",
    type=TYPE,
    block_id=ID,
    rows=items(items(_CELL, 20), 100),
    column_settings=items(_column, 20, 0),
    also=(_not_too_much(TABLE_CHARACTERS, "table content is too long"),),
)
DATA_TABLE = shape(
    "type",
    "rows",
    "caption",
    type=TYPE,
    block_id=ID,
    rows=items(items(_DATA_CELL, 20), 201, 2),
    caption=string(40_000),
    page_size=whole(1, 100),
    row_header_column_index=whole(0, 19),
    column_settings=anything,
    also=(_same_width, _plain_header, _not_too_much(DATA_TABLE_CHARACTERS, "data table content is too long")),
)
