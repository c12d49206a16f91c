from __future__ import annotations

from copy import deepcopy
from typing import Any

from demo.local_slack.journal import Entry
from demo.local_slack.memory.rooms import Room
from demo.local_slack.memory.shown import all_shown, shown
from demo.local_slack.memory.workspace import Change
from demo.local_slack.page_door.hub import Hub
from demo.local_slack.people import Person
from demo.local_slack.world import World

_WIRE_SHOWN = 200


def state_frame(world: World, me: str) -> dict[str, Any]:
    """Everything one person's page needs to draw itself."""
    who = world.identity
    rooms = [room for room in world.workspace.rooms.values() if _sees(room, me)]
    return {
        "type": "state",
        "workspace": {"id": who.team_id, "name": who.team_name},
        "people": [_person(person) for person in world.workspace.people.values()],
        "me": me,
        "bot": {"user_id": who.bot_user_id, "name": who.bot_name},
        "channels": [_channel(world, room, me) for room in rooms],
        "commands": world.manifest.commands(),
        "shortcuts": world.manifest.shortcuts(),
        "today": world.today().isoformat(),
        "messages": {room.id: messages_for(room, me) for room in rooms},
        "home": view_shown(world.screens.home(me)),
        "modals": [view_shown(view) for view in world.screens.stack(me)],
        "wire": [world.journal.as_wire(entry) for entry in world.journal.entries[-_WIRE_SHOWN:]],
        "can_move_calendar": world.on_calendar is not None,
        "mail": world.mail,
        "note": world.note,
    }


def messages_for(room: Room, me: str) -> list[dict[str, Any]]:
    """A room's messages as this person sees them, their ephemeral ones among them."""
    return all_shown(room, [*room.messages, *(m for m in room.ephemerals if m["_only_for"] == me)])


def view_shown(view: dict[str, Any] | None) -> dict[str, Any] | None:
    """A view as the page draws it."""
    return deepcopy(view)


class Teller:
    """Turns changes of the workspace into frames for the pages."""

    def __init__(self, world: World, hub: Hub) -> None:
        self._world = world
        self._hub = hub

    def changed(self, change: Change) -> None:
        """A watcher of the workspace."""
        if change.kind == "home" and change.only_for:
            self._hub.publish({"type": "home", "view": view_shown(change.extra)}, only_for=change.only_for)
        elif change.kind == "modals" and change.only_for:
            self._modals(change.only_for, change.extra)
        elif change.kind == "channels":
            self.channels()
        elif change.room is not None and change.message is not None:
            self._message(change.room, change.message, change)

    def wire(self, entry: Entry) -> None:
        """A new line of the journal."""
        if not self._hub.people():
            return
        self._hub.publish({"type": "wire", "entry": self._world.journal.as_wire(entry)})

    def channels(self) -> None:
        """The list of channels looks different."""
        for me in self._hub.people():
            rooms = [room for room in self._world.workspace.rooms.values() if _sees(room, me)]
            frame = {"type": "channels", "channels": [_channel(self._world, room, me) for room in rooms]}
            self._hub.publish(frame, only_for=me)

    def read(self, me: str, room: Room) -> None:
        """The person has read a room."""
        self._world.unread[(me, room.id)] = 0
        self._hub.publish({"type": "unread", "channel": room.id, "unread": 0}, only_for=me)

    def _modals(self, me: str, errors: dict[str, str] | None) -> None:
        frame: dict[str, Any] = {
            "type": "modals",
            "stack": [view_shown(view) for view in self._world.screens.stack(me)],
        }
        if errors:
            frame["errors"] = errors
        self._hub.publish(frame, only_for=me)

    def _message(self, room: Room, message: dict[str, Any], change: Change) -> None:
        frame: dict[str, Any] = {"type": change.kind, "channel": room.id}
        frame |= {"ts": message["ts"]} if change.kind == "message_deleted" else {"message": shown(room, message)}
        viewers = [change.only_for] if change.only_for else [p for p in self._world.workspace.people if _sees(room, p)]
        for viewer in viewers:
            self._hub.publish(frame, only_for=viewer)
            if change.kind == "message" and viewer in room.members and viewer != message["user"]:
                unread = self._world.unread.get((viewer, room.id), 0) + 1
                self._world.unread[(viewer, room.id)] = unread
                self._hub.publish({"type": "unread", "channel": room.id, "unread": unread}, only_for=viewer)
        self._first_of_thread(room, message, change)

    def _first_of_thread(self, room: Room, message: dict[str, Any], change: Change) -> None:
        """A reply changes the count under the first message of its thread."""
        first = room.find(message.get("thread_ts"))
        if first is None or first is message or change.kind == "message_changed" or change.only_for:
            return
        frame = {"type": "message_changed", "channel": room.id, "message": shown(room, first)}
        for viewer in self._world.workspace.people:
            if _sees(room, viewer):
                self._hub.publish(frame, only_for=viewer)


def _sees(room: Room, me: str) -> bool:
    return me in room.members or room.event_type == "channel"


def _person(person: Person) -> dict[str, Any]:
    real_name = person.real_name or person.name
    return {"id": person.id, "name": person.name, "real_name": real_name, "title": person.title}


def _channel(world: World, room: Room, me: str) -> dict[str, Any]:
    return {
        "id": room.id,
        "name": world.identity.bot_name if room.kind == "im" else room.name,
        "kind": room.kind,
        "topic": room.topic,
        "members": list(room.members),
        "archived": room.is_archived,
        "unread": world.unread.get((me, room.id), 0),
    }
