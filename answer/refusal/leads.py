"""Who leads, where that is asked and the clause only shares out the work."""

from pathlib import Path

from ingest import Clause
from question.asides import blank_context
from question.patterns import load_patterns

_PATTERNS = load_patterns(Path(__file__).with_name("leads.toml"))


def asks_who_leads(text: str) -> bool:
    """Say whether the question `text` asks which department leads, or in which part one stands."""
    asked = blank_context(text)
    return bool(_PATTERNS["who_leads"].search(asked)) and not _PATTERNS["no_lead"].search(asked)


def lacks_lead(clause: Clause) -> bool:
    """Say whether `clause` names who is responsible, and none of them as the lead."""
    roles = {part.role for part in clause.annotations.responsibilities}
    return bool(roles) and "lead" not in roles


def say_no_lead(clause: Clause) -> str:
    """Return what is absent, in Chinese, where `clause` states no lead."""
    title = clause.title or (clause.path[-1] if clause.path else "")
    return f"“{title}”由谁牵头（只写了按职责分工负责的单位，没有写牵头单位）"
