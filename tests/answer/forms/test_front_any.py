"""What documents of any field and place state of themselves, with their clauses."""

from datetime import date
from pathlib import Path

import pytest

from answer.compose import check_drafts
from answer.forms.front_matter import FrontMatterAnswer, answer_front_matter
from index import Searcher
from question.document_names import find_named
from tests.fakes import make_searcher

RULES = """临江市人民政府办公室文件

临府规〔2019〕4号

临江市人民政府办公室关于印发临江市公共停车场管理办法的通知

各县（市、区）人民政府，市政府各部门：

《临江市公共停车场管理办法》已经市人民政府同意，现印发给你们，请认真贯彻执行。

临江市人民政府办公室
2019年6月20日

临江市公共停车场管理办法

第一章 总则

第一条 为了规范停车秩序，根据《清江省停车条例》《清江省道路条例》，制定本办法。

第二条 停车场收费实行公示。

第二章 附则

第三条 本办法由临江市交通运输局负责解释。

第四条 本办法自2019年7月1日起施行，有效期5年。《临江市停车收费规定》（临府〔2008〕9号）同时废止。
"""
LAW = """清江省水库保护条例

（2004年5月28日清江省第十届人大常委会第九次会议通过 根据2015年7月30日清江省第十二届人大常委会\
第十八次会议《关于修改〈清江省水库保护条例〉的决定》第一次修正）

第一条 为了保护水库，制定本条例。

第二条 任何单位不得向水库排放污水。

第三条 本条例自2004年8月1日起施行。
"""
CALL = """关于征求《临江市湿地公园管理规定（征求意见稿）》意见的公告

我局起草了《临江市湿地公园管理规定（征求意见稿）》，现公开征求意见。请于2024年3月15日前将意见反馈我局。

联系人：王芳；联系电话：0571-88112233；邮箱：shidi@example.org
联系地址：临江市滨河路8号，邮编：310000

临江市林业局
2024年2月10日
"""
REPEAL = """临江市人民政府关于废止部分文件的决定

临江市人民政府决定，废止下列文件：

一、废止《临江市渡口管理办法》（临府〔1999〕3号）
二、废止《临江市路灯管理办法》（临府〔2001〕5号）

本决定自2023年1月1日起施行。
"""


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder: Path = tmp_path_factory.mktemp("front")
    return make_searcher(folder, rules=RULES, law=LAW, call=CALL, repeal=REPEAL)


def ask(searcher: Searcher, question: str, *, as_of: date = date(2023, 5, 1)) -> FrontMatterAnswer:
    query = searcher.read(question)
    documents = find_named(query.text, searcher.snapshot.corpus.documents)
    return answer_front_matter(searcher, query, documents, as_of=as_of)


def texts(searcher: Searcher, question: str, *, as_of: date = date(2023, 5, 1)) -> str:
    answer = ask(searcher, question, as_of=as_of)
    kept, withheld = check_drafts(answer.drafts, searcher.snapshot.corpus)
    assert not withheld
    assert len(kept) == len(answer.drafts)
    return "\n".join(draft.text for draft in kept)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("停车场管理办法的文号是多少", ["临府规〔2019〕4号"]),
        ("停车场管理办法是哪个单位发的", ["临江市人民政府办公室"]),
        ("停车场管理办法是哪天印发的", ["2019年6月20日"]),
        ("停车场管理办法什么时候施行", ["自2019年7月1日起施行"]),
        ("停车场管理办法有效期", ["2019年7月1日", "有效期5年", "2024年6月30日"]),
        ("停车场管理办法依据哪些文件制定", ["清江省停车条例", "清江省道路条例"]),
        ("停车收费规定还有效吗", ["临江市停车收费规定", "同时废止"]),
        ("临府规(2019)4号", ["临江市公共停车场管理办法", "规范停车秩序", "总则"]),
        ("水库保护条例是哪次会议通过的", ["第九次会议通过"]),
        ("水库保护条例生效日期", ["2004年8月1日"]),
        ("湿地公园管理规定的联系电话", ["0571-88112233"]),
        ("湿地公园管理规定的联系地址和邮箱", ["滨河路8号", "shidi@example.org"]),
        ("渡口管理办法还有效吗", ["废止《临江市渡口管理办法》"]),
    ],
)
def test_a_fact_stands_in_the_words_of_the_clause_that_states_it(
    searcher: Searcher, question: str, said: list[str]
) -> None:
    text = texts(searcher, question)
    assert [words for words in said if words not in text] == []


def test_whether_a_term_is_over_depends_on_the_day_asked_about(searcher: Searcher) -> None:
    question = "停车场管理办法还有效吗"
    assert "在有效期内" in texts(searcher, question, as_of=date(2023, 5, 1))
    assert "有效期已满" in texts(searcher, question, as_of=date(2024, 7, 1))


def test_the_computed_last_day_rests_on_the_clauses_of_its_parts(searcher: Searcher) -> None:
    answer = ask(searcher, "停车场管理办法有效期")
    (computed,) = [draft for draft in answer.drafts if draft.text.startswith("推算")]
    assert all("有效期5年" in extract.text for extract in computed.extracts)


def test_what_was_asked_for_and_not_read_is_named(searcher: Searcher) -> None:
    assert ask(searcher, "水库保护条例的联系电话").not_read == ("联系电话",)
    both = ask(searcher, "水库保护条例的文号和通过日期")
    assert both.not_read == ("发文字号",)
    assert any("通过" in draft.text for draft in both.drafts)


@pytest.mark.parametrize(
    "question",
    [
        "停车场管理办法里收费怎么公示",
        "向水库排放污水罚多少",
        "水库保护条例里污水有什么规定",
        "公司年报什么时候交",
    ],
)
def test_a_question_about_contents_is_left_to_the_search(searcher: Searcher, question: str) -> None:
    assert ask(searcher, question) == FrontMatterAnswer((), ())


def test_contacts_that_clauses_print_are_left_to_the_search(tmp_path: Path) -> None:
    text = CALL + "\n一、业务咨询\n\n湿地公园建设咨询电话：0571-88119900。\n"
    searcher = make_searcher(tmp_path, call=text)
    assert ask(searcher, "湿地公园管理规定的联系电话").drafts == ()


def test_of_several_documents_meant_each_has_its_title(searcher: Searcher) -> None:
    query = searcher.read("两个文件分别是哪天印发的")
    documents = searcher.snapshot.corpus.documents
    answer = answer_front_matter(searcher, query, documents, as_of=date(2023, 5, 1))
    assert all(draft.text.startswith("《") for draft in answer.drafts)
    assert "《临江市公共停车场管理办法》：成文日期：2019年6月20日" in [
        d.text for d in answer.drafts
    ]


def test_a_document_that_another_held_one_repeals_is_no_longer_in_force(tmp_path: Path) -> None:
    old = LAW.replace("清江省水库保护条例", "临江市渡口管理办法")
    searcher = make_searcher(tmp_path, old=old, repeal=REPEAL)
    query = searcher.read("渡口管理办法还有效吗")
    old_document = [d for d in searcher.snapshot.corpus.documents if d.doc_id == "old"]
    answer = answer_front_matter(searcher, query, old_document, as_of=date(2023, 5, 1))
    assert any("已被" in draft.text for draft in answer.drafts)
