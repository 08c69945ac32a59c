from hypothesis import given
from hypothesis import strategies as st

from ingest import Document
from ingest.entries import Entry, corpus_of_entries

entries = st.lists(
    st.builds(
        Entry,
        st.text(max_size=5),
        st.text(max_size=5),
        # JSON may hold half of a surrogate pair.
        st.text(st.characters() | st.sampled_from("\n\r\u2028\ud800"), max_size=20),
    ),
    min_size=1,
    max_size=6,
)


def test_entries_become_clauses_of_one_document() -> None:
    listed = [Entry("a", "标题", "第一条。"), Entry("b/2", "", "第二条。")]
    corpus = corpus_of_entries("small", listed, source="small/corpus.jsonl")
    (document,) = corpus.documents
    assert (document.doc_id, document.source) == ("small", "small/corpus.jsonl")
    assert corpus.texts == {"small": "第一条。\n第二条。"}
    first, second = corpus.clauses
    assert (first.clause_id, first.citation, first.path) == ("a", "a", ("标题",))
    assert (second.clause_id, second.path, second.text) == ("b/2", (), "第二条。")
    assert {clause.doc_id for clause in corpus.clauses} == {"small"}
    assert {clause.source for clause in corpus.clauses} == {"small/corpus.jsonl"}


def test_the_document_says_nothing_of_itself() -> None:
    (document,) = corpus_of_entries("small", [Entry("a", "", "x")], source="s").documents
    assert document == Document("small", "s", document.sha256)


@given(entries)
def test_entries_are_their_spans_of_the_text(listed: list[Entry]) -> None:
    corpus = corpus_of_entries("small", listed, source="s")
    text = corpus.texts["small"]
    assert [text[c.start : c.end] for c in corpus.clauses] == [e.text for e in listed]
    assert [(c.clause_id, c.text) for c in corpus.clauses] == [(e.entry_id, e.text) for e in listed]
    ends = [end for c in corpus.clauses for end in (c.start, c.end)]
    assert ends == sorted(ends)
    assert ends[-1] == len(text)


def test_another_text_has_another_checksum() -> None:
    def checksum(*texts: str) -> str:
        listed = [Entry(str(i), "", text) for i, text in enumerate(texts)]
        return corpus_of_entries("small", listed, source="s").documents[0].sha256

    assert len({checksum("a", "b"), checksum("a"), checksum("b", "a"), checksum("ab")}) == 4
    assert checksum("a", "b") == checksum("a", "b")
