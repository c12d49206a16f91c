"""Slack's error codes: what each means for a message, in words a person can act on. One table."""

from __future__ import annotations

from dataclasses import dataclass

from domain.delivery import Outcome

_INVITE = "Invite Dunwell there (`/invite @Dunwell`), then post it again."
_TOKEN = "Whoever runs Dunwell installs the app again and restarts it; then post it again."  # noqa: S105 - words, no secret
_TOO_BIG = "This is a fault in Dunwell: `/invoice digest` and `/invoice status` show what it would have said."


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code makes of a message, and the words for a person."""

    outcome: Outcome
    words: str


def _refused(words: str) -> Meaning:
    return Meaning(Outcome.REFUSED, words)


MEANINGS: dict[str, Meaning] = {
    # The place.
    "channel_not_found": _refused(f"Slack knows no such channel, or Dunwell cannot see it. {_INVITE}"),
    "not_in_channel": _refused(f"Dunwell is not in the channel. {_INVITE}"),
    "is_archived": _refused(
        "The channel is archived. Take it out of the archive or name another one, then post again."
    ),
    "restricted_action": _refused("An admin restricts who may post in the channel. Ask for Dunwell to be allowed."),
    "restricted_action_read_only_channel": _refused("The channel is read-only. Name another one, then post it again."),
    "cannot_reply_to_message": _refused("Slack does not let this message be answered in a thread."),
    "thread_not_found": _refused("The message this belongs under is gone."),
    "user_not_found": _refused("Slack knows no such person."),
    # The card to change.
    "message_not_found": _refused("The message was deleted in Slack."),
    "cant_update_message": _refused("Slack does not let Dunwell change this message."),
    "edit_window_closed": _refused("Slack no longer lets this message be changed."),
    # Who we are to Slack.
    "invalid_auth": _refused(f"Slack does not accept Dunwell's token. {_TOKEN}"),
    "not_authed": _refused(f"Dunwell has no token. {_TOKEN}"),
    "token_revoked": _refused(f"Dunwell's token was revoked. {_TOKEN}"),
    "token_expired": _refused(f"Dunwell's token has expired. {_TOKEN}"),
    "account_inactive": _refused(f"Dunwell's account in this workspace was switched off. {_TOKEN}"),
    "missing_scope": _refused(f"Dunwell was not granted the permission to post. {_TOKEN}"),
    "no_permission": _refused(f"Dunwell was not granted the permission to post. {_TOKEN}"),
    "ekm_access_denied": _refused("An admin has suspended posting in this workspace. Post it again when it is lifted."),
    "team_access_not_granted": _refused(f"Dunwell was not granted access to this workspace. {_TOKEN}"),
    # The words.
    "msg_too_long": _refused(f"Slack finds the message too long. {_TOO_BIG}"),
    "msg_blocks_too_long": _refused(f"Slack finds the message too long. {_TOO_BIG}"),
    "invalid_blocks": _refused(f"Slack does not accept how the message is built. {_TOO_BIG}"),
    "invalid_blocks_format": _refused(f"Slack does not accept how the message is built. {_TOO_BIG}"),
    "no_text": _refused(f"Slack found no words in the message. {_TOO_BIG}"),
    "invalid_metadata_format": _refused(f"Slack does not accept how the message is built. {_TOO_BIG}"),
    "metadata_too_large": _refused(f"Slack does not accept how the message is built. {_TOO_BIG}"),
    # Not now: Slack says that it did nothing.
    "ratelimited": Meaning(Outcome.TRY_LATER, "Slack asked to wait a moment."),
    "rate_limited": Meaning(Outcome.TRY_LATER, "Slack asked to wait a moment."),
    "service_unavailable": Meaning(Outcome.TRY_LATER, "Slack is not available at the moment."),
    "team_added_to_org": Meaning(Outcome.TRY_LATER, "The workspace is being moved into an organisation."),
    "accesslimited": Meaning(Outcome.TRY_LATER, "Slack limits access at the moment."),
    # Slack's own faults: its pages say that a part of the operation may have succeeded.
    "fatal_error": Meaning(Outcome.UNCERTAIN, "Slack had a fault and does not say whether it posted the message."),
    "internal_error": Meaning(Outcome.UNCERTAIN, "Slack had a fault and does not say whether it posted the message."),
    "request_timeout": Meaning(Outcome.UNCERTAIN, "Slack did not get the whole message in time."),
}

# An update of a card that is gone needs nobody: there is nothing left to change.
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
# Whoever asks for a channel's history and hears one of these may never read it.
CANNOT_LOOK = frozenset(
    {"missing_scope", "not_in_channel", "channel_not_found", "no_permission", "method_not_supported_for_channel_type"}
)


def meaning_of(code: str) -> Meaning:
    """The code's row. `ok: false` with a code not listed is a refusal too: Slack did not post it, a person looks."""
    known = MEANINGS.get(code)
    if known is not None:
        return known
    return _refused(f"Slack refused the message with “{code}”, a code Dunwell does not know.")
