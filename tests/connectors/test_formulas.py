from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.formulas import defused, fused
from tests.connectors.books import SHARED


@given(st.text(st.sampled_from("'=+-@\t\rab1 ")) | st.text())
def test_every_text_comes_back_from_a_defused_cell(text: str):
    assert fused(defused(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "'=1", "＝1"])
def test_what_a_spreadsheet_would_run_does_not_begin_so(text: str):
    assert defused(text).startswith("'")


@pytest.mark.parametrize("text", ["Acme", "'Acme'", "O'Neil", "1200.00", ""])
def test_plain_text_leaves_as_it_is(text: str):
    assert defused(text) == text


@pytest.mark.ledgers
@pytest.mark.skipif(not (SHARED / "hostile").is_dir(), reason="the shared hostile texts are not beside the project")
def test_known_formula_attacks_are_defused():
    attacks = (SHARED / "hostile" / "payloadsallthethings_csv_injection.txt").read_text("utf-8").splitlines()
    runs = [attack for attack in attacks if attack[:1] in {"=", "+", "-", "@", "\t"}]
    assert runs
    assert all(defused(attack)[0] == "'" and fused(defused(attack)) == attack for attack in runs)
