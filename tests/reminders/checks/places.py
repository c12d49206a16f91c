"""Where a changed letter is changed: one place, one line, a whole word."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date

from domain.letter import Facts, Item, Words
from views.letter_words import letter_date


def with_text(words: Words, text: str) -> Words:
    return replace(words, text=text)


def days_of(item: Item) -> tuple[date, date]:
    return item.issued_on, item.due_on


def line_at(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : (text + "\n").index("\n", at)]


def same_days(line: str, facts: Facts) -> bool:
    """Whether every day in the line is one of the letter's: the digit made one fact of another."""
    picks = facts.builds_on
    days = {picks.on, picks.promised_on, facts.today, *(day for item in facts.items for day in days_of(item))}
    left = line
    for said in sorted((letter_date(day, facts.language) for day in days if day), key=len, reverse=True):
        left = re.sub(rf"(?<!\d){re.escape(said)}(?!\d)", "", left)
    return not re.search(r"\d", left)


def replaced(words: Words, said: str, wrong: str, chance: random.Random) -> Words | None:
    """One place where it is said, as a whole, says something else."""
    places = [found.start() for found in re.finditer(rf"(?<![\w.,-]){re.escape(said)}(?![\w]|[.,]\d)", words.text)]
    if not places or said == wrong:
        return None
    at = chance.choice(places)
    return with_text(words, words.text[:at] + wrong + words.text[at + len(said) :])


def with_line(words: Words, line: str, chance: random.Random) -> Words:
    paragraphs = words.text.split("\n\n")
    at = chance.randrange(1, len(paragraphs))
    return with_text(words, "\n\n".join([*paragraphs[:at], line, *paragraphs[at:]]))


def at_line_start(words: Words, number: str, wrong: str) -> Words | None:
    changed = words.text.replace(f"• {number}", f"• {wrong}", 1)
    return with_text(words, changed) if changed != words.text else None


def in_its_line(words: Words, item: Item, said: str, wrong: str) -> Words | None:
    lines = words.text.split("\n")
    for place, line in enumerate(lines):
        if line.startswith((f"• {item.number}:", f"• {item.number} :")) and said in line:
            lines[place] = line.replace(said, wrong)
            return with_text(words, "\n".join(lines))
    return None


def last_in_its_line(words: Words, item: Item, said: str, wrong: str) -> Words | None:
    lines = words.text.split("\n")
    for place, line in enumerate(lines):
        if line.startswith((f"• {item.number}:", f"• {item.number} :")) and line.endswith(said):
            lines[place] = line[: -len(said)] + wrong
            return with_text(words, "\n".join(lines))
    return None


def is_another(name: str, names: list[str]) -> bool:
    words = {word for each in names for word in each.split()}
    return not set(name.split()) & words


def is_of_paying(text: str, at: int, facts: Facts) -> bool:
    begins = text.find(facts.how_to_pay) if facts.how_to_pay else -1
    return 0 <= begins <= at < begins + len(facts.how_to_pay)
