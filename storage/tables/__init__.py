"""All that Dunwell remembers. Every table belongs to a workspace; every promise is a named constraint.

Money is whole minor units beside its currency. `..._on` is a calendar date in the workspace's zone, `..._at` an instant
in UTC. What is derived and stored all the same is an index, says so, and has a test that it equals the function.
"""

from __future__ import annotations

from storage.tables.clockwork import alerts, digests, exceptions, heartbeats, job_runs, outbox
from storage.tables.columns import metadata
from storage.tables.contact import disputes, holds, promises, touches
from storage.tables.invoices import credit_notes, due_changes, invoice_lines, invoices, payments, totals
from storage.tables.people import aliases, clients, contacts, people, workspaces
from storage.tables.records import audit, imports, mappings, requests

__all__ = [
    "alerts",
    "aliases",
    "audit",
    "clients",
    "contacts",
    "credit_notes",
    "digests",
    "disputes",
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
    "outbox",
    "payments",
    "people",
    "promises",
    "requests",
    "totals",
    "touches",
    "workspaces",
]
