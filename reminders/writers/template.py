"""The template writer: our letters, or the workspace's own. Offline, and the same words for the same facts."""

from __future__ import annotations

from domain.letter import Facts, Language, LetterName, Words
from prompts import letter
from reminders.writers.slots import Slot, filled, shown, tidy
from reminders.writers.values import ground_of, values_of
from views.letter_words import letter_line


def write(facts: Facts, own: Words | None = None) -> Words:
    """The letter for these facts: the workspace's own words where it has some (they name slots), else ours.

    Raises a Refusal for own words whose slots cannot be filled.
    """
    if own is not None:
        return filled(own, values_of(facts))
    values = {slot.value: value for slot, value in values_of(facts).items()}
    subject, text = letter(facts.language, facts.letter.name.lower(), ground=ground_of(facts).name.lower(), **values)
    return Words(subject=letter_line(subject), text=tidy(text))


def to_change(language: Language, name: LetterName) -> Words:
    """Our letter with its slots still in it: what a workspace begins from when it writes its own."""
    slots = {slot.value: shown(slot) for slot in Slot}
    subject, text = letter(language, name.name.lower(), ground="", **slots)
    return Words(subject=subject, text=tidy(text))
