"""`remind` and `why`: a letter now, and why one went or did not; letting old debts be chased, and when clients are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import App

from domain.answers import Change
from domain.chasing_now import ChasingNow
from domain.errors import NotUnderstood
from domain.why import Asked, WhyShown
from handlers.command import Line
from handlers.edge import Ack, Edge, value_of
from handlers.forms import kept, typed
from handlers.ports import Body, Caller, Reader
from handlers.submitting import Sent
from receivables.keep_chasing import ForChasing, KeepChasing, chasing_now, keep_chasing
from reminders.release import Release, release
from reminders.remind import AlreadyOpen, Remind, remind
from reminders.why import Why, why
from views.changes import changed
from views.chasing_form import chasing_form
from views.ids import Action, Field, Form, any_of
from views.modals import told
from views.refusals import refused
from views.why import asked, read_the_draft
from views.why import why as why_shown


def on_remind(line: Line, caller: Caller, edge: Edge) -> Body:
    """`remind Acme`, `remind 1042`."""
    _needed(line, "Remind whom? Like `/invoice remind Acme` or `/invoice remind 1042`.")

    def shown(drafted: Asked, _: Reader) -> Body:
        return asked(drafted, public=line.said.public)

    return _or_the_one_there_is(lambda: edge.desk.answer(remind, Remind(target=_target(line)), shown, caller))


def on_why(line: Line, caller: Caller, edge: Edge) -> Body:
    """`why 1042`, `why Acme`."""
    _needed(line, "Why which one? Like `/invoice why 1042` or `/invoice why Acme`.")

    def shown(found: WhyShown, _: Reader) -> Body:
        return why_shown(found, public=line.said.public)

    return edge.desk.look(why, Why(target=_target(line)), shown, caller)


def register(app: App, edge: Edge) -> None:
    """The same from buttons."""

    @app.action(any_of(Action.REMIND))
    def on_draft(ack: Ack, body: dict[str, Any]) -> None:
        request = Remind(target=value_of(body))

        def drafted(caller: Caller) -> Body:
            return _or_the_one_there_is(lambda: edge.desk.answer(remind, request, _asked, caller))

        edge.press(ack, body, drafted)

    @app.action(any_of(Action.WHY))
    def on_ask(ack: Ack, body: dict[str, Any]) -> None:
        request = Why(target=value_of(body))
        edge.press(ack, body, lambda caller: edge.desk.look(why, request, _why, caller))

    @app.action(any_of(Action.RELEASE))
    def on_release(ack: Ack, body: dict[str, Any]) -> None:
        request = Release(target=value_of(body))
        edge.press(ack, body, lambda caller: edge.desk.answer(release, request, _changed, caller))

    _register_form(app, edge)


def _register_form(app: App, edge: Edge) -> None:
    @app.action(any_of(Action.CHASING))
    def on_chasing(ack: Ack, body: dict[str, Any]) -> None:
        request = ForChasing(target=value_of(body))
        edge.form(ack, body, lambda caller: edge.desk.look(chasing_now, request, _chasing_form, caller))

    @app.view(str(Form.CHASING))
    def on_keep(ack: Ack, body: dict[str, Any]) -> None:
        request = _kept_chasing(body["view"])
        edge.submission(ack, body, lambda caller: edge.desk.answer(keep_chasing, request, _done, caller))


def _kept_chasing(view: dict[str, Any]) -> KeepChasing:
    sent = Sent(typed(view), kept(view))
    return KeepChasing(
        target=sent.about, is_off=bool(sent[Field.IS_OFF]), **{field.value: sent[field] for field in _CHASING_FIELDS}
    )


_CHASING_FIELDS = (
    Field.COMING_DAYS,
    Field.FRIENDLY_DAYS,
    Field.FIRM_DAYS,
    Field.FINAL_DAYS,
    Field.GAP_DAYS,
    Field.GRACE_DAYS,
    Field.LEAST,
    Field.COUNTRY,
)


def _or_the_one_there_is(drafted: Callable[[], Body]) -> Body:
    """A refusal because another draft is open leads to that draft."""
    try:
        return drafted()
    except AlreadyOpen as there_is:
        return refused(there_is, buttons=[read_the_draft(there_is.reminder_id)])


def _needed(line: Line, hint: str) -> None:
    if not line.said.rest:
        raise NotUnderstood(hint)


def _target(line: Line) -> str:
    return line.said.quoted or line.said.rest


def _asked(drafted: Asked, _: Reader) -> Body:
    return asked(drafted)


def _why(found: WhyShown, _: Reader) -> Body:
    return why_shown(found)


def _changed(change: Change, reader: Reader) -> Body:
    return changed(change, locale=reader.locale)


def _chasing_form(now: ChasingNow, reader: Reader) -> Body:
    return chasing_form(now, locale=reader.locale)


def _done(change: Change, reader: Reader) -> Body:
    return told(changed(change, locale=reader.locale), title="Done")
