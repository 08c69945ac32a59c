import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.docx.numerals import format_number
from ingest.structure.numbering import parse_number

# 17.18.59 of ECMA-376 part 1.
PRINTED = {
    "decimal": {1: "1", 12: "12"},
    "decimalZero": {1: "01", 12: "12"},
    "decimalFullWidth": {12: "１２"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21"},
    "decimalEnclosedCircleChinese": {10: "⑩"},
    "decimalEnclosedParen": {3: "⑶"},
    "decimalEnclosedFullstop": {3: "⒊"},
    "ideographEnclosedCircle": {2: "㊁", 11: "11"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
    "ideographZodiac": {12: "亥"},
    "ideographZodiacTraditional": {1: "甲子", 13: "丙子", 60: "癸亥"},
    "chineseCounting": {1: "一", 10: "十", 11: "十一", 21: "二十一", 100: "一〇〇", 101: "一〇一"},
    "chineseCountingThousand": {10: "十", 20: "二十", 100: "一百", 101: "一百零一", 110: "一百一十"}
    | {1001: "一千零一", 1010: "一千零一十", 10_000: "10000"},
    "japaneseCounting": {10: "十", 21: "二十一", 100: "百", 111: "百十一", 1001: "千一"},
    "chineseLegalSimplified": {1: "壹", 10: "壹拾", 23: "贰拾叁", 108: "壹佰零捌"},
    "ideographLegalTraditional": {26: "貳拾陸"},
    "ideographDigital": {10: "一〇", 25: "二五"},
    "lowerRoman": {4: "iv", 9: "ix", 0: "0"},
    "upperRoman": {14: "XIV", 1990: "MCMXC"},
    "lowerLetter": {1: "a", 26: "z", 27: "aa", 53: "aaa"},
    "upperLetter": {28: "BB"},
    "numberInDash": {3: "- 3 -"},
    "none": {3: ""},
    "bullet": {3: ""},
    "thaiLetters": {3: "3"},
}


@pytest.mark.parametrize(
    ("form", "number", "printed"),
    [(form, number, text) for form, entries in PRINTED.items() for number, text in entries.items()],
)
def test_a_number_is_printed_as_the_standard_says(form: str, number: int, printed: str) -> None:
    assert format_number(number, form) == printed


@given(st.integers(1, 9_999), st.sampled_from(["chineseCountingThousand", "japaneseCounting"]))
def test_a_spelt_number_reads_back(number: int, form: str) -> None:
    assert parse_number(format_number(number, form)) == number


@given(st.integers(-(10**9), 10**9), st.sampled_from(sorted(PRINTED)))
def test_no_number_is_too_large_or_too_long(number: int, form: str) -> None:
    assert len(format_number(number, form)) <= 20
