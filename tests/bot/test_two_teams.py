"""Two Slack workspaces in one database, a process and a token each: neither's words leave through the other's door."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.app import Running, build
from bot.clock import MovableClock
from bot.jobs import tick
from demo.local_slack import Identity, LocalSlack
from domain.delivery import State
from tests.bot.test_scheduler import soon
from tests.bot.test_serving import ANA, BILLING, local_slack, settings_for
from tests.builders import keep_invoice


@dataclass
class Team:
    slack: LocalSlack
    running: Running

    def owes(self, number: str) -> None:
        with self.running.desk.work(self.running.workspace) as work:
            keep_invoice(work, number=number, client=f"Client of {number}", due_on=date(2026, 3, 10))

    def heard(self) -> str:
        return "\n".join(message["text"] for message in self.slack.messages("billing"))


@pytest.fixture
def teams(tmp_path: Path, clock: MovableClock) -> Iterator[tuple[Team, Team]]:
    with ExitStack() as opened:
        both = []
        for name in ("ROSA", "MAR"):
            identity = Identity(team_id=f"T0{name}", team_name=name.title(), team_domain=name.lower())
            tokens = {"bot_token": f"xoxb-{name}", "app_token": f"xapp-{name}"}
            slack = opened.enter_context(local_slack(identity=identity, **tokens))
            settings = settings_for(slack, tmp_path, slack_bot_token=f"xoxb-{name}", slack_app_token=f"xapp-{name}")
            running = build(settings, clock).start()
            opened.callback(running.stop, seconds=2)
            slack.wait_for_bot(10)
            both.append(Team(slack, running))
        yield both[0], both[1]


def test_each_team_hears_of_its_own_invoices_only(teams: tuple[Team, Team]):
    rosa, mar = teams
    rosa.owes("ROSA-1")
    mar.owes("MAR-1")
    rosa.running.tick_now()
    mar.running.tick_now()
    assert soon(lambda: "ROSA-1" in rosa.heard() and "MAR-1" in mar.heard())
    assert "MAR-1" not in rosa.heard()
    assert "ROSA-1" not in mar.heard()


def test_a_team_whose_process_is_off_is_told_when_it_is_back_and_by_nobody_else(teams: tuple[Team, Team]):
    rosa, mar = teams
    workspace = mar.running.workspace
    mar.running.stop(seconds=2)
    with rosa.running.desk.work(workspace) as work:
        keep_invoice(work, number="MAR-1", due_on=date(2026, 3, 10))
    tick(rosa.running.desk, workspace)
    for _ in range(2):
        rosa.running.tick_now()
    assert rosa.slack.calls("chat.postMessage") == []
    with rosa.running.desk.reading(workspace) as work:
        assert len(work.outbox.in_state(State.WAITING)) == 1
    back = build(mar.running.settings, mar.running.clock).start()
    try:
        assert soon(lambda: "MAR-1" in mar.heard())
    finally:
        back.stop(seconds=2)


def test_the_same_number_and_client_in_two_books_are_two_invoices(teams: tuple[Team, Team]):
    for team in teams:
        team.owes("INV-1")
    rosa, mar = teams
    assert rosa.slack.slash(ANA, BILLING, "/invoice paid INV-1").ok
    assert "Paid" in str(rosa.slack.slash(ANA, BILLING, "/invoice status INV-1").message)
    assert "Overdue" in str(mar.slack.slash(ANA, BILLING, "/invoice status INV-1").message)
