"""How documents stand to each other, each time in the words of one of them: never guessed."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest import Clause, Corpus, Document
from ingest.structure.replacements import TitleIndex, find_held_repeals, title_key
from ingest.structure.titles import title_of_issued
from views.catalogue.entries import kind_of

# What the first document of a relation is to the second.
RELATIONS = (
    *("replaces", "ends_part", "amends", "would_end", "draft_of", "would_revise"),
    *("forwards", "implements", "based_on"),
)
# A document and what it is merely based on do not belong together: a law has hundreds of such.
_LOOSE = frozenset({"based_on"})
_CHANGE = "修改"
_DRAFT_NOTE = re.compile(
    r"[（(【〔][^（）()]{0,20}(?:稿|草案)[^（）()]{0,8}[）)】〕]|(?:征求意见稿|(?:修订)?草案)$"
)
_QUOTED = re.compile(
    "《(?P<title>[^《》]+(?:[《〈][^《》〈〉]*[》〉][^《》]*)*)》(?:[（(](?P<number>[^（）()]{4,40})[）)])?"
)
# Front matter is looked for in so many clauses.
_FIRST = 16
# A document says what it rests on where it first says that it is made, or what follows; what it
# quotes of others comes later.
_MADE = re.compile("(?:制\\s*[定订訂]|修订|编制|出台)(?:了)?本(?P<own>[一-鿿]{1,8})")
_FOLLOWS = re.compile("(?:通知|公告|通告|决定|规定)如下|(?:提出|制定|制订)(?:如下|以下)")
_GROUND = re.compile("根据|依据|依照|按照|遵照|贯彻|落实|实施")
_RULES = re.compile("^(?:的)?(?:实施|施行)(?:细则|办法|条例|规定|意见|方案)")


@dataclass(frozen=True, slots=True)
class Relation:
    """What `doc_id` is to `other`: one of `RELATIONS`; `clause` says so, at `start` of its source.

    `printed` is that place as it is printed; `part` what of the other ends, where not all does.
    """

    kind: str
    doc_id: str
    other: str
    clause: Clause
    printed: str
    part: str = ""

    @property
    def is_close(self) -> bool:
        """Say whether the two belong together."""
        return self.kind not in _LOOSE


def find_relations(corpus: Corpus) -> tuple[Relation, ...]:
    """Return how the documents of `corpus` stand to each other, each relation once.

    Only clauses are read that may say so, and what stands before all.
    """
    reader = _Reader(corpus)
    found = [*_repeals(corpus, reader)]
    index = TitleIndex(corpus.documents)
    for document in corpus.documents:
        found += [*_drafts(document, index, reader), *_forwards(document, index, reader)]
        found += _grounds(document, corpus.texts[document.doc_id], index, reader)
    once = {(relation.doc_id, relation.other): relation for relation in reversed(found)}
    return tuple(reversed(once.values()))


class _Reader:
    """Finds clauses of a corpus by document and place."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        places = {document.doc_id: place for place, document in enumerate(corpus.documents)}
        self._places, self._place_of = places, lambda clause: places[clause.doc_id]

    def first(self, doc_id: str) -> Sequence[Clause]:
        start, end = self._bounds(doc_id)
        return self._corpus.clauses[start : min(end, start + _FIRST)]

    def at(self, doc_id: str, offset: int) -> Clause | None:
        start, end = self._bounds(doc_id)
        clauses = self._corpus.clauses
        place = bisect_right(clauses, offset, start, end, key=lambda clause: clause.start) - 1
        while place >= start:
            if clauses[place].start <= offset < clauses[place].end:
                return clauses[place]
            place -= 1
        return None

    def titled(self, document: Document, title: str) -> Clause | None:
        """Return the clause that states the title of `document`, or that of its notice."""
        facts = (f for f in document.facts if f.name == "title")
        fitting = [f for f in facts if title_key(f.value) == title_key(title)]
        if fitting:
            return self.at(document.doc_id, fitting[0].start)
        key = title_key(title)
        return next((c for c in self.first(document.doc_id) if key in title_key(c.text)), None)

    def _bounds(self, doc_id: str) -> tuple[int, int]:
        place, clauses = self._places[doc_id], self._corpus.clauses
        end = bisect_right(clauses, place, key=self._place_of)
        return bisect_right(clauses, place - 1, 0, end, key=self._place_of), end


