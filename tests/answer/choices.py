"""Choices of clauses made by hand, so that what is done with them needs no search."""

from collections.abc import Sequence

from answer.selection import Choice, ScoredSentence
from answer.sentences import split_sentences
from index import Hit
from ingest import Clause, Corpus


def find_clause(corpus: Corpus, clause_id: str) -> Clause:
    """Return the clause of an id."""
    return next(clause for clause in corpus.clauses if clause.clause_id == clause_id)


def make_choice(
    corpus: Corpus,
    clause_id: str,
    scores: Sequence[float] = (),
    *,
    rank: int = 1,
    expected: Sequence[float] = (),
) -> Choice:
    """Return a clause as chosen, with a score for each of its sentences; equal ones if none.

    `expected` is how much examples speak for each.
    """
    clause = find_clause(corpus, clause_id)
    sentences = split_sentences(clause, corpus.texts[clause.doc_id])
    count = len(sentences)
    scored = zip(sentences, scores or [0.5] * count, expected or [0.0] * count, strict=True)
    return Choice(
        Hit(rank, 1.0, clause, {"words": rank}),
        tuple(ScoredSentence(sentence, score, score, likely) for sentence, score, likely in scored),
        relevance=1.0,
    )
