"""Matching: hand-worked profiles on the real documents, and what holds for all profiles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import Corpus
from tests.views.support.made_up import NATIONAL, join_corpora, make_corpus
from views.support import Profile, Support, find_support, list_choices
from views.support.cards import Block, Card
from views.support.filters import count_filters, filter_cards
from views.support.offers import Offer, list_offers
from views.support.profile import OTHER_INDUSTRY

PLAN = """一、总体情况
（一）发展现状。支持企业的成效明显。
二、重点任务
（一）数字化转型。支持家具行业数字化改造，支持陶瓷行业数字化改造。鼓励中小企业上云。鼓励地方建设云平台。（省工业和信息化厅牵头，省财政厅按职责分工负责）
（二）人才培养。加强人才培养。（省人力资源社会保障厅、省财政厅按职责分工负责）
三、工作目标
（一）规模。到 2025 年，培育 5 家数字化示范企业。
"""
DRAFT = """一、重点任务
（一）绿色。支持轻工企业节能改造。
"""


@pytest.fixture(scope="module")
def made_up() -> Corpus:
    return join_corpora(make_corpus(PLAN), make_corpus(DRAFT, title=NATIONAL, doc_id="draft"))


def _blocks(support: Support) -> list[Block]:
    return [block for card in support.cards for block in card.blocks]


def _ids(cards: tuple[Card, ...]) -> list[str]:
    return [card.clause.clause_id for card in cards]


def _quotes(blocks: list[Block]) -> list[str]:
    return [quote.text for block in blocks for quote in block.quotes]


def test_each_clause_is_listed_once_the_closest_first(made_up: Corpus) -> None:
    support = find_support(made_up, Profile("家具", "佛山"))
    assert _ids(support.cards) == ["plan/2.1", "draft/1.1", "plan/2.2"]
    assert _ids(support.naming) == ["plan/2.1"]
    assert [card.kinds for card in support.cards] == [("数字化", "企业培育"), ("技改",), ("人才",)]
    assert support.kinds == {"数字化": 1, "企业培育": 1, "技改": 1, "人才": 1}


CLOSE = """一、重点任务
（一）甲。支持企业改造。
（二）乙。支持中小企业改造。
（三）丙。培育佛山产业集群。
（四）丁。推动珠三角企业改造。
（五）戊。推广家具行业经验。
（六）己。支持家具企业改造。
（七）庚。推广佛山家具行业经验。
（八）辛。鼓励地方建设家具园区。
"""


def test_the_trade_comes_before_the_city_and_the_size_and_then_the_wording() -> None:
    support = find_support(make_corpus(CLOSE), Profile("家具", "佛山", "small"))
    order = [card.clause.title for card in support.cards]
    # 丙 and 丁 both name where the firm is; 辛 is said to others.
    assert order == ["庚", "己", "戊", "丙", "丁", "乙", "甲", "辛"]


def test_a_heading_that_names_the_trade_holds_for_what_stands_below() -> None:
    text = """一、家具产业
