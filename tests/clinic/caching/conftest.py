from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from wagtail.models import Page

from tests.clinic.caching.front import SETTING, Recorder, paths


@pytest.fixture
def front_cache(settings: Any) -> type[Recorder]:
    """The site has a front cache."""
    settings.WAGTAILFRONTENDCACHE = SETTING
    settings.PUBLIC_CACHE_SECONDS = 600
    Recorder.purges = []
    return Recorder


@pytest.fixture
def purged_by(
    front_cache: type[Recorder],
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[Any]],
) -> Callable[[Callable[[], Any]], set[str]]:
    """What is purged when a change is committed: paths, without the queries of lists."""

    def purged_by(change: Callable[[], Any]) -> set[str]:
        front_cache.purges.clear()
        connection.run_on_commit.clear()  # the test's own preparations
        with django_capture_on_commit_callbacks(execute=True):
            change()
        return paths(url for purge in front_cache.purges for url in purge)

    return purged_by


@pytest.fixture
def published() -> Callable[[Page], Any]:
    """Publishes a page as it is in memory, the way the admin does."""
    return lambda page: page.save_revision().publish()
