"""Answer a question with sentences of the documents, word for word, each with its citation."""

import re
from collections.abc import Sequence
from datetime import date

from answer.extract import Extract, extract_sentences
from answer.intent import read_intent, read_needs
from answer.model import Answer, Citation
from answer.notices import write_notices
from index import Hit, Searcher
from index.query import Query
from ingest.vocabulary import default_vocabulary
from prompts import fill

# Below this match strength a question is of another field. Chosen on the development questions:
# of the answerable ones 1 % lies lower, of those of other fields 7 in 10.
_LEAST_STRENGTH = 1.63
_SEARCHED = 8
_RELATED = 3
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年|\b((?:19|20)\d{2})\b")


class Answerer:
    """Answers questions from one index, with no language model."""

    def __init__(self, searcher: Searcher) -> None:
        """Answer from what `searcher` finds."""
        self._searcher = searcher
        self._vocabulary = default_vocabulary()
        corpus = searcher.snapshot.corpus
        self._documents = {document.doc_id: document for document in corpus.documents}
        self._cities = {d: self._names_in("cities", text) for d, text in corpus.texts.items()}
        self._departments = {
            d: self._names_in("departments", text) for d, text in corpus.texts.items()
        }
        titles = " ".join(document.title for document in corpus.documents)
        self._industries_of_titles = self._names_in("industries", titles)

    def answer(self, question: str, *, as_of: date) -> Answer:
        """Return the answer to `question`; notices speak of the documents on the day `as_of`.

        Raises:
            QueryError: `question` is blank or too long.
        """
        hits = self._searcher.search(question, k=_SEARCHED)
        query = self._searcher.read(question)
        intent = read_intent(query.lexical_text, asks_front_matter=bool(query.facts))
        strength = self._searcher.match_strength(question, hits[0])
        near = tuple(hits[:_RELATED])
        if strength < _LEAST_STRENGTH:
            text = fill("out_of_scope")
            return Answer(question, "out_of_scope", intent, text, (), (), near, strength)
        absent = self._absent(query, hits)
        if absent:
            text = fill("not_found", absent="、".join(absent))
            return Answer(question, "not_found", intent, text, (), (), near, strength)
        extracts = extract_sentences(self._searcher, question, intent, hits, facts=query.facts)
        citations = [
            Citation(n, e.hit.clause, e.text, e.source_start, e.source_end, e.hit.why)
            for n, e in enumerate(extracts, start=1)
        ]
        cited = dict.fromkeys(citation.clause.doc_id for citation in citations)
        uncovered = self._uncovered(query, extracts)
        lines = [_statement(citation) for citation in citations]
        if uncovered:
            lines.append(fill("uncovered", names="、".join(uncovered)))
        return Answer(
            question,
            "partial" if uncovered else "answered",
            intent,
            "\n".join(lines),
            tuple(citations),
            write_notices((self._documents[doc_id] for doc_id in cited), as_of),
            tuple(hit for hit in hits if all(hit.clause != c.clause for c in citations))[:_RELATED],
            strength,
        )

    def _absent(self, query: Query, hits: Sequence[Hit]) -> list[str]:
        """Return what the question asks for and the documents that it means do not hold."""
        meant = query.reference.doc_ids or frozenset(self._documents)
        near = [hit.clause for hit in hits if hit.clause.doc_id in meant][:_RELATED]
        needs = read_needs(query.text)
        absent = [need.name for need in needs if not any(map(need.is_met, near))]
        texts = [self._searcher.snapshot.corpus.texts[doc_id] for doc_id in meant]
        years = sorted({a or b for a, b in _YEAR.findall(query.text)})
        absent += [f" {year} 年的内容" for year in years if not any(year in t for t in texts)]
        return absent + self._unknown_names(query, meant)

    def _names_in(self, kind: str, text: str) -> set[str]:
        return {found.name for found in self._vocabulary.find(kind, text)}

    def _unknown_names(self, query: Query, meant: frozenset[str]) -> list[str]:
        """Return the places and departments of the question that no document meant names."""
        places = self._names_in("cities", query.text)
        known = {name for doc_id in meant for name in self._cities[doc_id]}
        known |= {w for name in known for w in self._vocabulary.broader("cities", name)}
        # A place that belongs to a named region, such as 韶关 to 粤北, is not unknown.
        unknown = {
            name
            for name in places - known
            if not known & {*self._vocabulary.broader("cities", name)}
        }
        departments = {name for kind, name in query.names if kind == "departments"}
        named = {name for doc_id in meant for name in self._departments[doc_id]}
        return sorted(unknown) + sorted(departments - named - self._issuers(departments))

    def _issuers(self, departments: set[str]) -> set[str]:
        """Return those of `departments` that a document's issuer is or belongs to."""
        issuers = tuple(issuer for d in self._documents.values() for issuer in d.issuers)
        return {name for name in departments if any(name in issuer for issuer in issuers)}

    def _uncovered(self, query: Query, extracts: Sequence[Extract]) -> list[str]:
        """Return the departments and industries of the question that no quoted clause names."""
        covered = {name for e in extracts for name in e.hit.why["names"]}
        covered |= {w for name in covered for w in self._vocabulary.broader("industries", name)}
        meant = {name for _, name in query.names}
        return sorted(meant - covered - self._industries_of_titles - self._issuers(meant))


def _statement(citation: Citation) -> str:
    """Return a line of the answer: the quote, under the clause's title where it has another."""
    clause, quote = citation.clause, " ".join(citation.quote.split())
    if clause.title and clause.title not in quote:
        return f"{clause.title}：{quote}[{citation.n}]"
    return f"{quote}[{citation.n}]"
