"""Whether a question sets one document beside another."""

import pytest

from question.comparing import asks_of_several, sets_beside


def only_document(text: str) -> str:
    named = [name for name in ("甲文", "乙文") if name in text]
    return named[0] if len(named) == 1 else ""


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        # By a word for it,
        ("甲文的要求比乙文的有什么不同", True),
        ("how does 甲文 differ from 乙文", True),
        # by naming them together,
        ("甲文和乙文说到茶叶了吗", True),
        ("甲文 and 乙文 on tea", True),
        # by asking something of each.
        ("甲文怎么说茶叶，乙文说了多少", True),
        ("照甲文办了以后，乙文怎么说茶叶", False),
        ("甲文里提到的乙文说到茶叶了吗", False),
    ],
)
def test_documents_are_set_beside_each_other(text: str, *, beside: bool) -> None:
    spans = [(text.index(name), text.index(name) + 2) for name in ("甲文", "乙文")]
    assert sets_beside(text, spans, only_document) == beside


@pytest.mark.parametrize(
    ("question", "of_several"),
    [
        ("湿租和干租在增值税上有什么区别", True),
        ("生活污水和生活垃圾分别归谁管", True),
        ("两类企业的补助比例差多少", True),
        ("How do the two rates differ?", True),
        ("生活垃圾归谁管", False),
        ("补助比例是多少", False),
    ],
)
def test_a_question_of_several_things_is_told(question: str, of_several: bool) -> None:
    assert asks_of_several(question) is of_several
