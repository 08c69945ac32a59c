"""The words that people ask with: those of the vocabulary and the thesaurus, and their sounds."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.annotations.vocabulary import Vocabulary, default_vocabulary
from question.sounds import Sounds, index_by_sound
from question.thesaurus import Thesaurus, default_thesaurus
from question.word_model import LONGEST_WORD
from question.words import segmenter

_CHINESE = re.compile("[一-鿿]+")
# What is asked with, beside the words of the documents, the vocabulary and the thesaurus.
_ASKING = (
    "什么 怎么 怎样 如何 为什么 哪些 哪个 哪里 哪天 多少 几个 多久 时候 什么时候 时间 是否 有没有 "
    "能不能 可以 应该 需要 包括 规定 要求 条件 材料 办理 申请 申报 奖励 资助 补助 补贴 老板 这块 "
    "文号 发文 印发 发布 公布 出台 起草 盖章 落款 签发 日期 截止 期限 反馈 意见 电话 传真 邮箱 "
    "邮件 联系 地址 附件 标题 全称 名称 依据 背景 目的 公开 网址 原文 草案 生效 作废 过期 施行 实施"
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words known whatever the documents are; immutable, so that it can be shared.

    Attributes:
        words: All of them, of two characters at least.
        names: Those of the vocabulary, clear enough to be told by their sound alone.
        pairs: Pairs of characters that stand beside each other in an entry.
        by_sound: The words short enough to be put for others, by each way to hear them.
    """

    words: frozenset[str]
    names: frozenset[str]
    pairs: frozenset[str]
    by_sound: Mapping[Sounds, tuple[str, ...]]


@cache
def default_lexicon() -> Lexicon:
    """Return the lexicon of the vocabulary and the thesaurus of the package, made once."""
    return make_lexicon(default_vocabulary(), default_thesaurus())


def dictionary_fingerprint() -> str:
    """Identify the words of the vocabulary and the thesaurus of the package."""
    thesaurus = default_thesaurus()
    words = [list(default_vocabulary().words()), thesaurus.replacements, thesaurus.expansions]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def make_lexicon(vocabulary: Vocabulary, thesaurus: Thesaurus) -> Lexicon:
    """Return the words of a vocabulary and a thesaurus.

    Args:
        vocabulary: Its names are known.
        thesaurus: What it replaces or adds is known, and the words that it is made of.
    """
    names = chinese_words(vocabulary.words())
    expansions = (word for words in thesaurus.expansions.values() for word in words)
    entries = chinese_words({*thesaurus.replacements.values(), *thesaurus.expansions, *expansions})
    parts = {word for entry in entries for word in segmenter().cut(entry, HMM=False)}
    words = {*_ASKING.split(), *names, *entries, *chinese_words(parts)}
    known = frozenset(word for word in words if len(word) > 1)
    return Lexicon(
        words=known,
        names=frozenset(names),
        pairs=frozenset(pair for entry in (*names, *entries) for pair in pairs_of(entry)),
        by_sound=index_by_sound(word for word in known if len(word) <= LONGEST_WORD),
    )


def chinese_words(words: Iterable[str]) -> list[str]:
    """Return those of `words` that are of Chinese characters alone."""
    return [word for word in words if _CHINESE.fullmatch(word)]


def pairs_of(text: str) -> list[str]:
    """Return the pairs of characters that stand beside each other in `text`."""
    return [text[i : i + 2] for i in range(len(text) - 1)]
