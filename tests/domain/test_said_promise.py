from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from domain.said_dates import DayMonth
from domain.said_promise import FoundPromise, PromiseKind, find_promise
from tests.domain.promised_days import PROMISED_DAYS

WEDNESDAY = date(2026, 11, 18)
THURSDAY = date(2026, 11, 19)
FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 23)
NEXT_FRIDAY = date(2026, 11, 27)
MONTH_END = date(2026, 11, 30)
THE_FIRST = date(2026, 12, 1)
THE_15TH = date(2026, 12, 15)
YEAR_END = date(2026, 12, 31)
JANUARY_END = date(2027, 1, 31)
YESTERDAY = date(2026, 11, 17)
LAST_FRIDAY = date(2026, 11, 13)
LAST_MONDAY = date(2026, 11, 16)


def read(words: str, *, today: date = WEDNESDAY, order: DayMonth = DayMonth.DAY_FIRST) -> FoundPromise | None:
    return find_promise(words, today=today, order=order, default_currency="EUR")


TOLD_BY_WHOEVER_LOGS_IT = [
    ("pays on Monday", MONDAY),
    ("he pays on friday", FRIDAY),
    ("client pays friday", FRIDAY),
    ("says friday", FRIDAY),
    ("Anna confirmed friday", FRIDAY),
    ("Maria says friday", FRIDAY),
    ("we transfer on Tuesday", date(2026, 11, 24)),
    ("he promised before month end", MONTH_END),
    ("they promised to pay before the month end", MONTH_END),
    ("She said she would pay on Friday", FRIDAY),
    ("he said he'd pay friday", FRIDAY),
    ("spoke to Maria, she'll pay Friday", FRIDAY),
    ("before Christmas", date(2026, 12, 24)),
    ("will pay by Christmas", date(2026, 12, 24)),
    ("end of Q1", date(2027, 3, 31)),
    ("end of Q4", YEAR_END),
    ("the week after next", date(2026, 12, 4)),
    ("says 2 weeks", date(2026, 12, 2)),
    ("2 weeks", date(2026, 12, 2)),
    ("confirmed for Wed", date(2026, 11, 25)),
    ("sending it over on Wednesday", date(2026, 11, 25)),
    ("it'll be in Thursday's run", THURSDAY),
]


@pytest.mark.parametrize(("words", "on"), [*PROMISED_DAYS, *TOLD_BY_WHOEVER_LOGS_IT])
def test_a_promised_day_is_found_in_the_clients_words(words: str, on: date) -> None:
    found = read(words)
    assert found is not None
    assert (found.kind, found.on) == (PromiseKind.DATED, on)


PROMISES_WITHOUT_A_DAY = [
    "I'll sort it",
    "will pay soon",
    "It's in the next run",
    "leave it with me",
    "Will do!",
    "I'm on it",
    "We will pay shortly",
    "Payment is on its way",
    "I may pay on Friday",
    "I might be able to pay on Friday",
    "We'll try to pay by Friday",
    "Hopefully we will pay Friday",
    "Hopefully Friday",
    "If the client pays us we'll pay on Friday",
    "Once approved, it will be paid on Friday",
    "We'll pay after Christmas",
    "We'll pay after the 15th",
    "As soon as we get the PO we'll pay, Friday maybe",
    "Would it be ok if we pay on Friday?",
    "Can we pay on the 15th?",
    "ich kümmere mich darum",
    "Je m'en occupe",
    "Lo arreglo, me encargo",
    "Zajmę się tym",
    "Wir zahlen bald",
    "I'll pay the 2 invoices soon",
    "I'll pay the 1st reminder",
    "We'll pay, we're on it 24/7",
    "Will do, let's talk on Friday",
    "I'll pay it like on 3 November",
    "I'll sort it, call me on Friday",
    "asap",
    "as soon as possible",
    "we might pay friday",
    "will pay 31 February",
    "will pay by the 31st of February",
    "on holiday until the 14th",
    "we are 2 weeks late, will pay soon",
    "Merry Christmas, will pay soon",
]


@pytest.mark.parametrize("words", PROMISES_WITHOUT_A_DAY)
def test_a_vague_hedged_or_conditional_promise_keeps_no_day(words: str) -> None:
    found = read(words)
    assert found is not None
    assert (found.kind, found.on) == (PromiseKind.UNDATED, None)


CLAIMS = [
    ("cheque went out yesterday", YESTERDAY),
    ("We paid this last Friday", LAST_FRIDAY),
    ("I already paid", None),
    ("Already paid on Monday", LAST_MONDAY),
    ("This has been paid", None),
    ("The invoice was paid on 16/11", LAST_MONDAY),
    ("Paid yesterday, please check", YESTERDAY),
    ("Payment was sent on 13 November", LAST_FRIDAY),
    ("I sent the payment yesterday", YESTERDAY),
    ("Money left our account on Monday", LAST_MONDAY),
    ("Wir haben gestern überwiesen", YESTERDAY),
    ("Ist schon bezahlt", None),
    ("Nous avons payé hier", YESTERDAY),
    ("Virement effectué lundi", LAST_MONDAY),
    ("Ya hemos pagado", None),
    ("Zapłaciliśmy wczoraj", YESTERDAY),
    ("Przelew poszedł wczoraj", YESTERDAY),
]


