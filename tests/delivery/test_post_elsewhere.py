"""“Post it again” for what belongs to a message of a channel that Dunwell no longer posts in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from delivery.post_again import StuckMessage, post_again
from demo.local_slack import Channel, Faults
from domain.workspace import Workspace
from tests.delivery.conftest import BILLING, Post, a_slack

NEW = "C0NEW"
ABOUT: dict[str, Any] = {"about": "invoice", "about_id": 7}


@pytest.fixture
def post(desk: Desk, workspace: Workspace, clock: MovableClock) -> Iterator[Post]:
    channels = [Channel(id=each, name=each.lower(), members=("U0ANA",)) for each in (BILLING, NEW)]
    with a_slack(channels=channels) as slack:
        yield Post(desk, workspace, clock, slack)


def moved(post: Post) -> Workspace:
    return replace(post.workspace, channel=NEW)


def press_post_again(post: Post) -> None:
    with post.desk.work(moved(post)) as work:
        post_again(StuckMessage(exception_id=work.exceptions.waiting()[0].id), work)


def shown_in(post: Post, channel: str) -> list[str]:
    return [message["text"] for message in post.slack.messages(channel)]


def refused(post: Post, method: str, times: int = 1) -> None:
    post.slack.faults.next(method, Faults.error("channel_not_found"), times=times)


def test_a_card_of_another_channel_is_posted_in_todays_with_its_newest_words_and_followed_there(post: Post):
    card = post.put("1,200 left", **ABOUT)
    post.leave()
    refused(post, "chat.update", times=2)
    post.put("700 left", updates=card, **ABOUT)
    post.leave()
    post.put("500 left", updates=card, **ABOUT)
    post.leave()
    assert [kind for kind, _ in post.queue()] == ["not posted", "not posted"]
    press_post_again(post)
    post.leave()
    assert (shown_in(post, NEW), post.queue()) == (["500 left"], [])
    post.put("Paid", updates=card, **ABOUT)
    post.leave()
    assert (shown_in(post, NEW), shown_in(post, BILLING)) == (["Paid"], ["1,200 left"])


def test_a_reply_under_a_message_of_another_channel_stands_by_itself_in_todays(post: Post):
    headline = post.put("3 invoices")
    post.leave()
    refused(post, "chat.postMessage")
    post.put("INV-1", reply_to=headline)
    post.leave()
    press_post_again(post)
    post.leave()
    assert (shown_in(post, NEW), post.queue()) == (["INV-1"], [])


def test_a_card_from_a_thread_of_another_channel_stands_by_itself_in_todays(post: Post):
    headline = post.put("3 invoices")
    card = post.put("INV-1", reply_to=headline, **ABOUT)
    post.leave()
    refused(post, "chat.update")
    post.put("INV-1 is paid", updates=card, **ABOUT)
    post.leave()
    press_post_again(post)
    post.leave()
    assert (shown_in(post, NEW), post.queue()) == (["INV-1 is paid"], [])


def test_an_update_of_a_card_in_todays_channel_is_made_there_again(post: Post):
    card = post.put("1,200 left", channel=NEW, **ABOUT)
    post.leave()
    refused(post, "chat.update")
    post.put("Paid", channel=NEW, updates=card, **ABOUT)
    post.leave()
    press_post_again(post)
    post.leave()
    assert (shown_in(post, NEW), post.queue()) == (["Paid"], [])
