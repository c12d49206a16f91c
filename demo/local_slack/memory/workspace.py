from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from demo.local_slack.memory.rooms import Room
from demo.local_slack.people import Channel, Identity, Person
from demo.local_slack.refusals import CannotDoThat, SlackRefusal


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Something that now looks different. `only_for` is the one person who sees it, None for everybody.

    `is_awaited`: whoever caused it tells the bot, and waits.
    """

    kind: str
    room: Room | None = None
    message: dict[str, Any] | None = None
    previous: dict[str, Any] | None = None
    only_for: str | None = None
    extra: Any = None
    is_awaited: bool = False


class Workspace:
    """People, channels and messages. Each change is told to the watchers at once."""

    def __init__(
        self, *, people: Sequence[Person], channels: Sequence[Channel], identity: Identity, wall: Callable[[], datetime]
    ) -> None:
        self.identity = identity
        self.wall = wall
        self.people: dict[str, Person] = {person.id: person for person in people}
        self.rooms: dict[str, Room] = {}
        self.watchers: list[Callable[[Change], None]] = []
        for channel in channels:
            self.add_channel(channel)
        for person in people:
            self._add_direct_message(person)

    def tell(self, change: Change) -> None:
        """Tells every watcher."""
        for watcher in self.watchers:
            watcher(change)

    def person(self, person: Person | str) -> Person:
        """The person with this id, name or record. Refuses an unknown one."""
        key = person.id if isinstance(person, Person) else person
        for candidate in self.people.values():
            if key in (candidate.id, candidate.name):
                return candidate
        raise CannotDoThat(f"Nobody here is called {key}.")

    def room(self, channel: object) -> Room | None:
        """The room a channel argument names: an id, a #name, or a person's id for their direct message."""
        key = str(channel or "").removeprefix("#")
        if key in self.people:
            return self.direct_message(key)
        by_name = next((room for room in self.rooms.values() if room.kind == "channel" and room.name == key), None)
        return self.rooms.get(key) or by_name

    def known_room(self, channel: Channel | Person | str) -> Room:
        """The room a person means; a person stands for the bot's direct message with them. Refuses in words."""
        room = self.room(channel if isinstance(channel, str) else channel.id)
        if room is None:
            named = next((person for person in self.people.values() if person.name == channel), None)
            room = self.direct_message(named.id) if named else None
        if room is None:
            raise CannotDoThat(f"There is no channel {channel}.")
        return room

    def direct_message(self, user: str) -> Room:
        """The bot's direct message with this person."""
        return self.rooms[f"D{user[1:]}"]

    def add_channel(self, channel: Channel) -> Room:
        """Opens a channel with the people and, unless told apart, the bot in it."""
        bot = [self.identity.bot_user_id] if channel.has_bot else []
        room = Room(
            id=channel.id,
            name=channel.name,
            kind="channel",
            members=[*channel.members, *bot],
            topic=channel.topic,
            is_private=channel.is_private,
            is_archived=channel.is_archived,
        )
        self.rooms[channel.id] = room
        return room

    def _add_direct_message(self, person: Person) -> None:
        room = Room(
            id=f"D{person.id[1:]}", name="directmessage", kind="im", members=[person.id, self.identity.bot_user_id]
        )
        self.rooms[room.id] = room

    def post(self, room: Room, message: dict[str, Any], *, is_awaited: bool = False) -> dict[str, Any]:
        """Adds a message; it gets its ts here."""
        posted = {"type": "message", "ts": room.next_ts(self.wall()), "team": self.identity.team_id, **message}
        room.messages.append(posted)
        self.tell(Change(kind="message", room=room, message=posted, is_awaited=is_awaited))
        return posted

    def post_ephemeral(self, room: Room, user: str, message: dict[str, Any]) -> dict[str, Any]:
        """Shows a message to one person only; it is in no history."""
        shown = {"type": "message", "ts": room.next_ts(self.wall()), **message, "_only_for": user}
        room.ephemerals.append(shown)
        self.tell(Change(kind="message", room=room, message=shown, only_for=user))
        return shown

    def change(self, room: Room, message: dict[str, Any], new: dict[str, Any]) -> None:
        """Replaces what a message says; `new` holds the changed fields, None removes one."""
        previous = deepcopy(message)
        for key, value in new.items():
            if value is None:
                message.pop(key, None)
            else:
                message[key] = value
        only_for = message.get("_only_for")
        self.tell(Change(kind="message_changed", room=room, message=message, previous=previous, only_for=only_for))

    def delete(self, room: Room, message: dict[str, Any]) -> None:
        """Takes a message away, ephemeral or not."""
        kept_in = room.ephemerals if "_only_for" in message else room.messages
        kept_in.remove(message)
        only_for = message.get("_only_for")
        self.tell(Change(kind="message_deleted", room=room, message=message, previous=message, only_for=only_for))

    def room_of_bot(self, channel: object) -> Room:
        """The room the bot writes in. Refuses channel_not_found, is_archived, not_in_channel."""
        room = self.room(channel)
        is_member = room is not None and self.identity.bot_user_id in room.members
        if room is None or (room.is_private and not is_member):
            raise SlackRefusal("channel_not_found")
        if room.is_archived:
            raise SlackRefusal("is_archived")
        if not is_member:
            raise SlackRefusal("not_in_channel")
        return room
