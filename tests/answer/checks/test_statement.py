"""What the check of statements catches, and that it lets the documents' own sentences pass."""

import re
from collections.abc import Callable, Iterator

import pytest
from opencc import OpenCC

from answer.checks.statement import find_unsupported
from answer.sentences import split_sentences
from ingest import Clause, Corpus
from ingest.annotations.vocabulary import default_vocabulary
from ingest.model import INDEXED_KINDS, Figure, Responsibility

Check = Callable[..., list[str]]
G, M = "guangdong-2023/", "miit-2022-draft/"
TITLE = "《广东省发展现代轻工纺织战略性支柱产业集群行动计划（2023－2025年）》"
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
OTHER_UNITS = {
    "亿元": "万元",
    "万亿元": "亿元",
    "%": "个百分点",
    "家": "项",
    "项": "家",
    "个": "家",
}
OTHER_BOUNDS = (("超过", "不超过"), ("超 ", "不足 "), ("以上", "以下"), ("左右", "以上"))
OTHER_DEPARTMENTS = ("省公安厅", "国家发展改革委", "工业和信息化部", "佛山市工信局")
OTHER_FORCE = ("应当", "必须", "可以", "补贴", "资助", "禁止", "不得", "给予")
OTHER_PLACES = ("广州", "韶关", "江苏", "长三角")

SUPPORTED = [
    (G + "2.1", "超 7200 亿元：“到 2025 年，现代轻工纺织产业工业增加值超 7200 亿元”"),
    (G + "2.1", "到2025年，工业增加值超过7200亿元，主营业务收入超三万亿元。"),
    (G + "2.1", "1. 工业增加值超0.72万亿元"),
    (
        G + "2.1",
        "By 2025 added value exceeds RMB 720 billion, revenue exceeds three trillion yuan.",
    ),
    (G + "2.2", "研发投入达到主营业务收入的百分之二"),
    (G + "2.2", "R&D reaches two percent of revenue"),
    (G + "2.4", "一致性程度不低于95％"),
    (G + "1.1", "2019年，约占全省制造业主营业务收入的 20%"),
    (G + "1.1", "涉及十七个大类、57个中类"),
    (G + "1.2", "一项问题是创新能力不强"),
    (G + "1.3.1", "文件列出四大优势"),
    (M + "1.2/bullet5", "建设约五十家智能制造示范工厂"),
    (M + "front/text", "请于2022-01-20前反馈工信部"),
    (M + "front/text", "Comments are due by January 20, 2022."),
    (G + "front/number", "文号是粤工信消费函〔2023〕16号"),
    (G + "3.1.1", f"根据{TITLE}（粤工信消费函〔2023〕16号），由省工信厅牵头"),
    (G + "3.1.1", "「推動集群數字化賦能」由省工業和信息化廳牽頭"),
    (G + "3.1.3", "“推动制造供应链智能化……提高企业敏捷制造能力。”"),
    (G + "3.1.3", "省工信厅（牵头）、省商务厅（配合）"),
    (G + "3.1.3", "省商务厅配合省工信厅"),
    (G + "3.3.1", "牵头：省市场监管局；参与：省工业和信息化厅、商务厅"),
    (G + "3.3.1", "由广东省市场监督管理局牵头，省工信厅、省商务厅配合"),
    (G + "3.3.1", "牵头单位是市场监管局，参与单位包括省工信厅和商务厅。"),
    (G + "3.3.1", "省市场监管局、省工业和信息化厅和省商务厅负责"),
    (G + "3.3.1", "省市场监管局会同省商务厅等部门落实"),
    (G + "3.3.1", "The lead is 省市场监管局, and 省商务厅, 省工信厅 participate"),
    (G + "3.3.1", "It is led by the Guangdong Administration for Market Regulation."),
    (G + "4.3/box2.3", "Furniture is made in Foshan and Dongguan in Guangdong."),
    (G + "4.3.4", "鼓励粤东、粤西、粤北山区承接产业转移"),
    (G + "4.4.3", "省工信厅、省市场监管局按职责分工负责，没有明确牵头单位"),
    (G + "5.1", "探索建立非盈利性的促进机构"),
    (G + "5.2", "没有规定补贴的具体金额"),
    (G + "5.3", "The plan does not specify any subsidy of 500 yuan."),
    (M + "7.25", "行业协会要发挥桥梁纽带作用"),
    (M + "7.25", "Industry associations should act as a bridge"),
    (M + "7.21", "鼓励地方根据需要提供财税金融支持"),
    (G + "3.1.1", ""),
]

