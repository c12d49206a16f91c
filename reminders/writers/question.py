"""What a language model is asked, and how its four texts become a letter with slots. See docs/howto/language-model.md.

It is told the stage, the language, what the letter picks up from and the client's last words. It is not told any name,
address, amount, number or date: it writes slots, and code fills them from the facts.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

import prompts
from domain.chasing import Stage
from domain.letter import Facts, Flaw, Language, Words
from reminders.writers.slots import Slot, shown
from reminders.writers.values import ground_of, values_of

LONGEST_SAID = 2_000
"""Characters of the client's words that a model is shown."""

# What a sentence of the model may need; the frame around it has the rest.
OFFERED = {
    Slot.TOTAL: "what is to be paid in all",
    Slot.OLDEST_DUE: "the earliest due date",
    Slot.LAST_CONTACT: "the day of the last contact",
    Slot.PROMISED: "the day they said they would pay",
    Slot.PROMISED_PART: "the part they said they would pay on it: name it with that day",
    Slot.COMPANY: "the studio's name",
    Slot.WHAT: "the invoice, or how many there are: for the subject",
}
_NAMES = {
    Language.ENGLISH: "English",
    Language.GERMAN: "German (formal: Sie)",
    Language.FRENCH: "French (formal: vous)",
    Language.SPANISH: "Spanish (formal: usted)",
    Language.POLISH: "Polish (formal: Państwo)",
}
_TONES = {
    Stage.COMING: "Nothing is late: a note ahead of time.",
    Stage.FRIENDLY: "Warm and light: it may simply have been forgotten.",
    Stage.FIRM: "Polite and clear: ask for the payment, or for the day it will come.",
    Stage.FINAL: "Polite and firm: the last written reminder. Ask to pay now or to call. No threat, no legal word.",
}


class Said(BaseModel):
    """The model's answer."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    subject: str = Field(min_length=3, max_length=120)
    pick_up: str = Field(min_length=3, max_length=600)
    request: str = Field(min_length=3, max_length=600)
    closing: str = Field(min_length=3, max_length=300)


def question(facts: Facts, faults: tuple[Flaw, ...] = ()) -> str:
    """The prompt for these facts. The client's words stand inside a fence that they cannot close: it is drawn from
    their own hash."""
    said = (facts.builds_on.words or "")[:LONGEST_SAID]
    known = values_of(facts)
    return prompts.words(
        "llm/letter.txt",
        language=_NAMES[facts.language],
        slots=[(shown(slot), means) for slot, means in OFFERED.items() if slot in known],
        stage=facts.stage.value,
        tone=_TONES[facts.stage],
        ground=ground_of(facts).value,
        count=len(facts.items),
        is_part_paid=any(item.received.minor > 0 for item in facts.items),
        fence=hashlib.sha256(said.encode()).hexdigest()[:16],
        said=said or "(nothing)",
        faults=list(dict.fromkeys(flaw.fault.value for flaw in faults)),  # what showed them may be a filled fact
    )


def framed(said: Said, language: Language) -> Words:
    """The four texts in the frame of a letter, with the slots still in them."""
    slots = {slot.value: shown(slot) for slot in Slot}
    text = prompts.words(
        f"llm/frame_{language.value}.txt",
        said_pick_up=said.pick_up,
        said_request=said.request,
        said_closing=said.closing,
        **slots,
    )
    return Words(subject=said.subject, text=text)


@cache
def version() -> str:
    """Which words the model was asked with: changes with every change of the prompt or a frame."""
    folder = Path(prompts.__file__).parent / "llm"
    kept = b"".join(path.read_bytes() for path in sorted(folder.glob("*.txt")))
    return f"llm-{hashlib.sha256(kept).hexdigest()[:8]}"
