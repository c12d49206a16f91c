"""`python -m bot.reference_commands` writes docs/reference/commands.md: what can be typed after `/invoice`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from views.commands import COMMANDS, Command
from views.ids import COMMAND

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "commands.md"


def commands_page() -> str:
    """The text of docs/reference/commands.md: every subcommand as the bot's own help tells it."""
    lines = [
        "# Commands in Slack",
        "",
        f"`{COMMAND}` works in every channel and in Dunwell's own messages; alone it shows a short help. Answers are",
        "for you alone, unless the line ends with `public`. What is in square brackets may be left out. Numbers and",
        "names match loosely; where several could be meant, they are offered. Dates are typed as people say them",
        "(`Friday`, `end of month`, `15/12`) and are said back in full.",
        "",
        "| Command | Does |",
        "|---|---|",
        *(f"| [`{_cell(one.usage)}`](#{one.word}) | {_cell(one.does)} |" for one in COMMANDS),
    ]
    for one in COMMANDS:
        lines += _told(one)
    lines += [
        "",
        "This page is written by `python -m bot.reference_commands` from `views/commands.py`; a test compares the two.",
        "",
    ]
    return "\n".join(lines)


def _told(one: Command) -> Iterator[str]:
    yield from ("", f"## {one.word}", "", f"{one.does[0].upper()}{one.does[1:]}.", "", "```text")
    yield from (one.usage, "", *one.examples)
    yield "```"
    if one.notes:
        yield ""
        yield from (f"- {note}" for note in one.notes)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(commands_page(), encoding="utf-8")
