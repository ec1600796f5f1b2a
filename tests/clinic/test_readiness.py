"""Whether a machine may be sent visitors."""

from collections.abc import Iterator

import pytest
from django.core.cache.backends.dummy import DummyCache
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from clinic import readiness
from clinic.readiness import NotReady


@pytest.fixture(autouse=True)
def _nothing_is_known_yet() -> Iterator[None]:
    readiness._migrations.cache_clear()
    yield
    readiness._migrations.cache_clear()


def refused(client: Client) -> str:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "no-store" in response.headers["Cache-Control"]
    return response.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("no_worker")
def test_it_is_ready_when_every_part_answers(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_it_is_not_before_the_migrations(client: Client) -> None:
    newest = MigrationRecorder(connection).migration_qs.filter(app="search").last()
    assert newest
    newest.delete()
    assert refused(client) == "not ready: migrations\n"


@pytest.mark.django_db
@pytest.mark.usefixtures("no_worker")
def test_it_is_while_the_database_is_newer_than_this_code(client: Client) -> None:
    MigrationRecorder(connection).record_applied("search", "0999_of_the_next_release")
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_it_is_not_while_the_cache_keeps_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "cache", DummyCache("", {}))
    assert refused(client) == "not ready: cache\n"


@pytest.mark.django_db
def test_it_does_not_tell_why(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse() -> None:
        raise NotReady("bucket clinic-media at 10.0.0.7")

    monkeypatch.setitem(readiness.PARTS, "storage", refuse)
    assert refused(client) == "not ready: storage\n"
    assert "bucket clinic-media" in caplog.text


@pytest.mark.django_db
def test_the_storage_of_uploads_is_asked(client: Client, settings: Settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "tests.clinic.test_readiness.Unreachable"},
    }
    assert refused(client) == "not ready: storage\n"


class Unreachable:
    """A storage whose host does not answer."""

    def exists(self, name: str) -> bool:
        raise ConnectionError(name)
