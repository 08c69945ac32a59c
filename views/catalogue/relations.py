"""How documents stand to each other, each time in the words of one of them: never guessed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest import Clause, Corpus, Document
from ingest.structure.replacements import TitleIndex, find_held_repeals, title_key
from ingest.structure.titles import title_of_issued
from views.catalogue.clause_reader import ClauseReader
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
_REVISES = re.compile("修[订改正]")
_FORWARDED = re.compile("转发|批转")
_QUOTED = re.compile(
    "《(?P<title>[^《》]+(?:[《〈][^《》〈〉]*[》〉][^《》]*)*)》(?:[（(](?P<number>[^（）()]{4,40})[）)])?"
)
# A document says what it rests on where it first says that it is made, or what follows, and not
# far from its beginning; what it quotes of others comes later.
_SOON = 20_000
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
    reader = ClauseReader(corpus)
    found = [*_repeals(corpus, reader)]
    index = TitleIndex(corpus.documents)
    for document in corpus.documents:
        found += [*_drafts(document, index, reader), *_forwards(document, index, reader)]
        found += _grounds(document, corpus.texts[document.doc_id], index, reader)
    once = {(relation.doc_id, relation.other): relation for relation in reversed(found)}
    return tuple(reversed(once.values()))


def _repeals(corpus: Corpus, reader: ClauseReader) -> Iterator[Relation]:
    for held in find_held_repeals(corpus.documents):
        document, repeal = held.document, held.repeal
        kind = "amends" if repeal.part == _CHANGE else "ends_part" if repeal.part else "replaces"
        kind = "would_end" if document.status == "draft" else kind
        clause = reader.at(document.doc_id, repeal.start)
        if clause is not None:
            printed = corpus.texts[document.doc_id][repeal.start : repeal.end]
            part = "" if repeal.part == _CHANGE else repeal.part
            yield Relation(kind, document.doc_id, held.other.doc_id, clause, printed, part)


def _drafts(document: Document, index: TitleIndex, reader: ClauseReader) -> Iterator[Relation]:
    """Give the document that a draft is of: their titles are one, but for the note of the draft."""
    if document.status != "draft":
        return
    for title in (document.title, document.notice):
        named = title if title == document.title else title_of_issued(title)
        core = _DRAFT_NOTE.sub("", _DRAFT_NOTE.sub("", named))
        for other in index.find(core, besides=document.doc_id) if core else ():
            clause = reader.titled(document, title)
            if other.status != "draft" and clause is not None:
                dated = document.issued or _year(document)
                is_older = bool(other.issued) and other.issued < dated
                revises = is_older or _REVISES.search(named)
                kind = "would_revise" if revises else "draft_of"
                yield Relation(kind, document.doc_id, other.doc_id, clause, named)


def _year(document: Document) -> str:
    """Return the year in the number of a document that states no day."""
    years = re.findall(r"(?:19|20)\d\d", document.number)
    return years[0] if years else ""


def _forwards(document: Document, index: TitleIndex, reader: ClauseReader) -> Iterator[Relation]:
    """Give the document at hand that a notice issues or forwards, which it does in its title.

    What stands under the notice itself is that of another only where it was forwarded.
    """
    title = document.notice or document.title
    if document.status == "draft" or (document.notice and not _FORWARDED.search(title)):
        return
    named = title_of_issued(title)
    found = [
        other
        for other in (index.find(named, besides=document.doc_id) if named else ())
        if title_key(other.title) == title_key(named)
        and not (document.issued and other.issued > document.issued)
        and not set(other.issuers) & set(document.issuers if document.notice else ())
    ]
    clause = reader.titled(document, title)
    if len(found) == 1 and clause is not None:
        yield Relation("forwards", document.doc_id, found[0].doc_id, clause, title)


def _grounds(
    document: Document, text: str, index: TitleIndex, reader: ClauseReader
) -> Iterator[Relation]:
    """Give what a document says that it was made by or for: 根据《甲条例》，制定本办法."""
    text = text[:_SOON]
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
