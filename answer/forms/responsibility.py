"""Who is responsible, said before the clause that says so at its end."""

from answer.drafts import Draft
from answer.forms.role_statements import read_roles
from ingest import Clause

# What is most of a clause needs no saying before it.
_PART = 0.5


def draft_roles(clause: Clause, source_text: str) -> list[Draft]:
    """Return who has which part in a clause, in its words under its title, if it ends with that.

    Args:
        clause: A clause of the document.
        source_text: The whole text of its source.
    """
    statements = read_roles(clause, source_text)
    text = "；".join(statement.text for statement in statements)
    if not text or len(text) > _PART * len(clause.text):
        return []
    extracts = tuple(statement.extract for statement in statements)
    return [Draft(f"{clause.title}：{text}" if clause.title else text, extracts)]
