"""Acts that share a commit: what was answered is on disk, and what one fails at is undone alone."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import IntegrityError

from domain.errors import Busy, Refusal
from storage.database import Database, open_database

PATIENCE = 5.0
THREADS, ACTS = 16, 50
# How long those who come are given to stand in line.
STANDING = 0.1


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Database]:
    """Words with their places, and debts that must be somebody's by the time they are committed."""
    opened = open_database(f"sqlite:///{tmp_path / 'book.db'}")
    with opened.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE said (word TEXT, place INTEGER UNIQUE)")
        connection.exec_driver_sql("CREATE TABLE people (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE owed (by_id REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED)")
    yield opened
    opened.close()


def say(word: str) -> Callable[[Connection], int]:
    """Writes the word at the next place: an act that reads, then writes what follows from it."""

    def act(connection: Connection) -> int:
        place = len(words(connection))
        connection.exec_driver_sql("INSERT INTO said VALUES (?, ?)", (word, place))
        return place

    return act


def words(connection: Connection) -> list[str]:
    found = connection.exec_driver_sql("SELECT word FROM said ORDER BY place")
    return [row[0] for row in found]


def kept(book: Database) -> list[str]:
    """What a program that opens the file now would read."""
    again = open_database(book.engine.url.render_as_string())
    with again.reading() as connection:
        found = words(connection)
    again.close()
    return found


@contextmanager
def in_one_line(book: Database, *acts: Callable[[Connection], int]) -> Iterator[list[Future[int]]]:
    """The acts one after the other, all come while the first is being done."""
    begun, go_on = Event(), Event()

    def first(connection: Connection) -> int:
        begun.set()
        go_on.wait(10)
        return acts[0](connection)

    with ThreadPoolExecutor(len(acts)) as people:
        came = [people.submit(book.act, first, patience=PATIENCE)]
        begun.wait(10)
        for act in acts[1:]:
            came.append(people.submit(book.act, act, patience=PATIENCE))
            time.sleep(STANDING / len(acts))
        go_on.set()
        yield came


def test_acts_that_wait_for_each_other_are_committed_once_in_the_order_they_came(book: Database):
    commits: list[Connection] = []
    event.listen(book.engine, "commit", commits.append)
    with in_one_line(book, say("a"), say("b"), say("c")) as came:
        assert [each.result(10) for each in came] == [0, 1, 2]
    assert len(commits) == 1
    assert kept(book) == ["a", "b", "c"]


@pytest.mark.parametrize("failing", [0, 1, 2])
@pytest.mark.parametrize("why", [Refusal("no"), ZeroDivisionError()])
def test_what_one_of_three_fails_at_is_undone_alone(book: Database, failing: int, why: Exception):
    def fail(connection: Connection) -> int:
        say("never")(connection)
        raise why

    acts = [say("a"), say("b"), say("c")]
    acts[failing] = fail
    with in_one_line(book, *acts) as came:
        with pytest.raises(type(why)):
            came[failing].result(10)
        others = [each.result(10) for place, each in enumerate(came) if place != failing]
    assert others == [0, 1]
    assert kept(book) == [word for place, word in enumerate("abc") if place != failing]


def test_where_the_commit_fails_nobody_is_told_it_was_done_and_nothing_was(book: Database):
    def owe(connection: Connection) -> int:
        connection.exec_driver_sql("INSERT INTO owed VALUES (7)")  # by nobody: SQLite asks when it commits
        return 0

    with in_one_line(book, say("a"), owe, say("c")) as came:
        for each in came:
            with pytest.raises(IntegrityError):
                each.result(10)
    assert kept(book) == []
    assert book.act(say("later"), patience=PATIENCE) == 0
    assert kept(book) == ["later"]


def test_who_is_still_in_line_after_two_seconds_is_told_so_and_nothing_is_done(book: Database):
    with book.writing() as connection:
        say("first")(connection)
        with ThreadPoolExecutor(3) as people:
            came = [people.submit(book.act, say(word), patience=0.1) for word in "abc"]
            for each in came:
                with pytest.raises(Busy):
                    each.result(10)
    assert kept(book) == ["first"]
    assert book.act(say("next"), patience=PATIENCE) == 1


def test_whoever_gives_up_waiting_leaves_the_line_to_the_others(book: Database):
    begun, go_on = Event(), Event()

    def slowly(connection: Connection) -> int:
        begun.set()
        go_on.wait(10)
        return say("slow")(connection)

    with ThreadPoolExecutor(3) as people:
        slow = people.submit(book.act, slowly, patience=PATIENCE)
        begun.wait(10)
        hasty = people.submit(book.act, say("hasty"), patience=0.05)
        patient = people.submit(book.act, say("patient"), patience=PATIENCE)
        with pytest.raises(Busy):
            hasty.result(10)
        go_on.set()
        assert (slow.result(10), patient.result(10)) == (0, 1)
    assert kept(book) == ["slow", "patient"]


def test_sixteen_people_with_fifty_acts_each_lose_none_and_see_each_others(book: Database):
    def person(name: int) -> list[int]:
        return [book.act(say(f"{name}.{place}"), patience=60) for place in range(ACTS)]

    with ThreadPoolExecutor(THREADS) as people:
        places = list(people.map(person, range(THREADS)))
    assert sorted(place for mine in places for place in mine) == list(range(THREADS * ACTS))
    assert all(mine == sorted(mine) for mine in places)
    found = kept(book)
    assert all(found[place] == f"{name}.{nth}" for name, mine in enumerate(places) for nth, place in enumerate(mine))


_ANSWERING = """
import os, sys
from concurrent.futures import ThreadPoolExecutor
from tests.storage.test_together import say
from storage.database import open_database

book = open_database(f"sqlite:///{sys.argv[1]}")
dies_in = int(sys.argv[2])

def act(place):
    def acted(connection):
        if place == dies_in:
            os.kill(os.getpid(), 9)
        say(str(place))(connection)
        return str(place)
    os.write(1, (book.act(acted, patience=60) + "\\n").encode())

with ThreadPoolExecutor(8) as people:
    list(people.map(act, range(400)))
"""


@pytest.mark.parametrize("dies_in", [0, 7, 150])
def test_what_was_answered_before_the_process_was_killed_is_on_disk_and_what_was_not_committed_is_not(
    book: Database, tmp_path: Path, dies_in: int
):
    done = subprocess.run(
        [sys.executable, "-c", _ANSWERING, str(tmp_path / "book.db"), str(dies_in)],
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    answered = done.stdout.split()
    assert set(answered) <= set(kept(book))
    assert str(dies_in) not in kept(book)
    assert len(set(kept(book))) == len(kept(book))
