"""Questions from a file, and answers as JSON objects."""

from pathlib import Path
from typing import Any

from answer.model import Answer, Citation, Point
from index.records import hit_record, read_question_records
from ingest import SourceError


def read_asked(path: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return id, question and the questions before it of each line `{"id","question"}`.

    Those before are given as a list, `"earlier"`, oldest first. Whether a text can be searched is
    not looked at: each question gets an answer that says so.

    Raises:
        SourceError: the file cannot be read, or a line of it has another form.
    """
    asked = []
    for where, question_id, record in read_question_records(path, key="question"):
        earlier = record.get("earlier", [])
        if not isinstance(earlier, list) or not all(isinstance(q, str) for q in earlier):
            raise SourceError(f"{where} has earlier {earlier!r}; write a list of questions")
        asked.append((question_id, record["question"], tuple(earlier)))
    return asked


def answer_record(question_id: str, answer: Answer) -> dict[str, Any]:
    """Return the JSON object of an answer."""
    return {
        "id": question_id,
        # A lone half of a character has no UTF-8.
        "question": answer.question.encode(errors="replace").decode(),
        "status": answer.status,
        "support": answer.support,
        "intent": answer.intent,
        "answer": answer.text,
        "citations": [_citation_record(citation) for citation in answer.citations],
        "notices": list(answer.notices),
        "related": [hit_record(hit) for hit in answer.related],
        "points": [_point_record(point) for point in answer.points],
        "suggestions": list(answer.suggestions),
        "asks_back": answer.asks_back,
        "advice": answer.advice,
    }


def _point_record(point: Point) -> dict[str, Any]:
    return {
        "words": point.words,
        "label": point.label,
        "clause_id": point.clause.clause_id if point.clause else "",
        "citations": list(point.citations),
        "is_verdict": point.is_verdict,
    }


def _citation_record(citation: Citation) -> dict[str, Any]:
    clause = citation.clause
    return {
        "n": citation.n,
        "clause_id": clause.clause_id,
        "doc_id": clause.doc_id,
        "source": clause.source,
        "start": citation.start,
        "end": citation.end,
        "citation": clause.citation,
        "quote": citation.quote,
    }
