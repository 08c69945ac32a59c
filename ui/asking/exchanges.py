"""The answers of a session: each question answered once, in its conversation, and kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from answer import Answer
from question.dialogue.conversation import Conversation
from ui.desk import Desk

_HISTORY = "history"
# What is kept for a session that asks all day.
_MOST = 200
# Earlier questions, question, index, day, documents.
_Wanted = tuple[tuple[str, ...], str, str, date, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer.

    Attributes:
        earlier: The questions of the conversation before it, oldest first.
        question: As it was asked.
        answer: The answer.
        fingerprint: Identifies the index that it came from.
        by_model: A language model was asked for it.
        day: The day that it speaks of.
        doc_ids: The documents that alone were asked; none for all.
    """

    earlier: tuple[str, ...]
    question: str
    answer: Answer
    fingerprint: str
    by_model: bool
    day: date
    doc_ids: tuple[str, ...] = ()

    @property
    def wanted(self) -> _Wanted:
        """Return what was asked, of what, and of which day."""
        return self.earlier, self.question, self.fingerprint, self.day, self.doc_ids


def history() -> list[Exchange]:
    """Return what this session asked, oldest first, over all its conversations."""
    exchanges: list[Exchange] = st.session_state.setdefault(_HISTORY, [])
    return exchanges


def answer_all(
    questions: Sequence[str],
    desk: Desk,
    as_of: date,
    *,
    doc_ids: tuple[str, ...] = (),
    by_model: bool,
    on_line: Callable[[str], None],
    on_stage: Callable[[str], None],
) -> list[Exchange]:
    """Return the exchanges of a conversation; only those not answered yet take time.

    Args:
        questions: Oldest first; all can be searched for.
        desk: Answers them.
        as_of: The day that notices speak of.
        doc_ids: The documents that alone are asked; none for all.
        by_model: Ask the language model for the last one.
        on_line: See `Answerer.answer`.
        on_stage: See `Answerer.answer`.
    """
    conversation = Conversation()
    exchanges: list[Exchange] = []
    for n, question in enumerate(questions):
        earlier, is_last = tuple(questions[:n]), n == len(questions) - 1
        wanted = (earlier, question, desk.fingerprint, as_of, doc_ids)
        kept = _find(wanted, None if not is_last else by_model)
        if kept is None:
            # What only leads up to the last question is not worth a model's time.
            writes = by_model and is_last and desk.writer is not None
            answerer = desk.writer if writes and desk.writer else desk.answerer
            answer = answerer.answer(
                question,
                as_of=as_of,
                conversation=conversation,
                on_line=on_line if is_last else None,
                on_stage=on_stage if is_last else None,
                doc_ids=doc_ids,
            )
            kept = Exchange(
                earlier, question, answer, desk.fingerprint, writes, day=as_of, doc_ids=doc_ids
            )
            _keep(kept)
        exchanges.append(kept)
        conversation = conversation.add(kept.answer.turn)
    return exchanges


def was_answered_otherwise(exchange: Exchange) -> bool:
    """Say whether this session had another answer to the question, from an index before this."""
    return any(
        kept.fingerprint != exchange.fingerprint
        for kept in history()
        if (kept.earlier, kept.question) == (exchange.earlier, exchange.question)
    )


def _find(wanted: _Wanted, by_model: bool | None) -> Exchange | None:
    """Return the exchange of this session that answers the question; `by_model` None: either."""
    for exchange in history():
        if exchange.wanted == wanted and by_model in (None, exchange.by_model):
            return exchange
    return None


def _keep(exchange: Exchange) -> None:
    exchanges = history()
    exchanges.append(exchange)
    del exchanges[:-_MOST]
