"""Sentences of clauses and their spans."""

from answer.sentences import split_sentences
from ingest import Clause, Corpus


def clause_of(corpus: Corpus, clause_id: str) -> Clause:
    return next(clause for clause in corpus.clauses if clause.clause_id == clause_id)


def test_the_sentences_of_every_clause_hold_all_of_its_text(corpus: Corpus) -> None:
    for clause in corpus.clauses:
        sentences = split_sentences(clause, corpus.texts[clause.doc_id])
        joined = "".join(sentence.text for sentence in sentences)
        assert "".join(joined.split()) == "".join(clause.text.split())


def test_every_sentence_stands_at_its_span_of_the_source(corpus: Corpus) -> None:
    for clause in corpus.clauses:
        source = corpus.texts[clause.doc_id]
        for sentence in split_sentences(clause, source):
            printed = source[sentence.source_start : sentence.source_end]
            assert clause.start <= sentence.source_start < sentence.source_end <= clause.end
            assert clause.text[sentence.start : sentence.end] == sentence.text
            assert "".join(printed.split()) == "".join(sentence.text.split())


def test_a_run_in_title_stays_with_the_sentence_after_it(corpus: Corpus) -> None:
    clause = clause_of(corpus, "guangdong-2023/3.3.3")
    first = split_sentences(clause, corpus.texts["guangdong-2023"])[0]
    assert first.text == "3.推进质量检验检测和认证。加强检验检测认证能力建设。"


def test_a_responsibility_in_brackets_is_a_sentence_of_its_own(corpus: Corpus) -> None:
    clause = clause_of(corpus, "guangdong-2023/3.3.3")
    last = split_sentences(clause, corpus.texts["guangdong-2023"])[-1]
    assert last.text == "（省市场监管局牵头，省商务厅等有关单位按职责分工负责）"


def test_a_sentence_that_a_page_break_cuts_is_one_sentence(corpus: Corpus) -> None:
    clause = clause_of(corpus, "guangdong-2023/3.1.3")
    source = corpus.texts["guangdong-2023"]
    cut = next(s for s in split_sentences(clause, source) if "提高企业敏捷制造能力" in s.text)
    assert "\n\n" in source[cut.source_start : cut.source_end]
