"""What a document is about as a whole: its industries and its place."""

from dataclasses import dataclass

from ingest import Corpus, Document
from ingest.annotations.vocabulary import default_vocabulary
from ingest.structure.front import read_region
from views.support.words import load_words


@dataclass(frozen=True, slots=True)
class Scope:
    """What a document is about.

    Attributes:
        doc_id: Its document.
        titles: Industries that its title names, canonical.
        printed: The same as its title prints them.
        region: The place whose government issued it, canonical; "" for a national document.
        described: Industries that its background part names: those that it says it is about.
        named: The industries that it names anywhere.
    """

    doc_id: str
    titles: tuple[str, ...]
    printed: tuple[str, ...]
    region: str
    described: frozenset[str]
    named: frozenset[str]

    def cover(self, industry: str) -> str:
        """Return `in`, `partly` (some clauses name it) or `out` (none does) for an industry."""
        vocabulary = default_vocabulary()
        wider = {industry, *vocabulary.broader("industries", industry)}
        if not self.titles or wider & {*self.titles} or industry in self.described:
            return "in"
        if any(industry in (n, *vocabulary.broader("industries", n)) for n in self.named):
            return "partly"
        return "out"


def read_scope(document: Document, corpus: Corpus) -> Scope:
    """Return what `document`, one of `corpus`, is about."""
    vocabulary = default_vocabulary()
    titles = vocabulary.find("industries", document.title)
    region = vocabulary.find("cities", read_region(document))
    described: set[str] = set()
    named: set[str] = set()
    for clause in corpus.clauses:
        if clause.doc_id != document.doc_id or clause.kind in ("toc", "furniture"):
            continue
        names = {mention.name for mention in clause.annotations.industries}
        named |= names
        if load_words().background.search("\n".join((*clause.path, clause.title))):
            described |= names
    return Scope(
        document.doc_id,
        tuple(dict.fromkeys(found.name for found in titles)),
        tuple(dict.fromkeys(found.printed for found in titles)),
        region[-1].name if region else "",
        frozenset(described),
        frozenset(named),
    )
