"""Settings of chasing, by workspace, client and invoice; the nearest wins (domain.chasing.nearest)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, delete, select

from domain.chasing import Chasing, ChasingRule, nearest
from storage.scope import Scope
from storage.tables import chasing_rules, invoices


@dataclass(frozen=True, slots=True, kw_only=True)
class ChasingRules:
    """The settings of a workspace, its clients and its invoices, worked out once for each way they meet."""

    of_all: ChasingRule | None
    of_clients: dict[int, ChasingRule]
    of_invoices: dict[int, ChasingRule]
    _known: dict[tuple[int | None, int | None], Chasing] = field(default_factory=dict)

    def of(self, client_id: int, invoice_id: int) -> Chasing:
        """The nearest wins: invoice, client, workspace. The same object wherever the same settings meet."""
        key = (
            client_id if client_id in self.of_clients else None,
            invoice_id if invoice_id in self.of_invoices else None,
        )
        found = self._known.get(key)
        if found is None:
            rules = (self.of_all, self.of_clients.get(client_id), self.of_invoices.get(invoice_id))
            found = self._known[key] = nearest(*rules)
        return found

    def country_of(self, client_id: int) -> str | None:
        """Whose public holidays count for a client, where that was set."""
        rules = (self.of_clients.get(client_id), self.of_all)
        return next((rule.country for rule in rules if rule is not None and rule.country is not None), None)

    @property
    def all(self) -> tuple[ChasingRule, ...]:
        """Every one that is set."""
        return (*filter(None, [self.of_all]), *self.of_clients.values(), *self.of_invoices.values())

    def first_day(self, today: date) -> date:
        """No letter of today can be led by an invoice that falls due later than this."""
        usual = Chasing()
        coming = max((rule.coming_days for rule in self.all if rule.coming_days is not None), default=None)
        if coming is not None:
            return today + timedelta(days=coming)
        friendly = [rule.friendly_days for rule in self.all if rule.friendly_days is not None]
        grace = [rule.grace_days for rule in self.all if rule.grace_days is not None]
        return today - timedelta(days=min([usual.friendly_days, *friendly]) + min([usual.grace_days, *grace]))

    def longest_gap(self) -> int:
        """The most days a contact may keep letters back."""
        return max([Chasing().gap_days, *(rule.gap_days for rule in self.all if rule.gap_days is not None)])


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

    def all(self) -> ChasingRules:
        """Everything that is set."""
        return _met(self.scope.all(select(chasing_rules).where(self.scope.mine(chasing_rules))))

    def around(self, client_id: int) -> ChasingRules:
        """What is set for the workspace, a client and its invoices."""
        theirs = select(invoices.c.id).where(self.scope.mine(invoices), invoices.c.client_id == client_id)
        about = (chasing_rules.c.client_id == client_id) | chasing_rules.c.invoice_id.in_(theirs)
        wide = chasing_rules.c.client_id.is_(None) & chasing_rules.c.invoice_id.is_(None)
        query = select(chasing_rules).where(self.scope.mine(chasing_rules), about | wide)
        return _met(self.scope.all(query))

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


def _met(rows: Sequence[Row[Any]]) -> ChasingRules:
    wide = [_rule(row) for row in rows if row.client_id is None and row.invoice_id is None]
    return ChasingRules(
        of_all=wide[0] if wide else None,
        of_clients={row.client_id: _rule(row) for row in rows if row.client_id is not None and row.invoice_id is None},
        of_invoices={row.invoice_id: _rule(row) for row in rows if row.invoice_id is not None},
    )


def _rule(row: Row[Any]) -> ChasingRule:
    values = {each.name: getattr(row, each.name) for each in fields(ChasingRule)}
    return ChasingRule(**{**values, "least": None if row.least is None else tuple(row.least.items())})
