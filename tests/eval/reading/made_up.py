"""Small documents read from a folder, and labels made of them as a reader would."""

from pathlib import Path
from typing import Any

from eval.reading.annotations import Passage
from eval.reading.boundaries import Label
from eval.reading.fingerprints import Stream
from eval.reading.labels import Labels
from eval.reading.measure import Reading, read_document

NOTICE = (
    "临江市人民政府关于促进消费的通知\n"
    "临政发〔2024〕5号\n\n"
    "各区人民政府：\n\n"
    "一、支持夜间经济。由市商务局牵头，市财政局配合，安排补助资金500万元。\n"
    "二、优化服务。各部门要加强协调，及时解决问题。\n"
    "本通知自2024年3月1日起施行。\n\n"
    "临江市人民政府\n2024年2月1日\n"
)


def read_text(folder: Path, text: str, *, name: str = "notice.txt") -> Reading:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_document(name, path, "0123456789abcdef")


def label_line(
    text: str, line: str, begins: str, *, drawn: bool = True, hard: bool = False
) -> Label:
    stream = Stream(text)
    place = stream.fingerprint(stream.position(text.index(line)), 6)
    return Label("0123456789abcdef", place, begins, drawn, hard)


def label_passage(
    text: str, passage: str, *, roles: tuple[tuple[str, str], ...] = (), figures: Any = ()
) -> Passage:
    """Label a passage; `roles` are pairs of role and printed name."""
    stream = Stream(text)
    first = stream.position(text.index(passage))
    length = sum(c.isalnum() for c in passage)
    return Passage(
        "0123456789abcdef",
        stream.fingerprint(first, length),
        length,
        tuple({"role": role, "printed": name, "canonical": name} for role, name in roles),
        tuple(figures),
    )


def label_notice() -> Labels:
    """Return labels of `NOTICE` that are all right but one of three lines."""
    return Labels(
        lines=(
            label_line(NOTICE, "一、支持", "Y"),
            label_line(NOTICE, "二、优化", "Y", hard=True),
            label_line(NOTICE, "二、优化", "N", drawn=False, hard=True),
        ),
        passages=(
            label_passage(
                NOTICE,
                "一、支持夜间经济。由市商务局牵头，市财政局配合，安排补助资金500万元。",
                roles=(("lead", "市商务局"), ("support", "市财政局")),
                figures=({"printed": "500万元", "value": 5e6, "unit": "元", "bound": ""},),
            ),
        ),
        facts={
            "number": "临政发〔2024〕5号",
            "issued": "2024-02-01",
            "effective": "2024-03-01",
            "expires": "",
            "status": "in_force",
        },
    )
