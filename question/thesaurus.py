"""Users' words and the documents' words: dialect, everyday and English terms."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.errors import BadDataError
from question.front_frame import Frame, clause_around

THESAURUS_PATH = Path(__file__).with_name("thesaurus.toml")
# Ends the key of patterns that are hints.
_HINT = "~"
_SECTIONS = ("cantonese", "everyday", "english", "front_matter")
_DOCUMENT = (
    r"(?:文件|公文|通知|公告|计划|方案|(?:指导|轻工|轻工业|产业|体系)的?意见|意见稿|草案|草稿|初稿|文稿"
    r"|征求意见|稿子?|红头|文本|附录|[这那该此本](?:份|版|篇|部(?![分门])|则|个政策)|[这该]文"
    r"|\b(?:document|plan|notice|draft|opinion|guideline|guidance|paper|circular|text"
    r"|consultation)s?\b)"
)
# What else a question may call by the words of a document, such as a catalogue that comes out.
_OTHER = (
    r"(?:标准|路线图|目录|指南|榜单|清单|大赛|比赛|省长杯|报名|合同|许可证|专栏|方框"
    r"|standards?\b|roadmap|catalog|\bboxe?s?\b|contest|competition)"
)
# What is asked of what a document says, in words that name nothing of it.
_CONTENTS = (
    r"(?:效果|跟踪|追踪|跟着|盯|监督|考核|评估|做得|诉求|诉苦|讲到|提到|提及|说到|涉及|分工|任务|挑头|牵头"
    r"|track|monitor|mention|evaluat)"
)
_OFFICES = r"(?:部门|单位|机构|机关|部委|司局|处室|厅局|衙门|厅|局|委|部|司|处|人)"
_MACROS = {
    "<own>": rf"^(?!.*{_OTHER})(?=.*{_DOCUMENT})",
    "<bare>": rf"^(?!.*{_OTHER})(?!.*{_CONTENTS})(?=.*{_DOCUMENT})",
    "<doc>": _DOCUMENT,
    "<say>": r"(?:(?<!指导)(?<![本工业系求份])意见(?![稿出里中上]|征求|.{0,2}做得)|建议|反馈"
    r"|看法|想法|话说|[说讲提][几两]句|书面材料"
    r"|\b(?:comments?|feedback|views|submissions?|suggestions?|opinions? on)\b)",
    "<act>": r"(?:印发|下发|发布|发文|颁布|颁发|出台|发出|签发|公布|推出|挂出|放出|联署|联名|署名"
    r"|落款|盖章|签署|签字|起草|草拟|编制|编写|撰写|制定|制订|拟定|执笔|主笔"
    r"|[签拟编写盖署弄搞]|印(?![刷染花])|发(?![改展挥现生达票])|出(?![口资海])|定(?![位制向期])"
    r"|订(?!单)|做(?![大强]))",
    "<when>": r"(?:[哪那边][一个]?[天日年月]|几[号月日年]|[几何]时|什么时[候侯间]|什么日子"
    r"|几月几[日号]|啥时候?|[哪边]个月|多会儿|年月日|具体日[期子])",
    "<who>": rf"(?:谁|哪里|哪儿|(?:[哪边几]|什么|多少|啥)[一几两]?[个些家间位]?"
    rf"(?:省里?|部里的?|市里?|中央|政府)?{_OFFICES}|[哪边][几一两]?[个家间位]|几[个家间])",
    "<eact>": r"\b(?:issu|publish|publication|releas|draft(?:ed|ing|s\b)|wr(?:ote|ite|itten)|prepar"
    r"|signed|signs|seal|stamp|author(?:ed|s)|promulgat|announc|put (?:their|its|out|online|up)"
    r"|post(?:ed)?\b|c[ao]me out|coming out|behind|made|produced|dated)\w*",
    "<ewho>": r"\b(?:who(?:se)?\b|(?:which|what|how many) (?:[\w-]+ ){0,4}?(?:department|agenc"
    r"|bod(?:y|ies)|bureau|ministr|office|authorit|division|unit|organi[sz]ation)\w*)",
    "<ewhen>": r"\b(?:when|(?:what|which) (?:\w+ )?(?:day|date|month|year)|how long ago)\b",
}


class ThesaurusError(BadDataError):
    """The thesaurus file cannot be used; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Entries of one thesaurus file; keys are Simplified Chinese or lower-case English."""

    replacements: Mapping[str, str]
    expansions: Mapping[str, tuple[str, ...]]
    fact_patterns: Mapping[str, re.Pattern[str]]
    fact_hints: Mapping[str, re.Pattern[str]]
    _replaced: re.Pattern[str]
    _expanded: re.Pattern[str]
    _frame: Frame

    def to_mandarin(self, text: str) -> str:
        """Return `text` with dialect words replaced, longest first."""
        return self._replaced.sub(lambda match: self.replacements[match.group().lower()], text)

    def expand(self, text: str) -> list[str]:
        """Return the documents' words for the everyday and English words of `text`."""
        words: dict[str, None] = {}
        for match in self._expanded.finditer(text):
            words |= dict.fromkeys(self.expansions[match[match.lastgroup or 0]])
        return [word for word in words if word not in text]

    def asked_facts(self, text: str) -> frozenset[str]:
        """Return the labels of front matter, such as `number`, that `text` asks for."""
        labels = (key.split("/")[0].split("+") for key in self._asked(text))
        return frozenset(label for several in labels for label in several if label)

    def asked_details(
        self, text: str, *, find_topics: Callable[[str], Sequence[str]] | None = None
    ) -> tuple[str, ...]:
        """Return what of front matter `text` asks for, finer than by label: `fax`, `phone`.

        Args:
            text: A question, in lower case and Simplified Chinese.
            find_topics: Gives the words of a part of it that are about contents; where it has any,
                that part asks for no such fact. The thesaurus's own words if not given.
        """
        return tuple(key.split("/")[-1] for key in self._asked(text, find_topics))

    def _asked(
        self, text: str, find_topics: Callable[[str], Sequence[str]] | None = None
    ) -> list[str]:
        """Return the keys of the facts that `text` asks for.

        Hints, which any question about a document may hold, count where nothing else is asked for.
        """
        topics = find_topics or self._topics
        asked = []
        for key, pattern in self.fact_patterns.items():
            match = pattern.search(text)
            if match and not topics(clause_around(text, match.end())):
                asked.append(key)
        if asked or not any(hint.search(text) for hint in self.fact_hints.values()):
            return asked
        if topics(text):
            return []
        return [key for key, hint in self.fact_hints.items() if hint.search(text)][:1]

    def _topics(self, text: str) -> list[str]:
        return self._frame.topics(text, self.expand)


