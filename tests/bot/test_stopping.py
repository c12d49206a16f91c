"""Told to stop, Dunwell finishes the letter in hand and begins no other: what waits leaves after the next start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from threading import Event, Thread
from typing import Any

from bot.clock import MovableClock
from bot.desk import Desk
from bot.jobs import turn
from bot.scheduler import Ticking
from bot.socket_mode import _leave
from delivery.letters import LetterWays
from delivery.mail import Mail
from delivery.outcome import Answer
from domain.delivery import Message, Outcome, State
from domain.letter import Facts, Flaw, Words
from domain.reminder import ReminderState
from domain.workspace import Workspace
from reminders.writers import ModelUnavailable
from tests.delivery.letter_office import LetterOffice
from tests.delivery.mail_server import MailServer
from tests.reminders.drafts import planned
from tests.reminders.office import Office


class Hand:
    """What is in hand stays there until it may go on. Everything asked of it is counted."""

    def __init__(self) -> None:
        self.begun, self.goes_on, self.count = Event(), Event(), 0

    def hold(self) -> None:
        self.count += 1
        self.begun.set()
        assert self.goes_on.wait(10)


class SlowMail(Hand):
    def send(self, _mail: Mail, _stands: Callable[[], bool], *, is_patient: bool = True) -> Answer:
        assert is_patient
        self.hold()
        return Answer(outcome=Outcome.SENT)


class SlowSlack(Hand):
    def busy_channels(self, _now: datetime) -> frozenset[str]:
        return frozenset()

    def send(self, message: Message, _anchor: Message | None, _now: datetime) -> Answer:
        self.hold()
        return Answer(outcome=Outcome.SENT, channel="C0BILLING", ts=f"{message.id}.0")

    def look_for(self, _message: Message, _anchor: Message | None) -> Any:
        raise AssertionError("nothing is uncertain here")


class SlowModel(Hand):
    prompt_version = "llm-1"

    def write(self, _facts: Facts, _faults: tuple[Flaw, ...] = ()) -> Words:
        self.hold()
        words = "Too slow."
        raise ModelUnavailable(words)


class QuickSlack(SlowSlack):
    def hold(self) -> None:
        self.count += 1


def stopped_while_busy(ticking: Ticking, hand: Hand) -> None:
    """Starts, waits until something is in hand, says stop, and lets it go on only then."""
    ticking.start()
    stopping = Thread(target=ticking.stop)
    try:
        assert hand.begun.wait(10)
        stopping.start()
        stopping.join(0.1)
        assert stopping.is_alive()
    finally:
        hand.goes_on.set()
        ticking.stop()
    stopping.join(10)
    assert not stopping.is_alive()


def test_the_letter_in_hand_is_sent_and_recorded_and_no_other_is_begun(
    desk: Desk, workspace: Workspace, clock: MovableClock
):
    with MailServer() as post:
        office = LetterOffice(desk, workspace, clock, post)
        letters = [office.approved(office.owes(f"Client {n}", number=f"INV-{n}")) for n in range(3)]
    mail = SlowMail()
    ticking = Ticking(
        desk=desk, team_id=workspace.team_id, courier=QuickSlack(), ways=LetterWays(mail=mail), delivery_seconds=0.02
    )
    stopped_while_busy(ticking, mail)
    assert mail.count == 1
    assert sorted(office.state(each) for each in letters) == [
        ReminderState.APPROVED,
        ReminderState.APPROVED,
        ReminderState.SENT,
    ]


def test_the_message_in_hand_is_posted_and_no_other_is_begun(desk: Desk, workspace: Workspace, clock: MovableClock):
    office = Office(desk, workspace, clock)
    for number in range(3):
        office.invoice(f"INV-{number}", due=date(2026, 3, 10))
    turn(desk, workspace)
    slack = SlowSlack()
    stopped_while_busy(Ticking(desk=desk, team_id=workspace.team_id, courier=slack, tick_seconds=60), slack)
    assert slack.count == 1
    with desk.reading(workspace) as work:
        assert len(work.outbox.in_state(State.SENT)) == 1
        assert len(work.outbox.in_state(State.CLAIMED)) == 0
        assert len(work.outbox.in_state(*State)) > 1


def test_the_model_is_asked_for_no_other_letter(desk: Desk, workspace: Workspace, clock: MovableClock):
    office = Office(desk, workspace, clock)
    for number in range(3):
        office.invoice(f"INV-{number}", due=date(2026, 3, 4), client=f"Client {number}")
        planned(office, f"INV-{number}")
    model = SlowModel()
    ticking = Ticking(desk=desk, team_id=workspace.team_id, courier=QuickSlack(), model=model, delivery_seconds=0.02)
    stopped_while_busy(ticking, model)
    assert model.count == 1


def test_nothing_is_begun_any_more_while_the_doors_are_still_closing(
    desk: Desk, workspace: Workspace, clock: MovableClock
):
    office = Office(desk, workspace, clock)
    office.invoice("INV-1", due=date(2026, 3, 10))
    ticking = Ticking(desk=desk, team_id=workspace.team_id, courier=QuickSlack(), tick_seconds=60)
    ticking.wind_down()
    ticking.start()
    ticking.stop()
    assert office.posts() == []


def test_a_socket_that_its_reader_closes_in_the_same_moment_is_left_without_a_trace():
    class Met:
        """Slack's client as it is when both threads close one socket: the second to come finds none."""

        closed = 0

        def close(self) -> None:
            self.closed += 1
            if self.closed == 1:
                raise AttributeError

    client: Any = Met()
    _leave(client)
    assert client.closed == 2
