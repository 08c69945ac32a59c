"""Which part of a question asks what of which document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.forms.parts import split_by_document
from index import Searcher
from tests.fakes import make_searcher


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("made_up"))


@pytest.mark.parametrize(
    ("question", "plan", "draft"),
    [
        (
            "行动计划怎么说检测，征求意见稿怎么说人才？",
            "行动计划怎么说检测，",
            "征求意见稿怎么说人才？",
        ),
        # A part that means no single document is asked of both.
        (
            "关于绿色工厂，行动计划有什么目标；征求意见稿呢？",
            "关于绿色工厂，行动计划有什么目标；",
            "关于绿色工厂，征求意见稿呢？",
        ),
        # One sentence that names both is split where the second one is named,
        (
            "行动计划写的检测和征求意见稿写的人才有什么区别",
            "行动计划写的检测",
            "和征求意见稿写的人才有什么区别",
        ),
        # but not where both are named together.
        (
            "行动计划和征求意见稿怎么讲人才",
            "行动计划和征求意见稿怎么讲人才",
            "行动计划和征求意见稿怎么讲人才",
        ),
        ("两份文件怎么讲人才？", "两份文件怎么讲人才？", "两份文件怎么讲人才？"),
        # The other document is asked the whole question rather than nothing.
        ("行动计划怎么说检测？", "行动计划怎么说检测？", "行动计划怎么说检测？"),
        ("，，行动计划？", "行动计划？", "，，行动计划？"),
    ],
)
def test_each_document_is_asked_its_own_part(
    searcher: Searcher, question: str, plan: str, draft: str
) -> None:
    assert split_by_document(searcher, question) == {"plan": plan, "draft": draft}


@given(
    question=st.text(
        st.sampled_from("检测人才行动计划征求意见稿两份的，。；？?:！a1 <\n"), max_size=60
    ).filter(lambda text: any(map(str.isalnum, text)))
)
def test_any_question_gives_each_document_a_part_of_its_words(
    searcher: Searcher, question: str
) -> None:
    asked = split_by_document(searcher, question)
    assert set(asked) == {"plan", "draft"}
    for part in asked.values():
        assert any(map(str.isalnum, part))
        rest = iter(question)
        assert all(letter in rest for letter in part)
