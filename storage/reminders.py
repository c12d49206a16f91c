"""Reminders: planned once, moved on only from the state they were read in, found again by everything that asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, or_, select, update

from domain.chasing import Stage
from domain.errors import GoneFromBook
from domain.letter import BuildsOn, Flaw, Item, Language, Letter, fingerprint
from domain.money import Money
from domain.reminder import MOVES, OPEN, Approval, Kind, Reminder, ReminderState, Writer
from storage.apart import OURS_NOT, apart
from storage.reminder_rows import facts_kept, letter_kept, reminder_of
from storage.scope import Scope, add_once, of_workspace
from storage.tables import approvals, clients, people, reminder_invoices, reminders


@dataclass(frozen=True, slots=True)
class ReminderStore:
    """The reminders of one workspace."""

    scope: Scope

    def plan(
        self,
        *,
        client_id: int,
        currency: str,
        lead_id: int,
        stage: Stage,
        language: Language,
        items: Sequence[Item],
        credit: Money,
        net: Money,
        builds_on: BuildsOn,
        basis: str,
        today: date,
        now: datetime,
        asked_by_id: int | None = None,
        changed: str | None = None,
        kind: Kind = Kind.REMINDER,
    ) -> int | None:
        """Takes the client's one place for a letter. None where another has it or it went: unique keys decide."""
        reminder_id = self.scope.add_once(
            reminders,
            kind=kind.value,
            client_id=client_id,
            currency=currency,
            lead_id=lead_id,
            stage=stage.value,
            state=ReminderState.WRITING.value,
            language=language.value,
            facts=facts_kept(items, credit, net, builds_on),
            basis=basis,
            flaws=[],
            changed=changed,
            planned_on=today,
            planned_at=now,
            asked_by_id=asked_by_id,
        )
        for item in items if reminder_id is not None else ():
            self.scope.add_once(reminder_invoices, reminder_id=reminder_id, invoice_id=item.invoice_id)
        return reminder_id

    def get(self, reminder_id: int) -> Reminder:
        """The reminder of this id. Raises GoneFromBook where this workspace has none."""
        found = self._all(reminders.c.id == reminder_id)
        if not found:
            raise GoneFromBook("reminder")
        return found[0]

    def take(self, reminder_id: int) -> Reminder:
        """The same, and nobody else decides on it until this transaction ends."""
        mine = select(reminders.c.id).where(self.scope.mine(reminders), reminders.c.id == reminder_id)
        self.scope.connection.execute(mine.with_for_update())
        return self.get(reminder_id)

    def in_state(self, *states: ReminderState, limit: int | None = None) -> list[Reminder]:
        """Those in any of these states, oldest first. One that cannot be read keeps no other from being: it is left
        out here, and found by `unread`."""
        return self._readable(_in(states), limit=limit)[0]

    def unread(self, *states: ReminderState) -> dict[int, Exception]:
        """By client, what stands in the way of reading a reminder of theirs in any of these states."""
        return self._readable(_in(states))[1]

    def to_write(self, now: datetime, *, limit: int | None = None) -> list[Reminder]:
        """Those whose words may be written now, oldest first; none that cannot be read."""
        return self._readable(*_to_write(now), limit=limit)[0]

    def is_any_to_write(self, now: datetime) -> bool:
        """Whether there is one: a look at an index."""
        query = select(reminders.c.id).where(self.scope.mine(reminders), *_to_write(now))
        return self.scope.connection.execute(query.limit(1)).first() is not None

    def write_later(self, reminder: Reminder, until: datetime) -> bool:
        """Its words could not be written: one try more, and the next not before then. False where it moved on."""
        return self._change(reminder, attempts=reminder.attempts + 1, not_before=until)

    def open_of(self, client_id: int, currency: str, kind: Kind = Kind.REMINDER) -> Reminder | None:
        """The one of its kind that holds the client's place in this currency, if any."""
        found = self._all(
            reminders.c.client_id == client_id,
            reminders.c.currency == currency,
            reminders.c.kind == kind.value,
            reminders.c.state.in_([state.value for state in OPEN]),
        )
        return found[0] if found else None

    def of_client(self, client_id: int) -> list[Reminder]:
        """All of a client's, oldest first."""
        return self._all(reminders.c.client_id == client_id)

    def of_invoice(self, invoice_id: int) -> list[Reminder]:
        """Those that name an invoice, oldest first."""
        named = select(reminder_invoices.c.reminder_id).where(
            self.scope.mine(reminder_invoices), reminder_invoices.c.invoice_id == invoice_id
        )
        return self._all(reminders.c.id.in_(named))

    def asked_by_id(self, reminder_id: int) -> int | None:
        """Who asked for it; None where the clock planned it."""
        row = self.scope.one(
            select(reminders.c.asked_by_id).where(self.scope.mine(reminders), reminders.c.id == reminder_id)
        )
        return row.asked_by_id if row is not None else None

    def write(
        self,
        reminder: Reminder,
        letter: Letter,
        *,
        writer: Writer,
        to: ReminderState = ReminderState.WAITING,
        flaws: Sequence[Flaw] = (),
        note: str | None = None,
        prompt_version: str | None = None,
    ) -> bool:
        """Puts words in place of those it had: a new version, which no approval before is about. False where somebody
        was first. What went wrong while they were being written is over."""
        is_new = reminder.state is ReminderState.WRITING
        return self._change(
            reminder,
            **({"attempts": 0, "not_before": None} if is_new else {}),
            state=to.value,
            version=reminder.version + 1,
            letter=letter_kept(letter),
            letter_hash=fingerprint(letter),
            writer=writer.value,
            writer_note=note,
            prompt_version=prompt_version,
            flaws=[[flaw.fault.value, flaw.shown] for flaw in flaws],
        )

    def move(self, reminder: Reminder, to: ReminderState, **changed: Any) -> bool:
        """Moves it on from the state and version it was read in. False where somebody was first."""
        if to not in MOVES[reminder.state]:
            msg = f"a reminder never moves from {reminder.state} to {to}"
            raise ValueError(msg)
        return self._change(reminder, state=to.value, **changed)

    def approve(self, reminder: Reminder, letter_hash: str, *, by_id: int, now: datetime) -> bool:
        """Records who approved this exact letter of this version. False where this person had."""
        return (
            add_once(
                self.scope.connection,
                approvals,
                workspace_id=self.scope.workspace_id,
                reminder_id=reminder.id,
                by_id=by_id,
                letter_hash=letter_hash,
                version=reminder.version,
                at=now,
            )
            is not None
        )

    def keep_raw(self, reminder: Reminder, raw: bytes, raw_hash: str) -> None:
        """The bytes that will leave, as approved."""
        mine = update(reminders).where(self.scope.mine(reminders), reminders.c.id == reminder.id)
        self.scope.connection.execute(mine.values(raw=raw, raw_hash=raw_hash))

    def raw(self, reminder_id: int) -> tuple[bytes, str] | None:
        """Those bytes and their hash; None where none were made."""
        query = select(reminders.c.raw, reminders.c.raw_hash)
        row = self.scope.one(query.where(self.scope.mine(reminders), reminders.c.id == reminder_id))
        return (bytes(row.raw), row.raw_hash) if row is not None and row.raw is not None else None

    def _change(self, reminder: Reminder, **values: Any) -> bool:
        mine = update(reminders).where(
            self.scope.mine(reminders),
            reminders.c.id == reminder.id,
            reminders.c.state == reminder.state.value,
            reminders.c.version == reminder.version,
            reminders.c.attempts == reminder.attempts,
        )
        return self.scope.connection.execute(mine.values(**values)).rowcount == 1

    def _all(self, *conditions: Any, limit: int | None = None) -> list[Reminder]:
        rows = self.scope.all(_MINE.where(*conditions).order_by(reminders.c.id).limit(limit))
        given = self._approvals([row.id for row in rows])
        return [reminder_of(row, given.get(row.id, ())) for row in rows]

    def _readable(self, *conditions: Any, limit: int | None = None) -> tuple[list[Reminder], dict[int, Exception]]:
        try:
            return self._all(*conditions, limit=limit), {}
        except OURS_NOT:
            raise
        except Exception:  # noqa: BLE001 - which of them it is comes out one by one
            found: list[Reminder] = []
            unread: dict[int, Exception] = {}
        one = select(reminders.c.id, reminders.c.client_id).where(self.scope.mine(reminders), *conditions)
        for row in self.scope.all(one.order_by(reminders.c.id).limit(limit)):
            read, fault = apart(self.scope, lambda each=row.id: self._all(reminders.c.id == each))  # type: ignore[misc] # a default binds it
            found += read or []
            if fault is not None:
                unread[row.client_id] = fault
        return found, unread

    def _approvals(self, ids: list[int]) -> dict[int, list[Approval]]:
        found: dict[int, list[Approval]] = {}
        if ids:
            for row in self.scope.all(_APPROVALS, reminder_ids=ids):
                found.setdefault(row.reminder_id, []).append(_approval(row))
        return found


