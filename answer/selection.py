"""Which of the clauses found are quoted, and which of their sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answer.drafts import Extract, extract_of
from answer.sentences import Sentence, split_sentences
from index import Hit, Searcher
from ingest import Clause
from reader.hits import HitReading

# A sentence is quoted if it has at least such a share of what the best one has.
_SHARE = 0.6
_ITEM = re.compile(r"(?:^|[。：])[一二三四五六七八九十]+是")


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence, and how likely it holds the answer: above 0, to choose by."""

    sentence: Sentence
    score: float


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause chosen to answer, with its sentences in their order."""

    hit: Hit
    sentences: tuple[ScoredSentence, ...]

    def best(self, count: int) -> list[Extract]:
        """Return the sentences nearly as good as the best, at most `count`, in their order.

        Sentences that follow on each other are one extract. Of a list (一是……；二是……) that several
        of them are items of, all of its items are returned.
        """
        least = max((s.score for s in self.sentences), default=0.0) * _SHARE
        ranked = sorted(self.sentences, key=lambda s: -s.score)[:count]
        near = [s for s in ranked if s.score >= least]
        is_list = sum(_is_item(s) for s in near) > 1
        chosen = [s.sentence for s in self.sentences if s in near or (is_list and _is_item(s))]
        return [extract_of(run, self.hit.clause, self.hit) for run in _join(self.hit, chosen)]


class Selector:
    """Chooses among the hits of one index."""

    def __init__(self, searcher: Searcher) -> None:
        """Choose among what `searcher` finds."""
        self._searcher = searcher

    def rank(
        self,
        question: str,
        hits: Sequence[Hit],
        read: Mapping[str, HitReading],
        *,
        margin: float,
        most: int,
    ) -> list[Choice]:
        """Return the first of `hits` in their order, each at most `margin` below the first.

        Args:
            question: What found them.
            hits: Best first.
            read: What those that were read say, by clause_id; the sentences of others are told
                by late interaction.
            margin: Of their scores.
            most: Hits returned.
        """
        near = [hit for hit in hits[:most] if hit.score >= hits[0].score - margin]
        return [Choice(hit, tuple(self._score(question, hit.clause, read))) for hit in near]

    def agreed(self, question: str, choice: Choice) -> Extract | None:
        """Return the sentence that reader and late interaction both put first; None if they differ.

        On 193 development questions 98 % of such sentences hold a fact that was asked for, of those
        that only the reader prefers half.
        """
        if not choice.sentences:
            return None
        clause = choice.hit.clause
        spans = [(s.sentence.start, s.sentence.end) for s in choice.sentences]
        met = self._searcher.score_spans(question, clause, spans)
        best = max(choice.sentences, key=lambda s: s.score)
        if best is not choice.sentences[met.index(max(met))]:
            return None
        return extract_of(best.sentence, clause, choice.hit)

    def _score(
        self, question: str, clause: Clause, read: Mapping[str, HitReading]
    ) -> list[ScoredSentence]:
        source = self._searcher.snapshot.corpus.texts[clause.doc_id]
        sentences = split_sentences(clause, source)
        spans = [(sentence.start, sentence.end) for sentence in sentences]
        reading = read.get(clause.clause_id)
        if reading is not None:
            scores = [reading.support(start, end) for start, end in spans]
        else:
            scores = self._searcher.score_spans(question, clause, spans)
        return [ScoredSentence(s, score) for s, score in zip(sentences, scores, strict=True)]


def _is_item(scored: ScoredSentence) -> bool:
    return _ITEM.search(scored.sentence.text) is not None


def _follows(clause: Clause, last: Sentence, sentence: Sentence) -> bool:
    is_next = not clause.text[last.end : sentence.start].strip()
    return is_next and not any(
        last.source_end <= skipped < sentence.source_start for skipped, _ in clause.skipped
    )


def _join(hit: Hit, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Join sentences that follow on each other into one run, never over page furniture."""
    joined: list[Sentence] = []
    for sentence in sentences:
        last = joined[-1] if joined else None
        if last and _follows(hit.clause, last, sentence):
            text = hit.clause.text[last.start : sentence.end]
            joined[-1] = Sentence(
                text, last.start, sentence.end, last.source_start, sentence.source_end
            )
        else:
            joined.append(sentence)
    return joined
