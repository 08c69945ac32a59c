"""The project's own questions with gold, and what the search finds for them.

The one place of the reader that looks up in the house: its figures and its training are about the
benchmarks that `eval` holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.data.benchmark_files import load_benchmark
from eval.data.questions import Question
from eval.data.spans import Span
from eval.official.documents import open_library
from eval.official.files import FOLDER, held_documents, load_official
from eval.reading.policies import SIDES
from index import Hit, Searcher, Settings
from index.build import make_snapshot
from index.model.embedder import Embedder
from ingest import Clause
from ingest.documents import select_documents
from ingest.structure.clauses import locate_text

SEARCHED = 16

TextSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a benchmark with the hits of the search, best first.

    `tokens` are the vectors of the question, float16 (n_tokens, dim). `missed` are clauses that
    answer and are not among the hits. `grades`, by clause_id, is 2 for a clause that answers, 1 for
    one that helps, and missing for others; `gold`, by clause_id, holds half-open spans of the text
    of a clause that answers. `facts` is what an answer contains, `document` the one asked about,
    `kind` the one that the words of the question tell.
    """

    question_id: str
    question: str
    tokens: NDArray[np.float16]
    kind: str
    answerable: bool
    facts: tuple[str, ...]
    document: str
    hits: tuple[Hit, ...]
    missed: tuple[Clause, ...]
    grades: Mapping[str, int]
    gold: Mapping[str, tuple[TextSpan, ...]]


class Benchmarks:
    """Questions with gold and what is found for them, in the index of all documents measured on."""

    def __init__(self, settings: Settings) -> None:
        """Open the index, building it where need be.

        Raises:
            PoliciesError: the documents are not at hand.
        """
        self._library = open_library(settings)
        (self._whole,) = self._library.searchers("dev", "all")

    @property
    def embedder(self) -> Embedder:
        """Return the model of the index."""
        return self._whole.embedder

    def official(self, side: str) -> tuple[Searcher, list[Question]]:
        """Return a searcher over the documents of one side together, and the questions on them."""
        corpus = self._library.corpus
        questions = load_official(corpus, side=side).questions
        return self._part(list(held_documents(corpus, side).values())), list(questions)

    def teaching(self) -> list[Question]:
        """Return further questions on the documents of the side dev, written to teach with."""
        return list(
            load_official(self._library.corpus, side="dev", folder=FOLDER / "teaching").questions
        )

    def own(self, split: str) -> tuple[Searcher, list[Question]]:
        """Return a searcher over the project's own documents, and the questions on them."""
        corpus = self._library.corpus
        others = {i for side in SIDES for i in held_documents(corpus, side).values()}
        searcher = self._part([d.doc_id for d in corpus.documents if d.doc_id not in others])
        return searcher, list(load_benchmark(searcher.snapshot.corpus, split=split).questions)

    def _part(self, doc_ids: Sequence[str]) -> Searcher:
        whole = self._whole.snapshot
        chosen = select_documents(whole.corpus, list(doc_ids))
        snapshot = make_snapshot(chosen, self.embedder, model=whole.model, old=whole)
        return Searcher(snapshot, self.embedder)


def ask(searcher: Searcher, questions: Sequence[Question], *, k: int = SEARCHED) -> Iterator[Asked]:
    """Search for each question, and grade what is found."""
    for question in questions:
        hits = tuple(searcher.search(question.text, k=k))
        related = _related(searcher, question)
        grades = {clause.clause_id: _grade(clause, question) for clause in related}
        found = {hit.clause.clause_id for hit in hits}
        answering = [clause for clause in related if grades[clause.clause_id] == 2]
        yield Asked(
            question_id=question.question_id,
            question=question.text,
            # Once here: to read a question anew is to search again.
            tokens=searcher.encode(question.text).tokens.astype(np.float16),
            kind=searcher.read(question.text).kind,
            answerable=question.expect == "answered",
            facts=question.facts,
            document=question.document,
            hits=hits,
            missed=tuple(c for c in answering if c.clause_id not in found),
            grades=grades,
            gold={c.clause_id: _gold_in(searcher, c, question) for c in answering},
        )


def _related(searcher: Searcher, question: Question) -> list[Clause]:
    spans = [gold.span for gold in question.gold]
    return [c for c in searcher.snapshot.searched if any(Span.of(c).shared(s) for s in spans)]


def _grade(clause: Clause, question: Question) -> int:
    """Return 2 for a clause that covers gold that answers, 1 for one that shares any gold."""
    held = [gold.grade for gold in question.gold if Span.of(clause).covers(gold.span)]
    return max(held, default=1)


def _gold_in(searcher: Searcher, clause: Clause, question: Question) -> tuple[TextSpan, ...]:
    joined = locate_text(clause, searcher.snapshot.corpus.texts[clause.doc_id])
    spans = []
    for gold in question.gold:
        if gold.grade == 2 and Span.of(clause).covers(gold.span):
            start, end = joined.position(gold.span.start), joined.position(gold.span.end)
            spans.append((start, end))
    return tuple(sorted({span for span in spans if span[0] < span[1]}))
