"""Right letters with one thing changed, so that they say something that is not so."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from datetime import timedelta

from domain.currencies import currencies_named
from domain.letter import Facts, Words
from domain.money import Money
from tests.reminders.checks.facts import CLIENTS, COMPANIES, PEOPLE
from tests.reminders.checks.places import (
    at_line_start,
    days_of,
    in_its_line,
    is_another,
    is_of_paying,
    last_in_its_line,
    line_at,
    replaced,
    same_days,
    with_line,
    with_text,
)
from views.letter_words import letter_date, letter_money

Mutation = Callable[[Words, Facts, random.Random], Words | None]
OTHER_NAMES = ("Bob Marsh", "Karin Vogel", "Northwind Traders", "Paweł Nowak", "Inès Dupont", "Globex GmbH")


def mutated(
    words: Words, facts: Facts, chance: random.Random, kinds: Mapping[str, Mutation] | None = None
) -> tuple[str, Words]:
    """The letter with one thing changed, and what it was."""
    among = kinds or MUTATIONS
    while True:
        name = chance.choice(list(among))
        changed = among[name](words, facts, chance)
        if changed is not None and changed != words:
            return name, changed


def a_digit(words: Words, facts: Facts, chance: random.Random) -> Words | None:
    """Another digit in its place, wherever it stands; a day of the talk that becomes another of its days aside."""
    at = chance.choice([found.start() for found in re.finditer(r"\d", words.text)])
    digit = chance.choice([each for each in "0123456789" if each != words.text[at]])
    text = words.text[:at] + digit + words.text[at + 1 :]
    line = line_at(text, at)
    talk = {facts.builds_on.on, facts.builds_on.promised_on, *(day for item in facts.items for day in days_of(item))}
    is_another_day = any(day and letter_date(day, facts.language) in line for day in talk) and not line.startswith("•")
    return None if is_another_day and line not in words.text and same_days(line, facts) else with_text(words, text)


def a_date(words: Words, facts: Facts, chance: random.Random) -> Words | None:
    """A day becomes one that is no fact."""
    known = {
        facts.today,
        facts.builds_on.on,
        facts.builds_on.promised_on,
        *(day for item in facts.items for day in days_of(item)),
    }
    day = chance.choice(sorted(each for each in known if each))
    other = day + timedelta(days=chance.choice((-365, -31, -7, -1, 1, 2, 7, 30, 365)))
    return (
        None
        if other in known
        else replaced(words, letter_date(day, facts.language), letter_date(other, facts.language), chance)
    )


def another_invoices_day(words: Words, facts: Facts, chance: random.Random) -> Words | None:
    """An invoice is said to be due when another one is."""
    if len(facts.items) < 2:
        return None
    one, other = chance.sample(facts.items, 2)
    if other.due_on in (*days_of(one), facts.today, facts.builds_on.on, facts.builds_on.promised_on):
        return None
    return in_its_line(words, one, letter_date(one.due_on, facts.language), letter_date(other.due_on, facts.language))


def a_name(words: Words, facts: Facts, chance: random.Random) -> Words | None:
    """Somebody else is greeted, or signs."""
    names = [facts.client, facts.sender, facts.company, *(each.name for each in facts.recipients)]
    name = chance.choice(names)
    others = [each for each in (*OTHER_NAMES, *CLIENTS, *PEOPLE, *COMPANIES) if is_another(each, names)]
    return replaced(words, name, chance.choice(others), chance)


def a_letter_of_a_name(words: Words, facts: Facts, chance: random.Random) -> Words | None:
    """One letter of who is greeted or signs is another."""
    name = chance.choice([facts.sender, facts.company, *(each.name for each in facts.recipients)])
    places = [place for place, letter in enumerate(name) if letter.isalpha() and letter.isascii()]
    if len(places) < 2:
        return None
    at = chance.choice(places)
    wrong = name[:at] + chance.choice([each for each in "bdfgknrtxz" if each != name[at].lower()]) + name[at + 1 :]
    return replaced(words, name, wrong, chance)


def a_link(words: Words, _: Facts, chance: random.Random) -> Words | None:
    """A link changes, or comes along."""
    if "https://pay.rua-nova.example" in words.text and chance.random() < 0.5:
        return replaced(
            words,
            "pay.rua-nova",
            chance.choice(("pay.rua-n0va", "pay.ruanova", "pay-rua.nova", "pay.rua-nοva")),
            chance,
        )
    link = chance.choice(
        (
            "https://acme-pay.example/now",
            "www.pay-here.com",
            "pay-here.xyz/1",
            "bit.ly/3xYz",
            "[here](http://x.io)",
            "xn--pypal-4ve.com",
            "HTTPS://EVIL.EXAMPLE",
            "evil.io",
        )
    )
    return with_line(words, f"{link}", chance)


def an_address(words: Words, _: Facts, chance: random.Random) -> Words | None:
    """An e-mail address changes, or comes along."""
    if "pay@rua-nova.example" in words.text and chance.random() < 0.5:
        return replaced(
            words,
            "pay@rua-nova.example",
            chance.choice(("pay@ruanova.example", "pay@rua-nova.example.com", "pai@rua-nova.example")),
            chance,
        )
    return with_line(
        words,
        chance.choice(("ceo@acme.example", "pay(at)acme.example", "mailto:x@y.de", "x@y.co.uk", "bill@acme")),
        chance,
    )


def an_account(words: Words, facts: Facts, chance: random.Random) -> Words | None:
    """A bank account changes, or comes along."""
    digits = [
        found.start() for found in re.finditer(r"\d", words.text) if is_of_paying(words.text, found.start(), facts)
    ]
    if digits and chance.random() < 0.6:
        at = chance.choice(digits)
        return with_text(
            words, words.text[:at] + chance.choice("0123456789".replace(words.text[at], "")) + words.text[at + 1 :]
        )
    account = chance.choice(
        (
            *(
                "GB33 BUKB 2020 1555 5555 55",
                "FR7630006000011234567890189",
                "de12 5001 0517 0648 4898 90",
                "NO93 8601 1117 947",
            ),
            *(
                "BIC: DEUTDEFF500",
                "12-34-56 12345678",
                "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
                "PayPal.me",
                "Konto 1234567890",
            ),
        )
    )
    return with_line(words, account, chance) if account not in facts.how_to_pay else None


def a_number(words: Words, facts: Facts, chance: random.Random) -> Words | None:
    """An invoice number loses, gains or changes a character."""
    number = chance.choice(facts.items).number
    at = chance.randrange(len(number))
    shapes = (
        number[:at] + number[at + 1 :],
        number + str(chance.randrange(10)),
        f"X{number}",
        number[:at] + "7" + number[at + 1 :],
    )
    wrong = chance.choice(shapes)
    known = {item.number.casefold() for item in facts.items}
    if not wrong or wrong.casefold() in known or not any(map(str.isalnum, wrong)) or wrong.strip() != wrong:
        return None
    return at_line_start(words, number, wrong)


def amounts_swapped(words: Words, facts: Facts, chance: random.Random) -> Words | None:
    """Two invoices have each other's balance."""
    if len(facts.items) < 2:
        return None
    one, other = chance.sample(facts.items, 2)
    first, second = (letter_money(each.remaining, facts.language) for each in (one, other))
    if one.remaining == other.remaining:
        return None
    changed = last_in_its_line(words, one, first, second)
    return changed and last_in_its_line(changed, other, second, first)


