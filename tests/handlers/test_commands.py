from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import keep_invoice
from tests.handlers.conftest import ANA, BEN, BILLING, Office, words_of


@pytest.fixture
def acme(office: Office) -> str:
    """INV-1042 of Acme: €1,200, due 4 March, a week overdue on Wednesday 11 March."""
    with office.desk.work(office.workspace) as work:
        return keep_invoice(work).number


def test_the_book_is_one_command_away(office: Office, acme: str):
    shown = office.read("/invoice status")
    assert "INV-1042" in shown
    assert "Overdue" in shown
    assert "€1,200.00" in shown


def test_an_empty_book_says_how_to_begin(office: Office):
    assert "/invoice add" in office.read("/invoice status")


def test_a_reply_is_kept_in_the_clients_words_and_echoed_as_understood(office: Office, acme: str):
    shown = office.read('/invoice log 1042 "I\'ll sort it Friday"')
    assert "I'll sort it Friday" in shown
    assert "Friday 13 March 2026" in shown
    assert "Undo" in shown
    assert "I'll sort it Friday" in office.read("/invoice status 1042")


def test_the_same_works_over_socket_mode(socket_office: Office):
    with socket_office.desk.work(socket_office.workspace) as work:
        keep_invoice(work)
    assert "Friday 13 March 2026" in socket_office.read("/invoice log acme will pay friday")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/invoice", "Dunwell keeps track"),
        ("/invoice help", "Dunwell keeps track"),
        ("/invoice help log", "/invoice log <number or client>"),
        ("/invoice stauts", "Did you mean “status”"),
        ("/invoice status 9999", "Neither an invoice nor a client goes by “9999”"),
        ("/invoice status Acne", "Did you mean Acme"),
        ("/invoice log", "Who said what?"),
        ("/invoice log 1042", "What did they say?"),
        ("/invoice paid 1042 lots", "“lots” is neither an amount nor a day"),
        ("/invoice paid 1042 500 on 31 February", "31 February"),
        ("/invoice hold Acme until whenever", "does not begin with a day"),
        ("/invoice void 1042", "Say why"),
        ("/invoice add Acme", "no amount after it"),
        ("/invoice credit 1042", "How much"),
        ("/invoice assign 1042", "Assign what to whom?"),
        ("/invoice dispute 1042", "What do they say is wrong"),
        ("/invoice client", "Which client?"),
    ],
)
def test_what_is_not_understood_is_answered_with_what_would_work(office: Office, acme: str, line: str, told: str):
    shown = office.read(line)
    assert told.replace("`", "") in shown.replace("`", "")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/invoice paid 1042", "€1,200.00 received for INV-1042 on Wednesday 11 March 2026"),
        ("/invoice paid INV-1042 1.000,50 on 9/3", "€1,000.50 received for INV-1042 on Monday 9 March 2026"),
        ("/invoice paid acme €500 yesterday", "€500.00 received for INV-1042 on Tuesday 10 March 2026"),
        ("/invoice paid #1042 on friday", "Friday 6 March 2026"),
        ("/invoice log acme I’ll sort it by end of month", "Tuesday 31 March 2026"),
        ("/invoice log INV-1042 “we pay 15/3”", "Sunday 15 March 2026"),
        ("/invoice hold acme until 20 march waiting for the PO", "on hold until Friday 20 March 2026"),
        ('/invoice dispute 1042 "hours of May"', "in dispute: hours of May"),
        ("/invoice credit 1042 €200 two hours too many", "€1,000.00 is left"),
        ("/invoice void 1042 billed twice", "voided: billed twice"),
        ("/invoice assign acme me", "ana looks after Acme"),
        ("/invoice assign 1042 <@U0BEN|ben>", "ben looks after INV-1042"),
        ("/invoice client acme net 30", "Acme: terms net 30 from issue"),
        ("/invoice add Acme 950,00 due 15 December", "due Tuesday 15 December 2026"),
        ("/invoice add Acme EUR 1200 net 30", "due Friday 10 April 2026"),
        ('/invoice add new "Blue Harbor" 1200 EUR BH-7 net 14 sent', "BH-7 recorded for Blue Harbor"),
        ("/invoice add Blue Harbor Studio USD 2k INV-9 net 14", "INV-9 recorded for Blue Harbor Studio: US$2,000.00"),
    ],
)
def test_short_words_are_understood_and_echoed_in_full(office: Office, acme: str, line: str, told: str):
    assert told.casefold() in office.read(line).replace("\u00a0", " ").casefold()


def test_answers_are_private_unless_the_words_end_with_public(office: Office, acme: str):
    assert office.type("/invoice status").message["ephemeral"] is True
    assert office.type("/invoice status public").message["ephemeral"] is False


def test_half_a_number_that_fits_two_offers_both(office: Office):
    with office.desk.work(office.workspace) as work:
        keep_invoice(work, number="A-42")
        keep_invoice(work, number="B-42")
    asked = office.type("/invoice status 42")
    assert "A-42" in words_of(asked.message)
    office.slack.press(ANA, asked.message, "choose.1")
    office.slack.wait_for(lambda: "B-42 · Acme" in words_of(office.slack.ephemerals(ANA)))


