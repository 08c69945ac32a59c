import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.model import Extract, SourceError
from ingest.formats.plain import is_wrapped, read_plain

SENTENCE = "各部门应当加强协调，推动政策落实，切实维护企业的合法权益，并在三十日内答复。"


def read(text: str) -> Extract:
    return read_plain(text.encode(), name="a.txt")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_the_text_is_that_of_the_file(text: str) -> None:
    extract = read(text)
    assert extract.text == text
    assert extract.encoding in {"utf-8", "utf-16"} or not text


@given(st.binary(max_size=400))
def test_any_bytes_are_a_text_or_refused(data: bytes) -> None:
    try:
        extract = read_plain(data, name="a.txt")
    except SourceError:
        return
    extract.text.encode()


def test_line_ends_stay_as_they_are() -> None:
    text = "第一条\r\n“甲”\r\n"
    assert read(text).text == text


def test_a_file_of_control_characters_is_binary() -> None:
    with pytest.raises(SourceError, match=r"^a\.txt: is a binary file; save it as plain text"):
        read("\x01\x02第一条\x03")


def test_form_feeds_part_pages() -> None:
    text = "\f第一页\n\f第二页\f \f第四页\f"
    assert read(text).pages == (1, 6, 12)
    assert [text[page] for page in read(text).pages] == ["第", "第", "第"]
    assert read("没有").pages == ()


def test_lines_cut_at_a_margin_are_told_from_paragraphs() -> None:
    text = SENTENCE * 9
    cut = "\n".join(text[i : i + 36] for i in range(0, len(text), 36))
    assert is_wrapped(cut)
    assert not is_wrapped("\n".join(["一、总体要求", SENTENCE * 2, SENTENCE] * 4))


def test_paragraphs_cut_by_the_ends_of_pages_are_told() -> None:
    paragraphs = [SENTENCE * 3 for _ in range(20)]
    cut = "\n".join([*paragraphs, SENTENCE * 2 + "各部门应当", "- 2 -", "加强协调。", *paragraphs])
    assert not is_wrapped(cut)
    assert is_wrapped(cut.replace(SENTENCE, SENTENCE + "各部门应当\n\n加强协调。", 9))


def test_a_text_of_a_few_lines_counts_as_cut() -> None:
    assert is_wrapped("第一条 企业弄虚作假的，由市工业和信息化局依照本办法\n第三条追回资金。")
    assert is_wrapped("")


def test_titles_and_contacts_are_no_cut_lines() -> None:
    lines = [SENTENCE * 2, "关于印发临江市促进商贸业发展扶持办法实施细则", "联系电话：0712-5550136"]
    assert not is_wrapped("\n".join(lines * 5))


def test_entities_that_a_web_page_left_are_the_characters_they_stand_for() -> None:
    extract = read_plain(
        "办法\n&nbsp;&nbsp;第一条&nbsp;甲&ldquo;乙&rdquo;，AT&T。\n".encode(), name="a.txt"
    )
    assert extract.text == "办法\n\xa0\xa0第一条\xa0甲“乙”，AT&T。\n"
    assert len(extract.warnings) == 1
