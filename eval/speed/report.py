"""What people read of a run: tables as Markdown, with charts beside them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.report.charts import latency_chart, to_svg
from eval.runs.results import writing
from eval.speed.charts import growth_chart

_NAMES = {
    "search": "this project: search, all channels",
    "answers": "this project: whole answers",
    "langchain": "LangChain, FAISS, same clauses",
    "langchain-chunks": "LangChain, FAISS, chunks of 500",
    "chromadb": "chromadb, same clauses",
    "lancedb": "LanceDB, same clauses",
}
_PEERS_CHART, _GROWTH_CHART = "chart-speed-peers.svg", "chart-speed-growth.svg"


def speed_text(record: Mapping[str, Any]) -> str:
    """Return the tables of a run, without its notes."""
    return "\n\n".join(_tables(record).values())


def write_speed_report(record: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write `speed.md` and its charts to `folder`; return their paths.

    Raises:
        ResultsError: it cannot be written to.
    """
    charts = {_PEERS_CHART: to_svg(latency_chart(_named(record["systems"])))}
    if any("failed" not in one for one in record["growth"]):
        charts[_GROWTH_CHART] = to_svg(growth_chart(record["growth"]))
    files = {"speed.md": _markdown(record, charts.keys()), **charts}
    with writing(folder):
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files]


def _named(systems: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{**system, "system": _NAMES.get(name, name)} for name, system in systems.items()]


def _markdown(record: Mapping[str, Any], charts: Collection[str]) -> str:
    tables = _tables(record)
    before, after = record["load_average"]["before"][0], record["load_average"]["after"][0]
    packages = ", ".join(f"{name} {found}" for name, found in record["packages"].items())
    threads = record["omp_num_threads"] or record["cores"]
    parts = [
        "# Speed and memory",
        "By `python -m eval speed --report docs/evaluation`, which writes this page anew.",
        f"{record['machine']}; {record['made'][:10]}, commit {record['commit'][:10]}. Load average "
        f"{before:.1f} before and {after:.1f} after: where it is above what one process at a time "
        f"gives, others used the machine too. {threads} threads for the model in every process. "
        f"{packages}.",
        "## Beside what others would build",
        _HOW.format(**record["asked"]),
        tables["systems"],
        *([f"![Milliseconds a query]({_PEERS_CHART})"] if _PEERS_CHART in charts else []),
        *(f"Left out: {name}, {why}." for name, why in record["skipped"].items()),
        "### How many times as much as this project's search",
        "Above 1, the search of this project takes less.",
        tables["ratios"],
        "## The encoder alone",
        _ENCODER.format(**record["asked"]),
        tables["encoders"],
    ]
    if record["growth"]:
        parts += ["## As the collection grows", _GROWTH, tables["growth"]]
    if _GROWTH_CHART in charts:
        parts.append(f"![Milliseconds and memory by size]({_GROWTH_CHART})")
    return "\n\n".join(parts) + "\n"


_HOW = """\
Each system is a process of its own, with the same model (by sentence-transformers for all others,
with its prompts) and the same {questions} development questions, 10 hits each. The processes live
together and are asked {per_round} questions each in turn; the first six are not counted. The fair
comparison is the one over the same clauses; chunks of 500 characters that overlap by 50 are what
tutorials show. *Ready*: from the start of the process to the first hits, index on disk, median of
{starts} starts. *Build*: from texts to an index on disk, model loaded. Others search by one vector;
this project also by words, token vectors names and questions with known answers: what it takes
beyond the encoder is the price of that. Its index holds the questions with known answers too; those
are not in its time to build. Threads that wait do so alike in all (`GOMP_SPINCOUNT`): by default
others than this project's are slowed several times as much by whatever else runs."""
_ENCODER = """\
A query at a time, and all passages in one call, median of {starts}. This project's encoder gives a
vector of each token too; `SentenceTransformer.encode` gives one of the text."""
_GROWTH = """\
Collections composed of sentences of the documents' clauses; up to the documents' own number they
are the clauses themselves. Vectors of composed passages are synthetic: each token has the vector of
a real occurrence of the same token, moved a little, and the text has their mean. Questions are
encoded by the model, whose time is left out. Building counts no encoding. recall@10: how many of
the first ten hits are those of a search whose channels compare everything."""


def _tables(record: Mapping[str, Any]) -> dict[str, str]:
    systems, growth = record["systems"], record["growth"]
    tables = {
        "systems": _table(
            "system | texts | texts/s | build s | ready s | p50 ms | p95 ms | p99 ms | beyond the "
            "encoder, p50 ms | peak MiB | on disk MiB",
            _system_rows(systems),
        ),
        "ratios": _table(
            "system | ready | build | p50 | p95 | p99 | peak memory",
            [
                [_NAMES.get(name, name)]
                + [
                    _number(ratio.get(figure), 2)
                    for figure in ("ready_s", "build_s", "p50_ms", "p95_ms", "p99_ms", "peak_mb")
                ]
                for name, ratio in record["ratios"].items()
            ],
        ),
        "encoders": _table(
            "encoder | passages/s | query p50 ms | query p95 ms | peak MiB",
            [
                [
                    name,
                    _number(one["passages_per_s"]),
                    *_latency(one, ("p50", "p95")),
                    _number(one["peak_mb"], 0),
                ]
                for name, one in record["encoders"].items()
            ],
        ),
    }
    if growth:
        tables["growth"] = _table(
            "clauses | composed | build s | open s | p50 ms | p95 ms | recall@10 | peak MiB | "
            "build's peak MiB | on disk MiB",
            [_growth_row(one) for one in growth],
        )
    return tables


def _system_rows(systems: Mapping[str, Any]) -> Iterator[list[str]]:
    for name, one in systems.items():
        build = one.get("build", {})
        yield [
            _NAMES.get(name, name),
            _number(build.get("texts"), 0),
            _number(build.get("texts_per_s")),
            _number(build.get("build_s")),
            _number(one["ready_s"]),
            *_latency(one, ("p50", "p95", "p99")),
            _number(one.get("beyond_encoder_ms", {}).get("p50")),
            _number(one["peak_mb"], 0),
            _number(build.get("disk_mb")),
        ]


def _growth_row(one: Mapping[str, Any]) -> list[str]:
    if "failed" in one:
        return [_number(one["clauses"], 0), "not reached", *[""] * 8]
    build, beyond = one["build"], one["beyond_encoder_ms"]
    return [
        _number(one["clauses"], 0),
        _number(build["composed"], 0),
        _number(build["build_s"]),
        _number(one["open_s"]),
        _number(beyond["p50"]),
        _number(beyond["p95"]),
        _number(one["recall_at_10"], 3),
        _number(one["peak_mb"], 0),
        _number(build["peak_mb"], 0),
        _number(build["disk_mb"], 0),
    ]


def _latency(one: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    return [_number(one["latency_ms"][name]) for name in names]


def _number(value: float | None, digits: int = 1) -> str:
    return "" if value is None else f"{value:,.{digits}f}"


def _table(heading: str, rows: Sequence[Sequence[str]] | Iterator[list[str]]) -> str:
    columns = heading.count("|")
    lines = [f"| {heading} |", "| --- |" + " ---: |" * columns]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])
