from dataclasses import replace
from pathlib import Path

from eval.reading.labels import Labels
from eval.reading.misses import list_misses
from tests.eval.reading.made_up import (
    NOTICE,
    label_line,
    label_notice,
    label_passage,
    read_text,
)


def test_a_missed_boundary_is_shown_where_it_stands(tmp_path: Path) -> None:
    (miss,) = list_misses(read_text(tmp_path, NOTICE), label_notice())
    assert miss.startswith("boundary (begins no unit, difficult): ")
    assert "'二、优化服务。" in miss


def test_what_is_right_is_not_shown(tmp_path: Path) -> None:
    labels = label_notice()
    assert list_misses(read_text(tmp_path, NOTICE), replace(labels, lines=labels.lines[:2])) == []


def test_annotations_are_shown_as_labelled_and_as_found(tmp_path: Path) -> None:
    passage = label_passage(
        NOTICE,
        "由市商务局牵头，市财政局配合，安排补助资金500万元",
        roles=(("lead", "市教育局"), ("support", "市财政局")),
        figures=({"printed": "5万元", "value": 5e4, "unit": "元", "bound": ""},),
    )
    lead, figures = list_misses(read_text(tmp_path, NOTICE), Labels(passages=(passage,)))
    assert lead.startswith("lead: ")
    assert "labelled [('市教育局', '市教育局')]" in lead
    assert "found    [('市商务局', " in lead
    assert "('500万元', 5000000.0, '元', '')" in figures


def test_lines_and_passages_that_are_not_there_are_said(tmp_path: Path) -> None:
    printed = NOTICE + "三、加强督促检查，由省教育厅牵头。"
    labels = Labels(
        lines=(label_line(printed, "三、加强", "Y"),),
        passages=(label_passage(printed, "由省教育厅牵头", roles=(("lead", "省教育厅"),)),),
    )
    boundary, passage = list_misses(read_text(tmp_path, NOTICE), labels)
    assert boundary == "boundary (begins a unit): is not in the text"
    assert passage.endswith("is not in the text")


def test_a_wrong_fact_is_shown_with_its_label(tmp_path: Path) -> None:
    labels = Labels(facts=label_notice().facts | {"number": "临政发〔2024〕6号"})
    (miss,) = list_misses(read_text(tmp_path, NOTICE), labels)
    assert miss == "number: labelled '临政发〔2024〕6号', found '临政发〔2024〕5号'"


def test_a_refusal_is_the_only_miss(tmp_path: Path) -> None:
    (miss,) = list_misses(read_text(tmp_path, "\n"), label_notice())
    assert miss.startswith("refused: ")
