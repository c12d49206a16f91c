"""An Undo that would wipe what somebody set since is refused in words."""

from __future__ import annotations

import re

import pytest

from domain.errors import NotUnderstood, TooLate
from receivables.assign_owner import AssignOwner, assign_owner
from receivables.dispute import OpenDispute, Resume, open_dispute, resume
from receivables.find import Find, find
from receivables.keep_client import KeepClient, keep_client
from receivables.record_invoice import RecordInvoice, record_invoice
from receivables.set_chasing import SetChasing, set_chasing
from receivables.undo import Undo, undo
from tests.receivables.conftest import Do


def test_undoing_an_old_assignment_does_not_wipe_a_newer_one(do: Do, acme: str):
    first = do(assign_owner, AssignOwner(target=acme, owner="me"))
    second = do(assign_owner, AssignOwner(target=acme, owner="<@U0BEN|ben>"))
    with pytest.raises(TooLate, match="ben was made its owner since then, by Ana"):
        do(undo, Undo(record_id=first.record_id))
    assert do(find, Find(said=acme)).row.invoice.owner == "ben"
    do(undo, Undo(record_id=second.record_id))
    assert do(undo, Undo(record_id=first.record_id)).row.invoice.owner is None


def test_undoing_old_terms_or_an_old_owner_of_a_client_does_not_wipe_newer_ones(do: Do, acme: str):
    owner = do(assign_owner, AssignOwner(target="Acme", owner="me"))
    terms = do(keep_client, KeepClient(client="acme", terms="net 30"))
    do(assign_owner, AssignOwner(target="Acme", owner="<@U0BEN|ben>"))
    newer = do(keep_client, KeepClient(client="acme", terms="net 60"))
    with pytest.raises(TooLate, match="ben was made its owner since then"):
        do(undo, Undo(record_id=owner.record_id))
    with pytest.raises(TooLate, match="terms were set to net 60"):
        do(undo, Undo(record_id=terms.record_id))
    assert str(do(undo, Undo(record_id=newer.record_id)).client.terms) == "net 30 from issue"


def test_a_settled_dispute_is_not_reopened_beside_a_new_one(do: Do, acme: str):
    do(open_dispute, OpenDispute(invoice=acme, reason="hours of May are wrong"))
    settled = do(resume, Resume(target=acme))
    do(open_dispute, OpenDispute(invoice=acme, reason="and those of June"))
    with pytest.raises(TooLate, match="another dispute since then"):
        do(undo, Undo(record_id=settled.record_id))


@pytest.mark.parametrize("target", ["Acme", "1042"])
def test_undoing_when_somebody_is_chased_puts_back_what_was_and_wipes_nothing_newer(do: Do, acme: str, target: str):
    first = do(set_chasing, SetChasing(target=target, cadence="5,12,30", least="EUR 50"))
    second = do(set_chasing, SetChasing(target=target, is_usual=True))
    with pytest.raises(TooLate, match="when they are chased was set anew since then, by Ana"):
        do(undo, Undo(record_id=first.record_id))
    do(undo, Undo(record_id=second.record_id))
    with pytest.raises(NotUnderstood, match="how it is already"):
        do(set_chasing, SetChasing(target=target, cadence="5,12,30", least="EUR 50"))
    do(undo, Undo(record_id=first.record_id))
    with pytest.raises(NotUnderstood, match="how it is already"):
        do(set_chasing, SetChasing(target=target, is_usual=True))


def test_an_invoice_whose_entry_was_undone_gives_its_number_back_and_is_called_undone(do: Do, acme: str):
    for called in (r"INV-2000 \(undone\)", r"INV-2000 \(undone \d+\)"):
        added = do(record_invoice, RecordInvoice(client="Acme", amount="300", number="INV-2000", net="14"))
        back = do(undo, Undo(record_id=added.record_id))
        assert re.fullmatch(called, back.row.invoice.number)
