"""A backup of a site where people are at work is one moment of it."""

import shutil
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.db import connection

from tests.clinic.operations.conftest import Copy
from tests.clinic.operations.people import LEDGER, acknowledged, half_done, lost, work_on
from tests.clinic.operations.processes import CONTEXT, start, write_on
from tests.clinic.operations.sites import Site, at, back_up, command, missing_uploads

pytestmark = pytest.mark.django_db


class Writer(NamedTuple):
    """A process that writes, and how often it has."""

    process: BaseProcess
    written: Any


@pytest.fixture
def writer(filled: Site) -> Iterator[Writer]:
    """Somebody who uploads documents to the filled site, and has begun to."""
    written = CONTEXT.Value("q", 0, lock=False)
    begun = CONTEXT.Event()
    process = start(write_on, filled, written, begun)
    begun.wait()
    yield Writer(process, written)
    process.kill()
    process.join()


def test_a_backup_of_a_site_that_is_written_is_one_moment_of_it(
    filled: Site, copy: Copy, fresh_original: Site, tmp_path: Path, writer: Writer
) -> None:
    before = during = 0
    while during == before:  # until something was written while it was made
        before = writer.written.value
        back_up(filled, tmp_path / "clinic.tar", overwrite=True)
        during = writer.written.value
    writer.process.kill()
    writer.process.join()
    site = copy(fresh_original)
    command(site, "restore", str(tmp_path / "clinic.tar"))
    with at(site):
        assert missing_uploads() == []
        with connection.cursor() as cursor:
            cursor.execute("SELECT title FROM wagtaildocs_document WHERE title LIKE 'pair %'")
            titles = [title for (title,) in cursor.fetchall()]
    pairs = {title.rpartition("-")[0] for title in titles}
    assert len(pairs) >= before
    assert len(titles) == 2 * len(pairs)
    assert "0 wrong" in command(site, "verify_signoffs")


@pytest.fixture
def people(filled: Site) -> Iterator[None]:
    """Two who publish, sign off, comment, rate and upload on the filled site."""
    begun = [CONTEXT.Event() for _each in range(2)]
    processes = [start(work_on, filled, shift, event) for shift, event in enumerate(begun)]
    for event in begun:
        event.wait()
    yield
    for process in processes:
        process.kill()
        process.join()


@pytest.mark.usefixtures("people")
def test_it_has_all_that_people_were_told_before_and_nothing_half_done(
    filled: Site, copy: Copy, fresh_original: Site, tmp_path: Path
) -> None:
    before = during = 0
    while not 5 < before < during:  # until something was done while it was made
        before = len(acknowledged(filled))
        shutil.copy(filled.var / LEDGER, tmp_path)
        back_up(filled, tmp_path / "clinic.tar", overwrite=True)
        during = len(acknowledged(filled))
    site = copy(fresh_original)
    command(site, "restore", str(tmp_path / "clinic.tar"))
    shutil.copy(tmp_path / LEDGER, site.var)
    assert len(acknowledged(site)) >= before
    assert lost(site) == []
    assert half_done(site) == []
    with at(site):
        assert missing_uploads() == []
