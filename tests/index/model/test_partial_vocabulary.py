from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.model.conversion import TOKENIZER, convert_once
from index.model.model_folder import folder_fingerprint
from index.model.partial_vocabulary import PartialSplitter, open_splitter
from index.model.tokenizing import Pieces, Splitter, WholeSplitter
from question.cache_folder import default_cache_dir

pytestmark = pytest.mark.model


class Refusing:
    """Stands for the whole vocabulary where it should not be needed."""

    def split(self, texts: Sequence[str]) -> list[Pieces]:
        raise AssertionError(f"the whole vocabulary was asked for {texts}")


@pytest.fixture(scope="module")
def folder(bundled_model_dir: Path) -> Path:
    fingerprint = folder_fingerprint(bundled_model_dir, "", "")
    return convert_once(bundled_model_dir, fingerprint, default_cache_dir()).folder


@pytest.fixture(scope="module")
def whole(folder: Path) -> WholeSplitter:
    return WholeSplitter(Tokenizer.from_file(str(folder / TOKENIZER)))


@pytest.fixture(scope="module")
def partial(folder: Path) -> PartialSplitter:
    return PartialSplitter(Refusing(), folder)


mixed = st.text(
    st.sampled_from(
        "谁牵头检验檢測检测产业纺织 ab，。～２㈠①㎏ﬁ\t\n\x01\x7f\u200d\ufeffé\u0301😀🇨🇳▁한ไα"
    )
)


@given(texts=st.lists(st.one_of(mixed, st.text(max_size=40)), min_size=1, max_size=3))
def test_short_texts_are_cut_as_with_the_whole_vocabulary(
    texts: list[str], whole: Splitter, partial: Splitter
) -> None:
    asked = ["query: " + text.encode("utf-8", "replace").decode() for text in texts]
    assert partial.split(asked) == whole.split(asked)


@pytest.mark.parametrize("text", ["中<s>国</s>", "<mask> 产业", "query: " + "检测" * 3000])
def test_special_tokens_and_long_texts_take_the_whole_vocabulary(
    text: str, folder: Path, whole: Splitter, partial: Splitter
) -> None:
    with pytest.raises(AssertionError, match="the whole vocabulary was asked"):
        partial.split([text])
    assert open_splitter(folder / TOKENIZER).split([text]) == whole.split([text])


def test_a_small_vocabulary_is_loaded_whole(tiny_model: Path) -> None:
    folder = convert_once(tiny_model, "fingerprint", tiny_model.parent).folder
    assert not isinstance(open_splitter(folder / TOKENIZER), PartialSplitter)
