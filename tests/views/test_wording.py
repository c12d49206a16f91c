from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.amounts import said_amount
from domain.answers import NextAction, NextStep
from domain.badges import Badge, BadgeName
from domain.currencies import digits
from domain.money import Money
from domain.terms import Basis, Due, Terms
from domain.timeline import Direction, Medium
from tests.views.samples import TODAY, a_touch
from views import wording

PART = Money(300_00, "EUR")
CURRENCIES = ("EUR", "USD", "JPY", "BHD", "CLF", "HUF", "ISK", "CHF", "XOF", "IQD")
LOCALES = ("en_GB", "en_US", "de", "de_CH", "fr", "pl", "pt-BR", "sv", "hi_IN", "ja", "he", "nb_NO")


@pytest.mark.parametrize(
    ("minor", "currency", "locale", "said"),
    [
        (120_000, "EUR", "en_GB", "€1,200.00"),
        (120_000, "EUR", "de", "1.200,00 €"),
        (1_200, "JPY", "en_US", "¥1,200"),
        (1_200_500, "BHD", "en_GB", "BHD 1,200.500"),
        (123_456, "HUF", "en_US", "HUF 1,234.56"),
        (1_500, "IQD", "en_US", "IQD 1.500"),
        (-5_000, "EUR", "en_GB", "-€50.00"),
        (12_345, "CLF", "en_GB", "CLF 1.2345"),
        (120_000, "EUR", "nowhere", "€1,200.00"),
    ],
)
def test_money_has_isos_digits_and_the_locales_signs(minor: int, currency: str, locale: str, said: str):
    assert wording.money(Money(minor, currency), locale).replace("\u00a0", " ") == said


@given(
    minor=st.integers(min_value=-(10**15), max_value=10**15),
    currency=st.sampled_from(CURRENCIES),
    locale=st.sampled_from(LOCALES),
)
def test_no_digit_of_an_amount_is_ever_lost_or_added(minor: int, currency: str, locale: str):
    said = wording.money(Money(minor, currency), locale)
    figures = "".join(letter for letter in said if letter.isdigit())
    assert figures.lstrip("0") == str(abs(minor)).lstrip("0")
    assert len(figures) > digits(currency)
    assert ("-" in said) is (minor < 0)


@given(minor=st.integers(min_value=1, max_value=10**11), currency=st.sampled_from(CURRENCIES))
def test_an_amount_filled_into_a_form_is_read_back_as_the_same_amount(minor: int, currency: str):
    typed = wording.amount_typed(Money(minor, currency))
    read = said_amount(typed, default_currency=currency)
    assert (read.minor, read.currency) == (minor, currency)


def test_a_date_in_full_names_its_weekday_and_year():
    assert wording.in_full(date(2026, 3, 13)) == "Fri 13 Mar 2026"


def test_a_short_date_shows_its_year_only_when_it_is_another():
    assert wording.short(date(2026, 3, 13), TODAY) == "13 Mar"
    assert wording.short(date(2025, 12, 31), TODAY) == "31 Dec 2025"


@pytest.mark.parametrize(
    ("days", "said"),
    [(12, "12 days late"), (1, "1 day late"), (0, "due today"), (-1, "due tomorrow"), (-3, "due in 3 days")],
)
def test_lateness_is_said_as_people_say_it(days: int, said: str):
    assert wording.lateness(days) == said


