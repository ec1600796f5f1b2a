"""Programs from outside Python. A developer may lack one; CI may not."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

TOOLS = Path(__file__).resolve().parent.parent / "tools" / "node_modules"


def missing(what: str) -> NoReturn:
    """Skip the test that needs `what`, or fail it where everything must be installed."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} was not found, and in CI it must be")
    pytest.skip(f"{what} was not found")


def program(*names: str) -> str:
    """The path of the first of these programs that is installed."""
    for name in names:
        if name and (path := shutil.which(name)):
            return path
    missing(" or ".join(filter(None, names)))


def tool(path: str) -> Path:
    """A file of the checkers that `make test` installs below tests/tools."""
    if not (found := TOOLS / path).is_file():
        missing(f"{path} (npm ci in tests/tools installs it)")
    return found