def _in(states: Sequence[ReminderState]) -> Any:
    return reminders.c.state.in_([state.value for state in states])


def _to_write(now: datetime) -> tuple[Any, ...]:
    has_come = or_(reminders.c.not_before.is_(None), reminders.c.not_before <= now)
    return reminders.c.state == ReminderState.WRITING.value, has_come


def _approval(row: Row[Any]) -> Approval:
    return Approval(by_id=row.by_id, by=row.by, fingerprint=row.letter_hash, version=row.version, at=row.at)


_asked, _decided = people.alias(), people.alias()
_MINE = (
    select(
        *(column for column in reminders.c if column.name not in ("raw", "raw_hash")),
        clients.c.name.label("client"),
        _asked.c.name.label("asked_by"),
        _decided.c.name.label("decided_by"),
    )
    .select_from(
        reminders.join(clients, clients.c.id == reminders.c.client_id)
        .outerjoin(_asked, _asked.c.id == reminders.c.asked_by_id)
        .outerjoin(_decided, _decided.c.id == reminders.c.decided_by_id)
    )
    .where(of_workspace(reminders))
)
_APPROVALS = (
    select(approvals, people.c.name.label("by"))
    .select_from(approvals.join(people, people.c.id == approvals.c.by_id))
    .where(of_workspace(approvals), approvals.c.reminder_id.in_(bindparam("reminder_ids", expanding=True)))
    .order_by(approvals.c.id)
)
