"""Lists in the documents: what leads them in, and their items."""

from pathlib import Path

import pytest

from answer.lists import Lists
from ingest import Clause, Corpus, load_corpus
from tests.fakes import write_documents

RULES = """某市补贴办法

第一条 企业有下列情形之一的，不得申请：
（一）被列入失信名单；
（二）有下列违法行为：
1.偷税；
2.排污。
（三）已经停产。
第二条 申请人应当提交下列材料：
（一）申请表；
（二）营业执照。
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load_corpus(write_documents(tmp_path_factory.mktemp("docs"), rules=RULES))


def find(corpus: Corpus, words: str) -> Clause:
    return next(clause for clause in corpus.clauses if words in clause.text)


def test_a_lead_in_has_its_items_in_order(corpus: Corpus) -> None:
    items = Lists(corpus).items_of(find(corpus, "不得申请"))
    assert [item.text[:3] for item in items] == ["（一）", "（二）", "（三）"]


def test_an_item_knows_what_governs_it(corpus: Corpus) -> None:
    lists = Lists(corpus)
    assert lists.lead_of(find(corpus, "停产")) == find(corpus, "不得申请")
    assert lists.lead_of(find(corpus, "营业执照")) == find(corpus, "提交下列材料")
    assert lists.lead_of(find(corpus, "排污")) == find(corpus, "违法行为")


def test_what_stands_by_itself_has_neither(corpus: Corpus) -> None:
    lists = Lists(corpus)
    assert lists.lead_of(find(corpus, "不得申请")) is None
    assert lists.items_of(find(corpus, "停产")) == ()


def test_lists_of_the_same_words_in_two_documents_are_told_apart(tmp_path: Path) -> None:
    folder = write_documents(tmp_path, first=RULES, second=RULES.replace("失信", "黑"))
    held = load_corpus(folder)
    lists = Lists(held)
    leads = {
        lead.doc_id for c in held.clauses if (lead := lists.lead_of(c)) and lead.doc_id != c.doc_id
    }
    assert leads == set()
