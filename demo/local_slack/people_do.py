from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from demo.local_slack.acts import modals, pressing, talking
from demo.local_slack.acts.handing import hand_over
from demo.local_slack.acts.happenings import tell_bot
from demo.local_slack.answers import Answer, answer_to
from demo.local_slack.faults import Faults
from demo.local_slack.memory.workspace import Change
from demo.local_slack.people import Channel, Person
from demo.local_slack.web_api.reactions import react
from demo.local_slack.world import World

Result = TypeVar("Result")
Someone = Person | str
Somewhere = Channel | Person | str
Shown = dict[str, Any]


class PeopleDo(ABC):
    """What people do; each waits until the bot acknowledged or the deadline passed.

    People are named by record, id or name; rooms by record, id or name; views by what `modals` and `home` show, or
    by id. An act the screen does not offer raises CannotDoThat.
    """

    _world: World
    faults: Faults

    def slash(self, person: Someone, channel: Somewhere, line: str) -> Answer:
        """A slash command, such as "/invoice status"."""
        who, where = self._who(person), self._where(channel)
        return self._run(talking.slash(self._world, who, where, line))

    def say(self, person: Someone, channel: Somewhere, text: str, thread_ts: str | None = None) -> Answer:
        """An ordinary message; @name mentions somebody."""
        who, where = self._who(person), self._where(channel)
        return self._run(talking.say(self._world, who, where, text, thread_ts))

    def upload(self, person: Someone, channel: Somewhere, filename: str, content: bytes) -> Answer:
        """A file shared in a room."""
        who, where = self._who(person), self._where(channel)
        return self._run(talking.upload(self._world, who, where, filename, content))

    def choose_file(self, person: Someone, filename: str, content: bytes) -> str:
        """A file chosen in a modal, uploaded and shared nowhere; its id is what the file input holds."""
        return self._look(lambda: hand_over(self._world, self._who(person), filename, content).id)

    def delete_file(self, file_id: str) -> None:
        """Somebody deletes a file."""
        self._look(lambda: self._world.drawer.throw_away(file_id))

    def press(
        self,
        person: Someone,
        where: Shown,
        action_id: str,
        value: Any = None,
        *,
        block_id: str | None = None,
        selected_option: Any = None,
        state: dict[str, Any] | None = None,
    ) -> Answer:
        """Presses a button or picks something, on a message or a view as shown.

        `value` or `selected_option`: an option's value or text, a date, a person's id, the text of an input.
        `state`: {"values": {...}} typed so far.
        """
        given = value if selected_option is None else selected_option
        work = pressing.press(self._world, self._who(person), where, action_id, block_id, given, state)
        return self._run(work)

    def suggest(self, person: Someone, where: Shown, action_id: str, typed: str, block_id: str | None = None) -> Answer:
        """Types into an external select; the answer holds options or option_groups."""
        return self._run(pressing.suggest(self._world, self._who(person), where, action_id, block_id, typed))

    def submit(self, person: Someone, view: Shown | str, values: dict[str, Any] | None = None) -> Answer:
        """Sends the modal on top off; `values` by block_id or action_id, plain or as in `state.values`."""
        return self._run(modals.submit(self._world, self._who(person), _view_id(view), values or {}))

    def close(self, person: Someone, view: Shown | str, *, all_of_them: bool = False) -> Answer:
        """Closes the modal on top, or with the X the whole stack."""
        return self._run(modals.close(self._world, self._who(person), _view_id(view), all_of_them=all_of_them))

    def shortcut(self, person: Someone, callback_id: str, message: Shown | None = None) -> Answer:
        """A global shortcut, or a message shortcut on a message as shown."""
        return self._run(pressing.shortcut(self._world, self._who(person), callback_id, message))

    def open_home(self, person: Someone) -> Answer:
        """Looks at the App Home tab."""
        return self._run(talking.open_home(self._world, self._who(person)))

    def react(self, person: Someone, message: Shown, name: str) -> None:
        """Puts an emoji on a message."""
        self._look(lambda: react(self._world, message["channel"], message["ts"], name, by=self._who(person).id))
        event = {"item": {"type": "message", "channel": message["channel"], "ts": message["ts"]}, "reaction": name}
        event |= {"type": "reaction_added", "user": self._who(person).id, "item_user": message["user"]}
        self._run(tell_bot(self._world, {**event, "event_ts": message["ts"]}))

    def redeliver(self, n: int = -1, kind: str | None = None) -> Answer:
        """The n-th thing delivered to the bot once more, byte for byte; what it answers changes no screen.

        `kind` counts only one sort: "slash_commands", "block_actions", "view_submission", "app_mention", …
        """
        return answer_to(self._run(self._world.courier.redeliver(n, kind)))

    def event(self, event: dict[str, Any]) -> Answer:
        """Any other event, such as channel_rename or app_rate_limited, if the app subscribed to it."""
        ack = self._run(tell_bot(self._world, event))
        return Answer(ok=True) if ack is None else answer_to(ack)

    def uninstall(self) -> None:
        """The workspace throws the app out: the token dies, then the bot hears of it."""
        self.faults.revoke_token()
        self.event({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self._world.identity.bot_user_id]}})
        self.event({"type": "app_uninstalled"})

    def archive(self, channel: Somewhere) -> None:
        """Archives a channel."""
        room = self._where(channel)
        room.is_archived = True
        self._channels_changed({"type": "channel_archive", "channel": room.id, "user": "USLACKBOT"})

    def kick_bot(self, channel: Somewhere) -> None:
        """Takes the bot out of a channel."""
        room, bot = self._where(channel), self._world.identity.bot_user_id
        room.members.remove(bot)
        event = {"type": "member_left_channel", "user": bot, "channel": room.id, "channel_type": "C"}
        self._channels_changed({**event, "team": self._world.identity.team_id})

    def invite_bot(self, channel: Somewhere) -> None:
        """Takes the bot into a channel."""
        room, bot = self._where(channel), self._world.identity.bot_user_id
        room.members.append(bot)
        event = {"type": "member_joined_channel", "user": bot, "channel": room.id, "channel_type": "C"}
        self._channels_changed({**event, "team": self._world.identity.team_id})

    def add_channel(self, channel: Channel) -> None:
        """Opens a new channel."""
        self._look(lambda: self._world.workspace.add_channel(channel))
        self._look(lambda: self._world.workspace.tell(Change(kind="channels")))

    def drop_connections(self) -> None:
        """Cuts the bot's Socket Mode connections without a word."""
        self._look(self._world.courier.sockets.drop)

    def disconnect_frame(self, reason: str = "refresh_requested") -> None:
        """Tells the bot's connections to reconnect: warning, refresh_requested or link_disabled."""
        self._run(self._world.courier.sockets.say_disconnect(reason))

    def _channels_changed(self, event: dict[str, Any]) -> None:
        self._look(lambda: self._world.workspace.tell(Change(kind="channels")))
        if self._world.courier.is_bot_there:
            self._run(tell_bot(self._world, event))

    def _who(self, person: Someone) -> Person:
        return self._world.workspace.person(person)

    def _where(self, channel: Somewhere) -> Any:
        return self._look(lambda: self._world.workspace.known_room(channel))

    @abstractmethod
    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Does it where the workspace lives, and waits for it."""

    @abstractmethod
    def _look(self, read: Callable[[], Result]) -> Result:
        """The same for what takes no waiting."""


def _view_id(view: Shown | str) -> str:
    return view if isinstance(view, str) else str(view["id"])
