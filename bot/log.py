"""The log: an event's name and ids beside it, an error's kind and where it came up.

Never an address, a body or a token, nor what an error says: it may be a client's words.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
import tempfile
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

import structlog
from pydantic import SecretStr
from sqlalchemy.exc import DBAPIError
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

from bot.settings import LogForm, Settings

# Bolt logs a request with a bad signature at INFO, with its whole body. Starlette and uvicorn say who connected. The
# local Slack's played mail server writes down each line of each conversation.
_QUIET = {
    "slack_bolt": logging.WARNING,
    "slack_bolt.RequestVerification": logging.CRITICAL,
    "slack_sdk": logging.WARNING,
    "uvicorn": logging.WARNING,
    "uvicorn.access": logging.CRITICAL,
    "apscheduler": logging.WARNING,
    "alembic": logging.WARNING,
    "mail.log": logging.WARNING,
    "sqlalchemy": logging.WARNING,
}
_HIDDEN = (
    (re.compile(r"\bx(?:ox[a-z]|app)-[\w-]+"), "xox…"),
    (re.compile(r"(?<=//)[^\s/@]+:[^\s@]+(?=@)"), "…"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "…@…"),
    # What a failed statement was about to write: client names and their words.
    (re.compile(r"\[parameters: .*", re.DOTALL), "[parameters left out]"),
    # Bolt writes what an error says into its own message.
    (re.compile(r"\(error: .*\)", re.DOTALL), "(error: words left out)"),
    # PostgreSQL tells which row it refused, with everything in it.
    (re.compile(r"(DETAIL|CONTEXT|HINT): .*", re.DOTALL), r"\1 left out"),
)
_NO_LOOKALIKES = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def set_up(settings: Settings, *, into: TextIO | Path | None = None) -> None:
    """Sends everything logged to standard error (or a stream, or the end of a file), without secrets."""
    secret_words = tuple(_secrets(settings))
    before: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    as_json = settings.log is LogForm.JSON
    render: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*before, structlog.stdlib.ExtraAdder()],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.ExceptionRenderer(_without_words),
            _Hide(secret_words),
            render,
        ],
    )
    out = logging.FileHandler(into, delay=True) if isinstance(into, Path) else logging.StreamHandler(into or sys.stderr)
    out.setFormatter(formatter)
    root = logging.getLogger()
    for old in [old for old in root.handlers if isinstance(old.formatter, structlog.stdlib.ProcessorFormatter)]:
        root.removeHandler(old)
        old.close()
    root.addHandler(out)
    root.setLevel(logging.INFO)
    for name, level in _QUIET.items():
        logging.getLogger(name).setLevel(level)
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """A log to write events to: `log.info("digest posted", workspace=1)`. Fields are ids and counts."""
    found: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return found


def surprise(error: BaseException) -> str:
    """Writes down what nobody expected, with its trace, and returns the number a person can quote."""
    reference = "".join(secrets.choice(_NO_LOOKALIKES) for _ in range(6))
    logger("dunwell").error("surprise", reference=reference, exc_info=error)
    return reference


def own_file() -> Path:
    """Where the command line logs to: beside the book, or among temporary files where that cannot be written."""
    folder = Path("data")
    try:
        folder.mkdir(exist_ok=True)
        with (folder / "dunwell.log").open("a", encoding="utf-8"):
            return folder / "dunwell.log"
    except OSError:
        return Path(tempfile.gettempdir()) / "dunwell.log"


def _without_words(exc_info: ExcInfo) -> str:
    """Which kinds of errors came of each other and where. What they say is left out: it may be a client's words."""
    return "\n".join(_traced(exc_info[1], set()))


def _traced(error: BaseException, told: set[int]) -> Iterable[str]:
    told.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    inside = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    for other in (before, *inside):
        if other is not None and id(other) not in told:
            yield from _traced(other, told)
    yield "Traceback (most recent call last):"
    yield "".join(traceback.format_tb(error.__traceback__)) + _kind(error)


def _kind(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if not isinstance(error, DBAPIError):
        return name
    # A statement holds places for values, not the values.
    state = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", "")
    return f"{name} ({type(error.orig).__name__} {state}) at: {error.statement}"


class _Hide:
    """Takes secrets, addresses and the values of failed statements out of everything that is logged."""

    def __init__(self, secret_words: tuple[str, ...]) -> None:
        self._words = secret_words

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        return {key: self._shown(value) for key, value in event.items()}

    def _shown(self, value: Any) -> Any:
        found = _kind(value) if isinstance(value, BaseException) else value
        return self._hidden(found) if isinstance(found, str) else found

    def _hidden(self, text: str) -> str:
        for word in self._words:
            text = text.replace(word, "…")
        for pattern, instead in _HIDDEN:
            text = pattern.sub(instead, text)
        return text


def _secrets(settings: Settings) -> Iterable[str]:
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, SecretStr) and value.get_secret_value():
            yield value.get_secret_value()
