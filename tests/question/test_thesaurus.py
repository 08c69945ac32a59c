from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question.thesaurus import Thesaurus, ThesaurusError, default_thesaurus, load_thesaurus
from question.words import simplify

GOOD = """
[cantonese]
"边个" = "哪个"
"边" = "哪里"
"有边个" = "有谁"
[english]
"ai" = ["人工智能"]
"brand" = ["品牌"]
"box" = ["包装"]
"small business" = ["中小企业"]
"business" = ["企业"]
"c++ (new)" = ["软件"]
"""


@pytest.fixture
def thesaurus(tmp_path: Path) -> Thesaurus:
    (tmp_path / "t.toml").write_text(GOOD)
    return load_thesaurus(tmp_path / "t.toml")


@pytest.mark.parametrize(
    ("text", "mandarin"),
    [
        ("边个负责", "哪个负责"),
        ("有边个负责", "有谁负责"),
        ("喺边", "喺哪里"),
        ("谁负责", "谁负责"),
    ],
)
def test_dialect_is_replaced_longest_word_first(
    thesaurus: Thesaurus, text: str, mandarin: str
) -> None:
    assert thesaurus.to_mandarin(text) == mandarin


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("brand", ["品牌"]),
        ("our brands", ["品牌"]),
        ("boxes", ["包装"]),
        ("branding brandy", []),
        ("small businesses", ["中小企业"]),
        ("big businesses", ["企业"]),
        ("training", []),
        ("ai", ["人工智能"]),
        ("用ai做设计", ["人工智能"]),
        ("ai2", []),
        ("说c++ (new)吗", ["软件"]),
        ("品牌brand", []),
        ("", []),
    ],
)
def test_words_are_expanded_whole_and_longest_first(
    thesaurus: Thesaurus, text: str, words: list[str]
) -> None:
    assert thesaurus.expand(text) == [w for w in words if w not in text]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[english]", "[english", r"is not valid TOML \(.*line 6.*\); mend that line"),
        ("[english]", "[englisch]", r"has the sections .*englisch.*; use cantonese, english"),
        ("[cantonese]", "note = 1\n[cantonese]", r"has the sections note, cantonese"),
        ('= "哪个"', '= ["哪个"]', r"\[cantonese\] '边个' has the value \['哪个'\]; use one word"),
        ('= "哪个"', '= ""', r"\[cantonese\] '边个' has the value ''; use one word in quotes"),
        ('["品牌"]', '"品牌"', r"\[english\] 'brand' has the value '品牌'; use a list such as"),
        ('["品牌"]', "[1]", r"\[english\] 'brand' has the value \[1\]; use a list"),
        ('["品牌"]', '[""]', r"\[english\] 'brand' has the value \[''\]; use a list"),
        ('"brand"', '""', r"\[english\] has an entry for no word; remove it"),
        ('"边个"', '" "', r"\[cantonese\] has an entry for no word; remove it"),
        ('"box" =', '"brand" =', r"is not valid TOML \(.*\); mend that line"),
        ("[english]", "[[english]]", r"english is no section; write \[english"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "t.toml"
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(ThesaurusError, match=message) as error:
        load_thesaurus(path)
    assert str(error.value).startswith(f"{path}: ")


def test_a_missing_file_and_another_encoding_are_named(tmp_path: Path) -> None:
    with pytest.raises(ThesaurusError, match=r"t.toml: cannot be read \(No such file"):
        load_thesaurus(tmp_path / "t.toml")
    (tmp_path / "t.toml").write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(ThesaurusError, match="is not valid TOML"):
        load_thesaurus(tmp_path / "t.toml")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load_thesaurus(tmp_path / "t.toml").expand("brand") == ["品牌"]


def test_empty_sections_match_nothing(tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text("[cantonese]\n[english]\n")
    empty = load_thesaurus(tmp_path / "t.toml")
    assert (empty.to_mandarin("边个 ai"), empty.expand("边个 ai")) == ("边个 ai", [])


def test_every_word_of_the_files_left_side_can_be_met() -> None:
    thesaurus = default_thesaurus()
    for word in (*thesaurus.replacements, *thesaurus.expansions):
        assert simplify(word) == word, f"{word} is no form that questions are compared in"
    for old, new in thesaurus.replacements.items():
        assert old != new


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    thesaurus = default_thesaurus()
    mandarin = thesaurus.to_mandarin(text)
    assert all(word not in mandarin for word in thesaurus.expand(mandarin))
