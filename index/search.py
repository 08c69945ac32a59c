"""Search: three channels over the same clauses, fused to suit the question."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from index.channels.asked import AskedSignals
from index.channels.candidates import Allowed, Finders
from index.channels.explain import Why, explain_words, weakest_quarter
from index.channels.found import Floats, Found, best_of
from index.channels.fusion import Signals, Weights, contributions, token_weights
from index.channels.lexical import count_terms
from index.disk.snapshot import Snapshot
from index.model.embedder import Embedder, Encoded
from index.within import ClauseFields, Within
from ingest import Clause, Corpus
from ingest.annotations.vocabulary import default_vocabulary
from question.examples import ExampleModel, Likeness, Resemblance
from question.named_documents import name_documents
from question.query import Query, names_of, read_query
from question.thesaurus import default_thesaurus


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause found: `rank` from 1, `score` higher is better, `why` what made it match."""

    rank: int
    score: float
    clause: Clause
    why: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A question with all that does not depend on how many hits are wanted.

    `candidates` are passages; `dense` and `late` hold a score for each. `token_weights`
    (n_query_tokens,) sum to 1; `terms` are the weights of words in lexical search; `coverage` is
    the share of the question's terms and the thesaurus's that the index knows, `resemblance` that
    to the examples, `expected` how much those speak for clauses.
    """

    query: Query
    encoded: Encoded
    candidates: list[int]
    token_weights: Floats
    dense: Floats
    late: Floats
    terms: Mapping[str, float]
    coverage: float
    resemblance: Resemblance
    expected: Mapping[int, float]


class Searcher:
    """Finds clauses in one snapshot; not changed after construction, so it can be shared."""

    def __init__(
        self,
        snapshot: Snapshot,
        embedder: Embedder,
        *,
        finders: Finders | None = None,
        weights: Weights | None = None,
        leave_out: bool = False,
        doc_ids: Collection[str] = (),
    ) -> None:
        """Note the names and words of the clauses.

        Args:
            snapshot: What to search.
            embedder: The snapshot's model.
            finders: Where candidates are found; by default in the snapshot's own files.
            weights: How the signals are weighed.
            leave_out: Judge a question that is an example by the others alone, to measure.
            doc_ids: The documents that it knows of; by default all.
        """
        self.snapshot = snapshot
        self.corpus = _select(snapshot.corpus, doc_ids) if doc_ids else snapshot.corpus
        self._within = Within(doc_ids=frozenset(doc_ids)) if doc_ids else None
        self.weights = weights or Weights()
        self.embedder = embedder
        self.finders = finders or Finders(snapshot.dense, snapshot.lexical)
        self._leave_out = leave_out
        self._vocabulary = default_vocabulary()
        self._thesaurus = default_thesaurus()
        self._documents = name_documents(self.corpus.documents, self._vocabulary)
        self._asked = AskedSignals(snapshot.asked, snapshot.corpus.documents)
        # NumPy's threads gain nothing with products of this size, and waiting for the next one they
        # keep the cores from the encoder: a search took three times as long.
        threadpool_limits(limits=1, user_api="blas")
        # A page that is drawn again asks the same, and sentences are scored after the search.
        self._read = lru_cache(maxsize=64)(self._read_uncached)
        self._query = lru_cache(maxsize=64)(self._query_uncached)
        self._allowed = lru_cache(maxsize=4)(ClauseFields(snapshot).allowed)

    def with_weights(self, weights: Weights) -> "Searcher":
        """Return a searcher over the same snapshot that weighs the signals otherwise."""
        return self._again(weights=weights, leave_out=self._leave_out)

    def leaving_out(self) -> "Searcher":
        """Return a searcher that judges a question that is an example by the others alone."""
        return self._again(weights=self.weights, leave_out=True)

    def held_to(self, doc_ids: Collection[str]) -> "Searcher":
        """Return a searcher that finds, names and knows no other documents than these.

        Its `corpus` is theirs. What is known of examples is left aside: they are of all documents.
        """
        return Searcher(
            self.snapshot,
            self.embedder,
            finders=self.finders,
            weights=self.weights,
            doc_ids=doc_ids,
        )

    def _again(self, *, weights: Weights, leave_out: bool) -> "Searcher":
        return Searcher(
            self.snapshot,
            self.embedder,
            finders=self.finders,
            weights=weights,
            leave_out=leave_out,
        )

    def read(self, question: str) -> Query:
        """Return what `question` asks for.

        Raises:
            QueryError: it is blank or too long.
            StoreError: the index was found to be damaged since it was opened.
        """
        self.snapshot.check_intact()
        return self._query(question)

    def _query_uncached(self, question: str) -> Query:
        return read_query(
            question,
            self._documents,
            self._vocabulary,
            self._thesaurus,
            speller=self.snapshot.speller,
        )

    def search(self, question: str, *, k: int = 10, within: Within | None = None) -> list[Hit]:
        """Return the best `k` clauses for `question`, best first.

        Args:
            question: In any language.
            k: Hits wanted, at least 1. Fewer are returned where the index is smaller.
            within: What the clauses are to be of; by default all are searched that it knows of.

        Returns:
            Hits with ranks 1..n; ties stand in the order of the documents.

        Raises:
            QueryError: `question` is blank or too long.
            StoreError: the index was found to be damaged since it was opened.
            ValueError: `k` < 1.
        """
        self.snapshot.check_intact()
        if k < 1:
            raise ValueError(f"search: k is {k}; ask for at least 1 hit")
        within = within or self._within
        if within is not None and not self._allowed(within).passages.any():
            self.read(question)
            return []
        reading = self._read(question, max(k, self.weights.depth), within)
        clauses, best = self._best_passages(reading)
        signals = self._signals(reading, clauses)
        parts = contributions(signals, self.weights)
        scores = [round(float(score), 6) for score in np.sum(list(parts.values()), axis=0)]
        order = sorted(range(len(clauses)), key=lambda i: (-scores[i], clauses[i]))
        return [
            Hit(
                rank,
                scores[i],
                self.snapshot.searched[clauses[i]],
                Why(
                    {name: round(float(part[i]), 4) for name, part in parts.items()},
                    partial(
                        self._explain,
                        reading.query,
                        reading.encoded,
                        reading.token_weights,
                        best[i],
                    ),
                ),
            )
            for rank, i in enumerate(order[:k], start=1)
        ]

    def match_strength(self, question: str, best: Hit) -> float:
        """Return how strongly the documents answer to a question at all; higher is better.

        Args:
            question: As given to `search`.
            best: The first hit that it found.

        Returns:
            The sum of the best hit's score, the best raw score of late interaction, and a fifth of
            the share of the question's terms that the documents know: each alone tells questions
            of another field apart less well.
        """
        reading = self._read(question, self.weights.depth)
        return best.score + self.best_match(question) + 0.2 * reading.coverage

    def best_match(self, question: str) -> float:
        """Return the best score of late interaction that any passage has for `question`."""
        return float(self._read(question, self.weights.depth).late.max())

    def judge(self, question: str) -> Likeness | None:
        """Return what `question` is by its likeness to the examples.

        None where there are none for the document that it is about, by the best hit, and none that
        asks nearly the same: a near miss finds a clause of any document.
        """
        examples, resemblance = self._examples(question)
        if examples is None or self._within is not None:
            return None
        best = self.search(question, k=1)[0].clause.doc_id
        is_known = best in examples.doc_ids or resemblance.is_close
        return examples.judge(resemblance) if is_known else None

    def encode(self, question: str) -> Encoded:
        """Return the vectors of `question`, as it is read."""
        return self._read(question, self.weights.depth).encoded

    def passages_of(self, clause: Clause) -> range:
        """Return the numbers of the passages of one of the indexed clauses, in order."""
        clauses = self._asked.clauses_of([clause.doc_id])
        place = bisect_left(clauses, clause.start, key=lambda n: self.snapshot.searched[n].start)
        while self.snapshot.searched[clauses[place]].clause_id != clause.clause_id:
            place += 1
        return self._passages(clauses[place])

    def _examples(self, question: str) -> tuple[ExampleModel | None, Resemblance]:
        return self.snapshot.examples, self._read(question, self.weights.depth).resemblance

    def score_spans(
        self,
        question: str,
        clause: Clause,
        spans: Sequence[tuple[int, int]],
    ) -> list[float]:
        """Return how well parts of a clause answer `question`, by late interaction alone.

        Args:
            question: As given to `search`.
            clause: One of the indexed clauses.
            spans: Half-open character spans of the clause's text.

        Returns:
            A cosine for each span, 0 where it holds no token.
        """
        reading = self._read(question, self.weights.depth)
        late, parts, places = self.snapshot.late, [], []
        for number in self.passages_of(clause):
            passage = self.snapshot.passages[number]
            parts.append(late.products(reading.encoded.tokens, number).T)
            places.append(late.spans_of(number)[:, 0] - passage.path_end + passage.offset)
        similarities, starts = np.concatenate(parts, axis=1), np.concatenate(places)
        scores = []
        for start, end in spans:
            inside = similarities[:, (starts >= start) & (starts < end)]
            best = inside.max(axis=1) if inside.size else np.zeros(len(inside))
            scores.append(float(best @ reading.token_weights))
        return scores

    def _read_uncached(self, question: str, depth: int, within: Within | None = None) -> _Reading:
        query, within = self.read(question), within or self._within
        encoded = self.embedder.encode_queries([query.encoded_text])[0]
        terms = self._weigh_terms(query)
        examples, resemblance = self.snapshot.examples, self._compare(question, encoded)
        # An example names the clause that answers it best of all documents, not of some.
        expected = examples.expect(resemblance) if examples and self._within is None else {}
        allowed = None if within is None else self._allowed(within)
        candidates = self._candidates(query, encoded.vector, terms, expected, depth, allowed)
        best = self.snapshot.late.best(encoded.tokens, candidates)
        said = (*query.reference.spans, *query.places.values())
        inside = [any(start <= s and e <= end for start, end in said) for s, e in encoded.spans]
        mask = np.where(inside, self.weights.reference_token, 1.0).astype(np.float32)
        weights = token_weights(best, mask, contrast=self.weights.token_contrast)
        return _Reading(
            query=query,
            encoded=encoded,
            candidates=candidates,
            token_weights=weights,
            dense=self.finders.dense.scores_of(encoded.vector, candidates),
            late=best @ weights,
            terms=terms,
            coverage=self.snapshot.lexical.coverage(query.lexical_text),
            resemblance=resemblance,
            expected=expected,
        )

    def _candidates(
        self,
        query: Query,
        vector: Floats,
        terms: Mapping[str, float],
        expected: Mapping[int, float],
        depth: int,
        allowed: Allowed | None,
    ) -> list[int]:
        """Return the passages that late interaction scores, in order: each signal hands in some."""
        weights, finders = self.weights, self.finders
        told = [
            c for c, share in expected.items() if weights.examples * share > weights.least_example
        ]
        clauses = [*told, *self._asked.named(query, most=depth)]
        found = sorted(
            {
                *finders.dense.nearest(vector, depth, allowed).numbers.tolist(),
                *self._passages_of_best(finders.lexical.best(terms, depth, allowed), depth),
                *(passage for clause in clauses for passage in self._passages(clause)),
                *self._passages_meant(query, vector, depth),
            }
        )
        return found if allowed is None else [p for p in found if allowed.passages[p]]

    def _weigh_terms(self, query: Query) -> dict[str, float]:
        """Return the weight of each word in lexical search.

        So weighted, scores are the share of what the question's words are worth that a clause
        holds. The thesaurus's words count little beside words that the clauses know, more where
        those are of another language.
        """
        index, weights = self.snapshot.lexical, self.weights
        terms: dict[str, float] = dict(count_terms(query.text))
        if weights.expansion and query.terms:
            unknown = 1 - index.coverage(query.text)
            weight = weights.expansion + weights.foreign * unknown
            for term, count in count_terms(" ".join(query.terms)).items():
                terms[term] = terms.get(term, 0.0) + weight * count
        worth = index.worth(query.text) or 1.0
        return {term: weight / worth for term, weight in terms.items()}

    def _compare(self, question: str, encoded: Encoded) -> Resemblance:
        examples = self.snapshot.examples
        if examples is None:
            return Resemblance(np.zeros(0))
        own = examples.find(question) if self._leave_out else None
        if own is None:
            return examples.compare(encoded.vector)
        return examples.compare_with_others(own)

    def _passages_meant(self, query: Query, vector: Floats, count: int) -> list[int]:
        """Return the best passages of documents whose number or whole title is stated."""
        if not query.reference.is_exact:
            return []
        meant = self._asked.clauses_of(query.reference.doc_ids)
        inside = [passage for clause in meant for passage in self._passages(clause)]
        scores = self.finders.dense.scores_of(vector, inside)
        found = best_of(np.array(inside, np.int64), scores, count)
        return [int(number) for number in found.numbers]

    def _passages_of_best(self, found: Found, count: int) -> list[int]:
        """Return the passages of the best clauses, at least `count` if so many clauses fit."""
        passages: list[int] = []
        for clause in found.numbers.tolist():
            if len(passages) >= count:
                break
            passages.extend(self._passages(clause))
        return passages

    def _passages(self, clause: int) -> range:
        return self.snapshot.passages_of(range(clause, clause + 1))

    def _best_passages(self, reading: _Reading) -> tuple[list[int], list[int]]:
        """Return the candidate clauses, and of each the passage that late interaction prefers."""
        best: dict[int, tuple[float, int]] = {}
        for passage, score in zip(reading.candidates, reading.late.tolist(), strict=True):
            clause = int(self.snapshot.clause_of_passage[passage])
            best[clause] = max(best.get(clause, (-np.inf, 0)), (score, passage))
        return list(best), [passage for _, passage in best.values()]

    def _signals(self, reading: _Reading, clauses: list[int]) -> Signals:
        query, candidates = reading.query, reading.candidates
        places = {clause: i for i, clause in enumerate(clauses)}
        rows = np.array([places[int(self.snapshot.clause_of_passage[p])] for p in candidates])
        return Signals(
            dense=_best_of(rows, reading.dense, len(clauses)),
            late=_best_of(rows, reading.late, len(clauses)),
            lexical=self.finders.lexical.scores_of(reading.terms, clauses),
            place=self._asked.place(query, clauses),
            kind=self._asked.kind(query, clauses),
            superseded=self._asked.superseded(query, clauses),
            fact=self._asked.fact(query, clauses),
            other_document=self._asked.other_document(query, clauses),
            examples=np.array([reading.expected.get(c, 0.0) for c in clauses], dtype=np.float32),
        )

    def _explain(
        self, query: Query, encoded: Encoded, weights: Floats, passage: int
    ) -> dict[str, Any]:
        record, index = self.snapshot.passages[passage], self.snapshot.late
        match = index.match(encoded.tokens, passage)
        spans = index.spans_of(passage)
        names = names_of(self.snapshot.searched[record.clause], self._vocabulary)
        return {
            "names": sorted({name for _, name in query.names & names}),
            "words": explain_words(query.encoded_text, encoded, weights, match, spans, record),
            "weakest_quarter": weakest_quarter(match.scores),
        }


def _best_of(rows: np.ndarray, scores: Floats, count: int) -> Floats:
    best = np.full(count, -np.inf, dtype=np.float32)
    np.maximum.at(best, rows, scores)
    return best


def _select(corpus: Corpus, doc_ids: Collection[str]) -> Corpus:
    """Return the part of `corpus` that some documents make, their clauses as they are."""
    documents = tuple(document for document in corpus.documents if document.doc_id in doc_ids)
    if unknown := set(doc_ids).difference(document.doc_id for document in documents):
        raise ValueError(f"search: {', '.join(sorted(unknown))} is not held; use ids of documents")
    return Corpus(
        documents,
        {document.doc_id: corpus.texts[document.doc_id] for document in documents},
        tuple(c for document in documents for c in corpus.clauses_of(document.doc_id)),
    )
