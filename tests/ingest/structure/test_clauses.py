import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import ROOT, load_corpus
from ingest.formats.model import SourceError
from ingest.formats.reading import read_extract
from ingest.model import KINDS, Clause, Document

Parse = Callable[[str], tuple[Document, list[Clause]]]
Check = Callable[..., None]
ReadFixture = Callable[[str], str]

FIXTURES = ["statute.txt", "plan.txt", "hard_wrapped.txt", "notice.txt", "one_line.txt"]
# Ids of the body of each fixture, as a reader would number it.
OUTLINES = {
    "statute.txt": """
        1 1.1 1.2 1.2/p2 1.2/p3 1.3 1.3.1 1.3.2 1.3.3 1.3/p2
        2 2.1 2.1.4 2.1.5 2.1.6 2.1.8 2.1.8.1 2.1.8.2 2.1.8.2.1 2.1.8.2.2 2.1.8.3
        2.2 2.2.1 2.2.1.9 2.2.1.10 2.2.1.10.1 2.2.1.10.2 2.2.1.10/p2 2.2.2 2.2.2.11 3 3.12
    """,
    "plan.txt": """
        1 1.1 1.2 1.2/bullet1 1.2/bullet2
        2 2.1 2.1.1 2.1.1.1 2.1.1.2 2.1.1.2.1 2.1.1.2.2 2.1.1.3 2.1.2
        2.1/box1 2.1/box1.1 2.1/box1.2 2.1/box1.3 2.1/p4
        2.2 2.2.1 2.2.2 2.2/box2 2.2/box2.1 2.2/box2.2 2.2/box2.3 3 3.1 3.2
        annex1 annex1/1 annex1/1.1 annex1/1.2 annex1/2 annex1/2.1 annex2 annex2/1 annex2/2
    """,
    "hard_wrapped.txt": "1 1.1 1.2 1.2/p2 1.3 1.3.1 1.3.2 1.3.3 2 2.4 2.5 2.6 3 3.7",
    "notice.txt": "1 1.1 1.2 2 2.1 2.2 2.3 3",
    "one_line.txt": "1 1.1 1.2 2 2.1 2.2 3",
}
OUTSIDE = ("front", "back", "toc", "furniture")
PIECES = json.loads((Path(__file__).parents[1] / "fixtures" / "pieces.json").read_text("utf-8"))
TEXTS = st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def by_id(clauses: list[Clause]) -> dict[str, Clause]:
    return {c.clause_id.split("/", 1)[1]: c for c in clauses}


def in_body(clauses: list[Clause]) -> list[str]:
    return [i for i, c in by_id(clauses).items() if c.kind not in OUTSIDE]


def test_boundaries(read_fixture: ReadFixture) -> None:
    gold = [json.loads(line) for line in read_fixture("boundaries.jsonl").splitlines()]
    assert len(gold) == 178
    found = [c for c in load_corpus(ROOT / "docs_raw").clauses if c.kind not in OUTSIDE]
    fields = ("doc", "kind", "number", "title", "start", "end")
    assert [(c.doc_id, c.kind, c.number, c.title, c.start, c.end) for c in found] == [
        tuple(g[name] for name in fields) for g in gold
    ]
    # The headings of the path, by the chain of numbers that leads to them.
    paths: dict[tuple[str, str], tuple[str, ...]] = {}
    for g, clause in zip(gold, found, strict=True):
        doc, parent, number, title = (g[name] for name in ("doc", "parent", "number", "title"))
        above = paths[doc, parent] if parent else ()
        assert clause.path == above
        space = " " if g["kind"] == "box" else ""
        chain = f"{parent} > {number}" if parent else number
        paths[doc, chain] = (*above, f"{number}{space}{title}")


@pytest.mark.parametrize("document", ["guangdong-2023", "miit-2022-draft"])
def test_the_real_documents_are_held_without_loss(check_lossless: Check, document: str) -> None:
    corpus = load_corpus(ROOT / "docs_raw")
    clauses = [c for c in corpus.clauses if c.doc_id == document]
    check_lossless(corpus.texts[document], clauses)


