"""Questions for a number, answered from the figures of the two documents."""

import pytest

from answer.drafts import Extract
from answer.forms.figures import FigureTable, FoundFigure, draft_figures
from answer.sentences import split_sentences
from index import Searcher
from ingest import Corpus
from tests.answer.choices import find_clause

ASKED = [
    ("2019年工业增加值是多少", "6383.5 亿元"),
    ("2022年的营业收入是多少", "27856.50 亿元"),
    ("到2025年主营业务收入目标是多少", "超 3 万亿元"),
    ("25年主营业务收入目标是多少", "超 3 万亿元"),
    ("国际标准一致性程度要达到百分之几", "95%以上"),
    ("要建多少家智能制造示范工厂", "50 家左右智能制造示范工厂"),
    ("征求意见稿里百亿元以上品牌价值企业要超过多少家", "超过 100 家"),
    ("每年新增多少项升级和创新消费品", "100 项左右升级和创新消费品"),
    ("how many smart manufacturing demonstration factories", "50 家左右智能制造示范工厂"),
]


@pytest.fixture(scope="module")
def figures(real_searcher: Searcher) -> FigureTable:
    return FigureTable(real_searcher)


def find(figures: FigureTable, searcher: Searcher, question: str) -> list[FoundFigure]:
    return figures.find(question, searcher.read(question), set(searcher.snapshot.searched))


@pytest.mark.model
@pytest.mark.parametrize(("question", "value"), ASKED)
def test_a_number_is_found_as_printed_with_the_sentence_that_states_it(
    figures: FigureTable, real_searcher: Searcher, corpus: Corpus, question: str, value: str
) -> None:
    best, *others = find(figures, real_searcher, question)
    assert best.value == value
    assert all(other.score <= best.score for other in others)
    sentence = best.sentence
    printed = corpus.texts[sentence.clause.doc_id][sentence.source_start : sentence.source_end]
    assert "".join(value.split()) in "".join(printed.split())


@pytest.mark.model
@pytest.mark.parametrize(
    "question",
    [
        # The year, the document, the place or the unit asked for is another one.
        "2023年工业增加值是多少",
        "广东计划里要建多少家智能制造示范工厂",
        "佛山的工业增加值是多少",
        "工业增加值要提高多少个百分点",
    ],
)
def test_a_number_of_another_year_document_place_or_unit_is_no_answer(
    figures: FigureTable, real_searcher: Searcher, question: str
) -> None:
    assert find(figures, real_searcher, question) == []


@pytest.mark.model
def test_the_years_of_a_clause_keep_its_figures_apart(
    figures: FigureTable, real_searcher: Searcher
) -> None:
    values = {
        year: [f.value for f in find(figures, real_searcher, f"{year}年的工业增加值是多少")]
        for year in (2019, 2022, 2025)
    }
    assert values == {2019: ["6383.5 亿元"], 2022: ["6608.6 亿元"], 2025: ["超 7200 亿元"]}


def sentence(corpus: Corpus, clause_id: str) -> Extract:
    clause = find_clause(corpus, clause_id)
    last = split_sentences(clause, corpus.texts[clause.doc_id])[-1]
    return Extract(clause, last.text, last.source_start, last.source_end)


def test_figures_of_one_sentence_are_one_statement_the_best_first(corpus: Corpus) -> None:
    aims, factories = (
        sentence(corpus, clause_id)
        for clause_id in ("guangdong-2023/2.1", "miit-2022-draft/1.2/bullet5")
    )
    found = [
        FoundFigure(1.3, "超 7200 亿元", aims),
        FoundFigure(1.28, "50 家左右", factories),
        FoundFigure(1.27, "超 3 万亿元", aims),
    ]
    first, second = draft_figures(found)
    assert first.text == f"超 7200 亿元、超 3 万亿元：“{aims.text}”"
    assert first.extracts == (aims,)
    assert second.text == f"50 家左右：“{factories.text}”"


def test_a_quoted_sentence_does_not_end_in_a_semicolon(corpus: Corpus) -> None:
    # 家具：广州、佛山、东莞、中山、江门；
    listed = sentence(corpus, "guangdong-2023/4.3/box2.3")
    (draft,) = draft_figures([FoundFigure(1.1, "5 个", listed)])
    assert draft.text.endswith("江门”")
    assert draft.extracts[0].text.endswith("；")


def test_without_figures_there_is_no_statement() -> None:
    assert draft_figures([]) == []
