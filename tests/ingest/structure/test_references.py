from pathlib import Path

from ingest import Corpus, load_corpus

STATUTE = (
    "临江市扶持条例\n第一条 甲。\n第二条 符合下列条件的：\n（一）乙；\n（二）丙。\n"
    "前款规定适用于丁。\n"
    "第三条 依照本条例第二条第二款、第二条第（一）项办理，不适用第九条，详见附件1。\n"
    "附件1\n名单\n一、戊。\n"
)
MEASURE = (
    "临江市实施办法\n第一条 根据《临江市扶持条例》第二条和《外省条例》第五条制定。\n第二条 己。\n"
)


def load(tmp_path: Path) -> Corpus:
    (tmp_path / "a.txt").write_text(STATUTE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(MEASURE, encoding="utf-8")
    return load_corpus(tmp_path)


def references_of(corpus: Corpus, clause_id: str) -> dict[str, str]:
    (clause,) = (c for c in corpus.clauses if c.clause_id == clause_id)
    for r in clause.annotations.references:
        assert corpus.texts[clause.doc_id][r.start : r.end] == r.printed
    return {r.printed: r.clause_id for r in clause.annotations.references}


def test_a_reference_leads_to_the_place_in_its_own_document(tmp_path: Path) -> None:
    assert references_of(load(tmp_path), "a/3") == {
        "本条例第二条第二款": "a/2/p2",
        "第二条第（一）项": "a/2.1",
        "第九条": "",
        "附件1": "a/annex1",
    }


def test_a_reference_by_title_leads_to_the_other_document_if_it_is_held(tmp_path: Path) -> None:
    assert references_of(load(tmp_path), "b/1") == {
        "《临江市扶持条例》第二条": "a/2",
        "《外省条例》第五条": "",
    }


def test_the_number_of_a_clause_is_no_reference(tmp_path: Path) -> None:
    assert references_of(load(tmp_path), "b/2") == {}
