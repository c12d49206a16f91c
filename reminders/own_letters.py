"""A workspace's own letters: what is sent now, how another would read, keep it in its place, give it back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.answers import Change
from domain.client import Client
from domain.errors import AlreadyDone, NotUnderstood, listed
from domain.letter import Facts, Language, LetterName, Words
from domain.own_letter import LetterShown
from domain.roles import Role, require
from reminders.letter_sample import made_up, of_client
from reminders.writers import template
from reminders.writers.slots import ONE_LINE, SOMETIMES, NoValue, required, shown, slots_in, tidy
from storage.unit_of_work import Work
from views.letter_words import letter_line

LONGEST_SUBJECT = 200
LONGEST_TEXT = 4_000
LANGUAGES = {
    Language.ENGLISH: "English",
    Language.GERMAN: "German",
    Language.FRENCH: "French",
    Language.SPANISH: "Spanish",
    Language.POLISH: "Polish",
}
_CHOSEN = re.compile(r"client:(\d{1,18})")


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichLetter:
    """A letter by its language (`en`) and occasion (`friendly`, `thank-you`), as a form names them."""

    language: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """A letter as somebody wrote it, with slots: {{ invoices }}, {{ total }}. `target` is a client to see it with, as
    typed or as `client:12` (empty: a made-up one)."""

    which: WhichLetter
    subject: str
    text: str
    target: str = ""


def all_letters(language: str, work: Work) -> tuple[LetterShown, ...]:
    """Every letter of a language as it is sent now, with its slots."""
    require(work.person, Role.VIEWER, "read the letters")
    return tuple(letter_shown(WhichLetter(language=language, name=name.value), work) for name in LetterName)


def letter_shown(request: WhichLetter, work: Work) -> LetterShown:
    """The letter as it is sent now: the workspace's own, else ours, to begin from."""
    require(work.person, Role.VIEWER, "read the letters")
    language, name = _which(request)
    own = work.own_letters.get(language, name)
    words = own.words if own else template.to_change(language, name)
    return LetterShown(language=language, name=name, words=words, own=own)


def preview_letter(request: OwnWords, work: Work) -> Words:
    """The words as a client would read them. Raises UnknownSlot, NoValue, StrayBraces or NotUnderstood."""
    require(work.person, Role.ADMIN, "change the letters")
    language, name = _which(request.which)
    return template.write(_facts(request.target, language, name, work), _checked(request, name))


def keep_letter(request: OwnWords, work: Work) -> Change:
    """From the next draft on this is what is sent in place of our letter. What is drafted already stays as it is."""
    require(work.person, Role.ADMIN, "change the letters")
    language, name = _which(request.which)
    words = _checked(request, name)
    before = work.own_letters.get(language, name)
    if before is not None and before.words == words:
        raise AlreadyDone(f"The {_called(language, name)} reads so already.", field="text")
    work.own_letters.keep(language, name, words, by_id=work.person.id, now=work.now)
    said = f"The {_called(language, name)} is now your own, from the next draft on"
    return _changed("keep_letter", said, work)


def give_back_letter(request: WhichLetter, work: Work) -> Change:
    """Our letter counts again, from the next draft on."""
    require(work.person, Role.ADMIN, "change the letters")
    language, name = _which(request)
    if not work.own_letters.give_back(language, name):
        raise AlreadyDone(f"The {_called(language, name)} is Dunwell's own already.")
    return _changed(
        "give_back_letter", f"The {_called(language, name)} is Dunwell's own again, from the next draft on", work
    )


def _changed(act: str, said: str, work: Work) -> Change:
    work.record(act, said)
    return Change(said=said, record_id=None, today=work.today)


def _which(request: WhichLetter) -> tuple[Language, LetterName]:
    if request.language not in list(Language):
        words = f"There are no letters in “{request.language}” yet. There are: {listed(list(LANGUAGES.values()))}."
        raise NotUnderstood(words, field="language")
    if request.name not in list(LetterName):
        words = f"There is no letter “{request.name}”. There are: {listed(list(LetterName))}."
        raise NotUnderstood(words, field="letter")
    return Language(request.language), LetterName(request.name)


def _checked(request: OwnWords, name: LetterName) -> Words:
    """The words, once it is sure that every letter to anybody can be filled in."""
    words = Words(subject=letter_line(request.subject), text=tidy(request.text))
    for field, said, most in (("subject", words.subject, LONGEST_SUBJECT), ("text", words.text, LONGEST_TEXT)):
        if not said.strip():
            raise NotUnderstood("There is nothing in it. Write something, or leave the letter as it is.", field=field)
        if len(said) > most:
            raise NotUnderstood(f"That is {len(said):,} characters; {most:,} fit.", field=field)
    in_subject, in_text = slots_in(words.subject, "subject"), slots_in(words.text, "text")
    for field, slots in (("subject", in_subject), ("text", in_text)):
        for slot in sorted(slots & SOMETIMES):
            raise NoValue(slot, field)
    if long := sorted(in_subject - ONE_LINE):
        raise NotUnderstood(f"“{shown(long[0])}” is longer than a subject. Put it in the text.", field="subject")
    if missing := [f"“{shown(slot)}”" for slot in sorted(required(name) - in_text)]:
        words_of = f"The letter needs {listed(missing)}: without it nobody knows what is to be paid."
        raise NotUnderstood(words_of, field="text")
    return words


def _facts(target: str, language: Language, name: LetterName, work: Work) -> Facts:
    if not target.strip():
        return made_up(language, name, work)
    return of_client(_client(target, work), language, name, work)


def _client(target: str, work: Work) -> Client:
    chosen = _CHOSEN.fullmatch(target.strip())
    return work.clients.get(int(chosen[1])) if chosen else work.clients.find(target)


def _called(language: Language, name: LetterName) -> str:
    letter = name.value if name is LetterName.THANKS else f"{name.value} letter"
    return f"{letter} in {LANGUAGES[language]}"
