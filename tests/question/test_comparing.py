"""Whether a question sets one document beside another."""

import pytest

from question.comparing import sets_beside


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
