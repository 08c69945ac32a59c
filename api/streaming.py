"""An answer on its way: what a thread tells of it, as events for one client."""

import asyncio
import logging
from collections.abc import AsyncIterator

from api.errors import ApiError, error_record
from api.functions import Record
from ingest.errors import BadUsageError

logger = logging.getLogger(__name__)


class Stream:
    """Events of one answer; made in the event loop that reads them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._loop = asyncio.get_running_loop()
        self._told: asyncio.Queue[tuple[str, Record] | None] = asyncio.Queue()
        self._task: asyncio.Task[Record] | None = None

    def tell(self, event: str, text: str) -> None:
        """Tell of a stage or line, from any thread."""
        self._loop.call_soon_threadsafe(self._told.put_nowait, (event, {event: text}))

    def follow(self, task: "asyncio.Task[Record]") -> None:
        """Take the last event from what `task` comes to."""
        self._task = task
        task.add_done_callback(lambda _: self._told.put_nowait(None))

    async def events(self) -> AsyncIterator[tuple[str, Record]]:
        """Yield each event and its record; the last one is `answer` or `error`."""
        while (told := await self._told.get()) is not None:
            yield told
        assert self._task is not None
        try:
            yield "answer", self._task.result()
        except ApiError as error:
            yield "error", error_record(error)
        except BadUsageError as error:
            yield "error", error_record(ApiError(422, "bad_question", str(error)))
        except Exception:
            logger.exception("answer failed")
            yield "error", error_record(ApiError(500, "internal", "service: failed; ask again"))
