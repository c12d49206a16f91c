from __future__ import annotations

from copy import deepcopy
from typing import Any

from demo.local_slack import block_kit
from demo.local_slack.acts.elements import elements_of
from demo.local_slack.memory.workspace import Change
from demo.local_slack.refusals import SlackRefusal
from demo.local_slack.web_api.arguments import Arguments
from demo.local_slack.web_api.registry import method, require_scope
from demo.local_slack.world import World

_VIEW_SIZE_LIMIT = 250_000


@method("views.open")
def views_open(world: World, args: Arguments) -> dict[str, Any]:
    """Opens a modal for the person whose trigger this is."""
    view = _checked_view(world, args, "modal")
    trigger = world.tickets.exchange(_trigger(args))
    opened = world.screens.open(trigger.user, view)
    tell_modals(world, trigger.user)
    return {"view": deepcopy(opened)}


@method("views.push")
def views_push(world: World, args: Arguments) -> dict[str, Any]:
    """Puts a modal on top of the one the trigger came from."""
    view = _checked_view(world, args, "modal")
    trigger = world.tickets.exchange(_trigger(args))
    if not world.screens.stack(trigger.user):
        raise SlackRefusal("view_not_found")
    pushed = world.screens.push(trigger.user, view)
    tell_modals(world, trigger.user)
    return {"view": deepcopy(pushed)}


@method("views.update")
def views_update(world: World, args: Arguments) -> dict[str, Any]:
    """Changes an open view, if the hash given is still the view's."""
    found = world.screens.find(view_id=args.get("view_id"), external_id=args.get("external_id"))
    if found is None:
        raise SlackRefusal("not_found")
    user, old = found
    view = _checked_view(world, args, old["type"])
    if args.text("hash") and args.text("hash") != old["hash"]:
        raise SlackRefusal("hash_conflict")
    updated = world.screens.update(old, view)
    if updated["type"] == "home":
        world.workspace.tell(Change(kind="home", only_for=user, extra=updated))
    else:
        tell_modals(world, user)
    return {"view": deepcopy(updated)}


@method("views.publish")
def views_publish(world: World, args: Arguments) -> dict[str, Any]:
    """Shows a person's App Home."""
    user = args.required("user_id")
    if user not in world.workspace.people:
        raise SlackRefusal("user_not_found")
    view = _checked_view(world, args, "home")
    old = world.screens.home(user)
    if args.text("hash") and old is not None and args.text("hash") != old["hash"]:
        raise SlackRefusal("hash_conflict")
    home = world.screens.publish(user, view)
    world.workspace.tell(Change(kind="home", only_for=user, extra=home))
    return {"view": deepcopy(home)}


def tell_modals(world: World, user: str, errors: dict[str, str] | None = None) -> None:
    """Shows the person's stack of modals anew, with errors beside the fields."""
    world.workspace.tell(Change(kind="modals", only_for=user, extra=errors))


def view_faults(view: Any, kind: str) -> list[str]:
    """What Slack would say is wrong with this view, by place; empty when it is right."""
    if not isinstance(view, dict):
        return ["must provide an object [json-pointer:/view]"]
    return [str(problem) for problem in block_kit.view_problems(view, kind)]


def _checked_view(world: World, args: Arguments, kind: str) -> dict[str, Any]:
    view = args.get("view")
    places = view_faults(view, kind)
    if places:
        messages = [f"[ERROR] {place}" for place in places]
        raise SlackRefusal("invalid_arguments", response_metadata={"messages": messages})
    if len(str(view)) > _VIEW_SIZE_LIMIT:
        raise SlackRefusal("view_too_large")
    if any(element["type"] == "file_input" for _, element in elements_of(view["blocks"])):
        require_scope(world, "files:read")
    return dict(view)


def _trigger(args: Arguments) -> str:
    return args.text("trigger_id") or args.required("interactivity_pointer")
