import random
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.data.trec import Found, Run, TrecError, read_qrels, read_run, write_run
from tests.fakes import without_root

HEADING = "query-id\tcorpus-id\tscore\n"
# Letters that lines are made of, with what makes them odd.
_LETTERS = st.sampled_from([*"q0d1-.eE \t\r\n\0\ufeffＱ１²\u2028", "nan", "inf", "Q0 "])


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "file"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def order_of(run: Run, query_id: str = "q") -> list[str]:
    return [hit.doc_id for hit in run.found[query_id]]


def refusal(read: Callable[[Path], Any], path: Path) -> str:
    """Return the message with which a file is refused, which names the file and what mends it."""
    with pytest.raises(TrecError) as refused:
        read(path)
    message = str(refused.value)
    assert re.fullmatch(rf"{re.escape(str(path))}: .+; .+", message)
    return message.removeprefix(f"{path}: ")


def test_a_run_is_ordered_by_score_whatever_its_lines_and_ranks_say(tmp_path: Path) -> None:
    run = read_run(write(tmp_path, "q Q0 a 1 0.5 bm25\nq Q0 b 9 0.7 bm25\nr Q0 a 1 -3 bm25\n"))
    assert run.system == "bm25"
    assert order_of(run) == ["b", "a"]
    assert run.found["r"] == (Found("a", -3.0),)


def test_equal_scores_are_ordered_by_document_downwards(tmp_path: Path) -> None:
    lines = (f"q Q0 {d} 1 2 x\n" for d in ("d1", "d10", "é", "中", "😀", "Z"))
    run = read_run(write(tmp_path, "".join(lines)))
    assert order_of(run) == ["😀", "中", "é", "d10", "d1", "Z"]


def test_scores_are_compared_in_single_precision(tmp_path: Path) -> None:
    text = "q Q0 a 1 0.30000002 x\nq Q0 b 2 0.30000001 x\nq Q0 c 3 -1e300 x\nq Q0 d 4 -1e301 x\n"
    assert order_of(read_run(write(tmp_path, text))) == ["b", "a", "d", "c"]


def test_a_run_tells_where_a_document_stands(tmp_path: Path) -> None:
    path = write(tmp_path, "\nq Q0 a 1 0.5 x\n\n  \nq Q0 b 2 0.4 x")
    assert read_run(path).place("q", "b") == f"{path}: line 5"
    assert Run("hybrid", {"q": (Found("b", 1.0),)}).place("q", "b") == "hybrid"


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffq Q0 a 1 2.5 my\n",
        "q Q0 a 1 2.5 my\r\n",
        "q\tQ0\ta\t1\t2.5\tmy\n",
        "  q   Q0 a  1 2.5 my  \n",
        "q Q0 a 1 25e-1 my",
    ],
)
def test_a_run_may_have_a_mark_other_line_ends_and_tabs(tmp_path: Path, text: str) -> None:
    run = read_run(write(tmp_path, text))
    assert (run.system, run.found) == ("my", {"q": (Found("a", 2.5),)})


def test_a_run_without_a_tag_is_named_after_its_file(tmp_path: Path) -> None:
    assert read_run(write(tmp_path, "q\tQ0\ta\t1\t2.5\t\n")).system == "file"


def test_a_written_run_keeps_its_order(tmp_path: Path) -> None:
    # Equal scores, differences below what six digits and what single precision hold, and a score
    # that is out of order.
    scores = [1000.0, 1000.0, 999.9999999, 1.0, 0.9999999, 0.9999999, 0.0, 0.0, -5000.0, 7.0]
    found = tuple(Found(f"d{i}", score) for i, score in enumerate(scores))
    path = tmp_path / "a.run"
    write_run(Run("a", {"q": found}), path)
    assert order_of(read_run(path)) == [hit.doc_id for hit in found]


@given(
    scores=st.lists(
        st.floats(-1e6, 1e6) | st.sampled_from([0.0, 1.0, 1.0 - 1e-7, 0.5, 1e-7]), max_size=30
    ),
    data=st.data(),
)
def test_any_ranking_comes_back_in_its_order(
    tmp_path_factory: pytest.TempPathFactory, scores: list[float], data: st.DataObject
) -> None:
    ids = data.draw(st.permutations([f"d{i}" for i in range(len(scores))]))
    scores = [1.0, *sorted(scores, reverse=True)]
    found = tuple(map(Found, ["first", *ids], scores))
    path = tmp_path_factory.mktemp("run") / "a.run"
    write_run(Run("a", {"q": tuple(sorted(found, key=lambda hit: -hit.score)), "r": ()}), path)
    again = read_run(path)
    assert order_of(again) == [hit.doc_id for hit in sorted(found, key=lambda hit: -hit.score)]
    assert "r" not in again.found


