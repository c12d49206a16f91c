"""A message of which Slack did not say whether it was posted: it is told to a person, and it still comes."""

from __future__ import annotations

from datetime import timedelta

from delivery.post_again import StuckMessage, it_arrived
from delivery.repeat import MARK
from demo.local_slack import Faults
from tests.delivery.conftest import BILLING, Post, courier_to

POST = "chat.postMessage"
UPDATE = "chat.update"
_503 = Faults.server_error(503)


def let_pass(post: Post, minutes: int, *, every: timedelta = timedelta(seconds=30)) -> None:
    """So much time, with a look at the outbox every half a minute."""
    until = post.clock.now() + timedelta(minutes=minutes)
    while post.clock.now() < until:
        post.leave()
        post.clock.move(every)
    post.leave()


def unreachable(post: Post, times: int) -> None:
    """So many attempts end before Slack has heard anything."""
    there, post.courier = post.courier, courier_to(post.slack)
    post.courier.client.base_url = "http://127.0.0.1:9/api/"
    for _ in range(times):
        post.leave()
        post.clock.move(timedelta(minutes=5))
    post.courier = there


def test_attempts_that_never_reached_slack_are_no_doubt_about_what_it_posted(blind_post: Post):
    post = blind_post
    message = post.put("INV-7 is overdue")
    unreachable(post, 4)
    post.slack.faults.next(POST, _503)
    let_pass(post, 1)
    assert post.state(message) == "sent"
    assert post.texts() == [f"{MARK}\nINV-7 is overdue"]
    assert post.queue() == []


def test_two_bad_minutes_of_slack_delay_a_message_and_do_not_end_it(blind_post: Post):
    post = blind_post
    post.slack.faults.next(POST, _503, times=4)
    message = post.put("INV-7 is overdue")
    let_pass(post, 3)
    [(kind, reason)] = post.queue()
    assert kind == "maybe posted"
    assert "Dunwell posts it again every 15 minutes" in reason
    assert "Look in the channel" in reason
    let_pass(post, 15)
    assert post.state(message) == "sent"
    assert post.texts() == [f"{MARK}\nINV-7 is overdue"]
    assert post.queue() == []


def test_what_stays_in_doubt_is_repeated_four_times_an_hour_and_no_more(blind_post: Post):
    post = blind_post
    post.slack.faults.next(POST, Faults.reset_after(), times=50)
    post.put("INV-7 is overdue")
    let_pass(post, 5)
    assert len(post.texts()) == 4
    let_pass(post, 60)
    assert len(post.texts()) == 8
    assert post.texts()[1:] == [f"{MARK}\nINV-7 is overdue"] * 7
    assert [kind for kind, _ in post.queue()] == ["maybe posted"]


def test_what_slack_had_all_along_is_found_by_its_reference_at_any_repeat(post: Post):
    post.slack.faults.next(POST, _503, times=4)
    message = post.put("INV-7 is overdue")
    let_pass(post, 3)
    post.slack.faults.next(POST, Faults.reset_after())
    let_pass(post, 31)
    assert post.state(message) == "sent"
    assert post.texts() == [f"{MARK}\nINV-7 is overdue"]
    assert post.queue() == []


def test_a_person_who_saw_it_ends_the_repeats_even_while_slack_takes_nothing(blind_post: Post):
    post = blind_post
    post.slack.faults.next(POST, Faults.reset_after(), times=4)
    message = post.put("INV-7 is overdue")
    let_pass(post, 3)
    post.slack.faults.next(POST, Faults.error("service_unavailable"), times=50)
    let_pass(post, 100)
    assert post.state(message) == "waiting"
    assert [kind for kind, _ in post.queue()] == ["maybe posted", "not posted"]
    with post.desk.work(post.workspace) as work:
        row, _ = work.exceptions.waiting()
        it_arrived(StuckMessage(exception_id=row.id), work)
    let_pass(post, 60)
    assert post.state(message) == "sent"
    assert len(post.texts()) == 4
    assert post.queue() == []


def test_every_doubt_counts_whatever_lies_between_them(blind_post: Post):
    post = blind_post
    post.slack.faults.next(POST, _503, times=2)
    post.put("INV-7 is overdue")
    let_pass(post, 0)
    post.clock.move(timedelta(seconds=30))
    unreachable(post, 1)
    let_pass(post, 0)
    post.slack.faults.next(POST, _503, times=2)
    let_pass(post, 2)
    assert [kind for kind, _ in post.queue()] == ["maybe posted"]


def test_a_change_of_a_card_whose_answer_was_lost_is_made_again_until_it_is_there(post: Post):
    card = post.put("1,200 left")
    post.leave()
    post.slack.faults.next(UPDATE, _503, times=8)
    change = post.put("Paid", updates=card)
    let_pass(post, 50)
    [(kind, reason)] = post.queue()
    assert (kind, "Dunwell keeps trying" in reason) == ("not posted", True)
    let_pass(post, 60)
    assert post.state(change) == "sent"
    assert [message["text"] for message in post.slack.messages(BILLING)] == ["Paid"]
    assert post.queue() == []


def test_an_older_change_of_a_card_never_comes_after_a_newer_one(post: Post):
    card = post.put("1,200 left")
    post.leave()
    old = post.put("700 left", updates=card)
    with post.desk.work(post.workspace) as work:
        assert work.outbox.claim_next(work.now) is not None
    post.put("Paid", updates=card)
    let_pass(post, 15)
    assert post.state(old) == "lapsed"
    assert [message["text"] for message in post.slack.messages(BILLING)] == ["Paid"]
