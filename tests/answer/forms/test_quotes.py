"""Answers in the documents' own sentences."""

from answer.compose import check_drafts, write_lines
from answer.drafts import Draft
from answer.forms.quotes import draft_quotes
from ingest import Corpus
from tests.answer.choices import make_choice

# Five sentences, of which the first has the title.
TESTING = "guangdong-2023/3.3.3"
# One sentence: an industry and its cities.
CERAMICS = "guangdong-2023/4.3/box2.9"


def test_sentences_far_from_the_title_stand_under_it(corpus: Corpus) -> None:
    (draft,) = draft_quotes([make_choice(corpus, TESTING, [0.1, 0.2, 0.8, 0.2, 0.1])])
    assert write_lines([draft]) == ["推进质量检验检测和认证：组织开展检验检测机构能力验证活动。[1]"]


def test_a_sentence_that_begins_with_the_title_needs_none_before_it(corpus: Corpus) -> None:
    first, only = draft_quotes(
        [make_choice(corpus, TESTING, [0.8, 0.2, 0.2, 0.2, 0.1]), make_choice(corpus, CERAMICS)]
    )
    assert write_lines([first]) == ["3.推进质量检验检测和认证。加强检验检测认证能力建设。[1]"]
    assert write_lines([only]) == ["9.陶瓷制品制造：佛山、梅州、潮州；[1]"]


def test_at_most_three_sentences_of_a_clause_are_quoted_unless_more_are_asked_for(
    corpus: Corpus,
) -> None:
    # The first, the third and the fifth stand apart; the fourth joins the third.
    scores = [0.80, 0.10, 0.79, 0.78, 0.77]
    (draft,) = draft_quotes([make_choice(corpus, TESTING, scores)])
    assert [e.text.count("。") for e in draft.extracts] == [2, 2]
    (more,) = draft_quotes([make_choice(corpus, TESTING, scores)], most=4)
    assert more.extracts[-1].text.endswith("按职责分工负责）")


def test_quotes_of_every_clause_hold_and_name_its_title(corpus: Corpus) -> None:
    clauses = [c for c in corpus.clauses if c.kind in ("clause", "bullet", "box_item")]
    choices = [make_choice(corpus, clause.clause_id) for clause in clauses]
    drafts: list[Draft] = draft_quotes(choices)
    assert check_drafts(drafts, corpus) == (drafts, [])
    for clause, line in zip(clauses, write_lines(drafts), strict=True):
        assert "".join(clause.title.split()) in "".join(line.split())