def another_amount(words: Words, facts: Facts, chance: random.Random) -> Words | None:
    """What is left of an invoice is told as another amount of the letter."""
    item = chance.choice(facts.items)
    amounts = {each for other in facts.items for each in (other.total, other.received, other.remaining)} | {facts.net}
    others = sorted((each for each in amounts if each != item.remaining), key=lambda each: each.minor)
    if not others or (len(facts.items) == 1 and item.remaining == item.total):
        return None
    said, wrong = letter_money(item.remaining, facts.language), letter_money(chance.choice(others), facts.language)
    return last_in_its_line(words, item, said, wrong)


def an_amount(words: Words, facts: Facts, chance: random.Random) -> Words | None:
    """An amount becomes one that is no fact."""
    amounts = [each for item in facts.items for each in (item.total, item.received, item.remaining)]
    amount = chance.choice([*amounts, facts.net])
    other = Money(amount.minor + chance.choice((-100, -1, 1, 100, 10_000, amount.minor * 9)), amount.currency)
    subtotal = Money(sum(item.remaining.minor for item in facts.items), amount.currency)
    if other in {*amounts, facts.net, facts.credit, subtotal} or other.minor < 0:
        return None
    return replaced(words, letter_money(amount, facts.language), letter_money(other, facts.language), chance)


def a_sign(words: Words, facts: Facts, chance: random.Random) -> Words | None:
    """The total is in another currency. A sign that many share (“$”) is also that of a Canadian invoice."""
    other = chance.choice([each for each in ("EUR", "USD", "GBP", "JPY", "PLN", "CHF") if each != facts.net.currency])
    said, zero = letter_money(facts.net, facts.language), letter_money(Money(0, facts.net.currency), facts.language)
    sign, wrong = (re.sub(r"[\d.,\s-]", "", text) for text in (zero, letter_money(Money(0, other), facts.language)))
    is_shared = facts.net.currency in currencies_named(wrong)
    return replaced(words, said, said.replace(sign, wrong), chance) if sign in said and not is_shared else None


def without_an_invoice(words: Words, facts: Facts, chance: random.Random) -> Words | None:
    """One invoice is left out."""
    item = chance.choice(facts.items)
    lines = [line for line in words.text.split("\n") if not line.startswith(f"• {item.number}")]
    return with_text(words, "\n".join(lines))


def a_wrong_total(words: Words, facts: Facts, chance: random.Random) -> Words | None:
    """The total is another amount."""
    said = letter_money(facts.net, facts.language)
    subtotal = sum(item.remaining.minor for item in facts.items)
    others = {
        subtotal + facts.credit.minor,
        facts.net.minor + 1,
        facts.net.minor * 10,
        *(each.remaining.minor for each in facts.items),
    }
    others |= {sum(item.total.minor for item in facts.items), subtotal}
    minor = chance.choice(sorted(others - {facts.net.minor}))
    wrong = letter_money(Money(minor, facts.net.currency), facts.language)
    at = words.text.rfind(said)
    return with_text(words, words.text[:at] + wrong + words.text[at + len(said) :]) if at >= 0 else None


MUTATIONS: dict[str, Mutation] = {
    "a digit": a_digit,
    "a date": a_date,
    "another invoice's day": another_invoices_day,
    "a name": a_name,
    "a letter of a name": a_letter_of_a_name,
    "a link": a_link,
    "an address": an_address,
    "an account": an_account,
    "a number": a_number,
    "amounts swapped": amounts_swapped,
    "another amount": another_amount,
    "an amount": an_amount,
    "a sign": a_sign,
    "without an invoice": without_an_invoice,
    "a wrong total": a_wrong_total,
}
# These find their place in any words; the others look for the lines of our templates.
ANYWHERE = {
    name: MUTATIONS[name] for name in ("a digit", "a name", "a letter of a name", "a link", "an address", "an account")
}
