"""What a report says of a results folder, section by section, in no markup."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from eval.judging.metrics import Scores
from eval.judging.statistics import holm, paired_test
from eval.report.charts import (
    BASELINES,
    WIDTH,
    Chart,
    kind_chart,
    latency_chart,
    retriever_chart,
    risk_coverage_chart,
    to_svg,
)
from eval.report.tables import ANSWER_METRICS, interval, is_search, metric_rows, shown_metrics

_PHONE_WIDTH = 342
_KIND_METRICS = ("success@1", "success@3", "MRR@10", "nDCG@10")
_ANSWER_KIND_METRICS = ("correct", "all_facts", "right_clause", "refusal_recall")
_MAIN = "nDCG@10"
_PERCENTILES = ("p50", "p90", "p95", "p99")
_MEANINGS = {
    "correct": "questions refused where that is due, else answered with all facts and a right"
    " clause",
    "all_facts": "answerable questions whose facts all stand in the answer",
    "right_clause": "answerable questions for which a clause that answers is cited",
    "clause_precision": "cited clauses that hold gold",
    "citation_precision": "quotes that lie in gold",
    "citation_recall": "gold that answers and stands in a quote",
    "verbatim": "answers whose quotes stand word for word in the source",
    "refusal_precision": "refusals that were due",
    "refusal_recall": "unanswerable questions that were refused",
    "false_refusal": "answerable questions that were refused; lower is better",
}
_ORIGINS = {
    "data": "data checksum",
    "model_fingerprint": "model fingerprint",
    "index": "index checksum",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table prints in one place; the best of a column stands out."""

    text: str
    best: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading; the columns `words`, from 1, hold words, the others numbers."""

    heading: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    words: Sequence[int] = (1,)


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart for a page and one for a phone; `text` says what it shows, `file` names it."""

    file: str
    text: str
    wide: Markup
    narrow: Markup


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report."""

    title: str
    text: str
    table: Table | None = None
    figure: Figure | None = None


def title_of(summaries: Sequence[dict[str, Any]]) -> str:
    """Return the report's title."""
    searches = [summary for summary in summaries if is_search(summary)]
    first = (searches or summaries)[0]
    things = "queries" if searches else "questions"
    return f"Evaluation on {first['dataset']}, {first['split']}: {first['queries']} {things}"


def lead_of(summaries: Sequence[dict[str, Any]]) -> str:
    """Return what is measured and how to read it."""
    searches = [summary for summary in summaries if is_search(summary)]
    spans = any("char_precision@3" in summary["metrics"] for summary in searches)
    answering = "a clause that answers" if spans else "a relevant document"
    parts = []
    if searches:
        parts += [
            "Every query was put to every retriever, and its hits were compared with the gold.",
            f"success@k is the share of queries with {answering} among the first k hits;"
            " MRR@10 is the mean of 1 / rank of the first such hit; recall@10 is the share of the"
            " gold that the first ten hits hold.",
            "nDCG@10 rewards good hits near the top: gold that answers has grade 2, gold that"
            " only helps grade 1."
            if spans
            else "nDCG@10 rewards good hits near the top, by the grades of the gold.",
        ]
    if spans:
        parts.append(
            "char_precision@3 is the share of the text of the first three hits that is gold."
        )
    parts.append(
        "Measures run from 0 to 1, and higher is better unless said otherwise. Intervals are"
        " 95\u00a0% bootstrap intervals over queries: few queries make them wide, and a difference"
        " that is small beside them may be chance."
    )
    return " ".join(parts)


