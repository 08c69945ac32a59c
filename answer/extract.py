"""Choose the sentences of the best clauses that answer a question."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.sentences import Sentence, split_sentences
from index import Hit, Searcher
from index.passages import label_of

# Clauses whose score is at least this share of the best one's are quoted, at most so many.
_CLAUSE_SHARE = 0.9
_MOST_CLAUSES = 3
# A shorter clause is quoted whole.
_SHORT = 120
# Further sentences of a clause, if nearly as good as its best one.
_SENTENCE_SHARE = 0.965
_MOST_SENTENCES = 3
# What the asked-for kind of fact adds to a sentence's cosine.
_FACT_BONUS = 0.15


@dataclass(frozen=True, slots=True)
class Extract:
    """A run of sentences of one clause; offsets as in `Sentence`."""

    hit: Hit
    text: str
    source_start: int
    source_end: int


def extract_sentences(
    searcher: Searcher, question: str, intent: str, hits: Sequence[Hit], *, facts: frozenset[str]
) -> list[Extract]:
    """Return what to quote, best clause first, sentences of a clause in their order.

    `facts` are the labels of front matter that the question asks for.
    """
    extracts: list[Extract] = []
    for hit in _clauses_to_quote(facts, hits):
        sentences = split_sentences(hit.clause, searcher.snapshot.corpus.texts[hit.clause.doc_id])
        chosen = _choose(searcher, question, intent, hit, sentences)
        extracts.extend(
            Extract(hit, s.text, s.source_start, s.source_end) for s in _join(hit, chosen)
        )
    return extracts


def _clauses_to_quote(facts: frozenset[str], hits: Sequence[Hit]) -> list[Hit]:
    """Return the best hits, and for each fact of the front matter asked for its best clause."""
    least = _CLAUSE_SHARE * hits[0].score
    best = [hit for hit in hits if hit.score >= least][:_MOST_CLAUSES]
    labels = {label_of(hit.clause): hit for hit in reversed(hits)}
    asked = [labels[label] for label in sorted(facts) if label in labels]
    return best + [hit for hit in asked if hit not in best]


def _choose(
    searcher: Searcher, question: str, intent: str, hit: Hit, sentences: list[Sentence]
) -> list[Sentence]:
    if len(hit.clause.text) <= _SHORT:
        return sentences
    spans = [(s.start, s.end) for s in sentences]
    scores = searcher.score_spans(question, hit.clause, spans)
    scores = [
        score + _FACT_BONUS * _holds_fact(hit, sentence, intent)
        for score, sentence in zip(scores, sentences, strict=True)
    ]
    best = max(scores)
    ranked = sorted(range(len(sentences)), key=lambda i: (-scores[i], i))[:_MOST_SENTENCES]
    return [sentences[i] for i in sorted(ranked) if scores[i] >= _SENTENCE_SHARE * best]


def _holds_fact(hit: Hit, sentence: Sentence, intent: str) -> bool:
    annotations = hit.clause.annotations
    spans = {
        "responsibility": [(r.start, r.end) for r in annotations.responsibilities],
        "figure": [(f.start, f.end) for f in annotations.figures],
    }.get(intent, [])
    return any(sentence.source_start <= a and b <= sentence.source_end for a, b in spans)


def _join(hit: Hit, sentences: list[Sentence]) -> list[Sentence]:
    """Join sentences that follow on each other into one run."""
    joined: list[Sentence] = []
    for sentence in sentences:
        last = joined[-1] if joined else None
        if last and not hit.clause.text[last.end : sentence.start].strip():
            text = hit.clause.text[last.start : sentence.end]
            joined[-1] = Sentence(
                text, last.start, sentence.end, last.source_start, sentence.source_end
            )
        else:
            joined.append(sentence)
    return joined
