"""What a language model's answers show."""

from pathlib import Path

import pytest

from answer import Answerer
from answer.generation.writer import Writer
from eval.data.questions import Question
from eval.runs.generated import GeneratedResult, measure_generated
from tests.fakes import FakeChatModel, make_searcher

QUESTION = Question(
    "q",
    "质量检验检测有什么安排",
    "dev",
    "official",
    "content",
    "simplified",
    "answered",
    (),
    (),
    (),
)


def measure(folder: Path, reply: str) -> GeneratedResult:
    searcher = make_searcher(folder)
    model = FakeChatModel(replies=[reply])
    writer = Writer(model, searcher.snapshot.corpus, deadline_s=5)
    return measure_generated(Answerer(searcher, writer=writer), [QUESTION])


def test_statements_that_hold_are_counted_as_written(tmp_path: Path) -> None:
    result = measure(tmp_path, "支持建设检验检测公共服务平台。[1]")
    assert (result.questions, result.written, result.lines) == (1, 1, 1)
    assert result.invented_citations == result.wrong_numbers == result.wrong_departments == 0


def test_what_is_withheld_is_counted_and_not_shown(tmp_path: Path) -> None:
    reply = "支持建设检验检测公共服务平台。[1]\n每家补贴 300 万元。[1]\n由省财政厅牵头。[9]"
    result = measure(tmp_path, reply)
    assert (result.written, result.lines, result.withheld) == (1, 1, 2)
    assert result.invented_citations == result.wrong_numbers == result.wrong_departments == 0


@pytest.mark.parametrize("reply", ["每家补贴 300 万元。[1]", "未找到"])
def test_an_answer_with_nothing_left_falls_back(tmp_path: Path, reply: str) -> None:
    result = measure(tmp_path, reply)
    assert (result.written, result.fell_back, result.lines) == (0, 1, 0)
