"""What a task is about, and by when it is to be done, in the words of its clause."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import Corpus, load_corpus
from tests.views.assigned import make_corpus
from views.assignments import Task, read_tasks
from views.assignments.deadlines import find_deadlines
from views.assignments.wording import first_words, list_names

_HEAD = "临江省促进纺织产业发展行动计划（2023-2025年）\n\n一、重点任务\n"
_ONE = Callable[[str], Task]


@pytest.fixture
def one(tmp_path: Path) -> _ONE:
    """Return a function that reads the only task of a clause."""

    def read(clause: str) -> Task:
        (task,) = read_tasks(make_corpus(tmp_path, plan=f"{_HEAD}（一）{clause}\n"))
        return task

    return read


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("建平台。支持建设平台。（省商务厅牵头）", "建平台。支持建设平台。"),
        ("建平台。支持建设平台。\n牵头单位：省商务厅\n", "建平台。支持建设平台。"),
        # What is left out is told.
        (f"建平台。{'甲' * 60}。乙。（省商务厅牵头）", f"建平台。{'甲' * 60}。……"),
        # The duty itself, where it stands further on.
        (
            f"建平台。支持{'甲' * 70}。省商务厅负责平台的运行。鼓励使用。",
            "建平台。……省商务厅负责平台的运行。……",
        ),
        # A very long sentence ends at a comma.
        (f"建平台。{'甲' * 99}，{'乙' * 99}。（省商务厅牵头）", f"建平台。{'甲' * 99}……"),
    ],
)
def test_the_first_sentences_tell_what_a_task_is_about(one: _ONE, clause: str, words: str) -> None:
    assert first_words(one(clause)) == words


def test_of_several_duties_that_of_the_department_asked_for_is_told(one: _ONE) -> None:
    filler = "甲" * 70
    task = one(f"建平台。省商务厅负责平台的{filler}。省财政厅负责资金的{filler}。")
    assert first_words(task).startswith("建平台。省商务厅")
    assert first_words(task, department="临江省财政厅").startswith("建平台。……省财政厅")


def test_an_item_is_told_with_the_words_that_make_somebody_responsible(tmp_path: Path) -> None:
    text = "临江省办法\n\n第一条 省财政厅履行下列职责：\n（一）安排经费；\n（二）公布标准。\n"
    told = [first_words(task) for task in read_tasks(make_corpus(tmp_path, rules=text))]
    assert told[1:] == ["省财政厅履行下列职责：安排经费；", "省财政厅履行下列职责：公布标准。"]


def test_a_list_that_goes_on_says_so(one: _ONE) -> None:
    task = one("建平台。（省商务厅牵头，省财政厅、教育厅等有关单位配合）")
    assert list_names(task, "support", ["财政", "教育"]) == "财政、教育等"
    assert list_names(task, "lead", ["商务"]) == "商务"


@pytest.mark.parametrize(
    ("words", "deadlines"),
    [
        ("2024年底前建成平台。", ("2024年底前",)),
        ("力争2024年6月底前建成，2025年全面推开。", ("2024年6月底前", "2025年")),
        ("2023年第三季度清理一次。", ("2023年第三季度",)),
        ("到2025年，建成平台。", ("到2025年",)),
        ("每年3月底前报送，今年年底前开始。", ("每年3月底前", "今年年底前")),
        # Past, spans and years of other things are no deadlines.
        ("2000年底前建成的小区要改造。", ()),
        ("2024年底前已建成的平台要用好。", ()),
        ("五年内压缩一半，三十日内答复。", ()),
        ("从2023年到2025年的资金要用好。", ()),
        ("2023—2025年建平台。", ()),
        ("落实《2024年计划》。", ()),
    ],
)
def test_only_times_that_are_written_are_deadlines(
    one: _ONE, words: str, deadlines: tuple[str, ...]
) -> None:
    task = one(f"建平台。{words}（省商务厅牵头）")
    assert find_deadlines(task) == deadlines


def test_a_column_of_times_is_one_of_deadlines(tmp_path: Path) -> None:
    head = "| 序号 | 任务 | 牵头单位 | 完成时限 |\n|---|---|---|---|"
    table = f"{head}\n| 1 | 建平台 | 省商务厅 | 长期坚持 |\n"
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "plan.md").write_text(f"# 临江省计划\n\n## 一、分工\n\n{table}")
    (task,) = read_tasks(load_corpus(tmp_path / "docs"))
    assert find_deadlines(task) == ("长期坚持",)
    assert first_words(task) == "建平台"


def test_no_real_task_of_the_plan_has_a_deadline_and_each_has_words(corpus: Corpus) -> None:
    for task in read_tasks(corpus):
        assert find_deadlines(task) == ()
        words = first_words(task)
        assert 10 < len(words) < 220
        source = "".join(task.clause.text.split())
        assert all("".join(part.split()) in source for part in words.split("……"))
