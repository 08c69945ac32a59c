import json
from pathlib import Path

import jieba
import pytest

from eval.data.benchmark_files import BENCHMARK
from ingest.annotations.vocabulary import default_vocabulary
from question.dictionary import WordCounts, open_counts
from question.words import segmenter


@pytest.fixture(scope="module")
def own() -> jieba.Tokenizer:
    """Return jieba's own tokenizer, with the words of the vocabulary."""
    jieba.setLogLevel("WARNING")
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in default_vocabulary().words():
        tokenizer.add_word(word)
    return tokenizer


def test_texts_are_cut_as_jieba_cuts_them_with_its_own_dictionary(own: jieba.Tokenizer) -> None:
    for name in ("corpus.jsonl", "queries.jsonl"):
        for line in (BENCHMARK / name).read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"]
            assert segmenter().lcut_for_search(text) == own.lcut_for_search(text)


def test_every_word_has_the_number_that_jieba_gives_it(own: jieba.Tokenizer) -> None:
    counts = segmenter().FREQ
    assert dict(counts) == own.FREQ
    assert len(counts) == len(own.FREQ)
    assert segmenter().total == own.total


def test_a_word_that_is_not_held_has_no_number() -> None:
    counts = WordCounts.of({"检验": 7, "检": 0}, 7)
    assert "验" not in counts
    assert counts.get("验") is None
    assert counts.get("验", 1) == 1
    assert counts["检"] == 0
    with pytest.raises(KeyError, match="验"):
        counts["验"]


def test_words_are_written_once_and_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    made = open_counts(folder)
    (file,) = folder.iterdir()
    written = file.stat().st_mtime_ns

    read = open_counts(folder)

    assert file.stat().st_mtime_ns == written
    assert (read["检验"], read.total, len(read)) == (made["检验"], made.total, len(made))


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    counts = open_counts(tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    for damaged in (whole[:1000], flipped):
        file.write_bytes(damaged)
        assert open_counts(tmp_path).total == counts.total
        assert file.read_bytes() == whole


def test_where_nothing_can_be_written_words_are_held_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert open_counts(tmp_path / "file")["检验"] > 0
