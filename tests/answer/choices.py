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
) -> Choice:
    """Return a clause as chosen, with a score for each of its sentences; equal ones if none."""
    clause = find_clause(corpus, clause_id)
    sentences = split_sentences(clause, corpus.texts[clause.doc_id])
    scored = zip(sentences, scores or [0.5] * len(sentences), strict=True)
    return Choice(
        Hit(rank, 1.0, clause, {"words": rank}),
        tuple(ScoredSentence(sentence, score) for sentence, score in scored),
    )
