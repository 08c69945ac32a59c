"""A question opened: what answers it, and what a system found or said instead."""

from collections.abc import Mapping, Sequence

import streamlit as st

from eval.data.benchmark import PolicyBenchmark
from eval.data.questions import Question
from eval.report.misses import GoldQuote, JudgedHit, StoredAnswer, judge_hits, quote_gold
from eval.runs.answers import missing_facts
from ingest import Clause
from ui.evaluation.choice import OPEN, PAGE
from ui.evaluation.words import GRADES, LANGUAGES, VALUES
from ui.parts.addresses import PageLink
from ui.parts.markup import Html, element, join, source_text
from ui.parts.script import say
from ui.parts.words import STATUS_WORDS

_LONGEST_HIT = 160
# Of the quotes; the others are in a box that opens.
_SHOWN_GOLD = 4


def write_card(
    question: Question,
    benchmark: PolicyBenchmark,
    found: Sequence[Html],
    *,
    head: str = "",
    is_open: bool = False,
) -> Html:
    """Return the card of a question; of all cards of a page one is open at a time.

    Args:
        question: One of the benchmark.
        benchmark: Holds its gold.
        found: What each system found, side by side.
        head: What is said of the question first, said already.
        is_open: Whether it is open at first.
    """
    chips = [say(VALUES[label][getattr(question, label)]) for label in VALUES]
    language = LANGUAGES.get(question.variety, "zh-Hans")
    asked = PageLink("ask", {"q": question.text})
    kept = {name: value for name, value in st.query_params.items() if name != PAGE}
    here = PageLink("evaluation", kept | {OPEN: question.question_id})
    summary = element(
        "summary",
        element("span", question.text, lang=language, class_="asked"),
        element(
            "span",
            element("span", question.question_id, class_="system"),
            *(element("span", chip, class_="tag") for chip in chips),
            *([element("strong", head)] if head else []),
            class_="about",
        ),
    )
    # Elements of one name are open one at a time.
    return element(
        "details",
        summary,
        _write_gold(question, quote_gold(benchmark, question)),
        element("div", *found, class_="found"),
        element(
            "p",
            element("a", say("在问答中提问"), href=asked),
            element("a", say("只打开这一题的网址"), href=here),
            class_="about",
        ),
        class_="card",
        name="card",
        **({"open": ""} if is_open else {}),
    )


def write_ranking(
    title: Html, question: Question, benchmark: PolicyBenchmark, names: Sequence[str]
) -> Html:
    """Return what a run holds for a question, each clause marked relevant or not."""
    hits = judge_hits(benchmark, question, names)
    listed = [_write_hit(hit) for hit in hits]
    body = element("ol", *listed) if listed else element("p", say("没有找到任何条款。"))
    return element("div", element("h4", title), body)


def write_answer(question: Question, benchmark: PolicyBenchmark, answer: StoredAnswer) -> Html:
    """Return a stored answer, what it lacks, and its clauses, marked relevant or not."""
    lines: list[Html] = [
        element(
            "p",
            say("应为：") + say(STATUS_WORDS[question.expect]),
            say("；实为："),
            element("strong", _name_status(answer.status)),
        )
    ]
    missing = missing_facts(question, answer.text)
    if missing:
        facts = source_text("span", "、".join(missing))
        lines.append(element("p", say("回答中没有的事实："), facts))
    text = element("details", element("summary", say("当时的回答")), source_text("p", answer.text))
    cited = [_write_hit(hit) for hit in judge_hits(benchmark, question, answer.cited)]
    title = element("h4", say("引用的条款") if cited else say("没有引用条款"))
    return element("div", *lines, text, title, element("ol", *cited) if cited else join(()))


def _name_status(status: str) -> str:
    return say(STATUS_WORDS[status]) if status in STATUS_WORDS else status


def _write_gold(question: Question, quotes: Sequence[GoldQuote]) -> Html:
    if not quotes:
        near = [element("li", source_text("span", f"“{text}”")) for text in question.near]
        nearest = [element("p", say("最接近的原文：")), element("ul", *near)] if near else []
        title = element("h4", say("标注：文件里没有答案"))
        return element("div", title, *nearest, class_="gold")
    listed = [_write_quote(quote) for quote in quotes]
    rest = listed[_SHOWN_GOLD:]
    more = element("details", element("summary", say(f"另外 {len(rest)} 处")), element("ul", *rest))
    return element(
        "div",
        element("h4", say("标注的答案")),
        element("ul", *listed[:_SHOWN_GOLD]),
        *([more] if rest else []),
        class_="gold",
    )


def _write_quote(quote: GoldQuote) -> Html:
    """Return the clause in full, with what is the answer marked in it."""
    text = " ".join(quote.clause.text.split()) if quote.clause else quote.text
    before, words, after = text.partition(quote.text)
    if not words:
        # It runs over several clauses.
        before, words, after = quote.text, "", ""
    marked = [element("mark", words)] if words and before + after else [words]
    clause = source_text("span", before, *marked, after, class_="quote")
    return element("li", _write_grade(quote.grade), " ", _write_link(quote.clause, ""), clause)


def _write_hit(hit: JudgedHit) -> Html:
    if not hit.text:
        gone = element("span", say("当前索引里没有这一条"), class_="what")
        return element("li", element("span", hit.name, class_="system"), " ", gone)
    return element(
        "li",
        _write_grade(hit.grade),
        " ",
        _write_link(hit.clause, hit.name),
        " ",
        source_text("span", _clip(hit.text, _LONGEST_HIT), class_="text"),
    )


def _write_grade(grade: int) -> Html:
    mark, word = GRADES[grade]
    return element("span", f"{mark} {say(word)}", class_=f"grade grade{grade}")


def _write_link(clause: Clause | None, name: str) -> Html:
    if clause is None:
        return element("span", name, class_="system")
    # A chunk of a baseline is no clause: its own name stands before the clause it lies in.
    chunk = f"{name}：" if name and name != clause.clause_id else ""
    link = source_text(
        "a", clause.citation, href=PageLink("read", {"clause": clause.clause_id}), class_="place"
    )
    return join([element("span", chunk, class_="system"), link]) if chunk else link


def _clip(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}…"


def questions_of(benchmark: PolicyBenchmark) -> Mapping[str, Question]:
    """Return the questions by their ids."""
    return {question.question_id: question for question in benchmark.questions}
