import pytest

from export import Table


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Table: row 2 has 1 cells; give 2$"):
        Table(("部门", "任务"), (("甲", 1), ("乙",)))


def test_a_table_without_columns_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Table: head is empty; give at least one column$"):
        Table((), ())
