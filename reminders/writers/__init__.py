"""Who writes letters: the template, always there, and a language model where one is set."""

from __future__ import annotations

from typing import Protocol

from domain.letter import Facts, Flaw, Words


class ModelUnavailable(Exception):
    """The model gave no words: not reached, too slow, over its budget, or nothing usable. `words` say which."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Model(Protocol):
    """Writes the words of a letter with named slots in them (reminders.writers.slots); code fills the slots."""

    @property
    def prompt_version(self) -> str:
        """Which prompt it is given: kept with what it wrote."""

    def write(self, facts: Facts, faults: tuple[Flaw, ...] = ()) -> Words:
        """Words with slots for these facts; `faults` are those of its first try. Raises ModelUnavailable."""
