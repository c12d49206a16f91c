"""`python -m bot.reference` writes `.env.example` and the reference pages from the settings and commands themselves."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from textwrap import wrap
from typing import Any

from typer.main import get_command

from bot.cli import app
from bot.environment import AS_A_FILE, MAY_BE_FILES, environment_names
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / ".env.example"
PAGE = ROOT / "docs" / "reference" / "settings.md"
COMMANDS = ROOT / "docs" / "reference" / "command-line.md"
WIDTH = 100
NOT_SET = "not set"


def env_example() -> str:
    """The text of `.env.example`: every setting with its meaning and default, all commented out."""
    lines = [
        "# Copy to .env and fill in what you need: everything has a default, and the environment wins over this file.",
        "# Secrets may stand in a file of their own: SLACK_BOT_TOKEN_FILE=/run/secrets/slack_bot_token",
    ]
    for name, meaning, default in _told():
        lines += ["", *(f"# {line}" for line in wrap(meaning, 116)), f"#{name}={'' if default == NOT_SET else default}"]
    return "\n".join(lines) + "\n"


def settings_page() -> str:
    """The text of docs/reference/settings.md."""
    rows = [f"| `{name}` | {_shown(default)} | {meaning} |" for name, meaning, default in _told()]
    secrets = ", ".join(f"`{name}{AS_A_FILE}`" for name in environment_names().values() if name in MAY_BE_FILES)
    return "\n".join(
        [
            "# Settings",
            "",
            "From the environment, and from `.env` in the folder Dunwell is started in; the environment wins. Every",
            "mistake is said at the start, all of them at once, a misspelt name with the nearest right one.",
            f"A secret may stand in a file of its own, named by {secrets}.",
            "",
            "| Name | Default | Meaning |",
            "|---|---|---|",
            *rows,
            "",
            "This page is written by `python -m bot.reference` from `bot/settings.py`; a test compares the two.",
            "",
        ]
    )


def command_line_page() -> str:
    """The text of docs/reference/command-line.md: what `--help` says of every command."""
    whole = get_command(app)
    lines = [
        "# Command line",
        "",
        "`dunwell COMMAND`, or `python -m bot COMMAND`. What prints facts takes `--json` and",
        "`--as-of DATE`. When clients are chased is not kept by day: `why` of a past day goes by today's",
        "cadence.",
        "A refusal is words on standard error and exit code 1; a wrong command line is 2.",
    ]
    for path, command in _commands(("dunwell",), whole):
        with command.make_context(path, ["--"], resilient_parsing=True, terminal_width=WIDTH) as context:
            told = command.get_help(context)
        lines += ["", f"## {path}", "", "```text", *(line.rstrip() for line in told.strip().splitlines()), "```"]
    page = "\n".join(lines)
    return f"{page}\n\nThis page is written by `python -m bot.reference`; a test compares it with the commands.\n"


def _commands(path: tuple[str, ...], command: Any) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield " ".join(path), command
        return
    for name, each in inner.items():
        yield from _commands((*path, name), each)


def _told() -> list[tuple[str, str, str]]:
    names = environment_names()
    fields = Settings.model_fields
    return [(name, fields[field].description or "", _default(fields[field].default)) for field, name in names.items()]


def _default(value: Any) -> str:
    if value is None or value in ((), ""):
        return NOT_SET
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ",".join(str(each) for each in value)
    return value.value if isinstance(value, StrEnum) else str(value)


def _shown(default: str) -> str:
    return default if default == NOT_SET else f"`{default}`"


if __name__ == "__main__":
    EXAMPLE.write_text(env_example(), encoding="utf-8")
    PAGE.write_text(settings_page(), encoding="utf-8")
    COMMANDS.write_text(command_line_page(), encoding="utf-8")
