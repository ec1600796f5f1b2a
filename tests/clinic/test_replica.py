"""Public pages are read from a copy of the database, and never show less than was written."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, connections, router, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from pytest_django import Settings
from wagtail.models import Page

from clinic import replica
from clinic.replica import PublicReads, Router, is_up_to_date
from tests.factories import StandardPageFactory, UserFactory
from tests.support.clusters import Cluster, copy_into, primary, replica_of


class TestTheRouter:
    @pytest.fixture
    def reading(self) -> Iterator[None]:
        token = replica._reading.set(True)
        yield
        replica._reading.reset(token)

    def test_reads_from_the_primary_unless_told(self) -> None:
        assert Router().db_for_read(Page) == "default"

    def test_reads_from_the_replica_when_told_and_writes_to_the_primary(
        self, reading: None
    ) -> None:
        assert Router().db_for_read(Page) == "replica"
        assert Router().db_for_write(Page) == "default"

    @pytest.mark.django_db
    def test_reads_from_the_primary_within_a_transaction(self, reading: None) -> None:
        with transaction.atomic():
            assert Router().db_for_read(Page) == "default"

    def test_migrates_the_primary_alone(self) -> None:
        assert Router().allow_migrate("default", "search")
        assert not Router().allow_migrate("replica", "search")


class TestWhoReadsFromTheReplica:
    @pytest.fixture
    def chosen(self, monkeypatch: pytest.MonkeyPatch) -> Callable[..., bool]:
        """Whether a request is let read from the replica."""
        monkeypatch.setattr(replica, "is_up_to_date", lambda: True)

        def chosen(path: str, method: str = "GET", cookie: str = "") -> bool:
            request = RequestFactory().generic(method, path)
            request.user = AnonymousUser()
            request.resolver_match = resolve(path)
            if cookie:
                request.COOKIES[cookie] = "1"

            def view(request: HttpRequest) -> HttpResponse:
                middleware.process_view(request)
                return HttpResponse(str(replica._reading.get()))

            middleware = PublicReads(view)
            return middleware(request).content == b"True"

        return chosen

    @pytest.mark.parametrize("path", ["/", "/articles/sleep/", "/search/", "/sitemap.xml"])
    def test_who_reads_what_is_public(self, chosen: Callable[..., bool], path: str) -> None:
        assert chosen(path)
        assert chosen(path, "HEAD")

    @pytest.mark.parametrize("path", ["/admin/", "/documents/1/a.pdf", "/readyz", "/distress.json"])
    def test_nobody_reads_anything_else(self, chosen: Callable[..., bool], path: str) -> None:
        assert not chosen(path)

    def test_nobody_who_writes_or_has_a_cookie(self, chosen: Callable[..., bool]) -> None:
        assert not chosen("/", "POST")
        assert not chosen("/", cookie="csrftoken")

    def test_the_next_request_begins_anew(self, chosen: Callable[..., bool]) -> None:
        chosen("/")
        assert not replica._reading.get()


@pytest.fixture(scope="module")
def clusters() -> Iterator[tuple[Cluster, Cluster]]:
    """A server and one that follows it."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no replicas")
    with ExitStack() as stack:
        first = stack.enter_context(primary())
        yield first, stack.enter_context(replica_of(first))


class Pair:
    """The site on two servers."""

    def __init__(self, replica: Cluster) -> None:
        self.replica = replica

    def catch_up(self) -> None:
        end = time.monotonic() + 20
        while not is_up_to_date():
            assert time.monotonic() < end
            time.sleep(0.02)

    @contextmanager
    def lagging(self) -> Iterator[None]:
        """The replica takes nothing over until the block ends."""
        self._ask("SELECT pg_wal_replay_pause()")
        yield
        self._ask("SELECT pg_wal_replay_resume()")

    def _ask(self, sql: str) -> None:
        with connections["replica"].cursor() as cursor:
            cursor.execute(sql)


