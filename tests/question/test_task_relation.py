"""Questions where a department has to do with a plan at all."""

import pytest

from ingest import Document
from ingest.annotations.vocabulary import default_vocabulary
from question.query import read_query
from question.references import name_documents
from question.task_intent import asks_for_tasks
from question.thesaurus import default_thesaurus

PLAN = Document("plan", "a.txt", "", title="广东省发展印刷产业行动计划", status="in_force")


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("计划里跟司法厅沾边的有哪些", True),
        ("我在教育厅上班，哪几条用得着我们单位", True),
        ("这份计划有没有安排税务局做事", True),
        ("税务局跟这份计划有什么关系", True),
        ("Where does the plan mention the education department?", True),
        ("What does the plan expect the tax bureau to do?", True),
        # A subject is asked for, or who is.
        ("教育厅跟印刷企业的培训有什么关系", False),
        ("How does the plan help the commerce department promote exports?", False),
        ("谁跟税务局一起负责", False),
    ],
)
def test_a_question_for_all_that_concerns_a_department_is_known(
    question: str, *, asks: bool
) -> None:
    names = name_documents([PLAN], default_vocabulary())
    query = read_query(question, names, default_vocabulary(), default_thesaurus())
    assert asks_for_tasks(query) == asks
