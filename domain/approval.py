"""How many people must approve a letter, and whether they have: each approval is of one exact letter."""

from __future__ import annotations

from domain.chasing import Stage
from domain.letter import fingerprint
from domain.reminder import Kind, Reminder
from domain.workspace import Workspace


def approvers_needed(workspace: Workspace, reminder: Reminder) -> int:
    """Two at the final stage or from an amount of its currency, where the workspace says so; else one."""
    if reminder.kind is Kind.THANK_YOU:
        return 1
    if workspace.second_at_final and reminder.stage is Stage.FINAL:
        return 2
    least = dict(workspace.second_from).get(reminder.currency)
    return 2 if least is not None and reminder.net.minor >= least else 1


def approvers(reminder: Reminder) -> tuple[str, ...]:
    """Who approved the letter as it is now, each once, in that order. An edit leaves nobody."""
    if reminder.letter is None:
        return ()
    now = fingerprint(reminder.letter)
    by = {each.by_id: each.by for each in reminder.approvals if each.fingerprint == now}
    return tuple(by.values())


def is_approved(workspace: Workspace, reminder: Reminder) -> bool:
    """Whether it may leave as far as people are concerned."""
    return len(approvers(reminder)) >= approvers_needed(workspace, reminder)
