import pytest
from hypothesis import given
from hypothesis import strategies as st

from question.words import simplify, tokenize


def test_terms_are_words_their_parts_and_bigrams() -> None:
    terms = tokenize("市场监管局")
    assert {"市场", "监管", "场监", "管局"} <= set(terms)
    assert tokenize("，。 ！") == []


@pytest.mark.parametrize(
    ("written", "compared"),
    [("檢驗檢測", "检验检测"), ("ＡＢＣ１２％", "abc12%"), ("臺灣", "台湾"), ("Brand", "brand")],
)
def test_traditional_and_full_width_forms_are_folded(written: str, compared: str) -> None:
    assert simplify(written) == compared
    assert tokenize(written) == tokenize(compared)


@given(st.text(max_size=60))
def test_any_text_is_cut_into_terms_without_white_space(text: str) -> None:
    assert all(term and not term.isspace() for term in tokenize(text))
