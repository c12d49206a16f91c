from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, TypeVar

from demo.local_slack.journal import Entry
from demo.local_slack.memory.shown import all_shown
from demo.local_slack.page_door.frames import view_shown
from demo.local_slack.people import Channel, Person
from demo.local_slack.world import World

Result = TypeVar("Result")
Someone = Person | str
Somewhere = Channel | Person | str


class PeopleSee(ABC):
    """What can be seen of a workspace: copies, so that nothing changes under the reader's eyes."""

    _world: World

    def messages(self, channel: Somewhere, thread_ts: str | None = None) -> list[dict[str, Any]]:
        """The room's messages, oldest first, the bot's too; one thread's where its first ts is given.

        `channel` is a record, an id or a name; a person stands for their direct message with the bot.
        """

        def read() -> list[dict[str, Any]]:
            room = self._world.workspace.known_room(channel)
            wanted = [m for m in room.messages if thread_ts in (None, m["ts"], m.get("thread_ts"))]
            return all_shown(room, wanted)

        return self._look(read)

    def ephemerals(self, person: Someone, channel: Somewhere | None = None) -> list[dict[str, Any]]:
        """What only this person saw, oldest first, in one room or in all."""

        def read() -> list[dict[str, Any]]:
            workspace, me = self._world.workspace, self._world.workspace.person(person).id
            rooms = [workspace.known_room(channel)] if channel else list(workspace.rooms.values())
            seen = [
                one for room in rooms for one in all_shown(room, (m for m in room.ephemerals if m["_only_for"] == me))
            ]
            return sorted(seen, key=lambda m: str(m["ts"]))

        return self._look(read)

    def modals(self, person: Someone) -> list[dict[str, Any]]:
        """The person's open modals, the one on top last."""

        def read() -> list[dict[str, Any]]:
            me = self._world.workspace.person(person).id
            return [view_shown(view) or {} for view in self._world.screens.stack(me)]

        return self._look(read)

    def home(self, person: Someone) -> dict[str, Any] | None:
        """The person's App Home as last published, None before."""
        return self._look(lambda: view_shown(self._world.screens.home(self._world.workspace.person(person).id)))

    def file_content(self, file_id: str) -> bytes:
        """The bytes of an uploaded file. Raises KeyError for an unknown one."""

        def read() -> bytes:
            file = self._world.drawer.find(file_id)
            if file is None or file.content is None:
                raise KeyError(file_id)
            return file.content

        return self._look(read)

    @property
    def journal(self) -> list[Entry]:
        """Every Web API call and every delivery so far, oldest first."""
        return self._look(lambda: list(self._world.journal.entries))

    def calls(self, method: str) -> list[Entry]:
        """The journal's lines of one method or of one kind of delivery."""
        return [entry for entry in self.journal if entry.kind == method]

    @abstractmethod
    def _look(self, read: Callable[[], Result]) -> Result:
        """Reads where the workspace lives."""
