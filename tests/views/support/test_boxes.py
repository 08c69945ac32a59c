"""Boxes of the two documents."""

from ingest import Corpus
from views.support.boxes import find_distribution, list_entries


def test_a_box_in_a_clause_details_it(corpus: Corpus) -> None:
    owners = {
        entry.owner.clause_id for entry in list_entries(corpus) if "box3" in entry.clause.clause_id
    }
    assert owners == {"miit-2022-draft/4.12"}
    entry = next(
        e for e in list_entries(corpus) if e.clause.title == "电池" and "box3" in e.clause.clause_id
    )
    assert entry.kinds == ("数字化",)


def test_a_box_in_a_section_details_the_clause_of_its_kind(corpus: Corpus) -> None:
    owners = {e.owner.clause_id for e in list_entries(corpus) if e.clause.clause_id.startswith("g")}
    assert owners == {"guangdong-2023/4.2.1"}


def test_where_an_industry_lies_is_no_support(corpus: Corpus) -> None:
    assert not [e for e in list_entries(corpus) if "4.3/box2" in e.clause.clause_id]
    (entry,) = find_distribution(corpus, "家具")
    assert entry.text == "3.家具：广州、佛山、东莞、中山、江门；"
    assert [clause.number for clause in find_distribution(corpus, "玩具")] == ["6."]
    assert find_distribution(corpus, "电池") == ()
    assert find_distribution(corpus, "") == ()
