from __future__ import annotations

from typing import Any

from demo.local_slack.people import Person
from demo.local_slack.refusals import SlackRefusal
from demo.local_slack.web_api.arguments import Arguments
from demo.local_slack.web_api.pages import one_page
from demo.local_slack.web_api.registry import method
from demo.local_slack.world import World


@method("users.info", "users:read")
def users_info(world: World, args: Arguments) -> dict[str, Any]:
    """One person, or the bot's own user."""
    wanted = args.required("user")
    if wanted == world.identity.bot_user_id:
        return {"user": _bot_user(world)}
    person = world.workspace.people.get(wanted)
    if person is None:
        raise SlackRefusal("user_not_found")
    return {"user": user_object(world, person)}


@method("users.list", "users:read")
def users_list(world: World, args: Arguments) -> dict[str, Any]:
    """Everybody, a page at a time."""
    everybody = [user_object(world, person) for person in world.workspace.people.values()]
    members, more = one_page(args, [*everybody, _bot_user(world)])
    return {"members": members, "cache_ts": int(world.wall().timestamp()), "response_metadata": more}


@method("users.lookupByEmail", "users:read.email")
def lookup_by_email(world: World, args: Arguments) -> dict[str, Any]:
    """The person with this address."""
    wanted = args.required("email").lower()
    for person in world.workspace.people.values():
        if person.email.lower() == wanted:
            return {"user": user_object(world, person)}
    raise SlackRefusal("users_not_found")


def user_object(world: World, person: Person) -> dict[str, Any]:
    """A person as Slack describes them; the address only with users:read.email."""
    scopes = world.manifest.scopes
    shows_email = scopes is None or "users:read.email" in scopes
    profile = {
        "real_name": person.real_name or person.name,
        "real_name_normalized": person.real_name or person.name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "title": person.title,
        "team": world.identity.team_id,
        **({"email": person.email} if shows_email and person.email else {}),
    }
    return {
        "id": person.id,
        "team_id": world.identity.team_id,
        "name": person.name,
        "real_name": person.real_name or person.name,
        "deleted": person.is_deleted,
        "tz": person.tz,
        "profile": profile,
        "is_admin": person.is_admin or person.is_owner,
        "is_owner": person.is_owner,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": False,
        "is_app_user": False,
        "updated": 0,
    }


def _bot_user(world: World) -> dict[str, Any]:
    who = world.identity
    robot = Person(id=who.bot_user_id, name=who.bot_name, real_name=who.bot_name)
    return {**user_object(world, robot), "is_bot": True}
