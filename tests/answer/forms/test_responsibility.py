"""Who is responsible, in the words of the clauses."""

from pathlib import Path

import pytest

from answer.compose import check_drafts
from answer.drafts import Draft
from answer.forms.responsibility import draft_responsibilities
from answer.selection import Choice
from ingest import Corpus, load_corpus
from ingest.annotations.vocabulary import default_vocabulary
from question.query import read_query
from question.thesaurus import default_thesaurus
from tests.answer.choices import make_choice
from tests.fakes import write_documents

TESTING = "guangdong-2023/3.3.3"
LED = "推进质量检验检测和认证：省市场监管局牵头，省商务厅等有关单位按职责分工负责"
QUESTION = "谁牵头检验检测机构的能力验证活动？"


def draft(*choices: Choice, question: str = QUESTION) -> list[Draft]:
    query = read_query(question, [], default_vocabulary(), default_thesaurus())
    return draft_responsibilities(choices, query)


def test_the_departments_come_first_then_the_sentence_of_the_task_that_fits_best(
    corpus: Corpus,
) -> None:
    # The last sentence states the roles: however well it fits, it is not quoted as the task.
    who, task = draft(make_choice(corpus, TESTING, [0.1, 0.2, 0.7, 0.3, 0.9]))
    assert who.text == LED
    assert not who.quotes
    assert who.extracts[0].text == "（省市场监管局牵头，省商务厅等有关单位按职责分工负责）"
    assert (task.text, task.quotes) == ("任务原文：", True)
    assert [e.text for e in task.extracts] == ["组织开展检验检测机构能力验证活动。"]


@pytest.mark.parametrize(
    ("clause_id", "words"),
    [
        # Brackets of half width.
        (
            "guangdong-2023/4.2.2",
            "企业管理创新：省工业和信息化厅牵头，省科技厅、人力资源社会保障厅、市场监管局"
            "等有关单位按职责分工负责",
        ),
        # No department leads.
        (
            "guangdong-2023/4.4.3",
            "提升品牌竞争力与影响力：省工业和信息化厅、省市场监管局按职责分工负责",
        ),
        # A page break lies within the names.
        (
            "guangdong-2023/4.2.1",
            "技术创新：省科技厅牵头，省工业和信息化厅、人力资源社会保障厅、生态环境厅、市场监管局"
            "等有关单位按职责分工负责",
        ),
    ],
)
def test_departments_are_given_as_printed_without_brackets(
    corpus: Corpus, clause_id: str, words: str
) -> None:
    assert draft(make_choice(corpus, clause_id))[0].text == words


def test_every_department_of_every_clause_is_named_in_words_that_hold(corpus: Corpus) -> None:
    clauses = [c for c in corpus.clauses if c.annotations.responsibilities]
    for clause in clauses:
        drafts = draft(make_choice(corpus, clause.clause_id))
        assert check_drafts(drafts, corpus) == (drafts, [])
        said = "".join(drafts[0].text.split())
        for responsibility in clause.annotations.responsibilities:
            assert "".join(responsibility.printed.split()) in said
    assert len(clauses) == 34


def test_a_clause_without_departments_is_left_out(corpus: Corpus) -> None:
    choices = [make_choice(corpus, c) for c in ("miit-2022-draft/3.7", TESTING)]
    drafts = draft(*choices)
    assert {e.clause.clause_id for said in drafts for e in said.extracts} == {TESTING}
    assert draft(choices[0]) == []


def made_up(folder: Path, plan: str) -> Corpus:
    return load_corpus(write_documents(folder, plan=plan))


def test_roles_on_lines_of_their_own_are_one_statement_with_a_source_each(tmp_path: Path) -> None:
    corpus = made_up(
        tmp_path,
        "临江省行动计划\n一、任务\n（一）建平台。支持建设平台。\n牵头单位：省商务厅。\n"
        "配合单位：省财政厅、教育厅。\n",
    )
    who, task = draft(make_choice(corpus, "plan/1.1"), question="谁支持建设？")
    assert who.text == "建平台：牵头单位：省商务厅；配合单位：省财政厅、教育厅"
    assert [e.text for e in who.extracts] == [
        "牵头单位：省商务厅。",
        "配合单位：省财政厅、教育厅。",
    ]
    assert task.extracts[0].text == "（一）建平台。支持建设平台。"


def test_a_task_that_says_no_more_of_the_question_than_the_title_is_not_quoted(
    corpus: Corpus,
) -> None:
    choice = make_choice(corpus, "guangdong-2023/4.3.4")
    (who,) = draft(choice, question="反哺惠民由谁负责？")
    assert who.text.startswith("反哺惠民：省工业和信息化厅牵头")
    _, task = draft(choice, question="承接产业转移项目由谁负责？")
    assert "承接轻工纺织产业转移项目" in task.extracts[0].text


def test_a_clause_of_nothing_but_departments_has_no_task(tmp_path: Path) -> None:
    corpus = made_up(tmp_path, "临江省行动计划\n一、任务\n（一）建平台（省商务厅牵头）\n")
    choice = make_choice(corpus, "plan/1.1")
    (who,) = draft(choice)
    assert "省商务厅牵头" in who.text
    assert len(choice.sentences) == 1
