from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from delivery.outbox import deliver_one
from delivery.post_again import StuckMessage, it_arrived, post_again
from delivery.repeat import MARK
from delivery.slack import SlackCourier, open_client
from demo.local_slack import Faults
from domain.delivery import Outcome, State
from storage.tables import outbox
from tests.conftest import WEDNESDAY
from tests.delivery.conftest import BILLING, Post, courier_to


def test_the_stored_words_arrive_once_and_exactly_as_they_were_written(post: Post):
    message = post.put("INV-7 is overdue")
    assert post.leave() == 1
    assert post.leave() == 0
    [arrived] = post.slack.messages(BILLING)
    assert arrived["text"] == "INV-7 is overdue"
    assert arrived["blocks"][0]["text"]["text"] == "INV-7 is overdue"
    assert post.state(message) == "sent"


def test_the_same_key_is_put_once_whoever_puts_it(post: Post):
    post.put("INV-7 is overdue")
    with post.desk.work(post.workspace) as work:
        again = work.outbox.put(
            kind="digest", key="INV-7 is overdue", channel=BILLING, body={"text": "no"}, now=work.now
        )
    assert again is None
    post.leave()
    assert post.texts() == ["INV-7 is overdue"]


def test_words_changed_behind_dunwells_back_do_not_leave(post: Post):
    message = post.put("€1,200.00 left")
    with post.desk.database.writing() as connection:
        connection.execute(update(outbox).where(outbox.c.id == message).values(body={"text": "€12.00 left"}))
    post.leave()
    assert post.texts() == []
    assert post.state(message) == "refused"
    assert "not the ones that were written" in post.queue()[0][1]


def test_slacks_pause_is_kept_and_then_the_message_leaves(post: Post):
    post.slack.faults.next("chat.postMessage", Faults.rate_limited(30))
    message = post.put("INV-7 is overdue")
    post.leave()
    post.clock.move(timedelta(seconds=29))
    assert post.leave() == 0
    assert post.state(message) == "waiting"
    post.clock.move(timedelta(seconds=1))
    post.leave()
    assert post.texts() == ["INV-7 is overdue"]
    assert post.queue() == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("channel_not_found", "Invite Dunwell"),
        ("not_in_channel", "Invite Dunwell"),
        ("is_archived", "archived"),
        ("token_revoked", "token was revoked"),
        ("account_inactive", "switched off"),
        ("missing_scope", "permission to post"),
        ("msg_too_long", "too long"),
        ("invalid_blocks", "how the message is built"),
        ("a_code_of_next_year", "does not know"),
    ],
)
def test_what_slack_refuses_stands_in_the_queue_with_a_way_on_and_leaves_once_it_is_mended(
    post: Post, code: str, words: str
):
    post.slack.faults.next("chat.postMessage", Faults.error(code))
    message = post.put("INV-7 is overdue")
    post.leave()
    assert post.state(message) == "refused"
    [(kind, reason)] = post.queue()
    assert kind == "not posted"
    assert words in reason
    with post.desk.work(post.workspace) as work:
        [waiting] = work.exceptions.waiting()
        post_again(StuckMessage(exception_id=waiting.id), work)
    post.leave()
    assert post.texts() == ["INV-7 is overdue"]
    assert post.queue() == []


def test_a_reset_after_slack_stored_it_is_found_again_by_its_reference_and_not_repeated(post: Post):
    post.slack.faults.next("chat.postMessage", Faults.reset_after())
    message = post.put("INV-7 is overdue")
    post.leave()
    assert post.state(message) == "uncertain"
    post.clock.move(timedelta(minutes=1))
    post.leave()
    assert post.state(message) == "sent"
    assert post.texts() == ["INV-7 is overdue"]