def _repeals(corpus: Corpus, reader: _Reader) -> Iterator[Relation]:
    for held in find_held_repeals(corpus.documents):
        document, repeal = held.document, held.repeal
        kind = "amends" if repeal.part == _CHANGE else "ends_part" if repeal.part else "replaces"
        kind = "would_end" if document.status == "draft" else kind
        clause = reader.at(document.doc_id, repeal.start)
        if clause is not None:
            printed = corpus.texts[document.doc_id][repeal.start : repeal.end]
            part = "" if repeal.part == _CHANGE else repeal.part
            yield Relation(kind, document.doc_id, held.other.doc_id, clause, printed, part)


def _drafts(document: Document, index: TitleIndex, reader: _Reader) -> Iterator[Relation]:
    """Give the document that a draft is of: their titles are one, but for the note of the draft."""
    if document.status != "draft":
        return
    for title in (document.title, document.notice):
        named = title if title == document.title else title_of_issued(title)
        core = _DRAFT_NOTE.sub("", _DRAFT_NOTE.sub("", named))
        for other in index.find(core, besides=document.doc_id) if core else ():
            clause = reader.titled(document, title)
            if other.status != "draft" and clause is not None:
                is_older = bool(other.issued) and other.issued < (
                    document.issued or _year(document)
                )
                kind = "would_revise" if is_older else "draft_of"
                yield Relation(kind, document.doc_id, other.doc_id, clause, named)


def _year(document: Document) -> str:
    """Return the year in the number of a document that states no day."""
    years = re.findall(r"(?:19|20)\d\d", document.number)
    return years[0] if years else ""


def _forwards(document: Document, index: TitleIndex, reader: _Reader) -> Iterator[Relation]:
    """Give the document at hand that a notice issues or forwards, which it does in its title."""
    title = document.notice or document.title
    named = title_of_issued(title) if document.status != "draft" else ""
    for other in index.find(named, besides=document.doc_id) if named else ():
        clause = reader.titled(document, title)
        if clause is not None and title_key(other.title) == title_key(named):
            yield Relation("forwards", document.doc_id, other.doc_id, clause, title)


def _grounds(
    document: Document, text: str, index: TitleIndex, reader: _Reader
) -> Iterator[Relation]:
    """Give what a document says that it was made by or for: 根据《甲条例》，制定本办法."""
    made = (match for match in _MADE.finditer(text) if kind_of(document.title) in match["own"])
    first = (next(made, None), _FOLLOWS.search(text))
    places = [match.start() for match in first if match]
    clauses = dict.fromkeys(reader.at(document.doc_id, place) for place in places)
    for clause in (clause for clause in clauses if clause is not None):
        for sentence in re.split("[。\n]", clause.text):
            if not (_MADE.search(sentence) or _FOLLOWS.search(sentence)):
                continue
            for match in _QUOTED.finditer(sentence):
                if not _GROUND.search(sentence[: match.start()]):
                    continue
                found = index.find(match["title"], besides=document.doc_id)
                if len(found) == 1:
                    kind = "implements" if _is_rules_of(document, match["title"]) else "based_on"
                    yield Relation(kind, document.doc_id, found[0].doc_id, clause, sentence.strip())


def _is_rules_of(document: Document, title: str) -> bool:
    """Say whether a title is that of rules for what another names: 甲条例实施细则."""
    own, other = title_key(document.title), title_key(title)
    if own.startswith(other):
        return _RULES.match(own.removeprefix(other)) is not None
    return re.search(f"(?:贯彻|落实|实施|执行){re.escape(other)}", own) is not None
