"""Numbers of documents in all forms."""

import pytest

from ingest.structure.document_number import find_numbers, is_number

NUMBERS = [
    "粤府〔2023〕1号",
    "临政办发〔2024〕3号",
    "财税（2016）36号",
    "临工信【2024】18号",
    "国务院令第746号",
    "中华人民共和国主席令第八十八号",
    "财政部 税务总局公告2019年第35号",
    "商服贸函2026年第322号",
    "台财法字第11213913980号",
    "国家市场监督管理总局令第52号",
]


@pytest.mark.parametrize("number", [*NUMBERS, "第52号", "2019年第35号", "（临府〔2023〕1号）"])
def test_a_number_alone_in_a_line_is_one(number: str) -> None:
    assert is_number(number)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_found_in_a_sentence(number: str) -> None:
    assert [found for found, _, _ in find_numbers(f"（{number}）同时废止。")] == [number]


def test_white_space_in_a_number_is_tidied() -> None:
    assert find_numbers("临政办发 [2024] 第 3 号")[0][0] == "临政办发[2024]第3号"


def test_words_before_a_number_are_no_part_of_it() -> None:
    text = "2021年7月27日国务院令第746号公布"
    [(number, start, end)] = find_numbers(text)
    assert number == text[start:end] == "国务院令第746号"


@pytest.mark.parametrize("line", ["第三条", "2023年12月29日", "专栏1", "长安路8号", ""])
def test_other_lines_are_no_numbers(line: str) -> None:
    assert not is_number(line)
