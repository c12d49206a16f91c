"""Words as files: letters by language, filled in strictly. A variable a file names and nobody gave is an error.

Plain text: nothing is escaped, and what is filled in is never read again as a template.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

_HERE = Path(__file__).parent
_SUBJECT = "Subject:"
_environment = Environment(
    loader=FileSystemLoader(_HERE, encoding="utf-8"),
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701 - letters are plain text: an ampersand in a name stays one
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def letter(language: str, name: str, **said: object) -> tuple[str, str]:
    """Subject and text of letters/<language>/<name>.txt, filled in.

    Raises jinja2.TemplateNotFound where there is no such letter, jinja2.UndefinedError for what it names and nobody
    gave.
    """
    first, _, text = words(f"letters/{language}/{name}.txt", **said).partition("\n")
    if not first.startswith(_SUBJECT):
        msg = f"letters/{language}/{name}.txt does not begin with “{_SUBJECT}”"
        raise ValueError(msg)
    return first.removeprefix(_SUBJECT).strip(), text.strip("\n")


def words(name: str, **said: object) -> str:
    """The text of a file below here, like llm/letter.txt, filled in."""
    return _environment.get_template(name).render(**said)


def phrase(language: str, name: str, **said: object) -> str:
    """One sentence or line of letters/<language>/words.toml, filled in; `pick_up.call` is `call` under [pick_up].

    Raises KeyError where the language has none of that name.
    """
    return _phrases(language)[name].render(**said)


def has_phrase(language: str, name: str) -> bool:
    """Whether the language has one of that name."""
    return name in _phrases(language)


@lru_cache(maxsize=32)
def _phrases(language: str) -> dict[str, Template]:
    kept = tomllib.loads((_HERE / "letters" / language / "words.toml").read_text(encoding="utf-8"))
    return {name: _environment.from_string(words) for name, words in _flat(kept)}


def _flat(kept: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in kept.items():
        found += _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else [(f"{prefix}{name}", value)]
    return found
