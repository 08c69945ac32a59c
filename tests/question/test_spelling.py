import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.channels.lexical import LexicalIndex
from index.channels.passages import heading_of, is_searched
from ingest import Corpus, load_corpus
from ingest.documents import ROOT
from question.lexicon import default_lexicon
from question.sounds import sound, word_sounds
from question.spelling import (
    Repair,
    Speller,
    apply_repairs,
    build_speller,
    read_speller,
    write_speller,
)
from question.words import simplify


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(ROOT / "docs_raw")


@pytest.fixture(scope="module")
def speller(corpus: Corpus) -> Speller:
    texts = [heading_of(c) + c.text for c in corpus.clauses if is_searched(c)]
    counts = LexicalIndex.build(texts).counts()
    return build_speller(counts, default_lexicon())


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("皮具厂搞知能化改造有没有支持", "皮具厂搞智能化改造有没有支持"),
        ("做加俱的有补贴吗", "做家具的有补贴吗"),
        ("家俱企业出口", "家具企业出口"),
        ("仿织和清工行业", "纺织和轻工行业"),
        ("利闰每年长几个点", "利润每年长几个点"),
        ("加快三个变隔", "加快三个变革"),
        ("企业融姿", "企业融资"),
        ("什么时侯公布", "什么时候公布"),
        ("吃的盐要不要搞追朔体系", "吃的盐要不要搞追溯体系"),
        ("做化装品的", "做化妆品的"),
        ("省市场监官局付责什么", "省市场监管局负责什么"),
        ("工业胡联网平台", "工业互联网平台"),
        ("知识产全保护", "知识产权保护"),
        ("专经特新企业", "专精特新企业"),
        ("跨景电商有什么政策", "跨境电商有什么政策"),
        ("职业院校的人材引进", "职业院校的人才引进"),
        ("骨干企叶和龙投企业", "骨干企业和龙头企业"),
        ("广洲、佛山的AI知能化2025", "广州、佛山的AI智能化2025"),
    ],
)
def test_a_word_typed_with_its_sound_is_understood(
    speller: Speller, typed: str, understood: str
) -> None:
    assert speller.correct(typed) == understood


@pytest.mark.parametrize(
    "question",
    [
        "我们厂只能制造塑料盆",
        "企业数智化改造有没有补贴",
        "微博营销和抖音直播带货有没有支持",
        "省里那份计划和部里那份意见稿",
        "广东哪三个市在做家居",
        "汕头澄海的玩具厂想上系统",
        "中山小榄五金厂，东莞虎门服装批发",
        "不愿进车间，老是招不到人",
        "自主品牌怎么出海",
        "汽车限行政策",
        "补链强链由谁来统筹",
        "今天股市怎么样",
        "Which department leads inspection and testing?",
        "",
    ],
)
def test_a_right_question_stays(speller: Speller, question: str) -> None:
    assert speller.find_repairs(question) == []


def test_no_text_of_the_documents_is_changed(speller: Speller, corpus: Corpus) -> None:
    changed = {
        repair
        for clause in corpus.clauses
        for text in [clause.title, *clause.path, clause.text]
        for repair in speller.find_repairs(simplify(text))
    }
    assert changed == set()


def test_a_repair_says_where_it_is(speller: Speller) -> None:
    assert speller.find_repairs("Q1：仿织、利闰") == [
        Repair(3, "仿织", "纺织"),
        Repair(6, "利闰", "利润"),
    ]


def test_a_word_of_no_document_is_not_put_for_another() -> None:
    speller = build_speller({}, default_lexicon())
    assert speller.correct("加快三个变隔") == "加快三个变隔"
    assert speller.correct("家句厂") == "家具厂"


def test_a_word_that_only_sounds_alike_must_be_a_name(speller: Speller) -> None:
    assert speller.correct("疫源监测") == "疫源监测"
    assert "亿元" in speller.model.known


def test_repairs_keep_the_places() -> None:
    assert apply_repairs("AB仿织cd", [Repair(2, "仿织", "纺织")]) == "AB纺织cd"
    assert apply_repairs("AB", []) == "AB"


def test_a_word_is_found_by_what_its_characters_sound_like_alone() -> None:
    assert sound("行") == "xing"
    assert word_sounds("行业") == {("hang", "ye"), ("xing", "ye")}
    assert word_sounds("追溯") >= {("zhui", "su"), ("zhui", "shuo")}


@given(st.text(max_size=60) | st.text("清工仿织知能化时侯加俱那哪a，\n", max_size=60))
def test_any_text_keeps_its_length_and_all_but_chinese(speller: Speller, text: str) -> None:
    corrected = speller.correct(text)
    assert len(corrected) == len(text)
    for before, after in zip(text, corrected, strict=True):
        assert before == after or "一" <= before <= "鿿"


def test_a_speller_is_written_and_read(speller: Speller, tmp_path: Path) -> None:
    write_speller(speller, tmp_path)
    assert read_speller(tmp_path) == speller


def test_reading_with_stored_sounds_imports_no_table_of_sounds(
    speller: Speller, tmp_path: Path
) -> None:
    write_speller(speller, tmp_path)
    code = (
        "import sys; from pathlib import Path; from question.spelling import read_speller; "
        f"print(read_speller(Path({str(tmp_path)!r})).correct('家俱企业出口')); "
        "print('pypinyin' in sys.modules)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.split() == ["家具企业出口", "False"]
