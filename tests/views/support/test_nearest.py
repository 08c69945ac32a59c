"""Typed names that the list lacks, and what they lead on to."""

import pytest

from ingest import Corpus
from views.support import list_choices
from views.support.nearest import Nearest, find_city, find_industry
from views.support.profile import OTHER_INDUSTRY


@pytest.mark.parametrize(
    ("typed", "choice", "known"),
    [
        ("顺德", "佛山", "广东省佛山市顺德区"),
        ("順德", "佛山", "广东省佛山市顺德区"),
        ("南海区", "佛山", "广东省佛山市南海区"),
        ("佛山市", "佛山", "广东省佛山市"),
        ("广东佛山顺德", "佛山", "广东省佛山市顺德区"),
        ("湖南", "广东省外", "湖南省"),
        ("长沙", "广东省外", "湖南省长沙市"),
        ("广东", "", "广东省"),
        ("火星", "", ""),
    ],
)
def test_a_place_leads_on_to_the_city_that_it_lies_in(
    corpus: Corpus, typed: str, choice: str, known: str
) -> None:
    assert find_city(typed, list_choices(corpus)) == Nearest(typed, choice, known)


def test_an_industry_leads_on_by_its_name_and_else_by_meaning(corpus: Corpus) -> None:
    choices = list_choices(corpus)
    assert find_industry("红木家具", choices).choice == "家具"
    assert find_industry("汽车制造业", choices) == Nearest("汽车制造业", "制造业", "汽车制造业")
    ranked = ["食品", "酿酒", "皮革", "玩具"]
    assert find_industry("茶叶", choices, lambda _: ranked) == Nearest(
        "茶叶", offered=("食品", "酿酒", "皮革", OTHER_INDUSTRY)
    )
    assert find_industry("茶叶", choices).offered == (OTHER_INDUSTRY,)
