"""What an applicant must know of the support that the documents offer."""

import pytest

from answer.drafts import Draft, Extract
from answer.forms.support import write_force_notices, write_trade_notices
from answer.sentences import split_sentences
from ingest import Corpus, load_corpus
from tests.fakes import write_documents

PLAN = """临江省行动计划
一、任务
（一）品牌建设。支持打造自主品牌。（省商务厅牵头）
（二）人才引进。加强人才队伍建设。各地组织培训。
（三）设备更新。支持技术改造。（省工业和信息化厅牵头）
（四）品牌推广。支持打造区域品牌，开展技术改造。
（五）营造氛围。开展宣传活动。
（六）奖励办法。对新建平台，鼓励各地给予奖励 50 万元。
（七）如何申报。企业可于 9 月 30 日前向省商务厅申报，受理后 5 个工作日答复。
"""


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load_corpus(write_documents(tmp_path_factory.mktemp("support"), plan=PLAN))


def quote(corpus: Corpus, clause_id: str, number: int) -> Draft:
    clause = next(c for c in corpus.clauses if c.clause_id == clause_id)
    sentence = split_sentences(clause, corpus.texts[clause.doc_id])[number]
    words = Extract(clause, sentence.text, sentence.source_start, sentence.source_end)
    return Draft("", (words,), quotes=True)


def test_a_reader_is_told_how_binding_the_words_are_and_what_they_leave_open(
    made_up: Corpus,
) -> None:
    force, terms = write_force_notices([quote(made_up, "plan/1.1", 0)])
    assert "“支持”" in force
    assert "“鼓励”" not in force
    assert terms == "所引条款没有写明金额或比例、申报条件和程序、办理期限。"


def test_terms_that_the_clauses_cited_state_are_not_called_open(made_up: Corpus) -> None:
    force, terms = write_force_notices([quote(made_up, "plan/1.6", 0)])
    assert "“鼓励”" in force
    assert terms == "所引条款没有写明申报条件和程序、办理期限。"
    assert write_force_notices([quote(made_up, "plan/1.7", 0)]) == ["所引条款没有写明金额或比例。"]
    both = [quote(made_up, "plan/1.6", 0), quote(made_up, "plan/1.7", 0)]
    assert len(write_force_notices(both)) == 1


def test_a_trade_that_no_clause_cited_names_is_said(corpus: Corpus) -> None:
    by_id = {clause.clause_id: clause for clause in corpus.clauses}
    digital, design = by_id["guangdong-2023/4.1.2"], by_id["guangdong-2023/4.2.4"]
    assert write_trade_notices("佛山做家具的能申请数字化支持吗", [digital]) == []
    asked = "佛山做陶瓷的能申请数字化支持吗"
    assert "陶瓷" in design.text
    assert "陶瓷" not in digital.text
    assert write_trade_notices(asked, [digital]) == ["所引条款没有点名“陶瓷”。"]
    assert write_trade_notices(asked, [digital, design]) == []
    assert write_trade_notices("我的厂能申请什么", [digital]) == []
