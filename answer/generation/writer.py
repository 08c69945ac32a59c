"""The statements of a language model as drafts: each rests on the sentences it was written from."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from answer.drafts import Draft, Extract, extract_of
from answer.generation.chat_model import ModelSettings, open_chat_model
from answer.generation.statements import generate_statements
from answer.points import write_line, write_points
from answer.sentences import split_sentences
from ingest import Clause, Corpus, Document
from ingest.annotations.vocabulary import default_vocabulary
from question.words import tokenize

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# More clauses than this make a small model slow, and seldom help.
_MOST_CLAUSES = 5


def open_writer(settings: ModelSettings, corpus: Corpus) -> "Writer":
    """Return what writes with the model of the settings."""
    return Writer(open_chat_model(settings), corpus, deadline_s=settings.deadline_s)


class Writer:
    """Puts clauses into a language model's words, as far as they hold."""

    def __init__(self, model: "BaseChatModel", corpus: Corpus, *, deadline_s: float) -> None:
        """Write with any chat model of LangChain, each reply in at most `deadline_s` seconds."""
        self._model = model
        self._corpus = corpus
        self._deadline_s = deadline_s

    def write(
        self,
        question: str,
        clauses: Sequence[Clause],
        *,
        withheld: Callable[[str], None],
        on_line: Callable[[str], None] | None = None,
    ) -> list[Draft]:
        """Return the statements that hold; none where the model finds no answer.

        Args:
            question: One that needs no other turns to be understood.
            clauses: What the model may say, best first.
            withheld: Called with a reason in Chinese for each statement that is left out.
            on_line: Called with each statement and its marks as soon as it is written.

        Raises:
            GenerationError: the reply failed or broke off; what `on_line` got before holds.
        """
        documents: Mapping[str, Document] = {d.doc_id: d for d in self._corpus.documents}
        given = clauses[:_MOST_CLAUSES]
        drafts: list[Draft] = []
        statements = generate_statements(
            self._model,
            question,
            given,
            documents,
            withheld=withheld,
            deadline_s=self._deadline_s,
        )
        for statement in statements:
            extracts = [
                extract
                for number in statement.numbers
                for extract in self._sources_of(statement.text, given[number - 1])
            ]
            drafts.append(Draft(statement.text, tuple(dict.fromkeys(extracts))))
            if on_line:
                on_line(write_line(write_points(drafts, self._corpus)[-1]))
        return drafts

    def _sources_of(self, statement: str, clause: Clause) -> list[Extract]:
        """Return the sentence of a clause that shares most words with a statement.

        Others follow that hold numbers or departments of it which those before do not.
        """
        words = frozenset(tokenize(statement))
        facts = _facts_in(statement)
        sentences = split_sentences(clause, self._corpus.texts[clause.doc_id])
        ranked = sorted(sentences, key=lambda s: -len(words.intersection(tokenize(s.text))))
        chosen = ranked[:1]
        for sentence in ranked[1:]:
            held = {fact for s in chosen for fact in _facts_in(s.text)}
            if facts.intersection(_facts_in(sentence.text)) - held:
                chosen.append(sentence)
        return [extract_of(s, clause) for s in sorted(chosen, key=lambda s: s.start)]


def _facts_in(text: str) -> set[str]:
    return {*_NUMBER.findall(text), *default_vocabulary().names("departments", text)}
