"""What the documents offer an enterprise, and what an applicant must know of it."""

from collections.abc import Sequence

import pytest

from answer.compose import write_lines
from answer.drafts import Draft, Extract
from answer.forms.support import draft_support, write_force_notices
from answer.sentences import split_sentences
from ingest import Corpus, load_corpus
from tests.answer.choices import make_choice
from tests.fakes import write_documents

PLAN = """临江省行动计划
一、任务
（一）品牌建设。支持打造自主品牌。（省商务厅牵头）
（二）人才引进。加强人才队伍建设。各地组织培训。
（三）设备更新。支持技术改造。（省工业和信息化厅牵头）
（四）品牌推广。支持打造区域品牌，开展技术改造。
（五）营造氛围。开展宣传活动。
（六）奖励办法。对新建平台，鼓励各地给予奖励 50 万元。
（七）如何申报。企业可于 9 月 30 日前向省商务厅申报，受理后 5 个工作日答复。
"""


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load_corpus(write_documents(tmp_path_factory.mktemp("support"), plan=PLAN))


def lines(corpus: Corpus, *chosen: tuple[str, Sequence[float]]) -> list[str]:
    choices = [make_choice(corpus, clause_id, scores) for clause_id, scores in chosen]
    return write_lines(draft_support(choices))


def quote(corpus: Corpus, clause_id: str, number: int) -> Draft:
    clause = next(c for c in corpus.clauses if c.clause_id == clause_id)
    sentence = split_sentences(clause, corpus.texts[clause.doc_id])[number]
    words = Extract(clause, sentence.text, sentence.source_start, sentence.source_end)
    return Draft("", (words,), quotes=True)


def test_a_clause_is_given_with_its_kind_of_support_and_who_is_responsible(
    made_up: Corpus,
) -> None:
    assert lines(made_up, ("plan/1.1", [0.9, 0.1])) == [
        "【品牌】（一）品牌建设。支持打造自主品牌。[1]……（省商务厅牵头）[2]"
    ]


def test_who_is_responsible_is_said_once(made_up: Corpus) -> None:
    (line,) = lines(made_up, ("plan/1.1", [0.9, 0.9]))
    assert line.count("省商务厅牵头") == 1
    (line,) = lines(made_up, ("plan/1.1", [0.1, 0.9]))
    assert line == "品牌建设：（省商务厅牵头）[1]"


def test_clauses_of_one_kind_stand_together_and_those_of_none_last(made_up: Corpus) -> None:
    told = lines(
        made_up,
        ("plan/1.5", [0.9]),
        ("plan/1.1", [0.9, 0.1]),
        ("plan/1.3", [0.9, 0.1]),
        ("plan/1.4", [0.9]),
    )
    # 品牌 comes first, as the best clause of any kind is of it.
    assert [line[: line.index("）")] for line in told] == [
        "【品牌】（一",
        "【品牌、技改】（四",
        "【技改】（三",
        "（五",
    ]


def test_only_the_words_quoted_tell_the_kind(made_up: Corpus) -> None:
    # The first sentence speaks of 人才, the second of no kind of support.
    first, second = (lines(made_up, ("plan/1.2", scores))[0] for scores in ([0.9, 0.1], [0.1, 0.9]))
    assert first.startswith("【人才】")
    assert second == "人才引进：各地组织培训。[1]"


def test_a_reader_is_told_how_binding_the_words_are_and_what_they_leave_open(
    made_up: Corpus,
) -> None:
    force, terms = write_force_notices([quote(made_up, "plan/1.1", 0)])
    assert "“支持”" in force
    assert "“鼓励”" not in force
    assert terms == "所引条款没有写明金额或比例、申报条件和程序、办理期限。"


def test_terms_that_the_clauses_cited_state_are_not_called_open(made_up: Corpus) -> None:
    force, terms = write_force_notices([quote(made_up, "plan/1.6", 0)])
    assert "“鼓励”" in force
    assert terms == "所引条款没有写明申报条件和程序、办理期限。"
    assert write_force_notices([quote(made_up, "plan/1.7", 0)]) == ["所引条款没有写明金额或比例。"]
    both = [quote(made_up, "plan/1.6", 0), quote(made_up, "plan/1.7", 0)]
    assert len(write_force_notices(both)) == 1


def test_support_in_every_clause_of_the_documents_is_quoted_with_its_departments(
    corpus: Corpus,
) -> None:
    clauses = [c for c in corpus.clauses if c.kind == "clause" and c.annotations.supports]
    for clause in clauses:
        (draft,) = draft_support([make_choice(corpus, clause.clause_id)])
        said = "".join("".join(e.text.split()) for e in draft.extracts)
        for responsibility in clause.annotations.responsibilities:
            assert said.count("".join(responsibility.printed.split())) >= 1
    assert len(clauses) > 40
