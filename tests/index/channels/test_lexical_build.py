import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.channels.lexical import LexicalIndex
from index.channels.lexical_build import write_lexical

TEXTS = [
    "检验检测公共服务平台",
    "",
    "品牌培育，品牌推广",
    "绿色工厂 5G",
    "。",
    "培育绿色品牌，支持检验检测",
] * 30


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("block", [1, 7, 100, 2_000_000])
def test_blocks_of_any_size_give_the_files_of_a_build_in_memory(
    tmp_path: Path, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    LexicalIndex.build(TEXTS).save(tmp_path / "once")
    monkeypatch.setattr("index.channels.lexical_build._BLOCK", block)
    write_lexical(iter(TEXTS), tmp_path / "blocks")
    assert files_of(tmp_path / "blocks") == files_of(tmp_path / "once")


def test_texts_without_any_term_are_written(tmp_path: Path) -> None:
    write_lexical(iter(["。", ""]), tmp_path / "lexical")
    assert LexicalIndex.load(tmp_path / "lexical").scores("谁").tolist() == [0, 0]


def test_what_stops_the_texts_leaves_no_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.channels.lexical_build._BLOCK", 7)

    def fail() -> Iterator[str]:
        yield from TEXTS
        raise OSError(errno.EIO, "unreadable")

    with pytest.raises(OSError, match="unreadable"):
        write_lexical(fail(), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["texts.npy", "impacts.npy", "bounds.npy", "terms.marisa"])
def test_a_full_disk_passes_through(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        write_lexical(iter(TEXTS), tmp_path)
