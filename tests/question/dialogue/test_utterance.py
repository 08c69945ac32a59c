"""What of a question asks, and what only leads to it."""

import pytest

from question.dialogue.utterance import asking_part


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("都2031年了，还能领多少", "还能领多少"),
        ("我厂在佛山。做家具，谁管", "谁管"),
        ("补贴有多少，谁发", "补贴有多少，谁发"),
        ("2031年毕业生补贴标准", "2031年毕业生补贴标准"),
        ("", ""),
    ],
)
def test_the_first_part_that_asks_begins_the_question(text: str, asking: str) -> None:
    assert asking_part(text) == asking
