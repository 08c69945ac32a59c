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
[everyday]
"借钱" = ["融资"]
"单车" = ["自行车"]
"电单车" = ["摩托车", "电动自行车"]
[english]
"ai" = ["人工智能"]
"brand" = ["品牌"]
"box" = ["包装"]
"small business" = ["中小企业"]
"business" = ["企业"]
"c++ (new)" = ["软件"]
[front_matter]
"number/number" = ["文号", "document number"]
"contact/fax" = ["传真"]
"contact/phone" = ["电话"]
"date/date" = ['<own>.*哪天', '<doc>.{0,3}<when>']
"/target" = ["目标"]
"source/url~" = ["哪里"]
"title/title~" = ["哪里", "叫什么"]
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
        ("我想借钱", ["融资"]),
        ("借钱融资", []),
        ("电单车", ["摩托车", "电动自行车"]),
        ("电单车和单车", ["摩托车", "电动自行车", "自行车"]),
        ("骑单车", ["自行车"]),
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


def test_facts_of_the_front_matter_are_asked_for_by_name(thesaurus: Thesaurus) -> None:
    assert thesaurus.asked_facts("文件的文号，哪天发的") == {"number", "date"}
    assert thesaurus.asked_facts("电话和传真、目标") == {"contact"}
    assert thesaurus.asked_details("电话和传真、目标") == ("fax", "phone", "target")
    assert thesaurus.asked_facts("谁负责") == frozenset()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("通知是哪天发的", True),
        ("计划什么时候印发", True),
        ("这份几号出来的", True),
        ("比赛是哪天", False),
        ("计划里的大赛是哪天", False),
        ("哪天发的", False),
    ],
)
def test_a_pattern_can_ask_for_a_word_of_the_document(
    thesaurus: Thesaurus, text: str, asked: bool
) -> None:
    assert ("date" in thesaurus.asked_facts(text)) == asked


def test_a_word_of_contents_in_the_same_clause_makes_it_no_fact(thesaurus: Thesaurus) -> None:
    assert thesaurus.asked_details("自行车的文号") == ()
    assert thesaurus.asked_details("我卖自行车,想问文号") == ("number",)
    assert thesaurus.asked_details("bike brand document number") == ()
    assert thesaurus.asked_details("省财政厅的传真") == ("fax",)


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("在哪里", ("url",)),
        ("叫什么", ("title",)),
        ("文号在哪里", ("number",)),
        ("自行车在哪里", ()),
        ("我卖自行车,在哪里", ()),
    ],
)
def test_a_hint_counts_where_nothing_else_is_asked_for(
    thesaurus: Thesaurus, text: str, details: tuple[str, ...]
) -> None:
    assert thesaurus.asked_details(text) == details


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[english]", "[english", r"is not valid TOML \(.*line 10.*\); mend that line"),
        ("[english]", "[englisch]", r"has the sections .*englisch.*; use cantonese, everyday"),
        ("[cantonese]", "note = 1\n[cantonese]", r"has the sections note, cantonese"),
        ('= "哪个"', '= ["哪个"]', r"\[cantonese\] '边个' has the value \['哪个'\]; use one word"),
        ('= "哪个"', '= ""', r"\[cantonese\] '边个' has the value ''; use one word in quotes"),
        ('["融资"]', '"融资"', r"\[everyday\] '借钱' has the value '融资'; use a list such as"),
        ('["融资"]', "[1]", r"\[everyday\] '借钱' has the value \[1\]; use a list"),
        ('["融资"]', '[""]', r"\[everyday\] '借钱' has the value \[''\]; use a list"),
        ('"借钱"', '""', r"\[everyday\] has an entry for no word; remove it"),
        ('"边个"', '" "', r"\[cantonese\] has an entry for no word; remove it"),
        ('"单车" =', '"借钱" =', r"is not valid TOML \(.*\); mend that line"),
        ('["电话"]', '["电话("]', r"'contact/phone' has the pattern '电话\(' \(.*\); mend it"),
        ("[front_matter]", "[[front_matter]]", r"front_matter is no section; write \[front_matter"),
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
    assert load_thesaurus(tmp_path / "t.toml").expand("借钱") == ["融资"]


def test_empty_sections_match_nothing(tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text("[cantonese]\n[everyday]\n[english]\n[front_matter]\n")
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
    details = {key.split("/")[1] for key in (*thesaurus.fact_patterns, *thesaurus.fact_hints)}
    assert details.issuperset(thesaurus.asked_details(text))
