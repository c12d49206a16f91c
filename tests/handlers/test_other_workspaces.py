"""Buttons and forms that carry another workspace's ids: refused in words, nothing shown, nothing changed."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from sqlalchemy import select

from bot.desk import Desk
from domain.workspace import Workspace
from handlers import client_answered, reminders
from handlers.features import register
from receivables.log_reply import LogReply, log_reply
from receivables.record_milestone import RecordMilestone, record_milestone
from storage.database import Database
from storage.tables import metadata
from storage.workspaces import keep_workspace
from tests.builders import TEAM, a_workspace, keep_invoice
from tests.handlers.conftest import words_of
from tests.reminders.letters import a_waiting_letter
from views.ids import Action, Field, Form, pairs

SECRET = "Geheim"
KEYS = ("invoice", "client", "promise", "exception", "record", "reminder", "milestone")
NAMED_BY = {
    Action.OPEN_CLIENT: ("client",),
    Action.CHANGE_PROMISE: ("promise",),
    Action.UNDO: ("record",),
    Action.MILESTONE_REACHED: ("milestone",),
    **dict.fromkeys(
        (Action.RESOLVE_EXCEPTION, Action.TAKE_EXCEPTION, Action.POST_AGAIN, Action.IT_ARRIVED), ("exception",)
    ),
    **dict.fromkeys((*reminders.PRESSES, *reminders.OPENED, *client_answered.ASKED), ("reminder",)),
    **dict.fromkeys((Action.APPROVE, Action.COPY_LETTER), ("reminder",)),
}
OF_REMINDERS = frozenset(reminders.FORMS)
# Windows that are only read.
SILENT = {Form.TIMELINE, Form.TOLD, Form.HOME, Form.COPY_LETTER}
# These lead to what is one's own, whatever they carry.
OWN = {
    Action.STATUS,
    Action.STATUS_EARLIER,
    Action.STATUS_LATER,
    Action.SHOW_DIGEST,
    Action.SHOW_QUEUE,
    Action.QUEUE_PAGE,
    Action.WRITE_LETTER,
    Action.GIVE_BACK_LETTER,
}
# These carry the id of a file in Slack, which gives it to nobody of another workspace.
OF_FILES = {Action.IMPORT_IT, Action.READ_ANEW, Action.NOT_NOW}
SEARCHES = {Action.FIND_INVOICE, Action.FIND_CLIENT, Action.FIND_ABOUT}
FILLED = {
    Field.WORDS: "they pay on Friday",
    Field.AMOUNT: "10",
    Field.CURRENCY: "EUR",
    Field.REASON: "a reason",
    Field.ON: "2026-03-11",
    Field.DUE_ON: "2026-04-11",
    Field.UNTIL: "2026-04-11",
    Field.OUTCOME: "agreed",
    Field.ISSUED_ON: "2026-03-11",
}


class Slack:
    """What would have been said to Slack, whichever way."""

    def __init__(self) -> None:
        self.said: list[Any] = []

    def __getattr__(self, way: str) -> Callable[..., None]:
        return lambda *said, **_: self.said.extend(said)


class Bot:
    """The handlers as the running program registers them, given what Slack would send."""

    def __init__(self, desk: Desk) -> None:
        self.slack, self.surprises = Slack(), list[BaseException]()
        found = AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token="xoxb", bot_id="B", bot_user_id="U0BOT")
        self._app = App(client=WebClient(token=None), authorize=lambda: found, process_before_response=True)
        register(self._app, desk, self.slack, self._surprise)
        self._numbers = itertools.count()

    def press(self, action: str, value: str) -> str:
        pressed = {"action_id": action, "block_id": "b", "type": "button", "value": value}
        return self._send("block_actions", actions=[pressed], response_url="https://slack.invalid/answer")

    def submit(self, form: str, kept: str, values: dict[str, str]) -> str:
        states = {field: {"value": {"type": "plain_text_input", "value": value}} for field, value in values.items()}
        blocks = [{"type": "input", "block_id": field} for field in values] or [{"type": "input", "block_id": "on"}]
        view = {
            "id": f"V{next(self._numbers)}",
            "type": "modal",
            "callback_id": form,
            "private_metadata": kept,
            "state": {"values": states},
            "blocks": blocks,
        }
        return self._send("view_submission", view=view)

    def search(self, action: str, typed: str) -> str:
        return self._send("block_suggestion", action_id=action, block_id="b", value=typed)

    def _send(self, kind: str, **payload: Any) -> str:
        ana = {"id": "U0ANA", "name": "Ana", "team_id": TEAM}
        trigger = f"t{next(self._numbers)}"
        body = {"type": kind, "team": {"id": TEAM}, "user": ana, "trigger_id": trigger, **payload}
        answer = self._app.dispatch(BoltRequest(body=body, mode="socket_mode"))
        assert answer.status == 200, body
        said, self.slack.said = self.slack.said, []
        return f"{answer.body} {said} {words_of(said)}"

    def _surprise(self, error: BaseException) -> str:
        self.surprises.append(error)
        return "a-surprise"


@pytest.fixture
def theirs(desk: Desk, database: Database) -> dict[str, int]:
    """One of everything another workspace has, by id; none of these ids exists in ours."""
    with database.writing() as connection:
        other = keep_workspace(connection, a_workspace(team_id="T0OTHER", name=SECRET), desk.clock.now())
    with desk.work(other) as work:
        for number in (1, 2):
            invoice = keep_invoice(work, client=f"{SECRET} {number}", number=f"{SECRET}-{number}")
        change = log_reply(LogReply(target=invoice.number, words=f"{SECRET}: we pay on Friday"), work)
        message = work.outbox.put(kind="card", key=SECRET, channel="C0", body={"text": SECRET}, now=work.now)
        work.exceptions.put_in("not posted", about="message", about_id=message or 0, reason=SECRET, now=work.now)
        [waiting] = work.exceptions.waiting()
        for _ in range(2):
            record_milestone(RecordMilestone(client=f"{SECRET} 1", amount="10", title=SECRET), work)
        milestone_id = work.milestones.waiting(limit=2).first[-1].id
        reminder = a_waiting_letter(work, keep_invoice(work, client=f"{SECRET} 3", number=f"{SECRET}-3"))
    assert change.promise is not None
    assert change.record_id is not None
    ids = (invoice.id, invoice.client_id, change.promise.id, waiting.id, change.record_id, reminder.id, milestone_id)
    return dict(zip(KEYS, ids, strict=True))


@pytest.fixture
def bot(desk: Desk, workspace: Workspace) -> Iterator[Bot]:
    opened = Bot(desk)
    # Ana is known: what a first word records is not what is tested here.
    opened.press(Action.SHOW_QUEUE, "")
    yield opened
    assert opened.surprises == []


@pytest.mark.parametrize(
    "action", sorted(set(Action) - OWN - OF_FILES - SEARCHES - {Action.NEW_INVOICE, Action.CHOOSE})
)
def test_a_button_with_an_id_of_another_workspace_is_refused(
    bot: Bot, theirs: dict[str, int], database: Database, action: Action
):
    before = everything(database)
    for key in NAMED_BY.get(action, ("invoice", "client")):
        answer = bot.press(action, pairs(**{key: theirs[key]}))
        assert SECRET not in answer
        assert any(words in answer for words in REFUSED), answer
    assert everything(database) == before


REFUSED = ("not in this workspace's book", "settled already", "nothing to undo", "go by")


@pytest.mark.parametrize("form", sorted(set(Form) - SILENT - {Form.OWN_LETTER, Form.KEEP_LETTER, Form.IMPORT_FILE}))
def test_a_form_with_an_id_of_another_workspace_is_refused(
    bot: Bot, theirs: dict[str, int], database: Database, form: Form
):
    before = everything(database)
    kept = pairs(invoice=theirs["invoice"])
    if form is Form.CHANGE_PROMISE:
        kept = pairs(promise=theirs["promise"])
    if form is Form.CLIENT_DETAILS:
        kept = pairs(client=theirs["client"])
    if form in OF_REMINDERS:
        kept = pairs(reminder=theirs["reminder"], version=2)
    answers = [bot.submit(form, kept, FILLED)] if form is not Form.NEW_INVOICE else []
    chosen = {"invoice": Field.ABOUT, "client": Field.CLIENT if form is Form.NEW_INVOICE else Field.ABOUT}
    if form is not Form.CHANGE_PROMISE:
        keys = ["client"] if form is Form.NEW_INVOICE else ["invoice", "client"]
        answers += [bot.submit(form, "", {**FILLED, chosen[key]: f"{key}:{theirs[key]}"}) for key in keys]
    for answer in answers:
        assert SECRET not in answer
        assert is_refused(answer)
        assert any(words in answer for words in ("not in this workspace", "No client goes by", "Neither an invoice")), (
            answer
        )
    assert everything(database) == before


def test_searches_lists_and_questions_know_ones_own_book_only(bot: Bot, theirs: dict[str, int], database: Database):
    before = everything(database)
    answers = [bot.search(action, SECRET) for action in SEARCHES]
    answers += [bot.press(action, pairs(only="", cursor=None, **theirs)) for action in (*OWN, Action.CHOOSE)]
    answers += [bot.press(Action.CHOOSE, pairs(find=f"{SECRET}-1")), bot.press(Action.RESUME, f"{SECRET}-1")]
    assert not any(f"{SECRET} " in answer or f"{SECRET}-2" in answer for answer in answers)
    assert everything(database) == before


@pytest.mark.parametrize(
    "value", ["", "invoice:", "invoice:999999999999999999999999", "promise:x", "client:0", "ééé,:"]
)
def test_a_torn_or_made_up_value_is_refused_too(bot: Bot, database: Database, value: str):
    before = everything(database)
    for action in set(Action) - OWN - SEARCHES - {Action.NEW_INVOICE, Action.LOG_REPLY}:
        assert bot.press(action, value)
    for form in set(Form) - SILENT - {Form.NEW_INVOICE}:
        assert is_refused(bot.submit(form, value, FILLED))
    assert everything(database) == before


def is_refused(answer: str) -> bool:
    """Beside a field, or in place of the form where it is about the whole of it."""
    return '"errors"' in answer or ('"callback_id": "told"' in answer and "not in this workspace" in answer)


def everything(database: Database) -> dict[str, list[Any]]:
    """Every row of every workspace, except which requests were answered."""
    with database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
            if table.name != "requests"
        }
