"""Whom to ask, and what documents ask of whoever applies."""

from collections.abc import Mapping, Sequence

from export.support_words import describe_condition
from ingest import Corpus, Document
from ui.parts.addresses import PageLink, read_link
from ui.parts.markup import Html, element, join, source_text
from ui.parts.script import say
from ui.support.listing import anchor
from ui.support.words import write_pieces, write_state
from views.support import Profile, Support
from views.support.departments import Department
from views.support.requirements import Requirement

_FIRST = 3


def write_departments(support: Support) -> Html:
    """Return whom the documents make responsible for what fits: the first few, and all in a box."""
    if not support.clauses:
        return join(())
    pieces = [element("h2", say("可以先问谁"))]
    if support.departments:
        first = [_write_first(department) for department in support.departments[:_FIRST]]
        pieces.append(element("ul", *first))
        summary = say(f"文件写明的负责部门共 {len(support.departments)} 个")
        pieces.append(
            element("details", element("summary", summary), _write_table(support.departments))
        )
    if support.unassigned:
        are_all = len(support.unassigned) == len(support.clauses)
        said = f"{'这' if are_all else '另有'} {len(support.unassigned)} 条没有写明负责部门。"
        pieces.append(element("p", say(said)))
    return element("section", *pieces, class_="whom")


def _write_first(department: Department) -> Html:
    is_leading = department.leads > 0
    said = f"牵头 {department.leads} 条" if is_leading else f"参与 {department.supports} 条"
    return element("li", _link(department.name), say(f" {said}"))


def _write_table(departments: Sequence[Department]) -> Html:
    heads = [element("th", say(word), scope="col") for word in ("部门", "牵头", "参与或分工")]
    rows = [
        element(
            "tr",
            element("th", _link(department.name), scope="row"),
            element("td", str(department.leads)),
            element("td", str(department.supports)),
        )
        for department in departments
    ]
    return element(
        "table",
        element("caption", say("按牵头条数排")),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
    )


def _link(name: str) -> Html:
    return source_text("span", element("a", name, href=PageLink("tasks", {"dept": name})))


def write_requirements(
    requirements: Mapping[str, tuple[Requirement, ...]], corpus: Corpus, profile: Profile
) -> Html:
    """Return the lists of conditions for applying, each document's in a box, entry by entry."""
    documents = {document.doc_id: document for document in corpus.documents}
    return join(
        _write_document(n, found, documents[doc_id], profile)
        for n, (doc_id, found) in enumerate(requirements.items())
    )


def _write_document(
    n: int, requirements: Sequence[Requirement], document: Document, profile: Profile
) -> Html:
    title = source_text("span", f"《{document.title or document.doc_id}》")
    lines: list[Html] = []
    lead_in = ""
    for requirement in requirements:
        if requirement.lead_in != lead_in:
            lead_in = requirement.lead_in
            lines.append(element("li", source_text("span", lead_in), class_="lead"))
        link = read_link(requirement.clause.clause_id)
        text = source_text("span", element("a", requirement.clause.text, href=link))
        reasons = [
            join((" ", write_pieces(describe_condition(condition, profile)), say("。")))
            for condition in requirement.conditions
        ]
        lines.append(write_state(requirement.state, "", join((text, *reasons))))
    summary = element("summary", title, say(f" 写明的申请条件 {len(requirements)} 条"))
    # A link to what is in a closed box opens it.
    inside = element("ul", *lines, class_="conditions", id=anchor(n))
    return element("details", summary, inside, class_="asks")
