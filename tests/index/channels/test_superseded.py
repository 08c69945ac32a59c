from dataclasses import replace

import pytest

from index.channels.superseded import find_superseded, speaks_of_drafts
from ingest import Document
from ingest.model import Replacement


def document(doc_id: str, title: str, status: str = "in_force") -> Document:
    return Document(doc_id, f"{doc_id}.txt", "", title=title, status=status)


LAW = document("law", "临江市燃气管理条例")
DRAFT = document("draft", "临江市城镇燃气管理条例（修订草案）（征求意见稿）", "draft")
OTHER = document("other", "关于推动轻工业发展的指导意见（征求意见稿）", "draft")


def test_a_draft_beside_what_it_would_change_is_set_back() -> None:
    assert find_superseded([LAW, DRAFT, OTHER]) == {"draft": "law"}


def test_a_document_that_another_one_replaces_is_set_back() -> None:
    old = replace(LAW, doc_id="old", replaced=Replacement("law", LAW.title, "2024-01-01", 0))
    assert find_superseded([old, LAW]) == {"old": "law"}


def test_a_draft_by_itself_is_not() -> None:
    assert find_superseded([DRAFT, OTHER]) == {}


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("燃气条例修订草案第十二条", True),
        ("征求意见稿怎么说", True),
        ("what does the draft say", True),
        ("燃气条例怎么罚", False),
        ("what does the regulation say", False),
    ],
)
def test_a_question_may_ask_for_the_draft(question: str, asked: bool) -> None:
    assert speaks_of_drafts(question) is asked
