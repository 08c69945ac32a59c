"""Questions on documents that nobody wrote a rule for: made up here, read by the real model."""

from datetime import date

import pytest

from answer import Answer, Answerer
from index import Searcher
from index.build import make_snapshot
from ingest import load_corpus
from question.dialogue.conversation import Conversation
from tests.fakes import write_documents

pytestmark = pytest.mark.model
DAY = date(2026, 1, 1)

_SHARED = """第一条 为鼓励企业开展设备更新，制定本办法。
第二条 对完成设备更新的企业，按投资额的百分之八给予补助，每家最高{amount}万元。
第三条 企业有下列情形之一的，不得申请补助：
（一）被列入严重失信主体名单；
（二）两年内发生过重大环境污染事故；
（三）已经停产或者歇业。
第四条 市工业和信息化局负责受理申请，市财政局负责拨付补助资金。
第五条 申请企业应当于每年三月三十一日前提交设备发票和付款凭证。
第六条 咨询电话：0000-8123456。
第七条 本办法自印发之日起施行，有效期三年。
"""
_NOTICE = """{city}市工业和信息化局文件

{short}工信〔2025〕{number}号

{city}市工业和信息化局关于印发{city}市企业设备更新补助办法的通知

各县（区）人民政府，市有关单位：

根据《{city}市工业促进条例》，现将《{city}市企业设备更新补助办法》印发给你们，请遵照执行。

{city}市工业和信息化局
2025年6月{day}日

{city}市企业设备更新补助办法

"""
_CITIES = (("云溪", "云", 4, 30, 3), ("岚川", "岚", 7, 50, 12), ("渡口", "渡", 9, 80, 21))


