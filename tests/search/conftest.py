"""What asks the engines: some tests are asked of OpenSearch's stand-in too."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from search.engines import EngineError, get_engine
from tests.support.opensearch import ACCOUNT, OpenSearchServer, opensearch_server

DATABASE, OPENSEARCH = "database", "opensearch"
ASKED_OF_BOTH = {"test_search", "test_changes", "test_checking", "test_hostile_queries"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if Path(metafunc.module.__file__ or "").stem in ASKED_OF_BOTH:
        metafunc.parametrize("_engine", [DATABASE, OPENSEARCH], indirect=True)


@pytest.fixture(autouse=True)
def _engine(request: pytest.FixtureRequest) -> None:
    """The engine of a test: the database's own, or OpenSearch."""
    if getattr(request, "param", DATABASE) == OPENSEARCH:
        request.getfixturevalue("at_once")
        request.getfixturevalue("opensearch")
        # Before the pages that a module's own fixtures make.
        request.getfixturevalue("db")
        get_engine().mend()


@pytest.fixture(scope="session")
def _opensearch() -> Iterator[OpenSearchServer]:
    with opensearch_server() as server:
        yield server


@pytest.fixture
def opensearch(_opensearch: OpenSearchServer, settings: Any) -> Iterator[OpenSearchServer]:
    """An OpenSearch without an index, to which the site turns; it refuses no request."""
    user, _, password = ACCOUNT.partition(":")
    account = f"{user}:{quote(password, safe='')}"
    settings.SEARCH_URL = f"opensearch+http://{account}@127.0.0.1:{_opensearch.port}/clinic"
    _opensearch.broken = False
    for kept in (_opensearch.indexes, _opensearch.aliases, _opensearch.refusals):
        kept.clear()
    yield _opensearch
    assert not _opensearch.refusals


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """OpenSearch is told at once, as tests commit nothing."""

    def on_commit(write: Callable[[], None], robust: bool) -> None:
        with suppress(EngineError):
            write()

    monkeypatch.setattr("search.engines.opensearch.on_commit", on_commit)
