"""A front cache that only writes down what it is told to forget."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from wagtail.contrib.frontend_cache.backends import BaseBackend

SETTING = {"front": {"BACKEND": "tests.clinic.caching.front.Recorder"}}


class Recorder(BaseBackend):
    """Every purge of a test."""

    purges: list[list[str]] = []  # one list for all instances, of which Wagtail makes many

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)

    def purge_batch(self, urls: Iterable[str]) -> None:
        self.purges.append(list(urls))


def paths(urls: Iterable[str]) -> set[str]:
    """The paths of addresses, without their queries."""
    return {urlsplit(url).path for url in urls}
