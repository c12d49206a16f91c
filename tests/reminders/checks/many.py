"""Letters by the thousand, from a seed: which right ones are stopped, and which changed ones pass."""

from __future__ import annotations

import random
from collections.abc import Iterator

from domain.letter import Facts, Flaw, Words
from reminders.checks import flaws_of
from reminders.writers import template
from tests.reminders.checks.facts import random_facts
from tests.reminders.checks.mutations import ANYWHERE, mutated
from tests.reminders.checks.phrasings import phrased


def right_letters(count: int, *, seed: int, in_other_words: bool = False) -> Iterator[tuple[Facts, Words]]:
    """Facts and a letter that says them: of our templates, or in other words, shapes and spellings."""
    chance = random.Random(seed)  # noqa: S311 - the same letters for the same seed
    for _ in range(count):
        facts = random_facts(chance)
        yield facts, phrased(facts, chance) if in_other_words else template.write(facts)


def changed_letters(count: int, *, seed: int) -> Iterator[tuple[str, Facts, Words]]:
    """What was changed, the facts, and a letter that does not say them any more; one of four in other words."""
    chance = random.Random(seed)  # noqa: S311 - the same letters for the same seed
    for place in range(count):
        facts = random_facts(chance)
        if place % 4:
            name, words = mutated(template.write(facts), facts, chance)
        else:
            name, words = mutated(phrased(facts, chance), facts, chance, ANYWHERE)
        yield name, facts, words


def stopped(count: int, *, seed: int, in_other_words: bool = False) -> list[tuple[Words, tuple[Flaw, ...]]]:
    """The right letters the check stops, with what it says."""
    letters = right_letters(count, seed=seed, in_other_words=in_other_words)
    return [(words, flaws) for facts, words in letters if (flaws := flaws_of(words, facts))]


def let_through(count: int, *, seed: int) -> list[tuple[str, Words]]:
    """The changed letters it lets pass."""
    letters = changed_letters(count, seed=seed)
    return [(name, words) for name, facts, words in letters if not flaws_of(words, facts)]
