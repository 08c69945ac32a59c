import pytest

from index.channels.naming import name_of
from ingest import Document
from ingest.model import Fact


def document(title: str, *issuers: str, region: str = "", facts: tuple[Fact, ...] = ()) -> Document:
    return Document("d", "d.txt", "", title=title, issuers=issuers, region=region, facts=facts)


@pytest.mark.parametrize(
    ("title", "issuers", "region", "name"),
    [
        (
            "临江市人民政府办公室关于印发临江市公共租赁住房管理办法的通知",
            ("临江市人民政府办公室",),
            "东山省临江市",
            "临江市公共租赁住房管理办法",
        ),
        (
            "关于调整我市土地使用税税额的通知",
            ("临江市财政局",),
            "东山省临江市",
            "东山省临江市 调整我市土地使用税税额",
        ),
        (
            "农业部财政部关于实施补贴目录的公告",
            ("农业部", "财政部"),
            "",
            "农业部 实施补贴目录",
        ),
        ("中华人民共和国安全生产法", ("全国人民代表大会",), "", "中华人民共和国安全生产法"),
        ("", ("财政部",), "", ""),
    ],
)
def test_a_document_is_called_by_its_place_and_what_it_is_about(
    title: str, issuers: tuple[str, ...], region: str, name: str
) -> None:
    assert name_of(document(title, *issuers, region=region)) == name


def test_who_signs_below_stands_for_an_issuer_that_is_not_known() -> None:
    facts = (Fact("issuer", "临江市商务局", 0, 6),)
    assert name_of(document("经营奖办事指南", facts=facts)) == "临江市商务局 经营奖办事指南"


def test_a_long_title_is_cut() -> None:
    assert len(name_of(document("关于" + "甲" * 200 + "的通知"))) <= 60
