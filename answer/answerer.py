"""Answer a question from the documents: who, how much or when first, each statement cited."""

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Protocol

from answer.compose import Composer
from answer.drafts import Draft
from answer.finder import Finder, Found
from answer.follow_ups import FollowUps
from answer.generation.chat_model import is_model_set, load_model_settings
from answer.generation.statements import GenerationError
from answer.generation.writer import Writer, open_writer
from answer.model import Answer, Point
from answer.refusal.absence import Absence
from answer.suggestions import Suggester
from index import Searcher
from prompts import fill
from question.dialogue.conversation import (
    Conversation,
    asks_nothing,
    asks_of_anything,
    has_no_subject,
)
from question.kinds import SUPPORT
from question.query import Query
from question.small_talk import is_small_talk
from reader.hits import HitReader

logger = logging.getLogger(__name__)

# What an answer goes through; only a language model writes, and its lines are checked as they come.
STAGES = ("understand", "search", "write", "check")
# What a wide question could be narrowed to is taken from so many clauses.
_LOOKED_AT = 40
# Choices of documents that it is held to, kept ready.
_KEPT = 8


class AnswersQuestions(Protocol):
    """What answers: the real answerer, or a stand-in in tests."""

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
        """Return the answer to `question`; a blank or too long one raises `QueryError`."""


def _ignore(_: str) -> None:
    """Stand in for who does not care about stages."""


class Answerer:
    """Answers questions from one index: in the documents' own sentences, or with a model."""

    def __init__(self, searcher: Searcher, *, writer: Writer | None = None) -> None:
        """Answer from what `searcher` finds; `writer` puts it in a model's words."""
        self._searcher = searcher
        self._writer = writer
        self._corpus = searcher.corpus
        reader = HitReader.of(searcher)
        absence = Absence(self._corpus)
        self._finder = Finder(searcher, reader, absence)
        self._follow_ups = FollowUps(searcher, reader, absence)
        self._suggester = Suggester(searcher)
        self._held_to = lru_cache(maxsize=_KEPT)(self._hold_to)

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
        """Return the answer to `question`.

        Args:
            question: In any language. After others it may leave out what they were about.
            as_of: The day that notices speak of.
            conversation: The questions answered before; add `turn` of the answer to it.
            on_line: Called with each line of a model as soon as it is written and checked. Where
                the model fails after that, the answer has other lines.
            on_stage: Called with each of `STAGES` that is reached, as it begins.
            doc_ids: Answer from these documents alone, and say so; by default from all.

        Raises:
            QueryError: `question` is blank, too long or no text.
            ValueError: one of `doc_ids` is not held.
        """
        if doc_ids and set(doc_ids) != self._corpus.texts.keys():
            held = self._held_to(frozenset(doc_ids))
            answer = held.answer(
                question,
                as_of=as_of,
                conversation=conversation,
                on_line=on_line,
                on_stage=on_stage,
            )
            return replace(answer, notices=(held.say_documents(), *answer.notices))
        begin = on_stage or _ignore
        begin("understand")
        turns = conversation or Conversation()
        whole = self._follow_ups.complete(question, turns)
        query = self._searcher.read(whole)
        begin_with = self._suggester.to_begin_with
        if is_small_talk(query):
            composer = Composer(self._corpus, question, whole, "other_field", as_of)
            return replace(composer.refuse("out_of_scope", Found()), suggestions=begin_with())
        # Only a question that is one is embedded, and searched for.
        likeness = self._searcher.judge(whole)
        composer = Composer(self._corpus, question, whole, query.kind, as_of)
        if not turns.turns and has_no_subject(whole, self._searcher):
            return replace(composer.refuse("no_subject", Found()), suggestions=begin_with())
        begin("search")
        found = self._finder.find(whole, query, likeness, as_of=as_of)
        if not found.drafts:
            return self._say_what_else(composer.refuse(found.refusal, found), query)
        notices = [
            fill("notice_correction", typed=typed, understood=understood)
            for typed, understood in query.corrections
        ]
        if self._writer and not found.from_structure:
            begin("write")
            written, reasons = self._write(self._writer, whole, found, on_line)
            notices += reasons
            if written:
                answer = composer.answer(found, written, notices, is_generated=True)
                return self._say_what_else(answer, query)
        begin("check")
        return self._say_what_else(composer.answer(found, found.drafts, notices), query)

    def _say_what_else(self, answer: Answer, query: Query) -> Answer:
        """Return the answer with what could be asked next, or instead of this question."""
        suggest, whole = self._suggester, answer.standalone
        if answer.status == "out_of_scope":
            # A text without any word of the documents and hardly one of its own is a greeting.
            known = self._searcher.snapshot.lexical.coverage(query.lexical_text)
            if known == 0 and asks_nothing(whole, self._searcher):
                verdict = Point(fill("guide"), is_verdict=True)
                answer = replace(answer, text=verdict.words, points=(verdict,))
            return replace(answer, suggestions=suggest.to_begin_with())
        if answer.status == "not_found":
            return replace(
                answer,
                suggestions=suggest.instead(query, answer.related),
                advice=suggest.whom_to_ask(query, answer.related),
            )
        titles = [c.clause.title for c in answer.citations if c.clause.title]
        is_named = any(title in whole for title in titles)
        if query.kind == SUPPORT and not is_named and asks_of_anything(whole, self._searcher):
            hits = self._searcher.search(whole, k=_LOOKED_AT)
            return replace(answer, suggestions=suggest.narrower(hits), asks_back=fill("asks_back"))
        return replace(answer, suggestions=suggest.after(query, answer.citations))

    def say_documents(self) -> str:
        """Return in Chinese which documents alone it answers from."""
        titles = [f"《{document.title or document.doc_id}》" for document in self._corpus.documents]
        return fill("notice_within", count=str(len(titles)), titles="、".join(titles))

    def _hold_to(self, doc_ids: frozenset[str]) -> "Answerer":
        return Answerer(self._searcher.held_to(doc_ids), writer=self._writer)

    def _write(
        self,
        writer: Writer,
        question: str,
        found: Found,
        on_line: Callable[[str], None] | None,
    ) -> tuple[Sequence[Draft], list[str]]:
        """Return what the model wrote, and notices; nothing where it failed."""
        clauses = list(dict.fromkeys([*found.clauses, *(hit.clause for hit in found.nearest)]))
        notices: list[str] = []
        try:
            drafts = writer.write(question, clauses, withheld=notices.append, on_line=on_line)
        except GenerationError as error:
            logger.warning("%s", error)
            return (), [fill("notice_fallback", reason=error.reason)]
        kept = list(dict.fromkeys(notices))
        if not drafts:
            kept.append(fill("notice_fallback", reason="语言模型没有写出能核对的句子"))
        return drafts, kept


def open_writing_answerer(searcher: Searcher) -> Answerer | None:
    """Return who answers in the words of the language model that is set; None where none is.

    Raises:
        SettingsError: it is set in part only.
    """
    if not is_model_set():
        return None
    return Answerer(searcher, writer=open_writer(load_model_settings(), searcher.snapshot.corpus))
