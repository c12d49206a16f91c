from __future__ import annotations

from typing import Any

from demo.local_slack.refusals import SlackRefusal
from demo.local_slack.web_api.arguments import Arguments
from demo.local_slack.web_api.registry import method
from demo.local_slack.world import World


@method("api.test", is_open=True)
def api_test(world: World, args: Arguments) -> dict[str, Any]:
    """Echoes, and fails on demand."""
    del world
    if args.text("error"):
        raise SlackRefusal(args.text("error"), args=args.values)
    return {"args": args.values}


@method("auth.test")
def auth_test(world: World, args: Arguments) -> dict[str, Any]:
    """Who the token belongs to."""
    del args
    who = world.identity
    return {
        "url": f"{world.base_url}/",
        "team": who.team_name,
        "user": who.bot_name,
        "team_id": who.team_id,
        "user_id": who.bot_user_id,
        "bot_id": who.bot_id,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", wants_app_token=True)
def connections_open(world: World, args: Arguments) -> dict[str, Any]:
    """The address of a new Socket Mode connection, good for one use."""
    del args
    ticket = world.courier.sockets.new_ticket()
    address = world.base_url.replace("http://", "ws://", 1)
    return {"url": f"{address}/link/?ticket={ticket}&app_id={world.identity.app_id}"}


@method("team.info", "team:read")
def team_info(world: World, args: Arguments) -> dict[str, Any]:
    """The workspace."""
    del args
    who = world.identity
    return {"team": {"id": who.team_id, "name": who.team_name, "domain": who.team_domain, "email_domain": ""}}


@method("bots.info", "users:read")
def bots_info(world: World, args: Arguments) -> dict[str, Any]:
    """The bot; the only one there is."""
    who = world.identity
    if args.text("bot") not in ("", who.bot_id):
        raise SlackRefusal("bot_not_found")
    bot = {
        "id": who.bot_id,
        "deleted": False,
        "name": who.bot_name,
        "app_id": who.app_id,
        "user_id": who.bot_user_id,
        "icons": {},
    }
    return {"bot": bot}


@method("auth.revoke")
def auth_revoke(world: World, args: Arguments) -> dict[str, Any]:
    """Ends the token's life, unless it was a test."""
    if not args.flag("test"):
        world.faults.revoke_token()
    return {"revoked": not args.flag("test")}
