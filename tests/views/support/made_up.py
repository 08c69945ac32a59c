"""Small documents for the tests of the matching."""

from ingest import Clause, Corpus, Document
from ingest.formats.model import Extract
from ingest.parsing import parse_document
from views.support.acts import Act, find_acts

PROVINCIAL = "广东省发展现代轻工纺织产业行动计划"
NATIONAL = "关于加快现代轻工产业体系建设的指导意见"


def make_corpus(text: str, *, title: str = PROVINCIAL, doc_id: str = "plan") -> Corpus:
    """Return a corpus of one document; a title that begins with 广东省 makes it provincial."""
    source = Extract(text, is_wrapped=True)
    document = Document(doc_id, f"{doc_id}.txt", "", title=title, status="in_force")
    read, clauses = parse_document(document, source)
    return Corpus((read,), {doc_id: text}, tuple(clauses))


def join_corpora(*corpora: Corpus) -> Corpus:
    """Return the documents of several corpora as one."""
    return Corpus(
        tuple(document for corpus in corpora for document in corpus.documents),
        {doc_id: text for corpus in corpora for doc_id, text in corpus.texts.items()},
        tuple(clause for corpus in corpora for clause in corpus.clauses),
    )


def make_clause(words: str) -> tuple[Clause, str]:
    """Return a clause 一（一）任务 with `words`, and the text of its document."""
    text = f"一、重点任务\n（一）任务。{words}\n"
    corpus = make_corpus(text)
    return next(c for c in corpus.clauses if c.title == "任务"), text


def read_acts(words: str) -> list[tuple[str, str]]:
    """Return strength and words of each act of a clause with `words`."""
    _, text = make_clause(words)
    return [(act.strength, text[act.source_start : act.source_end]) for act in acts_of(words)]


def acts_of(words: str) -> list[Act]:
    """Return the acts of a clause with `words`."""
    clause, text = make_clause(words)
    return find_acts(clause, text)
