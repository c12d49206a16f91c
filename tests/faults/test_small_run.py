"""A small share of `make faults`: workers killed at any moment, a server that fails in every way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.books import fresh_postgres
from tests.faults.run import run


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty book is."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'book.db'}"
        return
    with fresh_postgres(request.getfixturevalue("postgres_url")) as made:
        yield made


def test_workers_killed_while_sending_send_nothing_twice_and_lose_nothing(url: str):
    found = run(url, kills=25, seconds=90, ready=12)
    assert found.wrong == []
    assert found.killed > 0
    assert found.taken > 0
