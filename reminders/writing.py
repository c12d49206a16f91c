"""Who writes a letter, and the check it goes through before anybody sees it.

A model where one is set, asked once more with its faults named; else, and whenever that fails, the template. The
workspace's own words, where it wrote some for this letter, come before both.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from domain.errors import Refusal, listed
from domain.letter import Facts, Fault, Flaw, Words
from domain.reminder import Writer
from reminders.checks import flaws_of
from reminders.writers import Model, ModelUnavailable, template
from reminders.writers.slots import filled
from reminders.writers.values import values_of

_log = logging.getLogger("dunwell.letters")
OWN = "Your own letter."
REWRITTEN = "Written by the model at its second try: the first had {faults}."
FELL_BACK = "The model's letter had {faults}, twice; this is the template."
NOT_OURS = "Your own letter could not be filled in ({why}) This is ours."


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Words ready to be shown. `flaws` stand in them as they are; `note` says how they came about, where it was not
    the plain way; `prompt_version` is the model's, where it wrote them."""

    words: Words
    writer: Writer
    note: str | None = None
    prompt_version: str | None = None
    flaws: tuple[Flaw, ...] = ()


def write_letter(facts: Facts, own: Words | None, model: Model | None) -> Written:
    """The letter for these facts. Never fails for want of a model, and asks nothing of the database."""
    if own is not None:
        return _own(facts, own)
    if model is None or facts.is_thanks:
        return _template(facts)
    try:
        return _modelled(facts, model)
    except ModelUnavailable as unavailable:
        return _template(facts, f"{unavailable.words} This is the template.")
    except Exception:  # noqa: BLE001 - whatever a model does, the letter is written
        _log.exception("the model writer failed")
        return _template(facts, "The model could not be used; the log says why. This is the template.")


def _own(facts: Facts, own: Words) -> Written:
    try:
        words = template.write(facts, own)
    except Refusal as unfilled:
        return _template(facts, NOT_OURS.format(why=unfilled.words))
    return Written(words=words, writer=Writer.TEMPLATE, note=OWN, flaws=flaws_of(words, facts))


def _template(facts: Facts, note: str | None = None) -> Written:
    words = template.write(facts)
    return Written(words=words, writer=Writer.TEMPLATE, note=note, flaws=flaws_of(words, facts))


def _modelled(facts: Facts, model: Model) -> Written:
    words, first = _tried(facts, model, ())
    if words is not None and not first:
        return Written(words=words, writer=Writer.MODEL, prompt_version=model.prompt_version)
    words, second = _tried(facts, model, first)
    if words is None or second:
        return _template(facts, FELL_BACK.format(faults=_named(second)))
    note = REWRITTEN.format(faults=_named(first))
    return Written(words=words, writer=Writer.MODEL, note=note, prompt_version=model.prompt_version)


def _tried(facts: Facts, model: Model, faults: tuple[Flaw, ...]) -> tuple[Words | None, tuple[Flaw, ...]]:
    """The model's words with their slots filled, and what is wrong in them; None where they could not be filled."""
    said = model.write(facts, faults)
    try:
        words = filled(said, values_of(facts))
    except Refusal as unfilled:
        return None, (Flaw(fault=Fault.PLACEHOLDER, shown=unfilled.words),)
    return words, flaws_of(words, facts)


def _named(flaws: tuple[Flaw, ...]) -> str:
    return listed(list(dict.fromkeys(flaw.fault.value for flaw in flaws)))
