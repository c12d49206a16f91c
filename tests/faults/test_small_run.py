"""A small share of `make faults`: workers killed at any moment, a server that fails in every way."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.faults.books import fresh
from tests.faults.run import run


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_workers_killed_while_sending_send_nothing_twice_and_lose_nothing(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
):
    url = f"sqlite:///{tmp_path / 'book.db'}"
    if kind == "postgresql":
        url = fresh(make_url(request.getfixturevalue("postgres_url")).render_as_string(hide_password=False))
    found = run(url, kills=25, seconds=90, ready=12)
    assert found.wrong == []
    assert found.killed > 0
    assert found.taken > 0
