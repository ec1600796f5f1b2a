"""What the tests of the importer share: a file to read, a text to compose."""

from collections.abc import Callable
from pathlib import Path

import pytest

from blog.importing.checking import check
from blog.importing.composing import Composition, compose
from blog.importing.reading import read
from blog.importing.source import Source

Compose = Callable[..., Composition]


@pytest.fixture
def composed() -> Compose:
    """Composes a text, checks that no word was lost, and gives what came of it."""

    def composed(text: str, format: str = "text") -> Composition:
        composition = compose(read(Source(text, format)))
        check(composition, composition.document.title, composition.blocks)
        return composition

    return composed


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file."""

    def file(content: str | bytes, name: str = "article.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return file
