"""Lists of all tasks of a department, from the real documents."""

from pathlib import Path

import pytest

from answer.forms.department_tasks import DepartmentAnswer, find_department_tasks
from index import Searcher
from ingest import Corpus
from tests.fakes import DRAFT, make_searcher

PLAN = "广东省发展现代轻工纺织战略性支柱产业集群行动计划（2023-2025年）"
# The clauses that state no lead.
UNLED = ["4.4.3", "5.3", "5.4", "5.5"]


def ask(searcher: Searcher, question: str) -> DepartmentAnswer:
    query = searcher.read(question)
    return find_department_tasks(searcher, query)


def cited(answer: DepartmentAnswer) -> list[str]:
    """Return the clauses of the drafts after the counts, without the name of the document."""
    drafts = answer.drafts[len(answer.counts) :]
    return [e.clause.clause_id.split("/", 1)[1] for draft in drafts for e in draft.extracts]


def annotated(corpus: Corpus, department: str, *roles: str) -> list[str]:
    """Return the clauses whose annotations give the department one of the roles."""
    return [
        clause.clause_id.split("/", 1)[1]
        for clause in corpus.clauses
        for r in clause.annotations.responsibilities
        if r.department == department and r.role in roles
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    "question",
    [
        "财政厅出现在哪些任务后面",
        "教育厅有份的是哪几条",
        "自然资源厅分管哪些事",
        "财政厅要干什么",
        "财政厅要干啥",
        "省商务厅的任务清单",
        "商务厅的职责分工",
        "商务厅的活儿有哪些",
        "工信厅和市监局一起负责的任务有哪些",
        "税务局有没有牵头的任务",
        "人社廳有冇份做啲咩任務",
        "環保廳同自然資源廳都有份嘅任務有邊幾條",
        "市监局名下的任务列一下",
        "哪些条目把省发展改革委列为责任单位",
        "哪些条款只写了按职责分工负责",
        "哪几项是两个厅共同负责、没有牵头的",
        "哪几项任务只有一家牵头、没有配合单位",
        "In which tasks does the provincial development and reform commission take part?",
        "What is the department of commerce responsible for in the Guangdong plan?",
    ],
)
def test_a_question_for_all_tasks_of_a_department_is_recognised(
    real_searcher: Searcher, question: str
) -> None:
    assert real_searcher.read(question).kind == "department_list"


@pytest.mark.model
@pytest.mark.parametrize(
    "question",
    [
        "检验检测由哪些部门负责",
        "商务厅牵头的事还有哪些部门配合",
        "商务厅的电话是多少",
        "工信厅什么时候印发的这份计划",
        "品牌建设是工信厅牵头还是市监局牵头",
        "生态环境厅对印染企业有什么要求",
        "行业协会要做什么",
        "人社厅在人才队伍建设里承担什么",
        "重点任务有哪些",
        "家具企业有哪些支持政策",
        "税务局能退多少税",
        "Which department leads quality inspection?",
        "what does the plan say about the commerce department's exhibition platform",
    ],
)
def test_a_question_for_a_subject_or_its_departments_is_not(
    real_searcher: Searcher, question: str
) -> None:
    assert real_searcher.read(question).kind != "department_list"


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "department"),
    [
        ("工信厅", "广东省工业和信息化厅"),
        ("市监局", "广东省市场监督管理局"),
        ("科技廳", "广东省科学技术厅"),
        ("财政厅", "广东省财政厅"),
        ("税务局", "国家税务总局广东省税务局"),
    ],
)
def test_every_task_is_listed_once_and_counted(
    real_searcher: Searcher, corpus: Corpus, name: str, department: str
) -> None:
    answer = ask(real_searcher, f"{name}有哪些任务？")
    leads, supports = (annotated(corpus, department, role) for role in ("lead", "support"))
    assert cited(answer) == leads + supports
    (count,) = answer.counts
    assert (count.leads, count.supports) == (len(leads), len(supports))
    assert count.unled == len(set(supports) & set(UNLED))
    assert [e for draft in answer.drafts[1:] for e in draft.extracts] == list(
        answer.drafts[0].extracts
    )


@pytest.mark.model
def test_the_count_and_the_clauses_are_worded_from_the_document(real_searcher: Searcher) -> None:
    first, second, *_ = ask(real_searcher, "商务厅有哪些任务").drafts
    assert first.text == (
        f"省商务厅在《{PLAN}》中：牵头 1 项、参与 14 项，共 15 处，"
        "其中 1 项只写分工负责、没有写牵头单位（按标明责任单位的条款统计）"
    )
    assert second.text == (
        "扩大开放合作水平：省商务厅牵头，省发展改革委、工业和信息化厅、省政务服务数据管理局"
        "等有关单位按职责分工负责"
    )


