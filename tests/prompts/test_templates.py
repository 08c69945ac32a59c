"""Templates: named variables, filled exactly."""

import pytest

from prompts import TemplateError, fill, template_names, variables_of
from prompts.templates import split_version, version_of


def test_a_variable_is_filled_in_and_never_parsed() -> None:
    assert fill("not_found", absent="{absent} 与 {0}") == (
        "文件没有说到{absent} 与 {0}。下面是最接近的条款，它们不回答这个问题。"
    )


def test_a_missing_variable_is_refused_by_name() -> None:
    with pytest.raises(TemplateError, match=r"notice_period_ended\.txt: day, last_year is missing"):
        fill("notice_period_ended", title="甲")


def test_an_unknown_variable_is_refused_by_name() -> None:
    with pytest.raises(TemplateError, match="colour is missing or unknown"):
        fill("notice_draft", title="甲", colour="红")


def test_an_unknown_template_is_refused_with_the_known_ones() -> None:
    with pytest.raises(TemplateError, match=r"does not exist; use one of .*not_found"):
        fill("poem")


def test_every_template_can_be_filled() -> None:
    for name in template_names():
        assert fill(name, **dict.fromkeys(variables_of(name), "某值"))


def test_every_template_states_its_version_and_never_says_it() -> None:
    for name in template_names():
        assert version_of(name) >= 1
        assert "version" not in fill(name, **dict.fromkeys(variables_of(name), "某值"))


@pytest.mark.parametrize(
    "text", ["", "某段文字\n", "version: 0\n甲", "version: x\n甲", " version: 1\n"]
)
def test_a_file_without_a_version_is_refused_by_name(text: str) -> None:
    with pytest.raises(TemplateError, match=r"prompts/texts/poem\.txt: first line .* no version"):
        split_version(text, name="poem")


def test_a_version_is_cut_off_and_read() -> None:
    assert split_version("version: 12\n第一行\nversion: 3\n", name="poem") == (
        12,
        "第一行\nversion: 3\n",
    )


def test_the_version_of_an_unknown_template_is_refused() -> None:
    with pytest.raises(TemplateError, match="does not exist"):
        version_of("poem")