def test_undo_on_a_payment_makes_it_owed_again_where_it_was_pressed(office: Office, acme: str):
    paid = office.type("/invoice paid 1042")
    office.slack.press(ANA, paid.message, "undo")
    office.slack.wait_for(lambda: "Undone" in words_of(office.slack.ephemerals(ANA)))
    assert "Overdue" in office.read("/invoice status 1042")


def test_a_command_delivered_twice_acts_once(office: Office, acme: str):
    office.type("/invoice paid 1042 100")
    office.slack.redeliver()
    with office.desk.reading(office.workspace) as work:
        assert work.invoices.find("1042").paid_minor == 100_00


def test_a_press_delivered_twice_undoes_once(office: Office, acme: str):
    office.type("/invoice paid 1042 50")
    paid = office.type("/invoice paid 1042 100 public")
    office.slack.press(ANA, paid.message, "undo")
    office.slack.redeliver()
    with office.desk.reading(office.workspace) as work:
        assert work.invoices.find("1042").balance.minor == 1_150_00


def test_the_list_pages_through_every_invoice(office: Office):
    with office.desk.work(office.workspace) as work:
        for number in range(1, 26):
            keep_invoice(work, number=f"INV-{number:03}", due_on=date(2026, 3, 1) + timedelta(days=number))
    answer = office.type("/invoice status")
    seen = set()
    shown = answer.message
    while True:
        seen |= {word for word in words_of(shown).split() if word.startswith("INV-")}
        if '"status_later' not in str(shown["blocks"]).replace("'", '"'):
            break
        before = words_of(shown)
        office.slack.press(ANA, shown, "status_later")
        office.slack.wait_for(lambda before=before: words_of(office.slack.ephemerals(ANA)[-1]) != before)
        shown = office.slack.ephemerals(ANA)[-1]
    assert len(seen) == 25


def test_a_payment_by_form_lands_on_the_invoice_and_the_form_says_so(office: Office, acme: str):
    card = office.type("/invoice status 1042")
    office.slack.press(ANA, card.message, "record_payment")
    office.slack.wait_for(lambda: office.slack.modals(ANA))
    form = office.slack.modals(ANA)[-1]
    refused = office.slack.submit(ANA, form, {"amount": "much", "on": "2026-03-10"})
    assert "amount" in refused.errors
    office.slack.submit(ANA, form, {"amount": "1.000,00", "on": "2026-03-10"})
    assert "€1,000.00 received" in words_of(office.slack.modals(ANA)[-1]["blocks"])
    with office.desk.reading(office.workspace) as work:
        assert work.invoices.find("1042").balance.minor == 200_00


@pytest.mark.parametrize("button", ["record_payment", "credit_note"])
def test_the_forms_for_money_say_what_is_left_in_a_sentence(office: Office, acme: str, button: str):
    card = office.type("/invoice status 1042")
    office.slack.press(ANA, card.message, button)
    office.slack.wait_for(lambda: office.slack.modals(ANA))
    hints = [block["hint"]["text"] for block in office.slack.modals(ANA)[-1]["blocks"] if "hint" in block]
    assert hints == ["€1,200.00 is left."]


def test_terms_typed_into_the_due_date_form_count_before_the_day_that_stood_there(office: Office, acme: str):
    card = office.type("/invoice status 1042")
    office.slack.press(ANA, card.message, "change_due_date")
    office.slack.wait_for(lambda: office.slack.modals(ANA))
    form = office.slack.modals(ANA)[-1]
    refused = office.slack.submit(ANA, form, {"due_on": "2026-03-04", "terms": "net banana"})
    assert "“net banana” is not something I know as terms" in refused.errors["terms"]
    both = office.slack.submit(ANA, form, {"due_on": "2026-05-01", "terms": "net 45"})
    assert "Leave one of the two empty" in both.errors["terms"]
    office.slack.submit(ANA, form, {"due_on": "2026-03-04", "terms": "net 45"})
    with office.desk.reading(office.workspace) as work:
        assert work.invoices.find("1042").due_on == date(2026, 3, 19)


def test_any_message_can_be_logged_as_a_clients_reply(office: Office, acme: str):
    office.slack.say(BEN, BILLING, "Acme wrote: we will pay on Friday")
    message = office.slack.messages(BILLING)[-1]
    office.slack.shortcut(ANA, "log_client_reply", message)
    office.slack.wait_for(lambda: office.slack.modals(ANA))
    form = office.slack.modals(ANA)[-1]
    assert form["blocks"][0]["element"]["initial_option"]["text"]["text"] == "Acme"  # named in the message
    found = office.slack.suggest(ANA, form, "find_about", "104").options
    assert [option["text"]["text"] for option in found] == ["INV-1042"]
    office.slack.submit(ANA, form, {"about": found[0]["value"]})
    assert "Friday 13 March 2026" in words_of(office.slack.modals(ANA)[-1]["blocks"])


