"""Which clauses and which of their sentences answer a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from answer.drafts import Extract, extract_of
from answer.sentences import Sentence, split_sentences
from index import Hit, Searcher
from index.lexical import simplify, tokenize

# What the best sentence of a clause adds to the clause's score, and how much worse than the best
# one a further clause may be. Chosen on the development questions: nine in ten times a clause that
# answers is among those chosen, and three in four of those chosen are relevant.
_SENTENCE_WEIGHT = 5.0
_MARGIN = 0.25
_CONSIDERED = 10
# What it adds that the question holds the clause's title, of at least so many characters.
_NAMED, _SHORTEST_TITLE = 0.3, 4
# What the share of the question's words in a sentence, by their rarity, adds to its cosine, and
# that of the thesaurus's; a sentence is quoted if it is at most so much worse than the best.
_SAME_WORDS, _SAME_TERMS = 0.1, 0.05
_SENTENCE_MARGIN = 0.06


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence: its `cosine` by late interaction, and `score`, which counts shared words too."""

    sentence: Sentence
    cosine: float
    score: float


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause chosen to answer; `relevance` orders choices, sentences are in their order."""

    hit: Hit
    sentences: tuple[ScoredSentence, ...]
    relevance: float

    def best(self, count: int) -> list[Extract]:
        """Return the sentences nearly as good as the best, at most `count`, in their order.

        Sentences that follow on each other are one extract.
        """
        least = max((s.score for s in self.sentences), default=0.0) - _SENTENCE_MARGIN
        ranked = sorted(self.sentences, key=lambda s: -s.score)[:count]
        chosen = [s.sentence for s in self.sentences if s in ranked and s.score >= least]
        return [extract_of(run, self.hit.clause, self.hit) for run in _join(self.hit, chosen)]


class Selector:
    """Chooses among the hits of one index."""

    def __init__(self, searcher: Searcher) -> None:
        """Take the rarity of words from the clauses of `searcher`."""
        self._searcher = searcher
        count = len(searcher.snapshot.searched)
        holding = searcher.snapshot.lexical.counts()
        self._rarity = {word: log(1 + count / n) for word, n in holding.items() if n}

    def choose(self, question: str, hits: Sequence[Hit], *, most: int) -> list[Choice]:
        """Return the clauses among `hits` that answer, best first, at least one, at most `most`."""
        query = self._searcher.read(question)
        words = frozenset(tokenize(query.text))
        terms = frozenset(tokenize(" ".join(query.terms)))
        # A clause that the question names by its title is considered wherever it ranks.
        named = [hit for hit in hits[_CONSIDERED:] if _is_named(hit, query.text)]
        considered = [*hits[:_CONSIDERED], *named]
        choices = [self._score(question, words, terms, hit) for hit in considered]
        choices.sort(key=lambda c: (-c.relevance, c.hit.rank))
        return [c for c in choices if c.relevance >= choices[0].relevance - _MARGIN][:most]

    def _score(
        self, question: str, words: frozenset[str], terms: frozenset[str], hit: Hit
    ) -> Choice:
        source = self._searcher.snapshot.corpus.texts[hit.clause.doc_id]
        sentences = split_sentences(hit.clause, source)
        spans = [(s.start, s.end) for s in sentences]
        cosines = self._searcher.score_spans(question, hit.clause, spans)
        whole = self._weigh(words) or 1.0
        scored = []
        for sentence, cosine in zip(sentences, cosines, strict=True):
            own = frozenset(tokenize(sentence.text))
            shared = _SAME_WORDS * self._weigh(words & own)
            shared += _SAME_TERMS * self._weigh(terms & own)
            scored.append(ScoredSentence(sentence, cosine, cosine + shared / whole))
        relevance = hit.score + _SENTENCE_WEIGHT * max(cosines, default=0.0)
        relevance += _NAMED * _is_named(hit, self._searcher.read(question).text)
        return Choice(hit, tuple(scored), relevance)

    def _weigh(self, words: frozenset[str]) -> float:
        return sum(self._rarity.get(word, 0.0) for word in words)


def _is_named(hit: Hit, question: str) -> bool:
    title = simplify(hit.clause.title)
    return len(title) >= _SHORTEST_TITLE and title in question


def _join(hit: Hit, sentences: Sequence[Sentence]) -> list[Sentence]:
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
