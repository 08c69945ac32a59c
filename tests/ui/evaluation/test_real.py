"""The page over the real documents, the committed baseline and the real model."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from eval.data.packed import where_stored
from eval.report.gate import BASELINE
from eval.report.misses import find_missed
from eval.runs.results import read_scores, scores_path
from tests.ui.reading import read_page

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("real_index")]


def _draw() -> None:
    from pathlib import Path

    from eval.report.stored import Folders
    from ui.desk import open_desk
    from ui.evaluation.page import draw_evaluation_page

    draw_evaluation_page(open_desk, folders=Folders(results=Path("/nonexistent")))


def _open(**address: str) -> AppTest:
    app = AppTest.from_function(_draw, default_timeout=300)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def test_a_fresh_install_shows_the_committed_figures() -> None:
    app = _open()
    text = read_page(app).text
    scores = read_scores(where_stored(scores_path(BASELINE / "policy-test", "hybrid")))
    mean = sum(row["nDCG@10"] for row in scores.values()) / len(scores)
    assert f"{mean:.3f}" in text
    assert "make eval" in app.info[0].value
    assert not app.warning
    kinds = read_page(_open(view="kinds")).text
    assert "责任分工" in kinds


@pytest.mark.parametrize("split", ["test", "dev"])
def test_every_missed_question_is_opened(split: str) -> None:
    scores = read_scores(where_stored(scores_path(BASELINE / f"policy-{split}", "hybrid")))
    missed = find_missed(scores, "success@3")
    found = []
    for number in range(1, -(-len(missed) // 20) + 1):
        place = {"set": f"baseline/policy-{split}", "page": str(number)}
        app = _open(view="misses", **place)
        page = read_page(app)
        assert f"其中 {len(missed)} 题没答好" in page.text
        assert sum(len(element.proto.body) for element in app.get("html")) < 300_000
        found += [query_id for query_id in missed if query_id in page.text]
    assert found == missed


def test_own_questions_are_found_by_the_real_search() -> None:
    line = {"id": "1", "query": "检验检测和认证由谁牵头", "relevant": ["guangdong-2023/3.3.3"]}
    data = json.dumps(line, ensure_ascii=False).encode()
    app = _open(view="own")
    app = app.file_uploader(key="own_file").upload("own.jsonl", data, "text/plain").run()
    app = app.button(key="own_start").click().run()
    text = read_page(app).text
    assert "success@10" in text
    assert "1.0001.000–1.000" in text
    assert "第 1 条" in read_page(app).text
