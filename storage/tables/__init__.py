"""All that Dunwell remembers. Every table belongs to a workspace; every promise is a named constraint.

Money is whole minor units beside its currency. `..._on` is a calendar date in the workspace's zone, `..._at` an instant
in UTC. What is derived and stored all the same is an index, says so, and has a test that it equals the function.
"""

from __future__ import annotations

from storage.tables.chasing import (
    approvals,
    chasing_rules,
    documents,
    model_days,
    own_letters,
    reminder_invoices,
    reminders,
)
from storage.tables.clockwork import alerts, digests, exceptions, heartbeats, job_runs, outbox
from storage.tables.columns import metadata
from storage.tables.contact import disputes, holds, promises, touches
from storage.tables.invoices import block_changes, credit_notes, due_changes, invoice_lines, invoices, payments, totals
from storage.tables.milestones import milestone_moves, milestones
from storage.tables.people import aliases, clients, contacts, people, workspaces
from storage.tables.records import audit, imports, mappings, requests

__all__ = [
    "alerts",
    "aliases",
    "approvals",
    "audit",
    "block_changes",
    "chasing_rules",
    "clients",
    "contacts",
    "credit_notes",
    "digests",
    "disputes",
    "documents",
    "due_changes",
    "exceptions",
    "heartbeats",
    "holds",
    "imports",
    "invoice_lines",
    "invoices",
    "job_runs",
    "mappings",
    "metadata",
    "milestone_moves",
    "milestones",
    "model_days",
    "outbox",
    "own_letters",
    "payments",
    "people",
    "promises",
    "reminder_invoices",
    "reminders",
    "requests",
    "totals",
    "touches",
    "workspaces",
]
