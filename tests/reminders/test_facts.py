from __future__ import annotations

from datetime import date

import pytest

from domain.client import Client
from domain.letter import Facts, Ground, Language, LetterName
from domain.money import Money
from domain.reminder import Kind
from domain.roles import Role
from receivables.assign_owner import AssignOwner, assign_owner
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.keep_client import KeepClient, keep_client
from reminders.facts import facts_of, language_of
from storage.workspaces import PeopleStore
from tests.builders import a_workspace
from tests.reminders.drafts import planned
from tests.reminders.office import Office

DUE = date(2026, 3, 4)


def read(office: Office, reminder_id: int) -> Facts:
    with office.desk.reading(office.workspace) as work:
        return facts_of(work.reminders.get(reminder_id), work)


def test_the_facts_are_the_invoices_what_came_in_for_them_and_the_last_contact(office: Office):
    office.invoice("INV-7", due=DUE)
    office.paid("INV-7", "200")
    office.said("INV-7", "I'll look into it")
    facts = read(office, planned(office, "INV-7"))
    [item] = facts.items
    assert (item.number, item.due_on) == ("INV-7", DUE)
    assert [each.minor for each in (item.total, item.received, item.remaining)] == [120_000, 20_000, 100_000]
    assert facts.net == Money(100_000, "EUR")
    assert facts.builds_on.ground is Ground.REPLY
    assert facts.today == date(2026, 3, 11)


def test_a_credit_note_lowers_what_is_asked_for_and_is_no_money_received(office: Office):
    office.invoice("INV-7", due=DUE)
    office.act(issue_credit_note, IssueCreditNote(target="INV-7", amount="90", reason="late delivery"))
    [item] = read(office, planned(office, "INV-7")).items
    assert [each.minor for each in (item.total, item.received, item.remaining)] == [111_000, 0, 111_000]


def test_a_letter_goes_to_everybody_with_an_address_and_to_nobody_else(office: Office):
    office.invoice("INV-7", due=DUE)
    office.invoice("INV-8", due=DUE, client="Blum")
    office.act(keep_client, KeepClient(client="Acme", contact="Maria Lopes", email="maria@acme.example"))
    office.act(keep_client, KeepClient(client="Acme", contact="Jo at the desk"))
    office.act(keep_client, KeepClient(client="Blum", contact="Eve", email="eve@blum.example"))
    facts = read(office, planned(office, "INV-7"))
    assert [(each.name, each.email) for each in facts.recipients] == [("Maria Lopes", "maria@acme.example")]


def test_who_looks_after_the_client_signs_and_else_the_workspace(office: Office):
    office.invoice("INV-7", due=DUE)
    first = planned(office, "INV-7")
    assert (read(office, first).sender, read(office, first).company) == ("Rua Nova Studio", "Rua Nova Studio")
    with office.desk.work(office.workspace) as work:
        PeopleStore(work.scope).keep(slack_id="U0BEN", name="Ben", role=Role.APPROVER)
    office.act(assign_owner, AssignOwner(target="Acme", owner="Ben"))
    assert (read(office, first).sender, read(office, first).company) == ("Ben", "Rua Nova Studio")


def test_how_to_pay_is_as_typed_in_the_settings(office: Office):
    office.invoice("INV-7", due=DUE)
    office.named(how_to_pay="\nIBAN PT50 0002 0123\r\nReference: the number\n")
    assert read(office, planned(office, "INV-7")).how_to_pay == "IBAN PT50 0002 0123\nReference: the number"


def test_a_name_with_line_breaks_and_hidden_turns_is_one_plain_line(office: Office):
    office.invoice("INV-7\u202e\n8", due=DUE, client="Acme\r\nBcc: all\u2066 Ltd\x1b")
    facts = read(office, planned(office, "INV-7\u202e\n8"))
    assert (facts.items[0].number, facts.client) == ("INV-7 8", "Acme Bcc: all Ltd")


def test_a_thank_you_is_a_letter_of_its_own(office: Office):
    office.invoice("INV-7", due=DUE)
    office.paid("INV-7")
    facts = read(office, planned(office, "INV-7", kind=Kind.THANK_YOU))
    assert facts.letter is LetterName.THANKS
    assert facts.items[0].remaining == Money(0, "EUR")


@pytest.mark.parametrize(
    ("of_client", "locale", "meant"),
    [
        ("de", "en_GB", Language.GERMAN),
        ("fr-CA", "de", Language.FRENCH),
        (None, "pl_PL", Language.POLISH),
        ("ja", "es-MX", Language.SPANISH),
        ("ja", "pt_BR", Language.ENGLISH),
        ("", "en_US", Language.ENGLISH),
    ],
)
def test_a_letter_is_in_the_clients_language_else_the_workspaces_else_english(
    of_client: str | None, locale: str, meant: Language
):
    assert language_of(Client(id=1, name="Acme", language=of_client), a_workspace(locale=locale)) is meant
