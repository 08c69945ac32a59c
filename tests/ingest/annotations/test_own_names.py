"""Short names that a document defines, or that only its own full names explain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.annotations.own_names import OwnNames, read_own_names
from ingest.annotations.responsibilities import find_responsibilities
from ingest.annotations.vocabulary import default_vocabulary
from ingest.text.joined import JoinedText


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("由徐州市商务局（以下简称“徐商局”）负责。", "徐商局", "徐州市商务局"),
        ("市住房保障办公室(以下称市住保办)受理。", "市住保办", "市住房保障办公室"),
        (
            "广州市南沙区工业和科技信息化局\n区工科信局审核。",
            "区工科信局",
            "广州市南沙区工业和科技信息化局",
        ),
        ("县级以上人民政府主管部门（以下称登记机关）", "登记机关", ""),
        ("广州市财政局、广州市审计局", "市商务局", ""),
        ("", "市商务局", ""),
    ],
)
def test_a_short_name_is_explained_by_the_document(text: str, short: str, full: str) -> None:
    assert read_own_names(text).full_name(short) == full


def test_a_short_name_that_fits_two_offices_stays_as_it_is() -> None:
    names = read_own_names("广州市农业农村局、广州市农业发展农机局")
    assert names.full_name("市农局") == ""


def test_a_responsible_office_gets_the_full_name_of_its_document() -> None:
    text = "区工科信局负责受理。"
    (role,) = find_responsibilities(
        JoinedText(text, tuple(range(len(text)))),
        region="广东省广州市南沙区",
        vocabulary=default_vocabulary(),
        own_names=OwnNames({}, ("广州市南沙区工业和科技信息化局",)),
    )
    assert role.printed == "区工科信局"
    assert role.department == "广州市南沙区工业和科技信息化局"


@given(st.text(alphabet="广州市区商务局以下简称“”（）(), 由", max_size=40))
def test_any_text_gives_names_that_stand_in_it(text: str) -> None:
    names = read_own_names(text)
    for full in (*names.defined.values(), *names.offices):
        assert full in text
