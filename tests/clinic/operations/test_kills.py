"""Killed at any moment, a backup leaves no half file and a restore no half site."""

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.core.management import CommandError

from clinic.operations.archive import verify
from tests.clinic.operations.conftest import Copy
from tests.clinic.operations.processes import (
    CONTEXT,
    hold_lock,
    killed_after,
    killed_at,
    start,
    steps_of,
)
from tests.clinic.operations.sites import (
    Site,
    at,
    back_up,
    command,
    missing_uploads,
    rows,
    uploads,
    wait_for_the_database,
)

pytestmark = pytest.mark.django_db
SEED = 20_240_229
MOMENTS = 12
Kill = Callable[..., None]


def steps(total: int, wanted: int) -> list[Kill]:
    """Kills after steps of a command: the first, the last, some of all, and as many of the last
    twentieth, where things are put in place."""
    chance = random.Random(SEED)
    early = [1, *(chance.randint(1, total) for _ in range(wanted // 2 - 1))]
    late = [total, *(chance.randint(total * 19 // 20, total) for _ in range(wanted // 2 - 1))]
    return [partial(killed_at, step) for step in early + late]


def times(wanted: int) -> list[Kill]:
    """Kills after any time, within a step too."""
    chance = random.Random(SEED)
    return [partial(killed_after, chance.uniform(0, 2)) for _ in range(wanted)]


def expect_whole_backups(site: Site, folder: Path, kills: list[Kill]) -> None:
    left = set()
    old, new = folder / "old.tar", folder / "new.tar"
    before = back_up(site, old)
    content = old.read_bytes()
    for kill in kills:
        for file, was_there in ((old, True), (new, False)):
            kill(site, "backup", str(file), "--overwrite")
            if file.exists() and not (was_there and file.read_bytes() == content):
                assert verify(file).media == before.media
            assert file.exists() or not was_there
            left.add(new.exists())
            new.unlink(missing_ok=True)
            old.write_bytes(content)
    assert left == {True, False}
    wait_for_the_database(site)
    back_up(site, new)
    assert {path.name for path in folder.glob("new*")} == {"new.tar"}


def expect_whole_sites(
    backup: Path, old: Site, new: Site, copy: Copy, kills: list[Kill]
) -> set[str]:
    """Which of the two sites the kills have left."""
    old_rows, new_rows, left = rows(old), rows(new), set()
    for kill in kills:
        site = copy(old)
        kill(site, "restore", str(backup), "--replace")
        wait_for_the_database(site)
        found = rows(site)
        assert found in (old_rows, new_rows)
        left.add("old" if found == old_rows else "new")
        with at(site):
            assert missing_uploads() == []
        if found == old_rows:
            assert uploads(old).items() <= uploads(site).items()
        command(site, "restore", str(backup), replace=True)
        assert rows(site) == new_rows
        assert uploads(site) == uploads(new)
    return left


def test_a_killed_backup_leaves_no_file_and_the_old_one_untouched(
    filled_original: Site, tmp_path: Path
) -> None:
    total = steps_of(filled_original, "backup", str(tmp_path / "counted.tar"))
    expect_whole_backups(filled_original, tmp_path, steps(total, MOMENTS))


def test_a_killed_restore_leaves_the_old_site_or_the_new_one(
    backup: Path, filled_original: Site, changed_original: Site, copy: Copy
) -> None:
    total = steps_of(copy(changed_original), "restore", str(backup), "--replace")
    kills = steps(total, MOMENTS)
    left = expect_whole_sites(backup, changed_original, filled_original, copy, kills)
    assert left == {"old", "new"}


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_hundreds_of_killed_backups_leave_no_half_file(
    filled_original: Site, tmp_path: Path, scale: float
) -> None:
    total = steps_of(filled_original, "backup", str(tmp_path / "counted.tar"))
    wanted = max(2, round(150 * scale))
    expect_whole_backups(filled_original, tmp_path, steps(total, wanted) + times(wanted))


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_hundreds_of_killed_restores_leave_no_half_site(
    backup: Path, filled_original: Site, changed_original: Site, copy: Copy, scale: float
) -> None:
    total = steps_of(copy(changed_original), "restore", str(backup), "--replace")
    wanted = max(2, round(150 * scale))
    kills = steps(total, wanted) + times(wanted)
    left = expect_whole_sites(backup, changed_original, filled_original, copy, kills)
    assert left == {"old", "new"}


def test_a_restore_waits_for_nobody_who_holds_the_lock(
    backup: Path, changed: Site, filled_original: Site
) -> None:
    held = CONTEXT.Event()
    process = start(hold_lock, changed, held)
    held.wait()
    before = rows(changed)
    with pytest.raises(CommandError, match="try later"):
        command(changed, "restore", str(backup), replace=True)
    assert rows(changed) == before
    process.kill()
    process.join()
    command(changed, "restore", str(backup), replace=True)
    assert rows(changed) == rows(filled_original)
