"""Which documents another one repeals, hand-worked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.annotations.repeals import find_repeals
from ingest.model import Repeal
from ingest.text.joined import JoinedText


def repeals(text: str, *, title: str = "") -> tuple[Repeal, ...]:
    return find_repeals(JoinedText(text, tuple(range(len(text)))), title=title)


def named(text: str, *, title: str = "") -> list[tuple[str, str, str]]:
    return [(r.title, r.number, r.part) for r in repeals(text, title=title)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "本办法自2024年1月1日起施行，《临江市旧办法》（临府〔2019〕3号）同时废止。",
            [("临江市旧办法", "临府〔2019〕3号", "")],
        ),
        (
            "自施行之日起，《甲办法》（临府〔2018〕3号）、《乙规定》和《丙细则（试行）》同时废止。",
            [("甲办法", "临府〔2018〕3号", ""), ("乙规定", "", ""), ("丙细则（试行）", "", "")],
        ),
        ("一、废止《临江市旧条例》（1992年9月19日通过）", [("临江市旧条例", "", "")]),
        (
            "2000年1月13日临江市商务局令第9号公布的《临江市登记办法》同时废止。",
            [("临江市登记办法", "", "")],
        ),
        ("临府〔2018〕3号文件同时废止。", [("", "临府〔2018〕3号", "")]),
        ("《临江市旧办法》第三条不再适用。", [("临江市旧办法", "", "第三条")]),
        ("《临江市旧办法》部分内容不再适用。", [("临江市旧办法", "", "部分内容")]),
        ("对《临江市燃气条例》作如下修改：", [("临江市燃气条例", "", "修改")]),
        (
            "下列文件予以废止：\n1.《甲办法》\n2.《乙通知》（临府〔2018〕3号）\n特此通知。",
            [("甲办法", "", ""), ("乙通知", "临府〔2018〕3号", "")],
        ),
        ("根据《立法条例》，《甲办法》停止执行。", [("甲办法", "", "")]),
    ],
)
def test_what_a_document_ends_is_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "按照《甲办法》执行，许可证同时废止。",
        "《甲办法》（已废止）规定的补贴，继续发放。",
        "《营业执照》失效后应当交回。",
        "根据《甲办法》制定本规定。",
        "",
    ],
)
def test_other_titles_are_not_ended(text: str) -> None:
    assert named(text) == []


def test_a_document_does_not_end_itself() -> None:
    assert named("《甲办法》有效期届满自行失效，《乙办法》同时废止。", title="甲办法") == [
        ("乙办法", "", "")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《甲办法》（临府〔2016〕9号）同时废止。", [("甲办法", "临府〔2016〕9号", "")]),
        ("原《甲办法》同时废止。", [("甲办法", "", "")]),
        ("《甲办法》（临府〔2024〕8号）有效期届满自行失效。", []),
    ],
)
def test_a_document_ends_an_older_one_of_its_own_title(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    joined = JoinedText(text, tuple(range(len(text))))
    found = find_repeals(joined, title="甲办法", number="临府〔2024〕8号")
    assert [(r.title, r.number, r.part) for r in found] == expected


PIECES = st.sampled_from(
    ["《甲办法》", "《", "》", "同时", "废止", "，", "：", "。", "\n", "1.", "第三条", "修改为："]
)


@given(st.lists(PIECES, max_size=24).map("".join) | st.text(max_size=60))
def test_any_text_gives_spans_that_hold_the_title(text: str) -> None:
    for repeal in repeals(text):
        assert repeal.title in text[repeal.start : repeal.end]
