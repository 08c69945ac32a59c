"""Measure a language model's answers: what of them is shown, and whether that is in the clauses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tqdm import tqdm  # type: ignore[import-untyped]

from answer import Answer, Answerer
from eval.data.questions import Question
from ingest.annotations.vocabulary import default_vocabulary

# Any day does: what is in force is not asked of the answers.
_DAY = date(2025, 1, 1)
_MARK = re.compile(r"\[(\d+)\]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class GeneratedResult:
    """How many questions ended in which way, and what was wrong in the answers shown.

    `from_structure` are lists and facts that no model is asked for; `fell_back` had an extractive
    answer in place of the model's, `withheld` the statements left out of all answers. The last
    three count what no reader may see: marks of no citation, and numbers and departments that stand
    in no clause cited by their line, nor in its headings and citation. They are looked for in the
    plain text, apart from the check that the answers went through.
    """

    questions: int
    written: int
    fell_back: int
    refused: int
    from_structure: int
    lines: int
    withheld: int
    invented_citations: int
    wrong_numbers: int
    wrong_departments: int


def measure_generated(
    answerer: Answerer, questions: Iterable[Question], *, progress: bool = False
) -> GeneratedResult:
    """Ask every question of an answerer that has a model, and look at what it shows."""
    counts = dict.fromkeys(GeneratedResult.__slots__, 0)
    disable = None if progress else True
    for question in tqdm(list(questions), desc="model", unit="question", disable=disable):
        answer = answerer.answer(question.text, as_of=_DAY)
        counts["questions"] += 1
        counts[_ending(answer)] += 1
        counts["withheld"] += sum(notice.startswith("模型的") for notice in answer.notices)
        if answer.is_generated:
            for name, count in _look_at(answer).items():
                counts[name] += count
    return GeneratedResult(**counts)


def _ending(answer: Answer) -> str:
    if answer.status in ("not_found", "out_of_scope"):
        return "refused"
    if answer.is_generated:
        return "written"
    fell_back = any("改用原文摘录" in notice for notice in answer.notices)
    return "fell_back" if fell_back else "from_structure"


def _look_at(answer: Answer) -> dict[str, int]:
    citations = {citation.n: citation for citation in answer.citations}
    vocabulary = default_vocabulary()
    counts = {"lines": 0, "invented_citations": 0, "wrong_numbers": 0, "wrong_departments": 0}
    for line in answer.text.splitlines():
        marks = [int(mark) for mark in _MARK.findall(line)]
        counts["lines"] += 1
        counts["invented_citations"] += sum(mark not in citations for mark in marks)
        cited = [citations[mark].clause for mark in marks if mark in citations]
        held = "".join("".join([clause.citation, *clause.path, clause.text]) for clause in cited)
        said = _MARK.sub("", line)
        numbers = set(_NUMBER.findall(held))
        counts["wrong_numbers"] += sum(n not in numbers for n in _NUMBER.findall(said))
        named = vocabulary.names("departments", held)
        counts["wrong_departments"] += sum(
            found.name not in named for found in vocabulary.find("departments", said)
        )
    return counts
