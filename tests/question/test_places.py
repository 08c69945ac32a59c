import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import Clause
from question.places import Place, places_in, places_of


def clause(
    number: str = "",
    *,
    place: str = "1.2",
    path: tuple[str, ...] = (),
    kind: str = "clause",
    text: str = "内容。",
) -> Clause:
    return Clause(f"d/{place}", "d", "d.txt", 0, 1, kind, number, "", path, text, "《d》")


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("管理办法第十六条说的是什么", [("条", 16)]),
        ("基本法第23条讲什么", [("条", 23)]),
        ("通知第八点是什么", [("项", 8)]),
        ("（十二）里怎么说", [("项", 12)]),
        ("第三章第二节有哪些内容", [("章", 3), ("节", 2)]),
        ("附件2要填什么", [("附件", 2)]),
        ("专栏3有几项", [("专栏", 3)]),
        ("附表6", [("附表", 6)]),
        ("what does article 20 say", [("条", 20)]),
        ("目录排第59的是什么", [("行", 59)]),
        ("（2024）13号文讲什么", []),
        ("第一责任人是谁", []),
        ("一共多少条", []),
    ],
)
def test_a_question_names_places_by_their_numbers(question: str, places: list[Place]) -> None:
    assert list(places_in(question)) == places


def test_the_span_is_that_of_the_words() -> None:
    question = "办法第十六条说什么"
    assert [question[slice(*span)] for span in places_in(question).values()] == ["第十六条"]


def test_a_clause_is_meant_by_its_own_number_before_another_kind_of_number() -> None:
    assert places_of(clause("第十六条"))["条", 16] == 1
    assert 0 < places_of(clause("（十六）"))["条", 16] < 1
    assert places_of(clause("（十六）"))["项", 16] == 1


def test_what_stands_below_an_article_or_a_chapter_is_meant_less_than_the_article() -> None:
    below = places_of(clause("（一）", path=("第三章 申请", "第十六条")))
    assert 0 < below["章", 3] < below["条", 16] < 1


def test_the_parts_of_a_decimal_are_no_numbers_of_their_own() -> None:
    assert places_of(clause("8.6.1")) == {}


def test_annexes_and_boxes_are_known_by_heading_and_by_place() -> None:
    assert places_of(clause(path=("附件2 承诺书",)))["附件", 2] == 1
    assert places_of(clause(place="annex3/1"))["附件", 3] == 1
    assert places_of(clause(path=("专栏1 工程",)))["专栏", 1] == 1
    assert places_of(clause(path=("四、产业", "（二）转型", "专栏 3 工程")))["专栏", 3] == 1
    listed = clause(place="front/annex", text="附件：1.申请表\n2.承诺书", kind="front")
    assert places_of(listed)["附件", 2] < 1


def test_a_row_is_known_by_its_first_cell() -> None:
    assert places_of(clause(kind="row", text="59\t税务总局\t公告"))["行", 59] == 1
    assert places_of(clause(kind="row", text="名称\t公告")) == {}


@given(st.text("第一二十百条章（）附件专栏12. 的article", max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    for start, end in places_in(text).values():
        assert 0 <= start < end <= len(text)
    assert all(0 < share <= 1 for share in places_of(clause(text, text=text)).values())
