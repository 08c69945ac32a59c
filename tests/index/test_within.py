from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.disk.snapshot import Snapshot
from index.within import ClauseFields, Within
from tests.fakes import make_searcher


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    whole = make_searcher(tmp_path_factory.mktemp("index")).snapshot
    regions = {"plan": "临江省江口市", "draft": "临江省"}
    documents = tuple(
        replace(document, region=regions[document.doc_id]) for document in whole.corpus.documents
    )
    return replace(whole, corpus=replace(whole.corpus, documents=documents))


def _meant(snapshot: Snapshot, within: Within) -> set[str]:
    mask = ClauseFields(snapshot).mask(within)
    assert mask.shape == (len(snapshot.searched),)
    return {c.clause_id for c, allowed in zip(snapshot.searched, mask, strict=True) if allowed}


def _of(snapshot: Snapshot, doc_id: str) -> set[str]:
    return {clause.clause_id for clause in snapshot.searched if clause.doc_id == doc_id}


def test_without_a_wish_every_clause_is_meant(snapshot: Snapshot) -> None:
    fields = ClauseFields(snapshot)
    assert fields.mask(Within()).all()
    assert fields.expression(Within()) == ""


def test_documents_and_statuses_are_those_of_the_clauses_document(snapshot: Snapshot) -> None:
    drafts = {d.doc_id for d in snapshot.corpus.documents if d.status == "draft"}
    assert drafts == {"draft"}
    assert _meant(snapshot, Within(statuses=frozenset({"draft"}))) == _of(snapshot, "draft")
    assert _meant(snapshot, Within(doc_ids=frozenset({"plan"}))) == _of(snapshot, "plan")
    assert _meant(snapshot, Within(doc_ids=frozenset({"nobody's"}))) == set()


def test_a_region_holds_those_within_it(snapshot: Snapshot) -> None:
    province, city = frozenset({"临江省"}), frozenset({"临江省江口市"})
    assert len(_meant(snapshot, Within(regions=province))) == len(snapshot.searched)
    assert _meant(snapshot, Within(regions=city)) == _of(snapshot, "plan")
    assert _meant(snapshot, Within(regions=frozenset({"江口市"}))) == set()


def test_a_department_leads_or_supports(snapshot: Snapshot) -> None:
    clauses = {clause.clause_id: clause for clause in snapshot.searched}
    names = {
        name
        for clause in clauses.values()
        for name in (part.department for part in clause.annotations.responsibilities)
    }
    assert any("商务厅" in name for name in names)
    (commerce,) = (name for name in names if "商务厅" in name)
    found = _meant(snapshot, Within(departments=frozenset({commerce})))
    assert sorted("检验检测" in clauses[c].text for c in found) == [False, True]
    assert _meant(snapshot, Within(departments=frozenset({commerce}), kinds=frozenset())) == found


def test_wishes_are_all_to_be_met(snapshot: Snapshot) -> None:
    kinds = {clause.kind for clause in snapshot.searched if clause.doc_id == "draft"}
    for kind in kinds:
        expected = {c.clause_id for c in snapshot.searched if (c.kind, c.doc_id) == (kind, "draft")}
        wish = Within(doc_ids=frozenset({"draft"}), kinds=frozenset({kind}))
        assert _meant(snapshot, wish) == expected
    wish = Within(doc_ids=frozenset({"draft"}), regions=frozenset({"临江省江口市"}))
    assert _meant(snapshot, wish) == set()


def test_passages_follow_their_clauses(tmp_path: Path) -> None:
    snapshot = make_searcher(tmp_path, window=40).snapshot
    assert len(snapshot.passages) > len(snapshot.searched)
    fields = ClauseFields(snapshot)
    mask = fields.mask(Within(doc_ids=frozenset({"plan"})))
    expected = [snapshot.searched[p.clause].doc_id == "plan" for p in snapshot.passages]
    assert np.array_equal(fields.passages(mask), expected)


def test_a_filter_lists_values_and_regions_within(snapshot: Snapshot) -> None:
    within = Within(
        doc_ids=frozenset({'a "b"', "c\\d"}), regions=frozenset({"临江省"}), kinds=frozenset({"k"})
    )
    assert ClauseFields(snapshot).expression(within) == (
        'doc_id in ["a \\"b\\"", "c\\\\d"] and kind in ["k"]'
        ' and region in ["临江省", "临江省江口市"]'
    )
    only = Within(departments=frozenset({"省商务厅"}))
    assert ClauseFields(snapshot).expression(only) == (
        'array_contains_any(departments, ["省商务厅"])'
    )


def test_a_region_of_no_document_meets_none(snapshot: Snapshot) -> None:
    expression = ClauseFields(snapshot).expression(Within(regions=frozenset({"岭南"})))
    assert expression == 'region in ["岭南"]'
