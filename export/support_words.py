"""The words in which page and report say how offers fit a firm.

Words come in pieces, (text, is_printed): what a document prints is told from what is said of it.
"""

from collections import Counter
from collections.abc import Sequence

from ingest import Clause, Document
from ingest.structure.citations import cite_document
from ingest.structure.front import read_region
from views.support import Support
from views.support.cards import OTHERS
from views.support.conditions import Condition
from views.support.profile import OTHER_INDUSTRY, Profile
from views.support.terms import CardTerms, Stated

Piece = tuple[str, bool]

STATE_WORDS = {
    "met": "符合",
    "unmet": "不符合",
    "open": "文件未写",
    "check": "需核对",
    "stated": "文件写明",
}
SIDE_WORDS = {"industry": "行业", "city": "地区", "size": "规模", "limit": "其他限定"}
SIZE_WORDS = {
    "leading": "大型、龙头、骨干企业",
    "small": "中小微企业",
    "special": "专精特新、小巨人、单项冠军",
}
STRENGTH_WORDS = {
    "support": "写明支持",
    "encourage": "鼓励引导",
    "task": "部门任务",
    "listed": "专栏方向",
}
STRENGTH_NOTES = {
    "support": "文件说要“支持”“落实”“给予”。这是政策方向，不等于已有补贴或资金。",
    "encourage": "文件“鼓励”“引导”企业自己去做。这是倡导，不是补贴。",
    "task": "政府部门要“推动”“建设”“培育”的工作，没有写直接给企业什么。",
    "listed": "专栏列出的技术或产品方向，没有写支持办法。",
}
# What owners call the kinds of support; a kind that is not here goes by its own name.
KIND_WORDS = {
    "资金": "资金、贷款、上市",
    "税费": "税费减免",
    "技改": "技术改造、换设备",
    "数字化": "数字化、上云",
    "人才": "人才、培训",
    "品牌": "品牌",
    "质量标准": "质量、标准、检测",
    "用地": "用地、厂房、园区",
    "绿色": "节能、环保",
    "出海": "出口、走出去",
    "平台服务": "公共服务平台",
    "创新研发": "研发、设计",
    "企业培育": "专精特新、做大做强",
    "知识产权": "专利、商标",
    "市场开拓": "展会、国内市场",
    "招商引资": "投资项目",
    "营商环境": "办事、审批",
    "其他": "没有写明属于哪一类",
}
NO_MONEY = "写着“支持”“鼓励”，不等于有钱可领"
OTHERS_WORDS = "对别人说的"
_MOST_STATED = 4
_TEMPLATES = {
    ("industry", "named"): "点名了您的行业：{names}",
    ("industry", "heading"): "所在的标题点名了您的行业：{names}",
    ("industry", "heading_others"): "所在的标题写的是{names}，请核对是否也包括您的行业",
    ("industry", "wider"): "写的是大类{names}，您的行业在其中",
    ("industry", "part"): "写的是{names}，请核对是不是您的产品",
    ("industry", "example"): "举例写到{names}，说的是这一类，请核对",
    ("industry", "others"): "只点名了{names}，没有点名您的行业",
    ("industry", "none"): "未点名行业",
    ("industry", "document_out"): "文件讲的是{names}，全文没有提到您的行业",
    ("industry", "document_partly"): "文件讲的是{names}，只在个别条款提到您的行业；这里未点名行业",
    ("industry", "not_given"): "点名了{names}；您没有选行业",
    ("city", "named"): "写到您的城市：{names}",
    ("city", "heading"): "所在的标题写到您的城市：{names}",
    ("city", "heading_others"): "所在的标题写的是{names}，请核对是否也包括您的城市",
    ("city", "district"): "写的是{names}，请核对您的企业是否在那里",
    ("city", "district_document"): "这是{names}的文件，请核对您的企业是否在那里",
    ("city", "region"): "写的是{names}，您的城市在其中",
    ("city", "others"): "写的是{names}，您的城市不在其中",
    ("city", "none"): "未限定地区",
    ("city", "whole_province"): "整个发文地区，未限定地方",
    ("city", "other_province"): "这是{names}的文件，您的企业不在那里",
    ("city", "elsewhere"): "写的是{names}，请核对是否包括您的地区",
    ("city", "not_given"): "写的是{names}；您没有选城市",
    ("size", "named"): "写明{names}",
    ("size", "heading"): "所在的标题写明{names}",
    ("size", "heading_others"): "所在的标题写的是{names}，请核对",
    ("size", "others"): "写的是{names}，与您选的规模不同",
    ("size", "may_be"): "写的是{names}，请核对您的企业算不算",
    ("size", "none"): "未限定规模",
    ("size", "not_given"): "写的是{names}；您没有选规模",
    ("limit", "addressee"): "这句话的对象是{names}，不是直接对企业说的",
    ("limit", "vague"): "限定{names}，没有写明标准",
    ("limit", "none"): "无",
}
_OTHER_INDUSTRY = "文件讲的是{names}；您选的是“其他行业”"


