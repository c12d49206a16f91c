from __future__ import annotations

from copy import deepcopy
from typing import Any

from demo.local_slack.acts.elements import chosen, find_element, option, values_at_first
from demo.local_slack.acts.payloads import action_ts, channel_name, interaction
from demo.local_slack.answers import Answer, answer_to
from demo.local_slack.courier.packet import Kind, packet
from demo.local_slack.memory.rooms import Room
from demo.local_slack.memory.shown import as_slack_sends
from demo.local_slack.people import Person
from demo.local_slack.refusals import CannotDoThat
from demo.local_slack.world import World

Where = dict[str, Any]


async def press(
    world: World,
    person: Person,
    where: Where,
    action_id: str,
    block_id: str | None,
    given: Any,
    state: dict[str, Any] | None,
) -> Answer:
    """Presses a button, picks an option or a date, on a message or a view. Waits for the acknowledgement."""
    container = _located(world, person, where)
    block, element = find_element(container["blocks"], action_id, block_id)
    if block["type"] == "input" and not block.get("dispatch_action"):
        raise CannotDoThat(f"{action_id} only counts once the modal is submitted: it has no dispatch_action.")
    values = _merged(container, state)
    action = {"action_id": action_id, "block_id": block["block_id"], "type": element["type"]}
    action |= _what_was_chosen(element, given)
    action["action_ts"] = action_ts(world)
    if element["type"] not in ("button", "overflow"):
        values.setdefault(block["block_id"], {})[action_id] = chosen(element, action)
    payload = interaction(world, person, "block_actions", view_id=container.get("view_id"))
    payload |= {**container["payload"], "actions": [action], "state": {"values": values}}
    if "view" in payload:
        container["view"]["state"] = {"values": values}
        payload["view"] = deepcopy(container["view"])
    summary = f"{person.name} pressed {_label(element)}"
    return answer_to(await world.courier.deliver(packet(Kind.INTERACTIVE, payload, summary=summary)))


async def suggest(
    world: World, person: Person, where: Where, action_id: str, block_id: str | None, typed: str
) -> Answer:
    """Asks the bot what to offer in an external select for the letters typed."""
    container = _located(world, person, where)
    block, element = find_element(container["blocks"], action_id, block_id)
    if "external" not in element["type"]:
        raise CannotDoThat(f"{action_id} brings its own options.")
    payload = interaction(world, person, "block_suggestion")
    payload.pop("trigger_id")
    payload |= {**container["payload"], "action_id": action_id, "block_id": block["block_id"], "value": typed}
    payload.pop("response_url", None)
    ack = await world.courier.deliver(packet(Kind.INTERACTIVE, payload, summary=f"options for “{typed}”"))
    body = ack.body if isinstance(ack.body, dict) else {}
    return Answer(
        ok=ack.ok,
        ms=ack.ms,
        error=ack.error,
        options=list(body.get("options") or ()),
        option_groups=list(body.get("option_groups") or ()),
        body=ack.body,
    )


async def shortcut(world: World, person: Person, callback_id: str, message: dict[str, Any] | None) -> Answer:
    """A global shortcut, or a message shortcut when a message is given."""
    if not world.manifest.has_shortcut(callback_id):
        raise CannotDoThat(f"There is no shortcut {callback_id}.")
    payload = interaction(world, person, "shortcut" if message is None else "message_action")
    payload |= {"callback_id": callback_id, "action_ts": action_ts(world)}
    if message is not None:
        room = world.workspace.known_room(str(message["channel"]))
        found = room.find(message["ts"])
        if found is None:
            raise CannotDoThat("That message is gone.")
        payload |= {
            "channel": {"id": room.id, "name": channel_name(room)},
            "message_ts": found["ts"],
            "message": as_slack_sends(room, found),
            "response_url": world.base_url + world.tickets.new_address(user=person.id, channel=room.id),
        }
    return answer_to(await world.courier.deliver(packet(Kind.INTERACTIVE, payload, summary=f"shortcut {callback_id}")))


def _located(world: World, person: Person, where: Where) -> Where:
    if "ts" in where:
        return _in_message(world, person, where)
    wanted = where.get("view_id") or where.get("id")
    home = world.screens.home(person.id)
    on_screen = [*world.screens.stack(person.id), *([home] if home else [])]
    for view in on_screen:
        if view["id"] == wanted:
            around = {"container": {"type": "view", "view_id": view["id"]}, "view": view}
            return {"blocks": view["blocks"], "payload": around, "view": view, "view_id": view["id"]}
    raise CannotDoThat("That view is not open any more.")


def _in_message(world: World, person: Person, where: Where) -> Where:
    room = world.workspace.known_room(str(where["channel"]))
    ephemeral = room.find_ephemeral(where["ts"], person.id)
    message = ephemeral or room.find(where["ts"])
    if message is None:
        raise CannotDoThat("That message is gone.")
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": room.id,
        "is_ephemeral": ephemeral is not None,
        **({"thread_ts": message["thread_ts"]} if "thread_ts" in message else {}),
    }
    payload = {
        "container": container,
        "channel": {"id": room.id, "name": channel_name(room)},
        "response_url": _response_url(world, person, room, message, is_ephemeral=ephemeral is not None),
    }
    if ephemeral is None:
        # Slack leaves the message out when only one person saw it.
        payload["message"] = as_slack_sends(room, message)
    return {"blocks": message.get("blocks") or [], "payload": payload}


def _response_url(world: World, person: Person, room: Room, message: dict[str, Any], *, is_ephemeral: bool) -> str:
    return world.base_url + world.tickets.new_address(
        user=person.id, channel=room.id, message=message, is_ephemeral=is_ephemeral
    )


def _merged(container: Where, state: dict[str, Any] | None) -> dict[str, Any]:
    values = values_at_first(container["blocks"])
    before = container["view"]["state"]["values"] if "view" in container else {}
    for source in (before, (state or {}).get("values") or {}):
        for block_id, actions in source.items():
            values.setdefault(block_id, {}).update(actions)
    return values


def _what_was_chosen(element: dict[str, Any], given: Any) -> dict[str, Any]:
    if element["type"] == "button":
        kept: dict[str, Any] = {key: element[key] for key in ("value", "style", "url") if key in element}
        return {**kept, "text": {"emoji": True, **element["text"]}}
    if element["type"] == "overflow":
        given = given.get("selected_option", given) if isinstance(given, dict) else given
        return {"selected_option": option(element, given)}
    return chosen(element, given)


def _label(element: dict[str, Any]) -> str:
    return str((element.get("text") or {}).get("text") or element["action_id"])