def test_a_message_with_a_known_number_is_about_that_invoice(office: Office, acme: str):
    office.slack.say(BEN, BILLING, "They say INV-1042 goes out on Friday")
    office.slack.shortcut(ANA, "log_client_reply", office.slack.messages(BILLING)[-1])
    office.slack.wait_for(lambda: office.slack.modals(ANA))
    chosen = office.slack.modals(ANA)[-1]["blocks"][0]["element"]["initial_option"]
    assert chosen["text"]["text"] == "INV-1042 · Acme"


def test_the_form_reads_who_spoke_from_the_words_as_a_typed_line_does(office: Office, acme: str):
    card = office.type("/invoice status 1042")
    office.slack.press(ANA, card.message, "log_reply")
    office.slack.wait_for(lambda: office.slack.modals(ANA))
    form = office.slack.modals(ANA)[-1]
    office.slack.submit(ANA, form, {"words": "called, no answer"})
    assert "what you did, a contact with them" in words_of(office.slack.modals(ANA)[-1]["blocks"])


def test_a_refused_line_is_given_back_so_that_nobody_types_it_again(office: Office, acme: str):
    shown = office.read("/invoice paid 1042 plenty `on` & off")
    assert "neither an amount nor a day" in shown
    assert "You typed: \n/invoice paid 1042 plenty `on` & off" in shown
    assert "You typed" not in office.read("/invoice paid")


def test_the_home_tab_shows_what_is_overdue(office: Office, acme: str):
    office.slack.open_home(ANA)
    office.slack.wait_for(lambda: office.slack.home(ANA))
    assert "INV-1042" in words_of(office.slack.home(ANA)["blocks"])


def test_the_digest_of_now_is_shown_to_the_one_who_asks(office: Office, acme: str):
    assert "INV-1042" in office.read("/invoice digest")


def test_an_export_arrives_as_files_in_the_direct_message(office: Office, acme: str):
    assert "direct message" in office.read("/invoice export")
    office.slack.wait_for(lambda: any(entry.method == "files.completeUploadExternal" for entry in office.slack.journal))
    dm = next(entry for entry in office.slack.journal if entry.method == "files.completeUploadExternal")
    assert dm.ok


def test_the_queue_is_empty_in_words(office: Office):
    assert "Nothing waits" in office.read("/invoice queue")


def test_a_fault_of_ours_is_a_reference_and_never_a_trace(office: Office, acme: str):
    with office.desk.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE audit")
    shown = office.read("/invoice paid 1042")
    assert "test-reference" in shown
    assert "Traceback" not in shown
    assert "audit" not in shown
    assert len(office.surprises) == 1
    office.surprises.clear()


def test_a_mistyped_payment_is_taken_back_by_the_button_on_the_card_and_by_words(office: Office, acme: str):
    assert "take_back_payment" not in str(office.type("/invoice status 1042").message)
    office.type("/invoice paid 1042 500")
    office.type("/invoice paid 1042 70")
    card = office.type("/invoice status 1042").message
    assert "€70.00 of" in words_of(card["blocks"])
    assert "There is no Undo" in words_of(card["blocks"])
    office.slack.press(ANA, card, "take_back_payment")
    office.slack.wait_for(lambda: "taken back" in words_of(office.slack.ephemerals(ANA)))
    assert "Payment of €500.00" in office.read("/invoice paid 1042 back")
    with office.desk.reading(office.workspace) as work:
        assert work.invoices.find("1042").paid_minor == 0
    read = office.read("/invoice status 1042")
    assert read.count("€500.00") == 1
    assert "taken back by ana" in read


@pytest.mark.parametrize(
    ("line", "told", "paid"),
    [
        ("/invoice paid 1042 9999", "€9,999.00 is far more than the €1,200.00 left on INV-1042", 0),
        ("/invoice paid 1042 510.001", "€510,001.00 is far more than", 0),
        ("/invoice paid 1042 9999 anyway", "€9,999.00 received for INV-1042", 9_999_00),
        ("/invoice paid 1042 9999 on 9 March anyway", "received for INV-1042 on Monday 9 March 2026", 9_999_00),
        ("/invoice paid 1042 anyway", "€1,200.00 received", 1_200_00),
        ("/invoice paid 1042 500 back", "without “500”", 0),
        ("/invoice paid 1042 back", "nothing to take back", 0),
        ("/invoice paid 1042 500 on 1 December", "1 December 2025 is before INV-1042 was issued (2 Feb 2026)", 0),
        ("/invoice paid 1042 500 on 1 December 2025", "€500.00 received", 500_00),
    ],
)
def test_a_slip_in_a_payment_is_asked_about(office: Office, acme: str, line: str, told: str, paid: int):
    assert told in office.read(line)
    with office.desk.reading(office.workspace) as work:
        assert work.invoices.find("1042").paid_minor == paid
