"""Records of the outline: documents, clauses and their annotations."""

from dataclasses import dataclass, field

# What a node of the outline can be. Tables of contents and page furniture are nodes too, so that
# every character of the source is accounted for; they are not indexed.
KINDS = (
    "front",
    "heading",
    "clause",
    "paragraph",
    "bullet",
    "box",
    "box_item",
    "table",
    "row",
    "annex",
    "back",
    "toc",
    "furniture",
)
STATUSES = ("in_force", "draft", "repealed")
INDEXED_KINDS = frozenset(KINDS) - {"toc", "furniture"}


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A department's part in a clause: `role` is `lead` or `support`; `printed` is its name there.

    `start`/`end` are code points of the source, as everywhere in this module.
    """

    role: str
    department: str
    printed: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A vocabulary term found in a clause: `name` is canonical, `printed` as it stands there."""

    name: str
    printed: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, e.g. value `7200`, unit `亿元`, `what` the words that it measures.

    `bound` is `max` (不超过, 以内), `min` (不少于, 以上), `about` or "", `whom` the words for who
    gets or owes an amount.
    """

    value: float
    unit: str
    what: str
    printed: str
    start: int
    end: int
    bound: str = ""
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that a clause sets: `polarity` is `requires`, `excludes` or `permits`."""

    polarity: str
    printed: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that a clause points to, e.g. 本办法第三条; `clause_id` is "" if not held."""

    printed: str
    clause_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A cell of a row under the name of its column, "" for none; merged cells are in each row."""

    column: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annotations:
    """What a clause says in terms that can be looked up, each with its own span."""

    responsibilities: tuple[Responsibility, ...] = ()
    industries: tuple[Mention, ...] = ()
    cities: tuple[Mention, ...] = ()
    figures: tuple[Figure, ...] = ()
    supports: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the front matter: `name` such as `number` or 联系电话, `value` normalised."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Repeal:
    """A document that another one repeals or replaces: its `title`, its `number`, or both.

    `part` is "" for the whole of it, else what of it: 第三条, 部分内容, 修改.
    """

    title: str
    number: str
    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """The document at hand that says it repeals another as a whole, and from which day, if stated.

    `start` is where it says so, in code points of its own source.
    """

    doc_id: str
    title: str
    day: str
    start: int


@dataclass(frozen=True, slots=True)
class Document:
    """One official document and what it says of itself.

    `issued`, `deadline`, `effective` and `expires` are ISO dates, `expires` the last day; `term`
    is the length of time as printed. `period` is the first and last year that the title names,
    `status` one of `STATUSES`. `region` is the place whose government issued it, from the province
    down (`广东省广州市`), `notice` the title of the notice that issues or forwards it.
    `replaced` names one at hand that repeals this one.
    """

    doc_id: str
    source: str
    sha256: str
    title: str = ""
    number: str = ""
    issuers: tuple[str, ...] = ()
    issued: str = ""
    deadline: str = ""
    status: str = ""
    period: tuple[int, int] | None = None
    address: str = ""
    facts: tuple[Fact, ...] = ()
    effective: str = ""
    term: str = ""
    expires: str = ""
    repeals: tuple[Repeal, ...] = ()
    region: str = ""
    recipients: str = ""
    notice: str = ""
    replaced: Replacement | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A node of the outline: the unit that is indexed and cited.

    `start`/`end` are half-open offsets in code points into the source as decoded; `text` is that
    span with page-break artefacts joined. `path` holds the headings above, outermost first.

    Attributes:
        page: Page on which it begins, counted from 1; None where the source has no pages.
        lead_in: Words above it that govern it: 有下列情形之一的，不得申请：
        lead_in_id: The clause that ends in them, "" for none; its annotations hold what they say.
        cells: For a row of a table.
        skipped: Spans inside its own that are page furniture and no part of its text.
    """

    clause_id: str
    doc_id: str
    source: str
    start: int
    end: int
    kind: str
    number: str
    title: str
    path: tuple[str, ...]
    text: str
    citation: str
    annotations: Annotations = field(default_factory=Annotations)
    page: int | None = None
    lead_in: str = ""
    lead_in_id: str = ""
    cells: tuple[NamedCell, ...] = ()
    skipped: tuple[tuple[int, int], ...] = ()

    @property
    def reading(self) -> str:
        """Return what the clause reads as: a row of a table as `column: cell; …`, else its text."""
        if not any(cell.column for cell in self.cells):
            return self.text
        return "；".join(f"{c.column}：{c.text}" if c.column else c.text for c in self.cells)
