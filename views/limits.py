"""Slack's limits, by name. Characters unless said otherwise; from Slack's Block Kit reference."""

from __future__ import annotations

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
# Slack cuts `text` at 40,000 but reads it comfortably up to 4,000.
MESSAGE_TEXT = 3_900
# Undocumented: a message was refused at 13,200 characters, others at 11,400 made of many small nodes. A node therefore
# weighs NODE_WEIGHT beside its words, and the whole stays below this.
MESSAGE_WEIGHT = 11_000
NODE_WEIGHT = 8

SECTION_TEXT = 3_000
FIELDS = 10
FIELD_TEXT = 2_000
HEADER_TEXT = 150
CONTEXT_ELEMENTS = 10
ACTIONS_ELEMENTS = 25

BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30
SELECT_OPTIONS = 100
CHECKBOXES = 10
OPTION_TEXT = 75
OPTION_VALUE = 150
PLACEHOLDER = 150

VIEW_TITLE = 24
PRIVATE_METADATA = 3_000
INPUT_LABEL = 2_000
INPUT_TEXT = 3_000

TABLE_ROWS = 100
TABLE_CELLS = 20
TABLE_TEXT = 10_000
CHART_TITLE = 50
CHART_LABEL = 20
CHART_SERIES = 12
CHART_POINTS = 20