@pytest.mark.parametrize("fault", [Faults.reset_before(), Faults.server_error(503), Faults.error("fatal_error")])
def test_what_slack_did_not_store_is_repeated_and_says_that_it_may_be_a_repeat(post: Post, fault: object):
    post.slack.faults.next("chat.postMessage", fault)  # type: ignore[arg-type]  # a Fault; pytest's table hides its type
    post.put("INV-7 is overdue")
    post.leave()
    post.clock.move(timedelta(minutes=1))
    post.leave()
    assert post.texts() == [f"{MARK}\nINV-7 is overdue"]
    assert post.queue() == []


@pytest.mark.parametrize("fault", [Faults.reset_after(), Faults.garbage()])
def test_without_a_history_scope_a_lost_answer_is_repeated_and_marked(blind_post: Post, fault: object):
    post = blind_post
    post.slack.faults.next("chat.postMessage", fault)  # type: ignore[arg-type]  # a Fault; pytest's table hides its type
    post.put("INV-7 is overdue")
    post.leave()
    post.clock.move(timedelta(minutes=1))
    post.leave()
    assert post.texts() == ["INV-7 is overdue", f"{MARK}\nINV-7 is overdue"]


def test_a_message_that_stays_uncertain_is_not_repeated_for_ever_but_shown_to_a_person(blind_post: Post):
    post = blind_post
    post.slack.faults.next("chat.postMessage", Faults.reset_after(), times=50)
    message = post.put("INV-7 is overdue")
    for _ in range(8):
        post.leave()
        post.clock.move(timedelta(minutes=1))
    assert len(post.texts()) == 4
    [(kind, reason)] = post.queue()
    assert kind == "maybe posted"
    assert "Look in the channel" in reason
    with post.desk.work(post.workspace) as work:
        [waiting] = work.exceptions.waiting()
        it_arrived(StuckMessage(exception_id=waiting.id), work)
    post.clock.move(timedelta(minutes=30))
    post.leave()
    assert len(post.texts()) == 4
    assert post.state(message) == "sent"
    assert post.queue() == []


def test_a_process_that_died_between_claim_and_send_leaves_nothing_unsaid(post: Post):
    message = post.put("INV-7 is overdue")
    with post.desk.work(post.workspace) as work:
        assert work.outbox.claim_next(work.now) is not None
    post.clock.move(timedelta(minutes=2))
    assert post.leave() == 0
    post.clock.move(timedelta(minutes=4))
    post.leave()
    post.clock.move(timedelta(minutes=1))
    post.leave()
    assert post.state(message) == "sent"
    assert post.texts() == [f"{MARK}\nINV-7 is overdue"]


def test_a_process_that_died_after_slack_had_the_message_does_not_post_it_twice(post: Post):
    message = post.put("INV-7 is overdue")
    with post.desk.work(post.workspace) as work:
        claimed = work.outbox.claim_next(work.now)
    assert claimed is not None
    post.courier.send(claimed, None, post.clock.now())
    post.clock.move(timedelta(minutes=6))
    post.leave()
    post.clock.move(timedelta(minutes=1))
    post.leave()
    assert post.texts() == ["INV-7 is overdue"]
    assert post.state(message) == "sent"


def test_a_reply_waits_for_the_message_it_belongs_under(post: Post):
    post.slack.faults.next("chat.postMessage", Faults.rate_limited(30))
    headline = post.put("3 invoices")
    post.put("INV-1", reply_to=headline)
    post.leave()
    assert post.texts() == []
    post.clock.move(timedelta(seconds=30))
    post.leave()
    first, reply = post.slack.messages(BILLING)
    assert (first["text"], reply["text"]) == ("3 invoices", "INV-1")
    assert reply["thread_ts"] == first["ts"]


def test_only_the_newest_update_of_a_card_leaves(post: Post):
    card = post.put("1,200 left")
    post.put("700 left", updates=card)
    newest = post.put("Paid", updates=card)
    post.leave()
    [shown] = post.slack.messages(BILLING)
    assert shown["text"] == "Paid"
    assert len(post.slack.calls("chat.update")) == 1
    assert post.state(newest) == "sent"


