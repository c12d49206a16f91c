"""Cards in Slack follow what they show, in whatever order acts are committed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.jobs import compose
from domain.delivery import State
from receivables.log_reply import LogReply, log_reply
from receivables.record_payment import RecordPayment, record_payment
from tests.reminders.office import Office

WED, FRI = date(2026, 3, 11), date(2026, 3, 13)


# SQLite has one writer: acts are committed there in the order they are numbered.
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_card_follows_an_act_that_is_committed_after_a_later_one(office: Office):
    office.invoice("INV-1", due=WED)
    office.invoice("INV-2", due=FRI + timedelta(days=30), client="Beta")
    office.at(FRI).tick()
    with office.desk.work(office.workspace) as work:
        card = work.outbox.claim_next(work.now)
        assert card is not None
        work.outbox.move(card, State.SENT, posted_channel="C0BILLING", posted_ts="1.1")
    with office.desk.work(office.workspace) as slow:
        record_payment(RecordPayment(invoice="INV-1", amount="100"), slow)
        office.act(log_reply, LogReply(target="INV-2", words="we are looking into it"))
        compose(office.desk, office.workspace)
    compose(office.desk, office.workspace)
    [update] = [message for message in office.posts() if message.updates_id is not None]
    assert "€1,100.00" in update.body["text"]
