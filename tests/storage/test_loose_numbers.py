"""A number written otherwise than it is kept is found alike on both kinds of database."""

from __future__ import annotations

import pytest

from bot.desk import Desk
from domain.errors import NoSuchInvoice
from domain.workspace import Workspace
from tests.builders import keep_invoice


@pytest.mark.parametrize("said", ["re-2026-17", "RE2026/17", "re 2026 0017", "re_2026.017"])
def test_three_groups_are_found_by_looking_at_every_number(desk: Desk, workspace: Workspace, said: str):
    with desk.work(workspace) as work:
        keep_invoice(work, number="RE 2026/0017")
        keep_invoice(work, number="RE 2026/0018")
        assert work.invoices.find(said).number == "RE 2026/0017"


def test_signs_that_a_search_would_take_for_any_letter_find_nothing(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work, number="INV-1011")
        with pytest.raises(NoSuchInvoice):
            work.invoices.find("x%_1011")
