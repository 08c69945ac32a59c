import pytest

from tests.ui.reading import read_html
from ui.parts.lists import write_folded
from ui.parts.markup import Html, element


def _items(count: int) -> list[Html]:
    return [element("li", f"第{n}项。") for n in range(1, count + 1)]


@pytest.mark.parametrize("count", [0, 1, 20, 21])
def test_a_list_that_one_reads_at_once_is_not_folded(count: int) -> None:
    page = read_html(write_folded(_items(count)).code)
    assert [tag for tag, _ in page.tags] == ["ul"] + ["li"] * count


def test_a_long_list_is_folded_step_by_step_and_loses_nothing() -> None:
    page = read_html(write_folded(_items(63), tag="ol").code)
    assert [f"第{n}项。" for n in range(1, 64) if f"第{n}项。" not in page.text] == []
    assert [tag for tag, _ in page.tags].count("details") == 3
    assert "再看 20 条（还有 43 条）" in page.text
    assert "再看 3 条" in page.text
    assert page.text.endswith("第63项。")
