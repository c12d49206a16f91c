"""Runs one act in one transaction with one reading of the clock. Nothing else opens, commits or rolls back."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection

from bot.clock import Clock
from bot.kept import LASTING, Kept
from domain.calendar import NO_HOLIDAYS
from domain.errors import Busy, GoneFromBook, Refusal
from domain.roles import Person, Role
from domain.workspace import Workspace
from handlers.ports import Act, Body, Caller, Reader, View
from storage.database import Database
from storage.records import begin_act
from storage.scope import Scope
from storage.unit_of_work import Work
from storage.workspaces import PeopleStore, workspace_and_person

Value = TypeVar("Value")
# Slack waits three seconds for an answer: nobody is told that it took too long and then finds it done.
PATIENCE = 2.0
_REFUSED = "refused"


def no_holidays(workspace: Workspace) -> Container[date]:  # noqa: ARG001 - the shape of a holiday calendar
    """Where no country is set, only weekends are free."""
    return NO_HOLIDAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Who is what: Slack ids named in the settings, and what everybody else is."""

    named: dict[str, Role] = field(default_factory=dict)
    everybody_else: Role = Role.APPROVER

    def of(self, slack_id: str) -> Role:
        """The role of a person by Slack id."""
        return self.named.get(slack_id, self.everybody_else)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Opens a transaction, finds who is asking in which workspace, runs the act, commits.

    `closed` are acts that are not open here, each with the words that refuse it.
    """

    database: Database
    clock: Clock
    roles: Roles = field(default_factory=Roles)
    holidays: Callable[[Workspace], Container[date]] = no_holidays
    kept: Kept = field(default_factory=Kept)
    closed: Mapping[Act[Any], str] = field(default_factory=dict)

    def answer(self, act: Act[Value], request: Any, view: View[Value], caller: Caller) -> Body:
        """See handlers.ports.Desk."""
        if act in self.closed:
            raise Refusal(self.closed[act])
        try:
            return self.database.act(
                lambda connection: self._once(act, request, view, caller, connection), patience=PATIENCE
            )
        except Refusal as refusal:
            self._keep_refusal(refusal, caller)
            raise

    def answer_at_length(self, act: Act[Value], request: Any, view: View[Value], caller: Caller) -> Body:
        """See handlers.ports.Desk. Nobody else's act shares its transaction, so that none waits for its end."""
        with self.database.writing() as connection:
            return self._once(act, request, view, caller, connection)

    def look(self, act: Act[Value], request: Any, view: View[Value], caller: Caller) -> Body:
        """See handlers.ports.Desk."""
        if act not in LASTING:
            return self._look(act, request, view, caller)[0]
        question = (act, request, view, caller.team_id, caller.slack_id)
        version = self.database.watch.version()  # before the book is read: a commit meanwhile makes the answer stale
        body = self.kept.find(question, version, self.clock.now())
        if body is None:
            body, work = self._look(act, request, view, caller)
            self.kept.keep(question, version, work, body)
        return body

    @contextmanager
    def work(self, workspace: Workspace) -> Iterator[Work]:
        """A transaction of Dunwell itself: the clock, an import, the command line."""
        with self.database.writing() as connection:
            person = PeopleStore(Scope(connection, workspace.id)).itself()
            yield self._acting(connection, workspace, person)

    @contextmanager
    def reading(self, workspace: Workspace) -> Iterator[Work]:
        """A look of Dunwell itself; nothing in it is kept."""
        itself = Person(id=0, name="Dunwell", role=Role.ADMIN)
        with self.database.reading() as connection:
            yield self._work(connection, workspace, itself)

    def _once(self, act: Act[Value], request: Any, view: View[Value], caller: Caller, connection: Connection) -> Body:
        work = self._work_of(connection, caller)
        if not work.requests.claim(caller.request_id, work.now):
            return _heard_before(work.requests.answered(caller.request_id))
        body = view(act(request, work), _reader(work))
        work.requests.answer(caller.request_id, body)
        return body

    def _keep_refusal(self, refusal: Refusal, caller: Caller) -> None:
        """What was refused stays refused: the same request, delivered again later, must not act after all."""
        if isinstance(refusal, Busy | GoneFromBook) or caller.is_guest:
            return

        def kept(connection: Connection) -> None:
            work = self._work_of(connection, caller)
            if work.requests.claim(caller.request_id, work.now):
                work.requests.answer(caller.request_id, {_REFUSED: refusal.words, "field": refusal.field})

        self.database.act(kept, patience=PATIENCE)

    def _look(self, act: Act[Value], request: Any, view: View[Value], caller: Caller) -> tuple[Body, Work]:
        with self.database.reading() as connection:
            known = self._known(connection, caller)
            if known is not None:
                return view(act(request, known), _reader(known)), known
        with self.database.writing() as connection:  # the first word of a person: record who they are
            work = self._work_of(connection, caller)
            return view(act(request, work), _reader(work)), work

    def _work_of(self, connection: Connection, caller: Caller) -> Work:
        workspace, known = self._who_asks(connection, caller)
        role = self.roles.of(caller.slack_id)
        if known is None or known.role is not role:
            # A name once learnt from the profile is not given up for the handle a command brings.
            name = known.name if known else caller.name
            store = PeopleStore(Scope(connection, workspace.id))
            known = store.keep(slack_id=caller.slack_id, name=name, role=role)
        return self._acting(connection, workspace, known)

    def _known(self, connection: Connection, caller: Caller) -> Work | None:
        workspace, person = self._who_asks(connection, caller)
        if person is None or person.role is not self.roles.of(caller.slack_id):
            return None
        return self._work(connection, workspace, person)

    def _who_asks(self, connection: Connection, caller: Caller) -> tuple[Workspace, Person | None]:
        if caller.is_guest:
            words = "This book belongs to another company's workspace. Ask the people you share the channel with."
            raise Refusal(words)
        workspace, person = workspace_and_person(connection, caller.team_id, caller.slack_id)
        if workspace is None:
            words = "Dunwell does not keep a book for this workspace. Ask who runs it to connect the two."
            raise Refusal(words)
        return workspace, person

    def _acting(self, connection: Connection, workspace: Workspace, person: Person) -> Work:
        """Others know that somebody acts before the clock is read: no earlier instant is recorded behind their back."""
        begin_act(Scope(connection, workspace.id))
        return self._work(connection, workspace, person)

    def _work(self, connection: Connection, workspace: Workspace, person: Person) -> Work:
        return Work(
            connection=connection,
            workspace=workspace,
            person=person,
            now=self.clock.now(),
            holidays=self.holidays(workspace),
        )


def _heard_before(answer: Body | None) -> Body:
    """The answer of the first delivery; a refusal is raised as it was."""
    if answer and _REFUSED in answer:
        raise Refusal(answer[_REFUSED], field=answer["field"])
    return answer or {}


def _reader(work: Work) -> Reader:
    return Reader(locale=work.workspace.locale, role=work.person.role, tz=work.workspace.tz)
