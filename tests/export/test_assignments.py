"""The table of tasks as a report and as files, read back."""

import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document as Word

from export import Report, Table, to_excel, to_word
from export.assignments import assignments_report
from export.report import Paragraph
from ingest import Corpus
from tests.ui.tasks.fakes import DRAFT_TITLE, OFFICE, TITLE, make_desk
from tests.views.assigned import PLAN, make_corpus
from views.assignments import Selection, read_tasks

_DAY = date(2026, 1, 1)
_HEAD = ("序号", "任务内容", "牵头单位", "参与单位", "出处")


def _report(corpus: Corpus, **asked: str) -> Report:
    return assignments_report(
        read_tasks(corpus), Selection(**asked), documents=corpus.documents, as_of=_DAY
    )


def _table(report: Report) -> Table:
    """Return the table, which comes first."""
    table = report.blocks[0]
    assert isinstance(table, Table)
    return table


def _column(report: Report, name: str) -> list[str | int]:
    table = _table(report)
    return [row[table.head.index(name)] for row in table.rows]


def _notes(report: Report) -> str:
    return "\n".join(block.text for block in report.blocks if isinstance(block, Paragraph))


def test_a_row_says_what_who_and_where_and_the_document_is_named_once(tmp_path: Path) -> None:
    table = _table(_report(make_corpus(tmp_path)))
    assert table.head == _HEAD
    assert table.rows[0] == (
        1,
        "加强检验检测。建设检验检测公共服务平台。",
        "省市场监管局",
        "省商务厅等",
        "一（一）",
    )
    assert table.rows[3][2] == "原文没有写牵头单位"
    assert table.source == "依据：《临江省促进纺织产业发展行动计划（2023-2025年）》"
    assert not table.parts


def test_of_several_documents_each_is_named_above_its_tasks(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path, a=PLAN, b=PLAN.replace("临江省", "海东省"))
    table = _table(_report(corpus))
    assert table.parts == (
        (0, "《临江省促进纺织产业发展行动计划（2023-2025年）》"),
        (4, "《海东省促进纺织产业发展行动计划（2023-2025年）》"),
    )
    assert table.source == "依据：2 份文件"


def test_of_a_department_its_part_is_told_and_what_it_leads_comes_first(tmp_path: Path) -> None:
    report = _report(make_corpus(tmp_path), department="临江省商务厅")
    assert _column(report, "本单位角色") == ["牵头、参与", "参与", "分工负责"]
    assert _column(report, "出处") == ["一（二）", "一（一）", "二（四）"]


def test_two_departments_have_what_one_statement_makes_them_both_responsible_for(
    tmp_path: Path,
) -> None:
    asked = {"department": "临江省商务厅", "partner": "临江省财政厅"}
    report = _report(make_corpus(tmp_path), **asked)
    assert report.title == "任务分工表：临江省商务厅与临江省财政厅共同负责"
    assert _column(report, "出处") == ["二（四）"]
    assert _column(report, "共同单位角色") == ["分工负责"]
    assert "共同负责 1 项，其中临江省商务厅牵头 0 项；两份文件的全部条款都已查过" in _notes(report)


def test_times_have_a_column_where_a_clause_says_one(tmp_path: Path) -> None:
    plan = PLAN.replace("支持参加展会。", "2024年底前建成展会平台，到2025年，办展十场。")
    report = _report(make_corpus(tmp_path, plan=plan))
    assert _column(report, "完成时限") == ["", "2024年底前、到2025年", "", ""]
    assert "没有写的留空" in _notes(report)
    assert "不列完成时限" in _notes(_report(make_corpus(tmp_path / "b")))


