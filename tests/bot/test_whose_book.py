from __future__ import annotations

from typing import Any

import pytest

from bot.clock import MovableClock
from bot.settings import Settings
from bot.whose_book import slack_workspace, this_workspace
from domain.errors import Refusal
from storage.adoption import BEFORE_SLACK
from storage.database import Database
from storage.workspaces import all_workspaces


def settings(**changed: Any) -> Settings:
    return Settings(**{"timezone": "Europe/Lisbon", "currency": "EUR", **changed})


def test_a_book_begun_before_slack_is_taken_over_by_the_workspace_that_connects(
    database: Database, clock: MovableClock
):
    before = this_workspace(database, settings(), now=clock.now())
    assert before.team_id == BEFORE_SLACK
    after = slack_workspace(database, settings(channel="C0BILLING"), team_id="T1", name="Rua Nova", now=clock.now())
    assert (after.id, after.team_id, after.name, after.channel) == (before.id, "T1", "Rua Nova", "C0BILLING")
    assert this_workspace(database, settings(), now=clock.now()).id == before.id


def test_a_book_tried_out_in_the_local_slack_goes_along_to_the_real_one(database: Database, clock: MovableClock):
    tried = slack_workspace(database, settings(), team_id="T0LOCAL", name="Local Slack", now=clock.now())
    real = slack_workspace(database, settings(), team_id="T024BE7LH", name="Rua Nova", now=clock.now())
    assert (real.id, real.name) == (tried.id, "Rua Nova")


def test_a_workspace_that_has_a_book_keeps_its_own(database: Database, clock: MovableClock):
    own = slack_workspace(database, settings(), team_id="T1", name="Rua Nova", now=clock.now())
    this_workspace(database, settings(team="T1"), now=clock.now())
    again = slack_workspace(database, settings(digest_hour=8), team_id="T1", name="Rua Nova", now=clock.now())
    assert (again.id, again.digest_hour) == (own.id, 8)
    with database.reading() as connection:
        assert len(all_workspaces(connection)) == 1


def test_a_command_in_a_bare_shell_does_not_move_what_the_running_dunwell_keeps(
    database: Database, clock: MovableClock
):
    served = slack_workspace(database, settings(digest_hour=7), team_id="T1", name="Rua Nova", now=clock.now())
    looked_at = this_workspace(database, Settings(), now=clock.now())
    assert looked_at == served
    another_zone = this_workspace(database, Settings(timezone="Asia/Tokyo"), now=clock.now())
    assert another_zone.tz.key == "Asia/Tokyo"
    assert this_workspace(database, Settings(), now=clock.now()) == served


def test_with_several_books_the_command_line_asks_which(database: Database, clock: MovableClock):
    for team in ("T1", "T2"):
        slack_workspace(database, settings(), team_id=team, name=f"Studio {team}", now=clock.now())
    with pytest.raises(Refusal, match="T1 \\(Studio T1\\) or T2 \\(Studio T2\\)"):
        this_workspace(database, settings(), now=clock.now())
    assert this_workspace(database, settings(team="T2"), now=clock.now()).name == "Studio T2"
    with pytest.raises(Refusal, match="DUNWELL_TEAM must name one"):
        this_workspace(database, settings(team="T9"), now=clock.now())
