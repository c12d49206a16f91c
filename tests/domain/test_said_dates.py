from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.date_words import PHRASES, TOKENS
from domain.said_dates import DayMonth, Lean, NotADate, in_full, read_said_date

WEDNESDAY = date(2026, 11, 18)
FRIDAY = date(2026, 11, 20)
A_DAY = st.dates(date(1950, 1, 1), date(2150, 12, 31))


def on(said: str, *, today: date = WEDNESDAY, order: DayMonth = DayMonth.DAY_FIRST, lean: Lean = Lean.FUTURE) -> str:
    return read_said_date(said, today=today, order=order, lean=lean).on.isoformat()


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("friday", "2026-11-20"),
        ("Fri", "2026-11-20"),
        ("by Friday", "2026-11-20"),
        ("by Friday at the latest", "2026-11-20"),
        ("this friday", "2026-11-20"),
        ("next friday", "2026-11-27"),
        ("Friday next week", "2026-11-27"),
        ("last friday", "2026-11-13"),
        ("monday", "2026-11-23"),
        ("wednesday", "2026-11-25"),
        ("this wednesday", "2026-11-18"),
        ("today", "2026-11-18"),
        ("EOD", "2026-11-18"),
        ("eod friday", "2026-11-20"),
        ("tomorrow", "2026-11-19"),
        ("tomorrow morning", "2026-11-19"),
        ("day after tomorrow", "2026-11-20"),
        ("yesterday", "2026-11-17"),
        ("in 3 days", "2026-11-21"),
        ("in two weeks", "2026-12-02"),
        ("in 2 weeks' time", "2026-12-02"),
        ("in a fortnight", "2026-12-02"),
        ("in a couple of weeks", "2026-12-02"),
        ("within a week", "2026-11-25"),
        ("in 5 working days", "2026-11-25"),
        ("in 3 months", "2027-02-18"),
        ("3 weeks ago", "2026-10-28"),
        ("next week", "2026-11-27"),
        ("this week", "2026-11-20"),
        ("end of the week", "2026-11-20"),
        ("end of next week", "2026-11-27"),
        ("end of month", "2026-11-30"),
        ("end of the month", "2026-11-30"),
        ("eom", "2026-11-30"),
        ("month-end", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("next month", "2026-12-31"),
        ("beginning of next month", "2026-12-01"),
        ("mid-month", "2026-12-15"),
        ("end of year", "2026-12-31"),
        ("mid december", "2026-12-15"),
        ("start of january", "2027-01-01"),
        ("end of January 2028", "2028-01-31"),
        ("end of February 2028", "2028-02-29"),
        ("in january", "2027-01-31"),
        ("end of Q1", "2027-03-31"),
        ("end of q4", "2026-12-31"),
        ("end of Q2 2027", "2027-06-30"),
        ("end of the quarter", "2026-12-31"),
        ("the week after next", "2026-12-04"),
        ("before Christmas", "2026-12-24"),
        ("by the 15th", "2026-12-15"),
        ("the 15th", "2026-12-15"),
        ("15th", "2026-12-15"),
        ("the 15", "2026-12-15"),
        ("the 31st", "2026-12-31"),
        ("the 18th", "2026-11-18"),
        ("1st of next month", "2026-12-01"),
        ("friday the 27th", "2026-11-27"),
        ("15/12", "2026-12-15"),
        ("12/15", "2026-12-15"),
        ("9 / 12", "2026-12-09"),
        ("15/12/2026", "2026-12-15"),
        ("15/12/26", "2026-12-15"),
        ("15.12.", "2026-12-15"),
        ("15.12.2026", "2026-12-15"),
        ("15. 12. 2026", "2026-12-15"),
        ("15-12-2026", "2026-12-15"),
        ("2026-12-15", "2026-12-15"),
        ("2020-12-15", "2020-12-15"),
        ("15 Dec", "2026-12-15"),
        ("Dec 15", "2026-12-15"),
        ("Dec. 15", "2026-12-15"),
        ("December 15th, 2026", "2026-12-15"),
        ("15th of December", "2026-12-15"),
        ("15-Dec-26", "2026-12-15"),
        ("Tue, 15 Dec 2026", "2026-12-15"),
        ("15 may", "2027-05-15"),
        ("29 Feb", "2028-02-29"),
    ],
)
def test_a_date_is_read_as_people_say_it(said: str, day: str) -> None:
    assert on(said) == day
    assert on(f"  {said.upper()} ") == day


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Freitag", "2026-11-20"), ("am Freitag", "2026-11-20"), ("bis Freitag", "2026-11-20"),
        ("morgen", "2026-11-19"), ("übermorgen", "2026-11-20"), ("nächste Woche", "2026-11-27"),
        ("naechste Woche", "2026-11-27"), ("Ende des Monats", "2026-11-30"), ("Monatsende", "2026-11-30"),
        ("Ende nächsten Monats", "2026-12-31"), ("15. Dezember", "2026-12-15"), ("am 15.", "2026-12-15"),
        ("Mitte Dezember", "2026-12-15"), ("7. März", "2027-03-07"), ("in zwei Wochen", "2026-12-02"),
        ("vor 3 Wochen", "2026-10-28"), ("gestern", "2026-11-17"), ("vendredi", "2026-11-20"),
        ("d'ici vendredi", ""), ("demain", "2026-11-19"), ("après-demain", "2026-11-20"),
        ("la semaine prochaine", "2026-11-27"), ("fin du mois", "2026-11-30"), ("à la fin du mois", "2026-11-30"),
        ("fin du mois prochain", "2026-12-31"), ("le 15 décembre", "2026-12-15"), ("1er décembre", "2026-12-01"),
        ("mi-décembre", "2026-12-15"), ("dans deux semaines", "2026-12-02"), ("il y a 3 semaines", "2026-10-28"),
        ("aujourd’hui", "2026-11-18"), ("le 15", "2026-12-15"), ("1 août", "2027-08-01"), ("lunes", "2026-11-23"),
        ("el viernes", "2026-11-20"), ("mañana", "2026-11-19"), ("pasado mañana", "2026-11-20"),
        ("la semana que viene", "2026-11-27"), ("a finales de mes", "2026-11-30"), ("fin de mes", "2026-11-30"),
        ("15 de diciembre de 2026", "2026-12-15"), ("dentro de dos semanas", "2026-12-02"),
        ("hace 3 días", "2026-11-15"), ("w piątek", "2026-11-20"), ("do piątku", "2026-11-20"),
        ("jutro", "2026-11-19"), ("w przyszłym tygodniu", "2026-11-27"), ("koniec miesiąca", "2026-11-30"),
        ("do końca miesiąca", "2026-11-30"), ("15 grudnia", "2026-12-15"), ("za tydzień", "2026-11-25"),
        ("za 3 dni", "2026-11-21"), ("3 tygodnie temu", "2026-10-28"), ("w połowie grudnia", "2026-12-15"),
        ("ŚRODA", "2026-11-25"),
    ],
)  # fmt: skip
def test_german_french_spanish_and_polish_dates_are_read_too(said: str, day: str) -> None:
    if not day:
        with pytest.raises(NotADate):
            on(said)
    else:
        assert on(said) == day


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "nothing in it"),
        ("after christmas", "don't know"),
        ("Q1", "don't know"),
        ("january", "don't know"),
        ("may", "don't know"),
        ("week", "don't know"),
        ("today or tomorrow", "don't know"),
        ("fin de semana", "don't know"),
        ("sometime", "don't know"),
        ("w4", "don't know"),
        ("15 m12", "don't know"),
        ("d15", "don't know"),
        ("15", "number alone"),
        ("500", "number alone"),
        ("31 Feb", "February never has more than 29 days"),
        ("31/02", "February never has more than 29 days"),
        ("31/02/2026", "February 2026 has days 1 to 28"),
        ("30 Feb 2028", "February 2028 has days 1 to 29"),
        ("31/11", "November has days 1 to 30"),
        ("0/5", "May has days 1 to 31"),
        ("13/13", "no month 13"),
        ("29 Feb 2027", "February 2027 has days 1 to 28"),
        ("the 32nd", "no month has a day 32"),
        ("2026-02-30", "February 2026 has days 1 to 28"),
        ("2026-13-01", "there is no month 13"),
        ("15/12/9999", "year 9999"),
        ("in 999 years", "year 3025"),
        ("friday 12 december", "12 December 2026 is a Saturday"),
        ("friday" * 50, "don't know"),
    ],
)
def test_what_is_no_date_is_refused_with_words(said: str, why: str) -> None:
    with pytest.raises(NotADate, match=why) as refusal:
        on(said)
    assert refusal.value.text == said
    assert "Write it like Friday, 15 Dec or 2026-12-15" in str(refusal.value)


