from __future__ import annotations

from pathlib import PurePath
from typing import Any

from demo.local_slack.memory.drawer import StoredFile, file_object
from demo.local_slack.people import Person
from demo.local_slack.refusals import CannotDoThat
from demo.local_slack.world import World

LARGEST = 10 * 1024 * 1024


def hand_over(world: World, person: Person, name: str, content: bytes) -> StoredFile:
    """A file chosen in a modal: uploaded at once, shared nowhere. Slack takes 10 MB there."""
    if not content:
        raise CannotDoThat(f"{name} is empty.")
    if len(content) > LARGEST:
        raise CannotDoThat(f"{name} is larger than 10 MB.")
    return world.drawer.keep(name=name, content=content, user=person.id, now=world.wall())


def in_full(world: World, person: Person, entry: dict[str, Any]) -> dict[str, Any]:
    """The entry of a file input with its files as Slack describes them. Refuses ids of nobody's or others' files."""
    found = [world.drawer.find(one.get("id") if isinstance(one, dict) else one) for one in entry["files"] or ()]
    if not all(file and file.user == person.id and not file.is_deleted for file in found):
        raise CannotDoThat("That file is not one of yours.")
    return {**entry, "files": [file_object(file, world.base_url) for file in found if file]}


def file_error(element: dict[str, Any], files: list[dict[str, Any]]) -> str | None:
    """What Slack's own client says of files that an input does not take."""
    most, kinds = int(element.get("max_files") or 10), element.get("filetypes") or ()
    if len(files) > most:
        return f"Please choose at most {most} {'file' if most == 1 else 'files'}."
    wrong = [file["name"] for file in files if kinds and PurePath(file["name"]).suffix.lstrip(".").lower() not in kinds]
    return f"{wrong[0]} is not of a kind this takes: {', '.join(kinds)}." if wrong else None