def sections_of(summaries: list[dict[str, Any]], scores: Mapping[str, Scores]) -> Iterator[Section]:
    """Give the sections in order; those without data are left out.

    Args:
        summaries: Those of retrievers and of the answers.
        scores: The scores of each query, by system.

    Raises:
        KeyError: a summary lacks what it always has.
    """
    searches = [summary for summary in summaries if is_search(summary)]
    searches.sort(key=lambda s: (-s["metrics"]["nDCG@10"], s["system"]))
    if searches:
        yield _retrievers(searches)
        ranked = [summary["system"] for summary in searches if summary["system"] in scores]
        if len(ranked) > 1:
            yield _differences(ranked, scores)
        grouped = [summary for summary in searches if _kinds_of(summary)]
        hybrid = [summary for summary in grouped if summary["system"] == "hybrid"]
        for summary in (hybrid or grouped)[:1]:
            yield _kinds(summary)
    for summary in summaries:
        if not is_search(summary):
            yield from _answers(summary)
    yield _latency(summaries)
    if searches:
        yield _without_hits(searches)
    origins = _origins(summaries)
    if origins:
        yield Section(
            "Provenance",
            "What the results come from; a + after the commit: files differed from it.",
            Table(("what", "which"), origins, (1, 2)),
        )


def _retrievers(searches: list[dict[str, Any]]) -> Section:
    names = shown_metrics(searches)
    columns = [[f"{s['metrics'][name]:.3f}" for s in searches] for name in names]
    times = [f"{s['latency_ms']['p50']:.0f}" for s in searches]
    rows = [
        [
            Cell(summary["system"]),
            *(_best(column, i, max) for column in columns),
            Cell(interval(summary, "nDCG@10")),
            _best(times, i, min),
        ]
        for i, summary in enumerate(searches)
    ]
    text = "Best nDCG@10 first; the best of each column is bold. ms: median time of a search."
    if len({summary.get("provenance", {}).get("data") for summary in searches}) > 1:
        text += " The data differ between the runs (see Provenance): their figures do not compare."
    shown = "nDCG@10 of each retriever with its 95 % interval."
    if any(summary["system"] in BASELINES for summary in searches):
        shown += " Grey diamonds are baselines."
    return Section(
        "Retrievers",
        text,
        Table(("retriever", *names, "95 % of nDCG@10", "ms"), rows),
        _figure("retrievers", shown, lambda width: retriever_chart(searches, width=width)),
    )


def _differences(ranked: list[str], scores: Mapping[str, Scores]) -> Section:
    """Return how the first of the systems differs from each other one."""
    first, *others = ranked
    tests = [
        paired_test([scores[first][q][_MAIN] - row[_MAIN] for q, row in scores[other].items()])
        for other in others
    ]
    rows = [
        [
            Cell(other),
            Cell(f"{test.difference:+.3f}"),
            Cell(f"{test.low:+.3f} to {test.high:+.3f}"),
            Cell(f"{p:.4f}"),
            Cell(str(test.wins)),
            Cell(str(test.ties)),
            Cell(str(test.losses)),
        ]
        for other, test, p in zip(others, tests, holm([test.p for test in tests]), strict=True)
    ]
    return Section(
        f"{first} against the others",
        f"How much better {first} is in {_MAIN}, query by query: the mean difference with its 95 %"
        " interval, p of the paired randomisation test (Holm's correction for all rows), and on"
        " how many queries it is better, alike and worse.",
        Table(("against", "difference", "95 %", "p", "better", "alike", "worse"), rows),
    )


def _best(column: list[str], i: int, choose: Callable[[list[float]], float]) -> Cell:
    """Return a number of a column, marked if it is the best of several."""
    return Cell(column[i], len(column) > 1 and float(column[i]) == choose([*map(float, column)]))


def _kinds_of(summary: dict[str, Any]) -> dict[str, Any]:
    kinds: dict[str, Any] = summary.get("by", {}).get("kind", {})
    return kinds


def _kind_table(summary: dict[str, Any], counted: str, names: Sequence[str], main: str) -> Table:
    """Return a table of kinds, best first by `main`, whose interval it holds too."""
    kinds = _kinds_of(summary)
    names = [name for name in names if any(name in group["metrics"] for group in kinds.values())]
    rows = [
        [
            Cell(kind),
            Cell(str(group["queries"])),
            *(Cell(_number(group["metrics"].get(name))) for name in names),
            Cell(interval(group, main)),
        ]
        for kind, group in sorted(kinds.items(), key=lambda k: (-k[1]["metrics"][main], k[0]))
    ]
    return Table(("kind", counted, *names, f"95 % of {main}"), rows)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _kinds(summary: dict[str, Any]) -> Section:
    system = summary["system"]
    return Section(
        f"Kinds of question: {system}",
        f"What {system} finds for each kind of question, best nDCG@10 first.",
        _kind_table(summary, "queries", _KIND_METRICS, "nDCG@10"),
        _figure(
            "kinds",
            f"nDCG@10 of {system} for each kind of question with its 95 % interval; n: queries.",
            lambda width: kind_chart(summary, width=width),
        ),
    )


