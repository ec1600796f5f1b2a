"""Answers that belong to no page: health, robots, what is not found, what went wrong."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.db import OperationalError, connections
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import Settings
from redis.exceptions import RedisError
from wagtail.models import Page, Site

from clinic.content.models import ClinicSettings
from tests.factories import body
from tests.support.queries import queries


def test_healthz_answers_without_asking_the_database(client: Client, db: None) -> None:
    asked = queries(lambda: client.get("/healthz"))
    assert asked == []
    assert client.get("/healthz").content == b"ok\n"
    assert client.head("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405


@pytest.mark.usefixtures("no_worker")
@pytest.mark.django_db(transaction=True)
def test_readyz_says_that_the_database_is_gone(client: Client) -> None:
    connection = connections["default"]
    name, path = connection.settings_dict["NAME"], "/nowhere/at/all.sqlite3"
    connection.close()
    connection.settings_dict["NAME"] = path if connection.vendor == "sqlite" else "nowhere"
    try:
        response = client.get("/readyz")
        alive = client.get("/healthz")
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
    assert response.status_code == 503
    assert response.content == b"not ready: database\n"
    assert alive.status_code == 200
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["documents", "images/../documents", "./documents"])
def test_a_document_has_no_address_but_the_one_that_knows_who_may_open_it(
    client: Client, settings: Settings, tmp_path: Path, address: str
) -> None:
    settings.MEDIA_ROOT = tmp_path
    for folder in ("documents", "images"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "file.txt").write_text("words")
    assert client.get("/media/images/file.txt").status_code == 200
    assert client.get(f"/media/{address}/file.txt").status_code == 404


@pytest.mark.django_db
def test_robots_are_told_where_the_sitemap_is(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    text = response.content.decode()
    assert "Disallow: /admin/" in text
    assert "Disallow: /search/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


@pytest.mark.django_db
def test_the_sitemap_is_well_formed_and_dated(client: Client) -> None:
    page = Page.objects.get(depth=2).specific
    page.save_revision().publish()
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    ns = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    (url,) = tree.findall(f"{ns}url")
    assert url.findtext(f"{ns}loc") == "http://localhost/"
    assert url.findtext(f"{ns}lastmod")


class TestWhatIsNotFound:
    @pytest.fixture(autouse=True)
    def _clinic(self, db: None) -> None:
        settings = ClinicSettings.for_site(Site.objects.get())
        settings.name = "Clinic by the Lake"
        settings.telephone = "01632 960000"
        settings.crisis_lines = body(("line", {"name": "Listening line", "number": "116 123"}))
        settings.save()

    @pytest.mark.parametrize("address", ["/nothing/", "/es/nothing/", "/articles/nothing/"])
    def test_is_said_with_the_crisis_lines_and_a_search(self, client: Client, address: str) -> None:
        response = client.get(address)
        html = response.content.decode()
        assert response.status_code == 404
        assert "Listening line" in html
        assert 'href="tel:116123"' in html
        assert "01632 960000" in html
        assert "Clinic by the Lake" in html
        assert 'name="query"' in html
        assert "noindex" in html

    def test_does_not_repeat_the_address(self, client: Client) -> None:
        assert "strange-words" not in client.get("/strange-words/").content.decode()


def test_what_went_wrong_is_said_without_the_database() -> None:
    html = render_to_string("500.html")
    assert "Something went wrong" in html
    assert "emergency services" in html


@pytest.mark.django_db
def test_an_error_answers_with_the_page_for_errors(settings: object) -> None:
    broken = Client(raise_request_exception=False)
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.Broken"]  # type: ignore[attr-defined]
    response = broken.get("/")
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()
    assert "Traceback" not in response.content.decode()


class Broken:
    """Fails on every request."""

    def __init__(self, get_response: object) -> None:
        pass

    def __call__(self, request: object) -> object:
        raise RuntimeError("on purpose")


@pytest.mark.parametrize(
    ("error", "status"), [(OperationalError, 503), (RedisError, 503), (ValueError, 500)]
)
def test_an_error_says_whether_the_database_is_to_blame(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, error: type[Exception], status: int
) -> None:
    def fail(**wanted: object) -> None:
        raise error

    monkeypatch.setattr("clinic.middleware.Locale.objects.filter", fail)
    response = Client(raise_request_exception=False).get("/es/")
    assert response.status_code == status
    assert "went wrong" in response.content.decode()
    assert "s-maxage" not in response.headers.get("Cache-Control", "")
