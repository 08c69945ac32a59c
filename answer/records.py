"""Answers as JSON objects."""

from typing import Any

from answer.model import Answer, Citation
from index.records import hit_record


def answer_record(question_id: str, answer: Answer) -> dict[str, Any]:
    """Return the JSON object of an answer."""
    return {
        "id": question_id,
        "question": answer.question,
        "status": answer.status,
        "intent": answer.intent,
        "answer": answer.text,
        "citations": [_citation_record(citation) for citation in answer.citations],
        "notices": list(answer.notices),
        "related": [hit_record(hit) for hit in answer.related],
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
