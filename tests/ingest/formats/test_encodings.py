import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import ROOT
from ingest.formats.encodings import decode
from ingest.formats.model import SourceError

SIMPLIFIED = "第一条 为支持企业发展，制定本办法。\n（一）年度销售额３亿元以上的，给予奖励。\n"
TRADITIONAL = "第一條 為支援企業發展，制定本辦法。\n（一）年度銷售額３億元以上者，給予獎勵。\n"


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL + "喺香港嘅", "big5hkscs", "big5hkscs"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (TRADITIONAL, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "utf-32", "utf-32"),
    ],
)
def test_the_encoding_is_the_one_that_gives_chinese(text: str, codec: str, encoding: str) -> None:
    assert decode(text.encode(codec), name="a.txt") == (text, encoding)


@pytest.mark.parametrize("codec", ["gb18030", "big5hkscs"])
@pytest.mark.parametrize("length", [4, 8, 20, 100, 1000])
def test_a_piece_of_a_real_document_is_told_from_the_other_encoding(
    codec: str, length: int
) -> None:
    text = next((ROOT / "docs_raw").glob("*.txt")).read_text(encoding="utf-8")
    written = "".join(c for c in text if c.encode(codec, "ignore") and not c.isascii())
    pieces = [written[i : i + length] for i in range(0, len(written) - length, 97)]
    right = sum(decode(p.encode(codec), name="a")[0] == p for p in pieces if not _is_utf8(p, codec))
    # Two bytes a character: four characters of simplified form may read as rare ones of Big5.
    assert right >= (0.9 if length < 8 else 0.99) * len(pieces)


def _is_utf8(text: str, codec: str) -> bool:
    try:
        text.encode(codec).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_a_space_of_gbk_that_python_takes_for_private_use_is_a_space() -> None:
    data = b"\xa3\xa0\xa3\xa0" + "第一条 为了发展。".encode("gb18030") + b"\xa6\xd9\xfe\x59"
    assert decode(data, name="a.txt")[0] == "\u3000\u3000第一条 为了发展。\ufe10\u9fb4"


def test_a_stated_encoding_is_tried_before_others_and_passed_over_when_it_is_wrong() -> None:
    data = SIMPLIFIED.encode("gb18030")
    assert decode(data, name="a", stated="gb2312") == (SIMPLIFIED, "gb18030")
    for wrong in ("big5", "latin-1", "no-such-code", "utf-8", "rot13", "hex"):
        assert decode(data, name="a", stated=wrong) == (SIMPLIFIED, "gb18030")


@pytest.mark.parametrize("data", [b"\xff\xff\xff", "一、甲".encode() + b"\xff\xff\xff"])
def test_bytes_that_are_no_chinese_text_are_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^a\.txt: byte \d+ is not UTF-8.*; save it as plain"):
        decode(data, name="a.txt")


@given(st.binary(max_size=200), st.text(max_size=12))
def test_any_bytes_are_decoded_to_text_that_can_be_written_or_refused(
    data: bytes, stated: str
) -> None:
    try:
        text, _ = decode(data, name="a.txt", stated=stated)
    except SourceError:
        return
    text.encode("utf-8")
