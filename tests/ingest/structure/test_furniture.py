import pytest

from ingest.structure.furniture import find_furniture, is_page_number
from ingest.structure.lines import split_lines

PAGE = "为支持企业发展，各部门应当加强协调，落实责任，推动各项政策措施落地见效。" * 4


def furniture_of(text: str) -> list[str]:
    lines = [(line.start, line.end) for line in split_lines(text, inline=False)]
    found = find_furniture(text, lines)
    return [text[start:end] for start, end in lines if start in found]


@pytest.mark.parametrize(
    "line",
    [
        "- 3 -",
        "— 4 —",
        "–12–",
        "第 5 页",
        "第5页，共12页",
        "·8·",
        "(此页无正文)",
        "3/12",
        "===PAGE 1===",
    ],
)
def test_page_numbers_and_blank_page_notes_are_furniture(line: str) -> None:
    assert is_page_number(line)


@pytest.mark.parametrize("line", ["2030", "95%", "第5页的表", "——", "3.5", "一", "12345"])
def test_a_year_or_figure_alone_in_a_line_is_text(line: str) -> None:
    assert not is_page_number(line)


def test_bare_numbers_that_count_on_from_page_to_page_are_page_numbers() -> None:
    assert furniture_of(f"{PAGE}\n1\n{PAGE}\n2\n{PAGE}\n3\n") == ["1", "2", "3"]


def test_numbers_of_a_table_are_text() -> None:
    assert furniture_of("标准如下：\n国家级\n100\n省级\n60\n市级\n20\n") == []
    assert furniture_of("序号\n1\n甲公司\n2\n乙公司\n3\n丙公司\n") == []


def test_a_number_between_two_halves_of_a_sentence_is_a_page_number() -> None:
    assert furniture_of(
        "各部门应当加强协调落实各项责任\n7\n推动政策措施落地见效并及时公开。\n"
    ) == ["7"]


def test_a_line_beside_the_page_numbers_that_stands_again_is_a_running_head() -> None:
    head = "临江市人民政府公报 2023年第5期"
    text = "".join(f"资金用于\n{head}\n- {n} -\n数字化改造。\n" for n in (3, 4, 5))
    assert furniture_of(text) == [head, "- 3 -", head, "- 4 -", head, "- 5 -"]


def test_a_line_that_stands_once_and_a_heading_that_is_repeated_are_text() -> None:
    text = "公报\n- 3 -\n一、目标\n甲。\n- 4 -\n一、目标\n乙。\n- 5 -\n一、目标\n丙。\n"
    assert furniture_of(text) == ["- 3 -", "- 4 -", "- 5 -"]
