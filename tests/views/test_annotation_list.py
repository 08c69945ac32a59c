from collections import Counter
from pathlib import Path

from ingest import load_corpus
from views.annotation_list import NOTE_KINDS, list_notes

_CORPUS = load_corpus(Path(__file__).parents[2] / "docs_raw")


def test_a_clause_lists_departments_by_their_part_and_terms_in_the_order_of_the_text() -> None:
    clause = next(c for c in _CORPUS.clauses if c.clause_id == "guangdong-2023/3.3.3")
    notes = list_notes(clause)
    departments = [(n.kind, n.name, n.printed) for n in notes if n.kind in ("lead", "partner")]
    assert departments == [
        ("lead", "广东省市场监督管理局", "省市场监管局"),
        ("partner", "广东省商务厅", "省商务厅"),
    ]
    assert [n.printed for n in notes if n.kind == "industry"] == ["洗护用品", "化妆品", "婴童产品"]
    assert [n.start for n in notes] == sorted(n.start for n in notes)


def test_a_figure_says_what_it_measures() -> None:
    clause = next(c for c in _CORPUS.clauses if c.clause_id == "guangdong-2023/2.2")
    (figure,) = [n for n in list_notes(clause) if n.kind == "figure"]
    assert figure.printed == "2%"
    assert figure.name.endswith("研发投入达到主营业务收入")


def test_every_annotation_is_listed_once_with_the_words_at_its_span() -> None:
    listed: Counter[str] = Counter()
    annotated: Counter[str] = Counter()
    for clause in _CORPUS.clauses:
        source = _CORPUS.texts[clause.doc_id]
        for note in list_notes(clause):
            listed[note.kind] += 1
            words = source[note.start : note.end]
            assert "".join(words.split()) == "".join(note.printed.split())
            assert clause.start <= note.start < note.end <= clause.end
        found = clause.annotations
        roles = Counter(r.role for r in found.responsibilities)
        annotated += Counter(
            lead=roles["lead"],
            partner=roles["support"],
            industry=len(found.industries),
            city=len(found.cities),
            figure=len(found.figures),
            support=len(found.supports),
        )
    assert listed == annotated
    assert set(listed) == set(NOTE_KINDS)
