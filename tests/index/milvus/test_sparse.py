import numpy as np
import pytest

from index.channels.lexical import LexicalIndex, count_terms
from index.milvus.sparse import document_vectors, query_vector

TEXTS = ["检验检测平台", "绿色工厂和绿色制造", "……", "检测工厂", "品牌"]


@pytest.mark.parametrize("query", ["检验检测", "绿色工厂", "工厂 工厂", "没有的词"])
def test_products_of_vectors_are_the_scores_of_the_index(query: str) -> None:
    lexical = LexicalIndex.build(TEXTS)
    asked = query_vector(lexical.postings, count_terms(query))
    documents = document_vectors(lexical.postings, 0, len(TEXTS))
    products = [sum(w * doc.get(n, 0.0) for n, w in asked.items()) for doc in documents]
    assert products == pytest.approx(lexical.scores(query).tolist(), abs=1e-6)


def test_blocks_are_parts_of_the_whole() -> None:
    lexical = LexicalIndex.build(TEXTS)
    whole = document_vectors(lexical.postings, 0, len(TEXTS))
    parts = [document_vectors(lexical.postings, i, i + 1)[0] for i in range(len(TEXTS))]
    assert parts == whole
    assert document_vectors(lexical.postings, 1, 4) == whole[1:4]


def test_a_text_without_terms_has_one_that_no_question_asks_for() -> None:
    lexical = LexicalIndex.build(TEXTS)
    (number,) = document_vectors(lexical.postings, 2, 3)[0]
    asked = [query_vector(lexical.postings, count_terms(text)) for text in TEXTS]
    assert not any(number in vector for vector in asked)


def test_every_impact_is_told_once() -> None:
    lexical = LexicalIndex.build(TEXTS)
    texts, impacts = lexical.postings.texts, lexical.postings.impacts
    told = document_vectors(lexical.postings, 0, len(TEXTS))
    # The third text has no term, and stands for itself.
    held = [value for i in (0, 1, 3, 4) for value in told[i].values()]
    assert sorted(held) == sorted(impacts.tolist())
    held_by = np.bincount(texts, minlength=5).tolist()
    assert [len(told[i]) for i in (0, 1, 3, 4)] == [held_by[i] for i in (0, 1, 3, 4)]