def test_an_update_older_than_the_newest_lapses_even_when_its_answer_was_lost(post: Post):
    card = post.put("1,200 left")
    post.leave()
    post.slack.faults.next("chat.update", Faults.reset_before())
    old = post.put("700 left", updates=card)
    post.leave()
    post.put("Paid", updates=card)
    post.leave()
    post.clock.move(timedelta(minutes=10))
    post.leave()
    [shown] = post.slack.messages(BILLING)
    assert shown["text"] == "Paid"
    assert post.state(old) == "lapsed"


def test_a_card_that_a_person_deleted_needs_nobody(post: Post):
    card = post.put("1,200 left")
    post.leave()
    post.slack.faults.next("chat.update", Faults.error("message_not_found"))
    update_id = post.put("Paid", updates=card)
    post.leave()
    assert post.state(update_id) == "lapsed"
    assert post.queue() == []


def test_a_slack_that_is_away_for_hours_is_told_to_a_person_and_the_message_still_leaves(post: Post):
    post.slack.faults.next("chat.postMessage", Faults.error("service_unavailable"), times=8)
    message = post.put("INV-7 is overdue")
    for _ in range(7):
        post.leave()
        post.clock.move(timedelta(minutes=15))
    [(kind, reason)] = post.queue()
    assert kind == "not posted"
    assert "keeps trying" in reason
    for _ in range(3):
        post.leave()
        post.clock.move(timedelta(minutes=15))
    assert post.state(message) == "sent"
    assert post.queue() == []


def test_a_slack_nobody_can_reach_leaves_the_message_waiting(post: Post):
    message = post.put("INV-7 is overdue")
    nowhere = courier_to(post.slack)
    nowhere.client.base_url = "http://127.0.0.1:9/api/"
    done = deliver_one(post.desk.database, post.workspace.id, nowhere, post.clock.now())
    assert done is not None
    assert done.outcome is Outcome.TRY_LATER
    assert post.state(message) == "waiting"


def test_a_channel_hears_at_most_one_message_a_second(post: Post):
    post.courier = SlackCourier(post.courier.client, pace=timedelta(seconds=1))
    post.put("INV-1")
    post.put("INV-2")
    assert post.leave() == 1
    post.clock.move(timedelta(seconds=1))
    assert post.leave() == 1
    assert post.texts() == ["INV-1", "INV-2"]


def test_slack_itself_is_never_asked_for_two_messages_in_one_second():
    real, stand_in = SlackCourier(open_client("xoxb-1")), SlackCourier(open_client("xoxb-1", base_url="http://here/"))
    for courier in (real, stand_in):
        courier._posted["C0BILLING"] = WEDNESDAY
    assert real.busy_channels(WEDNESDAY + timedelta(milliseconds=999)) == {"C0BILLING"}
    assert real.busy_channels(WEDNESDAY + timedelta(seconds=1)) == frozenset()
    assert stand_in.busy_channels(WEDNESDAY) == frozenset()


def test_a_clock_that_is_set_back_an_hour_silences_no_channel_for_that_hour(post: Post):
    post.courier = SlackCourier(post.courier.client, pace=timedelta(seconds=1))
    post.put("INV-1")
    assert post.leave() == 1
    post.clock.move_to(post.clock.now() - timedelta(hours=1))
    post.put("INV-2")
    assert post.leave() == 1
    assert post.texts() == ["INV-1", "INV-2"]


def test_a_message_whose_channel_was_wrong_goes_to_the_channel_of_today(post: Post):
    message = post.put("INV-7 is overdue", channel="C0GONE")
    post.leave()
    assert post.state(message) == "refused"
    here = replace(post.workspace, channel=BILLING)
    with post.desk.work(here) as work:
        [waiting] = work.exceptions.waiting()
        post_again(StuckMessage(exception_id=waiting.id), work)
    post.leave()
    assert post.texts() == ["INV-7 is overdue"]


def test_a_message_never_moves_where_no_move_is_allowed(post: Post):
    message = post.put("INV-7 is overdue")
    post.leave()
    with post.desk.work(post.workspace) as work, pytest.raises(ValueError, match="never moves from sent"):
        work.outbox.move(work.outbox.get(message), State.WAITING)
