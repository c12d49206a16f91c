"""What handlers stand on: who is asking, the desk that runs one act in one transaction, and Slack after the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from domain.errors import Refusal
from domain.roles import Role
from storage.unit_of_work import Work
from views.lost_windows import Lost

Value = TypeVar("Value")
Body = dict[str, Any]
Act = Callable[[Any, Work], Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks, from which workspace, and the id Slack gave the request: a second delivery carries the same.

    `is_guest` is somebody of another company, in a channel the two share: they read there and press nothing.
    """

    team_id: str
    slack_id: str
    name: str
    request_id: str
    is_guest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads the answer: how they write numbers, and what they may do."""

    locale: str
    role: Role
    tz: ZoneInfo


View = Callable[[Value, Reader], Body]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """Where somebody pressed, and what Slack gave to answer it with: a window, and words where there is a channel."""

    slack_id: str
    trigger_id: str
    response_url: str | None
    is_in_modal: bool


class Desk(Protocol):
    """Runs acts. One transaction and one reading of the clock each; the only place that commits."""

    def answer(self, act: Act[Value], request: Any, view: View[Value], caller: Caller) -> Body:
        """Runs an act that changes something and renders what came of it, in one transaction.

        A request delivered twice acts once and hears the same answer again. A Refusal undoes everything and is raised.
        """
        ...

    def answer_at_length(self, act: Act[Value], request: Any, view: View[Value], caller: Caller) -> Body:
        """The same for what takes longer than Slack waits, in the background: it waits longer for its turn, and what is
        refused may be asked again under the same request id.
        """
        ...

    def look(self, act: Act[Value], request: Any, view: View[Value], caller: Caller) -> Body:
        """Runs an act that only reads, and renders what it found."""
        ...


# Why a window did not open and the reference of that in the log → what is said instead.
Otherwise = Callable[[Lost, str], Body]


class Patient(Protocol):
    """Slack where one may wait for it: in the background, never in a handler. What Slack refuses is raised."""

    def fetch(self, file_id: str, folder: Path) -> Path:
        """Puts a file of Slack's into a folder, under its own name. Raises FileLost in words."""
        ...

    def tell(self, slack_id: str, body: Body) -> None:
        """Says something to a person in a direct message."""
        ...

    def send_files(self, slack_id: str, files: list[tuple[str, bytes]], words: str) -> None:
        """Sends files (name and content each) to a person in a direct message."""
        ...

    def change(self, channel: str, ts: str, body: Body) -> None:
        """Puts something else in the place of a message of ours."""
        ...


class FileLost(Refusal):
    """A file that could not be had from Slack; nothing was changed. `is_gone`: asking again is no use."""

    def __init__(self, words: str, *, is_gone: bool = False) -> None:
        super().__init__(words)
        self.is_gone = is_gone


class Slack(Protocol):
    """What is said to Slack beside the acknowledgement; each returns at once and is done shortly after it."""

    def reply(self, response_url: str, body: Body, *, replaces: bool) -> None:
        """Answers a press where it happened: in place of the message, or beside it for the one who pressed."""
        ...

    def whisper(self, channel: str, slack_id: str, body: Body) -> None:
        """Shows one person something in a channel."""
        ...

    def open_form(self, pressed: Pressed, view: Body, otherwise: Otherwise) -> None:
        """Opens a modal, or stacks it on the one that is open. Where Slack does not, it is told in words: where it was
        pressed, or in a direct message.
        """
        ...

    def open_slowly(
        self, pressed: Pressed, waiting: Body, make: Callable[[Patient], Body], otherwise: Otherwise
    ) -> None:
        """Opens a modal at once that says what is waited for, and puts what `make` makes in its place."""
        ...

    def later(self, work: Callable[[Patient], None]) -> None:
        """Does what takes long, after what is in hand of the kind."""
        ...

    def change_form(self, pressed: Pressed, shown: Body, view: Body, otherwise: Otherwise) -> None:
        """Shows something else in the modal `shown` that is open, or tells in words that it could not."""
        ...

    def show_home(self, slack_id: str, view: Body) -> None:
        """Publishes a person's App Home."""
        ...

    def upload(self, slack_id: str, write: Callable[[], list[tuple[str, bytes]]], words: str) -> None:
        """Writes files (name and content each) and sends them to a person in a direct message."""
        ...


class Surprise(Protocol):
    """Where a fault of ours goes: the trace to the log, a reference number back."""

    def __call__(self, error: BaseException) -> str:
        """Logs the trace and returns the reference a person can quote."""
        ...
