"""A workspace's own letters: which there are, one to write, and how it reads filled in before it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from domain.letter import Language, LetterName, Words
from domain.own_letter import LetterShown
from views import ids, inputs, kit, letter_blocks, limits, rich, wording
from views.ids import Action, Field, Form
from views.inputs import Ask
from views.kit import Block, Body
from views.messages import answer, message
from views.reminder_words import LANGUAGES

TEXTS = (Field.TEXT, Field.TEXT_2)
_SUBJECT = 200
_WHO_MAY = "Changing it takes an admin: whoever runs Dunwell names them in DUNWELL_ADMINS."
_SLOTS = (
    "What is filled in stands in two pairs of braces: {{ greeting }}, {{ pick_up }}, {{ what }}, {{ invoices }},"
    " {{ total }}, {{ oldest_due }}, {{ how_to_pay }}, {{ client }}, {{ sender }}, {{ company }}, {{ signature }}."
)


def letters(found: Sequence[LetterShown]) -> Body:
    """A menu of every letter; the workspace's own are marked."""
    own = [each for each in found if each.own is not None]
    options = [
        kit.option(
            f"{LANGUAGES[each.language]} · {each.name}{' (yours)' if each.own else ''}",
            ids.pairs(language=each.language.value, letter=each.name.value),
        )
        for each in found
    ]
    mine = wording.listed([f"the {_called(each.language, each.name)}" for each in own])
    said = f"Yours: {mine}. The others are Dunwell's own." if own else "All letters are Dunwell's own so far."
    said = f"{said} Which one?"
    return answer(message(said, [kit.words(said), *kit.actions(_menu(options))]), public=False)


def write_letter(shown: LetterShown) -> Body:
    """A letter with its slots, to be put in other words."""
    own = shown.own
    whose = f"Yours, kept by {wording.one_line(own.by)}." if own else "Dunwell's own. Write yours in its place."
    value = ids.pairs(language=shown.language.value, letter=shown.name.value)
    asked = kit.confirm("Dunwell's again?", "Your words are gone from the next draft on.", yes="Dunwell's again")
    back = [kit.danger("Use Dunwell's again", Action.GIVE_BACK_LETTER, value, confirm=asked)] if own else []
    blocks = [
        kit.words(f"{called(shown.language, shown.name)}. {whose}"),
        *kit.actions(*back),
        *_inputs(shown.words),
        inputs.search(
            Field.CLIENT,
            Ask(label="Show it for", optional=True, hint="Left empty: a made-up client."),
            Action.FIND_CLIENT,
        ),
    ]
    return inputs.form(Form.OWN_LETTER, "A letter", blocks, submit="Preview", kept=value)


def read_letter(shown: LetterShown) -> Body:
    """The same to be read only, with who may change it."""
    own = shown.own
    whose = f"Yours, kept by {wording.one_line(own.by)}." if own else "Dunwell's own."
    blocks = [
        kit.words(f"{called(shown.language, shown.name)}. {whose} {_WHO_MAY}"),
        rich.rich(rich.line(rich.bold("Subject: "), rich.text(kit.clipped(shown.words.subject, 300)))),
        *letter_blocks.quoted(shown.words.text),
    ]
    return inputs.reading(Form.TOLD, "A letter", blocks)


def preview(words: Words, typed: Words, *, language: str, letter: str, mark: str) -> Body:
    """How it reads filled in, above what was typed. `mark` tells what was seen: other words are shown again first."""
    blocks = [
        kit.words("This is what a client would read. Keep it, or change it below and look again."),
        rich.rich(rich.line(rich.bold("Subject: "), rich.text(kit.clipped(words.subject, 300)))),
        *letter_blocks.quoted(words.text),
        kit.divider(),
        *_inputs(typed),
    ]
    kept = ids.pairs(language=language, letter=letter, mark=mark)
    return inputs.form(Form.KEEP_LETTER, "How it reads", blocks[: limits.VIEW_BLOCKS], submit="Keep it", kept=kept)


def called(language: Language, name: LetterName) -> str:
    """The friendly letter in German."""
    return f"The {_called(language, name)}"


def _called(language: Language, name: LetterName) -> str:
    letter = name.value if name is LetterName.THANKS else f"{name.value} letter"
    return f"{letter} in {LANGUAGES[language]}"


def _menu(options: list[Block]) -> Block:
    return kit.select(Action.WRITE_LETTER, "Choose a letter", options)


def _inputs(words: Words) -> list[Block]:
    pieces = [*letter_blocks.parts(words.text), ""][: len(TEXTS)]
    texts = [
        inputs.text(
            field,
            Ask(label="Text" if not place else "Text, continued", optional=bool(place), hint="" if place else _SLOTS),
            filled=piece,
            several_lines=True,
        )
        for place, (field, piece) in enumerate(zip(TEXTS, pieces, strict=True))
    ]
    return [inputs.text(Field.SUBJECT, Ask(label="Subject", longest=_SUBJECT), filled=words.subject), *texts]