def wrap(text: str, width: int) -> str:
    """Return `text` without blank lines, cut at a margin."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "\n".join(n[i : i + width] for n in lines for i in range(0, len(n), width))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: wrap(text, 500),
        lambda text: wrap(text, 40),
        lambda text: wrap(text, 28),
        lambda text: text.replace("\n", "\n　　"),
        lambda text: text.replace("\n", "\n\u200b"),
        lambda text: text.translate(str.maketrans("（）：", "():")),
        lambda text: text.translate(str.maketrans("()", "（）")),
    ],
    ids=["crlf", "no blank lines", "wrap 40", "wrap 28", "indent", "invisible", "half", "full"],
)
def test_the_layout_of_the_real_documents_does_not_change_their_outline(
    parse: Parse, check_lossless: Check, change: Callable[[str], str]
) -> None:
    for path in sorted((ROOT / "docs_raw").glob("*.txt")):
        text = read_extract(path.read_bytes(), name=path.name).text
        changed = change(text)
        clauses = parse(changed)[1]
        check_lossless(changed, clauses)
        assert in_body(clauses) == in_body(parse(text)[1])


@pytest.mark.parametrize("name", FIXTURES)
def test_a_fixture_has_the_outline_that_a_reader_sees(
    parse: Parse, read_fixture: ReadFixture, check_lossless: Check, name: str
) -> None:
    text = read_fixture(name)
    clauses = parse(text)[1]
    check_lossless(text, clauses)
    assert in_body(clauses) == OUTLINES[name].split()
    assert {c.kind for c in clauses} <= set(KINDS)


def test_a_statute_keeps_references_inside_their_articles(
    parse: Parse, read_fixture: ReadFixture
) -> None:
    clauses = by_id(parse(read_fixture("statute.txt"))[1])
    assert "并应当符合本条例第二条、第三条的规定，" in clauses["2.1.4"].text
    assert "符合本条例第六条的规定的，" in clauses["2.1.5"].text
    assert clauses["2.1.8"].title == "融资服务平台"
    assert clauses["2.1.8.2.1"].path == (
        "第二编 扶持与服务",
        "第一章 资金支持",
        "第八条 融资服务平台",
        "（二）融资对接，包括",
    )
    assert clauses["1.2/p3"].citation.endswith("》第一编第二条第三款")
    assert clauses["toc"].text.endswith("第三编 附则")


def test_a_plan_joins_page_breaks_and_returns_to_the_section_after_a_box(
    parse: Parse, read_fixture: ReadFixture
) -> None:
    document, found = parse(read_fixture("plan.txt"))
    clauses = by_id(found)
    assert "以重点企业为骨干" in clauses["1.1"].text
    assert clauses["2.1/box1"].path == ("二、重点任务", "（一）培育壮大企业")
    assert clauses["2.1/box1.1"].text == "1.粮油：高油酸花生油、胚芽米、全谷物主食；"
    assert clauses["2.1/p4"].path == ("二、重点任务", "（一）培育壮大企业")
    assert clauses["2.1/p4"].text.endswith("详见专栏2的说明。")
    assert [clauses[f"2.2/box2.{i}"].title for i in (1, 2, 3)] == ["肉制品", "调味品", "白酒"]
    assert clauses["back/annex"].text == "附件：1.重点任务分工表\n2.重点项目清单"
    assert clauses["annex1"].title == "重点任务分工表"
    assert clauses["annex2/1"].citation == f"《{document.title}》（临工信〔2024〕18号）附件2.1"
    assert [c.text for c in found if c.kind == "furniture"] == ["- 1 -", "— 3 —", "第 5 页"]


def test_a_plan_is_described_by_its_front_matter(parse: Parse, read_fixture: ReadFixture) -> None:
    document = parse(read_fixture("plan.txt"))[0]
    assert document.title == "临江省食品工业提质增效实施方案（2024—2026年）"
    assert (document.number, document.issued) == ("临工信〔2024〕18号", "2024-04-08")
    assert document.issuers == ("临江省工业和信息化厅", "临江省财政厅")
    assert (document.period, document.status) == ((2024, 2026), "in_force")


def test_a_notice_states_its_facts(parse: Parse, read_fixture: ReadFixture) -> None:
    text = read_fixture("notice.txt")
    document, clauses = parse(text)
    assert document.deadline == "2024-05-31"
    facts = {fact.name: fact for fact in document.facts}
    assert facts["number"].value == "临工信消费〔2024〕36号"
    assert facts["联系人"].value == "李工"
    assert facts["联系电话"].value == "0712-5550136"
    assert text[facts["电子邮箱"].start : facts["电子邮箱"].end] == "电子邮箱：sanpin@example.org"
    assert by_id(clauses)["front/recipients"].text == "各市工业和信息化局，有关行业协会："


def test_a_text_without_line_breaks_has_titles_and_clauses(
    parse: Parse, read_fixture: ReadFixture
) -> None:
    document, found = parse(read_fixture("one_line.txt"))
    clauses = by_id(found)
    assert document.title == "临江市关于支持外贸企业发展的若干措施"
    assert clauses["1.2"].text == "（二）降低融资成本。单户贴息最高 30 万元。"
    assert "（二）项规定的企业" in clauses["2.1"].text
    assert clauses["2.2"].path == ("二、优化通关服务",)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\n\x0c"])
@pytest.mark.parametrize("name", ["statute.txt", "plan.txt", "notice.txt"])
def test_the_outline_is_the_same_in_any_encoding_with_true_offsets(
    parse: Parse,
    read_fixture: ReadFixture,
    check_lossless: Check,
    name: str,
    line_end: str,
    codec: str,
) -> None:
    text = read_fixture(name)
    data = text.replace("\n", line_end).encode(codec)
    extract = read_extract(data, name=name)
    clauses = parse(extract.text)[1]
    check_lossless(data.decode(extract.encoding), clauses)
    expected = {i: c.text for i, c in by_id(parse(text)[1]).items() if c.kind not in OUTSIDE}
    assert {i: c.text for i, c in by_id(clauses).items() if c.kind not in OUTSIDE} == expected


def test_a_traditional_text_in_big5_has_true_offsets(parse: Parse, check_lossless: Check) -> None:
    text = "關於促進產業發展的意見\r\n\r\n一、總體要求\r\n（一）目標。各部門應當加強協調。\r\n"
    data = text.encode("big5")
    clauses = parse(read_extract(data, name="a.txt").text)[1]
    check_lossless(data.decode("big5"), clauses)
    assert in_body(clauses) == ["1", "1.1"]


def test_an_id_does_not_change_when_a_later_section_is_added(
    parse: Parse, read_fixture: ReadFixture
) -> None:
    text = read_fixture("hard_wrapped.txt")
    longer = parse(f"{text}第八条 本办法由省财政厅解释。\n")[1]
    before = parse(text)[1]
    assert [(c.clause_id, c.start, c.end, c.text) for c in longer[: len(before)]] == [
        (c.clause_id, c.start, c.end, c.text) for c in before
    ]


def test_two_documents_in_one_text_have_ids_of_their_own(parse: Parse) -> None:
    clauses = parse("甲办法\n一、总则。\n二、附则。\n乙方案\n一、总则。\n（一）丙。\n")[1]
    assert in_body(clauses) == ["1", "2", "1~2", "1~2.1"]


def test_a_title_is_no_half_of_a_quoted_name_and_no_time_of_day(parse: Parse) -> None:
    text = "一、《财政部 税务总局关于支持企业发展的公告》自发布之日起执行。\n二、时间 7:00起。\n"
    assert [c.title for c in parse(text)[1]] == ["", ""]


def test_a_title_inside_a_title_is_cited_in_single_marks(parse: Parse) -> None:
    clauses = parse("公开征求对《消费条例》的意见\n一、甲。\n")[1]
    assert clauses[-1].citation == "《公开征求对〈消费条例〉的意见》一"


@given(text=TEXTS)
def test_any_text_is_held_without_loss_or_refused_by_name(
    parse: Parse, check_lossless: Check, text: str
) -> None:
    try:
        clauses = parse(text)[1]
    except SourceError as error:
        assert "holds no text" in str(error)  # noqa: PT017
        return
    check_lossless(text, clauses)


@given(
    counts=st.lists(st.integers(0, 4), min_size=1, max_size=5),
    runs_on=st.booleans(),
    breaks=st.sampled_from(["\n", "\n\n", "\r\n", "\n\n- 3 -\n\n", "\n\x0c\n"]),
)
def test_a_well_formed_outline_is_found_as_written(
    parse: Parse, check_lossless: Check, counts: list[int], runs_on: bool, breaks: str
) -> None:
    chapters, items = "一二三四五", "一二三四五六七八九"
    lines, expected, last = ["实施方案"], [], 0
    for i, count in enumerate(counts):
        lines.append(f"{chapters[i]}、重点任务")
        expected.append(f"{i + 1}")
        first = last + 1 if runs_on and last + count < len(items) else 1
        for n in range(first, first + count):
            lines.append(f"（{items[n - 1]}）加强协调。各部门要落实责任，\n推动工作。")
            expected.append(f"{i + 1}.{n}")
            last = n
    text = breaks.join(lines)
    clauses = parse(text)[1]
    check_lossless(text, clauses)
    assert in_body(clauses) == expected
