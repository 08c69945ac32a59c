import ast
import re
import sys
from importlib.metadata import distribution, distributions, packages_distributions
from pathlib import Path

import pytest

from ingest.documents import ROOT

PACKAGES = (
    "ingest",
    "question",
    "index",
    "prompts",
    "reader",
    "answer",
    "views",
    "eval",
    "feedback",
    "library",
    "export",
    "ui",
    "api",
)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def read_pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    stated = [line.split("#")[0].strip() for line in lines]
    pins = {}
    for line in filter(None, stated):
        if not line.startswith("-r "):
            found = re.fullmatch(r"([\w.-]+)==([\w.+!-]+)", line)
            assert found, f"{name}: {line!r} is not pinned with =="
            pins[canonical(found[1])] = found[2]
    return pins


def imported_modules() -> set[str]:
    """Return the top-level names that the program imports, without its own and Python's."""
    names: set[str] = set()
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    for path in [*files, *ROOT.glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - set(PACKAGES) - sys.stdlib_module_names


def test_every_import_of_the_program_is_pinned() -> None:
    pins, owners = read_pins("requirements.txt"), packages_distributions()
    # Optional, so that who owns their modules may not be known here: those of one name are meant.
    files = ("requirements-peers.txt", "requirements-milvus.txt", "requirements-ray.txt")
    optional = {name for file in files for name in read_pins(file)}
    named_otherwise = {"grpc": "grpcio"}
    missing = {
        module
        for module in imported_modules()
        if canonical(named_otherwise.get(module, module)) not in optional
        and not pins.keys() & {canonical(owner) for owner in owners.get(module, [])}
    }
    assert missing == set()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_what_is_pinned_is_what_is_installed(name: str) -> None:
    installed = {canonical(d.metadata["Name"]): d.version for d in distributions()}
    different = {
        package: (version, installed.get(package, "absent"))
        for package, version in read_pins(name).items()
        if installed.get(package, "absent").split("+")[0] != version
    }
    assert different == {}


def test_no_distribution_for_graphics_cards_is_installed() -> None:
    names = {canonical(d.metadata["Name"]) for d in distributions()}
    assert {n for n in names if re.search(r"nvidia|cuda|triton|rocm", n)} == set()


def test_torch_is_built_for_processors_alone() -> None:
    path = Path(str(distribution("torch").locate_file("torch/version.py")))
    stated = path.read_text(encoding="utf-8")
    assert re.search(r"^cuda(: [^=]*)? = None$", stated, re.MULTILINE)
