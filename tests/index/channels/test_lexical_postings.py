from collections import Counter
from pathlib import Path

import numpy as np

from index.channels.lexical_build import write_lexical
from index.channels.lexical_postings import Postings
from question.words import tokenize

TEXTS = ["检验检测公共服务平台", "", "品牌培育，品牌推广", "绿色工厂 5G", "绿色品牌，支持检验检测"]


def test_each_term_has_the_texts_that_hold_it_in_order(tmp_path: Path) -> None:
    write_lexical(iter(TEXTS), tmp_path)
    postings = Postings.load(tmp_path)
    expected: dict[str, list[int]] = {}
    for number, text in enumerate(TEXTS):
        for term in Counter(tokenize(text)):
            expected.setdefault(term, []).append(number)
    assert postings.size == len(TEXTS)
    assert set(postings.terms) == expected.keys()
    for term, texts in expected.items():
        column = postings.column(term)
        assert column is not None
        assert column.texts.tolist() == texts
        assert column.texts.dtype == np.int32
        assert column.impacts.dtype == np.float32
    assert postings.column("zebra") is None
