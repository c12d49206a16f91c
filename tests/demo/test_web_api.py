from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from demo.local_slack import LocalSlack
from tests.demo.bricks import mrkdwn, section
from tests.demo.conftest import APP_TOKEN, a_workspace
from tests.demo.small_bot import a_client


def refusal(call: Any, **arguments: Any) -> dict[str, Any]:
    """The body Slack refuses with; every one of them comes with HTTP 200."""
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    answer = caught.value.response
    assert answer.status_code == 200
    body: dict[str, Any] = answer.data
    return body


def test_the_token_says_whose_it_is(slack: LocalSlack):
    found = a_client(slack).auth_test()
    assert (found["user_id"], found["bot_id"], found["team_id"]) == ("U0BOT", "B0BOT", "T0LOCAL")


@pytest.mark.parametrize(
    ("token", "error"), [("", "not_authed"), ("xoxb-else", "invalid_auth"), (APP_TOKEN, "not_allowed_token_type")]
)
def test_a_wrong_token_is_refused(slack: LocalSlack, token: str, error: str):
    assert refusal(a_client(slack, token).auth_test)["error"] == error


def test_a_revoked_token_is_refused(slack: LocalSlack):
    slack.faults.revoke_token()
    assert refusal(a_client(slack).auth_test)["error"] == "token_revoked"


def test_an_unknown_method_is_refused(slack: LocalSlack):
    assert refusal(lambda: a_client(slack).api_call("chat.shout"))["error"] == "unknown_method"


def test_a_scope_the_manifest_does_not_grant_is_missing():
    manifest = {"oauth_config": {"scopes": {"bot": ["chat:write", "commands"]}}}
    with a_workspace(manifest=manifest) as slack:
        body = refusal(a_client(slack).users_info, user="U0ANA")
    assert (body["error"], body["needed"], body["provided"]) == ("missing_scope", "users:read", "chat:write,commands")


@pytest.mark.parametrize(
    ("channel", "error"),
    [("C0NOWHERE", "channel_not_found"), ("C0RANDOM", "not_in_channel"), ("C0SECRET", "channel_not_found")],
)
def test_the_bot_cannot_post_where_it_is_not(slack: LocalSlack, channel: str, error: str):
    assert refusal(a_client(slack).chat_postMessage, channel=channel, text="Hi")["error"] == error


def test_the_bot_cannot_post_in_an_archived_channel(slack: LocalSlack):
    slack.archive("billing")
    assert refusal(a_client(slack).chat_postMessage, channel="C0BILLING", text="Hi")["error"] == "is_archived"


def test_the_bot_cannot_post_after_it_was_taken_out(slack: LocalSlack):
    slack.kick_bot("billing")
    assert refusal(a_client(slack).chat_postMessage, channel="C0BILLING", text="Hi")["error"] == "not_in_channel"


def test_every_answer_says_which_scopes_were_granted():
    with a_workspace(manifest={"oauth_config": {"scopes": {"bot": ["users:read", "chat:write"]}}}) as slack:
        headers = a_client(slack).auth_test().headers
    assert {name.lower(): value for name, value in headers.items()}["x-oauth-scopes"] == "chat:write,users:read"


def test_a_message_needs_words_and_not_too_many(slack: LocalSlack):
    post = a_client(slack).chat_postMessage
    empty = {"channel": "C0BILLING", "text": ""}
    assert refusal(lambda: a_client(slack).api_call("chat.postMessage", json=empty))["error"] == "no_text"
    assert refusal(post, channel="C0BILLING", text="x" * 40_001)["error"] == "msg_too_long"
    assert slack.messages("billing") == []


def test_bad_blocks_are_refused_with_the_place(slack: LocalSlack):
    body = refusal(a_client(slack).chat_postMessage, channel="C0BILLING", text="x", blocks=[section(text=mrkdwn(""))])
    assert body["error"] == "invalid_blocks"
    assert body["response_metadata"]["messages"] == [
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    ]


