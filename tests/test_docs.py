"""The documentation speaks of what is there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
# Not read through `env`: which settings to take.
READ_BY_DJANGO = {"DJANGO_SETTINGS_MODULE"}


def settings_variables() -> set[str]:
    """The names that the settings read from the environment."""
    return {
        name
        for path in (ROOT / "clinic" / "settings").glob("*.py")
        for name in names_read(ast.parse(path.read_text(encoding="utf-8")))
    }


def names_read(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[0] == "env":
            name = node.args[0] if node.args else None
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                yield name.value


def documented_variables() -> set[str]:
    """The names in the table of the operator's guide."""
    guide = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
    part = guide.split("\n## Environment variables\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([A-Z_]+)` \|", part, re.MULTILINE))


def test_the_guide_lists_each_variable_that_the_settings_read_and_no_other() -> None:
    assert documented_variables() == settings_variables() | READ_BY_DJANGO


def prose(path: Path) -> str:
    """A page without its examples."""
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)


def anchors(path: Path) -> set[str]:
    """The addresses of a page's headings, as forges make them."""
    headings = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_and_pictures_lead_to_what_exists(page: Path) -> None:
    for target in LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.is_relative_to(ROOT), f"{target} leads out of the repository"
        assert file.exists(), f"{target} does not exist"
        if anchor:
            assert anchor in anchors(file), f"{target} names no heading"


def test_every_picture_of_the_documentation_is_shown_somewhere() -> None:
    shown = {
        (page.parent / target).resolve() for page in PAGES for target in LINK.findall(prose(page))
    }
    pictures = set((ROOT / "docs" / "images").glob("*.png"))
    assert pictures <= shown
    assert sum(picture.stat().st_size for picture in pictures) < 1_000_000


def mapped_paths() -> Iterator[Path]:
    """The folders of the map of the code, by their indentation."""
    text = README.read_text(encoding="utf-8")
    lines = text.split("\n## Map of the code\n")[1].split("```")[1].strip("\n").splitlines()
    above: list[str] = []
    for line in lines:
        depth = (len(line) - len(line.lstrip())) // 2
        above[depth:] = [line.split()[0]]
        yield ROOT.joinpath(*above)


def test_the_map_of_the_code_names_folders_that_exist() -> None:
    missing = [path for path in mapped_paths() if not path.is_dir()]
    assert not missing


def test_the_map_of_the_code_has_every_part_of_the_site() -> None:
    mapped = set(mapped_paths())
    apps = {path.parent for path in ROOT.glob("*/apps.py")} | {ROOT / "clinic"}
    inside = {path.parent for path in ROOT.glob("clinic/*/apps.py")}
    assert apps | inside <= mapped


def test_make_knows_every_command_that_the_documentation_names() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    named = {
        name
        for page in PAGES
        for name in re.findall(
            r"(?:^|`)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert named <= targets
