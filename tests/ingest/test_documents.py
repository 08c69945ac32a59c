import os
from pathlib import Path

import pytest

from ingest.documents import load_corpus
from ingest.formats.model import SourceError

OTHER = "临江市促进就业办法\n\n第一条 甲。\n第二条 乙。\n"
NUMBERED = "临江市关于促进消费的意见\n\n一、总体要求\n\n各部门要加强协调。\n"


def folder(tmp_path: Path, registry: str | bytes = "", **texts: str) -> Path:
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    if registry:
        data = registry if isinstance(registry, bytes) else registry.encode()
        (tmp_path / "documents.toml").write_bytes(data)
    return tmp_path


def test_documents_come_in_the_order_of_file_names_with_their_texts(tmp_path: Path) -> None:
    corpus = load_corpus(folder(tmp_path, b=NUMBERED, a=OTHER))
    assert [d.doc_id for d in corpus.documents] == ["a", "b"]
    assert corpus.texts == {"a": OTHER, "b": NUMBERED}
    assert {c.doc_id for c in corpus.clauses} == {"a", "b"}


def test_the_registry_adds_what_the_text_cannot_tell(tmp_path: Path) -> None:
    registry = (
        '[[document]]\nfile = "a.txt"\ndoc_id = "linjiang"\nstatus = "repealed"\n'
        'address = "https://example.org/a"\ntitle = "消费意见"\n'
    )
    corpus = load_corpus(folder(tmp_path, registry, a=NUMBERED))
    document = corpus.documents[0]
    assert (document.doc_id, document.status) == ("linjiang", "repealed")
    assert (document.address, document.title) == ("https://example.org/a", "消费意见")
    assert corpus.clauses[-1].clause_id == "linjiang/1"
    assert corpus.clauses[-1].citation == "《消费意见》一"


def test_hidden_files_are_no_documents(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"\x00")
    assert len(load_corpus(folder(tmp_path, a=NUMBERED)).documents) == 1


def test_a_doc_id_from_a_file_name_holds_no_space(tmp_path: Path) -> None:
    (tmp_path / "意见 终稿.txt").write_text(NUMBERED, encoding="utf-8")
    assert load_corpus(tmp_path).documents[0].doc_id == "意见-终稿"


def test_a_text_without_numbering_is_split_by_paragraph(tmp_path: Path) -> None:
    text = "公告\n今日起开放展厅。\n请有序入场，\n保持安静。\n"
    corpus = load_corpus(folder(tmp_path, a=text))
    assert [c.text for c in corpus.clauses] == [
        "公告",
        "今日起开放展厅。",
        "请有序入场，保持安静。",
    ]
    assert [c.clause_id for c in corpus.clauses][1:] == ["a/p1", "a/p2"]


