import json
from collections.abc import Callable

import pytest

from ingest.model import (
    Annotations,
    Clause,
    Document,
    Figure,
    Mention,
    Responsibility,
)
from ingest.records import clause_record, document_record, read_clause, read_document

CONTRACT = {"clause_id", "doc_id", "source", "start", "end", "kind", "number", "title", "path"}
Parse = Callable[[str], tuple[Document, list[Clause]]]


def annotated_clause() -> Clause:
    annotations = Annotations(
        responsibilities=(Responsibility("lead", "省商务厅", "商务厅", 3, 6),),
        industries=(Mention("纺织", "家纺", 7, 9),),
        figures=(Figure(7200.0, "亿元", "增加值", "7200 亿元", 10, 17),),
    )
    return Clause(
        clause_id="d/1.2",
        doc_id="d",
        source="d.txt",
        start=0,
        end=20,
        kind="clause",
        number="（二）",
        title="目标",
        path=("一、总体要求",),
        text="（二）目标。",
        citation="《d》一（二）",
        annotations=annotations,
    )


def test_a_record_holds_the_fields_of_the_contract_with_annotations_beside_them() -> None:
    record = clause_record(annotated_clause())
    assert set(record) >= {*CONTRACT, "text", "citation", *Annotations.__dataclass_fields__}
    assert record["responsibilities"][0]["department"] == "省商务厅"


def test_a_clause_is_the_same_after_json_and_back() -> None:
    clause = annotated_clause()
    assert read_clause(json.loads(json.dumps(clause_record(clause)))) == clause


@pytest.mark.parametrize("name", ["statute.txt", "plan.txt", "notice.txt"])
def test_whole_documents_are_the_same_after_json_and_back(
    parse: Parse, read_fixture: Callable[[str], str], name: str
) -> None:
    document, clauses = parse(read_fixture(name))
    assert read_document(json.loads(json.dumps(document_record(document)))) == document
    for clause in clauses:
        assert read_clause(json.loads(json.dumps(clause_record(clause)))) == clause


@pytest.mark.parametrize("broken", [{"start": None}, {"path": "一"}, {"figures": [{"value": "a"}]}])
def test_a_record_with_a_field_of_another_type_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        read_clause(clause_record(annotated_clause()) | broken)


def test_a_record_without_a_field_is_refused() -> None:
    record = clause_record(annotated_clause())
    del record["text"]
    with pytest.raises(ValueError, match="text"):
        read_clause(record)
