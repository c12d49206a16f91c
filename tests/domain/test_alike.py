from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.alike import alike_keys

ONE_CLIENT = [
    ("Müller Design", "Mueller Design"),
    ("MÜLLER DESIGN", "müller-design"),
    ("Mu\u0308ller Design", "Mueller Design"),
    ("Søren & Søn", "Soeren og Soen"),
    ("Søren", "Soren"),
    ("Œuvre", "Oeuvre"),
    ("Straße 9", "Strasse 9"),
    ("ﬁne lines", "Fine Lines"),
    ("Acme", "Acme Ltd."),
    ("Acme G.m.b.H. & Co. KG", "ACME GmbH"),
    ("Nowak Sp. z o.o.", "Nowak"),
    ("Dubois S.à r.l.", "Dubois SARL"),
    ("Smith & Sons", "Smith and Sons"),
    ("Blue Harbor", "Blueharbor"),
    ("E.ON", "EON"),
]
TWO_CLIENTS = [
    ("Blue Design", "Blu Design"),
    ("Acme", "Acme Two"),
    ("Müller", "Miller"),
    ("Ltd", "Acme Ltd"),
    ("☂", "☀"),
]


@pytest.mark.parametrize(("one", "other"), ONE_CLIENT)
def test_spellings_a_person_takes_for_one_name_look_alike(one: str, other: str):
    assert alike_keys(one) & alike_keys(other)


@pytest.mark.parametrize(("one", "other"), TWO_CLIENTS)
def test_other_names_do_not(one: str, other: str):
    assert not alike_keys(one) & alike_keys(other)


@given(some.text())
def test_case_spaces_and_signs_never_matter(name: str):
    assert alike_keys(name) == alike_keys(f"  {name} -") == alike_keys(name.replace(" ", "  "))
