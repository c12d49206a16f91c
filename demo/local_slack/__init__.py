from __future__ import annotations

from demo.local_slack.answers import Answer
from demo.local_slack.faults import Fault, Faults
from demo.local_slack.journal import Direction, Entry
from demo.local_slack.people import Channel, Identity, Person
from demo.local_slack.refusals import CannotDoThat
from demo.local_slack.slack import LocalSlack

__all__ = [
    "Answer",
    "CannotDoThat",
    "Channel",
    "Direction",
    "Entry",
    "Fault",
    "Faults",
    "Identity",
    "LocalSlack",
    "Person",
]
