"""What the pages draw from: the index that is open, and who answers from it."""

import gc
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import streamlit as st

from answer import Answer, Answerer
from answer.answerer import AnswersQuestions, open_writing_answerer
from feedback import FeedbackStore
from index import Searcher, Settings, load_settings, open_searcher
from index.disk.store import current_version
from index.model.embedder import Embedder
from ingest import Corpus
from question.dialogue.conversation import Conversation

_KEPT_ANSWERS = 512
_GONE = "磁盘上的索引已被删除或移走；本页仍按打开时的索引回答。要重建，请运行："


@dataclass(frozen=True, slots=True)
class Desk:
    """An index and who answers from it; shared by all sessions, never changed.

    Attributes:
        answerer: Answers in the documents' own sentences.
        corpus: The documents that it answers from.
        fingerprint: Identifies the index: sources, model and dictionary.
        model: The name of the encoder.
        feedback: Where readers' verdicts are kept.
        writer: Answers in the words of a language model; None where no model is set.
        searcher: Searches the index; None in tests that have none.
        notice: What happened to the index since it was opened, for the reader.
    """

    answerer: AnswersQuestions
    corpus: Corpus
    fingerprint: str
    model: str
    feedback: FeedbackStore
    writer: AnswersQuestions | None = None
    searcher: Searcher | None = None
    notice: str = ""


class _Remembering:
    """Answers each question once: from one index, the same question has the same answer."""

    def __init__(self, answerer: Answerer) -> None:
        self._cached = lru_cache(maxsize=_KEPT_ANSWERS)(
            lambda question, as_of, conversation, doc_ids: answerer.answer(
                question, as_of=as_of, conversation=conversation, doc_ids=doc_ids
            )
        )

    def answer(
        self,
        question: str,
        *,
        as_of: date,
        conversation: Conversation | None = None,
        on_line: Callable[[str], None] | None = None,
        on_stage: Callable[[str], None] | None = None,
        doc_ids: Collection[str] = (),
    ) -> Answer:
        """Return the answer; an extractive one has neither lines to wait for nor long stages."""
        return self._cached(question, as_of, conversation or Conversation(), tuple(doc_ids))


class _Keeper:
    """The index of the settings as it is on disk now; the one before stays until it is open.

    A lock and one field that changes: what all sessions share may be rebuilt under them.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._opened: tuple[Settings, str, Desk] | None = None

    def desk(self, settings: Settings) -> Desk:
        before = self._opened
        kept = before[2] if before and before[0] == settings else None
        # While one visitor waits for a new index, the others go on with the one before.
        if not self._lock.acquire(blocking=kept is None) and kept is not None:
            return kept
        try:
            version = current_version(settings.store)
            if self._opened is not None and self._opened[0] == settings:
                if self._opened[1] == version:
                    return self._opened[2]
                if not version:
                    return replace(self._opened[2], notice=_GONE)
            embedder = kept.searcher.embedder if kept and kept.searcher else None
            desk = _open(settings, embedder)
            self._opened = (settings, current_version(settings.store), desk)
            return desk
        finally:
            self._lock.release()


@st.cache_resource(show_spinner=False)
def _keeper() -> _Keeper:
    return _Keeper()


def open_desk() -> Desk:
    """Return the desk of the settings; the index is built where it is missing, which takes a while.

    Raises:
        BadDataError: documents, index or model cannot be used.
        SettingsError: a setting is unknown or its value unusable.
    """
    return _keeper().desk(load_settings())


def _open(settings: Settings, embedder: Embedder | None) -> Desk:
    searcher = open_searcher(settings, embedder)
    # The model is loaded for the first question, which nobody should have to wait for.
    searcher.search("牵头", k=1)
    snapshot = searcher.snapshot
    desk = Desk(
        answerer=_Remembering(Answerer(searcher)),
        corpus=snapshot.corpus,
        fingerprint=snapshot.checksum,
        model=snapshot.model,
        feedback=FeedbackStore(settings.feedback),
        writer=open_writing_answerer(searcher),
        searcher=searcher,
    )
    # Streamlit collects garbage after every run of a page: 0.4 s over index, model and word lists,
    # which live as long as the process. Frozen, they are not looked at again.
    # An index that was in use before can go.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return desk
