"""What a question asks for and the best clauses of the two documents do not hold."""

import pytest

from answer.refusal.evidence import find_absent
from ingest import Corpus
from ingest.annotations.vocabulary import default_vocabulary
from question.query import Query, read_query
from question.references import name_documents
from question.thesaurus import default_thesaurus

TARGETS = "guangdong-2023/2.1"
FACTORIES = "miit-2022-draft/1.2/bullet5"


def read(corpus: Corpus, question: str) -> Query:
    names = name_documents(corpus.documents, default_vocabulary())
    return read_query(question, names, default_vocabulary(), default_thesaurus())


def absent(corpus: Corpus, question: str, *clause_ids: str) -> list[str]:
    by_id = {clause.clause_id: clause for clause in corpus.clauses}
    documents = {document.doc_id: document for document in corpus.documents}
    clauses = [by_id[clause_id] for clause_id in clause_ids]
    return find_absent(read(corpus, question), "content", clauses, documents, corpus.texts)


@pytest.mark.parametrize(
    ("question", "clause_ids", "name"),
    [
        ("2030年的增加值目标是多少", [TARGETS], " 2030 年的内容"),
        ("2021年的营业收入是多少", [TARGETS], " 2021 年的内容"),
        ("十五五时期的目标是什么", [TARGETS], "“十五五”时期的内容"),
        ("陶瓷业的增加值目标是多少", [TARGETS], "陶瓷的具体数字"),
        ("山东要建多少家智能工厂", [FACTORIES], "山东"),
        ("产业整体利润率要到百分之几", [TARGETS], "百分比"),
        ("集群里有多少人就业", [TARGETS], "以“人”计的数"),
        ("公安厅负责哪部分", ["guangdong-2023/5.2"], "公安厅"),
        ("财政厅在检测那项里承担什么", ["guangdong-2023/3.3.3"], "财政厅在这件事上的职责"),
        ("茂名主打哪个行业", ["guangdong-2023/4.3.4"], "茂名"),
        ("梅州在家具分布名单里吗", ["guangdong-2023/4.3/box2.6"], "家具的分布城市"),
        ("跟浙江的集群方案比是高还是低", [TARGETS], "浙江的文件或做法"),
        ("粤发〔2023〕7号里面讲了哪几条", ["guangdong-2023/front/preamble"], "7号"),
        ("电子烟这一行怎么安排", [TARGETS], "电子烟"),
        ("“揭榜挂帅”是什么意思", ["miit-2022-draft/2.3"], "“揭榜挂帅”的含义"),
        ("省商务厅的电话是多少", ["miit-2022-draft/front/contact"], "电话或传真"),
        ("C2M是什么意思", ["miit-2022-draft/3.9"], "“c2m”的含义"),
        ("PDM、CAPP的全称是什么", ["guangdong-2023/4.1.3"], "“pdm”的含义"),
        ("SCM代表什么", ["guangdong-2023/4.1.3"], "“scm”的含义"),
        ("专栏把茂名列进了哪些行业", ["guangdong-2023/4.3/box2.5"], "茂名"),
        ("财政厅牵头的工程是哪个", ["guangdong-2023/5.3"], "财政厅牵头的任务"),
        ("创新基地选在广东哪个市", ["guangdong-2023/3.3.1"], "具体地点"),
        ("示范工厂省里比部里多几家", [FACTORIES], "两份文件各自的数字"),
        ("六西格玛是什么意思", ["guangdong-2023/4.4.2"], "“六西格玛”的含义"),
        ("“链主”企业怎么定义", ["guangdong-2023/4.4.3"], "“链主”的含义"),
        ("专业集群的精确数是多少个", ["guangdong-2023/1.3.1"], "数量"),
        ("年均新增就业多少万人", ["miit-2022-draft/1.2/bullet2"], "以“人”计的数"),
        (
            "财政厅在品牌培育里做什么",
            ["guangdong-2023/5.3", "guangdong-2023/3.3.4"],
            "财政厅在这件事上的职责",
        ),
        ("做潜水服的有什么支持", ["guangdong-2023/5.3"], "潜水服"),
        ("粤发7号文里讲了什么", ["guangdong-2023/front/preamble"], "粤发7号文的内容"),
        ("做眼镜的集中在哪几个市", ["guangdong-2023/4.3/box2.12"], "眼镜的分布城市"),
        ("《区域全面经济伙伴关系协定》里关税怎么降", ["miit-2022-draft/6.20"], "协定》的内容"),
    ],
)
def test_what_no_clause_says_is_named(
    corpus: Corpus, question: str, clause_ids: list[str], name: str
) -> None:
    assert any(name in found for found in absent(corpus, question, *clause_ids))


@pytest.mark.parametrize(
    ("question", "clause_ids"),
    [
        ("2025年的增加值目标是多少", [TARGETS]),
        ("要建多少家智能工厂", [FACTORIES]),
        ("“四流合一”是什么意思", ["guangdong-2023/3.1.3"]),
        ("三个“换”指的是什么", ["miit-2022-draft/4.12"]),
        ("“三换”指什么", ["miit-2022-draft/4.12"]),
        ("两大副中心是什么意思", ["guangdong-2023/4.3.3"]),
        ("平战结合用大白话说是个啥意思", ["guangdong-2023/4.2.2"]),
        ("什么是“微服务”", ["guangdong-2023/4.1.1"]),
        ("产业基础高级化是什么意思", ["miit-2022-draft/4.10"]),
        ("专业集群一共有多少个", ["guangdong-2023/1.3.1"]),
        ("传统的国际市场包括韩国吗", ["miit-2022-draft/6.20"]),
        ("西藏这种西部地区怎么发展", ["miit-2022-draft/6.19"]),
        ("听说做陶瓷要去肇庆,分布表里有吗", ["guangdong-2023/4.3/box2.9"]),
        ("which activities does MIIT continue", ["miit-2022-draft/7.22"]),
        ("几个朋友想开网店,有什么鼓励", ["guangdong-2023/4.2.3"]),
        ("双核是什么意思", ["guangdong-2023/4.3.3"]),
        ("专精特新是什么意思", ["guangdong-2023/4.5.3"]),
        ("我在佛山做家具,有什么支持", ["guangdong-2023/4.1.2"]),
        ("我们在韶关开服装厂,数字化有什么支持", ["guangdong-2023/4.1.2"]),
        ("想去欧洲注册商标,省里支持吗", ["guangdong-2023/4.2.4"]),
        ("由工信厅还是市场监管局牵头", ["guangdong-2023/3.3.3"]),
        ("自行车厂主要集中在哪些城市", ["guangdong-2023/4.3/box2.11"]),
        ("引几家厂过来,政策鼓励吗", ["guangdong-2023/4.3.4"]),
        ("What does TC/SC stand for", ["guangdong-2023/3.3.1"]),
        ("RCEP的全称是什么", ["miit-2022-draft/6.20"]),
        ("消费品工业司的电话是多少", ["miit-2022-draft/front/contact"]),
    ],
)
def test_what_a_clause_says_is_not_called_absent(
    corpus: Corpus, question: str, clause_ids: list[str]
) -> None:
    assert absent(corpus, question, *clause_ids) == []


def test_without_clauses_every_fact_asked_for_is_absent(corpus: Corpus) -> None:
    assert absent(corpus, "电话多少") == ["电话或传真"]