（一）改造。支持企业设备更新。
二、陶瓷产业
（一）改造。支持企业设备更新。
"""
    support = find_support(make_corpus(text), Profile("家具"))
    assert [
        (card.clause.clause_id, card.blocks[0].conditions[0].why) for card in support.cards
    ] == [
        ("plan/1.1", "heading"),
        ("plan/2.1", "heading_others"),
    ]


def test_counts_are_filters_that_leave_as_many(made_up: Corpus) -> None:
    support = find_support(made_up, Profile("家具", "佛山"))
    counts = count_filters(support)
    assert counts == {"industry": 1, "support": 2, "task": 1, "doc:plan": 2, "doc:draft": 1}
    assert {name: len(filter_cards(support, name)) for name in counts} == counts
    assert _ids(filter_cards(support, "task")) == ["plan/2.2"]
    assert filter_cards(support, "") == support.cards


def test_what_names_the_industry_comes_first_and_what_is_said_to_others_last(
    made_up: Corpus,
) -> None:
    support = find_support(made_up, Profile("家具", needs=("数字化",)))
    assert _quotes(_blocks(support)) == [
        "支持家具行业数字化改造",
        "鼓励中小企业上云。",
        "鼓励地方建设云平台。",
    ]
    (card,) = support.cards
    assert [block.is_for_others for block in card.blocks] == [False, False, True]
    (by_wording,) = filter_cards(support, "support")
    assert by_wording.blocks[0].strength == "support"


def test_what_is_paid_is_support_however_it_is_worded() -> None:
    text = "一、标准\n（一）奖励。零售企业年度零售额增长10%以上的，按经济贡献的20%予以奖励。\n"
    (card,) = find_support(make_corpus(text), Profile(needs=("资金",))).cards
    assert card.strength == "support"
    assert card.blocks[0].words == ("奖励",)


def test_what_is_not_met_is_kept_with_its_reason(made_up: Corpus) -> None:
    support = find_support(made_up, Profile("家具", size="leading", needs=("数字化",)))
    missed = [block for card in support.unmet for block in card.blocks]
    reasons = {
        quote.text: [(c.side, c.why, c.names) for c in block.conditions if c.state == "unmet"]
        for block in missed
        for quote in block.quotes
    }
    assert reasons == {
        "支持陶瓷行业数字化改造。": [("industry", "others", ("陶瓷",))],
        "鼓励中小企业上云。": [("size", "others", ("中小企业",))],
    }


def test_departments_are_counted_by_clause(made_up: Corpus) -> None:
    support = find_support(made_up, Profile("家具"))
    assert [(d.name, d.leads, d.supports) for d in support.departments] == [
        ("广东省工业和信息化厅", 1, 0),
        ("广东省财政厅", 0, 2),
        ("广东省人力资源和社会保障厅", 0, 1),
    ]
    assert [clause.clause_id for clause in support.unassigned] == ["draft/1.1"]


def test_kinds_that_were_not_asked_for_are_counted(made_up: Corpus) -> None:
    assert find_support(made_up, Profile("家具", needs=("人才",))).other_kinds == 2
    assert find_support(made_up, Profile("家具")).other_kinds == 0


def test_a_document_that_is_not_about_the_firm_says_why_once(made_up: Corpus) -> None:
    support = find_support(made_up, Profile("电池"))
    assert {doc_id: c.why for doc_id, c in support.outside.items()} == {"plan": "document_out"}
    assert [clause.doc_id for clause in support.clauses] == ["draft"]
    elsewhere = find_support(made_up, Profile("家具", "广东省外"))
    assert {doc_id: c.why for doc_id, c in elsewhere.outside.items()} == {"plan": "other_province"}


def test_open_terms_are_found_not_asserted(made_up: Corpus) -> None:
    assert "金额或比例" in find_support(made_up, Profile("家具")).open_terms
    told = make_corpus(
        "一、任务\n（一）奖励。支持家具企业数字化改造，对新设备给予补贴 50 万元，"
        "企业可于 9 月 30 日前向市工业和信息化局申报，受理窗口电话 020-12345678。\n"
    )
    assert find_support(told, Profile("家具")).open_terms == ()
    assert find_support(made_up, Profile(OTHER_INDUSTRY)).open_terms == ()


@pytest.mark.parametrize(
    ("profile", "wanted"),
    [
        (
            Profile("家具", "佛山", "small", ("数字化",)),
            {
                "支持服装、家具、家纺、化妆品等行业应用工业大数据、人工智能等技术柔性化改造生产线实现"
                "个性化定制生产，开展核心业务上云上平台、数字化车间、智能工厂的集成创新与应用示范。",
                "鼓励将5G、大数据分析、物联网广泛应用于纺织服装、家具、皮革、珠宝、化妆品等时尚行业。",
                "试点家具、服装等集群数字化、网络化、智能化协作进行网上个性化定制、“小单快反”、"
                "小批量多订单规模化生产。",
                "家具：整装云赋能平台，大规模个性化定制家具模块化生产，智能工厂等。",
            },
        ),
        (
            Profile("陶瓷", "潮州", "", ("绿色",)),
            {
                "加大造纸、塑料、皮革、陶瓷、日化、家具等行业产品附加值高、轻量化、高性能、"
                "绿色安全新材料的研发力度。",
                "加大制革、印染、造纸、电镀、陶瓷、日用玻璃等行业节能降耗、减排治污改造力度",
                "加大食品、皮革、造纸、电池、陶瓷、日用玻璃等行业节能降耗力度",
                "陶瓷：日用陶瓷低温快烧及短流程生产技术，陶瓷砖坯体的减薄干法生产及免烧生产技术等。",
            },
        ),
        (
            Profile("乳制品", "湛江", "", ("数字化", "品牌")),
            {
                "乳制品：全产业链的智能化信息采集、监控、分析和控制技术。",
                "在家用电器、皮革、五金制品、钟表、自行车、家具、化妆品、洗涤用品、乳制品、酿酒等"
                "领域培育一批国际知名品牌。",
            },
        ),
        (Profile("纺织服装", "汕头", "small", ("出海",)), set()),
        (Profile(OTHER_INDUSTRY, "广州", "", ("资金",)), set()),
    ],
)
def test_what_names_the_industry_is_what_a_reader_finds_by_hand(
    corpus: Corpus, profile: Profile, wanted: set[str]
) -> None:
    support = find_support(corpus, profile)
    named = [block for block in _blocks(support) if block.conditions[0].why == "named"]
    found = set(_quotes(named))
    assert wanted <= found
    if not wanted:
        assert not found


def test_the_furniture_maker_is_not_told_what_is_for_others(corpus: Corpus) -> None:
    support = find_support(corpus, Profile("家具", "佛山", "small", ("数字化", "技改")))
    told = "".join(_quotes(_blocks(support)))
    assert "支持塑料制品、皮革、造纸、日化等行业企业生产设备智能化改造" not in told
    assert "支持龙头企业构建智能制造平台" not in told
    missed = "".join(q.text for c in support.unmet for b in c.blocks for q in b.quotes)
    assert "支持塑料制品、皮革、造纸、日化等行业企业生产设备智能化改造" in missed
    assert "支持龙头企业构建智能制造平台" in missed


def test_the_battery_maker_gets_the_draft_alone(corpus: Corpus) -> None:
    support = find_support(corpus, Profile("电池", "惠州"))
    assert {clause.doc_id for clause in support.clauses} == {"miit-2022-draft"}
    assert support.departments == ()
    assert support.unassigned == support.clauses


def _profiles(corpus: Corpus) -> st.SearchStrategy[Profile]:
    choices = list_choices(corpus)
    return st.builds(
        Profile,
        industry=st.sampled_from(["", *choices.industries]),
        city=st.sampled_from(["", *choices.cities]),
        size=st.sampled_from(["", *choices.sizes]),
        needs=st.lists(st.sampled_from(choices.needs), max_size=3, unique=True).map(tuple),
    )


@pytest.fixture(scope="module")
def offers(corpus: Corpus) -> list[Offer]:
    return list_offers(corpus)


@given(data=st.data())
def test_for_every_profile_quotes_are_verbatim_and_nothing_is_dropped(
    corpus: Corpus, offers: list[Offer], data: st.DataObject
) -> None:
    profile = data.draw(_profiles(corpus))
    support = find_support(corpus, profile)
    quotes = [
        quote
        for card in [*support.unmet, *support.cards]
        for block in card.blocks
        for quote in block.quotes
    ]
    for quote in quotes:
        source = corpus.texts[quote.clause.doc_id][quote.start : quote.end]
        assert "".join(source.split()) == "".join(quote.text.split())
        assert quote.clause.start <= quote.start < quote.end <= quote.clause.end
    covered = {(q.clause.clause_id, at) for q in quotes for at in range(q.start, q.end)}
    for offer in offers:
        if offer.strength == "listed" or (profile.needs and not {*offer.kinds} & {*profile.needs}):
            continue
        assert (offer.clause.clause_id, offer.start) in covered
    assert {*_ids(support.cards)} == {clause.clause_id for clause in support.clauses}
    assert len(support.cards) == len(support.clauses)
    for card in support.cards:
        assert not [c for b in card.blocks for c in b.conditions if c.state == "unmet"]
    for card in support.unmet:
        assert all(any(c.state == "unmet" for c in b.conditions) for b in card.blocks)


def test_departments_equal_the_annotations(corpus: Corpus) -> None:
    support = find_support(corpus, Profile("家具", "佛山"))
    for department in support.departments:
        roles = [
            {r.role for r in clause.annotations.responsibilities if r.department == department.name}
            for clause in support.clauses
        ]
        assert department.leads == sum("lead" in role for role in roles)
        assert department.supports == sum(role == {"support"} for role in roles)
