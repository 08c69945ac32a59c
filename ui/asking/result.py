"""An answer: what was found, on what it rests, and where that stands."""

import re
from datetime import date

from answer import Answer
from ingest import Corpus
from ui.asking.cards import group_citations, write_cited, write_near
from ui.asking.reader import write_reader
from ui.parts.markup import Html, element, join
from ui.parts.script import say
from ui.parts.words import status_words

_MARK = re.compile(r"\[(\d+)\]")


def write_result(answer: Answer, corpus: Corpus, day: date) -> Html:
    """Return the whole answer: text and cited clauses beside the documents themselves."""
    left = [_write_answer(answer)]
    cards = [write_cited(group, corpus, day) for group in group_citations(answer.citations)]
    if cards:
        left.append(element("section", element("h2", say("引用的条款")), *cards))
    if answer.related:
        left.append(_write_related(answer, corpus, day))
    columns = [element("div", *left, class_="findings")]
    if cards or answer.related:
        columns.append(write_reader(answer, corpus, day))
    return element("div", *columns, class_="result")


def _write_answer(answer: Answer) -> Html:
    numbers = {citation.n for citation in answer.citations}
    status = element("span", say(status_words(answer)), class_=f"status {answer.status}")
    lines = [_link_marks(say(line), numbers) for line in answer.text.splitlines() if line]
    return element(
        "section",
        element("h2", say("回答 "), status),
        *(element("p", line) for line in lines),
        *(element("p", say(notice), class_="notice", role="note") for notice in answer.notices),
        class_="answer",
    )


def _link_marks(line: str, numbers: set[int]) -> Html:
    """Return a line of the answer, its marks [n] leading to the citations that there are."""
    pieces: list[str | Html] = []
    end = 0
    for match in _MARK.finditer(line):
        if int(match[1]) in numbers:
            label = say(f"引文 {match[1]}")
            mark = element("a", match[0], href=f"#cite-{match[1]}", class_="ref", aria_label=label)
            pieces += [line[end : match.start()], mark]
            end = match.end()
    return join([*pieces, line[end:]])


def _write_related(answer: Answer, corpus: Corpus, day: date) -> Html:
    cards = [write_near(hit, corpus, day) for hit in answer.related]
    if answer.citations:
        return element("details", element("summary", say("其他相近的条款")), *cards, class_="more")
    return element("section", element("h2", say("最接近的条款（不是答案）")), *cards)
