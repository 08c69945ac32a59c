"""Questions and answers, with every citation, as text to copy and as a report."""

from collections.abc import Sequence
from datetime import date

from answer import Answer, Citation
from export.report import Block, Heading, Paragraph, Quote, Report

_DISCLAIMER = "回答由程序根据所收文件生成，不构成法律意见，以发文机关公布的正式文本为准。"


def answer_text(answer: Answer) -> str:
    """Return an answer with its notices and citations as plain text, to be pasted anywhere."""
    lines = [answer.text]
    if answer.citations:
        lines += ["", "出处："]
        lines += [f"[{c.n}] {c.clause.citation}：“{_one_line(c.quote)}”" for c in answer.citations]
    elif answer.related:
        lines += ["", "最接近的条款（不是答案）："]
        lines += [f"- {hit.clause.citation} {hit.clause.title}".rstrip() for hit in answer.related]
    lines += [f"※ {notice}" for notice in answer.notices]
    return "\n".join(lines)


def conversation_report(answers: Sequence[tuple[str, Answer]], *, day: date) -> Report:
    """Return questions and their answers, oldest first, each with its citations.

    Args:
        answers: Questions as they were asked, with their answers; at least one.
        day: The day that the report is of.

    Raises:
        ValueError: there are none.
    """
    if not answers:
        raise ValueError("conversation_report: no answer to report; ask a question first")
    blocks: list[Block] = [Paragraph(f"{day.isoformat()}，共 {len(answers)} 个问题。{_DISCLAIMER}")]
    for n, (question, answer) in enumerate(answers, start=1):
        blocks.append(Heading(f"{n}. {question}"))
        blocks += [Paragraph(line) for line in answer.text.splitlines() if line.strip()]
        blocks += [Paragraph(f"※ {notice}") for notice in answer.notices]
        if answer.citations:
            blocks.append(Heading("出处", level=2))
            blocks += [_quote(citation) for citation in answer.citations]
        elif answer.related:
            blocks.append(Heading("最接近的条款（不是答案）", level=2))
            blocks += [Quote(hit.clause.text, hit.clause.citation) for hit in answer.related]
    return Report("政策文件问答记录", tuple(blocks))


def _quote(citation: Citation) -> Quote:
    return Quote(_one_line(citation.quote), f"[{citation.n}] {citation.clause.citation}")


def _one_line(text: str) -> str:
    return "".join(text.split("\n"))
