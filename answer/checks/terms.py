"""Terms with a number in them, 三品, 第三, 5G or 一半, of a statement against its clauses."""

import re
from collections.abc import Sequence
from functools import lru_cache

from answer.checks.numerals import write_digits
from answer.checks.text import Evidence, Span, fold

# Read after numerals are written in digits: 四大优势 is 4大优势 there.
_TERM = re.compile(
    r"(?<![\d.])\d+[大品化翼流维重链](?!学)|第\d+|十[一二三四五六]五(?=规划|时期|期间|末|”)"
    r"|\d分之\d+|\d半|半数|过半|翻\d?番|翻倍|\d成(?![员果品本功熟立型长效为套都交份分])"
    r"|(?<![A-Za-z0-9])(?=[A-Za-z]*\d)(?!\d+(?:st|nd|rd|th)?(?![A-Za-z0-9]))[A-Za-z0-9]+"
)


def find_wrong_terms(statement: str, evidence: Sequence[Evidence]) -> list[Span]:
    """Return the terms with a number in a folded statement that no clause holds."""
    held = {term for e in evidence for _, term in _terms(e.everything)}
    # Clauses are numbered: the third of them is 第三条.
    for e in evidence:
        numbers = write_digits(f"{e.headings}\n{fold(e.clause.citation).text}").text
        held |= {f"第{number}" for number in re.findall(r"\d+", numbers)}
    return [span for span, term in _terms(statement) if term not in held]


@lru_cache(maxsize=4096)
def _terms(text: str) -> tuple[tuple[Span, str], ...]:
    digits = write_digits(text)
    return tuple(
        (digits.span(*match.span()), match.group().lower()) for match in _TERM.finditer(digits.text)
    )