@pytest.mark.model
def test_each_extract_stands_in_the_source_and_names_the_department(
    real_searcher: Searcher, corpus: Corpus
) -> None:
    for extract in ask(real_searcher, "人社厅参与的任务全部列出来").drafts[0].extracts:
        printed = corpus.texts[extract.clause.doc_id][extract.source_start : extract.source_end]
        assert "".join(printed.split()) == "".join(extract.text.split())
        assert "人力资源社会保障厅" in "".join(extract.text.split())


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("省商务厅牵头哪些工作", ["3.4"]),
        ("税务局配合哪些工作", ["5.2"]),
        ("我刚到科技厅，哪些活儿是我们厅挑大梁的？只配合的不用列", ["3.2.1", "4.2.1"]),
        ("科技厅不牵头的任务有哪些", ["3.2.3", "4.2.2", "4.2.3", "4.2.4", "4.5.1", "5.3"]),
        (
            "工信厅只是打下手、由别的厅局牵头的任务有哪些",
            ["3.2.1", "3.3.1", "3.3.2", "3.4", "4.2.1"],
        ),
        ("市监局独家牵头的有哪些", ["4.4.2"]),
        ("市监局牵头、没有别的单位配合的任务列出来", ["4.4.2"]),
        ("哪些任务没写谁牵头", UNLED),
        ("自然资源厅参与、没写谁牵头的任务有哪些", ["5.3"]),
        ("财政厅在保障措施里有哪些任务", ["5.2", "5.3"]),
        ("第三章里商务厅牵头哪些", ["3.4"]),
        ("三品工程里市监局负责哪些任务", ["4.4.2", "4.4.3"]),
        ("除保障措施外，自然资源厅参与哪些任务", ["4.3.3", "4.3.4"]),
        ("环保厅和自然资源厅都参与的任务有哪些", ["4.3.4"]),
        ("科技厅牵头、人社厅配合的任务有哪些", ["4.2.1"]),
        ("财政厅和民政厅各有哪些任务", ["5.2", "5.3", "5.4"]),
        ("省商务厅与展会有关的任务有哪些", ["3.4"]),
    ],
)
def test_the_part_the_chapter_and_the_company_asked_for_are_kept(
    real_searcher: Searcher, question: str, clauses: list[str]
) -> None:
    assert cited(ask(real_searcher, question)) == clauses


@pytest.mark.model
def test_a_shared_duty_is_not_called_helping(real_searcher: Searcher) -> None:
    first, second = ask(real_searcher, "民政厅配合哪些任务").drafts
    assert "参与 1 项，都只写分工负责、没有写牵头单位" in first.text
    assert "配合" not in first.text + second.text


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "absent", "elsewhere"),
    [
        ("教育厅牵头哪些任务", f"省教育厅牵头的任务（但在《{PLAN}》中参与 1 项）", ["5.2"]),
        ("公安厅负责哪些任务", "省公安厅的任务", []),
        ("佛山市市场监管局负责哪些任务", "佛山市市场监督管理局的任务", []),
        ("征求意见稿里财政部牵头哪几项任务", "财政部的任务", []),
        (
            "工信部的征求意见稿里，税务局负责哪些工作",
            f"省税务局的任务（但在《{PLAN}》中参与 1 项）",
            ["5.2"],
        ),
        ("专栏2里教育厅有哪些任务", "省教育厅在“专栏 2", ["5.2"]),
    ],
)
def test_what_a_department_does_not_do_is_absent_with_what_it_does(
    real_searcher: Searcher, question: str, absent: str, elsewhere: list[str]
) -> None:
    answer = ask(real_searcher, question)
    assert answer.drafts == ()
    (said,) = answer.absent
    assert said.startswith(absent)
    assert [e.clause.clause_id.split("/", 1)[1] for e in answer.elsewhere] == elsewhere


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "is_proven"),
    [
        ("省财政厅和省民政厅共同负责哪些任务？", True),
        ("省市场监管局和省工业和信息化厅共同负责哪些任务？", False),
        ("省财政厅负责哪些任务？", False),
    ],
)
def test_that_two_share_nothing_is_proven_where_no_clause_speaks_of_both(
    real_searcher: Searcher, question: str, is_proven: bool
) -> None:
    answer = ask(real_searcher, question)
    assert answer.is_proven == is_proven
    assert (answer.absent == ("省财政厅、省民政厅同时负责的任务",)) == is_proven


def test_a_clause_that_names_two_offices_in_one_proves_nothing(tmp_path: Path) -> None:
    plan = "临江省行动计划\n一、任务\n（一）建平台。由省财政、民政厅局按职责分工负责。\n"
    searcher = make_searcher(tmp_path, plan=plan, draft=DRAFT)
    assert not ask(searcher, "省财政厅和省民政厅共同负责哪些任务").is_proven


@pytest.mark.model
def test_of_several_departments_each_has_its_own_count(real_searcher: Searcher) -> None:
    answer = ask(real_searcher, "公安厅、财政厅、教育厅各有哪些任务")
    assert [count.total for count in answer.counts] == [2, 1]
    assert answer.absent == ("省公安厅的任务",)
    assert cited(answer) == ["5.2", "5.3"]


@pytest.mark.model
def test_a_subject_that_no_clause_holds_is_left_to_the_search(real_searcher: Searcher) -> None:
    assert ask(real_searcher, "市监局参与元宇宙方面的哪几项任务") == DepartmentAnswer()


def test_labels_line_by_line_make_one_statement(tmp_path: Path) -> None:
    plan = (
        "临江省行动计划\n一、任务\n（一）建平台。支持建设平台。\n牵头单位：省商务厅\n"
        "配合单位：省财政厅、教育厅\n（二）育品牌。支持品牌。（省教育厅负责）\n"
    )
    searcher = make_searcher(tmp_path, plan=plan, draft=DRAFT)
    assert cited(ask(searcher, "财政厅由别的部门牵头的任务有哪些")) == ["1.1"]
    assert cited(ask(searcher, "教育厅单独牵头的任务有哪些")) == ["1.2"]
    assert ask(searcher, "财政厅参与、没写谁牵头的任务有哪些").drafts == ()
    (count,) = ask(searcher, "教育厅有哪些任务").counts
    assert (count.leads, count.supports, count.unled) == (1, 1, 0)
