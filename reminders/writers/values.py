"""What each slot says for the facts of one letter, in the client's language."""

from __future__ import annotations

from domain.letter import Facts, Ground, Item
from prompts import has_phrase, phrase
from reminders.writers.slots import Slot
from views.letter_words import letter_date, letter_money, letter_names, letter_plural

MOST_GREETED = 3
LONGEST_NUMBER = 60
"""Characters of an invoice number that still fit a subject."""


def values_of(facts: Facts) -> dict[Slot, str]:
    """What each slot says for these facts; one without a value is not there."""
    oldest = min((item.due_on for item in facts.items), default=facts.today)
    values = {
        Slot.GREETING: _greeting(facts),
        Slot.PICK_UP: " ".join(filter(None, (_pick_up(facts), _broken_before(facts)))),
        Slot.BROKEN_BEFORE: _broken_before(facts),
        Slot.WHAT: _what(facts),
        Slot.INVOICES: _invoices(facts),
        Slot.TOTAL: letter_money(facts.net, facts.language),
        Slot.OLDEST_DUE: letter_date(oldest, facts.language),
        Slot.HOW_TO_PAY: f"{phrase(facts.language, 'how_to_pay')}\n{facts.how_to_pay}" if facts.how_to_pay else "",
        Slot.CLIENT: facts.client,
        Slot.SENDER: facts.sender,
        Slot.COMPANY: facts.company,
        Slot.SIGNATURE: facts.sender if facts.sender == facts.company else f"{facts.sender}\n{facts.company}",
    }
    if facts.builds_on.on is not None:
        values[Slot.LAST_CONTACT] = letter_date(facts.builds_on.on, facts.language)
    if facts.builds_on.promised_on is not None and facts.builds_on.ground is not Ground.NOT_BEFORE:
        values[Slot.PROMISED] = letter_date(facts.builds_on.promised_on, facts.language)
    if facts.builds_on.part is not None:
        values[Slot.PROMISED_PART] = letter_money(facts.builds_on.part, facts.language)
    return values


def ground_of(facts: Facts) -> Ground:
    """What the letter can pick up from: without the days a sentence needs, there is nothing to pick up."""
    picks = facts.builds_on
    names_a_day = picks.ground in (Ground.PROMISE_OPEN, Ground.PROMISE_BROKEN, Ground.NOT_BEFORE)
    if picks.on is None or (names_a_day and picks.promised_on is None):
        return Ground.NOTHING_YET
    return picks.ground


def _greeting(facts: Facts) -> str:
    names = list(dict.fromkeys(each.name for each in facts.recipients if each.name and "@" not in each.name))
    if not names or len(names) > MOST_GREETED:
        return phrase(facts.language, "greeting_client", client=facts.client)
    joined = letter_names(names, phrase(facts.language, "joint"), facts.language)
    return phrase(facts.language, "greeting", names=joined)


def _pick_up(facts: Facts) -> str:
    picks, language = facts.builds_on, facts.language
    return phrase(
        language,
        f"pick_up.{ground_of(facts).name.lower()}",
        on=letter_date(picks.on, language) if picks.on else "",
        promised=letter_date(picks.promised_on, language) if picks.promised_on else "",
        part=letter_money(picks.part, language) if picks.part else "",
        letter=facts.letter.name.lower(),
    )


def _broken_before(facts: Facts) -> str:
    """The sentence on a promise that was broken before the last contact; empty where none is to be cited."""
    broken, language = facts.builds_on.broken, facts.language
    if broken is None:
        return ""
    return phrase(
        language,
        "broken_before",
        on=letter_date(broken.on, language),
        promised=letter_date(broken.promised_on, language),
        part=letter_money(broken.part, language) if broken.part else "",
    )


def _what(facts: Facts) -> str:
    count, language = len(facts.items), facts.language
    if count == 1 and len(facts.items[0].number) <= LONGEST_NUMBER:
        return phrase(language, "what.single", number=facts.items[0].number)
    form = f"what.{letter_plural(count, language)}"
    return phrase(language, form if has_phrase(language, form) else "what.other", count=count)


def _invoices(facts: Facts) -> str:
    lines = [_line(item, facts) for item in facts.items]
    if facts.credit.minor > 0:
        lines.append(phrase(facts.language, "credit", credit=letter_money(-facts.credit, facts.language)))
    return "\n".join(lines)


def _line(item: Item, facts: Facts) -> str:
    language = facts.language
    return phrase(
        language,
        "settled" if facts.is_thanks else "line",
        number=item.number,
        issued=letter_date(item.issued_on, language),
        due=letter_date(item.due_on, language),
        total=letter_money(item.total, language),
        received=letter_money(item.received, language),
        remaining=letter_money(item.remaining, language),
    )