MADE_OF_DATE_WORDS = st.lists(
    st.sampled_from([*sorted(TOKENS), *sorted(PHRASES), "15th", "15", "2026", "15/12", "9/22", "15.12.", "w9", "m13"]),
    max_size=6,
).map(" ".join)


@given(MADE_OF_DATE_WORDS, st.dates(), st.sampled_from(Lean))
def test_date_words_in_any_order_and_year_are_a_date_or_refused(said: str, today: date, lean: Lean) -> None:
    try:
        found = read_said_date(said, today=today, lean=lean)
    except NotADate as refusal:
        assert refusal.text == said  # noqa: PT017 - either outcome is right, and each is checked
    else:
        assert 1900 <= found.on.year < 2200


@pytest.mark.parametrize(
    ("said", "assumed"),
    [
        ("friday", None),
        ("wednesday", "a week from today"),
        ("next friday", "the Friday of next week"),
        ("next week", "the Friday of next week"),
        ("12/15", "month first: there is no month 15"),
        ("3/12", "day first"),
        ("3/4", "day first, in 2027"),
        ("15/12", None),
        ("before christmas", "Christmas: by 24 December"),
        ("the week after next", "the Friday of the week after next"),
        ("mid december", "day 15 of the month"),
        ("3 Nov", "in 2027"),
        ("in 5 working days", "weekends not counted, holidays counted"),
        ("2026-12-15", None),
    ],
)
def test_whatever_was_guessed_is_said(said: str, assumed: str | None) -> None:
    assert read_said_date(said, today=WEDNESDAY).assumed == assumed


