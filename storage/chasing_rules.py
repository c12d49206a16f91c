"""Settings of chasing, by workspace, client and invoice; the nearest wins (domain.chasing.nearest)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Row, delete, select

from domain.chasing import ChasingRule
from storage.scope import Scope
from storage.tables import chasing_rules


@dataclass(frozen=True, slots=True)
class ChasingStore:
    """The chasing settings of one workspace."""

    scope: Scope

    def of_workspace(self) -> ChasingRule | None:
        """What is set for all."""
        return self._one(client_id=None, invoice_id=None)

    def of_client(self, client_id: int) -> ChasingRule | None:
        """What is set for a client."""
        return self._one(client_id=client_id, invoice_id=None)

    def of_invoice(self, invoice_id: int) -> ChasingRule | None:
        """What is set for an invoice."""
        return self._one(client_id=None, invoice_id=invoice_id)

    def all(self) -> tuple[ChasingRule | None, dict[int, ChasingRule], dict[int, ChasingRule]]:
        """All of it: the workspace's, by client id, by invoice id."""
        rows = self.scope.all(select(chasing_rules).where(self.scope.mine(chasing_rules)))
        wide = [_rule(row) for row in rows if row.client_id is None and row.invoice_id is None]
        clients = {row.client_id: _rule(row) for row in rows if row.client_id is not None and row.invoice_id is None}
        invoices = {row.invoice_id: _rule(row) for row in rows if row.invoice_id is not None}
        return (wide[0] if wide else None), clients, invoices

    def keep(self, rule: ChasingRule, *, client_id: int | None = None, invoice_id: int | None = None) -> None:
        """Sets it anew for the workspace (neither id), a client or an invoice; an empty rule takes it away."""
        mine = self._of(client_id, invoice_id)
        self.scope.connection.execute(delete(chasing_rules).where(*mine))
        if rule != ChasingRule():
            least = None if rule.least is None else dict(rule.least)
            values = {**asdict(rule), "least": least}
            self.scope.add(chasing_rules, client_id=client_id, invoice_id=invoice_id, **values)

    def _one(self, *, client_id: int | None, invoice_id: int | None) -> ChasingRule | None:
        row = self.scope.one(select(chasing_rules).where(*self._of(client_id, invoice_id)))
        return _rule(row) if row else None

    def _of(self, client_id: int | None, invoice_id: int | None) -> tuple[Any, ...]:
        client, invoice = chasing_rules.c.client_id, chasing_rules.c.invoice_id
        return (
            self.scope.mine(chasing_rules),
            client.is_(None) if client_id is None else client == client_id,
            invoice.is_(None) if invoice_id is None else invoice == invoice_id,
        )


def _rule(row: Row[Any]) -> ChasingRule:
    values = {field.name: getattr(row, field.name) for field in fields(ChasingRule)}
    return ChasingRule(**{**values, "least": None if row.least is None else tuple(row.least.items())})
