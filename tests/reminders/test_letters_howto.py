from __future__ import annotations

from pathlib import Path

from domain.letter import Ground
from reminders.writers.slots import MEANS, SOMETIMES, Slot, shown
from reminders.writers.values import values_of
from tests.reminders.drafts import some_facts

HOWTO = (Path(__file__).parents[2] / "docs" / "howto" / "letters.md").read_text(encoding="utf-8")


def test_the_how_to_names_every_slot_a_workspace_may_use():
    for slot in set(Slot) - SOMETIMES:
        assert f"| `{shown(slot)}` | {MEANS[slot]}" in HOWTO, slot


def test_the_how_to_shows_how_a_letter_begins_on_every_ground():
    for ground in Ground:
        assert values_of(some_facts(ground=ground))[Slot.PICK_UP] in HOWTO, ground
