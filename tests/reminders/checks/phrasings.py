"""Right letters in other words, shapes and spellings than our templates': what a model or a person might write."""

from __future__ import annotations

import random
from datetime import date

from domain.chasing import Stage
from domain.currencies import digits
from domain.letter import Facts, Ground, Item, Language, Words
from domain.money import Money
from tests.reminders.checks.phrases import PHRASES

SIGNS = {"EUR": "€", "GBP": "£", "USD": "$", "PLN": "zł", "JPY": "¥", "INR": "₹", "CAD": "$", "SEK": "kr"}
MONTHS = {
    Language.ENGLISH: "January February March April May June July August September October November December",
    Language.GERMAN: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    Language.FRENCH: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    Language.SPANISH: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    Language.POLISH: "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
    "grudnia",
}
WEEKDAYS = {
    Language.ENGLISH: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    Language.GERMAN: "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    Language.FRENCH: "lundi mardi mercredi jeudi vendredi samedi dimanche",
    Language.SPANISH: "lunes martes miércoles jueves viernes sábado domingo",
    Language.POLISH: "poniedziałek wtorek środa czwartek piątek sobota niedziela",
}


def phrased(facts: Facts, chance: random.Random) -> Words:
    """A letter that says these facts and nothing else."""
    say = PHRASES[facts.language]
    subject = chance.choice(say["subject"])
    one = len(facts.items) == 1
    shown = {
        "net": money(facts.net, facts, chance),
        "number": facts.items[0].number if one else "",
        "count": str(len(facts.items)),
        "invoices": chance.choice(say["one" if one else "many"]).replace("{count}", str(len(facts.items))),
    }
    if one:
        subject = chance.choice((*say["subject"], *say["subject_one"]))
    parts = [greeting(facts, chance), pick_up(facts, chance), *body(facts, chance), chance.choice(say["ask"])]
    if facts.stage is Stage.FINAL and chance.random() < 0.5:
        parts.append(chance.choice(say["final"]))
    if facts.how_to_pay and chance.random() < 0.8:
        parts.append(f"{chance.choice(say['pay'])}\n{facts.how_to_pay}")
    parts += [chance.choice(say["crossed"]), signature(facts, chance)]
    return Words(subject=filled(subject, shown), text="\n\n".join(filter(None, parts)) + "\n")


def filled(text: str, shown: dict[str, str]) -> str:
    for slot, value in shown.items():
        text = text.replace(f"{{{slot}}}", value)
    return text


def greeting(facts: Facts, chance: random.Random) -> str:
    say = PHRASES[facts.language]
    if not facts.recipients:
        return chance.choice(say["greet_client"]).replace("{name}", facts.client)
    first = facts.recipients[0].name
    name = chance.choice((first, first, first.split()[0]))
    return chance.choice(say["greet"]).replace("{name}", name)


def pick_up(facts: Facts, chance: random.Random) -> str:
    picks = facts.builds_on
    if picks.on is None or picks.ground is Ground.NOTHING_YET:
        return chance.choice(PHRASES[facts.language]["start"])
    is_promise = picks.promised_on is not None
    shown = {"on": day(picks.on, facts, chance), "client": facts.client}
    if picks.promised_on:
        shown["promised"] = day(picks.promised_on, facts, chance)
    return filled(chance.choice(PHRASES[facts.language]["promised" if is_promise else "talked"]), shown)


def body(facts: Facts, chance: random.Random) -> list[str]:
    """What is open, in one of several shapes, and the total."""
    shapes = [listed, table, stacked]
    if len(facts.items) <= 3:
        shapes += [sentences, amounts_first]
    text = chance.choice(shapes)(facts, chance)
    say = PHRASES[facts.language]
    if facts.credit.minor:
        text += "\n" + filled(chance.choice(say["credit"]), {"credit": money(-facts.credit, facts, chance)})
    total = filled(chance.choice(say["total"]), {"net": money(facts.net, facts, chance)})
    return [chance.choice(say["open"]), f"{text}\n{total}"] if chance.random() < 0.5 else [text, total]


def listed(facts: Facts, chance: random.Random) -> str:
    """A line each, what came in only where something did."""
    mark = chance.choice(("- ", "* ", "• ", "{n}. ", ""))
    lines = [mark.replace("{n}", str(place)) + line(item, facts, chance) for place, item in enumerate(facts.items, 1)]
    return "\n".join(lines)


def line(item: Item, facts: Facts, chance: random.Random) -> str:
    say = PHRASES[facts.language]
    return filled(chance.choice(say["part_line" if item.received.minor else "line"]), shown_of(item, facts, chance))


def table(facts: Facts, chance: random.Random) -> str:
    """Columns without words: number, due, total, received, remaining."""
    joint = chance.choice((" | ", "   ", "\t", "; "))
    rows = [joint.join(chance_row(item, facts, chance)) for item in facts.items]
    return "\n".join(rows)


