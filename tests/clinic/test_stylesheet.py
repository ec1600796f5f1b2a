"""The stylesheet is one file made of the layers, always as fresh as they are."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from pytest_django import Settings

from clinic import stylesheet
from clinic.stylesheet import LAYERS, StylesheetFinder, compact


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A stylesheet of one rule in each layer."""
    directory = tmp_path / "sources"
    directory.mkdir()
    for layer in LAYERS:
        (directory / f"{layer}.css").write_text(f"/* {layer} */\n.{layer} {{\n  order: 1;\n}}\n")
    return directory


@pytest.fixture
def finder(sources: Path, tmp_path: Path, settings: Settings) -> StylesheetFinder:
    settings.STYLESHEET_DIR = tmp_path / "built"
    return StylesheetFinder(sources=sources)


def found(finder: StylesheetFinder) -> Path:
    return Path(str(finder.find("css/site.css")))


def test_layers_come_in_their_order_each_in_its_own(finder: StylesheetFinder) -> None:
    built = found(finder).read_text()
    assert built.startswith(
        "@layer reset,tokens,base,layout,components,feedback,blocks,utilities,print;\n"
        "@layer reset{.reset{order: 1}}\n@layer tokens{"
    )
    assert built.endswith("@layer print{.print{order: 1}}\n")


def test_a_change_of_a_source_shows_at_once(finder: StylesheetFinder, sources: Path) -> None:
    found(finder)
    (sources / "base.css").write_text("body { margin: 0; }")
    assert "@layer base{body{margin: 0}}" in found(finder).read_text()


def test_an_unchanged_stylesheet_is_not_written_again(finder: StylesheetFinder) -> None:
    first = found(finder).stat()
    second = found(finder).stat()
    assert (first.st_ino, first.st_mtime_ns) == (second.st_ino, second.st_mtime_ns)


def test_nothing_but_the_stylesheet_is_left_where_it_is_written(
    finder: StylesheetFinder, tmp_path: Path
) -> None:
    found(finder)
    assert [path.name for path in (tmp_path / "built" / "css").iterdir()] == ["site.css"]


def test_other_files_are_left_to_other_finders(finder: StylesheetFinder) -> None:
    assert finder.find("css/other.css") == []
    assert finder.find("css/other.css", find_all=True) == []


def test_it_is_listed_once_and_can_be_ignored(finder: StylesheetFinder) -> None:
    assert [path for path, _storage in finder.list([])] == ["css/site.css"]
    assert [path for path, _storage in finder.list(None)] == ["css/site.css"]
    assert list(finder.list(["css/*"])) == []


def test_a_missing_layer_is_named(finder: StylesheetFinder, sources: Path) -> None:
    assert finder.check() == []
    (sources / "print.css").unlink()
    assert [message.id for message in finder.check()] == ["clinic.E001"]


@pytest.mark.parametrize(
    ("written", "compacted"),
    [
        ("a {\n  color: red;\n  top: 0;\n}\n", "a{color: red;top: 0}"),
        ("a /* why */ b { }", "a b{}"),
        ("/* one *//* two */\na { }", "a{}"),
        ("a > b, c :hover { margin: 0 auto }", "a > b,c :hover{margin: 0 auto}"),
        ("a { width: calc(1px + 2px) }", "a{width: calc(1px + 2px)}"),
        ('a::after { content: " /* kept */  ;  " }', 'a::after{content: " /* kept */  ;  "}'),
        (r'a { content: "\"  {" }', r'a{content: "\"  {"}'),
        ("a { font: 1em 'Two  Spaces' , serif }", "a{font: 1em 'Two  Spaces',serif}"),
    ],
)
def test_comments_and_needless_space_go_strings_stay(written: str, compacted: str) -> None:
    assert compact(written) == compacted


def test_the_site_finds_it_through_django() -> None:
    assert Path(str(finders.find(stylesheet.NAME))).read_text() == stylesheet.stylesheet()


def test_collectstatic_gives_it_a_name_of_its_content(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = str(tmp_path / "static")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["*admin*"])
    hashed = list((tmp_path / "static" / "css").glob("site.*.css"))
    assert [path.read_text() for path in hashed] == [stylesheet.stylesheet()]
