from __future__ import annotations

from typing import Any

from demo.local_slack.acts.happenings import events_of, tell_bot
from demo.local_slack.acts.payloads import slash_command
from demo.local_slack.acts.replies import show_answer, tell_person
from demo.local_slack.answers import Ack, Answer
from demo.local_slack.courier.packet import Kind, packet
from demo.local_slack.memory.drawer import file_object
from demo.local_slack.memory.rooms import Room
from demo.local_slack.memory.shown import shown
from demo.local_slack.memory.workspace import Change
from demo.local_slack.people import Person
from demo.local_slack.refusals import CannotDoThat, SlackRefusal
from demo.local_slack.text import typed, typed_command
from demo.local_slack.world import World


async def slash(world: World, person: Person, room: Room, line: str) -> Answer:
    """A slash command. Waits for the acknowledgement; its words become a message."""
    command, _, text = line.strip().partition(" ")
    if not world.manifest.has_command(command):
        message = tell_person(world, room, person.id, f"{command} is not a valid command.")
        return Answer(ok=False, error="unknown_command", text=message["text"], message=message)
    if world.manifest.escapes(command):
        rooms = [(found.id, found.name) for found in world.workspace.rooms.values() if found.kind == "channel"]
        text = typed_command(text, world.workspace.people.values(), rooms)
    payload = slash_command(world, person, room, command, text.strip())
    ack = await world.courier.deliver(packet(Kind.COMMAND, payload, summary=line.strip()))
    if not ack.ok:
        return _failed(world, room, person, command, ack)
    return _answered(world, room, person, command, ack)


async def say(world: World, person: Person, room: Room, text: str, thread_ts: str | None) -> Answer:
    """An ordinary message. Waits until the bot acknowledged every event it causes."""
    message: dict[str, Any] = {"user": person.id, "text": _typed(world, text)}
    if thread_ts:
        message["thread_ts"] = thread_ts
    return await _posted_by_person(world, person, room, message)


async def upload(world: World, person: Person, room: Room, name: str, content: bytes) -> Answer:
    """A file shared in a room, as a message with the subtype file_share."""
    file = world.drawer.keep(name=name, content=content, user=person.id, now=world.wall())
    file.channels.append(room.id)
    described = file_object(file, world.base_url)
    message = {"user": person.id, "text": "", "subtype": "file_share", "files": [described], "upload": True}
    if world.identity.bot_user_id in room.members:
        shared = {"type": "file_shared", "file_id": file.id, "user_id": person.id, "channel_id": room.id}
        world.courier.start(
            tell_bot(world, {**shared, "file": {"id": file.id}, "event_ts": f"{file.created.timestamp()}"})
        )
    return await _posted_by_person(world, person, room, message)


async def open_home(world: World, person: Person) -> Answer:
    """The person looks at the App Home tab."""
    room = world.workspace.direct_message(person.id)
    event: dict[str, Any] = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": room.id,
        "tab": "home",
        "event_ts": f"{world.wall().timestamp():.6f}",
    }
    home = world.screens.home(person.id)
    if home is not None:
        event["view"] = home
    ack = await tell_bot(world, event)
    return Answer(ok=ack is None or ack.ok, ms=ack.ms if ack else 0, error=ack.error if ack else None)


async def _posted_by_person(world: World, person: Person, room: Room, message: dict[str, Any]) -> Answer:
    if room.is_archived:
        raise CannotDoThat(f"#{room.name} is archived.")
    if person.id not in room.members:
        raise CannotDoThat(f"{person.name} is not in #{room.name}.")
    posted = world.workspace.post(room, message, is_awaited=True)
    change = Change(kind="message", room=room, message=posted)
    acks = [await world.courier.deliver_event(event) for event in events_of(world, change)]
    failed = next((ack for ack in acks if not ack.ok), None)
    return Answer(
        ok=failed is None,
        ms=sum(ack.ms for ack in acks),
        error=failed.error if failed else None,
        text=posted["text"],
        message=shown(room, posted),
    )


def _answered(world: World, room: Room, person: Person, command: str, ack: Ack) -> Answer:
    body = {"text": ack.body} if isinstance(ack.body, str) else dict(ack.body or {})
    if not (body.get("text") or body.get("blocks") or body.get("attachments")):
        return Answer(ok=True, ms=ack.ms, body=ack.body)
    try:
        message = show_answer(world, room, person.id, body)
    except SlackRefusal as refusal:
        return _failed(world, room, person, command, Ack(ok=False, ms=ack.ms, error=refusal.error, body=refusal.extra))
    return Answer(
        ok=True, ms=ack.ms, text=message["text"], blocks=message.get("blocks"), message=message, body=ack.body
    )


def _failed(world: World, room: Room, person: Person, command: str, ack: Ack) -> Answer:
    message = tell_person(world, room, person.id, f"{command} failed with the error {ack.error}")
    return Answer(ok=False, ms=ack.ms, error=ack.error, text=message["text"], message=message, body=ack.body)


def _typed(world: World, text: str) -> str:
    who = world.identity
    return typed(text, world.workspace.people.values(), bot=(who.bot_name, who.bot_user_id))
