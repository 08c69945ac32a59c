"""From when to when a document applies, hand-worked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.annotations.terms import Terms, read_terms
from ingest.text.dates import read_day
from ingest.text.joined import JoinedText


def terms(text: str, *, title: str = "临江市扶持办法", issued: str = "2024-02-29") -> Terms:
    return read_terms(JoinedText(text, tuple(range(len(text)))), title=title, issued=issued)


@pytest.mark.parametrize(
    ("sentence", "effective"),
    [
        ("第九条 本办法自2024年1月1日起施行。", "2024-01-01"),
        ("本办法自二○二四年三月一日起正式实施。", "2024-03-01"),
        ("本通知自印发之日起执行。", "2024-02-29"),
        ("本条例自公布之日起施行。", "2024-02-29"),
        ("本办法自发布之日起30日后施行。", "2024-03-30"),
        ("本办法自公布之日起三十日后施行。", "2024-03-30"),
        ("十、本办法于2024年5月1日起生效。", "2024-05-01"),
        ("《临江市扶持办法》自2024年6月1日起施行。", "2024-06-01"),
        ("自2024年1月1日起施行。", "2024-01-01"),
        ("本辦法自中华民国113年1月1日施行。", "2024-01-01"),
        ("《临江市管理条例》自2019年1月1日起施行。", ""),
        ("自2019年1月1日起，对小微企业减征税款。", ""),
        ("本办法由市商务局负责解释。", ""),
    ],
)
def test_the_day_from_which_a_document_applies(sentence: str, effective: str) -> None:
    assert terms(sentence).effective == effective


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本办法自2024年1月1日起施行，有效期五年。", ("五年", "2028-12-31")),
        ("本通知自印发之日起施行。有效期3年。", ("3年", "2027-02-27")),
        ("本规则自2024年3月31日起施行。\n第九条 本规则有效期六个月。", ("六个月", "2024-09-29")),
        ("本办法自2024年1月1日起试行，试行期两年。", ("两年", "2025-12-31")),
        ("本办法自2024年1月1日起施行，有效期至2026年12月31日。", ("", "2026-12-31")),
        ("本公告执行至2027年12月31日。", ("", "2027-12-31")),
        (
            "暂停适用的期限为五年，自本决定施行之日起算。\n本决定自2025年5月1日起施行。",
            ("五年", "2030-04-30"),
        ),
        ("许可证有效期五年。", ("", "")),
        ("申请人应当在批准文件有效期内办理。", ("", "")),
    ],
)
def test_the_last_day_follows_from_the_term(text: str, expected: tuple[str, str]) -> None:
    found = terms(text)
    assert (found.term, found.expires) == expected


def test_a_period_of_application_gives_both_days() -> None:
    found = terms("本政策执行期限为2024年1月1日至12月31日。")
    assert (found.effective, found.expires) == ("2024-01-01", "2024-12-31")


def test_a_plan_ends_with_its_last_year() -> None:
    text = JoinedText("", ())
    assert read_terms(text, period=(2023, 2025)).expires == "2025-12-31"
    assert terms("规划期限为2021—2030年。").expires == "2030-12-31"


PIECES = st.sampled_from(
    [
        "本办法",
        "自",
        "2024年2月",
        "29日",
        "印发之日",
        "起",
        "施行",
        "有效期",
        "五年",
        "至",
        "。",
        "999999999年",
    ]
)


@given(st.lists(PIECES, max_size=16).map("".join) | st.text(max_size=60))
def test_any_text_gives_real_days_or_none(text: str) -> None:
    found = terms(text)
    assert found.expires == "" or read_day(found.expires)
