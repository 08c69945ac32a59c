"""Answers about a document itself, looked up in its front and back matter."""

from datetime import date

import pytest

from answer.forms.front_facts import FRONT_FACTS
from answer.forms.front_matter import FrontMatterAnswer, answer_front_matter
from answer.forms.front_pages import read_pages
from index import Searcher
from ingest import Corpus
from question.document_names import find_named
from question.front_facts import FACTS, read_front_facts
from question.thesaurus import default_thesaurus

pytestmark = pytest.mark.model


DAY = date(2025, 1, 1)


def ask(searcher: Searcher, question: str) -> FrontMatterAnswer:
    """Ask of the documents that the question means, or of both."""
    query = searcher.read(question)
    documents = searcher.snapshot.corpus.documents
    meant = [d for d in documents if d.doc_id in query.reference.doc_ids]
    meant = meant or find_named(query.text, documents) or list(documents)
    return answer_front_matter(searcher, query, meant, as_of=DAY)


def lines(searcher: Searcher, question: str) -> list[str]:
    return [draft.text for draft in ask(searcher, question).drafts]


def absent(searcher: Searcher, question: str) -> tuple[str, ...]:
    return ask(searcher, question).absent


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("写请示要引用省里的轻纺行动计划，发文号怎么写？", ["发文字号：粤工信消费函〔2023〕16号"]),
        ("廣東計劃嘅紅頭編號係咩", ["发文字号：粤工信消费函〔2023〕16号"]),
        (
            "Who are the issuing agencies behind the Guangdong action plan?",
            [
                "发文机关：广东省工业和信息化厅、广东省发展和改革委员会、广东省科学技术厅、"
                "广东省生态环境厅、广东省商务厅、广东省市场监督管理局"
            ],
        ),
        ("意见稿是部里哪个司拟的", ["发文机关：工业和信息化部消费品工业司"]),
        ("广东行动计划啥时候公布的", ["成文日期：2023年12月29日"]),
        ("轻工草案收意见收到几号", ["征求意见截止：2022年1月20日前"]),
        (
            "我想给部里的草案递意见，用什么方式？",
            [
                "反馈方式：以传真或电话形式反馈工业和信息化部消费品工业司",
                "联系电话：010-68205665；传真：010-66016906",
            ],
        ),
        ("Fax number of the MIIT division collecting opinions?", ["传真：010-66016906"]),
        (
            "实施广东行动计划碰到大问题跟哪个部门反映",
            ["反映问题：实施过程中遇到的重大问题，请径向广东省工业和信息化厅反映"],
        ),
        ("广东行动计划报省政府批准过吗", ["批准：已经省人民政府同意"]),
        (
            "省里制定轻纺计划凭的是哪个文件，文号多少？",
            ["依据：省委、省政府《关于高质量建设制造强省的意见》（粤发〔2023〕7号）"],
        ),
        ("广东计划可以公开转发给客户吗", ["公开方式：主动公开"]),
        ("部里的草案可以转发给客户吗", ["公开方式：现公开征求意见"]),
        ("广东轻纺计划是几年的计划，从哪年到哪年", ["规划期：2023-2025年"]),
        ("部里意见稿的总体目标，期限是哪一年？", ["目标年份：到2025年"]),
        ("工信部轻工意见现在是正式文件吗", ["文件性质：征求意见稿，现公开征求意见"]),
        (
            "呢份廣東計劃過咗期未",
            ["文件性质：已经省人民政府同意，现印发给你们", "规划期：2023-2025年"],
        ),
        (
            "Are city governments obliged to implement the Guangdong plan?",
            [
                "主送：各地级以上市人民政府，省政府各部门、各直属机构",
                "执行：请结合本地本部门工作实际，认真组织实施",
            ],
        ),
        ("廣東嗰份文件落款係邊日", ["成文日期：2023年12月29日"]),
        ("征求意见的公告落的是什么日期", ["成文日期：2022年1月10日"]),
        ("部里要大家几号前把意见报上去", ["征求意见截止：2022年1月20日前"]),
        ("计划是几个厅局自己拍板的，还是报省政府点过头的？", ["批准：已经省人民政府同意"]),
        (
            "编制广东行动计划所依据的省委省政府文件叫啥、文号多少？",
            ["依据：省委、省政府《关于高质量建设制造强省的意见》（粤发〔2023〕7号）"],
        ),
        (
            "对工信部轻工文件有看法，通过什么渠道交上去？我想发邮件行不行",
            [
                "反馈方式：以传真或电话形式反馈工业和信息化部消费品工业司",
                "联系电话：010-68205665；传真：010-66016906",
            ],
        ),
        ("What is the lifespan of the Guangdong plan?", ["规划期：2023-2025年"]),
        (
            "部里的草案对各地有没有约束力",
            [
                "文件性质：征求意见稿，现公开征求意见",
                "执行：各地工业和信息化主管部门要根据本意见，结合本地实际，抓好贯彻落实",
            ],
        ),
    ],
)
def test_a_fact_is_stated_in_a_line_of_its_own(
    real_searcher: Searcher, question: str, expected: list[str]
) -> None:
    assert lines(real_searcher, question) == expected
    assert absent(real_searcher, question) == ()


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("部里的轻工草案有没有文号", ("发文字号",)),
        ("广东计划抄送了哪些单位", ("抄送单位",)),
        ("广东计划的联系人和电话是什么", ("联系电话", "联系人或负责人姓名")),
        ("给部里寄纸质意见，收件地址是哪里？", ("通讯地址",)),
        ("部里意见最终版是几号印发的，文号多少", ("正式印发的版本",)),
        ("广东计划印发之后旧的计划废止了吗", ("以前的文件是否废止",)),
    ],
)
def test_what_the_documents_do_not_print_is_named(
    real_searcher: Searcher, question: str, names: tuple[str, ...]
) -> None:
    assert lines(real_searcher, question) == []
    assert absent(real_searcher, question) == names


