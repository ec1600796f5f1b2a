"""Fixtures for every test: a browser with a guard, the checkers, an empty cache."""

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from clinic.review.gate import admitting
from home.models import HomePage
from tests.support.accessibility import assert_accessible
from tests.support.browser import Guard, launched
from tests.support.markup import assert_valid_html
from tests.support.programs import program
from tests.support.smtp import MailServer, mail_server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives the browser, so that `-m "not browser"` leaves it out and CI may run it
    once more; mark what looks at finished pages as `once`; and give every test that commits what
    migrations made (locale, root page, groups): the flush after another such test has taken it
    away."""
    for item in items:
        names = getattr(item, "fixturenames", [])
        marker = item.get_closest_marker("django_db")
        if "chromium" in names:
            item.add_marker("browser")
            if os.environ.get("CI"):
                item.add_marker(pytest.mark.flaky(reruns=1))
        if {"axe", "validate_html"} & set(names):
            item.add_marker("once")
        if {"live_server", "transactional_db"} & set(names) or (
            marker and marker.kwargs.get("transaction")
        ):
            names.append("django_db_serialized_rollback")


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Wagtail caches the addresses of sites, which differ from test to test."""
    cache.clear()


@pytest.fixture
def admitted() -> Iterator[None]:
    """Clinical pages go live without a sign-off while the test runs, as in an operator's
    import. For tests that are about something else."""
    with admitting():
        yield


@pytest.fixture
def site(db: None) -> Site:
    """The site that migrations made, its home page the root of every other page."""
    return Site.objects.select_related("root_page").get(is_default_site=True)


@pytest.fixture
def home(site: Site) -> HomePage:
    """The home page of the site."""
    return site.root_page.specific


@pytest.fixture(scope="session")
def scale() -> float:
    """How much of its work a long test does: 1 is all, SCALE=0.1 a tenth."""
    return float(os.environ.get("SCALE", "1"))


@pytest.fixture(scope="session")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    """The system's Chromium; CHROMIUM names another."""
    executable = program(
        os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"
    )
    # Playwright keeps an event loop in this thread, which Django takes for async code: it has
    # to be allowed, and has a connection of its own.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    made_by_migrations = getattr(connection, "_test_serialized_contents", None)
    with launched(executable) as browser:
        connection._test_serialized_contents = made_by_migrations
        yield browser
        connections.close_all()


@pytest.fixture
def guard(live_server: LiveServer) -> Guard:
    """What fails a browser test that asks another host or meets an error."""
    return Guard(live_server.url)


@pytest.fixture
def new_page(
    db: None, chromium: Browser, live_server: LiveServer, guard: Guard
) -> Iterator[Callable[..., Page]]:
    """Opens a page of the site in a fresh profile, as wide and as dark as asked."""
    contexts = []

    def open_page(
        width: int = 1280,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        **options: Any,
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale="en-GB",
            **options,
        )
        context.set_default_timeout(15_000)
        guard.watch(context)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    guard.check()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page on a desk: wide and light."""
    return new_page()


@pytest.fixture
def log_in(live_server: LiveServer) -> Callable[[Page, AbstractBaseUser], None]:
    """Gives the browser that shows a page the session of a user."""

    def log_in(page: Page, user: AbstractBaseUser) -> None:
        client = Client()
        client.force_login(user)
        page.context.add_cookies(
            [
                {"name": name, "value": morsel.value, "url": live_server.url}
                for name, morsel in client.cookies.items()
            ]
        )

    return log_in


@pytest.fixture
def no_worker(settings: Any) -> None:
    """The site does its work itself, whatever the suite's settings say."""
    settings.TASKS_WORKER = False


@pytest.fixture
def uploads_in_a_folder(settings: Any) -> None:
    """Uploads are files below MEDIA_ROOT, whatever the suite's settings say."""
    folder = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": folder}


@pytest.fixture
def axe() -> Callable[..., None]:
    """Checks that what a page shows now is accessible."""
    return assert_accessible


@pytest.fixture
def validate_html() -> Callable[[str | Mapping[str, str]], None]:
    """Checks that documents are valid HTML."""
    return assert_valid_html


@pytest.fixture
def smtp(settings: Any) -> Iterator[MailServer]:
    """A real mail server to which the site sends its mail."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = server.host
        settings.EMAIL_PORT = server.port
        settings.EMAIL_USE_TLS = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT = 10
        yield server
