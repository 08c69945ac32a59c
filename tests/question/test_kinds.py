"""The kind of a question, told by a small trained model."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.annotations.vocabulary import default_vocabulary
from question.kinds import (
    KindsError,
    default_kinds,
    features_of,
    load_kinds,
    save_kinds,
)
from question.kinds_training import KnownKind, measure, teach, tell_without
from question.named_documents import NamedDocuments
from question.query import read_query
from question.thesaurus import default_thesaurus


def kind_of(question: str) -> str:
    return read_query(question, NamedDocuments(()), default_vocabulary(), default_thesaurus()).kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("印染这块归谁管", "responsibility"),
        ("Which department leads quality inspection?", "responsibility"),
        ("品牌建设由哪些部门负责", "responsibility"),
        ("商务厅牵头的事还有哪些部门配合", "responsibility"),
        ("研发投入要占多少", "figure"),
        ("how many factories will be built", "figure"),
        ("出口企业有什么扶持", "support"),
        ("什么是四流合一", "content"),
        ("公司年报什么时候交", "content"),
        ("文号是多少，谁发的", "front_matter"),
        ("水库保护条例是哪次会议通过的", "front_matter"),
        ("湿地公园管理规定的联系电话", "front_matter"),
        ("停车场管理办法还有效吗", "validity"),
        ("水库保护条例生效日期", "validity"),
        ("两份文件怎么讲绿色制造", "comparison"),
        ("教育厅负责哪些工作", "department_list"),
        ("请把财政厅牵头的事项全部列出来", "department_list"),
        ("List every task that the department of commerce leads", "department_list"),
    ],
)
def test_questions_that_were_not_learned_from_are_told(question: str, kind: str) -> None:
    assert kind_of(question) == kind


@given(st.text(max_size=40).filter(lambda text: any(map(str.isalnum, text))))
def test_any_question_is_of_one_of_the_kinds(question: str) -> None:
    assert kind_of(question) in default_kinds().kinds


def test_the_shares_of_all_kinds_sum_to_one_likeliest_first() -> None:
    shares = default_kinds().tell(features_of("谁牵头", default_vocabulary()))
    assert sum(shares.values()) == pytest.approx(1)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert set(shares) == set(default_kinds().kinds)


def test_names_and_numbers_are_marked_beside_the_question_as_it_stands() -> None:
    features = features_of("广东省教育厅2023年补贴家具厂多少", default_vocabulary())
    plain, marked = features.split("\n")
    assert plain == "广东省教育厅2023年补贴家具厂多少"
    assert "局0年补贴" in marked
    assert "教育厅" not in marked


KNOWN = [
    KnownKind(f"{subject}{ending}", kind, subject, "dev")
    for subject in ("停车", "供水", "路灯", "绿化", "公园", "渡口", "湿地", "水库")
    for ending, kind in (
        ("归谁管", "responsibility"),
        ("收多少钱", "figure"),
        ("怎么申请", "content"),
    )
]


def test_what_was_taught_is_told_of_documents_left_out() -> None:
    told = tell_without(KNOWN)
    assert told == [question.kind for question in KNOWN]
    assert measure(KNOWN, told) == {
        "all": (24, 24, 24),
        "content": (8, 8, 8),
        "figure": (8, 8, 8),
        "responsibility": (8, 8, 8),
    }


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    model = teach(KNOWN)
    save_kinds(model, tmp_path / "kinds.safetensors")
    again = load_kinds(tmp_path / "kinds.safetensors")
    assert (again.kinds, again.rows) == (model.kinds, model.rows)
    assert np.allclose(again.weights, model.weights, atol=0.01)
    assert next(iter(again.tell("桥梁归谁管"))) == "responsibility"


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kinds.safetensors"
    with pytest.raises(KindsError, match=r"kinds.safetensors: cannot be used"):
        load_kinds(path)
    path.write_bytes(b"damaged")
    with pytest.raises(KindsError, match="put it back, or run: python -m question"):
        load_kinds(path)