def test_of_two_facts_one_can_be_missing(real_searcher: Searcher) -> None:
    question = "广东行动计划的文号和联系电话是什么？"
    assert lines(real_searcher, question) == ["发文字号：粤工信消费函〔2023〕16号"]
    assert absent(real_searcher, question) == ("联系电话",)


def test_without_a_date_of_effect_the_dates_that_are_printed_are_told(
    real_searcher: Searcher,
) -> None:
    assert lines(real_searcher, "广东轻纺计划从哪天起施行")[0] == "成文日期：2023年12月29日"
    assert absent(real_searcher, "广东轻纺计划从哪天起施行") == ("施行日期",)


def test_documents_compared_have_lines_of_their_own(
    real_searcher: Searcher, corpus: Corpus
) -> None:
    plan, draft = (document.title for document in corpus.documents)
    assert lines(real_searcher, "两份文件各是哪天印发的") == [
        f"《{plan}》：成文日期：2023年12月29日",
        f"《{draft}》：成文日期：2022年1月10日",
    ]
    question = "两份文件的文号各是什么"
    assert lines(real_searcher, question) == [f"《{plan}》：发文字号：粤工信消费函〔2023〕16号"]
    assert absent(real_searcher, question) == (f"《{draft}》的发文字号",)


def test_a_fact_of_one_document_alone_needs_no_name(real_searcher: Searcher) -> None:
    (line,) = lines(real_searcher, "提意见的截止日期是哪天")
    assert line.endswith("征求意见截止：2022年1月20日前")
    assert absent(real_searcher, "提意见的截止日期是哪天") == ()


def test_the_names_of_issuers_tell_whose_notice_is_meant(real_searcher: Searcher) -> None:
    question = "这份通知除了工信厅和发改委，另外四家落款单位是谁？"
    (line,) = lines(real_searcher, question)
    assert "发文机关：广东省工业和信息化厅、广东省发展和改革委员会、" in line


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("广东计划的发文机关", ["issuers", "issuers~2", "issuers~3"]),
        ("广东计划的规划期", ["title~2", "title", "text"]),
        ("工信部意见稿的全称", ["title~2", "annex", "title"]),
    ],
)
def test_a_fact_that_is_printed_twice_rests_on_all_its_places(
    real_searcher: Searcher, question: str, places: list[str]
) -> None:
    answer = ask(real_searcher, question)
    extracts = [extract for draft in answer.drafts for extract in draft.extracts]
    assert [extract.clause.clause_id.split("front/")[1] for extract in extracts] == places


def test_words_of_no_fact_are_answered_with_the_nearest_sentence(real_searcher: Searcher) -> None:
    query = real_searcher.read("工信部草案第一句怎么说轻工业的地位")
    assert read_front_facts(query) == ("opening",)
    (draft,) = ask(real_searcher, "工信部草案第一句怎么说轻工业的地位").drafts
    assert "传统优势产业" in draft.text


def test_every_fact_of_the_thesaurus_can_be_answered(
    real_searcher: Searcher, corpus: Corpus
) -> None:
    thesaurus = default_thesaurus()
    details = {key.split("/")[1] for key in thesaurus.fact_patterns}
    assert details - {"notice", "opening"} == set(FRONT_FACTS) - {"summary"}
    assert tuple(FRONT_FACTS) == FACTS
    assert {key.split("/")[1] for key in thesaurus.fact_hints} <= details
    for document in corpus.documents:
        pages = read_pages(real_searcher, document, DAY)
        for fact in FRONT_FACTS.values():
            for extract in (e for draft in fact.read(pages) for e in draft.extracts):
                printed = corpus.texts[document.doc_id][extract.source_start : extract.source_end]
                assert "".join(extract.text.split()) == "".join(printed.split())
