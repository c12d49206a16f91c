from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views import ids


@given(st.dictionaries(st.sampled_from(["invoice", "record", "link", "cursor"]), st.text(max_size=60)))
def test_what_a_button_carries_comes_back_as_it_was(kept: dict[str, str]):
    assert ids.read_pairs(ids.pairs(**kept)) == kept


@given(st.text(max_size=200))
def test_a_torn_or_foreign_value_is_never_a_fault(text: str):
    ids.read_pairs(text)
    assert ids.id_in(text, "invoice") is None or ids.id_in(text, "invoice") >= 0


@pytest.mark.parametrize("text", [None, "", "12", "invoice:", "invoice:x", "invoice:-3", "invoice:٣", "client:4"])
def test_no_id_is_read_where_there_is_none(text: str | None):
    assert ids.id_in(text, "invoice") is None


def test_one_of_several_buttons_alike_is_still_known():
    assert ids.any_of(ids.Action.CHOOSE).match(ids.numbered(ids.Action.CHOOSE, 3))
    assert ids.any_of(ids.Action.HOLD).match("hold")
    assert not ids.any_of(ids.Action.HOLD).match("hold_on")
