"""The walk over the whole book finds what asking client by client finds, and what the stores know one by one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.chasing import ChasingRule, Stage
from domain.dunning import due_reminder
from domain.exception_queue import ExceptionKind
from domain.hold import Hold
from domain.letter import BuildsOn, Ground, Language
from domain.money import Money
from domain.promise import Certainty, Promise, holds_until, watch_day
from domain.reminder import ReminderState
from domain.timeline import Direction, last_contact
from domain.workspace import Workspace
from reminders.accounts import account_of, accounts_of, all_due
from storage.unit_of_work import Work
from tests.builders import keep_invoice

CLIENTS = ("Acme", "Blum", "Cove", "Dune")


@pytest.mark.parametrize("seed", range(25))
def test_the_walk_over_all_finds_what_each_account_says(
    desk: Desk, workspace: Workspace, clock: MovableClock, seed: int
):
    some = Random(seed)  # noqa: S311 - a book, not a secret
    with desk.work(workspace) as work:
        for place in range(some.randint(1, 14)):
            an_invoice_with_its_story(place, some, work)
    with desk.reading(workspace) as work:
        walked = {(account.client_id, account.currency): due for account, due in all_due(work) if due is not None}
        asked = {
            (account.client_id, account.currency): due
            for client in work.clients.beginning_with("", limit=50)
            for account in accounts_of(client.id, work)
            if (due := due_reminder(account, work.today)) is not None
        }
        assert walked == asked
        for client in work.clients.beginning_with("", limit=50):
            for account in accounts_of(client.id, work):
                as_the_stores_know(client.id, account.currency, work)


def as_the_stores_know(client_id: int, currency: str, work: Work) -> None:
    account = account_of(client_id, currency, work)
    theirs = [one for one in work.invoices.of_client(client_id) if one.is_open and one.currency == currency]
    assert [debt.invoice_id for debt in account.debts] == [one.id for one in theirs if one.due_on]
    promised = work.promises.open_of_clients([client_id])
    held = work.holds.current_of_clients([client_id], work.today)
    for debt, invoice in zip(account.debts, theirs, strict=True):
        assert debt.balance_minor == invoice.balance.minor
        assert debt.is_disputed is (work.disputes.open_of_invoice(invoice.id) is not None)
        until = [one.until for one in held if one.invoice_id in (None, invoice.id)]
        assert debt.held_until == max(until, default=None)
        theirs_to_keep = [
            one for one in promised if one.currency == currency and one.surrounds(invoice.id, invoice.sent_on)
        ]
        waits = [holds_until(one.promised_on) for one in theirs_to_keep if one.certainty is Certainty.GIVEN]
        assert debt.promised_until == max(waits, default=None)
        asked = [one.promised_on for one in theirs_to_keep if one.certainty is Certainty.PROPOSED]
        assert debt.follow_up_on == max(asked, default=None)
    spoken = last_contact(work.timeline.of_client(client_id))
    days = [spoken.happened_on] if spoken else []
    days += [one.sent_on for one in work.reminders.of_client(client_id) if one.sent_on]
    assert account.last_contact_on == max(days, default=None)
    credit = sum(one.amount.minor for one in work.credits.unapplied(client_id) if one.amount.currency == currency)
    assert account.credit_minor == max(0, credit)
    assert account.has_open_draft is (work.reminders.open_of(client_id, currency) is not None)


def an_invoice_with_its_story(place: int, some: Random, work: Work) -> None:
    due = work.today - timedelta(days=some.randint(-9, 40))
    invoice = keep_invoice(
        work,
        client=some.choice(CLIENTS),
        number=f"INV-{place}",
        due_on=due,
        issued_on=due - timedelta(days=30),
        sent_on=None if some.random() < 0.1 else due - timedelta(days=30),
        currency=some.choice(("EUR", "EUR", "USD")),
    )
    about = some.choice((None, invoice.id))
    day = work.today + timedelta(days=some.randint(-9, 9))
    by = work.person.id
    story = some.choice(("", "", "pay", "promise", "hold", "dispute", "touch", "credit", "letter", "rule", "arrived"))
    if story == "pay":
        work.payments.add(invoice, minor=some.choice((50_000, 120_000)), paid_on=work.today, now=work.now, by_id=by)
        work.invoices.recount(invoice, changed_on=work.today)
    elif story == "promise":
        promise = Promise(
            id=0,
            client_id=invoice.client_id,
            invoice_id=about,
            currency=invoice.currency,
            expected_minor=1,
            made_on=work.today,
            promised_on=day,
            certainty=some.choice(tuple(Certainty)),
            words="soon",
            by="",
        )
        work.promises.add(promise, touch_id=None, watch_on=watch_day(promise), now=work.now, by_id=by)
    elif story == "hold":
        hold = Hold(
            id=0, client_id=invoice.client_id, invoice_id=about, reason="", until=day, placed_on=work.today, by=""
        )
        hold_id = work.holds.place(hold, now=work.now, by_id=by)
        if some.random() < 0.3:
            work.holds.end(hold_id, on=work.today)
    elif story == "dispute" and invoice.sent_on:
        work.disputes.open(
            client_id=invoice.client_id,
            invoice_id=invoice.id,
            reason="",
            owner_id=None,
            on=work.today,
            now=work.now,
            by_id=by,
        )
    else:
        more_of_a_story(story, some, invoice.id, about, work)


def more_of_a_story(story: str, some: Random, invoice_id: int, about: int | None, work: Work) -> None:
    invoice, by = work.invoices.get(invoice_id), work.person.id
    day = work.today - timedelta(days=some.randint(0, 9))
    if story == "touch":
        for corrects in (None, some.choice((None, "it"))):
            last = work.timeline.of_client(invoice.client_id)
            work.timeline.add(
                client_id=invoice.client_id,
                invoice_id=about,
                direction=some.choice(tuple(Direction)),
                medium=None,
                words=some.choice(("we spoke", "we spoke", "")) if corrects else "we spoke",
                happened_on=day,
                now=work.now,
                by_id=by,
                corrects=last[-1].id if corrects else None,
            )
    elif story == "credit":
        amount = Money(some.choice((10_000, 500_000)), invoice.currency)
        work.credits.add(
            client_id=invoice.client_id,
            invoice_id=None,
            amount=amount,
            issued_on=day,
            reason="",
            now=work.now,
            by_id=by,
        )
    elif story == "rule":
        where = some.choice(({}, {"client_id": invoice.client_id}, {"invoice_id": invoice.id}))
        rule = some.choice(
            (
                ChasingRule(friendly_days=1),
                ChasingRule(gap_days=9),
                ChasingRule(grace_days=5),
                ChasingRule(coming_days=4),
                ChasingRule(is_off=True),
                ChasingRule(least=(("EUR", 500_000),)),
            )
        )
        work.chasing.keep(rule, **where)
    elif story == "letter":
        a_letter(some, invoice_id, day, work)
    elif story == "arrived":
        an_old_debt(some, invoice_id, work)


def a_letter(some: Random, invoice_id: int, day: date, work: Work) -> None:
    invoice = work.invoices.get(invoice_id)
    nothing = Money(0, invoice.currency)
    reminder_id = work.reminders.plan(
        client_id=invoice.client_id,
        currency=invoice.currency,
        lead_id=invoice.id,
        stage=some.choice(tuple(Stage)),
        language=Language.ENGLISH,
        items=(),
        credit=nothing,
        net=nothing,
        builds_on=BuildsOn(ground=Ground.NOTHING_YET),
        basis="",
        today=work.today,
        now=work.now,
    )
    if reminder_id is None:
        return
    ways: tuple[tuple[ReminderState, ...], ...] = (
        (),
        (ReminderState.WAITING, ReminderState.SNOOZED),
        (ReminderState.WAITING, ReminderState.SKIPPED),
        (ReminderState.WAITING, ReminderState.BY_HAND, ReminderState.SENT),
        (ReminderState.WAITING, ReminderState.LAPSED),
    )
    facts: dict[ReminderState, dict[str, date | datetime]] = {
        ReminderState.SNOOZED: {"snoozed_until": work.today + timedelta(days=some.randint(-3, 3))},
        ReminderState.SKIPPED: {"decided_at": work.now - timedelta(days=some.randint(0, 20))},
        ReminderState.SENT: {"sent_on": day},
    }
    for state in some.choice(ways):
        assert work.reminders.move(work.reminders.get(reminder_id), state, **facts.get(state, {}))


def an_old_debt(some: Random, invoice_id: int, work: Work) -> None:
    from sqlalchemy import update

    from storage.tables import invoices

    work.connection.execute(update(invoices).where(invoices.c.id == invoice_id).values(told_for=invoices.c.due_on))
    client_id = work.invoices.get(invoice_id).client_id
    about = {"about": "client", "about_id": client_id}
    work.exceptions.put_in(ExceptionKind.OLD_DEBT.value, **about, reason="old", now=work.now)
    if some.random() < 0.5:
        work.exceptions.resolve_about(ExceptionKind.OLD_DEBT.value, **about, resolution="chase them", now=work.now)
