"""A front cache may keep what it can be told to forget, no longer than it is right."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from clinic.caching.sending import send
from tests.clinic.caching.front import Recorder
from tests.content.hidden import restrict
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
)
from tests.support.review import sign_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("front_cache")]

HOUR = timedelta(hours=1)


@pytest.fixture
def client() -> Client:
    """A visitor who asks for the site by its name."""
    return Client(HTTP_HOST="localhost")


@pytest.fixture(autouse=True)
def _site(admitted: None, home: Page) -> None:
    index = ArticleIndexPageFactory()
    ArticlePageFactory(parent=index, title="Sleep", topics=[TopicFactory(name="Nights")])
    StandardPageFactory(title="About")


def directives(client: Client, address: str, **headers: Any) -> dict[str, str]:
    """What the Cache-Control of an answer says."""
    header = client.get(address, **headers).headers.get("Cache-Control", "")
    return dict(re.findall(r"([a-z-]+)(?:=(\d+))?", header))


def is_kept(client: Client, address: str, **headers: Any) -> bool:
    return "s-maxage" in directives(client, address, **headers)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/about/",
        "/articles/",
        "/articles/?page=1",
        "/articles/?topic=nights",
        "/articles/?topic=nights&page=2",
        "/articles/feed/",
        "/articles/sleep/",
        "/articles/sleep/reviews/",
        "/robots.txt",
        "/sitemap.xml",
    ],
)
def test_what_can_be_purged_is_kept(client: Client, address: str) -> None:
    cache.clear()
    client.get(address)
    said = directives(client, address)
    assert "public" in said
    assert said["max-age"] == "0"
    assert said["s-maxage"] == "600"
    assert said["stale-while-revalidate"] == "60"
    assert said["stale-if-error"] == str(7 * 24 * 60 * 60)
    assert "must-revalidate" not in said  # which would forbid what is stale


@pytest.mark.parametrize(
    "address",
    [
        "/about/?x=1",
        "/about/?",
        "/articles/?page=11",
        "/articles/?page=2&topic=nights",
        "/articles/?topic=nights&x=1",
        "/articles/sleep/reviews/?page=2",
        "/robots.txt?x=1",
        "/sitemap.xml?p=1",
        "/search/",
        "/search/?query=sleep",
        "/distress.json",
        "/healthz",
        "/nothing/",
        "/admin/login/",
    ],
)
def test_what_could_not_be_purged_is_not_kept(client: Client, address: str) -> None:
    assert not is_kept(client, address, RAW_URI=address)


def test_another_spelling_of_an_address_is_not_kept(client: Client) -> None:
    assert is_kept(client, "/about/", RAW_URI="/about/")
    for written in ("/%61bout/", "//about/", "http://localhost/about/"):
        assert not is_kept(client, "/about/", RAW_URI=written)


def test_the_site_under_another_host_is_not_kept(client: Client) -> None:
    assert is_kept(client, "/about/")
    assert not is_kept(client, "/about/", headers={"host": "other.example"})


def test_a_redirect_is_not_kept(client: Client) -> None:
    assert "s-maxage" not in client.get("/about").headers.get("Cache-Control", "")


def test_an_answer_to_a_form_is_not_kept(client: Client) -> None:
    assert "s-maxage" not in client.post("/about/").headers.get("Cache-Control", "")


def test_a_private_page_is_not_kept_for_those_who_may_read_it(client: Client) -> None:
    page = restrict(StandardPageFactory(title="Staff"), "login")
    client.force_login(UserFactory())
    said = directives(client, page.url)
    assert "s-maxage" not in said
    assert "private" in said


def test_a_page_is_kept_though_the_visitor_has_cookies(client: Client) -> None:
    client.force_login(UserFactory())
    client.cookies["feedback_reader"] = "a:b:c"
    assert is_kept(client, "/articles/sleep/")


class TestAPageThatChangesByItself:
    def test_is_kept_until_it_expires(self, client: Client) -> None:
        page = Page.objects.get(slug="about")
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timedelta(minutes=5))
        said = directives(client, "/about/")
        assert 290 < int(said["s-maxage"]) <= 300
        assert said["stale-while-revalidate"] == said["stale-if-error"] == "0"

    def test_is_not_kept_past_its_expiry_in_an_outage(self, client: Client) -> None:
        page = Page.objects.get(slug="about")
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + HOUR)
        said = directives(client, "/about/")
        assert said["s-maxage"] == "600"
        assert int(said["s-maxage"]) + int(said["stale-if-error"]) <= 3600

    def test_is_kept_until_its_review_falls_due(self, client: Client) -> None:
        sign_off(Page.objects.get(slug="sleep").specific, due=timezone.now() + HOUR / 12)
        cache.clear()
        said = directives(client, "/articles/sleep/")
        assert 0 < int(said["s-maxage"]) <= 300


class TestAnAnswerThatWasBegunBeforeAPurge:
    def test_is_not_kept(self, client: Client, front_cache: type[Recorder]) -> None:
        assert is_kept(client, "/about/")
        send({"http://localhost/about/"})
        assert not is_kept(client, "/about/")
        assert is_kept(client, "/")

    def test_nor_when_very_much_was_purged(self, client: Client) -> None:
        send({f"http://localhost/{number}/" for number in range(1000)})
        assert not is_kept(client, "/about/")

    def test_one_that_is_begun_later_is_kept(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        send({"http://localhost/about/"})
        later = time.time() + 5
        monkeypatch.setattr("clinic.middleware.time", lambda: later)
        assert is_kept(client, "/about/")


class TestWithoutAFrontCache:
    def test_nothing_is_kept(self, client: Client, settings: Any) -> None:
        settings.PUBLIC_CACHE_SECONDS = 0
        said = directives(client, "/about/")
        assert "s-maxage" not in said
        assert "must-revalidate" in said
