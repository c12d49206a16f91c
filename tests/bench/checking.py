"""The check of letters: right ones by the thousand are not stopped, changed ones do not pass; its time."""

from __future__ import annotations

import time
from statistics import median

from reminders.checks import flaws_of
from reminders.writers import template
from tests.bench.figures import Figure, milliseconds
from tests.reminders.checks.many import changed_letters, right_letters

SEED = 2026


def measure(letters: int) -> list[Figure]:
    """`letters`: how many right ones, half of our templates and half in other words, and as many changed ones."""
    checking: list[float] = []
    stopped = 0
    for in_other_words in (False, True):
        for facts, words in right_letters(letters // 2, seed=SEED, in_other_words=in_other_words):
            begun = time.perf_counter()
            flaws = flaws_of(words, facts)
            checking.append(time.perf_counter() - begun)
            stopped += bool(flaws)
    passed = sum(not flaws_of(words, facts) for _, facts, words in changed_letters(letters, seed=SEED))
    writing = median(_written(letters // 10))
    return [
        _counted(f"right letters the check stops, of {letters:,}", stopped),
        _counted(f"letters with one thing changed that pass, of {letters:,}", passed),
        Figure(
            what="the check of a letter",
            measured=milliseconds(median(checking)),
            against=f"writing it from a template, {milliseconds(writing)}",
            ratio=median(checking) / writing,
        ),
    ]


def _counted(what: str, count: int) -> Figure:
    return Figure(what=what, measured=f"{count:,}", against="none", ratio=float(count), at_most=0)


def _written(letters: int) -> list[float]:
    times: list[float] = []
    for facts, _ in right_letters(letters, seed=SEED, in_other_words=True):
        begun = time.perf_counter()
        template.write(facts)
        times.append(time.perf_counter() - begun)
    return times
