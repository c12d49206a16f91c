"""What waits, is in doubt or was lost in another team's outbox is that team's: no courier of ours touches it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from demo.local_slack import LocalSlack
from domain.delivery import State
from domain.workspace import Workspace
from storage.outbox import OutboxStore
from storage.workspaces import keep_workspace
from tests.builders import a_workspace
from tests.delivery.conftest import Post


@pytest.fixture
def theirs(desk: Desk, clock: MovableClock, slack: LocalSlack) -> Post:
    with desk.database.writing() as connection:
        other = keep_workspace(connection, a_workspace(team_id="T0OTHER", name="Another studio"), clock.now())
    return Post(desk, other, clock, slack)


def waiting(store: OutboxStore, now: datetime) -> None:
    """As it was put."""


def in_doubt(store: OutboxStore, now: datetime) -> None:
    message = store.claim_next(now)
    assert message is not None
    store.move(message, State.UNCERTAIN, not_before=now)


def lost(store: OutboxStore, now: datetime) -> None:
    assert store.claim_next(now) is not None


@pytest.mark.parametrize("become", [waiting, in_doubt, lost])
def test_our_courier_leaves_another_teams_words_alone(
    post: Post, theirs: Post, workspace: Workspace, become: Callable[[OutboxStore, datetime], None]
):
    message = theirs.put("INV-9 of another studio is overdue")
    with theirs.desk.work(theirs.workspace) as work:
        become(work.outbox, work.now)
    before = theirs.state(message)
    for minutes in (1, 10, 60):
        post.clock.move(timedelta(minutes=minutes))
        assert post.leave() == 0
    assert theirs.state(message) == before
    assert post.slack.journal == []
    for _ in range(4):
        theirs.leave()
        theirs.clock.move(timedelta(minutes=15))
    assert theirs.state(message) == "sent"
