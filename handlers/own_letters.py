"""`letters`: a workspace's own words in place of ours, seen filled in before they are kept."""

from __future__ import annotations

import hashlib
from typing import Any

from slack_bolt import App

from domain.answers import Change
from domain.letter import Language, Words
from domain.own_letter import LetterShown
from domain.roles import Role
from handlers.command import Line
from handlers.edge import Ack, Edge, value_of
from handlers.forms import kept, typed
from handlers.ports import Body, Caller, Reader
from handlers.reminders import whole_text
from reminders.own_letters import (
    OwnWords,
    WhichLetter,
    all_letters,
    give_back_letter,
    keep_letter,
    letter_shown,
    preview_letter,
)
from storage.unit_of_work import Work
from views import own_letters
from views.changes import changed
from views.ids import Action, Field, Form, any_of, read_pairs
from views.modals import told


def on_letters(_: Line, caller: Caller, edge: Edge) -> Body:
    """`letters`."""
    return edge.desk.look(_every, None, _menu, caller)


def register(app: App, edge: Edge) -> None:
    """Choosing one, looking at it, keeping it, giving it back."""

    @app.action(any_of(Action.WRITE_LETTER))
    def on_choose(ack: Ack, body: dict[str, Any]) -> None:
        request = _which(read_pairs(value_of(body)))
        edge.form(ack, body, lambda caller: edge.desk.look(letter_shown, request, _writing, caller))

    @app.action(any_of(Action.GIVE_BACK_LETTER))
    def on_give_back(ack: Ack, body: dict[str, Any]) -> None:
        request = _which(read_pairs(value_of(body)))
        edge.press(ack, body, lambda caller: edge.desk.answer(give_back_letter, request, _done, caller))

    @app.view(str(Form.OWN_LETTER))
    def on_preview(ack: Ack, body: dict[str, Any]) -> None:
        edge.submission(ack, body, lambda caller: _previewed(body["view"], caller, edge))

    @app.view(str(Form.KEEP_LETTER))
    def on_keep(ack: Ack, body: dict[str, Any]) -> None:
        view = body["view"]
        request = _own_words(view)

        def answer(caller: Caller) -> Body:
            if kept(view).get("mark") != _mark(request):
                return _previewed(view, caller, edge)  # other words than those that were seen
            return edge.desk.answer(keep_letter, request, _told, caller)

        edge.submission(ack, body, answer)


def _previewed(view: Body, caller: Caller, edge: Edge) -> Body:
    request = _own_words(view)

    def shown(words: Words, _: Reader) -> Body:
        written = Words(subject=request.subject, text=request.text)
        which = request.which
        return own_letters.preview(words, written, language=which.language, letter=which.name, mark=_mark(request))

    return edge.desk.look(preview_letter, request, shown, caller)


def _own_words(view: Body) -> OwnWords:
    fields = typed(view)
    return OwnWords(
        which=_which(kept(view)),
        subject=fields.get(Field.SUBJECT, ""),
        text=whole_text(view),
        target=fields.get(Field.CLIENT, ""),
    )


def _which(carried: dict[str, str]) -> WhichLetter:
    return WhichLetter(language=carried.get("language", ""), name=carried.get("letter", ""))


def _mark(request: OwnWords) -> str:
    return hashlib.sha256(f"{request.subject}\n{request.text}".encode()).hexdigest()[:32]


def _every(_: None, work: Work) -> tuple[LetterShown, ...]:
    return tuple(each for language in Language for each in all_letters(language.value, work))


def _menu(found: tuple[LetterShown, ...], _: Reader) -> Body:
    return own_letters.letters(found)


def _writing(shown: LetterShown, reader: Reader) -> Body:
    # Nobody writes a whole letter to be told at its end that they may not.
    may_write = reader.role is Role.ADMIN
    return own_letters.write_letter(shown) if may_write else own_letters.read_letter(shown)


def _done(change: Change, reader: Reader) -> Body:
    return changed(change, locale=reader.locale)


def _told(change: Change, reader: Reader) -> Body:
    return told(changed(change, locale=reader.locale), title="Done")
