"""Texts that others wrote, which must not be part of this repository."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
# Beside the repository, or where CLINIC_SEED_DIR says.
DIRECTORY = Path(os.environ.get("CLINIC_SEED_DIR", REPOSITORY.parent / "shared" / "seed"))

needs_copied_pages = pytest.mark.skipif(
    not any(DIRECTORY.glob("*.txt")) and not os.environ.get("CI"),
    reason="the copied pages are not here",
)
