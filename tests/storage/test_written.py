"""A statement written once keeps what SQLAlchemy would have kept: nobody can tell later which of the two it was."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import JSON, Column, Date, Integer, MetaData, Table, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from storage.database import Database, open_database
from storage.tables.columns import Instant
from storage.written import Written

kept = Table(
    "kept",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", Instant),
    Column("on", Date),
    Column("said", JSON),
)
ONCE = Written(insert(kept).values({name: bindparam(name) for name in ("id", "at", "on", "said")}))
ZONES = some.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = some.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=ZONES)  # noqa: DTZ001 - its zones are given beside


@given(
    at=some.none() | INSTANTS,
    on=some.none() | some.dates(),
    words=some.text(some.characters(exclude_categories=["Cs"])),
)
def test_days_instants_and_words_are_kept_as_sqlalchemy_keeps_them(
    at: datetime | None, on: date | None, words: str
) -> None:
    database = _book()
    row = {"at": at, "on": on, "said": {"words": [words]}}
    with database.writing() as connection:
        ONCE.run(connection, {"id": 1, **row})
        connection.execute(insert(kept).values(id=2, **row))
        texts = connection.exec_driver_sql('SELECT at, "on", said FROM kept ORDER BY id').all()
        found = connection.execute(select(kept.c.at, kept.c.on, kept.c.said)).all()
    database.close()
    assert texts[0] == texts[1]
    assert found[0] == found[1] == (at, on, {"words": [words]})


def test_an_instant_without_a_zone_is_not_kept() -> None:
    database = _book()
    with database.writing() as connection, pytest.raises(ValueError, match="naive"):
        ONCE.run(connection, _row(at=datetime(2026, 3, 2, 9)))  # noqa: DTZ001 - the mistake under test
    database.close()


def test_what_the_database_refuses_is_refused_without_the_words_that_were_to_be_kept() -> None:
    database = _book()
    with database.writing() as connection:
        ONCE.run(connection, _row())
        with pytest.raises(IntegrityError) as refused:
            ONCE.run(connection, _row(said={"words": ["I'll sort it"]}))
    database.close()
    assert "sort it" not in str(refused.value)


def _row(**values: Any) -> dict[str, Any]:
    return {"id": 1, "at": None, "on": None, "said": None, **values}


def _book() -> Database:
    database = open_database("sqlite://")
    with database.writing() as connection:
        kept.create(connection)
    return database
