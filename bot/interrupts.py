"""Ctrl+C before there is anything to finish."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# What a shell expects of a program that was interrupted.
INTERRUPTED = 130


@contextmanager
def leaving_at_once() -> Iterator[None]:
    """In this block Ctrl+C ends the process there and then, without a word: nothing in it may be worth finishing.

    Python's own way, an exception wherever it just is, ends in a trace where that is in the midst of an import or in a
    place that cannot raise one. What is on disk is whole at any moment.
    """
    before = signal.signal(signal.SIGINT, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)
