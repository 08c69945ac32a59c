import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.channels.passages import heading_of, is_searched, label_of, make_passages
from ingest import Clause
from ingest.text.unify import fold
from tests.fakes import FakeEmbedder

token_spans = FakeEmbedder().token_spans


def clause(text: str, *, kind: str = "clause", path: tuple[str, ...] = ("一、标题",)) -> Clause:
    return Clause("d/front/number~2", "d", "d.txt", 0, 1, kind, "", "文号", path, text, "《d》")


def test_a_short_clause_is_one_passage_under_its_headings() -> None:
    (passage,) = make_passages([clause("加强协调。", path=("一、甲", "（一）乙"))], token_spans, 50)
    assert passage.text == "一、甲\n（一）乙\n加强协调。"
    assert passage.text[passage.path_end :] == "加强协调。"
    assert (passage.offset, passage.clause) == (0, 0)


def test_a_long_clause_is_cut_where_sentences_end() -> None:
    text = "第一句话说完了。第二句话也说完了。第三句。"
    passages = list(make_passages([clause(text, path=())], token_spans, 18))
    assert [p.text for p in passages] == ["第一句话说完了。第二句话也说完了。", "第三句。"]
    assert [p.offset for p in passages] == [0, 17]


def test_a_sentence_longer_than_a_window_is_cut_all_the_same() -> None:
    passages = list(make_passages([clause("长" * 45, path=())], token_spans, 20))
    assert [len(p.text) for p in passages] == [20, 20, 5]


def test_a_heading_takes_half_of_a_window_at_most() -> None:
    passages = list(make_passages([clause("文" * 30, path=("题" * 40,))], token_spans, 20))
    assert [p.text for p in passages] == [f"{'题' * 10}\n{'文' * 10}"] * 3


def test_each_passage_names_its_clause() -> None:
    passages = list(make_passages([clause("甲" * 30), clause("乙")], token_spans, 20))
    assert [p.clause for p in passages] == [0, 0, 1]


@given(
    text=st.text(min_size=1, max_size=80) | st.text("甲。\n 乙", min_size=1, max_size=200),
    heading=st.text("题\u200b ", max_size=60),
    window=st.integers(2, 40),
)
def test_windows_hold_every_character_once_and_fit(text: str, heading: str, window: int) -> None:
    passages = list(make_passages([clause(text, path=(heading,))], token_spans, window))
    assert "".join(p.text[p.path_end :] for p in passages) == fold(text)
    for passage in passages:
        own = passage.text[passage.path_end :]
        assert fold(text)[passage.offset : passage.offset + len(own)] == own
        assert len(token_spans([passage.text])[0]) <= window


@pytest.mark.parametrize(
    ("kind", "text", "searched"),
    [
        ("clause", "甲", True),
        ("front", "甲", True),
        ("box_item", "甲", True),
        ("heading", "一、甲", False),
        ("toc", "一、甲……1", False),
        ("furniture", "— 3 —", False),
        ("box", "专栏1 甲", False),
        ("box", "专栏1 甲\n乙：丙。", True),
    ],
)
def test_what_says_nothing_of_its_own_is_not_searched(kind: str, text: str, searched: bool) -> None:
    assert is_searched(clause(text, kind=kind)) is searched


def test_front_matter_stands_under_what_people_call_it() -> None:
    number = clause("临工信〔2023〕1号", kind="front", path=())
    assert label_of(number) == "number"
    assert heading_of(number) == "发文字号：文号、红头文件编号\n"


def test_other_clauses_have_no_label() -> None:
    assert label_of(clause("甲")) == ""


def test_the_name_of_the_document_stands_over_its_passages_once() -> None:
    named = clause("加强协调。", path=("一、甲",))
    (passage,) = make_passages([named], token_spans, 50, {"d": "临江市办法"})
    assert passage.text == "临江市办法\n一、甲\n加强协调。"
    below = clause("加强协调。", path=("临江市办法", "一、甲"))
    (passage,) = make_passages([below], token_spans, 50, {"d": "临江市办法"})
    assert passage.text == "临江市办法\n一、甲\n加强协调。"


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("本办法自2024年1月1日起施行。", "施行日期：何时生效、实施\n"),
        ("本通知有效期5年。", "有效期：何时失效、到期\n"),
        ("原办法同时废止。", "废止：哪些旧文件作废、失效\n"),
        ("加强协调。", ""),
    ],
)
def test_what_a_clause_says_of_its_document_stands_under_what_people_call_it(
    text: str, heading: str
) -> None:
    body = Clause("d/1", "d", "d.txt", 0, 1, "clause", "", "", (), text, "《d》")
    assert heading_of(body) == heading