@pytest.mark.parametrize(
    ("badge", "said"),
    [
        (Badge(name=BadgeName.PROMISED, on=date(2026, 3, 20)), "promised Fri 20 Mar"),
        (Badge(name=BadgeName.PROMISE_BROKEN, on=date(2026, 3, 6)), "promise of 6 Mar broken"),
        (Badge(name=BadgeName.PROMISED, on=date(2026, 3, 20), part=PART), "€300.00 promised for Fri 20 Mar"),
        (
            Badge(name=BadgeName.PROMISED, on=date(2026, 3, 20), part=PART, of_all=True),
            "€300.00 of all they owe promised for Fri 20 Mar",
        ),
        (
            Badge(name=BadgeName.PROMISE_BROKEN, on=date(2026, 3, 6), part=PART),
            "promise of €300.00 for 6 Mar broken",
        ),
        (Badge(name=BadgeName.ON_HOLD, on=date(2027, 1, 4)), "on hold until Mon 4 Jan 2027"),
        (Badge(name=BadgeName.NO_CONTACT, on=date(2026, 3, 4)), "no action since 4 Mar"),
        (Badge(name=BadgeName.VIEWED, on=date(2026, 3, 5)), "viewed 5 Mar"),
        (Badge(name=BadgeName.DUE_SOON, on=date(2026, 3, 18)), "due soon"),
        (Badge(name=BadgeName.DISPUTED), "disputed"),
        (Badge(name=BadgeName.WORK_BLOCKED), "work blocked"),
        (Badge(name=BadgeName.CONTRADICTS_SOURCE), "contradicts its source"),
    ],
)
def test_a_badge_says_its_day(badge: Badge, said: str):
    assert wording.badge(badge, TODAY, "en_GB") == said


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (
            Due(
                on=date(2026, 10, 31),
                terms=Terms(net_days=60, basis=Basis.DELIVERY),
                counted_from=date(2026, 9, 1),
            ),
            "net 60 from delivery 1 Sep",
        ),
        (
            Due(on=date(2026, 3, 4), terms=Terms(net_days=30), counted_from=date(2026, 2, 2)),
            "net 30 from issue 2 Feb",
        ),
        (
            Due(
                on=date(2026, 4, 30),
                terms=Terms(net_days=30, basis=Basis.END_OF_MONTH),
                counted_from=date(2026, 3, 31),
            ),
            "net 30 from the end of the month, 31 Mar",
        ),
        (Due(on=date(2026, 3, 4), terms=Terms(net_days=30)), "net 30 from issue"),
        (Due(on=date(2026, 3, 4)), "stated on the invoice"),
    ],
)
def test_a_due_date_says_where_it_came_from(due: Due, said: str):
    assert wording.due_source(due, TODAY) == said


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (NextAction(step=NextStep.CONTACT), "get in touch"),
        (
            NextAction(step=NextStep.ASK_ABOUT_BROKEN_PROMISE, on=date(2026, 3, 6)),
            "ask about the broken promise of 6 Mar",
        ),
        (NextAction(step=NextStep.FOLLOW_UP, on=date(2026, 3, 18)), "follow up on Wed 18 Mar"),
        (NextAction(step=NextStep.FOLLOW_UP, on=date(2026, 3, 10)), "follow up now"),
        (NextAction(step=NextStep.WAIT_FOR_PROMISE, on=date(2026, 3, 20)), "wait for the promised day, Fri 20 Mar"),
        (NextAction(step=NextStep.WAIT_FOR_HOLD, on=date(2026, 3, 20)), "wait for the hold to end, Fri 20 Mar"),
    ],
)
def test_the_next_step_names_its_day(action: NextAction, said: str):
    assert wording.next_step(action, TODAY, "en_GB") == said


def test_a_contact_says_who_spoke_and_how():
    assert wording.contact(a_touch()) == "email from the client"
    assert wording.contact(a_touch(direction=Direction.OUT, medium=Medium.PHONE)) == "call to the client"
    assert wording.contact(a_touch(medium=Medium.MEETING)) == "meeting with the client"
    assert wording.contact(a_touch(direction=Direction.INTERNAL)) == "note"


@pytest.mark.parametrize(
    ("said", "safe"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("R&D <b>", "R&amp;D &lt;b&gt;"),
        ("&lt;", "&amp;lt;"),
        ("*bold* ~gone~ `code`", "∗bold∗ ∼gone∼ ˋcodeˋ"),
        ("_it_ and INV_10_4", "ˍitˍ and INV_10_4"),
    ],
)
def test_anybodys_words_in_markup_stay_words(said: str, safe: str):
    assert wording.escaped(said) == safe


@given(st.text(max_size=200))
def test_no_words_at_all_come_alive_in_markup(said: str):
    safe = wording.escaped(said)
    assert not set("<>*~`") & set(safe)


def test_a_list_that_is_cut_says_how_many_are_left():
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
    assert wording.listed(["a", "b", "c", "d", "e"], most=3) == "a, b and 3 more"
