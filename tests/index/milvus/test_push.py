import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.disk.snapshot import Snapshot
from index.milvus import MilvusError, find_with_milvus, push_index
from index.milvus.collections import (
    Wanted,
    collections_of,
    count_rows,
    create,
    load,
    read_property,
    version_of_name,
)
from index.milvus.connection import Connection
from index.milvus.push import push
from index.settings import Settings
from tests.fakes import DRAFT, PLAN, make_searcher


def _rows(snapshot: Snapshot) -> int:
    return len(snapshot.passages) + len(snapshot.searched)


def test_a_second_push_sends_nothing(snapshot: Snapshot, at_file: Settings) -> None:
    assert push_index(snapshot, at_file) == _rows(snapshot)
    assert push_index(snapshot, at_file) == 0


def test_what_milvus_lacks_is_named_with_the_command(snapshot: Snapshot, at_file: Settings) -> None:
    with pytest.raises(MilvusError, match=r"policy_qa_passages_\S+ is not there; run: python -m i"):
        find_with_milvus(snapshot, at_file)


def test_a_push_that_was_cut_off_is_refused_and_goes_on(
    snapshot: Snapshot, at_file: Settings, connection: Connection
) -> None:
    passages, _ = collections_of(snapshot)
    create(connection, passages, made="")
    connection.client.upsert(passages.name, passages.rows(0, 4))
    with pytest.raises(MilvusError, match=rf"holds 4 of {passages.size} rows; run: python -m ind"):
        find_with_milvus(snapshot, at_file)
    push(snapshot, connection)
    served = find_with_milvus(snapshot, at_file)
    vector = snapshot.dense.vectors()[-1]
    assert served.dense.nearest(vector, 1).numbers[0] == passages.size - 1


def test_only_the_rows_that_are_missing_are_sent(connection: Connection, tmp_path: Path) -> None:
    lines = "\n".join(f"（{i}）支持第{i}项技术改造，补助{i}万元。" for i in range(1100))
    snapshot = make_searcher(tmp_path, plan=f"临江省行动计划\n\n一、任务\n{lines}\n").snapshot
    passages, clauses = collections_of(snapshot)
    assert passages.size > 1000
    create(connection, passages, made="")
    load(connection, passages.name)
    connection.client.upsert(passages.name, passages.rows(0, 1000))
    assert push(snapshot, connection) == passages.size - 1000 + clauses.size
    assert count_rows(connection, passages.name) == passages.size


def test_rows_lost_from_the_middle_are_sent_again(
    snapshot: Snapshot, connection: Connection, at_file: Settings
) -> None:
    push(snapshot, connection)
    passages, _ = collections_of(snapshot)
    connection.client.delete(passages.name, ids=[0, 2])
    assert push(snapshot, connection) == passages.size
    served = find_with_milvus(snapshot, at_file)
    vector = snapshot.dense.vectors()[2]
    assert served.dense.scores_of(vector, [2]) == pytest.approx([1.0])


@pytest.mark.parametrize("said", [{"fingerprint": "another"}, {"form": 0}])
def test_a_collection_of_another_model_or_form_is_refused_and_made_anew(
    snapshot: Snapshot, connection: Connection, at_file: Settings, said: dict[str, object]
) -> None:
    push(snapshot, connection)
    passages, _ = collections_of(snapshot)
    before = read_property(connection, passages.name)
    connection.client.alter_collection_properties(
        passages.name, properties={"policy_qa": json.dumps(before | said)}
    )
    with pytest.raises(MilvusError, match="is of another model or another version of this program"):
        find_with_milvus(snapshot, at_file)
    assert push(snapshot, connection) == passages.size
    find_with_milvus(snapshot, at_file)


def test_older_collections_go_and_the_one_before_stays(
    connection: Connection, tmp_path: Path
) -> None:
    connection.client.create_collection("somebody_else", dimension=4)
    versions = []
    for number in range(3):
        texts = {"plan": PLAN + f"（{number}）另有规定。", "draft": DRAFT}
        snapshot = make_searcher(tmp_path / str(number), window=120, **texts).snapshot
        push(snapshot, connection)
        versions.append(version_of_name(collections_of(snapshot)[0].name))
    names = connection.client.list_collections()
    assert "somebody_else" in names
    kept = sorted(str(version_of_name(name)) for name in names if name != "somebody_else")
    assert kept == sorted(str(version) for version in versions[1:] * 2)


def test_two_builds_push_at_once(
    snapshot: Snapshot, at_file: Settings, connection: Connection
) -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: push_index(snapshot, at_file), range(2)))
    for wanted in collections_of(snapshot):
        assert count_rows(connection, wanted.name) == wanted.size
    find_with_milvus(snapshot, at_file)


def test_every_vector_is_compared_in_small_collections_and_a_graph_walked_in_large() -> None:
    def index_of(size: int, dim: int) -> str:
        return str(Wanted("", size, dim, lambda start, stop: [], "").index["index_type"])

    assert index_of(100_000, 384) == "FLAT"
    assert index_of(100_001, 384) == "HNSW"
    assert index_of(100_001, 0) == "SPARSE_INVERTED_INDEX"


def test_a_graph_finds_nearly_all_of_the_nearest(connection: Connection) -> None:
    rng = np.random.default_rng(5)
    vectors = rng.normal(size=(3000, 32)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    fields = {"doc_id": "", "kind": "", "status": "", "region": "", "departments": [], "clause": 0}

    def rows(start: int, stop: int) -> list[dict[str, object]]:
        return [{"number": i, "vector": vectors[i], **fields} for i in range(start, stop)]

    graph = replace(Wanted("graph", 3000, 32, rows, ""), size=100_001)
    create(connection, graph, made="")
    connection.client.upsert("graph", rows(0, 3000))
    connection.client.flush("graph")
    load(connection, "graph")
    found = connection.client.search(
        "graph", [vectors[0]], limit=40, search_params={"params": {"ef": 80}}
    )[0]
    expected = np.argsort(-(vectors @ vectors[0]))[:40]
    assert len({hit["number"] for hit in found} & set(expected.tolist())) >= 38
