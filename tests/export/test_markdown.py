import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from export import Heading, Paragraph, Quote, Report, Table, to_markdown
from export.characters import lines_of
from ingest import Corpus
from tests.export.hostile import MARKUP, TEXTS, report_of

OURS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "br", "code", "strong"} | {
    *("table", "thead", "tbody", "tr", "th", "td")
}
LEAVES = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "th", "td"}


class Page(HTMLParser):
    """What a reader gets: which elements, and the text of each leaf of the page."""

    def __init__(self, markdown: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.leaves: list[str] = []
        self.outside_code = ""
        self._code = 0
        renderer = MarkdownIt("commonmark").enable(["table", "strikethrough"])
        self.feed(renderer.render(markdown))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert {name for name, _ in attrs} <= {"style"}
        self._code += tag == "code"
        if tag in LEAVES:
            self.leaves.append("")
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag == "code"

    def handle_data(self, data: str) -> None:
        if self.leaves:
            self.leaves[-1] += data
        if not self._code:
            self.outside_code += data


def squeeze(text: str) -> str:
    return " ".join(text.split())


def read(text: str) -> str:
    """Return `text` as it may be expected to be read."""
    return squeeze("\n".join(lines_of(text)))


def paragraphs(text: str) -> list[str]:
    parts = re.split(r"\n\s*\n", "\n".join(line.strip() for line in lines_of(text)))
    return [squeeze(part) for part in parts if part.strip()]


def expected_leaves(text: str) -> list[str]:
    line, parts = read(text), paragraphs(text)
    caption = [line] if line else []
    return [line, line, *parts, *parts, f"—— {line}".strip(), *caption, line, "数", line, "1", "完"]


def check(text: str) -> None:
    page = Page(to_markdown(report_of(text)))
    assert page.tags <= OURS
    assert [squeeze(leaf) for leaf in page.leaves] == expected_leaves(text)
    assert not re.search(r"(?i)@|://|www\.|mailto:", page.outside_code)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_a_text_is_read_and_does_not_act(text: str) -> None:
    check(text)


@given(text=TEXTS)
def test_any_text_is_read_as_it_stands(text: str) -> None:
    check(text)


def test_the_documents_are_read_as_they_stand(corpus: Corpus) -> None:
    clauses = corpus.clauses
    page = Page(to_markdown(Report("题", tuple(Quote(c.text, c.citation) for c in clauses))))
    read_back = "".join("".join(page.leaves).split())
    assert read_back == "题" + "".join("".join(f"{c.text}——{c.citation}".split()) for c in clauses)


def test_a_report_reads_like_a_page() -> None:
    report = Report(
        "任务清单",
        (
            Heading("一、分工"),
            Paragraph("共 2 项。\n第二行"),
            Heading("（一）品牌", level=2),
            Quote("支持企业改造\n建设示范工厂5家。", "《行动计划》三（一）1"),
            Table(("部门", "任务数"), (("省工信厅", 12), ("省商务厅\n（外贸）", 3)), "表1"),
        ),
    )
    assert to_markdown(report) == (
        "# 任务清单\n\n"
        "## 一、分工\n\n"
        "共 2 项。\\\n第二行\n\n"
        "### （一）品牌\n\n"
        "> 支持企业改造\\\n> 建设示范工厂5家。\n\n"
        "—— 《行动计划》三（一）1\n\n"
        "**表1**\n\n"
        "| 部门 | 任务数 |\n"
        "| --- | ---: |\n"
        "| 省工信厅 | 12 |\n"
        "| 省商务厅<br>（外贸） | 3 |\n"
    )


def test_plain_words_and_figures_are_not_escaped() -> None:
    text = "到2025年，规模以上企业达到2.2万家（+8%），详见第3-5条、3.1.2；“示范”。"
    assert to_markdown(Report("题", (Paragraph(text),))) == f"# 题\n\n{text}\n"


def test_two_quotes_stay_two() -> None:
    page = to_markdown(Report("题", (Quote("甲", "一"), Quote("乙", "二"))))
    assert MarkdownIt("commonmark").render(page).count("<blockquote>") == 2


@pytest.mark.parametrize(("level", "mark"), [(0, "##"), (1, "##"), (5, "######"), (9, "######")])
def test_a_heading_has_a_level_that_there_is(level: int, mark: str) -> None:
    assert to_markdown(Report("题", (Heading("节", level),))) == f"# 题\n\n{mark} 节\n"


def test_long_text_without_a_space_is_written_at_once() -> None:
    text = "a" * 200_000 + ":" * 200_000
    assert text in to_markdown(Report("题", (Paragraph(text),)))
