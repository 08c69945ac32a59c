"""Who leads and who takes part in a clause, statement by statement, with the words that say so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.drafts import Extract
from answer.sentences import Sentence, split_sentences
from ingest import Clause
from ingest.model import Responsibility

_BRACKETED = re.compile(r"[（(【\[〔]([^（）()]*)[）)】\]〕][。；;]?", re.DOTALL)
# 推广应用。（省商务厅负责） after a run-in title, and 责任单位：省商务厅.
_AT_END = re.compile(r"[（(【\[〔]([^（）()]*)[）)】\]〕][。；;]?$", re.DOTALL)
_LABEL = re.compile(r"[^，。；：:\n]{0,12}[:：]")
# 等有关单位 take part too, though nobody knows which.
_UNNAMED = re.compile("等|有关|相关|其他|各(?:单位|部门|成员|地|市)")


@dataclass(frozen=True, slots=True)
class RoleStatement:
    """A statement of responsibility in `clause`: who leads and who takes part, in its order.

    `extract` quotes it; `text` are its words on one line, without the brackets around them.
    """

    clause: Clause
    extract: Extract
    text: str
    roles: tuple[Responsibility, ...]

    @property
    def attribution(self) -> str:
        """Return the part of the words quoted that only says who, "" where they say what too.

        It stands in brackets or after a label: （省商务厅负责）, 责任单位：省商务厅.
        """
        return _attribution(self.extract.text, self.roles)

    def shares(self, *departments: str) -> bool:
        """Say whether all of these departments have a part in it."""
        return set(departments) <= self.leads | self.supports

    @property
    def leads(self) -> frozenset[str]:
        """Return the full names of who leads."""
        return frozenset(role.department for role in self.roles if role.role == "lead")

    @property
    def supports(self) -> frozenset[str]:
        """Return the full names of who takes part."""
        return frozenset(role.department for role in self.roles if role.role == "support")

    @property
    def has_one_department(self) -> bool:
        """Say whether one department leads and no other takes part, named or not."""
        return len(self.leads) == 1 and not self.supports and not _UNNAMED.search(self.text)

    def gives(self, part: str, department: str) -> bool:
        """Say whether `department` ("" for any) has `part`, one of `PARTS` of a question."""
        leads = department in self.leads if department else bool(self.leads)
        supports = department in self.supports if department else bool(self.supports)
        return {
            "any": leads or supports,
            "lead": leads,
            "support": supports,
            "sole": leads and self.has_one_department,
            "no_lead": supports and not self.leads,
            "led_by_others": supports and bool(self.leads),
        }[part]


def read_roles(clause: Clause, source_text: str) -> list[RoleStatement]:
    """Return the statements of responsibility in `clause`, in order.

    Labels line by line (`牵头单位：A`, `配合单位：B`) make one statement; sentences that each give
    somebody a duty do not.

    Args:
        clause: A clause of the document.
        source_text: The whole text of its source.
    """
    roles = clause.annotations.responsibilities
    if not roles:
        return []
    runs: list[list[Sentence]] = []
    for sentence in split_sentences(clause, source_text):
        if not _inside(sentence, roles):
            continue
        last = runs[-1][-1] if runs else None
        goes_on = last and not clause.text[last.end : sentence.start].strip()
        if goes_on and _attribution(sentence.text, _inside(sentence, roles)) == sentence.text:
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    return [_read(clause, run, roles) for run in runs]


def read_last_role(clause: Clause, source_text: str) -> RoleStatement | None:
    """Return whom the last sentence of `clause` makes responsible, None if nobody.

    A sentence that leads in a list is the last of its clause.
    """
    roles = clause.annotations.responsibilities
    last = split_sentences(clause, source_text)[-1:] if roles else []
    return _read(clause, last, roles) if last and _inside(last[0], roles) else None


def _read(
    clause: Clause, run: Sequence[Sentence], roles: Sequence[Responsibility]
) -> RoleStatement:
    first, last = run[0], run[-1]
    words = clause.text[first.start : last.end]
    inside = [role for sentence in run for role in _inside(sentence, roles)]
    # No search found it, but its annotation: what it matches are the names.
    why = {"names": sorted({role.department for role in inside})}
    bracketed = _BRACKETED.fullmatch(words)
    return RoleStatement(
        clause=clause,
        extract=Extract(clause, words, first.source_start, last.source_end, why),
        text="".join((bracketed[1] if bracketed else words).split()),
        roles=tuple(inside),
    )


def _attribution(words: str, roles: Sequence[Responsibility]) -> str:
    """Return the part of the words that only says who has these roles, "" if none does."""
    bracketed = _AT_END.search(words)
    if bracketed and any(role.printed in bracketed[1] for role in roles):
        return bracketed.group()
    label = _LABEL.match(words)
    is_labelled = label and words[label.end() :].lstrip().startswith(roles[0].printed)
    return words if is_labelled else ""


def _inside(sentence: Sentence, roles: Sequence[Responsibility]) -> list[Responsibility]:
    """Return the roles that `sentence` states."""
    start, end = sentence.source_start, sentence.source_end
    return [role for role in roles if start <= role.start and role.end <= end]
