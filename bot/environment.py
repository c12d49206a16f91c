"""Reads settings from the environment and `.env`; what is wrong is said in one go, in plain words."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from io import StringIO
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
# In `.env` these are meant for Dunwell; in the environment other programs may have theirs.
OURS_IN_THE_FILE = (PREFIX, "SLACK_", "SMTP_", "LLM_")
# From here on a name of the file that begins otherwise is a misspelt one of ours: DATABASE_URI.
_VERY_LIKE = 0.9
# Slack's library would take these two for a wish to serve many workspaces, and forget the bot token.
_MANY = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")
# Stands in for a token whose file cannot be read, so that what needs it beside is not complained about too.
UNREADABLE = "unreadable"
_NO_TEXT = "\0"
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
    in_file = _filled(_from_file(env_file))
    said = {**in_file, **_filled(os.environ if environ is None else environ)}
    mistakes = _unknown(said, in_file)
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


def _filled(said: Mapping[str, str]) -> dict[str, str]:
    return {name: value.strip() for name, value in said.items() if value.strip()}


def _from_file(env_file: Path | None) -> dict[str, str]:
    if env_file is None or not env_file.is_file():
        return {}
    try:
        text = env_file.read_bytes().decode("utf-8-sig")
    except OSError as locked:
        raise BadSettings([f"{env_file.name} cannot be read: {locked.strerror}."]) from locked
    except UnicodeDecodeError:
        text = _NO_TEXT
    # UTF-16 without a mark reads as UTF-8 with a zero beside each letter.
    if _NO_TEXT in text:
        words = f"{env_file.name} is not saved as UTF-8. Save it again in your editor with the encoding UTF-8."
        raise BadSettings([words])
    return {name: value for name, value in dotenv_values(stream=StringIO(text)).items() if value is not None}


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
                values[field] = Path(path).read_text(encoding="utf-8-sig").strip()
            except (OSError, UnicodeDecodeError) as unreadable:
                why = getattr(unreadable, "strerror", None) or "it is not text"
                values |= {field: UNREADABLE} if name.startswith("SLACK_") else {}
                mistakes.append(f"{name}{AS_A_FILE} names {path}, which cannot be read: {why}.")
    return values, mistakes


def _unknown(said: Mapping[str, str], in_file: Collection[str]) -> list[str]:
    known = [*environment_names().values(), *(name + AS_A_FILE for name in MAY_BE_FILES)]
    stray = sorted(
        name
        for name in said
        if name not in (*known, *_MANY) and not name.startswith(NOT_OURS) and _is_ours(name, known, in_file)
    )
    return [
        *(f"{name} is not a setting.{_nearest(name, known)}" for name in stray),
        *(
            f"{name} is of no use: Dunwell serves the one workspace of its bot token. Unset it."
            for name in _MANY
            if name in said
        ),
    ]


def _is_ours(name: str, known: list[str], in_file: Collection[str]) -> bool:
    if name not in in_file:
        return name.startswith(PREFIX)
    return name.startswith(OURS_IN_THE_FILE) or bool(get_close_matches(name, known, n=1, cutoff=_VERY_LIKE))


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
        "greater_than": f"must be more than {context.get('gt')}",
        "int_parsing": "must be a whole number",
        "float_parsing": "must be a number",
        "finite_number": "must be a number",
        "bool_parsing": "must be true or false",
    }
    return f"{limits.get(kind, words)}{shown}."
