"""A change as work of the process: whoever began it may leave, others see how far it is."""

import logging
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime

from index import Settings
from index.model.embedder import Embedder
from ingest.errors import BadDataError
from library.changes import Change
from library.doing import Build, Turn, begin

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A change that is made now, or was made last.

    Attributes:
        by: Who began it.
        what: What is done.
        since: Since when.
        stage: What is done of it now, one of `index.progress.STAGES`; "" before the first.
        done: How much of that is done.
        total: How much of it there is.
        is_running: It is being made.
        change: What was changed; None where it runs or has failed.
        error: Why it has failed.
    """

    by: str
    what: str
    since: datetime
    stage: str = ""
    done: int = 0
    total: int = 0
    is_running: bool = True
    change: Change | None = None
    error: Exception | None = None


class Workshop:
    """Makes one change at a time in a thread of the process; shared by all sessions."""

    def __init__(self) -> None:
        """Begin without work."""
        self._lock = threading.Lock()
        self._job: Job | None = None

    @property
    def job(self) -> Job | None:
        """Return the work that is done now, or was done last."""
        return self._job

    def start(
        self,
        settings: Settings,
        action: Callable[[Turn], Change],
        *,
        by: str,
        what: str,
        embedder: Embedder | None = None,
        build: Build | None = None,
    ) -> threading.Thread:
        """Begin a change and return the thread that makes it.

        Raises:
            BusyError: somebody else changes the library, here or in another process.
            LibraryError: its folders cannot be written to.
        """
        with ExitStack() as had:
            turn = had.enter_context(
                begin(
                    settings, by=by, what=what, embedder=embedder, report=self._report, build=build
                )
            )
            self._set(Job(by, what, datetime.now()))
            ending = had.pop_all()
        thread = threading.Thread(
            target=self._work, args=(ending, turn, action), name="library", daemon=True
        )
        thread.start()
        return thread

    def _work(self, ending: ExitStack, turn: Turn, action: Callable[[Turn], Change]) -> None:
        change: Change | None = None
        error: Exception | None = None
        with ending:
            try:
                change = action(turn)
            except BadDataError as known:
                error = known
            # It would end the thread unseen, and whoever waits would wait for ever.
            except Exception as unknown:
                logger.exception("library: a change has failed")
                error = unknown
            if self._job is not None:
                self._set(replace(self._job, is_running=False, change=change, error=error))

    def _report(self, stage: str, done: int, total: int) -> None:
        if self._job is not None:
            self._set(replace(self._job, stage=stage, done=done, total=total))

    def _set(self, job: Job) -> None:
        with self._lock:
            self._job = job
