"""Sessions over the socket of a real server, without a browser."""

import asyncio
from pathlib import Path

import pytest

from browser.measure import read_questions
from browser.serving import ROOT, serve
from browser.sessions import ask_in_sessions


@pytest.mark.browser
def test_sessions_at_once_each_get_the_answers_to_their_own_questions(tmp_path: Path) -> None:
    plans = [[f"问题{i}{n}" for n in "甲乙"] for i in range(4)]
    with serve(ROOT / "tests" / "ui" / "fake_app.py", tmp_path / "log") as address:
        visits = asyncio.run(ask_in_sessions(address, plans))
    for plan, visit in zip(plans, visits, strict=True):
        assert [asked.question for asked in visit] == plan
        assert all(asked.question in asked.shown for asked in visit)
        assert all("直接回答" in asked.answer and not asked.error for asked in visit)


def test_the_questions_asked_are_different_and_of_the_development_split() -> None:
    questions = read_questions(220)
    assert len(set(questions)) == 220
