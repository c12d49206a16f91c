from __future__ import annotations

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.invoice import Invoice
from domain.reminder import Reminder
from domain.workspace import Workspace
from tests.builders import keep_invoice
from tests.reminders.chased import ChasingOffice
from tests.reminders.letters import a_waiting_letter


@pytest.fixture
def office(desk: Desk, workspace: Workspace, clock: MovableClock) -> ChasingOffice:
    """The agency in Lisbon, Wednesday 11 March 2026, nine in the morning; alerts and digests are at nine."""
    return ChasingOffice(desk, workspace, clock)


@pytest.fixture
def invoice(desk: Desk, workspace: Workspace) -> Invoice:
    """INV-1042 of Acme: €1,200.00, a week overdue on that Wednesday."""
    with desk.work(workspace) as work:
        return keep_invoice(work)


@pytest.fixture
def waiting(desk: Desk, workspace: Workspace, invoice: Invoice) -> Reminder:
    """A friendly reminder of it that waits for approval."""
    with desk.work(workspace) as work:
        return a_waiting_letter(work, invoice)
