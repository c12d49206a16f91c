from __future__ import annotations

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.workspace import Workspace
from tests.reminders.chased import ChasingOffice


@pytest.fixture
def office(desk: Desk, workspace: Workspace, clock: MovableClock) -> ChasingOffice:
    """The agency in Lisbon, Wednesday 11 March 2026, nine in the morning; alerts and digests are at nine."""
    return ChasingOffice(desk, workspace, clock)
