"""Questions for a number: the figures of the documents as a table, matched by what they measure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from answer.drafts import Draft, Extract, extract_of
from answer.sentences import split_sentences
from index import Searcher
from ingest import Clause
from ingest.annotations.vocabulary import default_vocabulary
from ingest.model import Figure
from ingest.structure.clauses import locate_text
from question.query import Query, blank
from question.words import tokenize

# How late interaction scores the words around a figure, as a share of the best that any passage
# gets, and the share of the words for what it measures that the question has, make up its score.
# Chosen on the development questions.
_SAME_WORDS = 0.3
_LEAST_SCORE = 1.03
# Further figures are given that are nearly as good as the best.
_MARGIN = 0.06
_MOST = 3
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)([12]\d)年(?!级)")
# 2022年的征求意见稿: the year of the document, which is blanked itself.
_YEAR_OF_DOCUMENT = re.compile(r"(?:19|20)\d{2}年?[的那这份个 ]*(?= {3}|draft|plan|版)")
_PHRASE_END = re.compile("[，。；：\n]")
# Which units fit, by how a number is asked for; the first that fits is taken.
_UNITS = (
    (
        re.compile(
            r"百分之|几成|多少成|百分点|[几多少]个点|比例|占比|比重|多少[%％]|几个百分|幅度"
            r"|普及率|利润率|percent|\bshare\b|\brate\b"
        ),
        ("%", "‰", "个百分点"),
    ),
    (
        re.compile(r"(?:多少|几)(?:家|座|间)|how many (?:\w+ )?(?:factor|compan|enterpris|firm)"),
        ("家", "个", "座"),
    ),
    (re.compile(r"亿|万元|多少钱|how much (?:money|revenue)"), ("元",)),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A figure, the sentence that states it, and its phrase's span in the clause's text.

    `value` is the figure as printed, with the noun that it counts; `years` are those of the figure
    itself or, where it has none, of what stands around it; `words` are those for what it measures,
    `title` those of the clause.
    """

    figure: Figure
    value: str
    sentence: Extract
    phrase: tuple[int, int]
    years: frozenset[str]
    places: frozenset[str]
    words: tuple[str, ...]
    title: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure that answers a question: `value` as printed, and the sentence that states it."""

    score: float
    value: str
    sentence: Extract


class FigureTable:
    """The figures of the clauses of an index, each described the first time it is asked for."""

    def __init__(self, searcher: Searcher) -> None:
        """Take the clauses that `searcher` finds."""
        self._searcher = searcher
        self._clauses = {clause.clause_id: clause for clause in searcher.snapshot.searched}
        self._places = {clause_id: place for place, clause_id in enumerate(self._clauses)}
        self._rows: dict[str, list[_Row]] = {}

    def find(
        self, question: str, query: Query, clauses: Collection[Clause], *, doc_id: str = ""
    ) -> list[FoundFigure]:
        """Return the figures that the question asks for, best first; none where none fits.

        A figure fits if it lies in a document that the question means, is of the year, the place
        and in a unit that the question names, and measures what it asks for.

        Args:
            question: As typed.
            query: The same, read.
            clauses: Look in these: the best hits.
            doc_id: Look in this document, whichever the question means.
        """
        meant = {doc_id} if doc_id else query.reference.doc_ids
        years, places = _named_years(query), _named_places(query)
        units = next((units for asked, units in _UNITS if asked.search(query.text)), ())
        words = set(tokenize(query.lexical_text))
        best = self._searcher.best_match(question)
        found = []
        for clause in sorted(clauses, key=lambda c: self._places[c.clause_id]):
            if meant and clause.doc_id not in meant:
                continue
            fitting = [
                row
                for row in self._rows_of(clause)
                if (not years or years & row.years)
                and (not units or row.figure.unit.endswith(units))
                and places <= row.places
            ]
            spans = [row.phrase for row in fitting]
            matches = self._searcher.score_spans(question, clause, spans) if spans else []
            for row, match in zip(fitting, matches, strict=True):
                shared = max(_shared(words, row.words), _shared(words, row.title))
                score = match / best + _SAME_WORDS * shared
                if score >= _LEAST_SCORE:
                    found.append(FoundFigure(score, row.value, row.sentence))
        found.sort(key=lambda f: -f.score)
        return [f for f in found if f.score >= found[0].score - _MARGIN][:_MOST]

    def _rows_of(self, clause: Clause) -> list[_Row]:
        if clause.clause_id not in self._rows:
            self._rows[clause.clause_id] = [
                self._describe(clause, figure) for figure in clause.annotations.figures
            ]
        return self._rows[clause.clause_id]

    def _describe(self, clause: Clause, figure: Figure) -> _Row:
        source = self._searcher.snapshot.corpus.texts[clause.doc_id]
        joined = locate_text(clause, source)
        start, end = joined.position(figure.start), joined.position(figure.end - 1) + 1
        sentence = next(s for s in split_sentences(clause, source) if s.start <= start < s.end)
        before = [m.end() for m in _PHRASE_END.finditer(clause.text, sentence.start, start)]
        after = _PHRASE_END.search(clause.text, end, sentence.end)
        phrase = (
            before[-1] if before else sentence.start,
            after.start() if after else sentence.end,
        )
        counted = figure.what if clause.text[end:].startswith(figure.what) else ""
        return _Row(
            figure=figure,
            value=figure.printed + counted,
            sentence=extract_of(sentence, clause),
            phrase=phrase,
            years=frozenset(_YEAR.findall(figure.what) or self._years_around(clause)),
            places=frozenset(default_vocabulary().names("cities", clause.text[slice(*phrase)])),
            words=tuple(w for w in tokenize(_YEAR.sub("", figure.what)) if not w.isdigit()),
            title=tuple(tokenize(clause.title)),
        )

    def _years_around(self, clause: Clause) -> list[str]:
        """Return the years of a clause, of the headings above it, and of what it is part of."""
        parent = self._clauses.get(clause.clause_id.rsplit("/", 1)[0])
        texts = [clause.text] if parent is None else [parent.text, clause.text]
        return _YEAR.findall(" ".join([*texts, *clause.path]))


def draft_figures(found: Sequence[FoundFigure]) -> list[Draft]:
    """Return a statement for each sentence, its figures first."""
    values: dict[Extract, list[str]] = {}
    for figure in found:
        values.setdefault(figure.sentence, []).append(figure.value)
    return [Draft(f"{'、'.join(v)}：“{s.text.rstrip('；')}”", (s,)) for s, v in values.items()]


def _named_years(query: Query) -> set[str]:
    """Return the years that the question names, without those that only name a document."""
    named = _YEAR_OF_DOCUMENT.sub("", blank(query.text, query.reference.spans))
    return {*_YEAR.findall(named), *(f"20{year}" for year in _SHORT_YEAR.findall(named))}


def _named_places(query: Query) -> set[str]:
    """Return the places that the question names beyond those that name a document."""
    return default_vocabulary().names("cities", blank(query.text, query.reference.spans))


def _shared(asked: set[str], words: Sequence[str]) -> float:
    return sum(word in asked for word in words) / len(words) if words else 0.0
