"""Two workers at one outbox: whoever claims a message sends it, the other finds the next."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from delivery.outbox import deliver_due, deliver_one
from tests.delivery.conftest import Post, courier_to


def test_two_workers_send_each_message_once(post: Post):
    for number in range(6):
        post.put(f"INV-{number}")
    first, second = courier_to(post.slack), courier_to(post.slack)
    took = [
        deliver_one(post.desk.database, post.workspace.id, courier, post.clock.now())
        for _ in range(6)
        for courier in (first, second)
    ]
    assert sum(one is not None for one in took) == 6
    assert sorted(post.texts()) == [f"INV-{number}" for number in range(6)]


def test_two_workers_at_the_same_moment_send_each_message_once(post: Post):
    for number in range(12):
        post.put(f"INV-{number:02}")
    gate = Barrier(2)

    def work_through() -> int:
        courier = courier_to(post.slack)
        gate.wait(timeout=10)
        return deliver_due(post.desk.database, post.workspace.id, courier, post.clock.now)

    with ThreadPoolExecutor(2) as workers:
        both = [workers.submit(work_through) for _ in range(2)]
        assert sum(one.result(timeout=60) for one in both) >= 12
    post.leave()
    assert sorted(post.texts()) == [f"INV-{number:02}" for number in range(12)]
