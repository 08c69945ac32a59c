"""What systems and metrics are called on the page, and what they are."""

from collections.abc import Sequence

from ui.evaluation.words import METRIC_NAMES, METRICS, METRICS_AT, SYSTEMS
from ui.parts.markup import Html, element, join
from ui.parts.script import say

# Before the slash in the name of a system that was not measured here.
_KINDS = {"baseline": "（随程序提交的结果）", "own": "（自己的 run）"}


def name_metric(name: str) -> str:
    """Return what a metric is called on the page."""
    return say(METRIC_NAMES.get(name, name))


def explain_metric(name: str) -> str:
    """Return what a metric measures."""
    kind, _, depth = name.partition("@")
    return say(METRICS.get(name) or METRICS_AT.get(kind, "").format(k=depth))


def write_meanings(names: Sequence[str]) -> Html:
    """Return a closed box that says what each metric is."""
    listed = []
    for name in names:
        listed += [element("dt", name_metric(name)), element("dd", explain_metric(name))]
    note = say("小字里的范围是按题重抽样得到的 95% 区间：题少则宽，差别小于它可能只是碰巧。")
    return element(
        "details",
        element("summary", say("各项指标的含义")),
        element("dl", *listed),
        element("p", note),
        class_="meanings",
    )


def write_system(system: str) -> Html:
    """Return the name of a system, and what it is."""
    said = say(SYSTEMS[system]) if system in SYSTEMS else ""
    return join([element("span", system, class_="system"), element("span", said, class_="what")])


def name_system(system: str) -> str:
    """Return the name of a system with what it is, in one line."""
    return f"{system} — {say(SYSTEMS[system])}" if system in SYSTEMS else system


def name_rival(system: str) -> str:
    """Return the name of a system among those compared: stored, committed, or brought."""
    kind, slash, name = system.partition("/")
    return name + say(_KINDS[kind]) if slash else name_system(system)


def write_rival(system: str) -> Html:
    """Return the name of a system among those compared, and what it is."""
    kind, slash, name = system.partition("/")
    if not slash:
        return element("span", write_system(system))
    what = element("span", say(_KINDS[kind]), class_="what")
    return element("span", element("span", name, class_="system"), what)
