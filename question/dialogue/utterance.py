"""What a question says by itself: its names, what it asks, and what is left as its own subject."""

import re
from dataclasses import dataclass
from typing import Protocol

from ingest.annotations.vocabulary import default_vocabulary
from question.query import Query, blank
from question.thesaurus import default_thesaurus

# So many characters make a word of its own.
OWN = 2
KINDS = ("departments", "industries", "cities")
_PART = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}(?:章|节|部分)|专栏\s*[一二三四五六七八九十\d]{1,2}"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:\s*年)?(?!\d)")

# What people call back to.
PRONOUN = re.compile(
    "(?:它|他|她)们?的?|(?:该|此|这|那)(?:个|项|条|件|款|类|种|些|家)?(?:部门|单位|任务|工作|政策|条款?|事|局|厅)的?"
    "|(?:这|那)(?:个|项|条|件|类|种|些|几[条项个])|(?:这|那)(?:方面|块|里|上面)|(?:其中|上面|上述|以上|前面|刚才|前者|后者)的?"
    r"|\b(?:it|its|they|them|their|this|that|these|those|there)\b"
)
OPENING = re.compile(
    r"^\W*(?:那么|那(?!份|个|项|条|些)|这么|这样|然后|好的?|嗯|哦|噢|再问一?下?|请问一?下?|我想问一?下?|想问一?下?"
    r"|(?:and|so|then|but|ok(?:ay)?)\b|(?:what|how) about\b)[\s,，、]*"
)
CLOSING = re.compile(r"[\s?？!！。.~]*(?:呢|啊|呀|吧|哈|嘛|啦|喎)*[\s?？!！。.~]*$")
# What joins a name to one that was said before: 和财政局共同负责的有哪些, 其中哪些是和它共同负责的.
JOINING = re.compile(
    r"(?P<among>(?:其中|里面|(?:这|那)些(?:任务|工作|事)?(?:里面?|当?中)?)[，,]?(?:有?哪些)?(?:是|要)?)?"
    r"(?P<joined>[和与跟同及](?!时|样))"
)
WHO = re.compile(
    r"谁|(?:哪|什么|几).{0,2}(?:部门|单位|厅|局|委|家(?!具|电|纺|居))"
    r"|\bwho\b|which (?:\w+ )?(?:department|agenc)"
)
ROLE = (
    "(?:牵头|负责|配合|参与|参加|主管|分管|协助|带头|领头|主导|承担"
    "|(?<![监保托])管(?![理控道制辖]))"
)
# What a question asks of its subject, and no subject by itself.
_QUESTIONS = (
    "为什么|为何|怎么[样办说做写讲]?|怎样|如何|什么(?:时候|地方|样的?|意思)?|啥|谁|哪(?:里|些|几|一|年|天|份|个)?|几时|何时|多少|多大"
    "|多高|多久|多长|几[个项条家处点种年月号天次]|是否|是不是|有没有|能不能|可不可以|会不会|要不要|参不参|管不管|算不算|吗|么$|具体|详细|仔细"
    f"|{ROLE}"
)
ATTRIBUTES = (
    "电话|传真|邮箱|地址|网址|日期|期限|截止|时间|原因|理由|依据|出处|来源|原文|数字|比例|金额|目标|指标|支持|政策|要求|规定|安排"
    "|措施|做法|办法|(?<!重点)任务|工作|内容|情况|区别|不同|差别|条件|材料|标准(?=是|呢|$)|例子|解释|展开|说明|完成|实现|开始|结束|执行|申请|申报|办理|分不分|主次|进度|补贴|补助|奖励|利率|税率|额度|好处"
    "|门槛|流程|步骤|名单|手续|费用|最[多少高低]|[上下]限|贷"
)
_ENGLISH_QUESTIONS = (
    r"\b(?:who|whose|what|when|where|which|why|how|many|much|exactly|leads?|responsible|phone|fax|deadline"
    r"|details?|supports?|goals?|targets?|policy|policies|more|else|charge|assists?|helps?)\b"
)
QUESTIONS = re.compile(f"{_QUESTIONS}|{_ENGLISH_QUESTIONS}")
_PARTED = re.compile("(?<=[,，:：;；。!！?？])")
ASKS = re.compile(f"{_QUESTIONS}|{ATTRIBUTES}|{_ENGLISH_QUESTIONS}")
_FUNCTION = re.compile(
    "(?:部门|单位|厅局|东西|文件|这份|那份|以及|还有|还是|还要|还|其他|其它|别的|另外|分别|一共|总共|一下|一点|一些|告诉我|给我|帮我"
    "|应该|可以|可能|需要|知道|请问|请|到底|究竟|现在|目前|刚才|上面|前面|里面|中间|方面|关于|对于|至于|针对|根据|按照|的话)"
    "|[的了是有在由对把被给为与和跟同及或而但也都就只最更很要会能该让叫说写讲提到去来从向于以用这那它他她们你您我个项条件款"
    "种类份些几一二两三四五第块里中上下内外后前间年月日号点处呢啊呀吧哈嘛啦喎吗么得地着过省市家]"
    r"|\b(?:the|an?|of|in|on|for|to|by|at|is|are|was|were|be|does|do|did|has|have|had|and|or|so|then|but|with"
    r"|from|about|as|any|there|it|its|they|them|their|this|that|these|those|can|could|would|should|will|me"
    r"|please|tell|say|says|said|one|ones|ok|okay|also|too|other|others|anything|in|department|agency|plan"
    r"|document|documents|task|tasks|draft|opinions?|guangdong|provincial|national|ministry)\b"
)
ORDINAL = re.compile(
    r"第([一二三四五六七八九十]|\d{1,2})(?:条|个|项|点|处)(?:任务|工作)?的?"
    r"|\bthe (first|second|third|fourth|fifth)(?: one| task| item)?\b"
)
MORE = re.compile(
    r"(?:还有|另外|其他|其它|别的|更多)(?:的|别的|其他|其它|哪些|什么|任务|内容)*(?:没有|吗|呢)?|(?:还)?有(?:没有)?(?:其他|别的)的?吗?"
    r"|(?:anything|what|who) else|(?:any )?(?:others?|more)"
)
_ENGLISH_WORD = re.compile(r"[a-z][a-z\-]+")
_WORD = re.compile(r"[a-z][a-z\-]+|[一-鿿0-9]")
_SOCIAL = re.compile(
    r"你好|您好|谢谢|多谢|再见|拜拜|你是谁|你叫|\b(?:hi|hello|thanks|thank you|bye)\b"
)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A question read for what it can stand for without another.

    Attributes:
        query: The question as the search reads it.
        text: Its words, in Simplified Chinese and Mandarin, capitals kept.
        names: Departments, industries, cities, documents, their parts and years, as
            (kind, start, end) in `text`.
        given: Names that stand in it in English, as (kind, Chinese name).
        rest: What is left without names, question words and function words.
    """

    query: Query
    text: str
    names: tuple[tuple[str, int, int], ...]
    given: tuple[tuple[str, str], ...]
    rest: str

    @property
    def body(self) -> str:
        """Return its words without 那 at the beginning and 呢 at the end."""
        opening = OPENING.match(self.text.lower())
        return CLOSING.sub("", self.text[opening.end() if opening else 0 :])

    @property
    def is_opened(self) -> bool:
        """Say whether it begins or ends as questions do that go on from another."""
        return bool(OPENING.match(self.query.text)) or "呢" in CLOSING.findall(self.query.text)[0]

    @property
    def asks(self) -> bool:
        """Say whether it has words that ask something, beside its names."""
        return ASKS.search(OPENING.sub("", self.without_names)) is not None

    @property
    def without_names(self) -> str:
        """Return its words in lower case with its names blanked."""
        return blank(self.text.lower(), [(start, end) for _, start, end in self.names])

    @property
    def is_social(self) -> bool:
        """Say whether it is a greeting and the like."""
        return _SOCIAL.search(self.query.text) is not None

    def kinds(self) -> frozenset[str]:
        """Return the kinds of its names."""
        return frozenset([kind for kind, _, _ in self.names] + [kind for kind, _ in self.given])


class QuestionReader(Protocol):
    """What reads questions for certain documents, as a searcher over them does."""

    def read(self, question: str) -> Query:
        """Return what `question` asks for."""


def read_utterance(reader: QuestionReader, question: str) -> Utterance:
    """Read a question.

    Raises:
        QueryError: it is blank or too long.
    """
    query = reader.read(question)
    text = query.encoded_text
    vocabulary = default_vocabulary()
    names = [("documents", start, end) for start, end in _merge(query.reference.spans, len(text))]
    for kind in KINDS:
        names += [(kind, f.start, f.end) for f in vocabulary.find(kind, query.text)]
    names += _english_names(query.text)
    names += [("years", *match.span()) for match in _YEAR.finditer(query.text)]
    names += [("parts", *match.span()) for match in _PART.finditer(query.text)]
    kept: list[tuple[str, int, int]] = []
    for kind, start, end in names:
        if all(end <= a or b <= start for _, a, b in kept):
            kept.append((kind, start, end))
    return Utterance(
        query=query,
        text=text,
        names=tuple(sorted(kept, key=lambda name: name[1])),
        given=() if re.search("[一-鿿]", query.text) else tuple(_given(reader, query)),
        rest=_own_words(query.text, [(start, end) for _, start, end in kept]),
    )


def _english_names(text: str) -> list[tuple[str, int, int]]:
    """Return the English words of `text` that name what the vocabulary knows in Chinese."""
    names = []
    for match in _ENGLISH_WORD.finditer(text):
        words = " ".join(default_thesaurus().expand(match.group()))
        kinds = [kind for kind in KINDS if default_vocabulary().find(kind, words)]
        names += [(kind, match.start(), match.end()) for kind in kinds[:1]]
    return names


def _given(reader: QuestionReader, query: Query) -> list[tuple[str, str]]:
    """Return the Chinese names of what a question in another language names."""
    meant = query.reference.doc_ids
    given = [
        ("documents", term)
        for term in query.terms
        if meant and reader.read(term).reference.doc_ids == meant
    ][:1]
    for kind in KINDS:
        found = [
            (kind, name.printed) for name in default_vocabulary().find(kind, " ".join(query.terms))
        ]
        given += found[:1]
    return given


def asking_part(text: str) -> str:
    """Return `text` from the first of its parts that asks something; all of it where none does."""
    start = 0
    for part in _PARTED.split(text):
        if QUESTIONS.search(part):
            return text[start:]
        start += len(part)
    return text


def weigh(rest: str) -> int:
    """Return how much there is in what is left of a question, in Chinese characters."""
    return sum(3 if word[0].isascii() and word[0].isalpha() else 1 for word in _WORD.findall(rest))


def _own_words(text: str, spans: list[tuple[int, int]]) -> str:
    words = PRONOUN.sub(" ", OPENING.sub(" ", blank(text, spans)))
    return " ".join(_FUNCTION.sub(" ", ASKS.sub(" ", words)).split())


def _merge(spans: tuple[tuple[int, int], ...], length: int) -> list[tuple[int, int]]:
    """Return the spans that lie in a text of that length, joined where they overlap."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if end > length or start == end:
            continue
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
