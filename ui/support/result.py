"""What fits, and what does not: counts, the list, whom to ask, the reasons."""

from datetime import date

from ingest import Corpus
from ui.parts.markup import draw_html, element
from ui.support.asking import write_departments, write_requirements
from ui.support.exporting import draw_export
from ui.support.filtering import draw_filters
from ui.support.listing import write_list
from ui.support.summary import write_summary
from ui.support.unmet import write_unmet
from views.support import Support
from views.support.filters import filter_cards
from views.support.requirements import list_requirements


def draw_result(support: Support, corpus: Corpus, as_of: date) -> None:
    """Draw all that was found for the firm of `support`."""
    draw_html(write_summary(support, corpus, as_of))
    cards = filter_cards(support, draw_filters(support, corpus.documents))
    shown = {card.clause.doc_id for card in cards}
    requirements = {
        document.doc_id: found
        for document in corpus.documents
        if document.doc_id in shown
        and (found := list_requirements(document, corpus, support.profile))
    }
    first, rows = write_list(cards, support, corpus, requirements, as_of)
    aside = element(
        "aside",
        write_departments(support),
        write_requirements(requirements, corpus, support.profile),
    )
    parts = [
        element("section", first, class_="first"),
        aside,
        element("section", rows, class_="others"),
    ]
    draw_html(element("div", *parts, class_="support list"))
    if support.unmet:
        draw_html(write_unmet(support, corpus))
    draw_export(support, corpus, as_of=as_of)