def describe_condition(condition: Condition, profile: Profile) -> tuple[Piece, ...]:
    """Return why a condition is met or not, in pieces."""
    template = _TEMPLATES[condition.side, condition.why]
    if condition.why == "document_out" and profile.industry == OTHER_INDUSTRY:
        template = _OTHER_INDUSTRY
    before, _, after = template.partition("{names}")
    if not condition.names:
        return ((before + after, False),)
    names = "、".join(f"“{name}”" for name in condition.names)
    return ((before, False), (names, True), (after, False))


def list_limiting(conditions: Sequence[Condition]) -> list[Condition]:
    """Return the conditions that say something of this firm: those that limit nothing aside."""
    return [condition for condition in conditions if condition.state != "open"]


def list_open(conditions: Sequence[Condition]) -> list[str]:
    """Return the sides, in Chinese, that a document does not limit."""
    return [
        SIDE_WORDS[condition.side]
        for condition in conditions
        if condition.state == "open" and condition.side != "limit"
    ]


def describe_profile(profile: Profile) -> list[tuple[str, str]]:
    """Return what the owner said of the firm, as (what, value); what was not said is 未选."""
    return [
        ("行业", profile.industry or "未选"),
        ("城市", profile.city or "未选"),
        ("规模", SIZE_WORDS.get(profile.size, "未选")),
        ("需要的支持", "、".join(profile.needs) or "不限"),
    ]


def describe_counts(support: Support, documents: Sequence[Document]) -> str:
    """Return how many clauses fit, and of how many who issued the document."""
    levels = {document.doc_id: level_of(document) for document in documents}
    counts = Counter(levels[clause.doc_id] for clause in support.clauses)
    said = f"与您的情况有关的条款 {len(support.clauses)} 条"
    shares = "、".join(f"{level} {count} 条" for level, count in counts.items())
    return f"{said}：{shares}。" if len(counts) > 1 else f"{said}。"


def describe_strengths(support: Support) -> str:
    """Return how many clauses are worded how strongly: 写明支持 2 条，鼓励引导 3 条."""
    counts = Counter(card.strength for card in support.cards)
    words = {**STRENGTH_WORDS, OTHERS: OTHERS_WORDS}
    return "、".join(f"{word} {counts[name]} 条" for name, word in words.items() if counts[name])


def place_of(clause: Clause, document: Document) -> str:
    """Return where a clause stands in its document, and its title: 四（一）2 企业数字化."""
    place = clause.citation.removeprefix(cite_document(document))
    return f"{place} {clause.title}".strip()


def level_of(document: Document) -> str:
    """Return the place whose government issued a document, 国家 for a national one."""
    return read_region(document) or "国家"


def describe_terms(terms: CardTerms) -> list[tuple[str, str, tuple[Piece, ...], Stated | None]]:
    """Return what a clause states of amount and time, as (state, what, said, where else).

    What is stated nowhere in the document is `open`, what is elsewhere `check`.
    """
    sides = (
        ("金额", terms.amounts, terms.amounts_elsewhere, "；各指什么见原文"),
        ("期限", terms.times, terms.times_elsewhere, ""),
    )
    told: list[tuple[str, str, tuple[Piece, ...], Stated | None]] = []
    for name, stated, elsewhere, note in sides:
        if stated:
            printed = "、".join(f"“{one.text}”" for one in stated[:_MOST_STATED])
            rest = f"等 {len(stated)} 处" if len(stated) > _MOST_STATED else ""
            told.append(("stated", name, ((printed, True), (rest + note, False)), None))
        elif elsewhere:
            told.append(("check", name, (("这一条没有写，文件别处写有", False),), elsewhere))
        else:
            told.append(("open", name, (), None))
    return told
