"""The log: an event's name and ids beside it. Never an address, a body or a token."""

from __future__ import annotations

import logging
import re
import secrets
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import structlog
from pydantic import SecretStr
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.settings import LogForm, Settings

# Bolt logs a request with a bad signature at INFO, with its whole body. Starlette and uvicorn say who connected.
_QUIET = {
    "slack_bolt": logging.WARNING,
    "slack_bolt.RequestVerification": logging.CRITICAL,
    "slack_sdk": logging.WARNING,
    "uvicorn": logging.WARNING,
    "uvicorn.access": logging.CRITICAL,
    "apscheduler": logging.WARNING,
    "alembic": logging.WARNING,
    "sqlalchemy": logging.WARNING,
}
_HIDDEN = (
    (re.compile(r"\bx(?:ox[a-z]|app)-[\w-]+"), "xox…"),
    (re.compile(r"(?<=//)[^\s/@]+:[^\s@]+(?=@)"), "…"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "…@…"),
    # What a failed statement was about to write: client names and their words.
    (re.compile(r"\[parameters: .*", re.DOTALL), "[parameters left out]"),
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
            structlog.processors.format_exc_info,
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


class _Hide:
    """Takes secrets, addresses and the values of failed statements out of everything that is logged."""

    def __init__(self, secret_words: tuple[str, ...]) -> None:
        self._words = secret_words

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        return {key: self._hidden(value) if isinstance(value, str) else value for key, value in event.items()}

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