UNSUPPORTED = [
    (G + "2.1", "“产业规模继续保持国际领先地位”", "产业规模继续保持国际领先地位"),
    (G + "2.1", "工业增加值目标为 7200 万元", "7200 万元"),
    (G + "2.1", "工业增加值目标为 72 亿元", "72 亿元"),
    (G + "2.1", "工业增加值目标是 7200", "7200"),
    (G + "2.1", "主营业务收入超五千亿", "超五千亿"),
    (G + "2.1", "主营业务收入超 7200 亿元", "超 7200 亿元"),
    (G + "2.1", "工业增加值约 7200 亿元", "约 7200 亿元"),
    (G + "2.1", "工业增加值翻一番", "翻一番"),
    (G + "2.1", "Added value is to stay below 720 billion yuan", "below 720 billion yuan"),
    (G + "2.2", "R&D reaches five percent of revenue", "five percent"),
    (G + "1.1", "2022年工业增加值6383.5亿元", "6383.5亿元"),
    (G + "1.1", "涉及57个大类", "57个"),
    (G + "1.3.1", "文件列出五大优势", "五大"),
    (M + "1.2/bullet4", "品牌价值企业不超过 100 家", "不超过 100 家"),
    (M + "7.22", "覆盖四个层次的职业教育", "四个"),
    (G + "4.2.3", "鼓励将6G应用于纺织服装", "6G"),
    (G + "2.1", "到2026年工业增加值超过7200亿元", "2026年"),
    (M + "front/text", "Comments are due by January 21, 2022.", "January 21, 2022"),
    (G + "front/date", "成文日期：2023年12月28日", "2023年12月28日"),
    (G + "3.3.1", "检验检测由省商务厅牵头", "省商务厅牵头"),
    (G + "3.3.1", "省市场监管局参与这项工作", "省市场监管局参与"),
    (G + "3.3.1", "牵头工作由省商务厅负责", "牵头工作由省商务厅"),
    (G + "3.3.1", "牵头：省市场监管局，省工信厅", "牵头：省市场监管局，省工信厅"),
    (G + "3.3.1", "工信部参与", "工信部参与"),
    (G + "3.3.1", "广州市市场监管局负责", "广州市市场监管局负责"),
    (G + "3.3.1", "It is led by the Department of Commerce.", "led by the Department of Commerce"),
    (G + "3.3.1", "没有明确牵头单位", "没有明确牵头单位"),
    (G + "3.1.3", "省工信厅配合省商务厅", "省工信厅配合"),
    (G + "4.4.3", "省工业和信息化厅牵头", "省工业和信息化厅牵头"),
    (G + "5.2", "这项工作涉及省公安厅", "省公安厅"),
    (G + "4.3/box2.3", "Furniture is made in Shenzhen.", "Shenzhen"),
    (G + "3.1.2", "对企业数字化给予补贴", "给予"),
    (M + "5.14", "企业应逐步淘汰高耗能设备", "应"),
    (G + "3.1.2", "Enterprises must adopt cloud computing", "must"),
    (G + "5.1", "建立盈利性的促进机构", "建立盈利"),
    (G + "1.2", "产业链耦合紧密", "耦合紧密"),
    (G + "5.1", "不建立促进机构", "不建立"),
    (G + "2.1", "Revenue will not grow", "not"),
]


@pytest.fixture(scope="module")
def check(corpus: Corpus) -> Check:
    """Return the check, of a statement and the ids of the clauses it cites."""
    clauses = {clause.clause_id: clause for clause in corpus.clauses}
    documents = {document.doc_id: document for document in corpus.documents}
    return lambda statement, *ids: find_unsupported(
        statement, [clauses[clause_id] for clause_id in ids], documents
    )


