import time

import pytest

from ingest.formats.model import Extract
from ingest.structure.contents import find_contents
from ingest.structure.lines import read_lines
from ingest.text.unify import unify


def contents_of(text: str) -> list[str]:
    unified = unify(text)
    lines = read_lines(unified, Extract(text, is_wrapped=True))
    found = [lines[first:last] for first, last in find_contents(unified.text, lines)]
    return [unified.text[line.start : line.end] for part in found for line in part]


def test_contents_with_dot_leaders_end_where_the_body_begins() -> None:
    entries = ["目 录", "一、总则.....1", "二、附则……12"]
    assert contents_of("\n".join(["办法", *entries, "一、总则", "甲。", "二、附则"])) == entries


def test_contents_without_leaders_are_known_by_the_same_lines_further_down() -> None:
    entries = ["目录", "第一章 总则", "第二章 附则"]
    assert contents_of("\n".join([*entries, "第一章 总则", "甲。", "第二章 附则"])) == entries


def test_leaders_without_a_title_are_contents_and_text_without_either_has_none() -> None:
    assert contents_of("甲\n一、总则...1\n二、分则...2\n三、附则...3\n一、总则") == [
        "一、总则...1",
        "二、分则...2",
        "三、附则...3",
    ]
    assert contents_of("一、总则\n甲……\n二、附则") == []
    assert contents_of("目录\n见下。") == []


@pytest.mark.parametrize("run", ["." * 20000, "甲" + " " * 20000 + "乙", "1 " * 10000, "…" * 20000])
def test_a_long_run_of_one_character_takes_no_long_time(run: str) -> None:
    text = f"目录\n{run}乙\n一、甲"
    start = time.perf_counter()
    contents_of(text)
    assert time.perf_counter() - start < 2


def test_headings_that_stand_again_are_contents_without_a_title() -> None:
    entries = ["第一章 总则", "第二章 管理", "第三章 附则"]
    body = ["第一章 总则", "甲。", "第二章 管理", "乙。", "第三章 附则", "丙。"]
    assert contents_of("\n".join(["条例", *entries, *body])) == entries


def test_articles_that_are_printed_twice_are_no_contents() -> None:
    articles = ["第一条 甲。", "第二条 乙。", "第三条 丙。"]
    assert contents_of("\n".join(["条例", *articles, "说明", *articles])) == []


def test_a_second_document_in_one_text_has_contents_of_its_own() -> None:
    entries = ["第一章 总则", "第二章 管理", "第三章 附则"]
    body = [line for entry in entries for line in (entry, "甲。")]
    text = "\n".join(["条例", *entries, *body, "立法指引", *entries, *body])
    assert contents_of(text) == [*entries, *entries]
