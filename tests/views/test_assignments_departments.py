"""Departments found by the names that people use."""

from pathlib import Path

import pytest

from ingest import Corpus
from tests.views.assigned import PLAN, make_corpus
from views.assignments import Departments, read_tasks


@pytest.fixture(scope="module")
def real(corpus: Corpus) -> Departments:
    return Departments(corpus.documents, read_tasks(corpus))


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("广东省商务厅", "广东省商务厅"),
        ("省商务厅", "广东省商务厅"),
        (" 商 务 厅 ", "广东省商务厅"),
        ("商務廳", "广东省商务厅"),
        ("工信厅", "广东省工业和信息化厅"),
        ("省工信厅", "广东省工业和信息化厅"),
        ("市监局", "广东省市场监督管理局"),
        ("发改委", "广东省发展和改革委员会"),
        ("人社厅", "广东省人力资源和社会保障厅"),
        ("税务局", "国家税务总局广东省税务局"),
        ("财政", "广东省财政厅"),
        ("制造强省建设领导小组各成员单位", "广东省制造强省建设领导小组"),
    ],
)
def test_a_department_is_found_by_its_names(real: Departments, asked: str, name: str) -> None:
    assert real.find(asked) == (name,)


def test_every_real_name_and_every_printed_form_finds_its_department(real: Departments) -> None:
    for name in real.names:
        for form in (name, real.short(name), *real.printed(name)):
            assert real.find(form) == (name,)


@pytest.mark.parametrize("asked", ["公安厅", "工信局", "江苏省商务厅", "x" * 5000, "(", "。"])
def test_a_name_of_no_department_finds_none_and_has_nearest(real: Departments, asked: str) -> None:
    assert real.find(asked) == ()
    assert len(real.nearest(asked)) == 3


def test_the_nearest_names_come_first(real: Departments) -> None:
    assert real.nearest("工信局")[0] == "广东省工业和信息化厅"
    assert real.nearest("商务庁")[0] == "广东省商务厅"


def test_a_part_of_several_names_finds_them_all(real: Departments) -> None:
    found = real.find("管理局")
    assert "广东省市场监督管理局" in found
    assert "广东省政务服务数据管理局" in found


def test_nothing_asked_finds_nothing(real: Departments) -> None:
    assert real.find(" ") == ()


def test_a_short_name_means_the_departments_of_every_place(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path, a=PLAN, b=PLAN.replace("临江省", "海东省"))
    departments = Departments(corpus.documents, read_tasks(corpus))
    assert set(departments.find("商务厅")) == {"临江省商务厅", "海东省商务厅"}
    assert departments.find("海东省商务厅") == ("海东省商务厅",)


def test_departments_are_in_the_order_of_their_tasks(real: Departments) -> None:
    assert real.names[:3] == ("广东省工业和信息化厅", "广东省市场监督管理局", "广东省商务厅")


def test_without_tasks_there_are_no_departments(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path, draft="一、总则\n（一）宗旨。促进发展。\n")
    departments = Departments(corpus.documents, ())
    assert departments.names == departments.find("商务厅") == departments.nearest("商务厅") == ()