@pytest.fixture(scope="module")
def sentences(corpus: Corpus) -> list[tuple[Clause, str]]:
    """Every sentence of every clause that is indexed."""
    return [
        (clause, sentence.text)
        for clause in corpus.clauses
        if clause.kind in INDEXED_KINDS
        for sentence in split_sentences(clause, corpus.texts[clause.doc_id])
    ]


@pytest.mark.parametrize(("clause_id", "statement"), SUPPORTED)
def test_a_statement_of_what_the_clause_says_is_supported(
    check: Check, clause_id: str, statement: str
) -> None:
    assert check(statement, clause_id) == []


@pytest.mark.parametrize(("clause_id", "statement", "words"), UNSUPPORTED)
def test_words_that_the_clause_does_not_hold_are_returned_as_they_stand(
    check: Check, clause_id: str, statement: str, words: str
) -> None:
    found = check(statement, clause_id)
    assert words in found
    assert all(part in statement for part in found)


def test_a_statement_may_rest_on_several_clauses(check: Check) -> None:
    statement = "工业增加值从2022年的6608.6亿元增长到2025年的7200亿元以上"
    assert check(statement, G + "1.1", G + "2.1") == []
    assert check(statement, G + "2.1") == ["2022年", "6608.6亿元"]


def test_a_quotation_is_not_pieced_together_from_two_clauses(check: Check) -> None:
    quotation = "“产业规模继续保持国内领先地位……达到主营业务收入的 2%”"
    assert check(quotation, G + "2.1", G + "2.2") == [quotation.strip("“”")]


def test_words_are_returned_once_and_in_order(check: Check) -> None:
    assert check("给予补贴，给予100元", G + "3.1.2") == ["给予", "补贴", "100元"]


def test_without_clauses_nothing_is_supported() -> None:
    assert find_unsupported("由省商务厅牵头", [], {}) == ["省商务厅牵头"]


@pytest.mark.parametrize(
    "write",
    [
        lambda text: text,
        OpenCC("s2t").convert,
        lambda text: text.translate(FULL_WIDTH),
        lambda text: re.sub("(?<=[^A-Za-z.])(?=[^A-Za-z.])", " ", text),
        lambda text: f"文件说：“{text}”",
    ],
    ids=["as printed", "traditional", "full width", "spaced", "quoted"],
)
def test_every_sentence_is_supported_by_its_own_clause(
    check: Check, sentences: list[tuple[Clause, str]], write: Callable[[str], str]
) -> None:
    wrong = {text: check(write(text), clause.clause_id) for clause, text in sentences}
    assert {text: words for text, words in wrong.items() if words} == {}


def test_every_clause_and_every_phrase_of_one_is_supported(
    check: Check, sentences: list[tuple[Clause, str]]
) -> None:
    for clause, text in sentences:
        assert check(clause.text, clause.clause_id) == []
        # A quotation that is cut open is no quotation of the clause any more.
        phrases = re.split("(?<=[，；。])", text) if "“" not in text else [text]
        for phrase in phrases:
            assert check(f"该文件提出，{phrase}", clause.clause_id) == []


def _with_figures(sentences: list[tuple[Clause, str]]) -> Iterator[tuple[Clause, str, Figure]]:
    for clause, text in sentences:
        for figure in clause.annotations.figures:
            if figure.printed in text and re.search(r"\d", figure.printed):
                yield clause, text, figure


def test_every_figure_with_another_number_unit_or_bound_is_caught(
    check: Check, sentences: list[tuple[Clause, str]]
) -> None:
    missed, tried = [], 0
    for clause, text, figure in _with_figures(sentences):
        number = re.findall(r"[\d.]+", figure.printed)[0]
        printed = figure.printed
        changed = {
            printed.replace(number, f"{float(number) + 1:g}"),
            printed.replace(number, f"{number[0]}9{number[1:]}"),
            printed.replace(figure.unit, OTHER_UNITS[figure.unit]),
            *(printed.replace(bound, other) for bound, other in OTHER_BOUNDS),
        }
        for other in changed - {printed}:
            tried += 1
            statement = text.replace(printed, other, 1)
            missed += [] if check(statement, clause.clause_id) else [statement]
    assert tried > 50
    assert missed == []


