"""Reads settings from the environment and `.env`; what is wrong is said in one go, in plain words."""

from __future__ import annotations

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import AliasChoices, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.settings import PREFIX, Settings
from domain.errors import Refusal, listed

ENV_FILE = Path(".env")
AS_A_FILE = "_FILE"
# Read by the tests and the local Slack, not by the bot.
NOT_OURS = ("DUNWELL_TEST_", "DUNWELL_DEMO_")
# Stands in for a secret whose file cannot be read, so that only the file is complained about.
UNREADABLE = "unreadable"
MAY_BE_FILES = frozenset(
    {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "DATABASE_URL", "SMTP_URL", "LLM_API_KEY"}
)


class BadSettings(Refusal):
    """The settings cannot be used; the text has a line for each mistake."""

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = tuple(mistakes)
        head = "One setting is wrong:" if len(mistakes) == 1 else f"{len(mistakes)} settings are wrong:"
        super().__init__("\n".join([head, *(f"  {mistake}" for mistake in mistakes)]))


def read_settings(environ: Mapping[str, str] | None = None, env_file: Path | None = ENV_FILE) -> Settings:
    """Settings as the environment (None: this process's) and the file say; the environment wins.

    Raises BadSettings with every mistake: values that cannot be, files that are not there, names nobody knows.
    """
    said = {**_from_file(env_file), **(os.environ if environ is None else environ)}
    said = {name: value.strip() for name, value in said.items() if value.strip()}
    mistakes = _unknown(said)
    values, unreadable = _values(said)
    mistakes += unreadable
    settings, wrong = _validated(values)
    if settings is None or mistakes:
        raise BadSettings([*mistakes, *wrong])
    return settings


def environment_names() -> dict[str, str]:
    """Field → its name in the environment, in the order settings are told."""
    return {field: _name_of(field, info) for field, info in Settings.model_fields.items()}


def _name_of(field: str, info: FieldInfo) -> str:
    alias = info.validation_alias
    return str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"{PREFIX}{field.upper()}"


def _validated(values: Mapping[str, str]) -> tuple[Settings | None, list[str]]:
    try:
        return Settings.model_validate(values), []
    except ValidationError as invalid:
        faults = invalid.errors()
    mistakes = [line for fault in faults for line in _in_words(fault)]
    wrong = {fault["loc"][0] for fault in faults if fault["loc"]}
    if wrong:
        # pydantic compares fields with each other only once each is right by itself: ask again without the wrong ones.
        mistakes += _validated({field: value for field, value in values.items() if field not in wrong})[1]
    return None, mistakes


def _from_file(env_file: Path | None) -> dict[str, str]:
    if env_file is None or not env_file.is_file():
        return {}
    return {name: value for name, value in dotenv_values(env_file).items() if value is not None}


def _values(said: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    values: dict[str, str] = {}
    mistakes: list[str] = []
    for field, name in environment_names().items():
        path = said.get(name + AS_A_FILE) if name in MAY_BE_FILES else None
        if name in said and path:
            mistakes.append(f"{name} and {name}{AS_A_FILE} are both set. Keep one.")
        elif name in said:
            values[field] = said[name]
        elif path:
            try:
                values[field] = Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as unreadable:
                why = getattr(unreadable, "strerror", None) or "it is not text"
                values |= {} if name == "DATABASE_URL" else {field: UNREADABLE}
                mistakes.append(f"{name}{AS_A_FILE} names {path}, which cannot be read: {why}.")
    return values, mistakes


def _unknown(said: Mapping[str, str]) -> list[str]:
    known = [*environment_names().values(), *(name + AS_A_FILE for name in MAY_BE_FILES)]
    stray = sorted(
        name for name in said if name.startswith(PREFIX) and name not in known and not name.startswith(NOT_OURS)
    )
    mistakes = [f"{name} is not a setting.{_nearest(name, known)}" for name in stray]
    # Slack's library would take these two for a wish to serve many workspaces, and forget the bot token.
    many = [name for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET") if name in said]
    return [
        *mistakes,
        *(f"{name} is of no use: Dunwell serves the one workspace of its bot token. Unset it." for name in many),
    ]


def _nearest(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f" Did you mean {close[0]}?" if close else " docs/reference/settings.md lists them all."


def _in_words(fault: ErrorDetails) -> list[str]:
    words = fault["msg"].removeprefix("Value error, ")
    if not fault["loc"]:
        return words.splitlines()
    name = environment_names().get(str(fault["loc"][0]), str(fault["loc"][0]))
    return [f"{name}: {_told(fault['type'], words, fault.get('ctx') or {}, fault['input'])}"]


def _told(kind: str, words: str, context: Mapping[str, Any], value: Any) -> str:
    if kind == "value_error":
        return words
    shown = "" if isinstance(value, SecretStr) else f" (it is “{value}”)"
    if kind == "enum":
        choices = [part.strip("' ") for part in str(context.get("expected", "")).replace(" or ", ",").split(",")]
        return f"must be {listed(choices, 'or')}{shown}."
    limits = {
        "greater_than_equal": f"must be {context.get('ge')} or more",
        "less_than_equal": f"must be {context.get('le')} or less",
        "int_parsing": "must be a whole number",
    }
    return f"{limits.get(kind, words)}{shown}."
