from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from demo.local_slack.acts.happenings import events_of
from demo.local_slack.clock import slack_now
from demo.local_slack.courier.courier import Courier, Times
from demo.local_slack.faults import Faults
from demo.local_slack.journal import Journal
from demo.local_slack.manifest import Manifest
from demo.local_slack.memory.drawer import Drawer
from demo.local_slack.memory.screens import Screens
from demo.local_slack.memory.tickets import Tickets
from demo.local_slack.memory.workspace import Change, Workspace
from demo.local_slack.people import Channel, Identity, Person
from demo.local_slack.world import Keys, World


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What a local Slack is made of; seconds throughout."""

    people: Sequence[Person]
    channels: Sequence[Channel]
    keys: Keys
    request_url: str | None = None
    manifest: dict[str, Any] | None = None
    subcommands: Mapping[str, Sequence[tuple[str, str]]] | None = None
    identity: Identity = field(default_factory=Identity)
    today: Callable[[], date] | None = None
    on_calendar: Callable[[date], None] | None = None
    wall: Callable[[], datetime] = slack_now
    times: Times = field(default_factory=Times)
    trigger_life: float = 3.0
    posting_limit: bool = False


def build(plan: Plan) -> World:
    """Joins the parts; changes of the workspace become events for the bot."""
    manifest = Manifest(plan.manifest, plan.subcommands)
    keys, identity = plan.keys, plan.identity
    if manifest.bot_name:
        identity = replace(identity, bot_name=manifest.bot_name)
    journal = Journal(wall=plan.wall, secrets=(keys.bot_token, keys.app_token, keys.signing_secret))
    courier = Courier(
        app_id=identity.app_id,
        request_url=plan.request_url,
        signing_secret=keys.signing_secret,
        journal=journal,
        times=plan.times,
    )
    world = World(
        identity=identity,
        keys=keys,
        manifest=manifest,
        workspace=Workspace(people=plan.people, channels=plan.channels, identity=identity, wall=plan.wall),
        screens=Screens(identity),
        drawer=Drawer(),
        tickets=Tickets(wall=plan.wall, trigger_life=timedelta(seconds=plan.trigger_life)),
        faults=Faults(),
        journal=journal,
        courier=courier,
        wall=plan.wall,
        today=plan.today or (lambda: plan.wall().date()),
        on_calendar=plan.on_calendar,
        posting_limit=plan.posting_limit,
    )
    world.workspace.watchers.append(lambda change: _tell_bot(world, change))
    return world


def _tell_bot(world: World, change: Change) -> None:
    if change.is_awaited or not world.courier.is_bot_there:
        return
    for event in events_of(world, change):
        world.courier.start(world.courier.deliver_event(event))
