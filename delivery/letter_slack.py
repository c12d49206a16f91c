"""A letter in the Slack channel shared with the client: posted once, and never again where nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from delivery.outcome import Answer
from delivery.slack import SlackCourier
from domain.delivery import Message, Outcome, State
from domain.letter import Letter
from storage.outbox import hash_of
from views.limits import SECTION_TEXT
from views.wording import escaped

_KIND = "letter"


@dataclass(frozen=True, slots=True)
class SlackLetters:
    """Carries letters into channels shared with clients, by the workspace's own token."""

    courier: SlackCourier

    def send(self, body: dict[str, Any], stands: Callable[[], bool], now: datetime) -> Answer:
        """One attempt at exactly this message. Never raises. `stands` is asked before anything has left."""
        try:
            if not stands():
                return Answer(
                    outcome=Outcome.TRY_LATER, reason="Something changed before it was posted. Nothing was posted."
                )
        except Exception:  # noqa: BLE001 - nothing has left: it can be tried again
            return Answer(outcome=Outcome.TRY_LATER, reason="The book could not be read. Nothing was posted.")
        try:
            return self.courier.send(_message(body, now), None, now)
        except Exception:  # noqa: BLE001 - a letter is at stake: whatever it is, it becomes an outcome
            return Answer(outcome=Outcome.UNCERTAIN, reason="The answer of Slack was not understood.")


def letter_body(letter: Letter, channel: str, key: str) -> dict[str, Any]:
    """The message of a letter: its words are plain text, and nothing in them is taken for markup or a mention. Who
    posts it says whose letter it is."""
    subject = {"type": "section", "text": _plain(letter.words.subject.strip())}
    texts = [{"type": "section", "text": _plain(piece)} for piece in _pieces(letter.words.text.strip())]
    return {
        "channel": channel,
        "text": escaped(letter.words.subject.strip()),
        "blocks": [subject, *texts],
        "unfurl_links": False,
        "unfurl_media": False,
        "metadata": {"event_type": "dunwell_letter", "event_payload": {"ref": hash_of({"key": key})[:32]}},
    }


def _plain(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words, "emoji": False}


def _pieces(text: str) -> list[str]:
    """The text in pieces a section holds, cut between paragraphs where it can be."""
    found = [""]
    for line in text.split("\n"):
        for piece in (line[at : at + SECTION_TEXT] for at in range(0, max(len(line), 1), SECTION_TEXT)):
            if len(found[-1]) + 1 + len(piece) > SECTION_TEXT:
                found.append(piece)
            else:
                found[-1] = f"{found[-1]}\n{piece}"
    return [piece.strip("\n") for piece in found if piece.strip()]


def _message(body: dict[str, Any], now: datetime) -> Message:
    """As the one who carries messages knows them."""
    channel = str(body["channel"])
    said = {name: value for name, value in body.items() if name != "channel"}
    return Message(
        id=0,
        workspace_id=0,
        kind=_KIND,
        key="",
        channel=channel,
        body=said,
        body_hash=hash_of(said),
        state=State.CLAIMED,
        attempts=1,
        not_before=now,
        created_at=now,
    )
