from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from demo.local_slack.acts.elements import chosen, elements_of, held, values_at_first
from demo.local_slack.acts.handing import file_error, in_full
from demo.local_slack.acts.payloads import interaction
from demo.local_slack.answers import Ack, Answer, answer_to
from demo.local_slack.courier.packet import Kind, packet
from demo.local_slack.people import Person
from demo.local_slack.refusals import CannotDoThat, SlackRefusal
from demo.local_slack.web_api.views import tell_modals, view_faults
from demo.local_slack.world import World

TROUBLE = "We had some trouble connecting. Try again?"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


async def submit(world: World, person: Person, view_id: str, values: dict[str, Any]) -> Answer:
    """Sends a modal off. `values` by block_id or action_id; what Slack's own client refuses never reaches the bot."""
    view = _on_top(world, person, view_id)
    state = _filled(world, person, view, values)
    view["state"] = {"values": state}
    errors = _client_errors(view, state)
    if errors:
        tell_modals(world, person.id, errors)
        return Answer(ok=False, error="incomplete", errors=errors)
    payload = interaction(world, person, "view_submission", view_id=view["id"])
    payload |= {"view": deepcopy(view), "response_urls": []}
    summary = f"{person.name} submitted {(view['title'] or {}).get('text', '')}"
    ack = await world.courier.deliver(packet(Kind.INTERACTIVE, payload, summary=summary))
    if not ack.ok:
        tell_modals(world, person.id)
        return Answer(ok=False, ms=ack.ms, error=ack.error, text=TROUBLE)
    return _followed(world, person, view, ack)


async def close(world: World, person: Person, view_id: str, *, all_of_them: bool) -> Answer:
    """Closes one modal, or the whole stack with the X; the bot hears of those that asked for it."""
    view = _on_top(world, person, view_id)
    gone = world.screens.close(person.id, view, all_of_them=all_of_them or bool(view["clear_on_close"]))
    tell_modals(world, person.id)
    acks = []
    for closed in gone:
        if closed["notify_on_close"]:
            payload = interaction(world, person, "view_closed")
            payload.pop("trigger_id")
            payload |= {"view": deepcopy(closed), "is_cleared": len(gone) > 1 or all_of_them}
            acks.append(await world.courier.deliver(packet(Kind.INTERACTIVE, payload, summary="closed a modal")))
    return next((answer_to(ack) for ack in acks if not ack.ok), answer_to(acks[0]) if acks else Answer(ok=True))


def _on_top(world: World, person: Person, view_id: str) -> dict[str, Any]:
    stack = world.screens.stack(person.id)
    if not stack or stack[-1]["id"] != view_id:
        raise CannotDoThat("That view is not on top any more.")
    return stack[-1]


def _followed(world: World, person: Person, view: dict[str, Any], ack: Ack) -> Answer:
    body = ack.body if isinstance(ack.body, dict) else {}
    action = body.get("response_action")
    try:
        errors = _follow(world, person, view, body)
    except SlackRefusal as refusal:
        tell_modals(world, person.id)
        return Answer(ok=False, ms=ack.ms, error=refusal.error, text=TROUBLE, body=refusal.extra or ack.body)
    tell_modals(world, person.id, errors)
    return Answer(ok=not errors, ms=ack.ms, errors=errors, response_action=action, body=ack.body)


def _follow(world: World, person: Person, view: dict[str, Any], body: dict[str, Any]) -> dict[str, str]:
    """Does what the acknowledgement says. Refuses a bad view, unknown fields, and actions Slack does not know."""
    action = body.get("response_action")
    if action == "errors":
        return _errors(view, body)
    if action in ("update", "push"):
        new = body.get("view")
        places = view_faults(new, "modal")
        if places or not isinstance(new, dict):
            raise SlackRefusal("invalid_arguments", messages=places)
        if action == "update":
            world.screens.update(view, new)
        else:
            world.screens.push(person.id, new)
    elif action in ("clear", None):
        # The view may be gone already: the bot can have replaced the stack while it answered.
        world.screens.close(person.id, view, all_of_them=action == "clear")
    else:
        raise SlackRefusal("invalid_response_action")
    return {}


def _errors(view: dict[str, Any], body: dict[str, Any]) -> dict[str, str]:
    errors = body.get("errors")
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not inputs.issuperset(errors):
        # Slack shows errors beside input blocks only; one for another block makes the whole answer fail.
        raise SlackRefusal("invalid_errors", errors=errors)
    return {str(block): str(text) for block, text in errors.items()}


def _filled(world: World, person: Person, view: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    state = values_at_first(view["blocks"])
    for block_id, actions in view["state"]["values"].items():
        state.setdefault(block_id, {}).update(actions)
    left = dict(values)
    for block, element in elements_of(view["blocks"]):
        block_id, action_id = block["block_id"], element["action_id"]
        given = _given(left, block_id, action_id)
        if given is not _NOTHING:
            entry = chosen(element, given)
            is_file = element["type"] == "file_input"
            state.setdefault(block_id, {})[action_id] = in_full(world, person, entry) if is_file else entry
    unknown = set(left) - {block["block_id"] for block in view["blocks"]}
    unknown -= {element["action_id"] for _, element in elements_of(view["blocks"])}
    if unknown:
        raise CannotDoThat(f"There is no field {', '.join(sorted(unknown))} in this modal.")
    return state


_NOTHING = object()


def _given(values: dict[str, Any], block_id: str, action_id: str) -> Any:
    if block_id in values:
        inside = values[block_id]
        return inside[action_id] if isinstance(inside, dict) and action_id in inside else inside
    return values.get(action_id, _NOTHING)


def _client_errors(view: dict[str, Any], state: dict[str, Any]) -> dict[str, str]:
    errors = {}
    for block, element in elements_of(view["blocks"]):
        if block["type"] == "input":
            value = held(state[block["block_id"]][element["action_id"]])
            is_file = element["type"] == "file_input" and value
            words = file_error(element, value) if is_file else _client_error(block, element, value)
            if words:
                errors[block["block_id"]] = words
    return errors


def _client_error(block: dict[str, Any], element: dict[str, Any], value: Any) -> str | None:
    if value in (None, "", []):
        return None if block.get("optional") else "Please complete this required field."
    text, kind = str(value), element["type"]
    if len(text) < int(element.get("min_length") or 0):
        return f"Please enter at least {element['min_length']} characters."
    if kind == "plain_text_input" and len(text) > int(element.get("max_length") or 3000):
        return f"Please enter at most {element.get('max_length') or 3000} characters."
    if kind == "email_text_input" and not _EMAIL.fullmatch(text):
        return "Please enter a valid email address."
    if kind == "number_input" and not _NUMBER.fullmatch(text):
        return "Please enter a number."
    return None