def chance_row(item: Item, facts: Facts, chance: random.Random) -> list[str]:
    shown = shown_of(item, facts, chance)
    return [shown[name] for name in ("number", "due", "total", "received", "remaining")]


def stacked(facts: Facts, chance: random.Random) -> str:
    """A paragraph each."""
    say = PHRASES[facts.language]
    return "\n\n".join(filled(chance.choice(say["stack"]), shown_of(item, facts, chance)) for item in facts.items)


def sentences(facts: Facts, chance: random.Random) -> str:
    say = PHRASES[facts.language]
    return " ".join(filled(chance.choice(say["sentence"]), shown_of(item, facts, chance)) for item in facts.items)


def amounts_first(facts: Facts, chance: random.Random) -> str:
    """“€100 for INV-1 and €200 for INV-2 are open.”"""
    say = PHRASES[facts.language]
    each = [filled(say["for_it"][0], shown_of(item, facts, chance)) for item in facts.items]
    joined = each[0] if len(each) == 1 else f"{', '.join(each[:-1])} {say['and'][0]} {each[-1]}"
    return filled(chance.choice(say["still_open"]), {"each": joined})


def signature(facts: Facts, chance: random.Random) -> str:
    closing = chance.choice(PHRASES[facts.language]["close"])
    signed = (f"{facts.sender}\n{facts.company}", f"{facts.sender}, {facts.company}", facts.sender)
    return f"{closing}\n{chance.choice(signed)}"


def shown_of(item: Item, facts: Facts, chance: random.Random) -> dict[str, str]:
    return {
        "number": item.number,
        "issued": day(item.issued_on, facts, chance),
        "due": day(item.due_on, facts, chance),
        "total": money(item.total, facts, chance),
        "received": money(item.received, facts, chance),
        "remaining": money(item.remaining, facts, chance),
    }


def day(on: date, facts: Facts, chance: random.Random) -> str:
    """In one of the ways the language writes it."""
    month = MONTHS[facts.language].split()[on.month - 1]
    weekday = WEEKDAYS[facts.language].split()[on.weekday()]
    shapes = [f"{on:%d.%m.%Y}", f"{on:%Y-%m-%d}", f"{on:%d/%m/%Y}", f"{on.day}.{on.month}.{on:%y}"]
    if facts.language is Language.ENGLISH:
        last = {1: "st", 2: "nd", 3: "rd"}.get(on.day % 10 if on.day not in (11, 12, 13) else 0, "th")
        shapes += [
            f"{on.day} {month} {on.year}",
            f"{month} {on.day}{last}, {on.year}",
            f"{weekday} {on.day} {month} {on.year}",
        ]
        shapes += [
            f"{on.day} {month[:3]} {on.year}",
            f"{on.day}-{month[:3]}-{on:%y}",
            f"the {on.day}{last} of {month} {on.year}",
        ]
    elif facts.language is Language.GERMAN:
        shapes += [f"{on.day}. {month} {on.year}", f"{weekday}, den {on.day}. {month} {on.year}"]
    elif facts.language is Language.FRENCH:
        shapes += [f"{'1er' if on.day == 1 else on.day} {month} {on.year}", f"{weekday} {on.day} {month} {on.year}"]
    elif facts.language is Language.SPANISH:
        shapes += [f"{on.day} de {month} de {on.year}", f"{on.day} de {month} del {on.year}"]
    else:
        shapes += [f"{on.day} {month} {on.year}", f"{on.day} {month} {on.year} r."]
    return chance.choice(shapes)


def money(amount: Money, facts: Facts, chance: random.Random) -> str:
    """In one of the ways people write it."""
    places = digits(amount.currency)
    english = facts.language is Language.ENGLISH
    point, groups = (".", (",", "")) if english else (",", (".", " ", "\u00a0", "\u202f", ""))
    whole, part = divmod(abs(amount.minor), 10**places)
    group = chance.choice(groups)
    if whole >= 10**3 and not group and places > 2:
        group = groups[0]
    figures = f"{whole:,}".replace(",", group)
    if places and (part or places > 2 or chance.random() < 0.7):
        figures += f"{point}{part:0{places}d}"
    sign = SIGNS.get(amount.currency, amount.currency)
    minus = chance.choice(("-", "−", "")) if amount.minor < 0 else ""
    shapes = (
        f"{minus}{amount.currency} {figures}",
        f"{minus}{figures} {amount.currency}",
        f"{minus}{figures} {sign}",
        f"{minus}{figures}\u00a0{sign}",
    )
    if len(sign) == 1:
        shapes += (f"{minus}{sign}{figures}", f"{minus}{figures}{sign}", f"{sign} {minus}{figures}")
    return chance.choice(shapes)