def _answers(summary: dict[str, Any]) -> Iterator[Section]:
    rows = [
        [Cell(name), Cell(mean), Cell(low_high), Cell(_MEANINGS[name])]
        for name, mean, low_high in metric_rows(summary, ANSWER_METRICS)
    ]
    text = f"Answers to {summary['queries']} questions, answerable from the documents or not."
    heading = ("metric", "mean", "95 % interval", "share of")
    yield Section("Answers", text, Table(heading, rows, (1, 4)))
    if _kinds_of(summary):
        table = _kind_table(summary, "questions", _ANSWER_KIND_METRICS, "correct")
        text = "Most often correct first; – where a measure does not apply."
        yield Section("Answers by kind of question", text, table)
    if not summary.get("risk_coverage", {}).get("all"):
        return
    text = (
        "With the surest answers first, coverage is the share of the questions answered, and risk"
        " the share of these answers that is wrong."
    )
    area = summary.get("area_under_risk_coverage", {}).get("all")
    if area is not None:
        text += f" The mean risk over the coverage reached is {area:.3f}; lower is better."
    shown = "Risk over coverage for all questions"
    if _kinds_of(summary):
        shown += ", and for each kind (blue, with points) beside all (thin, grey); n: questions"
    figure = _figure("risk-coverage", f"{shown}.", lambda w: risk_coverage_chart(summary, width=w))
    yield Section("Risk and coverage", text, figure=figure)


def _latency(summaries: list[dict[str, Any]]) -> Section:
    ordered = sorted(summaries, key=lambda s: (s["latency_ms"]["p50"], s["system"]))
    rows = [
        [Cell(s["system"]), *(Cell(f"{s['latency_ms'][name]:,.1f}") for name in _PERCENTILES)]
        for s in ordered
    ]
    return Section(
        "Latency",
        "Milliseconds that a query takes, one at a time: percentiles, the fastest median first.",
        Table(("system", *_PERCENTILES), rows),
        _figure(
            "latency",
            "Median and 95th percentile of the time that a query takes, in milliseconds.",
            lambda width: latency_chart(summaries, width=width),
        ),
    )


def _without_hits(searches: list[dict[str, Any]]) -> Section:
    counts = [f"{s['system']} {s['without_hits']}" for s in searches if s["without_hits"]]
    text = f"Counted as 0 in every measure: {', '.join(counts)}." if counts else "None."
    return Section("Queries without hits", text)


def _origins(summaries: list[dict[str, Any]]) -> list[list[Cell]]:
    """Return what the results come from; where they differ, with the systems."""
    rows = []
    for name in dict.fromkeys(name for s in summaries for name in s.get("provenance", {})):
        systems: dict[str, list[str]] = {}
        for summary in summaries:
            value = summary.get("provenance", {}).get(name, "–")
            if isinstance(value, dict):
                value = ", ".join(f"{package} {version}" for package, version in value.items())
            systems.setdefault(str(value), []).append(summary["system"])
        for value, listed in systems.items():
            of = f" ({', '.join(listed)})" if len(systems) > 1 else ""
            rows.append([Cell(_ORIGINS.get(name, name)), Cell(value + of)])
    return rows


def _figure(name: str, text: str, draw: Callable[[int], Chart]) -> Figure:
    # The charts' own text is escaped by vl-convert.
    wide, narrow = (Markup(to_svg(draw(width))) for width in (WIDTH, _PHONE_WIDTH))
    return Figure(f"chart-{name}.svg", text, wide, narrow)
