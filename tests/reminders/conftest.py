from __future__ import annotations

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.workspace import Workspace
from tests.reminders.office import Office


@pytest.fixture
def office(desk: Desk, workspace: Workspace, clock: MovableClock) -> Office:
    """The agency in Lisbon, Wednesday 11 March 2026, nine in the morning; alerts and digests are at nine."""
    return Office(desk, workspace, clock)
