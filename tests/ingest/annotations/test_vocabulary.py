"""The names of the vocabulary: found, made canonical, and checked when the file is edited."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.annotations.vocabulary import Vocabulary, default_vocabulary, load_vocabulary
from ingest.annotations.vocabulary_file import KINDS, VocabularyError

CITIES = (
    "广州 深圳 珠海 汕头 佛山 韶关 河源 梅州 惠州 汕尾 东莞 "
    "中山 江门 阳江 湛江 茂名 肇庆 清远 潮州 揭阳 云浮"
)


def names(kind: str, text: str) -> list[str]:
    return [found.name for found in default_vocabulary().find(kind, text)]


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Vocabulary]:
    def load_text(text: str) -> Vocabulary:
        path = tmp_path / "vocabulary.toml"
        path.write_text(text, encoding="utf-8")
        return load_vocabulary(path)

    return load_text


def test_the_longest_name_wins() -> None:
    assert names("industries", "纺织、家纺和轻工纺织") == ["纺织服装", "家纺", "轻工纺织"]
    assert names("industries", "家居企业与智能家居") == ["家具", "智能家居"]
    assert names("industries", "皮革、毛皮、羽毛及其制品和制鞋业") == ["皮革"]


def test_words_that_only_look_like_a_name_are_not_found() -> None:
    assert names("industries", "100家具有特色的国家电网公司，一家纺织厂") == ["纺织服装"]
    assert names("cities", "中山大学在中山市") == ["中山"]
    assert names("supports", "纺织废弃物高值化回用工艺") == []
    assert names("departments", "民政部门、教育部") == ["教育部"]


def test_a_found_name_says_where_it_stands() -> None:
    (found,) = default_vocabulary().find("departments", "请省工信厅答复")
    assert found == ("工业和信息化厅", "省工信厅", 1, 5)


def test_all_cities_of_guangdong_belong_to_guangdong() -> None:
    vocabulary = default_vocabulary()
    for city in CITIES.split():
        assert names("cities", f"{city}市") == [city]
        assert "广东" in vocabulary.broader("cities", city)


def test_broader_names_are_listed_nearest_first() -> None:
    assert default_vocabulary().broader("industries", "家纺") == ["纺织服装", "轻工纺织"]
    assert default_vocabulary().broader("cities", "汕头")[:2] == ["粤东", "沿海经济带"]
    assert default_vocabulary().broader("cities", "没有") == []


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match=r"unknown kind 'city'; use one of departments"):
        default_vocabulary().find("city", "广州")


@pytest.mark.parametrize(
    ("printed", "region", "canonical"),
    [
        ("工信部", "", "工业和信息化部"),
        ("工信部", "广东省", "工业和信息化部"),
        ("省工信厅", "广东省", "广东省工业和信息化厅"),
        ("省工信厅", "", "省工业和信息化厅"),
        ("我省教育厅", "广东省", "广东省教育厅"),
        ("工信厅", "广东省", "广东省工业和信息化厅"),
        ("工信厅", "", "工业和信息化厅"),
        ("市监局", "", "市场监督管理局"),
        ("省市监局", "广东省", "广东省市场监督管理局"),
        ("市市场监管局", "佛山市", "佛山市市场监督管理局"),
        ("市市场监管局", "广东省", "市市场监督管理局"),
        ("佛山工信局", "", "佛山市工业和信息化局"),
        ("广东工信厅", "", "广东省工业和信息化厅"),
        ("省税务局", "广东省", "国家税务总局广东省税务局"),
        ("国家税务总局广东省税务局", "", "国家税务总局广东省税务局"),
        ("北京市税务局", "", "国家税务总局北京市税务局"),
        ("省 发展\n改革委", "广东省", "广东省发展和改革委员会"),
        ("国家发改委", "广东省", "国家发展和改革委员会"),
        ("制造强省建设领导小组各成员单位", "广东省", "广东省制造强省建设领导小组"),
        ("省法制办", "广东省", "广东省法制办"),
        ("市人民银行", "", "市人民银行"),
        ("省直机关工委", "广东省", "省直机关工委"),
        ("各地级以上市人民政府", "广东省", "各地级以上市人民政府"),
        ("", "广东省", ""),
    ],
)
def test_a_printed_department_has_one_canonical_name(
    printed: str, region: str, canonical: str
) -> None:
    assert default_vocabulary().canonical_department(printed, region=region) == canonical


def test_an_inherited_place_is_used_for_names_without_one() -> None:
    canonical = default_vocabulary().canonical_department
    assert canonical("市场监管局", region="广东省", inherited="省") == "广东省市场监督管理局"
    assert canonical("法制办", inherited="省") == "省法制办"
    assert canonical("北京海关", inherited="省") == "北京海关"
    assert canonical("发展改革委", inherited="国家") == "国家发展和改革委员会"


def test_a_query_is_expanded_by_the_names_that_documents_print() -> None:
    expand = default_vocabulary().expand
    assert expand("工信厅负责什么") == ["工业和信息化厅"]
    assert expand("发改委") == ["发展和改革委员会", "发展改革委"]
    assert expand("我们做家私") == ["家具", "家具制造业"]
    assert expand("大湾区") == ["粤港澳大湾区"]
    assert expand("今天天气好") == []


def test_the_words_for_a_tokenizer_hold_names_and_aliases_but_no_phrases() -> None:
    words = default_vocabulary().words()
    assert {"广东", "家私", "工信厅", "工业和信息化厅", "专精特新"} <= set(words)
    assert words == sorted(set(words))
    assert "文教、工美、体育和娱乐用品制造业" not in words


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[industries.names]\n"家具" = ["家私"]\n"家居" = ["家私"]',
            "'家私' stands in the entry 家具",
        ),
        ('[industries.names]\n"家具" = ["家具"]', "'家具' stands in the entry 家具 already"),
        ('[industries.names]\n"家具" = "家私"', 'is no list of words; write "家具" = '),
        ('[industries.names]\n"家具" = [1]', "is no list of words"),
        ('[industries.names]\n"家具" = [" "]', "an empty word; delete it"),
        ('[industries.within]\n"家具" = ["轻工"]', "no entry has this name"),
        (
            '[industries.names]\n"家具" = []\n[industries.within]\n"家具" = ["轻工"]',
            "轻工: no entry",
        ),
        ('[industry.names]\n"家具" = []', "[industry]: unknown kind; use one of departments"),
        ('[cities.city]\n"广州" = []', "[cities.city]: unknown section; use one of names"),
        ('cities = ["广州"]', "[cities]: not a table of sections"),
        ('[cities]\nnames = ["广州"]', "[cities]: not a table of sections"),
        (
            '[departments.city]\n"甲局" = []\n[departments.local]\n"甲局" = []',
            "stands in [departments.city]",
        ),
        ('[departments.official]\n"甲局" = "国家甲局"', "does not end in {地区}甲局"),
        ('"家具" = [', "no TOML in UTF-8"),
    ],
)
def test_a_bad_entry_is_refused_with_what_mends_it(
    load: Callable[[str], Vocabulary], text: str, message: str
) -> None:
    with pytest.raises(VocabularyError) as error:
        load(text)
    assert message in str(error.value)
    assert "vocabulary.toml" in str(error.value)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.toml"
    path.write_bytes(b"[cities.names]\n" + '"广州" = []'.encode("gb18030"))
    with pytest.raises(VocabularyError, match="no TOML in UTF-8"):
        load_vocabulary(path)


def test_an_empty_file_gives_a_vocabulary_that_finds_nothing(
    load: Callable[[str], Vocabulary],
) -> None:
    vocabulary = load("")
    assert all(vocabulary.find(kind, "广东省工信厅支持家具") == [] for kind in KINDS)
    assert vocabulary.canonical_department("省工信厅", region="广东省") == "广东省工信厅"


@given(st.text(alphabet="省市广东佛山工信厅局家具纺织国税务总部门（、） \n", max_size=40))
def test_any_text_gives_names_in_order_without_overlaps(text: str) -> None:
    vocabulary = default_vocabulary()
    for kind in KINDS:
        end = 0
        for found in vocabulary.find(kind, text):
            assert end <= found.start < found.end
            assert text[found.start : found.end] == found.printed
            assert found.name in vocabulary.terms[kind]
            end = found.end
    assert isinstance(vocabulary.canonical_department(text, region="广东省"), str)
    assert all(name not in text for name in vocabulary.expand(text))
