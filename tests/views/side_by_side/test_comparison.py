"""Two documents side by side, over the real model."""

import pytest

from index import Searcher, Settings, open_searcher
from index.service import update_index
from views.side_by_side import Row, compare_documents, compare_subject
from views.side_by_side.drawn import draw_out

_PLAN, _DRAFT = "guangdong-2023", "miit-2022-draft"
_RENT = """住房租赁管理规定

第一条 住房租赁当事人应当订立租赁合同，并向住房城乡建设主管部门备案。

第二条 出租人不得将厨房、卫生间单独出租供人居住。

第三条 违反第二条规定的，处一万元以上三万元以下罚款。

第四条 本规定自2018年8月1日起施行。
"""
_RENT_ANEW = """城市房屋出租办法

第一条 厨房和卫生间不得单独出租用于居住，阳台也不得。

第二条 房屋出租合同签订后三十日内，应当到住房城乡建设主管部门备案。

第三条 公共自行车的停放，由城市管理部门负责。
"""
_TEA = """茶园冻害防御技术通知

一、霜冻来临前，在茶园行间铺草，或者用稻草、遮阳网覆盖蓬面。

二、霜冻之后及时修剪受冻枝条，喷施叶面肥，恢复树势。
"""

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """Three documents: two about letting rooms, one about tea."""
    folder = tmp_path_factory.mktemp("side_by_side")
    docs = folder / "docs"
    docs.mkdir()
    for name, text in {"rent": _RENT, "anew": _RENT_ANEW, "tea": _TEA}.items():
        (docs / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "examples").mkdir()
    settings = Settings(store=folder / "store", docs=docs, examples=folder / "examples")
    update_index(settings)
    return open_searcher(settings)


def _ids(rows: tuple[Row, ...]) -> list[tuple[list[str], list[str]]]:
    return [
        ([s.head.clause_id for s in row.left], [s.head.clause_id for s in row.right])
        for row in rows
    ]


def test_sections_about_the_same_stand_side_by_side(real_searcher: Searcher) -> None:
    rows = _ids(compare_documents(real_searcher, _PLAN, _DRAFT).both)
    met = {left[0].split("/")[1]: [r.split("/")[1] for r in right] for left, right in rows}
    assert "1.2" in met["2"], "目标"
    assert "7.21" in met["5.3"], "财税金融"
    assert "7.22" in met["5.5"], "人才"


def test_every_section_of_both_is_shown_once_on_its_side(small: Searcher) -> None:
    comparison = compare_documents(small, "rent", "anew")
    left = [s.head.clause_id for r in (*comparison.both, *comparison.left_only) for s in r.left]
    right = {s.head.clause_id for r in (*comparison.both, *comparison.right_only) for s in r.right}
    assert sorted(left) == [f"rent/{n}" for n in (1, 2, 3, 4)]
    assert right == {f"anew/{n}" for n in (1, 2, 3)}
    assert (["rent/2"], ["anew/1"]) in _ids(comparison.both)
    nearest = {r.left[0].head.clause_id: r.nearest for r in comparison.left_only}
    signing = nearest["rent/1"]
    assert signing is not None
    assert signing.head.clause_id == "anew/2", "said in other words: not matched, but shown"


def test_documents_without_a_common_subject_are_not_matched_and_the_nearest_is_given(
    small: Searcher,
) -> None:
    comparison = compare_documents(small, "rent", "tea")
    assert comparison.both == ()
    assert all(row.nearest for row in (*comparison.left_only, *comparison.right_only))


def test_a_subject_is_looked_for_on_both_sides(small: Searcher) -> None:
    comparison = compare_subject(small, "rent", "anew", "备案")
    (row,) = comparison.both
    assert row.left[0].head.clause_id == "rent/1"
    assert row.right[0].head.clause_id == "anew/2"
    assert not comparison.absent


def test_only_what_no_word_of_stands_in_a_text_is_absent(small: Searcher) -> None:
    comparison = compare_subject(small, "rent", "anew", "罚款")
    assert comparison.absent == {"anew"}
    assert comparison.both[0].right == ()
    assert compare_subject(small, "rent", "anew", "霜冻").both == ()


def test_numbers_and_dates_stand_where_they_are_drawn_from(small: Searcher) -> None:
    texts = small.snapshot.corpus.texts
    comparison = compare_documents(small, "rent", "tea")
    drawn = [d for row in comparison.left_only for s in row.left for d in draw_out(s, texts)]
    assert ("amount", "一万元以上") in [(d.kind, d.printed) for d in drawn]
    assert ("date", "2018年8月1日") in [(d.kind, d.printed) for d in drawn]
    assert all(texts["rent"][d.start : d.end] == d.printed for d in drawn)
