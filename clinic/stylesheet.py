"""One stylesheet made of one source file for each cascade layer, without a build step."""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"
LAYERS = (
    "reset",
    "tokens",
    "base",
    "layout",
    "components",
    "feedback",
    "blocks",
    "utilities",
    "print",
)
SOURCES = Path(__file__).resolve().parent.parent / "static" / "css"

# A quoted string is matched first and kept, so that nothing within one is taken for a
# comment or for needless space.
_STRING_COMMENT_OR_SPACE = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?:/\*.*?\*/|\s)+""", re.DOTALL
)
_STRING_OR_PUNCTUATION = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\s*([{};,])\s*""", re.DOTALL
)


def compact(css: str) -> str:
    """`css` without comments and without the spaces that mean nothing."""
    css = _STRING_COMMENT_OR_SPACE.sub(lambda found: found[1] or " ", css)
    css = _STRING_OR_PUNCTUATION.sub(lambda found: found[1] or found[2], css)
    return css.replace(";}", "}").strip()


def stylesheet(sources: Path = SOURCES) -> str:
    """All layers of `sources` in their order, each in its own `@layer`."""
    rules = (
        f"@layer {layer}{{{compact((sources / f'{layer}.css').read_text(encoding='utf-8'))}}}"
        for layer in LAYERS
    )
    return "\n".join([f"@layer {','.join(LAYERS)};", *rules, ""])


def write_if_changed(path: Path, text: str) -> None:
    """Replace the file at once, so that no reader meets half of it, and leave it alone where
    it says the same already, so that its date tells when it last changed."""
    content = text.encode()
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp keeps the file to its owner; another user may serve it.
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


class StylesheetFinder(BaseFinder):
    """Offers `css/site.css`, as fresh as its sources, to runserver and collectstatic."""

    def __init__(self, *args: Any, sources: Path = SOURCES, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = sources
        self.storage = FileSystemStorage(location=settings.STYLESHEET_DIR)
        self.storage.prefix = ""  # collectstatic asks every storage for one

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """Name the layers whose file is not there."""
        return [
            Error(
                f"The stylesheet's layer {self.sources / layer}.css is missing.",
                id="clinic.E001",
            )
            for layer in LAYERS
            if not (self.sources / f"{layer}.css").is_file()
        ]

    def find(self, path: str, find_all: bool = False) -> str | list[str]:
        """The file's place when `path` is the stylesheet's."""
        if Path(path).as_posix() != NAME:
            return []
        built = self.build()
        return [built] if find_all else built

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        """The stylesheet alone, unless a pattern leaves it out."""
        if not matches_patterns(NAME, ignore_patterns or []):
            self.build()
            yield NAME, self.storage

    def build(self) -> str:
        """Write the stylesheet unless it is there as its sources are now; its path."""
        path = Path(self.storage.path(NAME))
        write_if_changed(path, stylesheet(self.sources))
        return str(path)