@cache
def default_thesaurus() -> Thesaurus:
    """Return the thesaurus that comes with the package, read once."""
    return load_thesaurus(THESAURUS_PATH)


def load_thesaurus(path: Path) -> Thesaurus:
    """Read the thesaurus file at `path`.

    Raises:
        ThesaurusError: the file cannot be read, is no TOML, or a section or value has the wrong
            form.
    """
    try:
        sections = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ThesaurusError(f"{path}: cannot be read ({error.strerror}); put it back") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ThesaurusError(f"{path}: is not valid TOML ({error}); mend that line") from error
    if set(sections) != set(_SECTIONS):
        raise ThesaurusError(
            f"{path}: has the sections {', '.join(sections)}; use {', '.join(_SECTIONS)}"
        )
    for section in _SECTIONS:
        if not isinstance(sections[section], dict):
            raise ThesaurusError(f"{path}: {section} is no section; write [{section}] above it")
        for key, value in sections[section].items():
            _check(path, section, key, value)
    expansions = {
        key: tuple(value)
        for section in ("everyday", "english")
        for key, value in sections[section].items()
    }
    patterns = {
        key: _fact_pattern(path, key, value) for key, value in sections["front_matter"].items()
    }
    return Thesaurus(
        replacements=sections["cantonese"],
        expansions=expansions,
        fact_patterns={key: p for key, p in patterns.items() if not key.endswith(_HINT)},
        fact_hints={key.rstrip(_HINT): p for key, p in patterns.items() if key.endswith(_HINT)},
        _replaced=re.compile(_any_of(sections["cantonese"]), re.IGNORECASE),
        _expanded=re.compile(_expansion_pattern(expansions)),
        _frame=Frame(expansions),
    )


def _check(path: Path, section: str, key: str, value: object) -> None:
    if section == "cantonese":
        right = isinstance(value, str) and value != ""
    else:
        right = isinstance(value, list) and all(isinstance(w, str) and w for w in value)
    if not key.strip():
        raise ThesaurusError(f"{path}: [{section}] has an entry for no word; remove it")
    if not right:
        form = "one word in quotes" if section == "cantonese" else 'a list such as ["a", "b"]'
        raise ThesaurusError(f"{path}: [{section}] {key!r} has the value {value!r}; use {form}")


def _fact_pattern(path: Path, key: str, patterns: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of any of `patterns`, the names of `_MACROS` filled in."""
    for pattern in patterns:
        try:
            re.compile(_fill(pattern))
        except re.error as error:
            raise ThesaurusError(
                f"{path}: [front_matter] {key!r} has the pattern {pattern!r} ({error}); mend it"
            ) from error
    return re.compile("|".join(map(_fill, patterns)) or "(?!)")


def _fill(pattern: str) -> str:
    return re.sub("<[a-z]+>", lambda match: _MACROS.get(match.group(), match.group()), pattern)


def _expansion_pattern(keys: Iterable[str]) -> str:
    # English words are matched whole, in the singular or plural; Chinese has no word ends, and its
    # characters are none of the letters that would make an English word beside them a longer one.
    chinese = _any_of(key for key in keys if not key.isascii())
    english = _any_of(key for key in keys if key.isascii())
    return rf"(?P<chinese>{chinese})|(?a:(?<!\w))(?P<english>{english})(?:e?s)?(?a:(?!\w))"


def _any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of `words`, longest first; of none, one that matches nothing."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or "(?!)"
