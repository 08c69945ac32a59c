"""From drafts to an answer: every statement checked, citations numbered, notices added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from answer.checks.statement import find_unsupported
from answer.drafts import Draft, Extract
from answer.finder import Found
from answer.forms.support import write_force_notices, write_trade_notices
from answer.model import Answer, Citation, Point
from answer.notices import write_notices
from answer.points import number_extracts, put_verdict_first, write_line, write_points
from ingest import Corpus
from prompts import fill
from question.typed import LONGEST_QUERY

_RELATED = 3
# Words shown in a notice, and characters of each.
_MOST_WORDS, _LONGEST_WORD = 3, 20


@dataclass(frozen=True, slots=True)
class Composer:
    """Makes the answers to one question: as typed, and `standalone`, as it was understood."""

    corpus: Corpus
    question: str
    standalone: str
    intent: str
    as_of: date

    def answer(
        self,
        found: Found,
        drafts: Sequence[Draft],
        notices: Sequence[str],
        *,
        is_generated: bool = False,
    ) -> Answer:
        """Return the answer that `drafts` make, those left out that do not hold.

        Args:
            found: What was found for the question.
            drafts: Its drafts, or what was written from their clauses.
            notices: What else a reader must know.
            is_generated: A language model wrote the drafts.
        """
        documents = {document.doc_id: document for document in self.corpus.documents}
        checked, withheld = check_drafts(drafts[found.counts :], self.corpus)
        if not checked:
            return self.refuse("no_answer", found)
        drafts = [*drafts[: found.counts], *checked]
        citations = number_citations(drafts)
        points = write_points(drafts, self.corpus)
        if found.is_near:
            points.insert(0, Point(fill("near"), is_verdict=True))
        elif not (is_generated or found.compares):
            points = put_verdict_first(points, citations, found.verdict)
        cited = list(dict.fromkeys(citation.clause for citation in citations))
        applying: list[str] = []
        if self.intent == "support":
            applying += write_trade_notices(self.standalone, cited)
            applying += write_force_notices(drafts)
        status = write_notices(
            (documents[doc_id] for doc_id in dict.fromkeys(c.doc_id for c in cited)), self.as_of
        )
        return Answer(
            question=self.question,
            status="partial" if found.is_near else "answered",
            support="near" if found.is_near else "direct",
            intent=self.intent,
            text="\n".join(map(write_line, points)),
            points=tuple(points),
            citations=citations,
            notices=(*notices, *found.notices, *withheld, *applying, *status),
            related=tuple(hit for hit in found.nearest if hit.clause not in cited)[:_RELATED],
            confidence=found.strength,
            standalone=self.standalone,
            is_generated=is_generated,
        )

    def refuse(self, why: str, found: Found) -> Answer:
        """Return a refusal.

        Args:
            why: `not_found` names what is absent and the clauses nearest to it,
                `no_answer` the nearest alone; `no_subject` asks for what a question is about;
                `out_of_scope`.
            found: What was found for the question.
        """
        status = "not_found" if why in ("not_found", "no_answer") else "out_of_scope"
        values = {"absent": "、".join(found.absent)} if why == "not_found" else {}
        return Answer(
            question=self.question,
            status=status,
            intent=self.intent,
            text=fill(why, **values),
            points=(Point(fill(why, **values), is_verdict=True),),
            citations=(),
            notices=tuple(found.notices),
            related=tuple(found.nearest[:_RELATED]) if status == "not_found" else (),
            confidence=found.strength,
            standalone=self.standalone,
        )


def refuse_text(question: str) -> Answer:
    """Return the answer to a text that cannot be searched: blank, too long, or no text."""
    text = fill("unreadable", longest=f"{LONGEST_QUERY:,}")
    points = (Point(text, is_verdict=True),)
    return Answer(question, "out_of_scope", "unreadable", text, (), (), (), points=points)


def check_drafts(drafts: Sequence[Draft], corpus: Corpus) -> tuple[list[Draft], list[str]]:
    """Return the drafts that hold, and a notice of each that does not.

    A draft holds if its extracts stand in the source, white space aside, and every word of its own
    in the clauses that it cites.
    """
    documents = {document.doc_id: document for document in corpus.documents}
    kept, notices = [], []
    for draft in drafts:
        clauses = list(dict.fromkeys(extract.clause for extract in draft.extracts))
        wrong = [e.text for e in draft.extracts if not _is_verbatim(e, corpus)]
        wrong += find_unsupported(draft.text, clauses, documents)
        if wrong:
            words = "、".join(f"“{word[:_LONGEST_WORD]}”" for word in wrong[:_MOST_WORDS])
            notices.append(fill("notice_withheld", words=words))
        else:
            kept.append(draft)
    return kept, notices


def _is_verbatim(extract: Extract, corpus: Corpus) -> bool:
    printed = corpus.texts[extract.clause.doc_id][extract.source_start : extract.source_end]
    return "".join(printed.split()) == "".join(extract.text.split())


def number_citations(drafts: Sequence[Draft]) -> tuple[Citation, ...]:
    """Return a citation for each extract, numbered from 1 in the order of the drafts."""
    return tuple(
        Citation(n, e.clause, e.text, e.source_start, e.source_end, e.why)
        for e, n in number_extracts(drafts).items()
    )
