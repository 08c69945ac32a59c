from hypothesis import given
from hypothesis import strategies as st

from ingest import Corpus, Document
from ingest.formats.model import Extract
from ingest.model import INDEXED_KINDS
from ingest.parsing import parse_document
from views.side_by_side.sections import split_sections

_LONG = "企业应当按照规定办理登记并公示有关信息。" * 20
_ARTICLES = "".join(
    f"第{n}条 {words}\n\n" for n, words in zip("一二三", ["甲。", "乙。", "丙。"], strict=True)
)


def _sections(text: str) -> list[list[str]]:
    _, clauses = parse_document(Document("d", "d.txt", ""), Extract(text, is_wrapped=False))
    return [[clause.text for clause in s.clauses] for s in split_sections(clauses)]


def test_each_article_is_a_section() -> None:
    sections = _sections(_ARTICLES)
    assert [texts[0][:3] for texts in sections] == ["第一条", "第二条", "第三条"]


def test_a_long_chapter_is_taken_apart_and_a_short_one_stays_whole() -> None:
    chapter = "".join(
        f"（{n}）{words}。{_LONG}\n" for n, words in zip("一二三", "甲乙丙", strict=True)
    )
    text = (
        f"一、登记\n{chapter}二、附则\n（一）解释。由市局解释。\n（二）施行。自发布之日起施行。\n"
    )
    sections = _sections(text)
    assert [texts[0][:6] for texts in sections] == [
        "（一）甲。企",
        "（二）乙。企",
        "（三）丙。企",
        "二、附则",
    ]
    assert len(sections[-1]) == 3


def test_every_clause_that_states_something_is_in_one_section(corpus: Corpus) -> None:
    for document in corpus.documents:
        clauses = corpus.clauses_of(document.doc_id)
        inside = [c.clause_id for s in split_sections(clauses) for c in s.clauses]
        stating = [
            c.clause_id for c in clauses if c.kind in INDEXED_KINDS - {"front", "back", "heading"}
        ]
        assert len(inside) == len(set(inside))
        assert set(stating) <= set(inside)


@given(
    st.lists(
        st.sampled_from(["一、甲\n", "（一）乙。", "1.丙。", "——丁。", _LONG, "\n", "专栏1 戊\n"])
    )
)
def test_no_clause_is_lost_or_told_twice_whatever_the_text(pieces: list[str]) -> None:
    text = "".join(("题\n", *pieces))
    _, clauses = parse_document(Document("d", "d.txt", ""), Extract(text, is_wrapped=False))
    inside = [c.clause_id for s in split_sections(clauses) for c in s.clauses]
    assert len(inside) == len(set(inside))
