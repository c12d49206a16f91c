from __future__ import annotations

from typing import Any

from demo.local_slack.block_kit import surfaces
from demo.local_slack.block_kit.shapes import Problem, Report
from demo.local_slack.block_kit.sizes import characters

__all__ = ["Problem", "is_too_long_in_all", "message_problems", "view_problems"]


def message_problems(blocks: Any) -> list[Problem]:
    """What Slack would refuse about a message's blocks; empty when it would take them."""
    report = Report()
    surfaces.message_blocks(report, blocks)
    return report.problems


def view_problems(view: dict[str, Any], surface: str) -> list[Problem]:
    """What Slack would refuse about a view; `surface` is "modal" or "home"."""
    report = Report()
    surfaces.view(report, view, surface)
    return report.problems


def is_too_long_in_all(blocks: list[Any]) -> bool:
    """Whether the text over all blocks is more than Slack takes (msg_blocks_too_long)."""
    return characters(blocks) > surfaces.BLOCKS_CHARACTERS
