"""A public page is the same for every visitor, may be kept by anybody, and asks no other host."""

import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.content.hidden import PASSWORD, restrict
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    ImageFactory,
    PersonFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
    body,
    section,
)

pytestmark = pytest.mark.django_db

PUBLIC = [
    "/",
    "/about/",
    "/articles/",
    "/articles/?topic=rest&page=1",
    "/articles/sleep/",
    "/articles/feed/",
    "/search/",
    "/search/?query=sleep",
    "/sitemap.xml",
    "/robots.txt",
    "/nothing/",
]
HTML = [address for address in PUBLIC if not re.search(r"feed|xml|txt", address)]


@pytest.fixture(autouse=True)
def _site(db: None) -> None:
    """Something behind each address."""
    topic = TopicFactory(name="Rest")
    index = ArticleIndexPageFactory()
    image = {"image": ImageFactory().pk, "decorative": False, "alt_text": "A lake"}
    video = {"url": "https://youtu.be/dQw4w9WgXcQ", "title": "Film", "poster": image}
    blocks = [
        section("One"),
        section("Two"),
        ("video", {**video, "duration": "", "transcript": ""}),
        ("image", {"image": image, "caption": "", "credit": ""}),
        ("crisis_help", {"heading": "Help", "introduction": ""}),
    ]
    ArticlePageFactory(
        parent=index,
        title="Sleep",
        topics=[topic],
        authors=[PersonFactory(photo=ImageFactory())],
        lead_image=ImageFactory(),
        body=body(*blocks),
    )
    StandardPageFactory(title="About", body=body(*blocks))


@pytest.fixture
def editor() -> AbstractBaseUser:
    return UserFactory(group="Editors", username="ada", first_name="Ada", last_name="Editor")


@pytest.fixture
def editing(editor: AbstractBaseUser) -> Client:
    """A browser in which somebody is logged in."""
    client = Client()
    client.force_login(editor)
    return client


@pytest.mark.parametrize("address", PUBLIC)
class TestForEverybody:
    def test_is_the_same_byte_for_byte(self, client: Client, editing: Client, address: str) -> None:
        client.get(address)  # makes the pictures
        for headers in ({}, {"accept-language": "es"}, {"user-agent": "Phone", "dnt": "1"}):
            assert editing.get(address, headers=headers).content == client.get(address).content

    def test_sets_and_reads_no_cookie(self, client: Client, editing: Client, address: str) -> None:
        for browser in (client, editing):
            response = browser.get(address)
            assert not response.cookies
            assert "cookie" not in response.headers.get("Vary", "").lower()

    def test_holds_no_token_and_no_name(self, editing: Client, address: str) -> None:
        text = editing.get(address).content.decode()
        for word in ("csrf", "Ada Editor", "userbar", "/admin/pages", "nonce="):
            assert word not in text


@pytest.mark.parametrize("address", [each for each in PUBLIC if each != "/nothing/"])
def test_a_public_answer_may_be_kept_and_is_asked_about(client: Client, address: str) -> None:
    client.get(address)  # makes the pictures
    response = client.get(address)
    assert "public" in response.headers["Cache-Control"]
    assert "private" not in response.headers["Cache-Control"]
    if "ETag" in response.headers:
        again = client.get(address, headers={"if-none-match": response.headers["ETag"]})
        assert again.status_code == 304


@pytest.mark.parametrize("address", ["/admin/login/", "/healthz", "/readyz"])
def test_what_is_asked_anew_each_time_is_kept_by_nobody(client: Client, address: str) -> None:
    assert "no-store" in client.get(address).headers["Cache-Control"]


def test_the_admin_is_kept_by_nobody(editing: Client) -> None:
    article = Page.objects.get(slug="sleep")
    for address in ("/admin/", reverse("wagtailadmin_pages:edit", args=[article.pk])):
        kept = editing.get(address).headers["Cache-Control"]
        assert "no-store" in kept
        assert "private" in kept


