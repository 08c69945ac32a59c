"""What kind of answer a question wants."""

import pytest

from answer.intent import asks_number, read_intent, read_needs
from index.query import Query, read_query
from index.references import name_documents
from index.thesaurus import default_thesaurus
from ingest import Clause, Corpus, Document
from ingest.vocabulary import default_vocabulary

PLAN = Document("plan", "a.txt", "", title="广东省发展纺织产业行动计划", status="in_force")
DRAFT = Document("draft", "b.txt", "", title="关于轻工业的指导意见（征求意见稿）", status="draft")


def read(question: str) -> Query:
    names = name_documents([PLAN, DRAFT], default_vocabulary())
    return read_query(question, names, default_vocabulary(), default_thesaurus())


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("印染这块归谁管", "responsibility"),
        ("研发投入要占多少", "figure"),
        ("出口企业有什么扶持", "support"),
        ("什么是四流合一", "content"),
        ("文号是多少，谁发的", "front_matter"),
        ("两份文件怎么讲绿色制造", "comparison"),
        ("教育厅负责哪些工作", "department_list"),
        ("请把财政厅牵头的事项全部列出来", "department_list"),
        ("民政廳要做邊啲嘢", "department_list"),
        ("List every task that the department of commerce leads", "department_list"),
        # These ask for the departments of a subject, or for one subject of a department.
        ("品牌建设由哪些部门负责", "responsibility"),
        ("商务厅牵头的事还有哪些部门配合", "responsibility"),
        ("市场监管局在检验检测方面负责什么", "responsibility"),
        ("工信部征求意见稿列出了哪些省", "content"),
    ],
)
def test_the_kind_of_a_question_is_read_from_its_words(question: str, intent: str) -> None:
    assert read_intent(read(question)) == intent


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("营收目标是多少", True),
        ("要建几个实验室", True),
        ("how many factories", True),
        ("文号多少", False),
        ("涉及哪几个行业", False),
        ("由几个部门发的", False),
    ],
)
def test_a_question_for_a_number_is_told_from_one_for_names(question: str, asks: bool) -> None:
    assert asks_number(question) == asks


def names_of_needs(question: str) -> list[str]:
    return [need.name for need in read_needs(question)]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("补贴最高多少", ["金额"]),
        ("企业所得税税率是多少", ["税率或利率"]),
        ("传真多少", ["电话或传真"]),
        ("意见发到哪个邮箱", ["邮箱"]),
        ("要满足什么条件才能评上", ["申报程序或材料"]),
        ("文件怎么定义“链长制”", ["定义"]),
        ("怎么申报，要什么材料", ["申报程序或材料"]),
        ("谁牵头检验检测", ["责任部门"]),
        ("研发强度要提高几个百分点", ["百分比"]),
        ("审批要几个工作日", ["以“工作日”计的数"]),
        ("how many people work in the industry", ["以“人”计的数"]),
        ("专精特新企业怎么培育", []),
        ("对企业提了哪几点要求", []),
        ("要引进多少人才", []),
    ],
)
def test_a_question_needs_the_kinds_of_fact_that_it_asks_for(
    question: str, names: list[str]
) -> None:
    assert names_of_needs(question) == names


def test_a_need_is_met_by_a_clause_that_holds_such_a_fact(corpus: Corpus) -> None:
    def clause(clause_id: str) -> Clause:
        return next(c for c in corpus.clauses if c.clause_id == clause_id)

    (amount,) = read_needs("补贴多少钱")
    assert amount.is_met(clause("guangdong-2023/2.1"))
    assert not amount.is_met(clause("guangdong-2023/2.2"))
    (telephone,) = read_needs("电话多少")
    assert telephone.is_met(clause("miit-2022-draft/front/contact"))