def test_a_written_run_has_ranks_and_the_system(tmp_path: Path) -> None:
    path = tmp_path / "a.run"
    write_run(Run("late", {"q": (Found("文/3.1", 0.25), Found("b", 0.125))}), path)
    assert path.read_text(encoding="utf-8") == (
        "q Q0 文/3.1 1 0.250000 late\nq Q0 b 2 0.125000 late\n"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no line; write one as: query Q0 document rank score tag"),
        (" \n\t\n", "holds no line"),
        ("q Q0 a 1 0.5 x\nq Q0 b 2 0.4\n", "line 2 has 5 fields; a run has 6: query Q0 document"),
        ("q Q0 a 1 0.5 my system\n", "line 1 has 7 fields"),
        ("q Q0 a 1 0.5 x\rq Q0 b 2 0.4 x\r", "line 1 has 12 fields"),
        ("q Q0 a 1 nan x\n", "line 1 has the score 'nan'; write a finite number"),
        ("q Q0 a 1 -inf x\n", "line 1 has the score '-inf'; write a finite number"),
        ("q Q0 a 1 1e999 x\n", "line 1 has the score '1e999'; write a finite number"),
        ("\nq Q0 a 1 high x\n", "line 2 has the score 'high'; write a finite number"),
        ("q Q0 a 1 1 x\nr Q0 a 1 1 x\nq Q0 a 2 0 x", "line 3 names 'a' for 'q' again, first in li"),
        (b"q Q0 \xe9 1 0.5 x\n", "byte 5 is not UTF-8; save it as UTF-8"),
        ("q Q0 a 1 0.5 x\n".encode("utf-16"), "byte 0 is not UTF-8; save it as UTF-8"),
    ],
)
def test_a_bad_run_is_refused_with_its_line(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    assert refusal(read_run, write(tmp_path, text)).startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "judges nothing relevant; add lines with a grade of 1 or more"),
        (HEADING, "judges nothing relevant"),
        (f"{HEADING}q\td\t0\nq\te\t-1\n", "judges nothing relevant"),
        (
            f"{HEADING}q\td\n",
            "line 2 has another form; write: query document grade, or: query 0 do",
        ),
        (f"{HEADING}q\td\thigh\n", "line 2 has another form"),
        ("q d 0.5\n", "line 1 has the grade '0.5'; use a whole one of at most 4 digits"),
        ("q d 1.\n", "line 1 has another form"),
        ("q d 1\n" + HEADING, "line 2 has another form"),
        ("q d 1\nq e 1\nq 0 d 2\n", "line 3 judges 'd' for 'q' again, first in line 1; keep one"),
        ("q d 10000\n", "line 1 has the grade '10000'; use a whole one of at most 4 digits"),
        (f"q d {'9' * 5000}\n", "line 1 has the grade '9999"),
        (b"q \xff 1\n", "byte 2 is not UTF-8; save it as UTF-8"),
    ],
)
def test_bad_qrels_are_refused_with_their_line(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    assert refusal(read_qrels, write(tmp_path, text)).startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADING}q\td\t2\n",
        "q d 2",
        "\ufeffquery_id\tdoc\tgrade\r\nq\td\t2\r\n",
        "q 0 d 2\n",
        "q\tQ0\td\t2\n",
        # Further columns are for others, a number too where a heading tells the form.
        f"{HEADING}q\td\t2\t10-20,30-40\n",
        f"{HEADING}q\td\t2\t17\n",
        "q d ２\n",
        # Data frames write so, and set TREC's columns under a heading.
        f"{HEADING}q\td\t2.0\n",
        "qid\titer\tdocid\trel\nq\t0\td\t2\n",
    ],
)
def test_both_forms_of_qrels_are_read(tmp_path: Path, text: str) -> None:
    (judged,) = read_qrels(write(tmp_path, text))
    assert (judged.query_id, judged.doc_id, judged.grade) == ("q", "d", 2)


@pytest.mark.parametrize("read", [read_run, read_qrels])
def test_what_is_no_file_is_refused(tmp_path: Path, read: Callable[[Path], Any]) -> None:
    assert refusal(read, tmp_path).startswith("cannot be read (Is a directory); check the path")
    assert refusal(read, tmp_path / "none").startswith("cannot be read (No such file")
    path = write(tmp_path, "q Q0 a 1 0.5 x\n")
    path.chmod(0)
    with without_root():
        assert refusal(read, path).startswith("cannot be read (Permission denied)")


@pytest.mark.parametrize("read", [read_run, read_qrels])
def test_a_message_stays_short_where_a_line_is_long(
    tmp_path: Path, read: Callable[[Path], Any]
) -> None:
    long = "9" * 100_000
    for line in (f"{long} Q0 {long} 1 x{long} x", f"{long} 0 {long} {long}", f"a{long} " * 9):
        assert len(refusal(read, write(tmp_path, line))) < 300
    line = f"{long} Q0 {long} 1 0 x\n" if read is read_run else f"{long} 0 {long} 1\n"
    assert len(refusal(read, write(tmp_path, line * 2))) < 300


@pytest.mark.parametrize("read", [read_run, read_qrels])
@given(data=st.binary(max_size=200) | st.lists(_LETTERS, max_size=60).map("".join))
def test_any_bytes_give_a_result_or_a_message(
    tmp_path_factory: pytest.TempPathFactory, read: Callable[[Path], Any], data: bytes | str
) -> None:
    path = write(tmp_path_factory.mktemp("any"), data)
    with suppress(TrecError):
        assert read(path)


@pytest.mark.parametrize("read", [read_run, read_qrels])
def test_damaged_lines_give_a_result_or_a_message(
    tmp_path: Path, read: Callable[[Path], Any]
) -> None:
    lines = "q1 Q0 d1 1 0.75 x\nq1 Q0 d2 2 1e-3 x\n" if read is read_run else "q1 0 d1 1\nq2 d3 2\n"
    rng = random.Random(7)
    for _ in range(300):
        data = bytearray(lines.encode())
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.choice(b"\0\t\n\r -.9eq\xff\xc2\x85")
        path = write(tmp_path, bytes(data))
        with suppress(TrecError):
            assert read(path)
