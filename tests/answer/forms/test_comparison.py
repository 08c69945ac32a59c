"""What each document says on one theme."""

import pytest

from answer.compose import check_drafts
from answer.forms.comparison import Comparer
from answer.forms.quotes import Quoter
from answer.lists import Lists
from answer.selection import Selector
from index import Searcher

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def comparer(real_searcher: Searcher) -> Comparer:
    corpus = real_searcher.snapshot.corpus
    quoter = Quoter(Lists(corpus), corpus.texts)
    return Comparer(real_searcher, Selector(real_searcher), quoter)


@pytest.mark.parametrize(
    ("question", "plan", "draft"),
    [
        # A theme that is named once is that of both documents,
        ("关于行业协会，省计划和国家草案各要求做什么", "专家智库", "桥梁"),
        ("乐器厂问：广东点了哪些乐器技术，国家草案呢", "钢琴弦列", "乐器"),
        # each document may have its own,
        ("广东怎么讲企业挂牌上市，国家草案怎么讲债券融资", "挂牌上市", "债券融资"),
        ("研发投入广东和国家草案各定多少", "2%", "3%左右"),
    ],
)
def test_each_document_gives_the_clause_that_fits(
    comparer: Comparer, real_searcher: Searcher, question: str, plan: str, draft: str
) -> None:
    drafts = comparer.compare(question, real_searcher.search(question, k=40), {})
    said = {"guangdong-2023": "", "miit-2022-draft": ""}
    for one in drafts:
        said[one.extracts[0].clause.doc_id] += one.text + "".join(e.text for e in one.extracts)
    assert plan in said["guangdong-2023"]
    assert draft in said["miit-2022-draft"]


def test_of_a_document_that_is_silent_the_nearest_clause_is_given(
    comparer: Comparer, real_searcher: Searcher
) -> None:
    question = "广东计划和国家草案对陶瓷釉料各怎么说"
    hits = real_searcher.search(question, k=40)
    silent = [hit for hit in hits if hit.clause.doc_id == "guangdong-2023"]
    drafts = comparer.compare(question, silent, {})
    assert {e.clause.doc_id for d in drafts for e in d.extracts} > {"guangdong-2023"}
    (nearest,) = (d for d in drafts if d.text.startswith("最接近的条款："))
    assert {e.clause.doc_id for e in nearest.extracts} == {"miit-2022-draft"}
    assert check_drafts(drafts, real_searcher.snapshot.corpus) == (drafts, [])
