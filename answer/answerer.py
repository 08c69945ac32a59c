"""Answer a question with sentences of the documents, word for word, each with its citation."""

import re
from collections.abc import Sequence
from datetime import date

from answer.departments import (
    DepartmentTasks,
    asked_roles,
    count_tasks,
    find_tasks,
    name_roles,
)
from answer.extract import Extract, extract_sentences
from answer.intent import asks_number, asks_validity, read_intent, read_needs
from answer.model import Answer, Citation
from answer.notices import write_notices
from index import Hit, Searcher
from index.passages import label_of
from index.query import Query
from ingest.vocabulary import default_vocabulary
from prompts import fill

# Below this match strength a question is of another field. Chosen on the development questions:
# of the answerable ones 1 % lies lower, of those of other fields 7 in 10.
_LEAST_STRENGTH = 1.63
_SEARCHED = 8
# A comparison needs the best clauses of each document.
_COMPARED = 40
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
        self._facts: dict[str, dict[str, str]] = {doc_id: {} for doc_id in corpus.texts}
        for clause in searcher.snapshot.searched:
            if label_of(clause):
                self._facts[clause.doc_id].setdefault(label_of(clause), clause.title)
        titles = " ".join(document.title for document in corpus.documents)
        self._industries_of_titles = self._names_in("industries", titles)

    def answer(self, question: str, *, as_of: date) -> Answer:
        """Return the answer to `question`; notices speak of the documents on the day `as_of`.

        Raises:
            QueryError: `question` is blank or too long.
        """
        query = self._searcher.read(question)
        hits = self._searcher.search(
            question, k=_COMPARED if query.reference.compares else _SEARCHED
        )
        intent = read_intent(query)
        strength = self._searcher.match_strength(question, hits[0])
        tasks = find_tasks(self._searcher, query) if intent == "department_list" else []
        absent = [] if tasks else self._absent(query, intent, hits)
        if not tasks and (absent or strength < _LEAST_STRENGTH):
            status = "not_found" if strength >= _LEAST_STRENGTH else "out_of_scope"
            values = {"absent": "、".join(absent)} if status == "not_found" else {}
            near = tuple(hits[:_RELATED])
            return Answer(question, status, intent, fill(status, **values), (), (), near, strength)
        extracts = [extract for group in tasks for extract in group.extracts]
        extracts = extracts or self._extract(question, query, intent, hits)
        citations = tuple(
            Citation(n, e.hit.clause, e.text, e.source_start, e.source_end, e.hit.why)
            for n, e in enumerate(extracts, start=1)
        )
        cited = dict.fromkeys(citation.clause.doc_id for citation in citations)
        lines = [_statement(citation) for citation in citations]
        if tasks:
            lines.insert(0, self._count(query, tasks))
        elif query.reference.compares:
            lines = self._name_documents(lines, citations)
        uncovered = [] if tasks else self._uncovered(query, extracts)
        if uncovered:
            lines.append(fill("uncovered", names="、".join(uncovered)))
        return Answer(
            question,
            "partial" if uncovered else "answered",
            intent,
            "\n".join(lines),
            citations,
            write_notices((self._documents[doc_id] for doc_id in cited), as_of),
            tuple(hit for hit in hits if all(hit.clause != c.clause for c in citations))[:_RELATED],
            strength,
        )

    def _extract(
        self, question: str, query: Query, intent: str, hits: Sequence[Hit]
    ) -> list[Extract]:
        """Return what to quote: the best of each document compared, or of all."""
        parts = [hits]
        if query.reference.compares:
            parts = [[hit for hit in hits if hit.clause.doc_id == d] for d in self._documents]
        return [
            extract
            for part in parts
            if part
            for extract in extract_sentences(
                self._searcher, question, intent, part, facts=query.facts
            )
        ]

    def _count(self, query: Query, tasks: Sequence[DepartmentTasks]) -> str:
        """Return the sentence that counts the tasks of a department and cites them all."""
        meant = [self._documents[doc_id].title for doc_id in sorted(query.reference.doc_ids)]
        return fill(
            "department_tasks",
            departments="、".join(sorted(query.departments)),
            documents="、".join(f"《{title}》" for title in meant)
            or f"所收 {len(self._documents)} 份文件",
            counts=count_tasks(tasks),
        )

    def _name_documents(self, lines: Sequence[str], citations: Sequence[Citation]) -> list[str]:
        """Put the title of each document before the first of the statements that cite it."""
        firsts = {c.clause.doc_id: i for i, c in reversed(list(enumerate(citations)))}
        titles = {i: f"《{self._documents[doc_id].title}》：" for doc_id, i in firsts.items()}
        return [titles.get(i, "") + line for i, line in enumerate(lines)]

    def _absent(self, query: Query, intent: str, hits: Sequence[Hit]) -> list[str]:
        """Return what the question asks for and the documents that it means do not hold."""
        meant = query.reference.doc_ids or frozenset(self._documents)
        near = [hit.clause for hit in hits if hit.clause.doc_id in meant][:_RELATED]
        needs = read_needs(query.text)
        absent = [need.name for need in needs if not any(map(need.is_met, near))]
        counts = any(clause.annotations.figures for clause in near)
        if intent == "figure" and asks_number(query.text) and not absent and not counts:
            absent.append("具体数字")
        absent += self._absent_facts(query, meant)
        texts = [self._searcher.snapshot.corpus.texts[doc_id] for doc_id in meant]
        years = sorted({a or b for a, b in _YEAR.findall(query.text)})
        if not asks_validity(query.text):
            absent += [f" {year} 年的内容" for year in years if not any(year in t for t in texts)]
        absent += self._unknown_names(query, meant)
        if intent == "department_list" and not absent:
            roles = name_roles(asked_roles(query))
            departments = "、".join(sorted(query.departments))
            absent.append(fill("no_tasks", departments=departments, roles=roles))
        return absent

    def _absent_facts(self, query: Query, meant: frozenset[str]) -> list[str]:
        """Return the facts of the front matter asked for, if the documents meant have none."""
        asked = [(doc_id, label) for doc_id in meant for label in query.facts]
        if any(label in self._facts[doc_id] for doc_id, label in asked):
            return []
        titles = {label: title for facts in self._facts.values() for label, title in facts.items()}
        return sorted({titles[label] for label in query.facts if label in titles})

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
