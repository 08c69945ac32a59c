"""The facts that blocks of front and back matter state, each with the span that states it."""

import re
from collections.abc import Iterable

from ingest.model import Fact
from ingest.structure.blocks import CONTACT_NAME, Block
from ingest.structure.document_number import find_numbers, tidy_number
from ingest.structure.issuers import issuer_of_number, issuer_of_session, read_issuers
from ingest.structure.metadata import read_metadata
from ingest.structure.titles import tidy_title
from ingest.text.dates import find_dates, to_iso

# One line may state several: 联系人：张三，电话：0757-…
_CONTACT_PART = re.compile(
    rf"({CONTACT_NAME})\s?(.*?)(?=[）)。]?$|[，,；;、\s]{CONTACT_NAME})", re.DOTALL
)
_DEADLINE = re.compile(
    r"((?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日)"
    r"\s*(?:[（(][^）)]{1,8}[）)])?\s*(?:\d{1,2}[:：]\d{2}|下班)?\s*(?:之?前|止|截止)"
)


def read_facts(text: str, blocks: list[Block]) -> tuple[Fact, ...]:
    """Return the facts that the blocks state, in their order."""
    return tuple(fact for block in blocks for fact in facts_of(text, block))


def facts_of(text: str, block: Block) -> list[Fact]:
    """Return the facts of one block; `value` is tidied, a date is an ISO one."""
    start, end = block.lines[0].start, block.lines[-1].end
    printed = text[start:end]
    if block.label == "issuers":
        return _issuers(text, block)
    if block.label in ("text", "preamble"):
        return _matches("deadline", _DEADLINE.finditer(printed), start)
    if block.label == "contact":
        return _contact_facts(printed, start)
    if block.label in ("metadata", "source"):
        rows = read_metadata(printed)
        return [Fact(r.name, r.value, start + r.start, start + r.end) for r in rows if r.value]
    if block.label == "adoption":
        return _adoption(printed, start)
    if block.label == "date":
        return _date(printed, start)
    if block.label == "number":
        found = find_numbers(printed)
        return [Fact("number", found[0][0] if found else tidy_number(printed), start, end)]
    if block.label == "title":
        return [Fact("title", tidy_title(printed), start, end)]
    if block.label == "recipients":
        return [Fact("recipients", re.sub(r"\s+", "", printed).rstrip("：:"), start, end)]
    return []


def _issuers(text: str, block: Block) -> list[Fact]:
    facts = []
    for line in block.lines:
        printed = text[line.start : line.end]
        for name in read_issuers(printed) or _unknown_names(printed):
            at = printed.find(name)
            # A name that is set apart has the span of its line.
            span = (
                (line.start + at, line.start + at + len(name))
                if at >= 0
                else (line.start, line.end)
            )
            facts.append(Fact("issuer", name, *span))
    return facts


def _unknown_names(printed: str) -> list[str]:
    return [name for name in re.split(r"[\s、]{2,}|、", printed.strip()) if name]


def _date(printed: str, offset: int) -> list[Fact]:
    """Return the date, and the issuers that stand in its line."""
    found = find_dates(printed)
    if not found:
        return [Fact("date", to_iso(printed), offset, offset + len(printed))]
    names = read_issuers(printed[: found[0].start]) if found[0].start else []
    facts = [Fact("issuer", name, offset, offset + found[0].start) for name in names]
    start = found[0].start if names else 0
    return [*facts, Fact("date", found[0].iso, offset + start, offset + len(printed))]


def _adoption(printed: str, offset: int) -> list[Fact]:
    """Return the first date of a note on adoption, who adopted, and the number of its order."""
    dates = [found for found in find_dates(printed) if len(found.iso) >= len("2023-12")]
    facts = [Fact("date", d.iso, offset + d.start, offset + d.end) for d in dates[:1]]
    first = printed[: dates[1].start] if len(dates) > 1 else printed
    body = re.sub(r"\s", "", first[dates[0].end :] if dates else first)
    end = offset + len(first)
    numbers = find_numbers(first)
    if issuer := issuer_of_session(body):
        facts.append(Fact("issuer", issuer, offset, end))
    for number, start, stop in numbers[:1]:
        facts.append(Fact("number", number, offset + start, offset + stop))
        if not issuer and (issuer := issuer_of_number(number)):
            facts.append(Fact("issuer", issuer, offset + start, offset + stop))
    return facts


def _contact_facts(printed: str, offset: int) -> list[Fact]:
    """Return each contact that the line states, and the deadline if 截止日期 is one of them."""
    facts: list[Fact] = []
    for match in _CONTACT_PART.finditer(printed):
        name, value = match.group(1).rstrip(" :："), match.group(2).strip(" ，,；;、）)。")
        span = offset + match.start(), offset + match.end()
        facts.append(Fact(name, value, *span))
        if name.startswith("截止", -4) and to_iso(value):
            facts.append(Fact("deadline", to_iso(value), *span))
    return facts


def _matches(name: str, matches: Iterable[re.Match[str]], offset: int) -> list[Fact]:
    return [Fact(name, to_iso(m.group(1)), offset + m.start(1), offset + m.end(1)) for m in matches]
