"""The commands that drive the pages."""

import pytest

from browser.__main__ import main


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["load", "--sessions", "0"]])
def test_bad_usage_ends_in_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as usage:
        main(arguments)
    assert usage.value.code == 2


def test_more_questions_than_there_are_is_one_message(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", "--sessions", "1000"]) == 1
    assert "too few; ask for fewer sessions" in capsys.readouterr().err
