"""A workspace's own letters in Slack: chosen, written, seen filled in, kept, given back."""

from __future__ import annotations

from typing import Any

import pytest

from bot.desk import Roles
from domain.letter import Language, LetterName, Words
from domain.roles import Role
from tests.handlers.conftest import ANA, BILLING, Office, words_of
from tests.views.samples import takes_view

FRIENDLY = "language:en,letter:friendly"
OURS = "Dear {{ client }},\n\n{{ pick_up }}\n\n{{ invoices }}\n\n{{ total }}\n\n{{ signature }}"


@pytest.fixture
def admin(office: Office) -> Office:
    object.__setattr__(office.desk, "roles", Roles(named={"U0ANA": Role.ADMIN}))
    return office


def kept(office: Office) -> Words | None:
    with office.desk.reading(office.workspace) as work:
        own = work.own_letters.get(Language.ENGLISH, LetterName.FRIENDLY)
    return Words(subject=own.words.subject, text=own.words.text.strip()) if own else None


def choose(office: Office) -> dict[str, Any]:
    office.type("/invoice letters")
    [menu] = office.slack.ephemerals(ANA, BILLING)[-1:]
    office.slack.press(ANA, menu, "write_letter", FRIENDLY)
    office.slack.wait_for(lambda: office.slack.modals(ANA))
    window = office.slack.modals(ANA)[-1]
    asked = ("type", "title", "blocks", "callback_id", "submit", "private_metadata")
    takes_view({key: window[key] for key in asked if key in window})
    return window


def test_a_letter_is_seen_filled_in_and_then_kept(admin: Office):
    window = choose(admin)
    assert "Dunwell's own. Write yours in its place." in words_of(window["blocks"])
    assert admin.slack.submit(ANA, window, {"subject": "About {{ what }}", "text": OURS, "text_2": ""}).ok
    window = admin.slack.modals(ANA)[-1]
    read = words_of(window["blocks"])
    assert window["callback_id"] == "keep_letter"
    assert "This is what a client would read" in read
    assert "{{ total }}" not in read.split("Subject")[1].split("Text")[0]
    assert kept(admin) is None
    assert admin.slack.submit(ANA, window).ok
    assert kept(admin) == Words(subject="About {{ what }}", text=OURS)


def test_words_changed_after_the_preview_are_shown_again_before_they_are_kept(admin: Office):
    window = choose(admin)
    admin.slack.submit(ANA, window, {"subject": "About {{ what }}", "text": OURS, "text_2": ""})
    window = admin.slack.modals(ANA)[-1]
    admin.slack.submit(ANA, window, {"text": f"{OURS}\n\nP.S. Thank you."})
    assert kept(admin) is None
    window = admin.slack.modals(ANA)[-1]
    assert window["callback_id"] == "keep_letter"
    admin.slack.submit(ANA, window)
    own = kept(admin)
    assert own is not None
    assert own.text.endswith("P.S. Thank you.")


def test_a_slot_that_does_not_exist_is_refused_by_name_beside_its_field(admin: Office):
    answer = admin.slack.submit(ANA, choose(admin), {"text": OURS.replace("total", "totl"), "text_2": ""})
    assert "totl" in str(answer.body)
    assert "'text'" in str(answer.body)


def test_ours_can_be_had_back(admin: Office):
    admin.slack.submit(ANA, choose(admin), {"subject": "About {{ what }}", "text": OURS, "text_2": ""})
    admin.slack.submit(ANA, admin.slack.modals(ANA)[-1])
    admin.slack.close(ANA, admin.slack.modals(ANA)[-1], all_of_them=True)
    window = choose(admin)
    assert "Yours, kept by ana." in words_of(window["blocks"])
    admin.slack.press(ANA, window, "give_back_letter")
    assert kept(admin) is None


def test_an_approver_reads_a_letter_and_is_told_who_may_change_it_before_writing_one(office: Office):
    window = choose(office)
    read = words_of(window["blocks"])
    assert "{{ invoices }}" in read
    assert "names them in DUNWELL_ADMINS" in read
    assert window.get("submit") is None
    assert [each for each in window["blocks"] if each["type"] == "input"] == []


def test_the_menu_names_the_letters_that_are_ones_own(admin: Office):
    admin.type("/invoice letters")
    assert "All letters are Dunwell's own so far." in admin.slack.ephemerals(ANA, BILLING)[-1]["text"]
    admin.slack.submit(ANA, choose(admin), {"subject": "About {{ what }}", "text": OURS, "text_2": ""})
    admin.slack.submit(ANA, admin.slack.modals(ANA)[-1])
    admin.type("/invoice letters")
    said = admin.slack.ephemerals(ANA, BILLING)[-1]["text"]
    assert "Yours: the friendly letter in English. The others are Dunwell's own." in said