@pytest.mark.parametrize(("words", "on"), CLAIMS)
def test_a_client_who_says_it_is_paid_is_not_promising(words: str, on: date | None) -> None:
    found = read(words)
    assert found is not None
    assert (found.kind, found.on) == (PromiseKind.CLAIMS_PAID, on)


AMOUNTS = [
    ("paying 500 on the 15th", 50_000, "EUR"),
    ("I'll pay €1.250,00 on Friday", 125_000, "EUR"),
    ("We will transfer $400 CAD on Friday", 40_000, "CAD"),
    ("We'll pay 2k on Friday", 200_000, "EUR"),
    ("You'll have 300 EUR on Friday", 30_000, "EUR"),
    ("Zapłacę 1 250,00 zł w piątek", 125_000, "PLN"),
    ("cheque for £99.50 went out yesterday", 9_950, "GBP"),
    ("I'll pay invoice 1042 on Friday", None, None),
    ("I'll pay #1042 on Friday", None, None),
    ("I'll pay 2 invoices on Friday", None, None),
    ("I'll pay 50% on Friday", None, None),
    ("We'll pay on 15/12/2026", None, None),
    ("I'll pay in 3 days", None, None),
]


@pytest.mark.parametrize(("words", "minor", "currency"), AMOUNTS)
def test_an_amount_is_taken_only_where_money_is_meant(words: str, minor: int | None, currency: str | None) -> None:
    found = read(words)
    assert found is not None
    assert (found.amount_minor, found.currency) == (minor, currency)


PARTS = [
    ("500 on Friday", FRIDAY, 50_000, None, None),
    ("paying half on friday", FRIDAY, None, Fraction(1, 2), None),
    ("paying a third on friday", FRIDAY, None, Fraction(1, 3), None),
    ("50% on Friday", FRIDAY, None, Fraction(1, 2), None),
    ("I'll pay two thirds on Friday", FRIDAY, None, Fraction(2, 3), None),
    ("half next week, the rest by the 15th of December", NEXT_FRIDAY, None, Fraction(1, 2), THE_15TH),
    ("I'll pay half Friday and the rest Monday", FRIDAY, None, Fraction(1, 2), MONDAY),
    ("two instalments, 990 on 1 Dec and 990 on 15 Dec", THE_FIRST, 99_000, None, THE_15TH),
    ("paying 30% now and the rest at month end", MONTH_END, None, Fraction(7, 10), None),
    ("paid a third, rest friday", FRIDAY, None, Fraction(2, 3), None),
    ("paid 500 yesterday, the rest friday", FRIDAY, None, None, None),
    ("half of it by friday", FRIDAY, None, Fraction(1, 2), None),
    ("I'll pay 990 on 1 Dec and 990 on 15 Dec", THE_FIRST, 99_000, None, THE_15TH),
]


@pytest.mark.parametrize(("words", "on", "minor", "share", "then_on"), PARTS)
def test_a_part_is_promised_as_a_part_and_the_first_day_is_its_day(
    words: str, on: date, minor: int | None, share: Fraction | None, then_on: date | None
) -> None:
    found = read(words)
    assert found is not None
    assert (found.on, found.amount_minor, found.share, found.then_on) == (on, minor, share, then_on)


def test_the_other_half_is_promised_and_the_claim_about_the_first_is_noted() -> None:
    found = read("we paid half, the other half comes friday")
    assert found is not None
    assert (found.kind, found.on) == (PromiseKind.DATED, FRIDAY)
    assert (found.share, found.says_part_paid) == (Fraction(1, 2), True)


def test_what_keeps_a_day_from_being_promised_is_told() -> None:
    hedged, never, away = read("we might pay friday"), read("will pay 31 February"), read("on holiday until the 14th")
    assert hedged is not None
    assert never is not None
    assert away is not None
    assert hedged.named == "friday"
    assert (never.impossible, never.amount_minor) == ("31 February", None)
    assert away.follow_up_on == THE_15TH


def test_what_was_understood_is_quoted_from_the_clients_own_words() -> None:
    words = "Hi Ana. Sorry about that! I’ll sort it  Friday, honestly. Best, Tom"
    found = read(words)
    assert found is not None
    assert found.because == "I’ll sort it Friday"


def test_the_mail_being_answered_is_not_read_as_the_clients_words() -> None:
    found = read("Will do.\n\nOn Mon, 16 Nov 2026 at 10:00, Ana <ana@example.com> wrote:\n> Can you pay by Friday?")
    assert found is not None
    assert (found.kind, found.on) == (PromiseKind.UNDATED, None)


def test_day_and_month_follow_the_habit_of_the_workspace() -> None:
    british, american = read("I'll pay on 3/12"), read("I'll pay on 12/3", order=DayMonth.MONTH_FIRST)
    assert british is not None
    assert american is not None
    assert british.on == american.on == date(2026, 12, 3)
