"""Named slots: `{{ total }}` in a letter a workspace or a model wrote. Code fills them; nothing in them is ever run.

What is filled in is not read again, so a client who is called `{{ total }}` stays called that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum

from domain.errors import Refusal, listed
from domain.letter import LetterName, Words
from views.letter_words import letter_line


class Slot(StrEnum):
    """What a letter can have filled in."""

    GREETING = "greeting"
    PICK_UP = "pick_up"
    BROKEN_BEFORE = "broken_before"
    WHAT = "what"
    INVOICES = "invoices"
    TOTAL = "total"
    OLDEST_DUE = "oldest_due"
    HOW_TO_PAY = "how_to_pay"
    CLIENT = "client"
    SENDER = "sender"
    COMPANY = "company"
    SIGNATURE = "signature"
    LAST_CONTACT = "last_contact"
    PROMISED = "promised"
    PROMISED_PART = "promised_part"


MEANS = {
    Slot.GREETING: "Dear Maria Lopes, or the client's name where nobody is on file",
    Slot.PICK_UP: "a sentence on what was last said, with its day, and one on a promise broken before that",
    Slot.BROKEN_BEFORE: "the second of these alone, where there is one",
    Slot.WHAT: "invoice INV-1042, or 3 invoices: for the subject",
    Slot.INVOICES: "every invoice on a line of its own, and credit they have",
    Slot.TOTAL: "what is to be paid in all",
    Slot.OLDEST_DUE: "the earliest due date",
    Slot.HOW_TO_PAY: "your payment details, where they are set",
    Slot.CLIENT: "the client's name",
    Slot.SENDER: "who signs",
    Slot.COMPANY: "your company",
    Slot.SIGNATURE: "who signs, and your company below",
    Slot.LAST_CONTACT: "the day of the last contact",
    Slot.PROMISED: "the day they promised",
    Slot.PROMISED_PART: "the sum they promised, where it is not all",
}
# These have a value in some letters only, so a letter for all clients cannot count on them.
SOMETIMES = frozenset({Slot.LAST_CONTACT, Slot.PROMISED, Slot.PROMISED_PART})
ONE_LINE = frozenset({Slot.WHAT, Slot.TOTAL, Slot.OLDEST_DUE, Slot.CLIENT, Slot.SENDER, Slot.COMPANY, *SOMETIMES})


class UnknownSlot(Refusal):
    """The words name something no letter can fill in; the text offers the nearest slot."""

    def __init__(self, name: str, field: str | None = None) -> None:
        near = _nearest(name)
        offer = (
            f" Did you mean {listed(near, 'or')}?" if near else f" There is {listed([shown(slot) for slot in Slot])}."
        )
        super().__init__(f"A letter has no “{{{{ {name} }}}}”.{offer}", field=field)
        self.name = name


class NoValue(Refusal):
    """The slot is known, and this letter has nothing to put there."""

    def __init__(self, slot: Slot, field: str | None = None) -> None:
        words = f"“{shown(slot)}” ({MEANS[slot]}) has no value in this letter. Use “{shown(Slot.PICK_UP)}” instead."
        super().__init__(words, field=field)
        self.name = slot.value


class StrayBraces(Refusal):
    """Braces that are no slot: they would reach the client as they are."""

    def __init__(self, near: str, field: str | None = None) -> None:
        words = f"“{near}” is not a slot. A slot is a name in two pairs of braces, like “{shown(Slot.TOTAL)}”."
        super().__init__(words, field=field)


def required(name: LetterName) -> frozenset[Slot]:
    """What a letter cannot be without."""
    needed = {Slot.INVOICES} if name is LetterName.THANKS else {Slot.INVOICES, Slot.TOTAL}
    return frozenset(needed)


def shown(slot: Slot) -> str:
    """As it is typed: {{ total }}."""
    return f"{{{{ {slot} }}}}"


def filled(words: Words, values: Mapping[Slot, str]) -> Words:
    """Subject and text with every slot filled. Raises UnknownSlot, NoValue or StrayBraces."""
    return Words(
        subject=letter_line(_fill(words.subject, values, "subject")),
        text=tidy(_fill(words.text, values, "text")),
    )


def slots_in(text: str, field: str | None = None) -> set[Slot]:
    """The slots a text names. Raises UnknownSlot or StrayBraces."""
    left = _SLOT.sub("", text)
    if stray := _STRAY.search(left):
        raise StrayBraces(stray[0], field)
    return {_slot(found[1], field) for found in _SLOT.finditer(text)}


def tidy(text: str) -> str:
    """One empty line between paragraphs where a slot was empty, no spaces at line ends, a newline at the end,
    and nothing that no mail can carry."""
    text = _UNSENDABLE.sub("", text)
    lines = "\n".join(line.rstrip(" \t") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return _GAP.sub("\n\n", lines).strip("\n") + "\n"


def _fill(text: str, values: Mapping[Slot, str], field: str) -> str:
    slots_in(text, field)

    def value(found: re.Match[str]) -> str:
        slot = _slot(found[1], field)
        if slot not in values:
            raise NoValue(slot, field)
        return values[slot]

    return _SLOT.sub(value, text)


def _slot(said: str, field: str | None) -> Slot:
    name = "_".join(said.casefold().replace("-", " ").split())
    if name not in list(Slot):
        raise UnknownSlot(said, field)
    return Slot(name)


def _nearest(said: str) -> list[str]:
    name = "_".join(said.casefold().replace("-", " ").split())
    if meant := next((slot for slot, words in _ALSO_CALLED.items() if name in words), None):
        return [f"“{shown(meant)}”"]
    return [f"“{shown(Slot(near))}”" for near in get_close_matches(name, list(Slot), n=1, cutoff=0.5)]


_SLOT = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
# Two braces of either kind, a statement or comment of a template language, or one of our names in single braces.
_STRAY = re.compile(rf"\{{\{{[^\n]{{0,30}}|[^\n]{{0,30}}\}}\}}|\{{[%#][^\n]{{0,30}}|\{{\s*(?:{'|'.join(Slot)})\s*\}}")
_GAP = re.compile(r"\n{3,}")
# No mail can carry half a character, and no letter needs one that moves the cursor.
_UNSENDABLE = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ALSO_CALLED = {
    Slot.TOTAL: ("amount", "amount_due", "balance", "sum", "net", "outstanding"),
    Slot.INVOICES: ("invoice_list", "lines", "items"),
    Slot.WHAT: ("number", "numbers", "invoice", "invoice_number"),
    Slot.OLDEST_DUE: ("due", "due_date", "due_on", "date"),
    Slot.GREETING: ("name", "names", "contact", "contacts", "recipient", "dear", "salutation"),
    Slot.CLIENT: ("customer", "client_name"),
    Slot.HOW_TO_PAY: ("iban", "bank", "payment", "payment_details", "pay"),
    Slot.SENDER: ("me", "owner", "from"),
}
