"""A book whose clients say hostile things or are called so: recorded by people's acts, read back row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from bot.desk import Desk
from bot.jobs import write_drafts
from demo.local_slack.block_kit import is_too_long_in_all, message_problems
from domain.errors import Refusal
from domain.letter import Facts
from domain.reminder import Reminder
from domain.workspace import Workspace
from receivables.keep_client import KeepClient, keep_client
from receivables.log_reply import LogReply, log_reply
from receivables.record_invoice import RecordInvoice, record_invoice
from reminders.facts import facts_of
from reminders.remind import Remind, remind
from reminders.writers import Model
from storage.tables import metadata
from storage.unit_of_work import Work
from tests.reminders.letters import cards_of

INVOICE = {"amount": "EUR 1,200.00", "issued": "2 Feb 2026", "due": "4 Mar 2026", "sent": "2 Feb 2026"}
# What an act writes, and nothing else.
SAID, ASKED, WRITTEN = {"audit", "promises", "touches"}, {"audit", "reminders", "reminder_invoices"}, {"reminders"}
SHOWN = {"outbox"}
LONGEST = 7_999
_ALIVE = {"link", "user", "usergroup", "channel", "broadcast", "emoji", "image", "video"}

Rows = dict[str, list[Any]]


@dataclass(slots=True)
class HostileBook:
    """Clients by what is hostile about them; `refused` are words an act did not take."""

    desk: Desk
    workspace: Workspace
    first: int = 2_000
    invoices: dict[str, str] = field(default_factory=dict)
    reminders: dict[str, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)

    def owe(self, hostile: Iterable[str]) -> None:
        """A client with a plain name for each, who owes €1,200.00 since a week."""
        with self.desk.work(self.workspace) as work:
            for number, words in self._numbered(hostile):
                _owes(f"Client {number}", number, work, contact="Maria Lopes")
                self.invoices[words] = number

    def owe_by_name(self, hostile: Iterable[str]) -> None:
        """The same where the client, the contact and the title of the invoice are called so."""
        with self.desk.work(self.workspace) as work:
            for number, words in self._numbered(hostile):
                try:
                    _owes(words, number, work, contact=words, title=words)
                except Refusal:
                    self.refused.append(words)
                else:
                    self.invoices[words] = number

    def hear(self, said: str | None = None) -> None:
        """Each client says their words (or these) a week ago."""
        with self.desk.work(self.workspace) as work:
            for words, number in list(self.invoices.items()):
                try:
                    log_reply(LogReply(target=number, words=said or words[:LONGEST], on="5 Mar"), work)
                except Refusal:
                    self.refused.append(words)

    def plan(self) -> None:
        """Somebody asks for a reminder to each; a promise may stand in the way."""
        with self.desk.work(self.workspace) as work:
            for words, number in self.invoices.items():
                try:
                    self.reminders[words] = remind(Remind(target=number), work).reminder_id
                except Refusal:
                    self.held.append(words)

    def write(self, model: Model | None) -> None:
        """All that is planned is written, and its card shown."""
        while write_drafts(self.desk, self.workspace, model):
            pass

    def written(self) -> Iterator[tuple[str, Reminder, Facts]]:
        """The hostile words, the reminder about them and the facts of its letter."""
        with self.desk.reading(self.workspace) as work:
            for words, reminder_id in self.reminders.items():
                reminder = work.reminders.get(reminder_id)
                yield words, reminder, facts_of(reminder, work)

    def cards(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What was put to be posted about each."""
        with self.desk.reading(self.workspace) as work:
            for words, reminder_id in self.reminders.items():
                for message in cards_of(work, reminder_id):
                    yield words, message.body

    def rows(self) -> Rows:
        """Everything Dunwell remembers, table by table."""
        with self.desk.database.reading() as connection:
            return {
                table.name: [tuple(row) for row in connection.execute(select(table))]
                for table in metadata.sorted_tables
            }

    def _numbered(self, hostile: Iterable[str]) -> Iterator[tuple[str, str]]:
        return ((f"INV-{self.first + place}", words) for place, words in enumerate(hostile))


def changed(before: Rows, after: Rows) -> set[str]:
    """The tables whose rows are not what they were."""
    return {name for name, rows in after.items() if sorted(map(repr, rows)) != sorted(map(repr, before[name]))}


def broken(body: dict[str, Any]) -> list[str]:
    """What Slack would refuse about a card, and whatever on it is more than words: mentions, links, pictures."""
    found = [str(problem) for problem in message_problems(body["blocks"])]
    found += ["msg_blocks_too_long"] if is_too_long_in_all(body["blocks"]) else []
    return [*found, *_alive(body["blocks"]), *_marked(body["text"])]


def _alive(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _alive(each)
    elif isinstance(node, dict):
        if node.get("type") in _ALIVE or "url" in node or node.get("emoji"):
            yield f"alive: {node}"
        if node.get("type") == "mrkdwn":
            yield from _marked(str(node["text"]))
        for each in node.values():
            yield from _alive(each)


def _marked(mrkdwn: str) -> Iterator[str]:
    """Only our own times stand in angle brackets."""
    if "<" in mrkdwn.replace("<!date^", ""):
        yield f"mrkdwn: {mrkdwn}"


def _owes(client: str, number: str, work: Work, *, contact: str, title: str | None = None) -> None:
    asked = RecordInvoice(client=client, number=number, title=title, is_new_client=True, **INVOICE)
    record_invoice(asked, work)
    invoice = work.invoices.find(number)
    email = f"maria{number[4:]}@client.example"
    keep_client(KeepClient(client=f"client:{invoice.client_id}", contact=contact, email=email), work)
