from dataclasses import replace
from datetime import date

from tests.ui.reader.corpora import refused_corpus
from ui.parts.documents import write_foot

DAY = date(2026, 1, 1)


def test_the_foot_says_how_many_files_are_not_used_and_where_to_read_why() -> None:
    code = write_foot(refused_corpus(), DAY).code
    assert "另有 2 份文件没有收入" in code
    assert 'href="./about"' in code


def test_the_foot_says_nothing_where_all_files_are_used() -> None:
    assert "没有收入" not in write_foot(replace(refused_corpus(), left_out=()), DAY).code
