from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from demo.local_slack.refusals import SlackRefusal
from demo.local_slack.web_api.arguments import Arguments
from demo.local_slack.world import World


class MethodBody(Protocol):
    """What answers one method; raises SlackRefusal for `ok: false`."""

    def __call__(self, world: World, args: Arguments) -> dict[str, Any]:
        """Does the work on the server's thread and answers the body without `ok`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """One method of the Web API: the scopes of which any one is enough, and whether it wants the app-level token."""

    body: MethodBody
    any_scope: tuple[str, ...] = ()
    wants_app_token: bool = False
    is_open: bool = False


METHODS: dict[str, Method] = {}


def method(
    name: str, *any_scope: str, wants_app_token: bool = False, is_open: bool = False
) -> Callable[[MethodBody], MethodBody]:
    """Registers a method under Slack's name; `is_open` ones need no token at all."""

    def register(body: MethodBody) -> MethodBody:
        METHODS[name] = Method(body=body, any_scope=any_scope, wants_app_token=wants_app_token, is_open=is_open)
        return body

    return register


def call(world: World, name: str, args: Arguments, token: str) -> dict[str, Any]:
    """Checks method, token and scope, then does it. Raises SlackRefusal in Slack's own order of errors."""
    found = METHODS.get(name)
    if found is None:
        raise SlackRefusal("unknown_method", req_method=name)
    if not found.is_open:
        _check_token(world, found, token)
        require_scope(world, *found.any_scope)
    return found.body(world, args)


def require_scope(world: World, *any_scope: str) -> None:
    """Refuses `missing_scope` when the app was granted none of these."""
    granted = world.manifest.scopes
    if granted is None or not any_scope or granted.intersection(any_scope):
        return
    raise SlackRefusal("missing_scope", needed=any_scope[0], provided=",".join(sorted(granted)))


def _check_token(world: World, found: Method, token: str) -> None:
    if not token:
        raise SlackRefusal("not_authed")
    right, other = world.keys.bot_token, world.keys.app_token
    if found.wants_app_token:
        right, other = other, right
    if token == other:
        raise SlackRefusal("not_allowed_token_type")
    if token != right:
        raise SlackRefusal("invalid_auth")
    if world.faults.is_token_revoked and not found.wants_app_token:
        raise SlackRefusal("token_revoked")
