"""Templates: named variables, filled exactly."""

import pytest

from prompts import TemplateError, fill, template_names, variables_of


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
