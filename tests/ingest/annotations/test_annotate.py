"""All annotations of a clause together, on clauses of both documents."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ingest.annotations.annotate import annotate
from ingest.annotations.vocabulary import load_vocabulary
from ingest.model import Annotations
from ingest.text.joined import JoinedText, join_lines

DOCS = Path(__file__).parents[3] / "docs_raw"
PLAN = (DOCS / "guangdong-light-textile-action-plan-2023-2025.txt").read_text(encoding="utf-8")
DRAFT = (DOCS / "miit-light-industry-guiding-opinions-draft-2022.txt").read_text(encoding="utf-8")


def join(text: str) -> JoinedText:
    return join_lines(text, [m.span() for m in re.finditer(r"\S(?:[^\n]*\S)?", text)])


def cut(source: str, start: str, end: str) -> str:
    position = source.index(start)
    return source[position : source.index(end, position)]


def test_a_box_item_gives_its_industry_and_all_its_cities() -> None:
    found = annotate(join(cut(PLAN, "3.家具：广州", "4.造纸和纸制品业")))
    assert [m.name for m in found.industries] == ["家具"]
    assert [m.name for m in found.cities] == ["广州", "佛山", "东莞", "中山", "江门"]
    assert found.figures == ()
    assert found.responsibilities == ()


def test_an_industry_named_in_the_words_of_the_statistics_is_one_mention() -> None:
    found = annotate(join(cut(PLAN, "6.文教、工美", "7.日用化学")))
    assert [m.name for m in found.industries] == ["文教体育用品"]
    assert len(found.cities) == 8


def test_regions_are_found_beside_cities() -> None:
    found = annotate(join(cut(PLAN, "3.要素驱动。", "4.反哺惠民。")), region="广东省")
    cities = {m.name for m in found.cities}
    assert cities == {"珠三角", "广州", "深圳", "汕头", "湛江", "沿海经济带", "东西两翼"}
    assert [r.role for r in found.responsibilities] == ["lead", "support", "support", "support"]


def test_the_kinds_of_support_of_a_clause_are_found() -> None:
    found = annotate(join(cut(PLAN, "（三）加大政策支持力度。", "（四）发挥行业")))
    kinds = {m.name for m in found.supports}
    assert {"资金", "用地", "营商环境", "平台服务", "企业培育"} <= kinds


def test_the_name_of_a_department_is_no_place_and_no_support() -> None:
    found = annotate(join("由广东省商务厅、国家知识产权局和工业和信息化部在佛山办理。"))
    assert [m.name for m in found.cities] == ["佛山"]
    assert found.supports == ()


def test_a_box_on_technologies_names_its_industry() -> None:
    found = annotate(join(cut(DRAFT, "轻工机械：实现智能", "自行车：零部件")))
    assert found.industries[0].name == "轻工机械"
    assert {m.name for m in found.industries} == {"轻工机械", "酿酒"}


def test_a_vocabulary_of_ones_own_replaces_that_of_the_package(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[industries.names]\n"风筝" = ["纸鸢"]\n', encoding="utf-8")
    found = annotate(join("支持纸鸢、家具"), vocabulary=load_vocabulary(path))
    assert [(m.name, m.printed) for m in found.industries] == [("风筝", "纸鸢")]


def test_an_empty_text_has_no_annotations() -> None:
    assert annotate(JoinedText("", ())) == Annotations()


TEXTS = st.sampled_from([PLAN, DRAFT])


@given(TEXTS, st.integers(0, 12000), st.integers(0, 300))
def test_any_piece_of_a_document_gives_spans_that_hold_what_is_printed(
    source: str, start: int, length: int
) -> None:
    piece = source[start : start + length]
    found = annotate(join(piece), region="广东省")
    spans = [(r.printed, r.start, r.end) for r in found.responsibilities]
    spans += [(f.printed, f.start, f.end) for f in found.figures]
    mentions = (*found.industries, *found.cities, *found.supports)
    spans += [(mention.printed, mention.start, mention.end) for mention in mentions]
    for printed, first, last in spans:
        assert 0 <= first < last <= len(piece)
        assert "".join(piece[first:last].split()) == "".join(printed.split())
