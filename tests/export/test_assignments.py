"""The table of tasks as a report and as files, read back."""

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
from tests.views.assigned import make_corpus
from views.assignments import Selection, read_tasks

_DAY = date(2026, 1, 1)
_HEAD = ("序号", "任务（编号与名称）", "牵头单位", "参与单位", "责任原文", "出处")


def _report(corpus: Corpus, **asked: str) -> Report:
    return assignments_report(
        read_tasks(corpus), Selection(**asked), documents=corpus.documents, as_of=_DAY
    )


def _rows(report: Report) -> tuple[tuple[str | int, ...], ...]:
    (table,) = (block for block in report.blocks if isinstance(block, Table))
    assert table.head == _HEAD
    return table.rows


def _notes(report: Report) -> str:
    return "\n".join(block.text for block in report.blocks if isinstance(block, Paragraph))


def test_a_row_holds_who_does_what_in_whose_words(tmp_path: Path) -> None:
    rows = _rows(_report(make_corpus(tmp_path)))
    assert len(rows) == 4
    assert rows[0] == (
        1,
        "一（一）加强检验检测",
        "临江省市场监督管理局",
        "临江省商务厅",
        "省市场监管局牵头，省商务厅等有关单位按职责分工负责",
        "《临江省促进纺织产业发展行动计划（2023-2025年）》一（一）",
    )
    assert rows[3][2] == "原文没有写牵头单位"


def test_the_notes_hold_counts_day_status_and_that_nothing_was_judged(tmp_path: Path) -> None:
    report = _report(make_corpus(tmp_path))
    notes = _notes(report)
    assert "统计日期：2026-01-01" in notes
    assert "共 4 项任务，5 个部门：牵头 3 项次、参与 6 项次（含分工负责 4 项次）" in notes
    assert "2 项任务没有写牵头单位；两份文件的全部条款都已查过。" in notes
    assert "的规划期到 2025 年为止，截至 2026-01-01 已结束" in notes
    assert "是公开征求意见的稿子" in notes
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
    assert len(_rows(report)) == 1


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
    rows = _rows(report)
    assert len(rows) == 34
    workbook = openpyxl.load_workbook(BytesIO(to_excel(report)))
    read = list(workbook["任务分工表"].iter_rows(values_only=True))
    assert read == [_HEAD, *rows]
    document = Word(BytesIO(to_word(report)))
    (table,) = document.tables
    cells = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert cells == [_HEAD, *(tuple(map(str, row)) for row in rows)]
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "统计日期：2026-01-01" in told
    assert "共 34 项任务，16 个部门：牵头 30 项次、参与 73 项次" in told


def test_text_that_tries_to_be_more_stays_text() -> None:
    report = _report(make_desk().corpus)
    workbook = openpyxl.load_workbook(BytesIO(to_excel(report)))
    cells = [cell for row in workbook["任务分工表"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert any(OFFICE in str(cell.value) for cell in cells)
    told = "\n".join(p.text for p in Word(BytesIO(to_word(report))).paragraphs)
    assert f"《{TITLE}》" in told
    assert DRAFT_TITLE in told
