"""Follow-up questions over the two documents."""

import json
import random

import pytest

from index import Searcher
from ingest.documents import ROOT
from question.dialogue.conversation import (
    Completed,
    Conversation,
    OtherReading,
    Turn,
    complete_question,
)
from question.query import QueryError
from question.typed import LONGEST_QUERY

pytestmark = pytest.mark.model
# What the answer before cited: clauses led by 市场监管局 and by 工业和信息化厅.
CITED = ("guangdong-2023/3.3.3", "guangdong-2023/4.5.2")
CHECKS = "检验检测有什么安排"
LED = "检验检测由哪个部门负责？"
TARGET = "到2025年工业增加值目标是多少"
COMMERCE = "省商务厅牵头几项"
CERAMICS = "陶瓷行业主要分布在哪些城市？"
BRANDS = "what does the plan say about brand building?"


def complete_after(conversation: Conversation, question: str, searcher: Searcher) -> Completed:
    return complete_question(
        question, conversation, reader=searcher, clauses=searcher.snapshot.searched
    )


def complete(searcher: Searcher, earlier: str, question: str) -> str:
    return complete_after(Conversation((Turn(earlier, CITED),)), question, searcher).question


@pytest.mark.parametrize(
    ("earlier", "question", "completed"),
    [
        # who, when, why
        (CHECKS, "那谁负责？", "检验检测谁负责？"),
        (CHECKS, "谁牵头", "检验检测谁牵头？"),
        (CHECKS, "咁邊個負責?", "检验检测哪个负责？"),
        (CHECKS, "由哪个部门负责？", "检验检测由哪个部门负责？"),
        (CHECKS, "这件事归谁管", "检验检测归谁管？"),
        (CHECKS, "上面的由谁负责", "检验检测由谁负责？"),
        (CHECKS, "什么时候完成", "检验检测什么时候完成？"),
        (CHECKS, "为什么", "检验检测为什么？"),
        (CHECKS, "為什麼？", "检验检测为什么？"),
        (CHECKS, "依据是什么", "检验检测依据是什么？"),
        (CHECKS, "who leads it?", "who leads 检验检测？"),
        ("谁牵头品牌建设", "原文怎么写的", "品牌建设原文怎么写的？"),
        ("检验检测由谁牵头", "那由谁配合", "检验检测由谁配合？"),
        ("检验检测由谁牵头", "配合的呢", "检验检测由谁配合？"),
        ("质量管理有什么要求", "谁管", "质量管理谁管？"),
        ("重点任务有哪些", "谁牵头", "重点任务谁牵头？"),
        ("为什么要发展数字化", "具体怎么做", "发展数字化具体怎么做？"),
        ("专精特新有什么支持", "怎么申请", "专精特新怎么申请？"),
        ("专精特新有什么支持", "金额呢", "专精特新金额？"),
        ("专精特新有什么支持", "是商务厅牵头吗", "专精特新是商务厅牵头吗？"),
        ("人才队伍建设是哪两家负责的", "分不分主次", "人才队伍建设分不分主次？"),
        ("皮革行业绿色技术有哪些", "其中无铬鞣剂由谁负责", "皮革行业绿色技术无铬鞣剂由谁负责？"),
        (TARGET, "具体是多少？", "到2025年工业增加值目标，具体是多少？"),
        ("征求意见稿的联系电话是多少", "传真呢", "征求意见稿传真？"),
        ("征求意见稿什么时候截止反馈", "电话呢", "征求意见稿电话？"),
        (BRANDS, "who leads it?", "who leads brand building?"),
        (BRANDS, "and who supports it?", "who supports brand building?"),
        # the same of another city, industry, department, document, year
        (CERAMICS, "佛山呢？", "佛山陶瓷行业主要分布在哪些城市？"),
        (CERAMICS, "家具呢？", "家具行业主要分布在哪些城市？"),
        (CERAMICS, "and furniture?", "家具行业主要分布在哪些城市？"),
        ("广州有哪些行业", "佛山呢", "佛山有哪些行业？"),
        ("廣州有哪些行業", "咁東莞呢？", "东莞有哪些行业？"),
        ("佛山陶瓷有什么支持政策？", "那潮州呢", "潮州陶瓷有什么支持政策？"),
        ("广东计划里绿色工厂怎么写？", "那国家那份呢", "国家那份绿色工厂怎么写？"),
        (
            "广东的计划对检测平台怎么说",
            "工信部那份草案呢？",
            "工信部那份草案对检测平台怎么说？",
        ),
        ("国家稿里数字化转型怎么说", "省里呢", "省里数字化转型怎么说？"),
        ("广东计划有效吗", "国家那份呢", "国家那份有效吗？"),
        (TARGET, "2022年呢", "到2022年工业增加值目标是多少？"),
        ("省商务厅牵头哪些任务", "财政厅呢", "财政厅牵头哪些任务？"),
        (
            "财政厅在广东计划里被点到了哪几条",
            "那教育厅呢",
            "教育厅在广东计划里被点到了哪几条？",
        ),
        (LED, "商务厅呢", "检验检测商务厅负责什么？"),
        (
            "Which department leads quality inspection?",
            "what about the draft?",
            "Which department leads quality inspection (征求意见稿)？",
        ),
        (
            "What support is there for furniture makers?",
            "and ceramics?",
            "What support is there for ceramics makers?",
        ),
        # another subject
        (LED, "那出口退税呢？", "出口退税由哪个部门负责？"),
        ("广东计划里检验检测谁负责", "绿色工厂呢", "广东计划里绿色工厂谁负责？"),
        # the department or the clause that was spoken of
        (COMMERCE, "它参与几项", "省商务厅参与几项？"),
        (LED, "它还牵头哪些任务", "省市场监管局还牵头哪些任务？"),
        ("市监局牵头哪些任务", "第二条谁配合", "做大做强龙头企业谁配合？"),
        ("市监局牵头哪些任务", "who supports the second one?", "who supports 做大做强龙头企业？"),
        ("省科技厅牵头哪些任务", "这些任务谁配合", "省科技厅牵头的任务谁配合？"),
        ("检验检测谁牵头", "省工信厅参不参与", "检验检测省工信厅参不参与？"),
        ("首席质量官是什么", "有没有补贴", "首席质量官有没有补贴？"),
        ("技改贷款有什么支持", "利率多少", "技改贷款利率多少？"),
        ("广州和深圳的定位是什么", "汕头、湛江呢", "汕头、湛江的定位是什么？"),
        ("第三章讲了什么", "第四章呢", "第四章讲了什么？"),
        ("专栏1列了哪些技术", "专栏2呢", "专栏2列了哪些技术？"),
        # a story, of which the last part only asks
        (
            "我在佛山开了家陶瓷厂，去年产值涨了两成，能拿多少奖励？",
            "截止时间",
            "我在佛山开了家陶瓷厂,去年产值涨了两成，截止时间？",
        ),
        # one more department
        ("财政厅牵头哪些", "和商务厅共同负责的有哪些", "财政厅和商务厅共同负责的有哪些？"),
        ("财政厅牵头哪些", "其中和商务厅共同负责的有哪些", "财政厅和商务厅共同负责的有哪些？"),
        ("财政厅牵头哪些", "其中哪些是和商务厅共同负责的", "财政厅和商务厅共同负责的有哪些？"),
        # what any document states of itself
        (CHECKS, "有效期多久", "检验检测有效期多久？"),
        # more
        (COMMERCE, "还有吗", "省商务厅牵头几项，还有其他的吗？"),
        (CHECKS, "其他的呢", "检验检测有什么安排，还有其他的吗？"),
        (CHECKS, "仲有冇其他？", "检验检测有什么安排，还有其他的吗？"),
    ],
)
def test_what_a_follow_up_leaves_out_is_taken_from_the_question_before(
    real_searcher: Searcher, earlier: str, question: str, completed: str
) -> None:
    assert complete(real_searcher, earlier, question) == completed


