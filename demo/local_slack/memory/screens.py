from __future__ import annotations

import secrets
from copy import deepcopy
from typing import Any

from demo.local_slack.acts.elements import elements_of
from demo.local_slack.people import Identity
from demo.local_slack.refusals import SlackRefusal

DEEPEST_STACK = 3


class Screens:
    """What each person has open: a stack of up to three modals, and the App Home."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self._stacks: dict[str, list[dict[str, Any]]] = {}
        self._homes: dict[str, dict[str, Any]] = {}

    def stack(self, user: str) -> list[dict[str, Any]]:
        """The person's open modals, the one on top last."""
        return self._stacks.setdefault(user, [])

    def home(self, user: str) -> dict[str, Any] | None:
        """The App Home as last published for this person."""
        return self._homes.get(user)

    def open(self, user: str, view: dict[str, Any]) -> dict[str, Any]:
        """Opens a modal in place of whatever was open."""
        self._refuse_known_external_id(view, besides=None)
        opened = self._made(view, previous=None)
        self._stacks[user] = [opened]
        return opened

    def push(self, user: str, view: dict[str, Any]) -> dict[str, Any]:
        """Puts a modal on top. Refuses the fourth with push_limit_reached."""
        stack = self.stack(user)
        if len(stack) >= DEEPEST_STACK:
            raise SlackRefusal("push_limit_reached")
        self._refuse_known_external_id(view, besides=None)
        pushed = self._made(view, previous=stack[-1] if stack else None)
        stack.append(pushed)
        return pushed

    def update(self, old: dict[str, Any], view: dict[str, Any]) -> dict[str, Any]:
        """Replaces what a view shows; it keeps its id and gets a new hash."""
        self._refuse_known_external_id(view, besides=old)
        new = self._made(view, previous=None)
        kept = {key: old[key] for key in ("id", "root_view_id", "previous_view_id")}
        old_values = old["state"]["values"]
        old.clear()
        old.update({**new, **kept})
        # What was typed stays in an input of the same block and action: another one begins as it is filled in.
        old["state"]["values"] = {
            block: {action: value for action, value in values.items() if (block, action) in _inputs(old)}
            for block, values in old_values.items()
        }
        return old

    def publish(self, user: str, view: dict[str, Any]) -> dict[str, Any]:
        """Shows the App Home; the person's Home keeps one id for good."""
        old = self._homes.get(user)
        home = self._made(view, previous=None)
        if old is not None:
            home["id"] = home["root_view_id"] = old["id"]
        self._homes[user] = home
        return home

    def close(self, user: str, view: dict[str, Any], *, all_of_them: bool) -> list[dict[str, Any]]:
        """Takes the view off the stack, or clears the stack; answers the views that went away, top first."""
        stack = self.stack(user)
        gone = list(reversed(stack)) if all_of_them else [v for v in reversed(stack) if v["id"] == view["id"]]
        self._stacks[user] = [v for v in stack if v not in gone]
        return gone

    def find(self, *, view_id: object = None, external_id: object = None) -> tuple[str, dict[str, Any]] | None:
        """The person and the open view with this id."""
        for user, stack in [*self._stacks.items(), *((user, [home]) for user, home in self._homes.items())]:
            for view in stack:
                if (view_id and view["id"] == view_id) or (external_id and view["external_id"] == external_id):
                    return user, view
        return None

    def _refuse_known_external_id(self, view: dict[str, Any], *, besides: dict[str, Any] | None) -> None:
        external_id = view.get("external_id")
        found = self.find(external_id=external_id) if external_id else None
        if found and found[1] is not besides:
            raise SlackRefusal("duplicate_external_id")

    def _made(self, view: dict[str, Any], *, previous: dict[str, Any] | None) -> dict[str, Any]:
        view_id = f"V{secrets.token_hex(5).upper()}"
        return {
            "id": view_id,
            "team_id": self._identity.team_id,
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "title": None,
            "submit": None,
            "close": None,
            "clear_on_close": False,
            "notify_on_close": False,
            **deepcopy(view),
            "blocks": with_block_ids(view.get("blocks") or []),
            "state": {"values": {}},
            "hash": new_hash(),
            "previous_view_id": previous["id"] if previous else None,
            "root_view_id": previous["root_view_id"] if previous else view_id,
            "app_id": self._identity.app_id,
            "app_installed_team_id": self._identity.team_id,
            "bot_id": self._identity.bot_id,
        }


def with_block_ids(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A copy in which every block has a block_id, as Slack generates them."""
    return [{**deepcopy(block), "block_id": block.get("block_id") or secrets.token_urlsafe(4)[:5]} for block in blocks]


def new_hash() -> str:
    """A view hash; it changes with each version of a view."""
    return f"{secrets.randbelow(10**10):010d}.{secrets.token_hex(4)}"


def _inputs(view: dict[str, Any]) -> set[tuple[str, str]]:
    return {(block["block_id"], element["action_id"]) for block, element in elements_of(view["blocks"])}
