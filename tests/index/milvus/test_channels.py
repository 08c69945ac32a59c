from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.channels.candidates import Finders
from index.disk.snapshot import Snapshot
from index.milvus import MilvusError, find_with_milvus, push_index
from index.milvus.channels import MilvusDense, MilvusLexical
from index.milvus.connection import Connection
from index.settings import Settings
from index.within import ClauseFields, Within

WEIGHTS = {"检验": 1.0, "检测": 0.5, "工厂": 2.0, "没有": 1.0, "支持": 0.25}


@pytest.fixture
def served(snapshot: Snapshot, at_file: Settings) -> Finders:
    push_index(snapshot, at_file)
    return find_with_milvus(snapshot, at_file)


def test_the_nearest_passages_are_those_of_the_index_in_memory(
    snapshot: Snapshot, served: Finders
) -> None:
    for number, vector in enumerate(snapshot.dense.vectors()):
        near, far = snapshot.dense.nearest(vector, 5), served.dense.nearest(vector, 5)
        assert far.scores == pytest.approx(near.scores, abs=1e-5)
        assert far.numbers[0] == number
        # The same up to ties with the last.
        sure = near.scores > near.scores[-1] + 1e-5
        assert set(near.numbers[sure]) <= set(far.numbers)


def test_the_best_clauses_are_those_of_the_index_in_memory(
    snapshot: Snapshot, served: Finders
) -> None:
    near, far = snapshot.lexical.best(WEIGHTS, 100), served.lexical.best(WEIGHTS, 100)
    assert len(near.numbers) > 3
    assert set(far.numbers) == set(near.numbers)
    assert far.scores == pytest.approx(near.scores, abs=1e-5)
    assert len(served.lexical.best(WEIGHTS, 2).numbers) == 2


def test_scores_of_any_are_those_of_the_index_in_memory_in_their_order(
    snapshot: Snapshot, served: Finders
) -> None:
    some, vector = [7, 0, 3, 3], snapshot.dense.vectors()[5]
    expected = snapshot.dense.scores_of(vector, some)
    assert served.dense.scores_of(vector, some) == pytest.approx(expected, abs=1e-5)
    every = list(range(len(snapshot.searched)))[::-1]
    expected = snapshot.lexical.scores_of(WEIGHTS, every)
    assert 0.0 in expected
    assert served.lexical.scores_of(WEIGHTS, every) == pytest.approx(expected, abs=1e-5)
    assert served.dense.scores_of(vector, []).tolist() == []
    assert served.lexical.scores_of(WEIGHTS, []).tolist() == []


def test_words_that_no_clause_holds_find_none(served: Finders) -> None:
    assert len(served.lexical.best({"没有": 1.0}, 5).numbers) == 0
    assert len(served.lexical.best({}, 5).numbers) == 0
    assert served.lexical.scores_of({"没有": 1.0}, [0, 1]).tolist() == [0.0, 0.0]
    assert len(served.lexical.best(WEIGHTS, 0).numbers) == 0


def _some(values: list[str]) -> frozenset[str]:
    return frozenset(values)


@pytest.mark.parametrize(
    "within",
    [
        Within(),
        Within(doc_ids=_some(['a "b" \\c %_'])),
        Within(doc_ids=_some(["plan", "nobody's"])),
        Within(statuses=_some(["draft"])),
        Within(kinds=_some(["paragraph", "bullet", "clause"])),
        Within(regions=_some(["临江省"])),
        Within(regions=_some(["nowhere"])),
        Within(departments=_some(["省商务厅"])),
        Within(departments=_some(["省商务厅", '"]) or (true']), statuses=_some(["in_force"])),
        Within(doc_ids=_some(['") or true or doc_id in ("'])),
    ],
)
def test_a_search_is_held_to_the_clauses_meant(
    snapshot: Snapshot, served: Finders, within: Within
) -> None:
    dense, lexical = served.dense, served.lexical
    assert isinstance(dense, MilvusDense)
    assert isinstance(lexical, MilvusLexical)
    fields = ClauseFields(snapshot)
    mask = fields.mask(within)
    found = dense.nearest(snapshot.dense.vectors()[0], 1000, fields.allowed(within))
    assert set(found.numbers) == set(np.flatnonzero(fields.passages(mask)))
    words = lexical.best(WEIGHTS, 1000, fields.allowed(within))
    expected = [c for c in snapshot.lexical.best(WEIGHTS, 1000).numbers if mask[c]]
    assert set(words.numbers) == set(expected)


def test_threads_search_at_once(snapshot: Snapshot, served: Finders) -> None:
    vectors = snapshot.dense.vectors()

    def search(i: int) -> tuple[int, int]:
        vector = vectors[i % len(vectors)]
        served.lexical.best(WEIGHTS, 3)
        return i % len(vectors), int(served.dense.nearest(vector, 1).numbers[0])

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(search, range(80)))
    assert all(asked == first for asked, first in found)


def test_a_passage_that_milvus_lacks_is_told(
    snapshot: Snapshot, served: Finders, connection: Connection
) -> None:
    (name,) = (n for n in connection.client.list_collections() if "passages" in n)
    connection.client.delete(name, ids=[3])
    with pytest.raises(MilvusError, match=rf"{name} lacks row 3; run: python -m index build"):
        served.dense.scores_of(snapshot.dense.vectors()[0], [2, 3])
