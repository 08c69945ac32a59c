"""The report of support, as blocks and as files."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document as Word

from export import Heading, Paragraph, Quote, Table, to_markdown, to_word
from export.report import Report
from export.support import support_report
from export.support_words import describe_condition
from ingest import Corpus
from tests.ui.support.fakes import PLAN_TITLE, make_desk
from views.support import Profile, find_support
from views.support.conditions import Condition

_DAY = date(2026, 1, 1)


def _report(corpus: Corpus, profile: Profile) -> Report:
    support = find_support(corpus, profile)
    return support_report(support, documents=corpus.documents, as_of=_DAY)


def _said(report: Report) -> str:
    return "\n".join(b.text for b in report.blocks if isinstance(b, Paragraph | Heading))


def test_a_report_says_for_whom_and_when_and_that_it_promises_nothing() -> None:
    report = _report(make_desk().corpus, Profile("家具", "佛山", "small", ("数字化",)))
    tables = [block for block in report.blocks if isinstance(block, Table)]
    assert tables[0].rows == (
        ("行业", "家具"),
        ("城市", "佛山"),
        ("规模", "中小微企业"),
        ("需要的支持", "数字化"),
    )
    said = _said(report)
    assert "日期：2026-01-01。" in said
    assert "不构成法律意见，也不表示企业已经符合申领条件" in said
    assert f"※ 《{PLAN_TITLE}》的规划期到 2025 年为止" in said
    assert "与您的情况有关的条款 1 条。" in said
    assert "这些条款没有写明：金额或比例、申报条件和程序" in said


def test_each_quote_has_its_citation_and_conditions() -> None:
    report = _report(make_desk().corpus, Profile("家具", "佛山", "small", ("数字化",)))
    place = next(
        n
        for n, block in enumerate(report.blocks)
        if isinstance(block, Quote) and block.text == "鼓励中小企业上云。"
    )
    quote, conditions = report.blocks[place], report.blocks[place + 1]
    assert isinstance(quote, Quote)
    assert quote.citation.endswith("一（一）")
    assert conditions == Paragraph(
        "措辞：鼓励引导（“鼓励”）；规模：符合（写明“中小企业”）；行业、地区：文件未写。"
    )


def test_clauses_are_listed_in_the_order_of_the_page() -> None:
    corpus = make_desk().corpus
    profile = Profile("家具", "佛山")
    headings = [b.text for b in _report(corpus, profile).blocks if isinstance(b, Heading)]
    numbered = [text.partition(". ")[2] for text in headings if text[:1].isdigit()]
    cards = find_support(corpus, profile).cards
    assert [text.split()[-1] for text in numbered] == [card.clause.title for card in cards]
    assert numbered[0].endswith("数字化转型")


def test_what_is_not_met_comes_last_with_its_reason() -> None:
    said = _said(_report(make_desk().corpus, Profile("家具", needs=("数字化",))))
    assert said.index("不符合的条款：1 条，附原因") > said.index("措辞：写明支持")
    assert "行业：不符合（只点名了“陶瓷”，没有点名您的行业）" in said


def test_a_report_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="the profile is empty; choose"):
        _report(make_desk().corpus, Profile())


def test_quotes_of_the_documents_are_verbatim(corpus: Corpus) -> None:
    report = _report(corpus, Profile("家具", "佛山"))
    texts = ["".join(text.split()) for text in corpus.texts.values()]
    quotes = [block for block in report.blocks if isinstance(block, Quote)]
    assert len(quotes) > 50
    for quote in quotes:
        assert any("".join(quote.text.split()) in text for text in texts)


def test_the_files_hold_the_report() -> None:
    report = _report(make_desk().corpus, Profile("家具", "佛山"))
    word = Word(BytesIO(to_word(report)))
    assert "鼓励中小企业上云。" in [paragraph.text for paragraph in word.paragraphs]
    assert "鼓励中小企业上云。" in to_markdown(report)


def test_every_reason_that_matching_gives_has_words(corpus: Corpus) -> None:
    profiles = [Profile("家具", "佛山", "small"), Profile(city="广东省外"), Profile("家用电器")]
    profiles += [Profile("食品", "汕头", "leading"), Profile("其他行业"), Profile(needs=("资金",))]
    for profile in profiles:
        support = find_support(corpus, profile)
        for card in [*support.unmet, *support.cards]:
            for block in card.blocks:
                for condition in block.conditions:
                    pieces = describe_condition(condition, profile)
                    assert "{" not in "".join(text for text, _ in pieces)


def test_what_a_document_prints_is_told_from_what_is_said_of_it() -> None:
    condition = Condition("city", "met", "region", ("珠三角",))
    assert describe_condition(condition, Profile("家具", "佛山")) == (
        ("写的是", False),
        ("“珠三角”", True),
        ("，您的城市在其中", False),
    )
