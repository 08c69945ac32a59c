"""The page 关于: documents, limits, privacy; what it says is so."""

import itertools

import pytest
from streamlit.testing.v1 import AppTest

from ingest.formats.model import CAUTIONS, REFUSALS
from ingest.model import KINDS
from ingest.validity import VALIDITIES
from tests.ui.fakes import HOSTILE
from tests.ui.reader.corpora import real_corpus
from tests.ui.reading import read_page
from ui.parts.document_rows import STATUS_NOTES
from ui.parts.kinds import KIND_WORDS
from ui.parts.refusals import CAUTION_WORDS, REFUSAL_WORDS


def _draw(corpus: str, writes: bool) -> None:
    from datetime import date

    from index.disk.store import StoreError
    from tests.ui.fakes import make_desk
    from tests.ui.reader.corpora import desk_of, real_corpus, refused_corpus
    from ui.about.page import draw_about_page
    from ui.desk import Desk

    def open_desk() -> Desk:
        if corpus == "none":
            raise StoreError("index/store: is damaged; run: python -m index build")
        if corpus == "hostile":
            return make_desk()
        found = refused_corpus() if corpus == "refused" else real_corpus()
        return desk_of(found, writes=writes)

    draw_about_page(open_desk, as_of=date(2026, 1, 1))


def _open(corpus: str = "real", *, writes: bool = False, **parameters: str) -> AppTest:
    app = AppTest.from_function(
        _draw, kwargs={"corpus": corpus, "writes": writes}, default_timeout=60
    )
    app.query_params.update(parameters)
    return app.run()


def test_every_document_is_there_with_its_status_source_and_checksum() -> None:
    page = read_page(_open())
    for document in real_corpus().documents:
        for said in (document.title, document.source, document.sha256, *document.issuers):
            assert said in page.text
        assert f"./read?doc={document.doc_id}" in page.links()
    for said in (
        "粤工信消费函〔2023〕16号",
        "文件没有文号",
        "2023-12-29",
        "2022-01-20",
        "2023—2025 年",
        "不是已生效的文件",
        "规划期已过",
        "状态（2026-01-01）",
        "条款 42，",
        "共 113 段",
    ):
        assert said in page.text


def test_files_that_are_not_used_are_named_with_the_reason() -> None:
    page = read_page(_open("refused"))
    assert "没有收入的文件（2 份）" in page.text
    assert "旧表.xls" in page.text
    assert "/srv/files" not in page.text
    assert REFUSAL_WORDS["kind"] in page.text
    assert "is an Excel workbook" in page.text
    assert CAUTION_WORDS["recognised"] in page.text
    assert "page 3: scanned" in page.text


def test_nothing_is_said_of_files_where_all_are_used() -> None:
    text = read_page(_open()).text
    assert "没有收入" not in text
    assert "疑点" not in text


def test_every_reason_has_words() -> None:
    assert set(REFUSAL_WORDS) == set(REFUSALS)
    assert set(CAUTION_WORDS) == set(CAUTIONS)


def test_the_index_is_named() -> None:
    page = read_page(_open())
    assert "encoder-of-a-test" in page.text
    assert "0123456789abcdef" in page.text


@pytest.mark.parametrize(
    ("writes", "said", "unsaid"),
    [
        (False, "没有设置语言模型：问题和评价都不发往别处", "会发给该模型的服务"),
        (True, "会发给该模型的服务", "不发往别处。运营者没有设置"),
    ],
)
def test_whether_questions_are_sent_elsewhere_is_said(writes: bool, said: str, unsaid: str) -> None:
    text = read_page(_open(writes=writes)).text
    assert said in text
    assert unsaid not in text
    assert ("运营者没有设置语言模型" in text) is not writes


def test_limits_accessibility_privacy_and_authority_are_said() -> None:
    page = read_page(_open())
    for title in ("声明", "可能出错的地方", "无障碍", "已知做不到的", "隐私", "回答怎样得来"):
        assert title in page.text
    assert "不构成法律意见" in page.text
    assert "./evaluation" in page.links()


def test_headings_are_in_order() -> None:
    levels = [int(tag[1]) for tag, _ in read_page(_open()).tags if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_kind_and_status_has_words() -> None:
    assert set(KIND_WORDS) == set(KINDS)
    assert set(STATUS_NOTES) == set(VALIDITIES)


def test_nothing_of_a_document_becomes_markup() -> None:
    app = _open("hostile", x=HOSTILE)
    page = read_page(app)
    assert HOSTILE in page.text
    assert not {tag for tag, _ in page.tags} & {"script", "img", "b", "iframe"}
    assert len(app.warning) == 1


def test_an_index_that_cannot_be_opened_is_said_with_its_remedy() -> None:
    (error,) = _open("none").error
    assert ".venv/bin/python -m index build" in error.value
