from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from demo.local_slack import Faults, LocalSlack
from tests.demo.conftest import a_workspace
from tests.demo.small_bot import BOT_TOKEN, a_client


def post(slack: LocalSlack, text: str = "Hi") -> None:
    a_client(slack).chat_postMessage(channel="C0BILLING", text=text)


def texts(slack: LocalSlack) -> list[str]:
    return [message["text"] for message in slack.messages("billing")]


def test_a_rate_limit_says_how_long_to_wait_and_stores_nothing(slack: LocalSlack):
    slack.faults.next("chat.postMessage", Faults.rate_limited(30))
    with pytest.raises(SlackApiError) as caught:
        post(slack)
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "30"
    assert caught.value.response["error"] == "ratelimited"
    post(slack, "Again")
    assert texts(slack) == ["Again"]


def test_a_reset_before_the_work_stores_nothing(slack: LocalSlack):
    slack.faults.next("chat.postMessage", Faults.reset_before())
    with pytest.raises(OSError):  # noqa: PT011 - the SDK lets the socket's own error through, whichever it is
        post(slack)
    assert texts(slack) == []


def test_a_reset_after_the_work_leaves_the_message_and_no_answer(slack: LocalSlack):
    slack.faults.next("chat.postMessage", Faults.reset_after())
    with pytest.raises(OSError):  # noqa: PT011 - as above
        post(slack)
    assert texts(slack) == ["Hi"]


def test_the_sdks_own_retry_posts_twice_after_a_reset(slack: LocalSlack):
    slack.faults.next("chat.postMessage", Faults.reset_after())
    WebClient(token=BOT_TOKEN, base_url=slack.api_url).chat_postMessage(channel="C0BILLING", text="Hi")
    assert texts(slack) == ["Hi", "Hi"]


def test_a_server_in_trouble_stores_nothing(slack: LocalSlack):
    slack.faults.next("chat.postMessage", Faults.server_error(503))
    with pytest.raises(SlackApiError) as caught:
        post(slack)
    assert caught.value.response.status_code == 503
    assert texts(slack) == []


def test_an_answer_cut_in_the_middle_is_not_json(slack: LocalSlack):
    slack.faults.next("chat.postMessage", Faults.garbage())
    with pytest.raises(SlackApiError):
        post(slack)
    assert texts(slack) == ["Hi"]


def test_an_error_may_be_planned_several_times(slack: LocalSlack):
    slack.faults.next("chat.postMessage", Faults.error("channel_not_found"), times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError, match="channel_not_found"):
            post(slack)
    post(slack)
    assert texts(slack) == ["Hi"]


def test_a_slow_answer_outlasts_a_callers_patience(slack: LocalSlack):
    slack.faults.next("chat.postMessage", Faults.slow(0.4))
    hasty = WebClient(token=BOT_TOKEN, base_url=slack.api_url, retry_handlers=[], timeout=0.1)  # type: ignore[arg-type]  # fractions work
    with pytest.raises(TimeoutError):
        hasty.chat_postMessage(channel="C0BILLING", text="Hi")
    slack.wait_for(lambda: texts(slack) == ["Hi"])


def test_one_message_a_second_a_channel_when_the_pace_is_kept():
    now = [datetime(2026, 3, 2, 9, tzinfo=UTC)]
    with a_workspace(posting_limit=True, wall=lambda: now[0]) as slack:
        post(slack, "One")
        with pytest.raises(SlackApiError, match="ratelimited"):
            post(slack, "Two")
        now[0] += timedelta(seconds=1)
        post(slack, "Three")
        assert texts(slack) == ["One", "Three"]


def test_an_upload_that_breaks_shares_no_file(slack: LocalSlack):
    slack.faults.next("upload", Faults.server_error(503))
    with pytest.raises(HTTPError) as caught:
        a_client(slack).files_upload_v2(channel="C0BILLING", filename="export.csv", content="a,b\n")
    caught.value.close()
    assert texts(slack) == []


def test_a_response_url_meets_faults_too(slack: LocalSlack):
    slack.faults.next("response_url", Faults.rate_limited(5))
    answer = httpx.post(f"{slack.url}/response/T/1/x", json={"text": "Hi"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "5")


def test_a_port_that_is_taken_is_said_at_once(slack: LocalSlack):
    taken = int(slack.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        a_workspace().start(taken)


def test_starting_and_stopping_leaves_what_was_said():
    slack = a_workspace().start()
    post(slack)
    slack.stop()
    started = time.monotonic()
    slack.stop()
    assert time.monotonic() - started < 1
    assert texts(slack) == ["Hi"]
    with pytest.raises((HTTPError, OSError)):
        post(slack)
