from dataclasses import replace
from pathlib import Path

from eval.reading.annotations import Counts
from eval.reading.labels import Labels, labels_of
from eval.reading.measure import JUDGED, LABELLED, measure
from eval.reading.shares import Share
from tests.eval.reading.made_up import (
    NOTICE,
    label_line,
    label_notice,
    label_passage,
    read_text,
)


def test_a_notice_is_measured_against_its_labels(tmp_path: Path) -> None:
    # Of three labels two are drawn and right; two are difficult, one of them wrong.
    found = measure(read_text(tmp_path, NOTICE), label_notice())
    assert found.lines == Share(2, 3)
    assert found.random == Share(2, 2)
    assert found.hard == Share(1, 2)
    assert found.annotations == dict.fromkeys(LABELLED, Counts(1, 1, 1))
    assert found.facts == dict.fromkeys(JUDGED, True)
    assert (found.lost_passages, found.warnings, found.refused) == (0, (), "")
    assert found.agreement is not None
    assert found.agreement.kept == 1.0


def test_what_is_found_beyond_the_labels_and_what_is_missed_count_apart(tmp_path: Path) -> None:
    sentence = "由市商务局牵头，市财政局配合，安排补助资金500万元"
    passage = label_passage(
        NOTICE,
        sentence,
        roles=(("lead", "市商务局"), ("lead", "市教育局")),
        figures=({"printed": "500万元", "value": 5e6, "unit": "元", "bound": "max"},),
    )
    found = measure(read_text(tmp_path, NOTICE), Labels(passages=(passage,))).annotations
    assert found["lead"] == Counts(hits=1, labelled=2, found=1)
    assert found["support"] == Counts(hits=0, labelled=0, found=1)
    # Another bound is another figure.
    assert found["figures"] == Counts(hits=0, labelled=1, found=1)


def test_a_line_that_the_text_does_not_hold_is_wrong_unless_it_is_furniture(tmp_path: Path) -> None:
    printed = NOTICE + "打印本页\n三、加强督促检查\n"
    labels = Labels(
        lines=(
            label_line(printed, "打印本页", "F"),
            label_line(printed, "三、加强", "Y"),
            label_line(printed, "三、加强", "N"),
        )
    )
    assert measure(read_text(tmp_path, NOTICE), labels).lines == Share(1, 3)


def test_all_labels_of_a_passage_that_is_lost_are_missed(tmp_path: Path) -> None:
    printed = NOTICE + "由省教育厅牵头，省财政厅配合，投入3亿元。"
    passage = label_passage(
        printed,
        "由省教育厅牵头，省财政厅配合，投入3亿元",
        roles=(("lead", "省教育厅"), ("support", "省财政厅")),
        figures=({"printed": "3亿元", "value": 3e8, "unit": "元", "bound": ""},),
    )
    found = measure(read_text(tmp_path, NOTICE), Labels(passages=(passage,)))
    assert found.lost_passages == 1
    assert found.annotations == dict.fromkeys(LABELLED, Counts(0, 1, 0))


def test_a_wrong_date_makes_its_fact_and_the_validity_wrong(tmp_path: Path) -> None:
    labels = label_notice()
    labels = replace(labels, facts=labels.facts | {"effective": "2024-04-01"})
    found = measure(read_text(tmp_path, NOTICE), labels).facts
    assert {name for name, is_right in found.items() if not is_right} == {"effective", "validity"}


def test_of_a_document_that_was_refused_every_label_is_missed(tmp_path: Path) -> None:
    reading = read_text(tmp_path, " \n", name="empty.txt")
    assert reading.parsed is None
    found = measure(reading, label_notice())
    assert "is empty" in found.refused
    assert (found.lines, found.hard) == (Share(0, 3), Share(0, 2))
    assert found.annotations == dict.fromkeys(LABELLED, Counts(0, 1, 0))
    assert found.facts == dict.fromkeys(JUDGED, False)
    assert (found.coverage, found.agreement) == (None, None)


def test_what_is_not_labelled_is_not_counted(tmp_path: Path) -> None:
    found = measure(read_text(tmp_path, NOTICE), labels_of("of no document"))
    assert found.lines.value is None
    assert (found.annotations, found.facts) == ({}, {})


def test_another_engine_reads_more_of_a_web_page_by_design(tmp_path: Path) -> None:
    page = "<html><body><p>第一条 甲。</p><p>第二条 乙。</p></body></html>"
    assert measure(read_text(tmp_path, page, name="a.html"), Labels()).is_partial
    assert not measure(read_text(tmp_path, NOTICE), Labels()).is_partial
