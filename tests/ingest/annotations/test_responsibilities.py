"""Who leads and who supports, hand-worked on a real document and on the usual forms."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.annotations.responsibilities import find_responsibilities, read_cell
from ingest.annotations.statements import says_first_leads
from ingest.annotations.vocabulary import default_vocabulary
from ingest.text.joined import JoinedText, join_lines

ROOT = Path(__file__).parents[3]
EXPECTED = tomllib.loads(
    (Path(__file__).parents[1] / "fixtures" / "responsibilities.toml").read_text(encoding="utf-8")
)
SOURCE = (ROOT / EXPECTED["source"]).read_text(encoding="utf-8")
STATEMENTS = EXPECTED["statements"]


def join(text: str, offset: int = 0) -> JoinedText:
    lines = [(m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]
    joined = join_lines(text, lines)
    return JoinedText(joined.text, tuple(o + offset for o in joined.offsets))


def roles(text: str, region: str = "广东省") -> list[tuple[str, str]]:
    found = find_responsibilities(join(text), region=region, vocabulary=default_vocabulary())
    return [(r.role, r.department) for r in found]


def snippet(index: int) -> tuple[str, int]:
    start = SOURCE.index(STATEMENTS[index]["starts"])
    rest = STATEMENTS[index + 1 :]
    end = SOURCE.index(rest[0]["starts"], start) if rest else len(SOURCE)
    return SOURCE[start:end], start


@pytest.mark.parametrize("index", range(len(STATEMENTS)), ids=[s["starts"] for s in STATEMENTS])
def test_each_statement_of_the_plan_gives_the_departments_read_in_it(index: int) -> None:
    text, offset = snippet(index)
    found = find_responsibilities(
        join(text, offset), region=EXPECTED["region"], vocabulary=default_vocabulary()
    )
    names = EXPECTED["departments"]
    for role in ("lead", "support"):
        departments = [r.department for r in found if r.role == role]
        assert departments == [names[short] for short in STATEMENTS[index][role]]
    for r in found:
        assert "".join(SOURCE[r.start : r.end].split()) == r.printed


def test_the_plan_has_33_statements_and_nothing_else_that_reads_as_one() -> None:
    found = find_responsibilities(
        join(SOURCE), region=EXPECTED["region"], vocabulary=default_vocabulary()
    )
    assert len(STATEMENTS) == 33
    assert sum(r.role == "lead" for r in found) == 29
    assert sum(r.role == "support" for r in found) == 73


def test_the_draft_names_only_the_departments_that_are_to_carry_it_out() -> None:
    draft = ROOT / "docs_raw" / "miit-light-industry-guiding-opinions-draft-2022.txt"
    assert roles(draft.read_text(encoding="utf-8"), region="") == [
        ("lead", "各地工业和信息化主管部门")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（省科技厅牵头）", "+广东省科学技术厅"),
        ("(省科技厅牵头，商务厅配合）", "+广东省科学技术厅 -广东省商务厅"),
        ("（省科技厅、商务厅按职责分工负责)", "-广东省科学技术厅 -广东省商务厅"),
        ("（省科技厅会同省商务厅负责）", "+广东省科学技术厅 -广东省商务厅"),
        ("（省科技厅负责，省商务厅配合）", "+广东省科学技术厅 -广东省商务厅"),
        ("（省科技厅、商务厅负责）", "-广东省科学技术厅 -广东省商务厅"),
        ("（省科技厅负责）", "+广东省科学技术厅"),
        ("（责任单位：省科技厅）", "+广东省科学技术厅"),
        ("（责任单位：省科技厅、商务厅）", "-广东省科学技术厅 -广东省商务厅"),
        ("（责任单位：省科技厅、各有关部门）", "-广东省科学技术厅"),
        ("[牵头单位:省科技厅;配合单位:商务厅]", "+广东省科学技术厅 -广东省商务厅"),
        ("（牵头部门：省科技厅  配合部门：商务厅）", "+广东省科学技术厅 -广东省商务厅"),
        ("（省科技厅（牵头）、商务厅）", "+广东省科学技术厅 -广东省商务厅"),
        ("（省科技厅、商务厅，列首位的为牵头单位）", "+广东省科学技术厅 -广东省商务厅"),
        ("（省科技厅和省商务厅牵头）", "+广东省科学技术厅 +广东省商务厅"),
        ("责任部门：省科技厅、商务厅。", "-广东省科学技术厅 -广东省商务厅"),
        ("牵头单位：省科技厅\n责任单位：省商务厅", "+广东省科学技术厅 -广东省商务厅"),
        ("省科技厅、商务厅等部门按职责分工负责", "-广东省科学技术厅 -广东省商务厅"),
        ("做好工作。省科技厅牵头，商务厅等配合。", "+广东省科学技术厅 -广东省商务厅"),
        ("做好工作（责任单位：省科技厅 2.下一条。", "+广东省科学技术厅"),
        (
            "（由省科技厅牵头；各市、县〔区〕人民政府落实）",
            "+广东省科学技术厅 -各市、县〔区〕人民政府",
        ),
    ],
)
def test_the_usual_forms_give_leads_and_supports(text: str, expected: str) -> None:
    signs = {"+": "lead", "-": "support"}
    assert roles(text) == [(signs[word[0]], word[1:]) for word in expected.split(" ")]


@pytest.mark.parametrize(
    "text",
    [
        "（征求意见稿）",
        "区域全面经济伙伴关系协定（RCEP）",
        "（纳税人对其真实性负责）",
        "（负责美洲、大洋洲）",
        "（全社会参与）",
        "以工会牵头实现工作要求落实的全员辐射。",
        "广东省工业和信息化厅、广东省商务厅",
        "（牵头，配合）",
        "责任单位：",
        "",
    ],
)
def test_other_text_gives_nothing(text: str) -> None:
    assert roles(text) == []


def test_words_for_nobody_in_particular_are_no_departments() -> None:
    assert roles("（省科技厅牵头，省商务厅等有关单位按职责分工负责）") == [
        ("lead", "广东省科学技术厅"),
        ("support", "广东省商务厅"),
    ]


def test_names_without_a_place_take_that_of_the_names_before_them() -> None:
    assert roles("（市人社局、民政局牵头，财政局配合）", region="") == [
        ("lead", "市人力资源和社会保障局"),
        ("lead", "市民政局"),
        ("support", "市财政局"),
    ]


def test_unknown_names_stay_as_printed_but_for_the_place() -> None:
    text = "（省法制办、营商环境办牵头，南通海关、广东银保监局、各区政府配合）"
    assert [department for _, department in roles(text)] == [
        "广东省法制办",
        "广东省营商环境办",
        "南通海关",
        "广东银保监局",
        "各区人民政府",
    ]


def test_without_a_region_the_province_stays_generic() -> None:
    assert roles("（省科技厅牵头，税务局配合）", region="") == [
        ("lead", "省科学技术厅"),
        ("support", "省税务局"),
    ]


def test_in_a_list_of_ministries_a_short_name_is_the_national_one() -> None:
    text = "（工业和信息化部牵头，发展改革委、市场监管总局按职责分工负责）"
    assert [department for _, department in roles(text, region="")] == [
        "工业和信息化部",
        "国家发展和改革委员会",
        "国家市场监督管理总局",
    ]


def test_a_name_cut_by_a_page_break_is_read_whole() -> None:
    text = "做好工作。（省科技厅牵头，省工业和信\n\n息化厅、商务厅按职责分工负责)"
    found = find_responsibilities(join(text), region="广东省", vocabulary=default_vocabulary())
    assert [r.printed for r in found] == ["省科技厅", "省工业和信息化厅", "商务厅"]
    assert text[found[1].start : found[1].end] == "省工业和信\n\n息化厅"


OFFICES = ["省科技厅", "市财政局", "各市、县（区）人民政府", "等有关单位", "甲", "省", "由", "的"]
VERBS = ["牵头", "负责", "按职责分工负责", "责任单位：", "配合单位:", "会同", "（牵头）", "1."]
MARKS = ["列首位的为牵头单位", "和", *"、，；。 （）()〔]", "\n\n"]
WORDS = st.sampled_from(OFFICES) | st.sampled_from(VERBS) | st.sampled_from(MARKS)


@given(st.lists(WORDS, max_size=40).map("".join) | st.text(max_size=60))
def test_any_text_gives_spans_that_hold_the_printed_names(text: str) -> None:
    found = find_responsibilities(join(text), region="广东省", vocabulary=default_vocabulary())
    assert list(found) == sorted(found, key=lambda r: r.start)
    for r in found:
        assert 0 <= r.start < r.end <= len(text)
        assert "".join(text[r.start : r.end].split()) == "".join(r.printed.split())
        assert r.role in ("lead", "support")
        assert r.department


def test_a_note_that_the_first_of_a_list_leads_holds_for_later_lists() -> None:
    note = "（省科技厅、商务厅负责，列第一位者为牵头单位，下同）"
    assert says_first_leads(note)
    assert not says_first_leads("（省科技厅、商务厅，列首位的为牵头单位）")
    later = join("（省教育厅、财政厅按职责分工负责）")
    found = find_responsibilities(
        later, region="广东省", vocabulary=default_vocabulary(), first_leads=True
    )
    assert [r.role for r in found] == ["lead", "support"]


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("部门", "省科技厅", "+广东省科学技术厅"),
        ("责任单位", "省科技厅、省商务厅", "-广东省科学技术厅 -广东省商务厅"),
        ("责任单位", "省科技厅（牵头）、省商务厅", "+广东省科学技术厅 -广东省商务厅"),
        ("牵头\n部门", "省科技厅、省商务厅", "+广东省科学技术厅 +广东省商务厅"),
        ("配合单位", "财政、审计等部门", "-财政部门 -审计部门"),
        ("任务", "省科技厅", ""),
        ("申报单位", "省科技厅", ""),
        ("责任单位", "建立台账，及时更新。", ""),
    ],
)
def test_a_cell_of_a_table_gives_the_roles_of_its_column(
    column: str, cell: str, expected: str
) -> None:
    found = read_cell(column, join(cell), region="广东省", vocabulary=default_vocabulary())
    signs = {"lead": "+", "support": "-"}
    assert " ".join(signs[r.role] + r.department for r in found) == expected


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("责任部门", "公安、民政", ["公安", "民政"]),
        ("配合部门", "宣传、教育、科技部门", ["宣传", "教育", "科技部门"]),
        ("责任部门", "长期、线上", []),
        ("制定机关", "财政部、税务总局", []),
    ],
)
def test_a_cell_may_list_lines_of_work(column: str, cell: str, expected: list[str]) -> None:
    found = read_cell(column, join(cell), vocabulary=default_vocabulary())
    assert [r.printed for r in found] == expected
