"""Who leads and who supports, from statements such as `（A牵头，B、C按职责分工负责）`."""

import re
from collections.abc import Iterator

from ingest.annotations.duties import find_duties
from ingest.annotations.groups import Group, Span
from ingest.annotations.offices import read_names
from ingest.annotations.own_names import OwnNames
from ingest.annotations.statements import blank, find_statements
from ingest.annotations.vocabulary import Vocabulary
from ingest.model import Responsibility
from ingest.text.joined import JoinedText

_NO_NAMES = OwnNames()
_COLUMN = re.compile("(?:部门|单位|机构|机关|主体|处室|科室)$|^(?:牵头|配合|责任|主办|协办)")
_COLUMN_ROLES = {
    "lead": re.compile("牵头|主办|主责"),
    "help": re.compile("配合|协办|协同|协助|参与|参加|会办"),
    # 申报单位 and 用人单位 are no departments.
    "": re.compile(
        "申报|申请|用人|建设单位|施工|设计|监理|项目单位|实施单位名称|推荐|填报|工作单位|发文|发布|印发|颁|制定|出台"
    ),
}
_LEADS = re.compile("[（(]\\s*牵头(?:单位|部门)?\\s*[）)]")


def find_responsibilities(
    text: JoinedText,
    *,
    region: str = "",
    vocabulary: Vocabulary,
    first_leads: bool = False,
    own_names: OwnNames = _NO_NAMES,
) -> tuple[Responsibility, ...]:
    """Return the departments that statements in `text` make responsible, in order of the text.

    Who leads (`牵头`, `主办`, before `会同`) has the role `lead`, everyone else `support`. A list
    without a leader has none (`A、B按职责分工负责`); but a department that is named alone as
    responsible leads (`省税务局负责`, `责任单位：省税务局`).

    Args:
        text: Clause text; the spans returned are those of its source.
        region: Place whose government issued the document, e.g. `广东省`; it stands for `省`.
        vocabulary: Names of departments. One that it does not know is kept as printed.
        first_leads: The first name of a list leads, as `says_first_leads` found in the document.
        own_names: Names that the document gives its offices, from `read_own_names`.
    """
    statements = find_statements(text.text)
    rest = blank(text.text, [(statement.start, statement.end) for statement in statements])
    parts = [(s.groups, _leads(s.groups) or _first(s.groups, first_leads)) for s in statements]
    parts += [(groups, _leads(groups)) for groups in find_duties(rest)]
    name = _Names(text, region, vocabulary, own_names)
    found = [role for groups, leads in parts for role in name.read(groups, leads)]
    return tuple(sorted(found, key=lambda responsibility: responsibility.start))


def read_cell(
    column: str,
    cell: JoinedText,
    *,
    region: str = "",
    vocabulary: Vocabulary,
    own_names: OwnNames = _NO_NAMES,
) -> tuple[Responsibility, ...]:
    """Return the departments that a cell of a table lists under the column head `column`.

    A column for leaders or helpers gives all of its names that role; in any other for departments
    or units one alone leads, and so does one marked （牵头）.
    """
    role = _column_role(re.sub(r"\s+", "", column))
    names = read_names(cell.text, 0, len(cell.text), lends="部门") if role else None
    if names is None or not names.spans:
        return ()
    group = Group(role, [], [], names.size, names.lent)
    for start, end in names.spans:
        mark = _LEADS.search(cell.text, start, end)
        group.names.append((start, mark.start() if mark else end))
        group.leads.extend(group.names[-1:] if mark else [])
    name = _Names(cell, region, vocabulary, own_names)
    return tuple(name.read([group], _leads([group])))


def _column_role(column: str) -> str:
    """Return the role of a column by its head, "" where it lists no departments."""
    if not _COLUMN.search(column):
        return ""
    return next((role for role, words in _COLUMN_ROLES.items() if words.search(column)), "sole")


class _Names:
    """Makes responsibilities of the names in a text."""

    def __init__(
        self, text: JoinedText, region: str, vocabulary: Vocabulary, own_names: OwnNames
    ) -> None:
        self.text = text
        self.region = region
        self.vocabulary = vocabulary
        self.own_names = own_names

    def read(self, groups: list[Group], leads: set[Span]) -> Iterator[Responsibility]:
        """Yield the names of a statement, in order, with their roles."""
        text = self.text.text
        lent = {name: head for group in groups for name, head in group.lent.items()}
        names = sorted(name for group in groups for name in group.names)
        places = _places([text[slice(*name)] for name in names], self.region, self.vocabulary)
        for name, place in zip(names, places, strict=True):
            printed = text[slice(*name)]
            full = self.own_names.full_name(printed) or printed + lent.get(name, "")
            department = self.vocabulary.canonical_department(
                full, region=self.region, inherited=place
            )
            role = "lead" if name in leads else "support"
            yield Responsibility(role, department, printed, *self.text.span(*name))


def _leads(groups: list[Group]) -> set[Span]:
    """Return the names that lead."""
    leads = {name for group in groups for name in group.leads}
    leads.update(name for group in groups if group.role == "lead" for name in group.names)
    if leads:
        return leads
    is_helped = any(group.role == "help" for group in groups)
    is_alone = sum(group.size for group in groups) == 1
    return {
        name
        for group in groups
        if group.role == "sole" and (is_helped or is_alone)
        for name in group.names
    }


def _first(groups: list[Group], first_leads: bool) -> set[Span]:
    names = [name for group in groups for name in group.names if group.role != "help"]
    return set(names[:1]) if first_leads else set()


def _places(names: list[str], region: str, vocabulary: Vocabulary) -> list[str]:
    """Return for each name of a statement the place that it takes over from the names before."""
    split = [vocabulary.department(re.sub(r"\s+", "", name)) for name in names]
    # In a list of ministries 发展改革委 is the national one.
    is_national = not region and any(term and term.level == "national" for _, term in split)
    current = "国家" if is_national and not any(place for place, _ in split) else ""
    places = []
    for name, (place, term) in zip(names, split, strict=True):
        places.append(current)
        if place and (term or name.endswith(("厅", "局", "委", "办"))):
            current = place
    return places
