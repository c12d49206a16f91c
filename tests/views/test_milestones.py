"""Milestones on every screen: whatever words they are made of, Slack takes it, and what does not fit is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.milestone import MilestoneList, Waiting, all_waiting
from domain.roles import Role
from tests.domain.test_milestone import a_milestone
from tests.views.samples import (
    HOSTILE,
    TODAY,
    a_client,
    a_client_card,
    a_home,
    a_list,
    a_row,
    shown,
    takes_message,
    takes_view,
)
from views.client_card import client_card
from views.home import home
from views.milestones import asked, milestone_list
from views.status_list import status_list


def many(count: int, words: str = "Second half") -> Waiting:
    day = date(2026, 3, 10)
    facts = {"title": words, "client": words, "waits_for": words, "expected_on": day}
    return all_waiting(a_milestone(number, **facts) for number in range(1, count + 1))


@pytest.mark.parametrize("words", HOSTILE)
def test_every_screen_takes_anybodys_words(words: str):
    waiting = many(70, words)
    page = replace(waiting, first=waiting.first[:5])
    for role in (Role.VIEWER, Role.MEMBER):
        takes_message(milestone_list(MilestoneList(today=TODAY, waiting=waiting), locale="en_GB", role=role))
        one = MilestoneList(today=TODAY, waiting=waiting, client=a_client(name=words))
        takes_message(milestone_list(one, locale="en_GB", role=role))
        none = MilestoneList(today=TODAY, waiting=Waiting(), client=a_client(name=words))
        takes_message(milestone_list(none, locale="en_GB", role=role))
        card = a_client_card(a_row(), not_yet_triggered=waiting, client=a_client(name=words))
        takes_message(client_card(card, locale="en_GB", role=role))
    takes_message(status_list(a_list(a_row(), not_yet_triggered=page), locale="en_GB"))
    takes_view(home(a_home(not_yet_triggered=replace(waiting, first=waiting.first[:1])), locale="en_GB"))
    takes_message({"text": "-", "blocks": asked(waiting.first, 10, today=TODAY, locale="en_GB")})


def test_a_long_list_counts_what_it_does_not_show_and_only_who_may_bill_has_the_button():
    found = MilestoneList(today=TODAY, waiting=many(40))
    read = milestone_list(found, locale="en_GB", role=Role.MEMBER)
    assert "M-30" in shown(read)
    assert "*10 more*: a name behind it shows one client's" in shown(read)
    assert str(read).count("milestone_reached") == 10
    assert "milestone_reached" not in str(milestone_list(found, locale="en_GB", role=Role.VIEWER))
    assert "expected Tue 10 Mar, which is over · when Second half" in shown(read)


def test_a_card_names_the_first_and_where_the_others_are():
    card = a_client_card(a_row(), not_yet_triggered=many(7))
    read = shown(client_card(card, locale="en_GB", role=Role.MEMBER))
    assert read.index("Open (1)") < read.index("Not yet triggered (7) €21,000.00") < read.index("M-5")
    assert "*2 more*: `/invoice milestone Acme` lists them all." in read
    assert "M-6" not in read


def test_a_later_page_of_the_book_says_where_they_stand():
    later = replace(many(3), first=())
    read = shown(status_list(a_list(a_row(), not_yet_triggered=later, shown_before=10, earlier="0"), locale="en_GB"))
    assert "Not yet triggered (3) €9,000.00 on the first page" in read


def test_a_book_of_nothing_but_milestones_shows_them():
    read = shown(status_list(a_list(not_yet_triggered=many(1)), locale="en_GB"))
    assert "M-1" in read
    assert "Not yet triggered (1)" in shown(home(a_home(totals=(), mine=(), not_yet_triggered=many(1)), locale="en_GB"))
