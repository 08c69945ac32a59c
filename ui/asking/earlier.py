"""The questions and answers before the last one: closed, each with its citations."""

from collections.abc import Sequence

from answer import Answer
from ui.asking.exchanges import Exchange
from ui.asking.points import write_statement
from ui.parts.addresses import read_link
from ui.parts.markup import Html, element, source_text
from ui.parts.script import say
from ui.parts.words import status_words


def write_earlier(exchanges: Sequence[Exchange]) -> Html:
    """Return the exchanges folded to one line, which opens to a line for each, oldest first."""
    return element(
        "details",
        element("summary", say(f"前面 {len(exchanges)} 个问答")),
        *(_write(exchange) for exchange in exchanges),
        class_="earlier",
    )


def _write(exchange: Exchange) -> Html:
    answer = exchange.answer
    status = element("span", say(status_words(answer)), class_=f"status {answer.status}")
    return element(
        "details",
        element("summary", source_text("span", exchange.question), " ", status),
        *(write_statement(point) for point in answer.points),
        *_write_citations(answer),
        class_="turn",
    )


def _write_citations(answer: Answer) -> list[Html]:
    if not answer.citations:
        return []
    items = [
        element(
            "li",
            f"[{citation.n}] ",
            element(
                "a",
                citation.clause.citation,
                href=read_link(citation.clause.clause_id, citation.quote),
                lang="zh-Hans",
            ),
            source_text("div", citation.quote, class_="quote"),
        )
        for citation in answer.citations
    ]
    return [element("ol", *items, class_="sources")]