def test_too_much_over_all_blocks_is_refused(slack: LocalSlack):
    blocks = [section(text=mrkdwn("x" * 3000))] * 5
    body = refusal(a_client(slack).chat_postMessage, channel="C0BILLING", text="x", blocks=blocks)
    assert body["error"] == "msg_blocks_too_long"


def test_timestamps_are_unique_and_increase_within_a_channel(slack: LocalSlack):
    client = a_client(slack)
    stamps = [client.chat_postMessage(channel="C0BILLING", text=str(n))["ts"] for n in range(20)]
    assert stamps == sorted(set(stamps))


def test_words_are_kept_escaped_and_mentions_alive(slack: LocalSlack):
    a_client(slack).chat_postMessage(
        channel="C0BILLING", text="<@U0ANA> owes 3 < 5 & more <https://x.example|here> &amp;"
    )
    slack.say("ana", "billing", "Smith & Sons @ben <b>")
    texts = [m["text"] for m in slack.messages("billing")]
    assert texts == [
        "<@U0ANA> owes 3 &lt; 5 &amp; more <https://x.example|here> &amp;",
        "Smith &amp; Sons <@U0BEN> &lt;b&gt;",
    ]


def test_metadata_is_read_back_only_when_asked_for(slack: LocalSlack):
    client = a_client(slack)
    metadata = {"event_type": "outbox_row", "event_payload": {"id": "42"}}
    client.chat_postMessage(channel="C0BILLING", text="Card", metadata=metadata)
    assert "metadata" not in client.conversations_history(channel="C0BILLING")["messages"][0]
    told = client.conversations_history(channel="C0BILLING", include_all_metadata=True)["messages"][0]
    assert told["metadata"] == metadata


def test_metadata_of_a_wrong_form_is_refused(slack: LocalSlack):
    post = a_client(slack).chat_postMessage
    body = refusal(post, channel="C0BILLING", text="x", metadata={"event_type": "a"})
    assert body["error"] == "invalid_metadata_format"


def test_an_update_without_blocks_takes_the_blocks_away(slack: LocalSlack):
    client = a_client(slack)
    ts = client.chat_postMessage(channel="C0BILLING", text="Card", blocks=[section()])["ts"]
    assert slack.messages("billing")[0]["blocks"][0]["block_id"]
    client.chat_update(channel="C0BILLING", ts=ts, text="Done")
    (message,) = slack.messages("billing")
    assert (message["text"], message["edited"], message.get("blocks")) == ("Done", True, None)


def test_only_its_own_messages_are_the_bots_to_change(slack: LocalSlack):
    client = a_client(slack)
    said = slack.say("ana", "billing", "Mine").message
    assert said
    update = {"channel": "C0BILLING", "text": "x"}
    assert refusal(client.chat_update, ts=said["ts"], **update)["error"] == "cant_update_message"
    assert refusal(client.chat_update, ts="1.000001", **update)["error"] == "message_not_found"
    assert refusal(client.chat_delete, channel="C0BILLING", ts=said["ts"])["error"] == "cant_delete_message"


def test_an_ephemeral_message_is_in_no_history_and_cannot_be_updated(slack: LocalSlack):
    client = a_client(slack)
    ts = client.chat_postEphemeral(channel="C0BILLING", user="U0ANA", text="Only you")["message_ts"]
    assert [m["text"] for m in slack.ephemerals("ana")] == ["Only you"]
    assert client.conversations_history(channel="C0BILLING")["messages"] == []
    assert refusal(client.chat_update, channel="C0BILLING", ts=ts, text="x")["error"] == "message_not_found"


def test_an_ephemeral_message_needs_somebody_who_is_there(slack: LocalSlack):
    post = a_client(slack).chat_postEphemeral
    assert refusal(post, channel="C0BILLING", user="U0NOBODY", text="x")["error"] == "user_not_found"


