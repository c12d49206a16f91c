"""A studio whose letters are drafted, approved and leave, for tests: by the real rules, through a real mail server."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.clock import MovableClock
from bot.desk import Desk
from delivery.letter_claim import LetterRules
from delivery.letters import LOST_AFTER, LetterWays, deliver_letters
from delivery.smtp import MailCourier
from domain.dunning import chosen
from domain.letter import Letter, Recipient, Route, Words, fingerprint
from domain.reminder import Reminder, ReminderState, Writer
from domain.roles import Role
from domain.workspace import Workspace
from reminders.accounts import account_of, holidays_of_client
from reminders.basis import basis_of, credit_of, items_of
from reminders.card import show_reminder
from reminders.facts import language_of
from reminders.grounds import builds_on
from reminders.recheck import what_changed
from storage.unit_of_work import Work
from tests.builders import a_workspace, keep_invoice
from tests.delivery.mail_server import MailServer

RULES = LetterRules(what_changed=what_changed, holidays_of=holidays_of_client, show=show_reminder)
STUDIO = a_workspace()
TEXT = "Dear Maria,\n\nINV-1042 over €1,200.00 is still open.\n\nBest,\nAna\n"


class LetterOffice:
    """Draft, approve, let leave, look what came of it."""

    def __init__(self, desk: Desk, workspace: Workspace, clock: MovableClock, post: MailServer) -> None:
        self.desk, self.workspace, self.clock, self.post = desk, workspace, clock, post
        self.rules = RULES
        self.ways = LetterWays(mail=MailCourier(server=post.server(), seconds=5, patience=0.5))

    def owes(self, client: str = "Acme", *, emails: tuple[str, ...] = ("maria@acme.example",), **invoice: Any) -> int:
        """An invoice due a week ago, and people to write to. Returns the client's id."""
        with self.desk.work(self.workspace) as work:
            kept = keep_invoice(work, client=client, **invoice)
            for email in emails:
                work.clients.add_contact(kept.client_id, name=email.split("@")[0].title(), email=email)
        return kept.client_id

    def approved(self, client_id: int, *, currency: str = "EUR", **letter: Any) -> int:
        """A reminder about what the client owes, approved by Ana."""
        with self.desk.work(self.workspace) as work:
            reminder = drafted(work, client_id, currency, **letter)
            return approve(work, reminder).id

    def leave(self, *, lost_after: timedelta = LOST_AFTER) -> int:
        return deliver_letters(self.desk, self.workspace, self.ways, self.rules, lost_after=lost_after)

    def reminder(self, reminder_id: int) -> Reminder:
        with self.desk.reading(self.workspace) as work:
            return work.reminders.get(reminder_id)

    def state(self, reminder_id: int) -> str:
        return self.reminder(reminder_id).state.value

    def queue(self) -> list[tuple[str, str]]:
        with self.desk.reading(self.workspace) as work:
            return [(one.kind, one.reason) for one in work.exceptions.waiting()]

    def card(self, reminder_id: int) -> str:
        """What the card in the channel says, as it was put last."""
        with self.desk.reading(self.workspace) as work:
            return str(work.outbox.all_about("reminder card", "reminder", reminder_id)[-1].body)


def drafted(work: Work, client_id: int, currency: str, **changed: Any) -> Reminder:
    """A reminder as the clock plans it, with a letter to everybody at the client."""
    account = account_of(client_id, currency, work)
    due = chosen(account, work.today, by_hand=True)
    assert due is not None
    numbers = [debt.invoice_id for debt in due.debts]
    reminder_id = work.reminders.plan(
        client_id=client_id,
        currency=currency,
        lead_id=due.lead.invoice_id,
        stage=due.stage,
        language=language_of(work.clients.get(client_id), work.workspace),
        items=items_of(due, work),
        credit=credit_of(account),
        net=replace(credit_of(account), minor=due.net_minor),
        builds_on=builds_on(client_id, numbers, work),
        basis=basis_of(due, account, work),
        today=work.today,
        now=work.now,
    )
    assert reminder_id is not None
    contacts = work.clients.contacts(client_id)
    people = tuple(Recipient(contact_id=one.id, name=one.name, email=one.email or "") for one in contacts)
    plain = Letter(route=Route.EMAIL, recipients=people, words=Words(subject="Invoice INV-1042", text=TEXT))
    assert work.reminders.write(work.reminders.get(reminder_id), replace(plain, **changed), writer=Writer.TEMPLATE)
    return work.reminders.get(reminder_id)


def agree(work: Work, reminder: Reminder, slack_id: str) -> int:
    """A person approves it as it is. Returns their id."""
    assert reminder.letter is not None
    person = work.people.keep(slack_id=slack_id, name="Ana Lima", role=Role.APPROVER)
    assert work.reminders.approve(reminder, fingerprint(reminder.letter), by_id=person.id, now=work.now)
    return person.id


def approve(work: Work, reminder: Reminder, slack_id: str = "U0ANA") -> Reminder:
    """The same, and with that it may leave at once."""
    by = agree(work, reminder, slack_id)
    assert work.reminders.move(
        reminder, ReminderState.APPROVED, not_before=work.now, decided_by_id=by, decided_at=work.now
    )
    return work.reminders.get(reminder.id)