@pytest.fixture(scope="module")
def answerer(real_searcher: Searcher, tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Answers from the same measure of three cities, without examples."""
    texts = {
        f"city{number}": _NOTICE.format(city=city, short=short, number=number, day=day)
        + _SHARED.format(amount=amount)
        for city, short, number, amount, day in _CITIES
    }
    corpus = load_corpus(write_documents(tmp_path_factory.mktemp("docs"), **texts))
    embedder = real_searcher.embedder
    snapshot = make_snapshot(corpus, embedder, model="bundled", old=None)
    return Answerer(Searcher(snapshot, embedder))


def ask(answerer: Answerer, question: str) -> Answer:
    return answerer.answer(question, as_of=DAY)


def cited(answer: Answer) -> list[str]:
    return [citation.clause.clause_id for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "clause_id", "fact"),
    [
        ("岚川市设备更新每家最多补多少万元", "city7/2", "50万元"),
        ("《渡口市企业设备更新补助办法》最高补助多少", "city9/2", "80万元"),
        ("云溪设备更新补助比例", "city4/2", "百分之八"),
    ],
)
def test_the_city_named_answers_first(
    answerer: Answerer, question: str, clause_id: str, fact: str
) -> None:
    answer = ask(answerer, question)
    assert clause_id in cited(answer)
    assert cited(answer)[0].split("/")[0] == clause_id.split("/")[0]
    assert fact in answer.text.split("[1]")[0]


def test_a_whole_title_is_answered_from_its_document_alone(answerer: Answerer) -> None:
    answer = ask(answerer, "《渡口市企业设备更新补助办法》最高补助多少")
    assert {clause_id.split("/")[0] for clause_id in cited(answer)} == {"city9"}


@pytest.mark.parametrize("number", ["〔2025〕7号", "[2025]7号", "(2025)7号", "【2025】7号"])
def test_a_document_is_found_by_its_number_in_any_brackets(answerer: Answerer, number: str) -> None:
    answer = ask(answerer, f"岚工信{number}是什么文件")
    assert "岚川市企业设备更新补助办法" in answer.text
    assert "2025年6月12日" in answer.text


def test_a_number_that_no_document_has_is_said_to_be_absent(answerer: Answerer) -> None:
    answer = ask(answerer, "岚工信〔2025〕8号是什么文件")
    assert (answer.status, answer.support, answer.citations) == ("not_found", "none", ())
    assert "岚工信〔2025〕8号" in answer.text


@pytest.mark.parametrize(
    ("question", "clause_id", "fact"),
    [
        ("岚川市财政局在设备更新补助里负责什么", "city7/4", "拨付补助资金"),
        ("云溪的设备补助资金谁负责拨付", "city4/4", "市财政局"),
        ("渡口设备更新补助的咨询电话", "city9/6", "0000-8123456"),
        ("云溪设备更新补助办法有效期多久", "city4/7", "三年"),
        ("岚川设备补助每年最晚几月几号前交材料", "city7/5", "三月三十一日前"),
    ],
)
def test_what_a_clause_states_in_plain_words_is_never_said_to_be_missing(
    answerer: Answerer, question: str, clause_id: str, fact: str
) -> None:
    answer = ask(answerer, question)
    assert clause_id in cited(answer)
    assert fact in answer.text


def test_an_item_comes_with_the_words_that_govern_it(answerer: Answerer) -> None:
    answer = ask(answerer, "岚川停产的企业可以申请设备更新补助吗")
    assert {"city7/3", "city7/3.3"} <= set(cited(answer))
    assert answer.text.index("不得申请补助") < answer.text.index("已经停产")


def test_a_list_comes_whole(answerer: Answerer) -> None:
    answer = ask(answerer, "云溪哪些企业不得申请设备更新补助")
    assert {"city4/3", "city4/3.1", "city4/3.2", "city4/3.3"} <= set(cited(answer))


@pytest.mark.parametrize(
    ("question", "clause_id"),
    [
        ("云溪市企业设备更新补助办法第五条是什么", "city4/5"),
        ("岚川市企业设备更新补助办法第三条第（二）项怎么规定", "city7/3.2"),
    ],
)
def test_a_clause_is_found_by_its_number(answerer: Answerer, question: str, clause_id: str) -> None:
    assert clause_id in cited(ask(answerer, question))


def test_a_clause_that_is_not_there_is_said_to_be_absent(answerer: Answerer) -> None:
    answer = ask(answerer, "第十九条是什么")
    assert answer.status == "not_found"
    assert "第十九条" in answer.text
    assert not answer.citations


def test_a_clause_of_another_year_is_not_given_as_the_answer(answerer: Answerer) -> None:
    answer = ask(answerer, "云溪2019年版的设备更新补助比例是多少")
    assert (answer.status, answer.support) in (("partial", "near"), ("not_found", "none"))
    assert "《云溪市企业设备更新补助办法》没有提到 2019 年。" in "".join(answer.notices)
    assert answer.citations or answer.related


@pytest.mark.parametrize(
    ("earlier", "question", "clause_id"),
    [
        # Alone, these words would find the same clause of any city.
        ("岚川市企业设备更新补助办法的补助比例", "要交发票吗", "city7/5"),
        ("渡口市企业设备更新补助办法最高补助多少", "停产了还能申请吗", "city9/3"),
        # After a refusal the subject is still the one before.
        ("《云溪市企业设备更新补助办法》第十九条是什么", "谁受理", "city4/4"),
        ("云溪设备更新补助2033年有多少", "付款凭证什么时候交", "city4/5"),
    ],
)
def test_a_follow_up_stays_with_the_document_that_was_spoken_of(
    answerer: Answerer, earlier: str, question: str, clause_id: str
) -> None:
    turns = Conversation((ask(answerer, earlier).turn,))
    answer = answerer.answer(question, as_of=DAY, conversation=turns)
    assert clause_id in cited(answer)
    assert cited(answer)[0].split("/")[0] == clause_id.split("/")[0]


def test_another_subject_is_no_follow_up(answerer: Answerer) -> None:
    turns = Conversation((ask(answerer, "岚川设备更新补助比例").turn,))
    answer = answerer.answer("糖醋排骨怎么做", as_of=DAY, conversation=turns)
    assert answer.standalone == "糖醋排骨怎么做"


def test_a_document_that_is_not_held_is_named(answerer: Answerer) -> None:
    answer = ask(answerer, "《碧湾市企业技术改造奖励细则》怎么说")
    assert answer.status == "not_found"
    assert "《碧湾市企业技术改造奖励细则》" in answer.text