def test_a_thread_is_read_by_its_first_message(slack: LocalSlack):
    client = a_client(slack)
    first = client.chat_postMessage(channel="C0BILLING", text="Overdue")["ts"]
    client.chat_postMessage(channel="C0BILLING", text="Acme", thread_ts=first)
    thread = client.conversations_replies(channel="C0BILLING", ts=first)["messages"]
    assert [m["text"] for m in thread] == ["Overdue", "Acme"]
    assert thread[0]["reply_count"] == 1
    assert [m["text"] for m in client.conversations_history(channel="C0BILLING")["messages"]] == ["Overdue"]
    assert [m["text"] for m in slack.messages("billing", first)] == ["Overdue", "Acme"]


def test_a_person_is_reached_by_direct_message(slack: LocalSlack):
    client = a_client(slack)
    room = client.conversations_open(users="U0BEN")["channel"]["id"]
    client.chat_postMessage(channel=room, text="To the room")
    client.chat_postMessage(channel="U0BEN", text="To the person")
    assert [m["text"] for m in slack.messages("ben")] == ["To the room", "To the person"]


def test_people_are_found_by_id_and_by_address(slack: LocalSlack):
    client = a_client(slack)
    assert client.users_info(user="U0ANA")["user"]["profile"]["real_name"] == "Ana Lima"
    assert client.users_lookupByEmail(email="BEN@studio.example")["user"]["id"] == "U0BEN"
    assert refusal(client.users_info, user="U0NOBODY")["error"] == "user_not_found"


def test_lists_come_a_page_at_a_time(slack: LocalSlack):
    pages = [page["members"] for page in a_client(slack).users_list(limit=1)]
    assert [[m["id"] for m in page] for page in pages] == [["U0ANA"], ["U0BEN"], ["U0BOT"]]


def test_a_private_channel_the_bot_is_not_in_is_not_listed(slack: LocalSlack):
    found = a_client(slack).conversations_list(types="public_channel,private_channel")["channels"]
    assert [(c["id"], c["is_member"]) for c in found] == [("C0BILLING", True), ("C0RANDOM", False)]


def test_the_bot_may_walk_into_a_public_channel(slack: LocalSlack):
    client = a_client(slack)
    client.conversations_join(channel="C0RANDOM")
    assert client.chat_postMessage(channel="C0RANDOM", text="Hi")["ok"]
    assert client.conversations_members(channel="C0RANDOM")["members"] == ["U0ANA", "U0BOT"]


def test_a_reaction_counts_once(slack: LocalSlack):
    client = a_client(slack)
    ts = client.chat_postMessage(channel="C0BILLING", text="Paid")["ts"]
    client.reactions_add(channel="C0BILLING", timestamp=ts, name="tada")
    again = refusal(client.reactions_add, channel="C0BILLING", timestamp=ts, name="tada")
    assert again["error"] == "already_reacted"
    assert slack.messages("billing")[0]["reactions"] == [{"name": "tada", "count": 1}]
    client.reactions_remove(channel="C0BILLING", timestamp=ts, name="tada")
    assert slack.messages("billing")[0]["reactions"] == []


def test_a_permalink_leads_to_the_message(slack: LocalSlack):
    client = a_client(slack)
    ts = client.chat_postMessage(channel="C0BILLING", text="Card")["ts"]
    link = client.chat_getPermalink(channel="C0BILLING", message_ts=ts)["permalink"]
    assert link == f"{slack.url}/archives/C0BILLING/p{ts.replace('.', '')}"


def test_the_journal_hides_the_tokens_from_the_page(slack: LocalSlack):
    client = a_client(slack)
    client.chat_postMessage(channel="C0BILLING", text="my token is xoxb-local-1", token="xoxb-local-1")
    (entry,) = slack.calls("chat.postMessage")
    assert "xoxb-local-1" not in str(slack._world.journal.as_wire(entry))
