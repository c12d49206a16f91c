"""Small builders and random books for the rules of chasing."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis.strategies import integers

from domain.account import Account, Debt, PastLetter
from domain.chasing import Chasing, Stage

# A Wednesday in the middle of a week without holidays.
TODAY = date(2026, 3, 11)
HOLIDAYS = frozenset({date(2026, 3, 19), date(2026, 4, 3), date(2026, 4, 6)})


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def a_debt(late: int = 5, *, invoice_id: int = 1, **changed: Any) -> Debt:
    """€100 that fell due so many days before TODAY."""
    plain = {"number": f"INV-{invoice_id}", "due_on": ago(late), "balance_minor": 10_000}
    return Debt(invoice_id=invoice_id, **{**plain, **changed})


def an_account(*debts: Debt, **changed: Any) -> Account:
    found = tuple(sorted(debts or (a_debt(),), key=lambda debt: (debt.due_on, debt.invoice_id)))
    return Account(**{"client_id": 7, "currency": "EUR", "debts": found, **changed})


def sent(stage: Stage, days_ago: int, *, lead_id: int = 1) -> PastLetter:
    return PastLetter(lead_id=lead_id, stage=stage, on=ago(days_ago))


def skipped(stage: Stage, days_ago: int, *, lead_id: int = 1) -> PastLetter:
    return PastLetter(lead_id=lead_id, stage=stage, on=ago(days_ago), is_sent=False)


def random_account(seed: int, *, most: int = 4) -> Account:
    """Any account at all: drawing each of its facts from hypothesis would take a hundred times as long."""
    some = Random(seed)  # noqa: S311 - a book, not a secret
    one = some.choice
    debts = tuple(
        a_debt(
            some.randint(-6, 40),
            invoice_id=place + 1,
            balance_minor=some.randint(1, 20_000),
            chasing=random_chasing(some),
            is_disputed=some.random() < 0.2,
            held_until=one((None, None, a_day(some))),
            promised_until=one((None, None, a_day(some))),
            follow_up_on=one((None, None, None, a_day(some))),
            waits_for_person=some.random() < 0.2,
        )
        for place in range(some.randint(0, most))
    )
    letters = [
        PastLetter(
            lead_id=some.randint(1, most),
            stage=one(tuple(Stage)),
            on=ago(some.randint(0, 40)),
            is_sent=some.random() < 0.6,
        )
        for _ in range(some.choice((0, 0, 1, 2, 4)))
    ]
    return an_account(
        debts=tuple(sorted(debts, key=lambda debt: (debt.due_on, debt.invoice_id))),
        credit_minor=one((0, 0, 0, 5_000, 30_000)),
        last_contact_on=one((None, ago(some.randint(0, 15)))),
        letters=tuple(sorted(letters, key=lambda letter: letter.on)),
        has_open_draft=some.random() < 0.1,
        snoozed_until=one((None, None, None, a_day(some))),
    )


def random_chasing(some: Random) -> Chasing:
    return Chasing(
        coming_days=some.choice((None, None, 3)),
        gap_days=some.randint(0, 9),
        grace_days=some.choice((0, 0, 4)),
        least=some.choice(((), (), (("EUR", 15_000),), (("USD", 99),))),
        is_off=some.random() < 0.2,
    )


def a_day(some: Random) -> date:
    return TODAY + timedelta(days=some.randint(-12, 12))


accounts = integers(0, 2**31).map(random_account)
