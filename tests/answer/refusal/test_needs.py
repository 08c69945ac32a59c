"""Which kinds of fact a question asks for, and which clauses hold one."""

from pathlib import Path

import pytest

from answer.refusal.needs import load_needs, read_needs
from ingest import Clause, Corpus
from question.patterns import PatternsError


def names_of(question: str) -> list[str]:
    return [need.name for need in read_needs(question)]


def clause(corpus: Corpus, clause_id: str) -> Clause:
    return next(c for c in corpus.clauses if c.clause_id == clause_id)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("补贴最高多少", "补贴、奖励的金额或比例"),
        ("企业所得税税率是多少", "税率、利率或退税率"),
        ("没达标的市会被问责吗", "处罚或问责"),
        ("怎么申报,要什么材料", "申报程序、材料或渠道"),
        ("要满足什么条件才能评上", "条件"),
        ("要什么学历和证书", "条件、门槛或资格"),
        ("司长是谁", "具体的人"),
        ("归哪个处室管", "内设处室"),
        ("谁牵头检验检测", "责任部门"),
        ("传真多少", "电话或传真"),
        ("意见发到哪个邮箱", "电子邮箱"),
        ("入选的有哪几家公司", "名单"),
        ("设在哪个城市", "具体地点"),
        ("多久出一期", "频次"),
        ("为什么定成三年", "原因"),
        ("钟表那条为什么没有东莞", "原因"),
        ("目前有多少家", "目前的数字"),
        ("具体是哪几个省", "具体的省份"),
        ("由谁负责解释", "文件的解释权、审查或报送情况"),
        ("更早一版是哪年的", "旧版文件或新旧衔接"),
        ("绿色园区的称号哪些园区拿到了", "名单"),
        ("174个小类分别叫什么", "行业小类、中类的名称或代码"),
        ("品牌基金,总额多少", "基金或预算的规模"),
        ("贷款额度最高多少", "补贴、奖励的金额或比例"),
        ("制造强省意见里提了什么要求", "所提到的其他文件的内容"),
        ("上一版行动计划废止了吗", "旧版文件或新旧衔接"),
        ("完成情况怎么样", "执行进展或结果"),
        ("how large a fine does the draft impose", "处罚或问责"),
        ("不整改会被断电吗", "处罚或问责"),
        ("拒不召回会怎么样", "处罚"),
        ("what happens to a mill that fails to comply", "处罚"),
        ("做到什么地步才够格当领航企业", "认定标准或界定"),
        ("what must a plant prove to become a model factory", "认定标准或界定"),
        ("骨干企业和领航企业怎么区分", "二者的区别"),
        ("哪几个园区选上了", "名单"),
        ("设计小镇的名字有吗", "名单"),
        ("协调小组有哪些成员", "成员单位名单"),
        ("征求意见结束后大家提了哪些意见", "征求意见的结果"),
        ("how many responses were received", "征求意见的结果"),
    ],
)
def test_a_question_needs_the_kind_of_fact_that_it_asks_for(question: str, name: str) -> None:
    assert name in names_of(question)


@pytest.mark.parametrize(
    "question",
    [
        "专精特新企业怎么培育",
        "对企业提了哪几点要求",
        "招不到技工怎么办",
        "要突破哪些关键材料",
        "汕头扮演着怎样的角色",
        "短视频和直播带货怎么监管",
        "2022年做到多少钱营业额",
        "新一轮清洁生产改造推什么",
        "为什么出口越来越难",
        "达不到节能要求的老设备怎么办",
        "列了哪些省能的技术",
        "什么样的人才算领军人才",
        "沿海和中部的任务有什么区别",
        "怎么申请商标国际注册,有帮扶吗",
        "家具名单里有惠州吗",
        "低碳路线给电池列了哪些工艺",
        "人工涨价会带来什么后果",
        "搞研发的钱要花多少",
        "培育哪几类企业",
    ],
)
def test_a_question_for_what_the_documents_are_about_needs_no_such_kind(question: str) -> None:
    assert names_of(question) == []


@pytest.mark.parametrize(
    ("question", "name", "met", "unmet"),
    [
        ("传真多少", "电话或传真", "miit-2022-draft/front/contact~2", "guangdong-2023/front/text"),
        ("多久编一次", "频次", "guangdong-2023/4.4.1", "guangdong-2023/front/date"),
        ("什么条件的集群", "条件", "miit-2022-draft/6.18", "guangdong-2023/front/date"),
        ("示范工厂哪年建完", "时间", "miit-2022-draft/1.2/bullet5", "miit-2022-draft/4.12"),
        ("谁牵头检验检测", "责任部门", "guangdong-2023/3.3.3", "miit-2022-draft/3.7"),
    ],
)
def test_a_need_is_met_by_a_clause_that_holds_such_a_fact(
    corpus: Corpus, question: str, name: str, met: str, unmet: str
) -> None:
    (need,) = [need for need in read_needs(question) if need.name == name]
    assert need.is_met(clause(corpus, met))
    assert not need.is_met(clause(corpus, unmet))


def test_an_amount_of_something_else_is_no_subsidy(corpus: Corpus) -> None:
    (need,) = [n for n in read_needs("补贴多少钱") if n.name.startswith("补贴")]
    assert not need.is_met(clause(corpus, "guangdong-2023/2.1"))


def test_a_place_counts_only_in_a_sentence_on_what_is_asked(corpus: Corpus) -> None:
    (need,) = [n for n in read_needs("创新创业中心设在哪里") if n.name == "具体地点"]
    centre = clause(corpus, "guangdong-2023/2.3")
    assert need.is_met(centre, ["创新", "创业", "中心"])
    assert not need.is_met(centre, ["国际", "采购", "选址"])


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('[[kinds]]\nname = "x"\nasked = ["<y>"]', "uses <y>"),
        ('[[kinds]]\nname = "x"\nasked = ["("]', "is no pattern"),
        ('[[kinds]]\nname = "x"', "use name, asked"),
        ("[[kinds", "is not valid TOML"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(tmp_path: Path, table: str, message: str) -> None:
    path = tmp_path / "needs.toml"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(PatternsError, match=message):
        load_needs(path)


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PatternsError, match="put it back"):
        load_needs(tmp_path / "none.toml")
