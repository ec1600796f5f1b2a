"""Killed at any moment while people work, a process takes nothing with it that they were told is
done, and leaves nothing half done."""

import random
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from django.db import connection

from tests.clinic.operations.conftest import Copy
from tests.clinic.operations.people import (
    acknowledged,
    damage,
    half_done,
    lost,
    work_on,
)
from tests.clinic.operations.processes import CONTEXT, start
from tests.clinic.operations.sites import Site, wait_for_the_database
from tests.support.clusters import DATABASE, copy_into, primary

pytestmark = pytest.mark.django_db
SEED = 20_260_301
ACTS = {"publish", "sign_off", "comment", "rate", "upload"}


Kill = Callable[[BaseProcess], None]


def kill_at_random_moments(site: Site, wanted: int, kill: Kill = BaseProcess.kill) -> None:
    """Let people work, `wanted` times, and kill what serves them."""
    chance = random.Random(SEED)
    for shift in range(wanted):
        begun = CONTEXT.Event()
        process = start(work_on, site, shift, begun)
        assert begun.wait(60)
        process.join(chance.uniform(0, 2.5))
        assert process.exitcode is None, "it failed by itself"
        kill(process)
        process.join()
        wait_for_the_database(site)
        assert lost(site) == []
        assert half_done(site) == []
        assert [*damage(site)] == []


def test_nothing_that_people_were_told_is_lost(filled: Site) -> None:
    kill_at_random_moments(filled, 6)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_nor_after_two_hundred_kills(filled: Site, scale: float) -> None:
    kill_at_random_moments(filled, max(2, round(200 * scale)))
    if scale == 1:
        assert {act for act, _name in acknowledged(filled)} == ACTS


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_nor_when_postgresql_is_killed(
    filled_original: Site, copy: Copy, tmp_path: Path, scale: float
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("is about PostgreSQL")
    filled = copy(filled_original)
    with primary() as cluster:
        copy_into(cluster, {**connection.settings_dict, "NAME": filled.database})
        site = Site(DATABASE, filled.var, cluster.address)

        def kill(process: BaseProcess) -> None:
            cluster.kill()
            process.kill()
            cluster.start()

        kill_at_random_moments(site, max(2, round(200 * scale)), kill)