@pytest.mark.parametrize(
    "question",
    [
        "检验检测由哪个部门负责？",
        "佛山有哪些行业？",
        "家具企业有什么支持政策？",
        "那家具企业做智能生产线有没有支持？",
        "省商务厅牵头哪些任务",
        "财政厅要干什么",
        "行业协会要做什么",
        "征求意见稿的联系电话是多少",
        "国家那份有效吗",
        "两份文件有什么不同",
        "重点任务有哪些",
        "出口退税怎么规定的",
        "這份計劃對陶瓷釉料怎麼說？",
        "廣東邊個部門負責檢驗檢測？",
        "Which department leads quality inspection?",
        "What does the draft say about green factories?",
        "你好",
        "谢谢",
        "明天广州会下雨吗？",
        "2022年工业增加值是多少",
        "省商务厅电话",
        "工信厅地址",
    ],
)
def test_a_question_with_a_subject_of_its_own_stays_as_it_is(
    real_searcher: Searcher, question: str
) -> None:
    assert complete(real_searcher, CHECKS, question) == question


def test_no_question_of_the_benchmark_is_taken_for_a_follow_up(real_searcher: Searcher) -> None:
    lines = (ROOT / "eval/policy/queries.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    texts = [r["text"] for r in records if r["metadata"]["split"] == "dev"]
    # A few words, 文号多少, may well go on from the question before.
    questions = [text for text in texts if len(text) > 15]
    earlier = random.Random(7).choices(questions, k=len(questions))
    changed = [
        question
        for question, before in zip(questions, earlier, strict=True)
        if complete(real_searcher, before, question) != question
    ]
    assert changed == []


@pytest.mark.parametrize(
    ("earlier", "question", "other"),
    [
        # a few words that may ask of the subject before
        (CHECKS, "怎么认定", OtherReading("检验检测怎么认定？", ("认定",))),
        (
            CHECKS,
            "出口退税怎么规定的",
            OtherReading("检验检测出口退税怎么规定的？", ("出口退税",)),
        ),
        # not what was asked of it
        ("陶瓷工业的支持政策", "要交发票吗", OtherReading("陶瓷工业要交发票吗？", ("交发票",))),
        # a subject that may be a part of the one before
        (CHECKS, "绿色工厂呢", OtherReading(f"{CHECKS}，绿色工厂？", ("绿色工厂",))),
        # what can be meant in one way alone
        (CHECKS, "谁牵头", None),
        (CHECKS, "财政厅要干什么", None),
        (CHECKS, "这份计划对绿色工厂的评价要求是怎么规定的", None),
        (CHECKS, "谢谢", None),
    ],
)
def test_how_else_a_question_may_be_meant(
    real_searcher: Searcher, earlier: str, question: str, other: OtherReading | None
) -> None:
    assert complete_after(Conversation((Turn(earlier),)), question, real_searcher).other == other
    assert complete_after(Conversation(), question, real_searcher).other is None


def test_the_first_question_stays_as_it_is(real_searcher: Searcher) -> None:
    assert complete_after(Conversation(), "那谁负责？", real_searcher).question == "那谁负责？"


def test_a_clause_that_was_not_cited_leaves_the_subject_of_the_question(
    real_searcher: Searcher,
) -> None:
    assert complete(real_searcher, CHECKS, "第九条谁牵头") == "检验检测谁牵头？"


def test_only_the_last_question_counts(real_searcher: Searcher) -> None:
    conversation = Conversation().add(Turn("陶瓷有什么支持")).add(Turn(CHECKS))
    assert complete_after(conversation, "谁负责", real_searcher).question == "检验检测谁负责？"


def test_a_conversation_is_a_value() -> None:
    first = Conversation()
    second = first.add(Turn(CHECKS, CITED))
    assert first == Conversation()
    assert second.turns == (Turn(CHECKS, CITED),)


def test_a_completed_question_can_be_searched(real_searcher: Searcher) -> None:
    earlier = "检验检测能力建设" * (LONGEST_QUERY // 8)
    for question in ("谁负责", "佛山呢", "还有吗", "which department leads it?"):
        real_searcher.read(complete(real_searcher, earlier, question))


def test_a_blank_question_is_refused(real_searcher: Searcher) -> None:
    with pytest.raises(QueryError):
        complete(real_searcher, CHECKS, " ？")
