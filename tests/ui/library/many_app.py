"""The page over more documents than are shown at once."""

from dataclasses import replace

from ingest import Corpus, Document
from tests.ui.fakes import make_desk
from ui.library.page import draw_library_page
from ui.parts.day import chosen_day
from ui.parts.frame import draw_settings

draw_settings()
names = [f"d{n}" for n in range(45)]
documents = tuple(
    Document(name, f"{name}.txt", "", title=f"临江市第{name}号办法", issued="2020-01-01")
    for name in names
)
corpus = Corpus(documents, dict.fromkeys(names, ""), ())
desk = replace(make_desk(), corpus=corpus, fingerprint="many")
draw_library_page(lambda: desk, as_of=chosen_day())