def test_two_figures_of_a_clause_that_change_places_are_caught(
    check: Check, sentences: list[tuple[Clause, str]]
) -> None:
    tried = 0
    for clause, text, one in _with_figures(sentences):
        for other in clause.annotations.figures:
            if one.start < other.start and other.printed in text and one.unit == other.unit:
                tried += one.value != other.value
                swapped = text.replace(one.printed, "*").replace(other.printed, one.printed)
                statement = swapped.replace("*", other.printed)
                assert bool(check(statement, clause.clause_id)) == (one.value != other.value)
    assert tried > 5


def test_every_other_year_is_caught(check: Check, sentences: list[tuple[Clause, str]]) -> None:
    for clause, text in sentences:
        for year in re.findall(r"20\d\d", text):
            assert check(text.replace(year, str(int(year) + 7)), clause.clause_id)


def _roles(clause: Clause) -> tuple[list[Responsibility], list[Responsibility]]:
    roles = clause.annotations.responsibilities
    return [r for r in roles if r.role == "lead"], [r for r in roles if r.role == "support"]


def test_who_leads_and_who_takes_part_cannot_change_places(check: Check, corpus: Corpus) -> None:
    tried = 0
    for clause in corpus.clauses:
        leads, supports = _roles(clause)
        for lead in leads:
            names = "、".join(support.printed for support in supports) or "其他单位"
            assert check(f"牵头：{lead.printed}；参与：{names}", clause.clause_id) == []
            assert check(f"由{lead.department}牵头，{names}等配合", clause.clause_id) == []
            assert check(f"{lead.department}配合", clause.clause_id)
        for support in supports:
            assert check(f"{support.department}牵头", clause.clause_id)
            for lead in leads:
                tried += 1
                label = f"牵头：{support.printed}；参与：{lead.printed}"
                assert len(check(label, clause.clause_id)) == 2
                swapped = clause.text.replace(lead.printed + "牵头", support.department + "牵头")
                assert check(swapped, clause.clause_id)
    assert tried > 50


def test_another_department_is_caught(check: Check, sentences: list[tuple[Clause, str]]) -> None:
    for clause, text in sentences:
        for role in clause.annotations.responsibilities:
            for other in OTHER_DEPARTMENTS if role.printed in text else ():
                assert check(text.replace(role.printed, other, 1), clause.clause_id)


def test_another_place_is_caught(check: Check, sentences: list[tuple[Clause, str]]) -> None:
    broader = default_vocabulary().broader
    for clause, text in sentences:
        names = {city.name for city in clause.annotations.cities}
        known = names | {wider for name in names for wider in broader("cities", name)}
        for city in clause.annotations.cities:
            for other in set(OTHER_PLACES) - known if city.printed in text else ():
                found = check(text.replace(city.printed, other, 1), clause.clause_id)
                # Before a department it is part of its name.
                assert any(words.startswith(other) for words in found)


def test_words_of_force_that_the_clause_does_not_use_are_caught(
    check: Check, sentences: list[tuple[Clause, str]]
) -> None:
    for clause, text in sentences:
        for word in re.findall("鼓励|支持|引导|推动", text)[:1]:
            for other in OTHER_FORCE:
                statement = text.replace(word, other, 1)
                # 可以, say, may stand in another sentence of the clause.
                assert other in clause.text or other in check(statement, clause.clause_id)


def test_negations_that_are_left_out_or_put_in_are_caught(
    check: Check, sentences: list[tuple[Clause, str]]
) -> None:
    missed, tried = [], 0
    for clause, text in sentences:
        statements = [
            text[: match.start()] + text[match.end() :]
            for match in re.finditer("(?:不|未|没有|无|非)(?![断同仅常洲来遗])", text)
        ]
        statements += [
            f"{text[: match.start()]}不{text[match.start() :]}"
            for match in re.finditer("鼓励|支持|推动|加强|培育|建设|牵头", text)
        ]
        tried += len(statements)
        missed += [s for s in statements if not check(s, clause.clause_id)]
    assert tried > 250
    assert missed == []
