"""What acts on a card ask of their neighbours: whether the facts are as they were, and what is wrong in a letter."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from domain.letter import Flaw, Words
from domain.reminder import Reminder
from storage.unit_of_work import Work


def what_changed(reminder: Reminder, work: Work) -> str | None:
    """In words, what is no longer as it was when the letter was written; None where all is."""
    found = _module("reminders.recheck")
    return found.what_changed(reminder, work) if found else None


def flaws_now(words: Words, reminder: Reminder, work: Work) -> tuple[Flaw, ...]:
    """What is wrong in these words by the facts of the reminder."""
    checks, facts = _module("reminders.checks"), _module("reminders.facts")
    if not hasattr(checks, "flaws_of") or not facts:
        return ()
    return tuple(checks.flaws_of(words, facts.facts_of(reminder, work)))


def _module(name: str) -> Any:
    return import_module(name) if find_spec(name) else None
