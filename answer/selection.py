"""Which clauses and which of their sentences answer a question."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from math import log

from answer.drafts import Extract, extract_of
from answer.sentences import Sentence, split_sentences
from index import Hit, Searcher
from index.channels.passages import label_of
from ingest import Clause
from question.focus import TOLD, Emphasis, read_emphasis
from question.query import Query, blank
from question.thesaurus import default_thesaurus
from question.words import simplify, tokenize

# What the best sentence of a clause adds to the clause's score, and how much worse than the best
# one a further clause may be. Chosen on the development questions: nine in ten times a clause that
# answers is among those chosen, and three in four of those chosen are relevant.
_SENTENCE_WEIGHT = 5.0
_MARGIN = 0.25
_CONSIDERED = 10
# What it adds that the question holds the clause's title, of at least so many characters.
_NAMED, _SHORTEST_TITLE = 0.3, 4
# The share of a question's words, by their rarity, that make it a question for a clause.
_NEARLY_ALL = 0.8
# What the share of the question's words in a sentence, by their rarity, adds to its cosine, and
# that of the thesaurus's; a sentence is quoted if it is at most so much worse than the best.
_SAME_WORDS, _SAME_TERMS = 0.1, 0.05
_SENTENCE_MARGIN = 0.06
# What it adds to a sentence that examples speak for it, beyond so much; then it is quoted, and its
# clause considered, whatever else is better.
_EXPECTED, _LIKELY = 0.1, 0.25
# What it adds to a clause's score that its best sentence holds what is asked for, by the rarity of
# the words: a story tells more of the asker's trade than of the need.
_NEED, _NEED_OF_STORY = 0.2, 0.4

# Clauses, and front matter that says more than a fact.
_TELLING = ("", "text", "preamble")
# A sentence and its words.
_Words = tuple[Sentence, frozenset[str]]
_ITEM = re.compile(r"(?:^|[。：])[一二三四五六七八九十]+是")


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence: its `cosine` by late interaction, and `score`, which counts shared words too.

    `expected` is how much the examples speak for it as the answer, about 0 to 1.
    """

    sentence: Sentence
    cosine: float
    score: float
    expected: float


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause chosen to answer; `relevance` orders choices, sentences are in their order."""

    hit: Hit
    sentences: tuple[ScoredSentence, ...]
    relevance: float

    @property
    def is_expected(self) -> bool:
        """Say whether examples speak for one of its sentences as the answer."""
        return any(s.expected >= _LIKELY for s in self.sentences)

    def best(self, count: int) -> list[Extract]:
        """Return the sentences nearly as good as the best, at most `count`, in their order.

        Those that examples speak for are among them in any case. Sentences that follow on each
        other are one extract. Of a list (一是……；二是……) that several of them are items of, all of
        its items are returned.
        """
        least = max((s.score for s in self.sentences), default=0.0) - _SENTENCE_MARGIN
        ranked = sorted(self.sentences, key=lambda s: -s.score)[:count]
        near = [s for s in ranked if s.score >= least]
        near += [s for s in self.sentences if s.expected >= _LIKELY and s not in near]
        is_list = sum(_is_item(s) for s in near) > 1
        chosen = [s.sentence for s in self.sentences if s in near or (is_list and _is_item(s))]
        return [extract_of(run, self.hit.clause, self.hit) for run in _join(self.hit, chosen)]


class Selector:
    """Chooses among the hits of one index."""

    def __init__(self, searcher: Searcher) -> None:
        """Take the rarity of words from the clauses of `searcher`."""
        self._searcher = searcher
        count = len(searcher.snapshot.searched)
        holding = searcher.snapshot.lexical.counts()
        self._rarity = {word: log(1 + count / n) for word, n in holding.items() if n}
        self._split: dict[str, list[_Words]] = {}

    def choose(self, question: str, hits: Sequence[Hit], *, most: int) -> list[Choice]:
        """Return the clauses among `hits` that answer, best first, at least one, at most `most`."""
        query = self._searcher.read(question)
        asked = _Asked.read(query)
        # A clause that the question names by its title is considered wherever it ranks.
        named = [hit for hit in hits[_CONSIDERED:] if _names_title(hit.clause, query.text)]
        considered = [*hits[:_CONSIDERED], *named]
        choices = [self._score(question, asked, hit) for hit in considered]
        choices.sort(key=lambda c: (-c.relevance, c.hit.rank))
        least = choices[0].relevance - _MARGIN
        return [c for c in choices if c.relevance >= least or c.is_expected][:most]

    def rank(self, question: str, hits: Sequence[Hit], *, margin: float, most: int) -> list[Choice]:
        """Return the first of `hits` in their order, each at most `margin` below the first."""
        asked = _Asked.read(self._searcher.read(question))
        near = [hit for hit in hits[:most] if hit.score >= hits[0].score - margin]
        return [self._score(question, asked, hit) for hit in near]

    def _score(self, question: str, asked: "_Asked", hit: Hit) -> Choice:
        split = self._sentences_of(hit.clause)
        spans = [(sentence.start, sentence.end) for sentence, _ in split]
        cosines = self._searcher.score_spans(question, hit.clause, spans, emphasis=asked.emphasis)
        whole = self._sum(asked.words, asked.words) or 1.0
        need = whole + max((self._sum(term, term) for term in asked.terms), default=0.0)
        scored, held = [], 0.0
        for (sentence, own), cosine in zip(split, cosines, strict=True):
            words = self._sum(asked.words, own)
            terms = [self._sum(term, own) for term in asked.terms]
            shared = _SAME_WORDS * words + _SAME_TERMS * sum(terms)
            expected = self._searcher.expect_answer(
                question, hit.clause.doc_id, sentence.source_start, sentence.source_end
            )
            score = cosine + shared / whole + _EXPECTED * max(0.0, expected - _LIKELY)
            scored.append(ScoredSentence(sentence, cosine, score, expected))
            held = max(held, (words + max(terms, default=0.0)) / need)
        relevance = hit.score + _SENTENCE_WEIGHT * max(cosines, default=0.0)
        relevance += held * (_NEED_OF_STORY if asked.emphasis else _NEED)
        relevance += _NAMED * _names_title(hit.clause, asked.text)
        return Choice(hit, tuple(scored), relevance)

    def _sentences_of(self, clause: Clause) -> list[_Words]:
        """Return the sentences of a clause with their words, cut the first time it is asked for."""
        if clause.clause_id not in self._split:
            source = self._searcher.snapshot.corpus.texts[clause.doc_id]
            self._split[clause.clause_id] = [
                (sentence, frozenset(tokenize(sentence.text)))
                for sentence in split_sentences(clause, source)
            ]
        return self._split[clause.clause_id]

    def _sum(self, words: Mapping[str, float], own: Container[str]) -> float:
        """Return how much those of `words` tell that are among `own`."""
        return sum(w * self._rarity.get(word, 0.0) for word, w in words.items() if word in own)

    def is_named_by(self, query: Query, clause: Clause) -> bool:
        """Say whether a question holds a clause's title, or hardly a word that the clause lacks."""
        if _names_title(clause, query.text):
            return True
        asked = set(tokenize(blank(query.text, query.reference.spans)))
        held = set(tokenize(" ".join((*clause.path, clause.title, clause.text))))
        rarest = max(self._rarity.values(), default=1.0)
        weights = {word: self._rarity.get(word, rarest) for word in asked}
        shared = sum(weight for word, weight in weights.items() if word in held)
        return shared >= _NEARLY_ALL * sum(weights.values()) > 0

    def weigh(self, words: frozenset[str]) -> float:
        """Return how much `words` tell, by their rarity in the clauses; others tell nothing."""
        return sum(self._rarity.get(word, 0.0) for word in words)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question asks: its words and the documents' terms for them, word by word.

    Each word has its weight: what the asker only tells of himself counts less.
    """

    text: str
    words: Mapping[str, float]
    terms: tuple[Mapping[str, float], ...]
    emphasis: Emphasis

    @classmethod
    def read(cls, query: Query) -> "_Asked":
        """Return the words of `query`."""
        emphasis = read_emphasis(query.text)
        told = [(start, end) for start, end, _ in emphasis]
        asking = blank(query.text, told)
        words = dict.fromkeys(tokenize(query.text), TOLD) | dict.fromkeys(tokenize(asking), 1.0)
        meant = default_thesaurus().expand(asking) if told else query.terms
        terms = {term: 1.0 if term in meant else TOLD for term in (*query.terms, *meant)}
        return cls(
            query.text,
            words,
            tuple(dict.fromkeys(tokenize(term), weight) for term, weight in terms.items()),
            emphasis,
        )


def telling_hits(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits that say something: who issued a document, and when, is read elsewhere."""
    return [hit for hit in hits if label_of(hit.clause) in _TELLING]


def _is_item(scored: ScoredSentence) -> bool:
    return _ITEM.search(scored.sentence.text) is not None


def _names_title(clause: Clause, question: str) -> bool:
    title = simplify(clause.title)
    return len(title) >= _SHORTEST_TITLE and title in question


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
