"""Everything that a process of the service holds: settings, index, room to work in, counts."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from api.desk import Desk, Keeper, open_desk
from api.functions import Check
from api.metrics import Meters
from api.settings import ServiceSettings
from api.work import Workroom
from index import Settings

T = TypeVar("T")


class Office:
    """Where routes and tools have their work done."""

    def __init__(
        self,
        service: ServiceSettings,
        settings: Settings,
        *,
        open_desk: Callable[[Settings], Desk] = open_desk,
        builds: bool = False,
    ) -> None:
        """Open nothing yet.

        Args:
            service: What the service allows.
            settings: Where the index is.
            open_desk: Opens it.
            builds: Build an index that is missing.
        """
        self.service = service
        self.meters = Meters()
        self.keeper = Keeper(settings, open_desk=self._counted(open_desk), builds=builds)
        self.workroom = Workroom(
            places=service.places,
            queue=service.queue,
            timeout_s=service.timeout,
            meters=self.meters,
        )

    def start(self, work: Callable[[Desk, Check], T]) -> "asyncio.Task[T]":
        """Begin work on the index that is open now.

        Raises:
            ApiError: see `Keeper.desk` and `Workroom.start`.
        """
        desk = self.keeper.desk()
        return self.workroom.start(lambda check: work(desk, check))

    async def do(self, work: Callable[[Desk, Check], T]) -> T:
        """Return what the work gives; who is cancelled meanwhile gives it up."""
        task = self.start(work)
        try:
            return await task
        finally:
            task.cancel()

    def is_crowded(self) -> bool:
        """Say whether more requests wait here than in the other processes, on average.

        Connections stay where they were accepted, and one process may have accepted them all. Who
        has to connect anew comes to any of them, so that clients move to where fewer are. If all
        had to, as many would come as go, and it would stay with chance how many wait where.
        """
        waiting = self.workroom.waiting
        return waiting > 0 and self.meters.are_shared and waiting > self.meters.mean_waiting()

    def close(self) -> None:
        """Wait for what is being worked on."""
        self.workroom.close()
        self.meters.close()

    def _counted(self, open_desk: Callable[[Settings], Desk]) -> Callable[[Settings], Desk]:
        def open_and_count(settings: Settings) -> Desk:
            desk = open_desk(settings)
            self.meters.ready.set(1)
            return desk

        return open_and_count