@pytest.fixture
def pair(
    transactional_db: None,
    clusters: tuple[Cluster, Cluster],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Pair]:
    before = connections["default"]
    own, following = before.copy(), before.copy("replica")
    for copy, cluster in zip((own, following), clusters, strict=True):
        copy.settings_dict |= cluster.address
    with own.cursor() as cursor:
        cursor.execute("SELECT to_regclass('wagtailcore_page')")
        if cursor.fetchone() == (None,):
            copy_into(clusters[0], before.settings_dict)
    connections["default"], connections["replica"] = own, following
    settings.DATABASE_ROUTERS = ["clinic.replica.Router"]
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "clinic.replica.PublicReads"]
    monkeypatch.setattr(replica, "_resting_until", 0.0)
    assert router.routers  # from here on who writes is watched
    pair = Pair(clusters[1])
    pair.catch_up()
    yield pair
    own.close()
    following.close()
    connections["default"] = before
    del connections["replica"]


@pytest.fixture
def page(pair: Pair) -> Page:
    page = StandardPageFactory(title="Okapi")
    pair.catch_up()
    return page


def queries(alias: str) -> CaptureQueriesContext:
    return CaptureQueriesContext(connections[alias])


class TestTwoServers:
    def test_a_page_and_a_search_are_read_from_the_replica_alone(
        self, page: Page, client: Client
    ) -> None:
        for address in (page.url, "/search/?query=okapi"):
            client.get(address)  # the first makes the rows of settings
            client.get(address)  # the next asks the primary how far it is
            with queries("default") as first, queries("replica") as second:
                response = client.get(address)
            assert "Okapi" in response.content.decode()
            assert not [query["sql"] for query in first]
            assert len(second) > 2

    def test_a_replica_that_lags_shows_no_stale_page(
        self, page: Page, client: Client, pair: Pair
    ) -> None:
        with pair.lagging():
            page.title = "Giraffe"
            page.save()
            with queries("replica") as asked:
                response = client.get(page.url)
            assert "Giraffe" in response.content.decode()
            assert len(asked) == 1  # how far it is
        pair.catch_up()
        with queries("replica") as asked:
            assert "Giraffe" in client.get(page.url).content.decode()
        assert len(asked) > 2

    def test_what_is_written_in_bulk_counts_too(
        self, page: Page, client: Client, pair: Pair
    ) -> None:
        with pair.lagging():
            Page.objects.filter(pk=page.pk).update(title="Zebra")
            assert "Zebra" in client.get(page.url).content.decode()

    def test_a_change_is_known_before_a_front_cache_hears_of_it(
        self, page: Page, pair: Pair
    ) -> None:
        known = []
        with pair.lagging(), transaction.atomic():
            page.title = "Lion"
            page.save()
            transaction.on_commit(lambda: known.append(is_up_to_date()))
        assert known == [False]

    def test_a_cache_that_forgets_makes_nobody_read_what_is_old(
        self, page: Page, client: Client, pair: Pair
    ) -> None:
        from django.core.cache import cache

        with pair.lagging():
            Page.objects.filter(pk=page.pk).update(title="Tapir")
            cache.clear()
            assert "Tapir" in client.get(page.url).content.decode()

    def test_staff_read_from_the_primary(self, page: Page, client: Client) -> None:
        client.force_login(UserFactory(group="Editors"))
        with queries("replica") as asked:
            client.get(page.url)
        assert len(asked) == 0

    def test_readers_read_on_when_the_replica_breaks_off_or_is_gone(
        self,
        page: Page,
        client: Client,
        pair: Pair,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        assert client.get(page.url).status_code == 200
        pair.replica.stop()
        try:
            with monkeypatch.context() as at_the_last_moment:
                at_the_last_moment.setattr(replica, "is_up_to_date", lambda: True)
                assert "Okapi" in client.get(page.url).content.decode()
            monkeypatch.setattr(replica, "_resting_until", 0.0)
            for _ in range(3):
                assert "Okapi" in client.get(page.url).content.decode()
            assert caplog.text.count("does not answer") == 2  # once for each beginning
        finally:
            pair.replica.start()
        monkeypatch.setattr(replica, "_resting_until", 0.0)
        pair.catch_up()
        with queries("replica") as asked:
            client.get(page.url)
        assert len(asked) > 2