def test_a_date_is_echoed_in_full() -> None:
    assert read_said_date("15/12", today=WEDNESDAY).words == "Tuesday 15 December 2026"


def test_friday_said_on_a_friday_is_a_week_away_for_a_promise_and_today_for_a_payment() -> None:
    assert on("friday", today=FRIDAY) == "2026-11-27"
    assert on("this friday", today=FRIDAY) == "2026-11-20"
    assert on("friday", today=FRIDAY, lean=Lean.PAST) == "2026-11-20"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("friday", "2026-11-13"), ("monday", "2026-11-16"), ("15/12", "2025-12-15"), ("3 Nov", "2026-11-03"),
        ("the 15th", "2026-11-15"), ("the 31st", "2026-10-31"), ("18/11", "2026-11-18"), ("29 Feb", "2024-02-29"),
        ("end of month", "2026-10-31"), ("mid november", "2026-11-15"), ("start of december", "2025-12-01"),
    ],
)  # fmt: skip
def test_a_payment_lies_behind(said: str, day: str) -> None:
    assert on(said, lean=Lean.PAST) == day


def test_the_habit_of_the_workspace_decides_which_comes_first() -> None:
    assert on("3/12") == "2026-12-03"
    assert on("3/12", order=DayMonth.MONTH_FIRST) == "2027-03-12"
    assert on("3.12.", order=DayMonth.MONTH_FIRST) == "2026-12-03"
    assert on("25/12", order=DayMonth.MONTH_FIRST) == "2026-12-25"


def test_the_end_of_a_month_said_on_its_last_day_is_today() -> None:
    assert on("end of month", today=date(2026, 11, 30)) == "2026-11-30"
    assert on("in 1 month", today=date(2027, 1, 31)) == "2027-02-28"


SAYABLE = st.sampled_from(
    """
    friday|this monday|tomorrow|in 3 days|next week|this week|end of month|mid december|the 15th|the 31st|29 Feb|3/4
    |12/15|15.12.|eom|end of year|start of january|lunes|fin du mois|in may|next sunday|in 2 working days|mid-month
    """.replace("\n", "").split("|")
)


@given(SAYABLE, A_DAY, st.sampled_from(DayMonth))
def test_a_promised_date_is_never_before_today(said: str, today: date, order: DayMonth) -> None:
    assert read_said_date(said, today=today, order=order).on >= today


@given(st.sampled_from(["friday", "the 15th", "29 Feb", "3/4", "the 31st", "mid december", "15 Dec", "eom"]), A_DAY)
def test_a_payments_date_is_never_after_today(said: str, today: date) -> None:
    assert read_said_date(said, today=today, lean=Lean.PAST).on <= today


@given(A_DAY, A_DAY, st.sampled_from(Lean))
def test_a_date_written_in_full_is_read_back_from_any_day(day: date, today: date, lean: Lean) -> None:
    written = [day.isoformat(), in_full(day), f"{day.day}/{day.month}/{day.year}", f"{day.day}.{day.month}.{day.year}"]
    assert {read_said_date(text, today=today, lean=lean).on for text in written} == {day}


@given(st.text(max_size=100), A_DAY)
def test_any_text_is_a_date_or_refused_in_words(text: str, today: date) -> None:
    try:
        said = read_said_date(text, today=today)
    except NotADate as refusal:
        assert refusal.text == text  # noqa: PT017 - either outcome is right, and each is checked
    else:
        assert said.words == in_full(said.on)
