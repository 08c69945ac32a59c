"""Acts of sentences as these documents write them."""

import pytest

from ingest import Corpus
from tests.views.support.made_up import acts_of, read_acts
from views.support.acts import find_acts
from views.support.offers import list_offers


def test_each_verb_of_a_row_begins_an_act() -> None:
    assert read_acts("支持家具行业改造，支持皮革行业上云，鼓励企业创新。") == [
        ("support", "支持家具行业改造"),
        ("support", "支持皮革行业上云"),
        ("encourage", "鼓励企业创新。"),
    ]


def test_what_follows_an_encouragement_belongs_to_it() -> None:
    assert read_acts("鼓励企业建立体系，开展质量改进，提升产品质量。") == [
        ("encourage", "鼓励企业建立体系，开展质量改进，提升产品质量。")
    ]


def test_tasks_that_nothing_governs_are_acts_of_their_own() -> None:
    assert read_acts("突破纺织装备短板，建设公共实验室，培育一批专利，提升技术水平。") == [
        ("task", "突破纺织装备短板"),
        ("task", "建设公共实验室"),
        ("task", "培育一批专利，提升技术水平。"),
    ]


def test_what_begins_with_a_preposition_goes_with_the_verb_after_it() -> None:
    assert read_acts("加强合作，聚焦家具、皮革等行业，支持企业布局专利。") == [
        ("task", "加强合作"),
        ("support", "聚焦家具、皮革等行业，支持企业布局专利。"),
    ]


def test_a_verb_may_stand_after_the_preposition_in_its_own_part() -> None:
    assert read_acts("在制鞋、家具等行业，推广新工艺。在家具行业推进数字化。") == [
        ("task", "在制鞋、家具等行业，推广新工艺。"),
        ("task", "在家具行业推进数字化。"),
    ]


@pytest.mark.parametrize(
    ("words", "strength"),
    [
        ("支持企业改造。", "support"),
        ("统筹引导财政资金支持企业。", "support"),
        ("落实各项税费优惠政策。", "support"),
        ("加大集聚人才的政策力度。", "support"),
        ("加强对重点工程的政策支持和项目支持。", "support"),
        ("对重点项目在立项方面开辟绿色通道。", "support"),
        ("积极引导优势企业整合资源。", "encourage"),
        ("鼓励地方提供财税金融支持。", "encourage"),
        ("推动企业完善质量管理。", "task"),
        ("落实国家区域协调发展战略。", "task"),
        ("加大研发力度。", "task"),
    ],
)
def test_an_act_is_as_strong_as_its_words(words: str, strength: str) -> None:
    assert [act.strength for act in acts_of(words)] == [strength]


def test_support_as_a_noun_is_no_verb() -> None:
    (act,) = acts_of("重视技术积累，借助政策支持提高研发比重。")
    assert (act.strength, act.words) == ("task", ("重视",))


def test_the_words_that_make_it_support_are_kept_as_printed() -> None:
    (act,) = acts_of("引导财政资金支持企业。")
    assert act.words == ("引导", "支持")


@pytest.mark.parametrize(
    "words",
    [
        "加强对电商平台的监管。",
        "打击制假售假行为。",
        "指导企业落实安全生产主体责任。",
        "行业协会要开展资源整合。",
        "产业规模继续保持领先。",
        "（省商务厅牵头，省财政厅按职责分工负责）",
        "弘扬企业家精神。",
    ],
)
def test_supervision_duties_and_mere_statements_are_no_acts(words: str) -> None:
    assert acts_of(words) == []


def test_the_title_of_a_clause_is_no_act(corpus: Corpus) -> None:
    clause = next(c for c in corpus.clauses if c.clause_id == "guangdong-2023/4.5.3")
    assert clause.title.startswith("支持专精特新")
    first, *_ = find_acts(clause, corpus.texts[clause.doc_id])
    assert clause.text[first.start :].startswith("鼓励中小企业专注")


def test_acts_of_the_documents_are_in_order_and_do_not_overlap(corpus: Corpus) -> None:
    for clause in corpus.clauses:
        if clause.kind != "clause":
            continue
        end = clause.start
        for act in find_acts(clause, corpus.texts[clause.doc_id]):
            assert end <= act.source_start < act.source_end <= clause.end
            assert act.source_start <= act.head[0] < act.head[1]
            end = act.source_end


def test_most_of_the_body_is_read_as_acts(corpus: Corpus) -> None:
    # Hand-counted in the plan: 37 clauses of tasks, projects and safeguards, of which one
    # (四（三）1, on where firms are) undertakes nothing and one (五（一）) is organisation.
    offering = {o.owner.clause_id for o in list_offers(corpus) if "guangdong" in o.owner.clause_id}
    body = {
        c.clause_id
        for c in corpus.clauses
        if c.kind == "clause"
        and c.clause_id.startswith(tuple(f"guangdong-2023/{n}" for n in "345"))
    }
    assert body - offering == {"guangdong-2023/4.3.1", "guangdong-2023/5.1"}
