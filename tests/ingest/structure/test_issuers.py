"""Who issued a document, in all places that say it."""

import pytest

from ingest.structure.issuers import (
    issuer_of_number,
    issuer_of_session,
    issuers_of_title,
    read_issuers,
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("临江省商务厅 临江省财政厅", ["临江省商务厅", "临江省财政厅"]),
        ("临江市人民政府办公室文件", ["临江市人民政府办公室"]),
        ("中共中央　国务院", ["中共中央", "国务院"]),
        ("科 技 部", ["科技部"]),
        ("商 务 部　　国家发展改革委", ["商务部", "国家发展改革委"]),
        ("临江市商务局（章）", ["临江市商务局"]),
        ("市商务局负责受理。", []),
        ("各市人民政府：", []),
        ("", []),
    ],
)
def test_a_line_of_names_gives_them(line: str, names: list[str]) -> None:
    assert read_issuers(line) == names


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("临江市商务局关于促进消费的通知", ["临江市商务局"]),
        ("财政部 税务总局关于契税的公告", ["财政部", "税务总局"]),
        ("商务部等9部门关于促进消费的意见", ["商务部"]),
        ("科技部印发《甲办法》的通知", ["科技部"]),
        ("国务院办公厅转发商务部意见的通知", ["国务院办公厅"]),
        ("关于促进消费的通知", []),
        ("临江市燃气条例", []),
    ],
)
def test_a_title_names_who_issues(title: str, names: list[str]) -> None:
    assert issuers_of_title(title) == names


def test_the_assembly_is_named_without_its_term() -> None:
    note = "2021年9月24日临江市第十五届人民代表大会常务委员会第三十三次会议通过"
    assert issuer_of_session(note) == "临江市人民代表大会常务委员会"
    assert issuer_of_session("经国务院第23次常务会议通过") == "国务院"
    assert issuer_of_session("国务院令第746号公布") == ""


@pytest.mark.parametrize(
    ("number", "issuer"),
    [
        ("中华人民共和国国务院令第746号", "国务院"),
        ("中华人民共和国主席令第八十八号", ""),
        ("临江市人民政府令第3号", "临江市人民政府"),
        ("临府〔2023〕1号", ""),
    ],
)
def test_an_order_names_who_gives_it(number: str, issuer: str) -> None:
    assert issuer_of_number(number) == issuer
