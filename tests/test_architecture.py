"""The house stands: imports go downward only, and dependencies say why they are here."""

import ast
import re
import subprocess
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent

# Each part of the house and what it may import beside itself. A module belongs to the
# longest name that fits it.
CLINIC = {
    *("clinic", "clinic.content", "clinic.caching", "clinic.writing"),
    *("clinic.review", "clinic.feedback", "clinic.desk", "clinic.upkeep"),
}
# Each stands on Django and Wagtail alone; nothing stands on it, but that readiness asks.
APART = {"clinic.access", "clinic.operations"}
PAGES = {"home", "blog", "search"}
MAY_IMPORT: dict[str, set[str]] = {
    "clinic": {"clinic.content", "clinic.caching", "clinic.readiness"},
    "clinic.content": set(),
    "clinic.caching": {"clinic.content"},
    "clinic.writing": {"clinic.content", "clinic.caching"},
    "clinic.review": {"clinic.content", "clinic.caching", "clinic.writing"},
    "clinic.feedback": {"clinic.content", "clinic.caching"},
    "clinic.desk": {"clinic.content", "clinic.review", "clinic.feedback"},
    "clinic.upkeep": {"clinic.content", "clinic.writing", "clinic.review", "clinic.feedback"},
    **{part: set() for part in APART},
    "clinic.readiness": {"clinic.operations"},
    "clinic.urls": CLINIC | PAGES | {"clinic.access"},  # joins the parts; nothing imports it
    "home": CLINIC | PAGES,
    "blog": CLINIC | PAGES,
    "search": CLINIC | PAGES,
    "demo": CLINIC | PAGES,
}


def modules() -> dict[str, Path]:
    """Every module of the site by its dotted name."""
    found = {}
    for top in ("clinic", "home", "blog", "search", "demo"):
        for path in (ROOT / top).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def part_of(module: str) -> str:
    return max((part for part in MAY_IMPORT if f"{module}.".startswith(f"{part}.")), key=len)


def imports(module: str) -> Iterator[str]:
    """The site's own modules that a module imports anywhere, inside functions too."""
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1]
            source = ".".join([*(base if node.level else []), *filter(None, [node.module])])
            names = [f"{source}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            while name and name not in MODULES:
                name = name.rpartition(".")[0]
            if name and name != module:
                yield name


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_imports_only_from_its_own_floor_and_below(module: str) -> None:
    part = part_of(module)
    upward = {name for name in imports(module) if part_of(name) not in MAY_IMPORT[part] | {part}}
    assert not upward, f"{module} belongs to {part}, which may not import {sorted(upward)}"


@pytest.mark.parametrize("module", sorted(m for m in MODULES if part_of(m) in CLINIC | APART))
def test_the_ground_floor_does_not_name_the_models_above_it_either(module: str) -> None:
    names = [
        node.value
        for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    upward = [name for name in names if re.fullmatch(r"(home|blog|search|demo)\.[A-Z]\w+", name)]
    assert not upward


def test_no_modules_import_each_other_in_a_loop() -> None:
    assert_no_loop({module: set(imports(module)) for module in MODULES})


def test_no_apps_import_each_other_in_a_loop() -> None:
    graph: dict[str, set[str]] = {}
    for module in MODULES:
        part = part_of(module)
        graph.setdefault(part, set()).update(map(part_of, imports(module)))
    assert_no_loop({part: below - {part} for part, below in graph.items()})


def assert_no_loop(graph: dict[str, set[str]]) -> None:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as loop:
        pytest.fail(" is imported by ".join(loop.args[1]))


@pytest.mark.parametrize("file", ["requirements.in", "requirements-dev.in"])
def test_every_dependency_has_a_lower_bound_and_a_reason(file: str) -> None:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    for before, line in zip(["", *lines], lines, strict=False):
        if line and not line.startswith(("#", "-")):
            assert ">=" in line, f"{line} has no lower bound"
            assert before.startswith("# "), f"{line} has no reason above it"


def test_no_file_names_a_package_registry() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    host = re.compile(
        rb"\b(pypi|pythonhosted|npmjs|yarnpkg|debian)\.(org|com)\b|--(extra-)?index-url"
    )
    naming = [
        name
        for name in filter(None, listed.split("\0"))
        if (ROOT / name).is_file()
        and name != "tests/test_architecture.py"
        and host.search((ROOT / name).read_bytes())
    ]
    assert not naming
