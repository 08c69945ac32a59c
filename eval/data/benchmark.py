"""The project's own benchmark: what is found is judged by the gold spans that it covers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from eval.data.questions import Gold, Question
from eval.data.spans import Span, character_scores, read_span
from ingest import Clause, Corpus

# Within the top three hits, which is what people read.
_READ = 3
_SHOWN = 60


@dataclass(frozen=True)
class PolicyBenchmark:
    """One split of the benchmark; what is found is judged by the gold spans that it covers."""

    split: str
    questions: tuple[Question, ...]
    corpus: Corpus
    checksum: str
    name: str = "policy"
    answering: int = 2
    labels: tuple[str, ...] = ("kind", "variety", "user")

    @property
    def queries(self) -> Mapping[str, str]:
        """Return the text of each answerable question."""
        return {q.question_id: q.text for q in self.questions if q.gold}

    @property
    def groups(self) -> Mapping[str, Mapping[str, str]]:
        """Return each of `labels`, such as the kind, of each question."""
        return {
            label: {q.question_id: getattr(q, label) for q in self.questions}
            for label in self.labels
        }

    @property
    def qrels(self) -> Mapping[str, Mapping[str, int]]:
        """Return the grade of each gold span of each answerable question."""
        return {
            query_id: {str(gold.span): gold.grade for gold in listed}
            for query_id, listed in self._golds.items()
        }

    def judged(self, query_id: str, doc_ids: Sequence[str]) -> list[str]:
        """Return the ranking with each hit replaced by the gold spans that it is first to cover.

        A hit that covers several takes as many ranks, so that a large one gains nothing by its
        size. What is neither clause nor span of the sources is as relevant as nothing.
        """
        left = sorted(self._golds[query_id], key=lambda gold: (-gold.grade, gold.span))
        ranking: list[str] = []
        for doc_id in doc_ids:
            if not self.knows(doc_id):
                ranking.append(f"other:{doc_id}")
                continue
            span = self.span_of(doc_id)
            covered = [gold for gold in left if span.covers(gold.span)]
            left = [gold for gold in left if gold not in covered]
            ranking.extend([str(gold.span) for gold in covered] or [f"other:{doc_id}"])
        return ranking

    def span_scores(self, query_id: str, doc_ids: Sequence[str]) -> dict[str, float]:
        """Return the character precision and recall of the first hits."""
        found = [self.span_of(doc_id) for doc_id in doc_ids[:_READ] if self.knows(doc_id)]
        precision, recall = character_scores(found, [g.span for g in self._golds[query_id]])
        return {f"char_precision@{_READ}": precision, f"char_recall@{_READ}": recall}

    def span_of(self, doc_id: str) -> Span:
        """Return the span of a clause_id, or of a span's own name.

        Raises:
            KeyError: it is neither.
        """
        if doc_id in self._clauses:
            return Span.of(self._clauses[doc_id])
        span = read_span(doc_id)
        if span is None or not 0 <= span.start < span.end <= len(
            self.corpus.texts.get(span.doc_id, "")
        ):
            raise KeyError(doc_id)
        return span

    def knows(self, doc_id: str) -> bool:
        """Say whether `doc_id` is a clause or a span of the sources."""
        try:
            self.span_of(doc_id)
        except KeyError:
            return False
        return True

    def describe(self, doc_id: str) -> str:
        """Return the citation of a clause or the name of a span, and how its text begins."""
        span = self.span_of(doc_id)
        text = " ".join(self.corpus.texts[span.doc_id][span.start : span.end].split())
        clause = self._clauses.get(doc_id)
        return f"{clause.citation if clause else doc_id} {text[:_SHOWN]}"

    @cached_property
    def _golds(self) -> dict[str, tuple[Gold, ...]]:
        return {q.question_id: q.gold for q in self.questions if q.gold}

    @cached_property
    def _clauses(self) -> dict[str, Clause]:
        return {clause.clause_id: clause for clause in self.corpus.clauses}