def test_a_file_that_is_not_read_is_left_out_and_said(tmp_path: Path) -> None:
    (folder(tmp_path, a=NUMBERED) / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    corpus = load_corpus(tmp_path)
    assert [d.doc_id for d in corpus.documents] == ["a"]
    assert "b.png: is a picture (PNG); save it as .pdf" in corpus.left_out[0].reason
    assert corpus.left_out[0].kind == "kind"


def test_a_folder_without_one_good_file_is_refused_with_every_reason(tmp_path: Path) -> None:
    (folder(tmp_path, a="") / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(SourceError, match=r"a\.txt: is empty.*\n.*b\.png: is a picture"):
        load_corpus(tmp_path)


def test_the_same_file_twice_is_read_once(tmp_path: Path) -> None:
    corpus = load_corpus(folder(tmp_path, a=NUMBERED, b=NUMBERED))
    assert [d.doc_id for d in corpus.documents] == ["a"]
    assert "b.txt: is the same file as" in corpus.left_out[0].reason
    assert corpus.left_out[0].kind == "copy"


def test_a_document_in_two_formats_is_read_from_the_richer_one(tmp_path: Path) -> None:
    lines = [f"第{n}条 各部门应当加强协调{n}。" for n in "一二三四五"]
    page = "".join(f"<p>{line}</p>" for line in ("临江市促进就业办法", *lines))
    text = "\n".join(("临江市促进就业办法", *lines))
    (folder(tmp_path, a=text) / "b.html").write_text(f"<html>{page}</html>", encoding="utf-8")
    corpus = load_corpus(tmp_path)
    assert [d.doc_id for d in corpus.documents] == ["b"]
    assert "a.txt: is the same document as" in corpus.left_out[0].reason
    assert corpus.left_out[0].kind == "copy"


def test_a_revised_document_is_no_copy(tmp_path: Path) -> None:
    lines = [f"第{n}条 各部门应当加强协调{n}。" for n in "一二三四五六七八九十"]
    revised = [*lines[:8], "第九条 市财政局负责。", "第十条 市税务局负责。"]
    texts = {"a": "\n".join(["办法", *lines]), "b": "\n".join(["办法", *revised])}
    assert len(load_corpus(folder(tmp_path, **texts)).documents) == 2


def test_formats_stand_side_by_side_in_a_folder(tmp_path: Path) -> None:
    page = "<html><body><p>临江市关于促进消费的意见</p><p>一、总体要求</p></body></html>"
    (folder(tmp_path, a=NUMBERED) / "b.html").write_text(page, encoding="utf-8")
    corpus = load_corpus(tmp_path)
    assert [(d.doc_id, d.title) for d in corpus.documents] == [
        ("a", "临江市关于促进消费的意见"),
        ("b", "临江市关于促进消费的意见"),
    ]
    assert [c.number for c in corpus.clauses if c.doc_id == "b" and c.number] == ["一、"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in this system's folders")
def test_a_pipe_in_the_folder_is_left_out_and_said(tmp_path: Path) -> None:
    os.mkfifo(folder(tmp_path, a=NUMBERED) / "b.txt")
    assert "b.txt: is no regular file" in load_corpus(tmp_path).left_out[0].reason


def test_a_missing_or_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere: is no folder"):
        load_corpus(tmp_path / "nowhere")
    with pytest.raises(SourceError, match="holds no document"):
        load_corpus(folder(tmp_path, "# nothing\n"))


def test_two_documents_cannot_share_a_doc_id(tmp_path: Path) -> None:
    registry = '[[document]]\nfile = "b.txt"\ndoc_id = "a"\n'
    corpus = load_corpus(folder(tmp_path, registry, a=NUMBERED, b=OTHER))
    assert "b.txt: doc_id 'a' is taken by another document" in corpus.left_out[0].reason
    assert corpus.left_out[0].kind == "entry"


def test_what_is_doubtful_of_a_document_is_kept_with_its_source(tmp_path: Path) -> None:
    (folder(tmp_path, a=NUMBERED) / "b.pdf").write_text(OTHER, encoding="utf-8")
    corpus = load_corpus(tmp_path)
    (doubt,) = corpus.doubts
    assert doubt.source.endswith("b.pdf")
    assert (doubt.kind, doubt.reason) == ("name", "the file is named .pdf but is plain text.")
    assert f"{doubt.source}: {doubt.reason}" in corpus.warnings


@pytest.mark.parametrize(
    ("registry", "message"),
    [
        ("[[document]\n", "is not valid TOML"),
        (b"\xff\xff", "is not valid TOML"),
        ('[[documents]]\nfile = "a.txt"\n', r"holds \['documents'\]; use \[\[document\]\]"),
        ('[document]\nfile = "a.txt"\n', r"use \[\[document\]\] entries"),
        ('document = ["a.txt"]\n', r"use \[\[document\]\] entries"),
        ('document = "a.txt"\n', r"use \[\[document\]\] entries"),
        ('[[document]]\nfile = "a.txt"\ndocid = "x"\n', r"unknown or missing keys \['docid'\]"),
        ('[[document]]\ndoc_id = "x"\n', r"entry \? has unknown or missing keys \['file'\]"),
        ("[[document]]\nfile = 1\n", "has a value that is no text"),
        ('[[document]]\nfile = ["a.txt"]\n', "has a value that is no text"),
        ('[[document]]\nfile = "a.txt"\ndoc_id = ""\n', "has a value that is no text"),
        ('[[document]]\nfile = "a.txt"\nstatus = "valid"\n', "has status 'valid'; use in_force"),
        ('[[document]]\nfile = "a.txt"\ndoc_id = "a/b"\n', "holds a slash or a space"),
        ('[[document]]\nfile = "a.txt"\ndoc_id = "a b"\n', "holds a slash or a space"),
        ('[[document]]\nfile = "a.txt"\n[[document]]\nfile = "a.txt"\n', "names a.txt twice"),
        ('[[document]]\nfile = "z.txt"\n', "names z.txt, which is not in the folder"),
    ],
)
def test_a_bad_registry_is_refused_with_what_mends_it(
    tmp_path: Path, registry: str | bytes, message: str
) -> None:
    with pytest.raises(SourceError, match=rf"documents\.toml: .*{message}") as caught:
        load_corpus(folder(tmp_path, registry, a=NUMBERED))
    assert ";" in str(caught.value)
