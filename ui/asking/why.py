"""Why a clause matched, in words."""

from collections.abc import Mapping
from typing import Any

from ui.parts.markup import Html, element, join, source_text
from ui.parts.script import say
from ui.parts.words import CHANNEL_WORDS


def write_why(why: Mapping[str, Any]) -> Html:
    """Return a closed box with the words that met and what each channel added to the score.

    Args:
        why: `Hit.why`: `words`, `names` and `channels`.
    """
    parts = [_write_words(why.get("words", [])), _write_names(why.get("names", []))]
    parts.append(_write_channels(why.get("channels", {})))
    return element("details", element("summary", say("为什么匹配")), *parts, class_="why")


def _write_words(words: list[dict[str, Any]]) -> Html:
    if not words:
        return element("p", say("没有逐词对应，按整体含义匹配。"))
    rows = [
        element("tr", _source(w["query"]), _source(w["clause"]), _number(w["score"])) for w in words
    ]
    return _table(("问题中的词", "条款或其标题中的词", "相似度"), rows)


def _write_names(names: list[str]) -> Html:
    if not names:
        return join(())
    return element("p", say("问题和条款都提到："), source_text("span", "、".join(names)))


def _write_channels(channels: dict[str, float]) -> Html:
    rows = [
        element("tr", element("td", _channel(name)), _number(score, signed=True))
        for name, score in sorted(channels.items(), key=lambda pair: -abs(pair[1]))
        if round(score, 2)
    ]
    return _table(("检索方式", "得分"), rows) if rows else join(())


def _channel(name: str) -> str:
    return say(CHANNEL_WORDS.get(name, name))


def _source(text: str) -> Html:
    return source_text("td", text)


def _number(value: float, *, signed: bool = False) -> Html:
    return element("td", f"{value:+.2f}" if signed else f"{value:.2f}", class_="number")


def _table(heads: tuple[str, ...], rows: list[Html]) -> Html:
    head = element("tr", *(element("th", say(head), scope="col") for head in heads))
    return element("table", element("thead", head), element("tbody", *rows))
