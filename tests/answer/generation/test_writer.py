"""A model's statements as drafts: each rests on the sentences it was written from."""

import pytest

from answer.compose import check_drafts
from answer.drafts import Draft
from answer.generation.statements import GenerationError
from answer.generation.writer import Writer
from answer.points import write_line, write_points
from ingest import Clause, Corpus
from tests.answer.choices import find_clause
from tests.fakes import FakeChatModel

QUESTION = "检验检测由谁牵头？"
TESTING = "guangdong-2023/3.3.3"
AIMS = "guangdong-2023/2.1"
STATE = "guangdong-2023/1.1"
LED = "检验检测由省市场监管局牵头。"
SHARED = "省商务厅等有关单位按职责分工负责。"


class Desk:
    """A writer with a fake model, and what it said on the way."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.clauses = [find_clause(corpus, clause_id) for clause_id in (TESTING, AIMS, STATE)]
        self.lines: list[str] = []
        self.withheld: list[str] = []

    def write(self, model: FakeChatModel, clauses: list[Clause] | None = None) -> list[Draft]:
        return Writer(model, self.corpus, deadline_s=5).write(
            QUESTION,
            clauses or self.clauses,
            withheld=self.withheld.append,
            on_line=self.lines.append,
        )

    def hear(self, reply: str) -> list[Draft]:
        return self.write(FakeChatModel(replies=[reply]))


@pytest.fixture
def desk(corpus: Corpus) -> Desk:
    return Desk(corpus)


@pytest.mark.parametrize(
    ("statement", "mark", "source"),
    [
        (LED, 1, "（省市场监管局牵头，省商务厅等有关单位按职责分工负责）"),
        ("开展机构能力验证活动。", 1, "组织开展检验检测机构能力验证活动。"),
        (
            "2022年，集群实现营业收入27856.50亿元。",
            3,
            "2022 年，集群实现工业增加值 6608.6 亿元，完成营业收入 27856.50 亿元。",
        ),
    ],
)
def test_a_statement_rests_on_the_sentence_that_shares_most_words(
    desk: Desk, statement: str, mark: int, source: str
) -> None:
    (draft,) = desk.hear(f"{statement}[{mark}]")
    assert (draft.text, draft.quotes) == (statement, False)
    assert [extract.text for extract in draft.extracts] == [source]


def test_each_clause_cited_gives_a_sentence_in_the_order_of_the_marks(desk: Desk) -> None:
    (draft,) = desk.hear("省市场监管局牵头，工业增加值超 7200 亿元。[2][1]")
    assert [e.clause.clause_id for e in draft.extracts] == [AIMS, TESTING]


def test_lines_are_said_as_they_will_stand_in_the_answer(desk: Desk) -> None:
    drafts = desk.hear(
        f"2019年实现工业增加值6383.5亿元。[3]\n{LED}[1]\n省教育厅牵头。[1]\n{SHARED}[1][8]\n"
    )
    assert desk.lines == [write_line(point) for point in write_points(drafts, desk.corpus)]
    # Marks are numbered as they come, and the same sentence keeps its number.
    assert desk.lines == ["2019年实现工业增加值6383.5亿元。[1]", f"{LED}[2]", f"{SHARED}[2]"]
    assert len(desk.withheld) == 1
    assert "省教育厅" in desk.withheld[0]


def test_what_is_written_holds(desk: Desk, corpus: Corpus) -> None:
    drafts = desk.hear(f"{LED}[1]\n工业增加值超7200亿元。[2]\n每家补贴100万元。[1]\n")
    assert check_drafts(drafts, corpus) == (drafts, [])
    assert len(drafts) == 2


def test_a_model_that_finds_nothing_writes_nothing(desk: Desk) -> None:
    assert desk.hear("未找到") == []
    assert (desk.lines, desk.withheld) == ([], [])


def test_what_was_said_before_a_reply_breaks_off_was_said(desk: Desk) -> None:
    model = FakeChatModel(replies=[f"{LED}[1]\n甲"], ending=None)
    with pytest.raises(GenerationError, match="cut off before its end"):
        desk.write(model)
    assert desk.lines == [f"{LED}[1]"]


def test_only_the_best_five_clauses_are_given_to_the_model(desk: Desk, corpus: Corpus) -> None:
    numbers = (1, 2, 3, 4)
    tasks = [find_clause(corpus, f"guangdong-2023/3.3.{n}") for n in numbers]
    model = FakeChatModel(replies=["省商务厅牵头。[6]"])
    assert desk.write(model, [*tasks, *desk.clauses[1:]]) == []
    (messages,) = model.asked
    shown = str(messages[1].content)
    assert shown.count("<条款>") == 5
    assert desk.clauses[1].text in shown
    assert desk.clauses[2].text not in shown


def test_nobody_need_listen(corpus: Corpus, desk: Desk) -> None:
    writer = Writer(FakeChatModel(replies=[f"{LED}[1]"]), corpus, deadline_s=5)
    (draft,) = writer.write(QUESTION, desk.clauses, withheld=desk.withheld.append)
    assert draft.text == LED
