from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sentence import mentioned_users, split_command, target_and_words, unescape

KNOWN = {"acme", "1042", "blue harbor studio", "blue harbor", "blue"}


def is_known(candidate: str) -> bool:
    return candidate.lower() in KNOWN


@pytest.mark.parametrize(
    ("typed", "sub", "words", "quoted", "public"),
    [
        ("", "", (), None, False),
        ("status", "status", (), None, False),
        ("STATUS  overdue", "status", ("overdue",), None, False),
        ("status public", "status", (), None, True),
        ("status Acme Public", "status", ("Acme",), None, True),
        ("public", "", (), None, True),
        ("status republic", "status", ("republic",), None, False),
        ('log Acme "I\'ll sort it Friday"', "log", ("Acme",), "I'll sort it Friday", False),
        ("log Acme “I’ll sort it” public", "log", ("Acme",), "I'll sort it", True),
        ("log Acme „Ich zahle Freitag“", "log", ("Acme",), "Ich zahle Freitag", False),
        ("log Acme « je paie vendredi »", "log", ("Acme",), "je paie vendredi", False),
        ("log Acme 'I'll sort it' public", "log", ("Acme",), "I'll sort it", True),
        ('log Acme "make it public"', "log", ("Acme",), "make it public", False),
        ('log Acme "make it public', "log", ("Acme",), "make it public", False),
        ('log Acme "he said \\"yes\\" to me"', "log", ("Acme",), 'he said "yes" to me', False),
        ('void 1042 "wrong   client"  ', "void", ("1042",), "wrong client", False),
        ('"all of it"', "", (), "all of it", False),
        ("log 1042 I'll sort it Friday", "log", ("1042", "I'll", "sort", "it", "Friday"), None, False),
        ("log 1042 the 5\" pipe isn't paid", "log", ("1042", "the", '5"', "pipe", "isn't", "paid"), None, False),
    ],
)
def test_a_command_is_taken_apart_as_it_was_meant(
    typed: str,
    sub: str,
    words: tuple[str, ...],
    quoted: str | None,
    public: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    said = split_command(typed)
    assert (said.sub, said.words, said.quoted, said.public) == (sub, words, quoted, public)


@pytest.mark.parametrize(
    ("rest", "target", "words"),
    [
        ('Acme "I\'ll sort it"', "Acme", "I'll sort it"),
        ("1042 I'll sort it Friday", "1042", "I'll sort it Friday"),
        ('Blue Harbor Studio "Friday"', "Blue Harbor Studio", "Friday"),
        ("Blue Harbor Studio will pay Friday", "Blue Harbor Studio", "will pay Friday"),
        ("Blue Harbor will pay Friday", "Blue Harbor", "will pay Friday"),
        ('"Blue Harbor" "I\'ll sort it"', "Blue Harbor", "I'll sort it"),
        ('"Blue Harbor" will pay', "Blue Harbor", "will pay"),
        ('"Blue Harbor"', "Blue Harbor", ""),
        ("Acme", "Acme", ""),
        ("", "", ""),
        ('1042 he said "ok" to me', "1042", 'he said "ok" to me'),
        ('1042 he said "ok"', "1042", 'he said "ok"'),
        ('Acme "he said "yes" to me"', "Acme", 'he said "yes" to me'),
        ('Acme "Friday" - by phone', "Acme", '"Friday" - by phone'),
        ('Acme "yes" and "no"', "Acme", '"yes" and "no"'),
        ("Acme “I’ll sort it", "Acme", "I'll sort it"),
        ("Acme 'tis paid", "Acme", "'tis paid"),
    ],
)
def test_what_was_said_is_parted_from_whom_it_is_about(rest: str, target: str, words: str) -> None:
    assert target_and_words(rest, is_target=is_known) == (target, words)


def test_a_misspelt_client_before_a_quote_is_not_taken_for_a_shorter_one() -> None:
    assert target_and_words('Blue Harbour "Friday"', is_target=is_known) == ("Blue Harbour", "Friday")


def test_an_unknown_client_without_quotes_is_offered_as_the_first_word() -> None:
    assert target_and_words("Nobody will pay", is_target=is_known) == ("Nobody", "will pay")


@given(st.lists(st.sampled_from(["Acme", "will", "pay", '"', "'", '"yes', 'no"', "I'll", "public"]), max_size=9))
def test_no_word_of_the_client_is_lost(parts: list[str]) -> None:
    target, words = target_and_words(" ".join(parts), is_target=is_known)
    kept = f"{target} {words}"
    for word in ("Acme", "will", "pay", "yes", "no", "I'll", "public"):
        assert kept.count(word) == " ".join(parts).count(word)


@given(st.text(max_size=300))
def test_any_text_is_taken_apart_without_failing(typed: str) -> None:
    said = split_command(unescape(typed))
    target_and_words(said.rest, is_target=is_known)
    assert "  " not in said.rest


@pytest.mark.parametrize("piece", ['" ', '"a', " '", "\\", '\\"', "<", "<@U1|", "a public "])
def test_a_very_long_text_is_taken_apart_too(piece: str) -> None:
    said = split_command(unescape(piece * 1_500))
    assert target_and_words(said.rest, is_target=is_known)


@pytest.mark.parametrize(
    ("escaped", "typed"),
    [
        ("Fish &amp; Chips &lt;Ltd&gt;", "Fish & Chips <Ltd>"),
        ("&amp;lt;", "&lt;"),
        ("<@U123|ana> said", "@ana said"),
        ("<@U123> said", "@U123 said"),
        ("in <#C12|billing>", "in #billing"),
        ("<!here> <!subteam^S1|@sales>", "@here @sales"),
        ("<mailto:ap@acme.example|ap@acme.example>", "ap@acme.example"),
        ("<http://acme.example|acme.example>", "acme.example"),
        ("<https://acme.example/pay?a=1&amp;b=2>", "https://acme.example/pay?a=1&b=2"),
        ("<https://other.example|acme.example>", "acme.example (https://other.example)"),
        ("<tel:+4812|+48 12>", "+48 12"),
        ("2 < 3", "2 < 3"),
    ],
)
def test_slacks_escapes_are_turned_back_into_what_was_typed(escaped: str, typed: str) -> None:
    assert unescape(escaped) == typed


@given(st.text(alphabet="ab<>&;|@# \"'ltgmp", max_size=60))
def test_escaping_by_slack_and_back_loses_nothing(typed: str) -> None:
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert unescape(escaped) == typed


def test_people_mentioned_are_known_by_their_ids() -> None:
    assert mentioned_users("assign 1042 <@U12AB|ana> <@W9> <@U12AB> @bob") == ("U12AB", "W9")
