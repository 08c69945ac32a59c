import asyncio
import threading
from collections.abc import Callable

import pytest

from api.errors import ApiError
from api.metrics import Meters
from api.work import Workroom
from tests.api.serving import run_async


def room(*, places: int = 1, queue: int = 1, timeout_s: float = 20.0) -> Workroom:
    return Workroom(places=places, queue=queue, timeout_s=timeout_s, meters=Meters())


def hold(go: threading.Event) -> Callable[[Callable[[], None]], str]:
    """Return work that lasts until `go`, whoever waits for it."""

    def work(_: Callable[[], None]) -> str:
        go.wait(20)
        return "done"

    return work


def test_beyond_the_queue_work_is_refused_at_once_and_taken_again_later() -> None:
    async def run() -> list[str]:
        go = threading.Event()
        work = room(places=2, queue=1)
        tasks = [work.start(hold(go)) for _ in range(3)]
        with pytest.raises(ApiError) as refused:
            work.start(hold(go))
        assert (refused.value.status, refused.value.code) == (503, "queue_full")
        assert int(refused.value.headers["Retry-After"]) >= 1
        go.set()
        done = [await task for task in tasks]
        done.append(await work.start(hold(go)))
        work.close()
        return done

    assert run_async(run()) == ["done"] * 4


def test_no_more_than_the_places_are_worked_on_at_a_time() -> None:
    lock, now, most = threading.Lock(), 0, 0

    def work(_: Callable[[], None]) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        threading.Event().wait(0.01)
        with lock:
            now -= 1

    async def run() -> None:
        full = room(places=3, queue=20)
        await asyncio.gather(*(full.start(work) for _ in range(20)))
        full.close()

    run_async(run())
    assert most == 3


def test_who_waits_too_long_for_a_place_is_sent_away_and_leaves_the_queue() -> None:
    async def run() -> None:
        go = threading.Event()
        work = room(places=1, queue=1, timeout_s=0.1)
        held = work.start(hold(go))
        waits = work.start(hold(go))
        with pytest.raises(ApiError, match="no place came free") as sent_away:
            await waits
        assert (sent_away.value.status, sent_away.value.code) == (503, "waited_too_long")
        with pytest.raises(ApiError, match="took longer") as timed_out:
            await held
        assert (timed_out.value.status, timed_out.value.code) == (504, "timed_out")
        # The thread of the first goes on and keeps its place: one may wait, no other.
        again = work.start(hold(go))
        with pytest.raises(ApiError, match="wait already"):
            work.start(hold(go))
        go.set()
        assert await again == "done"
        work.close()

    run_async(run())


def test_work_that_looks_up_ends_once_nobody_waits_for_it() -> None:
    ended = threading.Event()

    def work(check: Callable[[], None]) -> None:
        try:
            while True:
                threading.Event().wait(0.005)
                check()
        finally:
            ended.set()

    async def run() -> None:
        small = room(places=1, queue=0)
        task = small.start(work)
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(ended.wait, 20)
        await asyncio.sleep(0.05)
        # Its place is free again.
        assert await small.start(lambda _: "next") == "next"
        small.close()

    run_async(run())


def test_who_leaves_the_queue_before_it_was_even_joined_frees_it() -> None:
    async def run() -> None:
        go = threading.Event()
        work = room(places=1, queue=1)
        held = work.start(hold(go))
        for _ in range(50):
            work.start(hold(go)).cancel()
            await asyncio.sleep(0.001)
        waits = work.start(hold(go))
        go.set()
        assert [await held, await waits] == ["done", "done"]
        work.close()

    run_async(run())


def test_what_work_raises_is_raised_to_who_waits() -> None:
    def work(_: Callable[[], None]) -> None:
        raise TimeoutError("of its own")

    async def run() -> None:
        small = room()
        with pytest.raises(TimeoutError, match="of its own"):
            await small.start(work)
        small.close()

    run_async(run())
