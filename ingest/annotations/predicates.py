"""What follows the name of an office: whether it says what the office is to do."""

import re
from dataclasses import dataclass

from ingest.annotations.duty_words import (
    ADVERB,
    MODAL,
    NEVER_ACTS,
    PREDICATE,
    PREPOSITION,
    STRONG,
    VERB,
)
from ingest.annotations.words import adverb_at, verb_at

_PREDICATE = re.compile(PREDICATE)
_MODAL = re.compile(MODAL)
_SAYS_ACT = re.compile(f"{MODAL}|联合$")
_VERB = re.compile(VERB)
_PREPOSITION = re.compile(PREPOSITION)
_STRONG = re.compile(STRONG)
_NEVER_ACTS = re.compile(NEVER_ACTS)
_AND = re.compile("和|或者?|、|并|及")
_ASPECT = re.compile("[的了过]|完毕")
# 政府通过其他渠道筹集的
_SOURCE = re.compile("(?:通过|利用|依法|统一)(?:[^，,。；;：:的]{2,10}(?=[一-鿿]{2}的))?")
_IS = re.compile("是|作?为")
_MOST_VERBS = 2
_AGREES = re.compile("同意(?=[，,。；;后後并、及]|$)")
_ENDS = re.compile("[，,。；;：:、）)的了过]|\\s|$")
# 市财政局、市审计局等部门，按照各自职责，…; 市公安局：负责…
_PAUSE = re.compile(
    f"[，,]\\s*(?=(?:同时|都|均)?(?:{ADVERB}|{MODAL}|{STRONG}))|[:：]\\s*(?={STRONG})"
)
# … 设在市财政局，负责日常工作: what the office does comes after what it is.
_LATER = re.compile(
    f"(?:是|为|系|设在|属于?)[^，,。；;：:]{{0,60}}[，,](?:并|主要|具体|统一|全面)?(?={STRONG}|{MODAL})"
)
_DUTIES = re.compile("的?(?:主要|工作|具体)*职[责能](?:任务|分工)?(?:是|为|包括|如下|[:：])")
# 登记机关收到申请后，应当…: the subject of a condition is that of what follows, if nobody else is.
_CONDITION = re.compile("[^，,。；;：:]*(?:[的者时后]|之前|期间)[，,]")
_SAME_SUBJECT = re.compile(f"(?:{ADVERB})*+(?:{MODAL}|{VERB})")
# 履行出资人职责的公司，以及…: who is described, not who is to do something.
_DESCRIBED = re.compile(
    "[^，,。；;：:]*的(?:公司|企业|单位|个人|人员|机构|组织|产品|车辆|场所|地区|基金|费用|收费)[，,；;、]"
)
_JOINT = re.compile("会|商|联[合同]|[偕协]?同")
_LEADS = re.compile("负责|牵头|会同|主管")
# 国务院办公厅转发…的通知 is a title.
_TITLE = re.compile(
    "[^，,。；;\\n]*的(?:通知|公告|通告|批复|意见|报告|决定|函|通报)(?:$|\\s|[〔（(]|[一-鿿]{2,6}[〔（(\\[])"
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """What an office is to do: `verb` at `start`, "" where only adverbs are known, until `end`."""

    adverbs: str
    verb: str
    start: int
    end: int

    @property
    def is_modal(self) -> bool:
        """Whether a word such as 应当 says that it is a duty."""
        return bool(_MODAL.search(self.adverbs))

    @property
    def is_firm(self) -> bool:
        """Whether it can be nothing else, no part of a longer name."""
        is_part = (
            _PREPOSITION.match(self.verb) or _STRONG.match(self.verb) or _JOINT.match(self.verb)
        )
        return bool(self.is_modal or self.adverbs or is_part)


def read_predicate(text: str, stop: int, end: int) -> Predicate | None:
    """Return what stands at `stop` if it is a predicate, of a duty or not."""
    duties = _DUTIES.match(text, stop, end)
    if duties:
        return Predicate("", "负责", stop, duties.end())
    pause = _PAUSE.match(text, stop, end)
    start = pause.end() if pause else stop
    match = _PREDICATE.match(text, start, end)
    position, adverbs, verb = start, "", ""
    if match:
        position, adverbs, verb = match.end(), match["adverbs"], match["verb"] or ""
    if verb:
        return Predicate(adverbs, verb, position - len(verb), position)
    position, more = _adverbs(text, position, end)
    adverbs += more
    if match := _VERB.match(text, position, end):
        return Predicate(adverbs, match.group(), position, match.end())
    verb = verb_at(text, position, end)
    if verb and _acts(text, position, position + len(verb), end):
        return Predicate(adverbs, verb, position, position + len(verb))
    # 加快, 统筹 … may be the verb itself.
    verb = verb_at(text, start, end) if adverbs else ""
    if (
        verb
        and not _NEVER_ACTS.match(text, start, end)
        and not _ENDS.match(text, start + len(verb))
    ):
        return Predicate("", verb, start, start + len(verb))
    is_open = _PREPOSITION.match(text, start, end) or _PREPOSITION.match(text, position, end)
    if _SAYS_ACT.search(adverbs) or is_open:
        return Predicate(adverbs, "", position, position)
    return None


def _acts(text: str, start: int, stop: int, end: int) -> bool:
    """Say whether the verb at `text[start:stop]` does something to what follows it."""
    return not _NEVER_ACTS.match(text, start, end) and not _ENDS.match(text, stop, end)


def _adverbs(text: str, position: int, end: int) -> tuple[int, str]:
    start = position
    while word := adverb_at(text, position, end):
        position += len(word)
    return position, text[start:position]


def read_later(text: str, stop: int, end: int) -> Predicate | None:
    """Return what an office is to do after the words of what it is."""
    later = _LATER.match(text, stop, end)
    return read_predicate(text, later.end(), end) if later else None


def is_duty(text: str, stop: int, predicate: Predicate, end: int) -> bool:
    """Say whether the predicate tells what is to be done, not what was or who is described."""
    if predicate.is_modal:
        return True
    act = predicate.start
    if any(_is_past(text, position, end) for position in (stop, act)):
        return False
    if _TITLE.match(text, act, end):
        return False
    if not _LEADS.match(predicate.verb) and _DESCRIBED.match(text, act, end):
        return False
    condition = _CONDITION.match(text, act, end)
    return not condition or bool(_SAME_SUBJECT.match(text, condition.end(), end))


def _is_past(text: str, position: int, end: int) -> bool:
    """Say whether verbs at `position` end in 的 or 了: 审核通过的, 批准设立的."""
    if _IS.match(text, position, end):
        return False
    source = _SOURCE.match(text, position, end)
    start = position = source.end() if source else position
    if _AGREES.match(text, start, end):
        return True
    verbs = 0
    # 责令退回招收的物资: the third verb belongs to what is told of.
    while verbs < _MOST_VERBS and not _PREPOSITION.match(text, position, end):
        match = _VERB.match(text, position, end)
        word = match.group() if match else verb_at(text, position, end)
        if not word:
            break
        position += len(word)
        joint = _AND.match(text, position, end)
        position = joint.end() if joint else position
        verbs += 0 if joint else 1
    return position > start and bool(_ASPECT.match(text, position, end))