def test_the_notes_hold_counts_day_status_and_that_nothing_was_judged(tmp_path: Path) -> None:
    report = _report(make_corpus(tmp_path))
    notes = _notes(report)
    assert "统计日期：2026-01-01" in notes
    assert "共 4 项任务，5 个部门：牵头 3 项次、参与 6 项次（含分工负责 4 项次）" in notes
    assert "2 项任务没有写牵头单位；两份文件的全部条款都已查过。" in notes
    assert "的规划期到 2025 年为止，截至 2026-01-01 已结束" in notes
    assert "（征求意见稿）》没有给任何部门写责任。" in notes
    assert "没有作原文以外的任何判断" in notes
    assert "本表只列" not in notes, "nothing was filtered"


def test_the_table_of_a_department_counts_all_its_tasks_and_says_what_was_filtered(
    tmp_path: Path,
) -> None:
    report = _report(make_corpus(tmp_path), department="临江省商务厅", role="lead")
    notes = _notes(report)
    assert report.title == "任务分工表：临江省商务厅"
    assert "临江省商务厅：牵头 1 项、参与 3 项，共 3 项（其中 1 项既牵头又参与）" in notes
    assert "本表只列：角色为牵头；共 1 项。" in notes
    assert len(_table(report).rows) == 1


def test_every_filter_is_named(tmp_path: Path) -> None:
    asked = {"doc_id": "plan", "chapter": "二、保障措施", "role": "no_lead", "words": "人才"}
    notes = _notes(_report(make_corpus(tmp_path), **asked))
    assert (
        "本表只列：文件为《临江省促进纺织产业发展行动计划（2023-2025年）》，章为“二、保障措施”，"
        "角色为分工负责、没有写牵头单位，文字含“人才”；共 1 项。"
    ) in notes


def test_nothing_to_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no task fits"):
        _report(make_corpus(tmp_path), doc_id="draft")


def test_the_files_of_the_real_documents_hold_every_task(corpus: Corpus) -> None:
    report = _report(corpus)
    table = _table(report)
    assert len(table.rows) == 34
    names = [name for _, name in table.parts]
    workbook = openpyxl.load_workbook(BytesIO(to_excel(report)))
    head, *read = list(workbook.worksheets[0].iter_rows(min_row=3, values_only=True))
    assert head == (*_HEAD, "文件")
    assert [row[:-1] for row in read] == list(table.rows)
    assert [row[-1] for row in read] == [names[0]] * 33 + [names[1]]
    document = Word(BytesIO(to_word(report)))
    (drawn,) = document.tables
    cells = [tuple(cell.text for cell in row.cells) for row in drawn.rows]
    first, last = ((name,) * len(_HEAD) for name in names)
    rows = [tuple(map(str, row)) for row in table.rows]
    assert cells == [_HEAD, first, *rows[:33], last, *rows[33:]]
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "统计日期：2026-01-01" in told
    assert "共 34 项任务，16 个部门：牵头 30 项次、参与 73 项次" in told


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed")
def test_sixteen_tasks_stand_on_at_most_three_pages(corpus: Corpus, tmp_path: Path) -> None:
    report = _report(corpus, department="广东省市场监督管理局")
    assert len(_table(report).rows) == 16
    (tmp_path / "tasks.docx").write_bytes(to_word(report))
    office = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command = [*office, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "tasks.docx")], check=True, timeout=120)
    told = subprocess.run(
        ["pdfinfo", str(tmp_path / "tasks.pdf")], check=True, capture_output=True, text=True
    )
    (pages,) = (int(line.split()[1]) for line in told.stdout.splitlines() if "Pages:" in line)
    assert pages <= 3


def test_text_that_tries_to_be_more_stays_text() -> None:
    report = _report(make_desk().corpus)
    workbook = openpyxl.load_workbook(BytesIO(to_excel(report)))
    cells = [cell for row in workbook["任务分工表"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s", "n"}
    assert any(OFFICE.removeprefix("临江") in str(cell.value) for cell in cells)
    (risky,) = [cell for cell in cells if str(cell.value).startswith("=")]
    assert risky.quotePrefix
    told = "\n".join(p.text for p in Word(BytesIO(to_word(report))).paragraphs)
    assert f"《{TITLE}》" in told
    assert DRAFT_TITLE in told
