"""A letter into the Slack channel shared with a client: once, as plain text, and never again where nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from delivery.letter_slack import SlackLetters, letter_body
from delivery.letters import LetterWays
from demo.local_slack import Channel, Faults, LocalSlack
from domain.letter import Letter, Route, Words
from receivables.keep_client import KeepClient, keep_client
from tests.delivery.conftest import a_slack, courier_to
from tests.delivery.letter_office import TEXT, LetterOffice

SHARED = "C0SHARED"


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with a_slack(channels=[Channel(id=SHARED, name="acme", members=("U0ANA",))]) as opened:
        yield opened


@pytest.fixture
def office(office: LetterOffice, slack: LocalSlack) -> LetterOffice:
    """The studio with Slack as its only way."""
    office.ways = LetterWays(slack=SlackLetters(courier_to(slack)))
    return office


def shared(office: LetterOffice, **letter: Any) -> int:
    acme = office.owes()
    with office.desk.work(office.workspace) as work:
        work.clients.keep(acme, slack_channel=SHARED)
    return office.approved(acme, route=Route.SLACK, recipients=(), channel=SHARED, **letter)


def test_a_letter_is_posted_once_in_the_channel_shared_with_the_client(office: LetterOffice, slack: LocalSlack):
    reminder = shared(office)
    office.leave()
    office.leave()
    [message] = slack.messages(SHARED)
    texts = [block["text"]["text"] for block in message["blocks"]]
    assert texts == ["Invoice INV-1042", TEXT.strip()]
    assert office.state(reminder) == "sent"
    with office.desk.reading(office.workspace) as work:
        [touch] = work.timeline.of_client(office.reminder(reminder).client_id)
    assert (touch.direction, touch.medium, touch.by) == ("out", "slack", "Ana Lima")
    assert "'type': 'channel', 'channel_id': 'C0SHARED'" in office.card(reminder)
    assert office.post.box.taken == []


def test_an_answer_that_was_lost_is_never_asked_for_by_posting_again(office: LetterOffice, slack: LocalSlack):
    reminder = shared(office)
    slack.faults.next("chat.postMessage", Faults.reset_after())
    office.leave()
    for _ in range(3):
        office.clock.move(timedelta(days=1))
        office.leave()
    assert len(slack.messages(SHARED)) == 1
    assert office.state(reminder) == "uncertain"
    assert [kind for kind, _ in office.queue()] == ["maybe sent"]


def test_what_slack_refuses_says_why(office: LetterOffice, slack: LocalSlack):
    reminder = shared(office)
    slack.faults.next("chat.postMessage", Faults.error("not_in_channel"))
    office.leave()
    assert office.state(reminder) == "refused"
    [(kind, reason)] = office.queue()
    assert (kind, "Invite Dunwell" in reason) == ("not sent", True)


def test_a_pause_slack_asks_for_is_kept(office: LetterOffice, slack: LocalSlack):
    reminder = shared(office)
    slack.faults.next("chat.postMessage", Faults.rate_limited(30))
    office.leave()
    assert office.state(reminder) == "approved"
    office.clock.move(timedelta(seconds=29))
    assert office.leave() == 0
    office.clock.move(timedelta(seconds=1))
    office.leave()
    assert office.state(reminder) == "sent"


def test_where_no_channel_is_shared_any_more_nothing_is_posted(office: LetterOffice, slack: LocalSlack):
    reminder = shared(office)
    with office.desk.work(office.workspace) as work:
        work.clients.keep(office.reminder(reminder).client_id, slack_channel=None)
    office.leave()
    assert slack.messages(SHARED) == []
    assert office.state(reminder) == "lapsed"


def test_a_letter_goes_to_no_other_channel_than_the_one_that_was_approved(office: LetterOffice, slack: LocalSlack):
    reminder = shared(office)
    acme = office.reminder(reminder).client_id
    with office.desk.work(office.workspace) as work:
        keep_client(KeepClient(client="Acme", channel="<#C0BILLING|billing>"), work)
    for what_changed in (office.rules.what_changed, lambda _reminder, _work: None):
        office.rules = replace(office.rules, what_changed=what_changed)
        office.leave()
        assert slack.messages(SHARED) == []
        assert office.state(reminder) == "lapsed"
        assert "the Slack channel shared with Acme is another one now" in str(office.reminder(reminder).reason)
        reminder = office.approved(acme, route=Route.SLACK, recipients=(), channel=SHARED)


def test_a_long_letter_is_whole_and_nothing_in_it_is_taken_for_a_mention():
    text = "\n".join(f"<!channel> line {number} " + "x" * 200 for number in range(60))
    body = letter_body(Letter(route=Route.SLACK, recipients=(), words=Words(subject="<@U1>", text=text)), SHARED, "key")
    kinds = {block["text"]["type"] for block in body["blocks"]}
    pieces = [block["text"]["text"] for block in body["blocks"][1:]]
    assert kinds == {"plain_text"}
    assert "\n".join(pieces) == text
    assert max(map(len, pieces)) <= 3000
    assert "<@" not in body["text"]


def test_a_mail_that_waits_for_its_server_keeps_no_slack_letter_waiting(office: LetterOffice, slack: LocalSlack):
    mail = office.approved(office.owes("Beta", emails=("ben@beta.example",), number="B-1"))
    reminder = shared(office)
    office.leave()
    assert (office.state(mail), office.state(reminder)) == ("approved", "sent")
    assert len(slack.messages(SHARED)) == 1