class TestARestrictedPage:
    @pytest.fixture
    def page(self) -> Page:
        return restrict(StandardPageFactory(title="Room", summary="Inner words."))

    def assert_kept_by_nobody(self, response: Any) -> None:
        kept = response.headers["Cache-Control"]
        assert "no-store" in kept
        assert "private" in kept
        assert "public" not in kept

    def test_tells_nothing_of_itself(self, client: Client, page: Page) -> None:
        html = client.get(page.url).content.decode()
        assert "Password required" in html
        assert "Inner words." not in html
        assert "Room" not in html

    def test_is_kept_by_nobody(self, client: Client, page: Page) -> None:
        self.assert_kept_by_nobody(client.get(page.url))

    def test_opens_with_its_password_and_still_is_kept_by_nobody(
        self, client: Client, page: Page
    ) -> None:
        response = self.answer(client, page, PASSWORD)
        assert (response.status_code, response.headers["Location"]) == (302, page.url)
        self.assert_kept_by_nobody(response)
        opened = client.get(page.url)
        assert "Inner words." in opened.content.decode()
        self.assert_kept_by_nobody(opened)
        assert "Inner words." not in Client().get(page.url).content.decode()

    def test_says_that_a_password_is_wrong(self, client: Client, page: Page) -> None:
        response = self.answer(client, page, "guess")
        html = response.content.decode()
        assert response.status_code == 200
        assert "The password you have entered is not correct" in html
        assert "Inner words." not in html
        self.assert_kept_by_nobody(response)
        assert "Inner words." not in client.get(page.url).content.decode()

    def test_keeps_the_page_of_its_form_too(self, client: Client, page: Page) -> None:
        restriction = page.get_view_restrictions().get()
        form = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
        response = client.get(form)
        assert "csrfmiddlewaretoken" in response.content.decode()
        self.assert_kept_by_nobody(response)

    def test_does_not_send_on_to_another_site(self, client: Client, page: Page) -> None:
        response = self.answer(client, page, PASSWORD, "https://evil.example.org/")
        assert "evil" not in response.headers["Location"]

    def test_needs_the_token_of_its_form(self, page: Page) -> None:
        careful = Client(enforce_csrf_checks=True)
        html = careful.get(page.url).content.decode()
        assert self.answer(careful, page, PASSWORD).status_code == 403
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)
        assert token is not None
        assert self.answer(careful, page, PASSWORD, token=token[1]).status_code == 302

    def test_for_people_who_are_logged_in_is_kept_by_nobody(
        self, client: Client, editing: Client
    ) -> None:
        page = restrict(StandardPageFactory(title="Staff"), "login")
        self.assert_kept_by_nobody(client.get(page.url))
        opened = editing.get(page.url)
        assert "Staff" in opened.content.decode()
        self.assert_kept_by_nobody(opened)

    def test_for_a_group_opens_to_the_group_alone(
        self, editor: AbstractBaseUser, editing: Client
    ) -> None:
        page = restrict(StandardPageFactory(title="Staff"), "groups")
        assert editing.get(page.url).status_code == 302
        page.get_view_restrictions().get().groups.add(editor.groups.get())
        assert "Staff" in editing.get(page.url).content.decode()

    def answer(
        self, client: Client, page: Page, password: str, back: str = "", token: str = ""
    ) -> Any:
        restriction = page.get_view_restrictions().get()
        return client.post(
            reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk]),
            {
                "password": password,
                "return_url": back or page.url,
                "csrfmiddlewaretoken": token,
            },
        )


def policy(response: Any) -> dict[str, set[str]]:
    """The directives of an answer's content security policy."""
    header = response.headers["Content-Security-Policy"]
    directives = (directive.split() for directive in header.split(";") if directive.strip())
    return {name: set(sources) for name, *sources in directives}


