"""The index that requests are answered from; a new one on disk takes its place once it is open."""

import gc
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from answer import Answerer
from answer.answerer import AnswersQuestions, open_writing_answerer
from api.errors import busy
from index import Searcher, Settings, open_searcher
from index.disk.store import current_version
from ingest import Corpus
from ingest.errors import BadDataError, BadUsageError
from views.assignments import Departments, Task, read_tasks

logger = logging.getLogger(__name__)

# Seconds after which an index that could not be opened is tried again.
_RETRY_S = 10.0
# Loads model and reader.
_FIRST = "检验检测由谁牵头？"


@dataclass(frozen=True, slots=True)
class Desk:
    """An index and who answers from it; shared by all requests, never changed.

    Attributes:
        searcher: Searches the index.
        answerer: Answers in the documents' own sentences.
        writer: Answers in the words of a language model; None where no model is set.
        tasks: Clauses that make departments responsible.
        departments: Those that have tasks.
    """

    searcher: Searcher
    answerer: AnswersQuestions
    writer: AnswersQuestions | None
    tasks: tuple[Task, ...]
    departments: Departments

    @property
    def corpus(self) -> Corpus:
        """Return the documents."""
        return self.searcher.snapshot.corpus


def open_desk(settings: Settings) -> Desk:
    """Open the index of the settings and load what answers from it.

    Raises:
        BadDataError: the index or the model cannot be used.
        SettingsError: the language model is set in part only.
    """
    return make_desk(open_searcher(settings))


def make_desk(searcher: Searcher) -> Desk:
    """Return a desk over a searcher; what the first answer loads is loaded."""
    corpus = searcher.snapshot.corpus
    answerer = Answerer(searcher)
    answerer.answer(_FIRST, as_of=date.today())
    writer = open_writing_answerer(searcher)
    tasks = read_tasks(corpus)
    return Desk(searcher, answerer, writer, tasks, Departments(corpus.documents, tasks))


@dataclass(frozen=True, slots=True)
class State:
    """Whether requests can be answered, and if not, or if the index on disk is gone, why."""

    is_ready: bool
    message: str


class Keeper:
    """The desk of the index that is on disk. What is open stays until the new one is."""

    def __init__(
        self, settings: Settings, *, open_desk: Callable[[Settings], Desk], builds: bool = False
    ) -> None:
        """Open nothing yet.

        Args:
            settings: Say where the index is.
            open_desk: Opens it; called in a thread of its own, once for every index.
            builds: Call it for an index that is missing, too.
        """
        self._builds = builds
        self._settings = settings
        self._open_desk = open_desk
        self._lock = threading.Lock()
        self._opener: threading.Thread | None = None
        self._desk: Desk | None = None
        self._version = ""
        self._failed: tuple[str, float, str] | None = None

    def desk(self) -> Desk:
        """Return what is open now; one request uses it from its begin to its end.

        Raises:
            ApiError: nothing is open yet (503).
        """
        state = self.look()
        # Not read again: it may be replaced meanwhile, never be taken away.
        desk = self._desk
        if desk is None:
            raise busy(503, "not_ready", state.message, retry_after_s=2.0)
        return desk

    def look(self) -> State:
        """Say what state the index is in, and begin to open one that is new on disk."""
        store = self._settings.store
        version = current_version(store)
        with self._lock:
            is_busy = self._opener is not None and self._opener.is_alive()
            failed = self._failed if self._failed and self._failed[0] == version else None
            is_new = version != self._version if version else self._is_wanted()
            if is_new and not is_busy and not _is_recent(failed):
                self._opener = threading.Thread(target=self._open, name="open-index", daemon=True)
                self._opener.start()
        gone = f"{store}: holds no index; run: python -m index build"
        if self._desk is not None:
            return State(True, "" if version else f"{gone}; answering from the one before")
        if failed:
            return State(False, failed[2])
        is_coming = version or self._builds
        return State(False, f"{store}: is being opened; ask again soon" if is_coming else gone)

    def wait(self, timeout_s: float) -> None:
        """Wait until what is being opened is open or has failed."""
        self.look()
        if self._desk is None and self._opener:
            self._opener.join(timeout_s)

    def _is_wanted(self) -> bool:
        return self._builds and self._desk is None

    def _open(self) -> None:
        version = current_version(self._settings.store)
        begun = time.monotonic()
        try:
            desk = self._open_desk(self._settings)
        except (BadDataError, BadUsageError) as error:
            logger.warning("%s", error)
            self._failed = (version, time.monotonic(), str(error))
            return
        except Exception as error:
            # A thread that just ended would be begun anew with every request.
            logger.exception("index: cannot be opened")
            said = f"{self._settings.store}: cannot be opened ({type(error).__name__}); see the log"
            self._failed = (version, time.monotonic(), said)
            return
        self._desk, self._version, self._failed = desk, version, None
        logger.info("index %s: open after %.1f s", version, time.monotonic() - begun)
        # What refers to itself of the one before would stay in memory for long.
        gc.collect()


def _is_recent(failed: tuple[str, float, str] | None) -> bool:
    return failed is not None and time.monotonic() - failed[1] < _RETRY_S
