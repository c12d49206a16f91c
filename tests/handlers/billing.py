"""#billing with a reminder's card in it, as the people there see it."""

from __future__ import annotations

from typing import Any

from slack_sdk import WebClient

from bot.jobs import deliver
from delivery.slack import SlackCourier
from domain.invoice import Invoice
from domain.reminder import Reminder
from tests.builders import keep_invoice
from tests.handlers.conftest import ANA, BILLING, TOKEN, Office, words_of
from tests.reminders.letters import a_waiting_letter


class Billing:
    """#billing with a reminder's card in it."""

    def __init__(self, office: Office) -> None:
        self.office, self.slack = office, office.slack
        client = WebClient(token=TOKEN, base_url=office.slack.api_url, retry_handlers=[])
        self._courier = SlackCourier(client)

    def draft(self, *numbers: str, **facts: Any) -> Reminder:
        with self.office.desk.work(self.office.workspace) as work:
            invoices: list[Invoice] = [keep_invoice(work, number=number) for number in numbers or ("INV-1042",)]
            reminder = a_waiting_letter(work, *invoices, **facts)
        self.post()
        return reminder

    def post(self) -> None:
        """What waits leaves."""
        deliver(self.office.desk, self.office.workspace, self._courier)

    @property
    def card(self) -> dict[str, Any]:
        """The one card, as it is in the channel now."""
        self.post()
        [card] = self.slack.messages(BILLING)
        return card

    @property
    def read(self) -> str:
        return words_of(self.card["blocks"])

    def press(self, action: str, by: Any = ANA, where: dict[str, Any] | None = None) -> None:
        answer = self.slack.press(by, where or self.card, action)
        assert answer.ok, answer.error

    def told(self, by: Any = ANA) -> str:
        """The last thing this person alone was told."""
        count = len(self.slack.ephemerals(by))
        self.slack.wait_for(lambda: self.slack.ephemerals(by) or count)
        return words_of(self.slack.ephemerals(by)[-1]["blocks"])

    def window(self, by: Any = ANA) -> dict[str, Any]:
        self.slack.wait_for(lambda: self.slack.modals(by))
        return self.slack.modals(by)[-1]

    def submit(self, values: dict[str, Any] | None = None, by: Any = ANA) -> Any:
        return self.slack.submit(by, self.window(by), values or {})

    def now(self, reminder: Reminder) -> Reminder:
        with self.office.desk.reading(self.office.workspace) as work:
            return work.reminders.get(reminder.id)


def buttons_of(message: dict[str, Any]) -> list[str]:
    """What can be pressed on it, in order."""
    return [one["action_id"] for block in message["blocks"] if block["type"] == "actions" for one in block["elements"]]
