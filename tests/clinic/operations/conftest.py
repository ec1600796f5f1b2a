"""Sites that may be harmed. The database of the other tests is only copied."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import override_settings

from tests.clinic.operations.sites import (
    Site,
    at,
    back_up,
    change,
    copied,
    copied_database,
    drop,
    fill,
)

FOLDER = "django.core.files.storage.FileSystemStorage"
Copy = Callable[[Site], Site]


@pytest.fixture(scope="package", autouse=True)
def uploads_in_a_folder() -> Iterator[None]:
    """These sites keep their uploads in folders, wherever the suite keeps its own."""
    stored = {**settings.STORAGES, "default": {"BACKEND": FOLDER}}
    with override_settings(STORAGES=stored):
        yield


@pytest.fixture(scope="package")
def fresh_original(
    django_db_setup: None,
    uploads_in_a_folder: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """A site whose database was migrated, and nothing else; not to be changed."""
    with django_db_blocker.unblock():
        connections.close_all()  # nobody may be connected to what is copied
        var = tmp_path_factory.mktemp("fresh")
        site = Site(copied_database(connection.settings_dict["NAME"], var), var)
    yield site
    with django_db_blocker.unblock():
        drop(site)


@pytest.fixture(scope="package")
def filled_original(
    fresh_original: Site, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A clinic's site; not to be changed."""
    with django_db_blocker.unblock():
        site = copied(fresh_original, tmp_path_factory.mktemp("filled"))
        with at(site):
            fill()
    yield site
    with django_db_blocker.unblock():
        drop(site)


@pytest.fixture(scope="package")
def changed_original(
    filled_original: Site, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The same clinic's site, some days later; not to be changed."""
    with django_db_blocker.unblock():
        site = copied(filled_original, tmp_path_factory.mktemp("changed"))
        change(site)
    yield site
    with django_db_blocker.unblock():
        drop(site)


@pytest.fixture(scope="package")
def backup(
    filled_original: Site, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A backup of the filled site; not to be changed."""
    file = tmp_path_factory.mktemp("backup") / "clinic.tar"
    with django_db_blocker.unblock():
        back_up(filled_original, file)
    return file


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    """Makes a copy of a site that the test may change."""
    made: list[Site] = []

    def make(site: Site) -> Site:
        made.append(copied(site, tmp_path))
        return made[-1]

    yield make
    for site in made:
        drop(site)


@pytest.fixture
def fresh(copy: Copy, fresh_original: Site) -> Site:
    return copy(fresh_original)


@pytest.fixture
def filled(copy: Copy, filled_original: Site) -> Site:
    return copy(filled_original)


@pytest.fixture
def changed(copy: Copy, changed_original: Site) -> Site:
    return copy(changed_original)
