from __future__ import annotations

import pytest

from domain.document import names_number
from domain.mailbox import Mailbox, NotAnAddress, NotAName, address, mailbox, mailbox_said


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (" ana@example.com ", "ana@example.com"),
        ("ana.maria+bills@mail.example.co.uk", "ana.maria+bills@mail.example.co.uk"),
        ("buchhaltung@münchen.example", "buchhaltung@xn--mnchen-3ya.example"),
        ("ana@localhost", "ana@localhost"),
    ],
)
def test_an_address_is_taken_as_it_goes_on_the_wire(said: str, meant: str):
    assert address(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "",
        "ana",
        "ana@",
        "@example.com",
        "ana@example",
        "ana@@example.com",
        "a b@example.com",
        "ana@example.com, ben@example.com",
        "ana@example.com\nBcc: eve@example.com",
        "ana@exa\tmple.com",
        "ana@-example.com",
        "ana.@example.com",
        "änne@example.com",
        "ana@stra\N{LATIN SMALL LETTER SHARP S}e.example",
        "ana@example..com",
        '"ana b"@example.com',
        f"{'a' * 65}@example.com",
        f"ana@{'a' * 64}.com",
        f"ana@{'abc.' * 70}com",
    ],
)
def test_what_is_no_address_is_refused_in_one_line(said: str):
    with pytest.raises(NotAnAddress, match="is not an e-mail address") as refused:
        address(said)
    assert "\n" not in refused.value.words


def test_settings_name_who_letters_come_from():
    both = Mailbox(address="billing@ruanova.example", name="Rua Nova")
    assert mailbox_said("Rua Nova <billing@ruanova.example>") == both
    assert mailbox_said('"Rua Nova" <billing@ruanova.example>', "another") == both
    assert mailbox_said("billing@ruanova.example", "Rua Nova") == both
    assert both.domain == "ruanova.example"


@pytest.mark.parametrize("name", ["Ana\nBcc: eve@example.com", "Ana\r", "A\x00", "A\N{LINE SEPARATOR}B", "A" * 201])
def test_a_name_that_could_begin_a_line_of_its_own_is_refused(name: str):
    with pytest.raises(NotAName, match="one plain line"):
        mailbox("ana@example.com", f"x{name}x")


@pytest.mark.parametrize(
    ("file", "number", "says"),
    [
        ("Invoice_INV1042.pdf", "INV-1042", True),
        ("inv 1042 (final).pdf", "INV-1042", True),
        ("2026-03 1042.pdf", "1042", True),
        ("INV-1042.pdf", "INV-104", False),
        ("INV-11042.pdf", "1042", False),
        ("INV-1043.pdf", "INV-1042", False),
        ("scan.pdf", "INV-1042", False),
        ("scan.pdf", "--", False),
    ],
)
def test_a_file_names_its_invoice_or_another(file: str, number: str, says: bool):  # noqa: FBT001 - a table of cases
    assert names_number(file, number) is says
