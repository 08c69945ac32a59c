"""The lines of an answer: addresses in place of numbers, the verdict first, what is left out."""

from pathlib import Path

import pytest

from answer.drafts import Draft, extract_of
from answer.model import Citation
from answer.points import put_verdict_first, write_line, write_points
from answer.sentences import split_sentences, whole_text
from ingest import Corpus, load_corpus
from tests.answer.choices import find_clause
from tests.fakes import write_documents

RULES = """某市补贴办法

一、申报
（一）条件。企业应当在本市登记。企业上年研发投入不低于一百万元。企业没有失信记录，也没有欠缴税款，并且按期报送统计数据。
（二）材料。企业提交申请表。
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load_corpus(write_documents(tmp_path_factory.mktemp("docs"), rules=RULES))


def _draft(corpus: Corpus, clause_id: str, *chosen: int) -> Draft:
    """Return a draft that quotes sentences of a clause, counted from 0; all without numbers."""
    clause = find_clause(corpus, clause_id)
    text = corpus.texts[clause.doc_id]
    sentences = split_sentences(clause, text)
    runs = [sentences[n] for n in chosen] if chosen else whole_text(clause, text)
    extracts = tuple(extract_of(run, clause) for run in runs)
    return Draft("", extracts, quotes=True, clause=clause)


def _citations(draft: Draft) -> list[Citation]:
    return [
        Citation(n, e.clause, e.text, e.source_start, e.source_end, {})
        for n, e in enumerate(draft.extracts, start=1)
    ]


def test_a_point_has_the_address_of_its_clause_in_place_of_its_number(rules: Corpus) -> None:
    (point,) = write_points([_draft(rules, "rules/1.2")], rules)
    assert write_line(point) == "一（二） 材料。企业提交申请表。[1]"


def test_dots_stand_only_where_words_are_left_out(rules: Corpus) -> None:
    near, apart = _draft(rules, "rules/1.1", 0, 1), _draft(rules, "rules/1.1", 0, 2)
    assert "……" not in write_points([near], rules)[0].words
    assert write_points([apart], rules)[0].words.count("……") == 1


def test_what_was_read_as_the_answer_comes_first_under_the_same_citation(rules: Corpus) -> None:
    draft = _draft(rules, "rules/1.1")
    best = extract_of(
        split_sentences(draft.extracts[0].clause, rules.texts["rules"])[1], draft.extracts[0].clause
    )
    points = put_verdict_first(write_points([draft], rules), _citations(draft), best)
    assert [p.is_verdict for p in points] == [True, False]
    assert write_line(points[0]) == "企业上年研发投入不低于一百万元。[1]"
    assert points[1].words.startswith("条件。")


def test_an_item_is_no_verdict_without_the_words_that_govern_it(tmp_path: Path) -> None:
    listed = (
        "某市规定\n\n第一条 有下列情形之一的，不得申请：\n（一）已经停产或者歇业；\n（二）失信。\n"
    )
    corpus = load_corpus(write_documents(tmp_path, rules=listed))
    lead, item = find_clause(corpus, "rules/1"), find_clause(corpus, "rules/1.1")
    text = corpus.texts["rules"]
    extracts = [extract_of(run, c) for c in (lead, item) for run in whole_text(c, text)]
    draft = Draft("", tuple(extracts), quotes=True, clause=lead)
    points = put_verdict_first(write_points([draft], corpus), _citations(draft), extracts[1])
    assert [p.is_verdict for p in points] == [True]
    assert points[0].words.index("不得申请") < points[0].words.index("已经停产")


def test_without_a_sentence_that_surely_answers_a_long_point_is_no_verdict(tmp_path: Path) -> None:
    long = "某市规定\n\n第一条 " + "企业应当按时报送数据。" * 12 + "\n第二条 由市局解释。\n"
    corpus = load_corpus(write_documents(tmp_path, rules=long))
    drafts = [_draft(corpus, "rules/1"), _draft(corpus, "rules/2")]
    points = write_points(drafts, corpus)
    assert [p.is_verdict for p in put_verdict_first(points, [], None)] == [False, False]
    assert [p.is_verdict for p in put_verdict_first(points[1:], [], None)] == [True]


def test_a_point_hardly_longer_than_its_best_sentence_is_said_once(rules: Corpus) -> None:
    draft = _draft(rules, "rules/1.2")
    best = extract_of(
        split_sentences(draft.extracts[0].clause, rules.texts["rules"])[0], draft.extracts[0].clause
    )
    points = put_verdict_first(write_points([draft], rules), _citations(draft), best)
    assert [p.is_verdict for p in points] == [True]


def test_points_of_several_documents_say_which(tmp_path: Path) -> None:
    corpus = load_corpus(
        write_documents(tmp_path, rules=RULES, other=RULES.replace("某市", "某县"))
    )
    points = write_points([_draft(corpus, "rules/1.2"), _draft(corpus, "other/1.2")], corpus)
    assert [p.label for p in points] == ["《某市补贴办法》一（二）", "《某县补贴办法》一（二）"]