@pytest.mark.parametrize("address", HTML)
class TestTheMarkup:
    def test_may_run_nothing_but_the_site_s_own_files(self, client: Client, address: str) -> None:
        directives = policy(client.get(address))
        assert directives["default-src"] == {"'none'"}
        for name, sources in directives.items():
            assert not any("unsafe" in source for source in sources), name
            assert "*" not in sources, name
            assert "https:" not in sources, name
        for name in ("style-src", "connect-src", "font-src"):
            assert directives[name] == {"'self'"}
        own = {source for source in directives["script-src"] if source.startswith("'sha256-")}
        assert directives["script-src"] - own == {"'self'"}
        assert len(own) == 1  # the line that loads suggestions when they are wanted
        assert directives["object-src"] == directives["base-uri"] == {"'none'"}

    def test_has_nothing_that_the_policy_would_stop(self, client: Client, address: str) -> None:
        response = client.get(address)
        html = response.content.decode()
        assert not re.search(r"<[^>]+\sstyle=", html)
        assert not re.search(r"<[^>]+\son\w+=", html)
        assert "<style" not in html
        for script in re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", html, re.DOTALL):
            hashed = b64encode(sha256(script.encode()).digest()).decode()
            assert f"'sha256-{hashed}'" in policy(response)["script-src"]

    def test_loads_nothing_from_another_host(self, client: Client, address: str) -> None:
        html = from_the_site(client.get(address))
        loaded = re.findall(r'\b(?:src|action|poster|srcset)="([^"]*)"', html)
        loaded += re.findall(
            r'<link(?=[^>]*rel="(?:stylesheet|icon|preload))[^>]*href="([^"]*)"', html
        )
        assert loaded
        for target in loaded:
            for part in target.split(","):
                assert part.strip().startswith(("/", "?", "#")), part
                assert not part.strip().startswith("//"), part
        assert "<iframe" not in html
        assert "preconnect" not in html


def from_the_site(response: Any) -> str:
    """A document, in which the clinic's own bucket is part of the site."""
    html: str = response.content.decode()
    return html.replace(default_storage.url("images/").removesuffix("images/"), "/media/")


ALL_ANSWERS = [*PUBLIC, "/admin/login/", "/healthz", "/admin/nothing/"]


@pytest.mark.parametrize("address", ALL_ANSWERS)
def test_every_answer_guards_the_browser(client: Client, address: str) -> None:
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert "Server" not in headers
    assert "X-Powered-By" not in headers


class TestTheAdmin:
    def test_has_a_policy_of_its_own(self, editing: Client) -> None:
        for directives in (policy(editing.get("/admin/")), policy(editing.get("/admin/account/"))):
            assert "'unsafe-inline'" in directives["script-src"]
            assert not any("'unsafe-eval'" in sources for sources in directives.values())

    def test_asks_no_other_host(self, editing: Client) -> None:
        article = Page.objects.get(slug="sleep")
        edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
        for address in ("/admin/", "/admin/account/", edit):
            html = from_the_site(editing.get(address))
            loaded = re.findall(r'\bsrc="(https?:)?//([^"/]+)', html)
            assert loaded == [], address

    def test_is_not_for_search_engines_or_strangers(self, client: Client) -> None:
        response = client.get("/admin/pages/")
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/admin/login/")
        assert "Disallow: /admin/" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("slug", ["sleep", "about", "articles", "home"])
def test_a_preview_shows_the_draft_as_the_site_would(editing: Client, slug: str) -> None:
    page = Page.objects.get(slug=slug).specific
    page.title = "Draft words"
    page.save_revision()
    view = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    response = editing.get(view)
    html = response.content.decode()
    assert response.status_code == 200
    assert "<h1>Draft words</h1>" in html
    assert "noindex" in html
    assert "no-store" in response.headers["Cache-Control"]
    assert "'unsafe-inline'" in response.headers["Content-Security-Policy"]
    assert "Draft words" not in Client().get(page.url).content.decode()


def test_a_preview_may_be_framed_by_the_admin(editing: Client) -> None:
    page = Page.objects.get(slug="sleep")
    response = editing.get(reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]))
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]


def test_a_preview_is_not_for_strangers(client: Client) -> None:
    page = Page.objects.get(slug="sleep")
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.status_code == 302
