import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from ingest import load_corpus
from ingest.model import INDEXED_KINDS
from tests.ui.reader.corpora import parse_corpus
from views.text_search import TextHit, find_text, fold_character

_CORPUS = load_corpus(Path(__file__).parents[2] / "docs_raw")
_CLAUSES = [clause for clause in _CORPUS.clauses if clause.kind in INDEXED_KINDS]
_SMALL = parse_corpus(
    {
        "a": "一、总则\n\n（一）目的。支持C2M数字化转型，建\n\n设平台。\n\n（二）數字化轉型。\n",
        "b": "一、任务\n\n1.“揭榜”〔2023〕16号。呵呵呵呵。\n",
    }
)


def _fold(text: str) -> str:
    return "".join(map(fold_character, text))


def _source(hit: TextHit) -> str:
    return _CORPUS.texts[hit.clause.doc_id][hit.start : hit.end]


def _found(typed: str) -> list[str]:
    return [hit.printed for hit in find_text(_SMALL, typed)]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("数字化转型", ["数字化转型", "數字化轉型"]),
        ("數字化 轉型", ["数字化转型", "數字化轉型"]),
        ("建设平台", ["建设平台"]),
        ("ｃ２ｍ", ["C2M"]),
        ("(一)目的.", []),
        ("(一)目的。", ["（一）目的。"]),
        ("[2023]16号", ["〔2023〕16号"]),
        ("「揭榜」", ["“揭榜”"]),
        ("呵呵", ["呵呵", "呵呵"]),
        ("数字\u200b化\n转型", ["数字化转型", "數字化轉型"]),
        ("", []),
        (" \n　", []),
        ("没有", []),
    ],
)
def test_words_are_found_however_they_are_typed(typed: str, printed: list[str]) -> None:
    assert _found(typed) == printed


def test_a_hit_over_a_page_break_has_the_exact_span_of_the_source() -> None:
    (hit,) = find_text(_SMALL, "建设平台")
    assert _SMALL.texts["a"][hit.start : hit.end] == "建\n\n设平台"
    assert hit.clause.clause_id == "a/1.1"
    assert (hit.before, hit.after) == ("…一）目的。支持C2M数字化转型，", "。")


def test_hits_are_numbered_through_all_documents() -> None:
    hits = find_text(_SMALL, "一")
    assert [hit.n for hit in hits] == list(range(1, len(hits) + 1))
    assert {hit.clause.doc_id for hit in hits} == {"a", "b"}


def test_a_table_of_contents_is_not_searched() -> None:
    hits = find_text(_CORPUS, "加快关键技术突破")
    assert [hit.clause.clause_id for hit in hits] == ["miit-2022-draft/2.3"]


@pytest.mark.parametrize("typed", ["傢俱", "家俱", "傢具", "家具"])
def test_characters_that_traditional_texts_write_are_found(typed: str) -> None:
    assert len(find_text(_CORPUS, typed)) == len(find_text(_CORPUS, "家具"))


@pytest.mark.parametrize("typed", ["数字化转型", "省工业和信息化厅", "家具", "的", "2025 年", "——"])
def test_counts_equal_those_of_the_clauses_without_white_space(typed: str) -> None:
    bare = "".join(typed.split())
    expected = sum("".join(clause.text.split()).count(bare) for clause in _CLAUSES)
    assert len(find_text(_CORPUS, typed)) == expected


_TO_TRADITIONAL = OpenCC("s2t")


def _widen(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


_TYPINGS: dict[str, Callable[[str], str]] = {
    "as printed": str,
    "full width": _widen,
    "half width": lambda text: unicodedata.normalize("NFKC", text),
    "capitals": str.upper,
    "Traditional": _TO_TRADITIONAL.convert,
    "spaced": " ".join,
}


@given(st.sampled_from(_CLAUSES), st.data(), st.sampled_from(sorted(_TYPINGS)))
def test_any_words_of_a_clause_are_found_at_their_own_span(
    clause: object, data: st.DataObject, typing: str
) -> None:
    picked = next(c for c in _CLAUSES if c is clause)
    start = data.draw(st.integers(0, len(picked.text) - 1))
    end = data.draw(st.integers(start + 1, min(len(picked.text), start + 40)))
    words = picked.text[start:end].strip()
    hits = find_text(_CORPUS, _TYPINGS[typing](words))
    assert all(_fold(_source(hit)) == _fold(words) for hit in hits)
    assert all(_fold(hit.printed) == _fold(words) for hit in hits)
    if _fold(words):
        assert picked in [hit.clause for hit in hits]


def test_every_clause_is_found_typed_in_traditional_characters() -> None:
    missing = [
        clause.clause_id
        for clause in _CLAUSES
        if clause
        not in [h.clause for h in find_text(_CORPUS, _TO_TRADITIONAL.convert(clause.text))]
    ]
    assert missing == []


@given(st.text(max_size=20))
def test_anything_may_be_searched(typed: str) -> None:
    for hit in find_text(_CORPUS, typed):
        assert "".join(_source(hit).split()) == "".join(hit.printed.split())
        assert hit.clause.start <= hit.start < hit.end <= hit.clause.end
