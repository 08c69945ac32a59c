"""Where requests are worked on: so many at a time in threads, so many waiting, no more."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from api.errors import busy
from api.metrics import Meters

T = TypeVar("T")
# Weight of the last work in the mean time that work takes.
_NEW = 0.2


class StoppedError(Exception):
    """Nobody waits for this work any more."""


@dataclass(slots=True)
class _Job:
    """A request that was let in: until when it may last, whether it has a place, and was left."""

    deadline: float
    has_place: bool = False
    is_left: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        if self.is_left.is_set():
            raise StoppedError


class Workroom:
    """Runs work in threads. Used from one event loop; a place is free when its thread has ended.

    Threads cannot be stopped: work that nobody waits for goes on to its next `check`, and counts
    until then.
    """

    def __init__(self, *, places: int, queue: int, timeout_s: float, meters: Meters) -> None:
        """Make room.

        Args:
            places: Works at a time.
            queue: Requests that may wait for a place.
            timeout_s: Seconds that a request may wait and be worked on, together.
            meters: Count what waits and what is worked on.
        """
        self._size = places
        self._queue = queue
        self._timeout_s = timeout_s
        self._meters = meters
        self._places = asyncio.Semaphore(places)
        self._pool = ThreadPoolExecutor(places, thread_name_prefix="work")
        self._waiting = 0
        self._working = 0
        self._mean_s = 0.1

    def start(self, work: Callable[[Callable[[], None]], T]) -> asyncio.Task[T]:
        """Begin work; to cancel the task gives it up.

        Args:
            work: Called in a thread with a function that raises `StoppedError` once nobody waits;
                to call it now and then frees the place early.

        Raises:
            ApiError: so many wait already (503); from the task: it waited (503) or worked (504)
                for too long.
        """
        if self._waiting + self._working >= self._size + self._queue:
            raise busy(
                503,
                "queue_full",
                f"queue: {self._waiting} requests wait already; ask again later",
                retry_after_s=self._expected_s(),
            )
        loop = asyncio.get_running_loop()
        job = _Job(deadline=loop.time() + self._timeout_s)
        self._count(waiting=1)
        task = loop.create_task(self._run(job, work))
        # A task that is cancelled before it begins runs none of its own clean-up.
        task.add_done_callback(lambda _: None if job.has_place else self._count(waiting=-1))
        return task

    @property
    def waiting(self) -> int:
        """Return how many requests wait for a place."""
        return self._waiting

    def close(self) -> None:
        """Take no more work, and wait for what is being worked on."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    async def _run(self, job: _Job, work: Callable[[Callable[[], None]], T]) -> T:
        try:
            async with asyncio.timeout_at(job.deadline):
                await self._places.acquire()
        except TimeoutError as error:
            raise busy(
                503,
                "waited_too_long",
                f"queue: no place came free in {self._timeout_s:g} s; ask again later",
                retry_after_s=self._expected_s(),
            ) from error
        job.has_place = True
        self._count(waiting=-1, working=1)
        loop = asyncio.get_running_loop()
        begun = loop.time()
        running = self._pool.submit(work, job.check)

        def leave(_: object) -> None:
            # The loop may be closed when the last works of a process end.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._leave, begun)

        running.add_done_callback(leave)
        try:
            async with asyncio.timeout_at(job.deadline) as limit:
                return await asyncio.wrap_future(running)
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise busy(
                504,
                "timed_out",
                f"request: took longer than {self._timeout_s:g} s; ask for less, or later",
                retry_after_s=self._expected_s(),
            ) from error
        finally:
            job.is_left.set()

    def _leave(self, begun: float) -> None:
        self._count(working=-1)
        self._places.release()
        took = asyncio.get_running_loop().time() - begun
        self._mean_s += _NEW * (took - self._mean_s)

    def _count(self, *, waiting: int = 0, working: int = 0) -> None:
        self._waiting += waiting
        self._working += working
        self._meters.waiting.inc(waiting)
        self._meters.working.inc(working)

    def _expected_s(self) -> float:
        """Return the seconds in which those who wait now will have been worked on."""
        return self._waiting * self._mean_s / self._size
