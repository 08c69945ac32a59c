"""Which facts of the front matter a question asks for."""

import pytest

from index import Searcher
from question.front_facts import is_about_validity, read_front_facts

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "question",
    [
        "谁负责制定轻工行业标准",
        "草案要求发布哪些技术路线图",
        "鼓励地方出台什么政策",
        "标题党广告怎么管",
        "省里计划中由哪个部门发布消费品指南",
        "发展背景下企业面临哪些挑战",
        "草案对有效发明专利增速的要求",
        "附件里的专栏1说了什么",
        "广东计划中人才队伍建设由谁负责落实",
        "省长杯几号截止报名",
        "What standards will be published under the draft?",
        "what does the notice say about digital transformation",
        "绿色产品政府采购目录由谁来编制发布",
        "RCEP是哪几个字的缩写，部里那份写了全称没？",
        "RCEP is mentioned in the MIIT draft; what is its Chinese full name there?",
        "化妆品监管要换新办法，广东文件把这活儿交给谁牵头？",
        "用RFID管仓库、给供应链搭信息平台，这部分哪个厅牵头？发改委要不要参加",
        "谁来追踪部里这份意见做得怎么样",
        "起草者觉得我国轻工业眼下还有哪些短处？",
        "重大工程专项由哪个领导小组来统筹",
        "行动计划中的重点工程名称都有啥",
        "新一轮清洁生产改造从什么时候开始，草案怎么写的",
        "what does the draft ask local governments to compile",
        "What does the draft say about trade secrets?",
        "酒店电话多少",
        "劳动合同还有效吗",
    ],
)
def test_questions_about_contents_ask_for_no_fact(real_searcher: Searcher, question: str) -> None:
    assert read_front_facts(real_searcher.read(question)) == ()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("广东轻纺计划现在还有效吗", True),
        ("工信部轻工意见是不是草案", True),
        ("广东计划管到哪一年", True),
        ("广东计划的文号", False),
        ("印刷业有什么支持政策", False),
    ],
)
def test_validity_is_told_from_other_facts(
    real_searcher: Searcher, question: str, expected: bool
) -> None:
    assert is_about_validity(real_searcher.read(question)) == expected
