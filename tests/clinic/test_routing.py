"""From an address to its page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from home.models import HomePage
from tests.content.hidden import PASSWORD, alias, restrict
from tests.factories import ArticleIndexPageFactory, ArticlePageFactory, StandardPageFactory
from tests.support.queries import assert_same_queries, queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admitted")]


def deep_page(depth: int, **fields: object) -> Page:
    """A page with as many pages above it, below the home page."""
    parent = None
    for number in range(depth):
        parent = StandardPageFactory(title=f"Level {number}", parent=parent)
    return StandardPageFactory(title="Deep", parent=parent, **fields)


def is_asked_for_password(client: Client, page: Page) -> bool:
    response = client.get(page.url)
    asked = 'type="password"' in response.content.decode()
    assert asked != (page.title in response.content.decode())
    return asked


def test_a_deep_page_is_found(client: Client) -> None:
    page = deep_page(4)
    assert page.url == "/level-0/level-1/level-2/level-3/deep/"
    assert "<h1>Deep</h1>" in client.get(page.url).content.decode()


def test_a_deep_page_takes_no_more_queries_than_a_shallow_one(client: Client) -> None:
    shallow, deep = deep_page(1), deep_page(8)
    for page in (shallow, deep):
        client.get(page.url)
    few = queries(lambda: client.get(shallow.url))
    assert_same_queries(few, queries(lambda: client.get(deep.url)))


def test_a_page_below_more_pages_than_anybody_makes_is_found_too(client: Client) -> None:
    page = deep_page(22)
    assert client.get(page.url).status_code == 200


def test_an_address_without_its_last_slash_leads_to_the_one_with_it(client: Client) -> None:
    page = deep_page(1)
    response = client.get(f"{page.url.rstrip('/')}?page=2")
    assert response.status_code == 301
    assert response.headers["Location"] == f"{page.url}?page=2"


@pytest.mark.parametrize(
    "address", ["/nothing/", "/deep/nothing/", "/Deep/", "/deep//", "/home/", "/root/"]
)
def test_an_address_of_no_page_is_not_found(client: Client, address: str) -> None:
    deep_page(0)
    assert client.get(address).status_code == 404


def test_a_draft_is_not_found(client: Client) -> None:
    page = deep_page(1, live=False)
    assert client.get(page.url).status_code == 404
    page.live = True
    page.save()
    assert client.get(page.url).status_code == 200


def test_a_page_past_its_expiry_is_not_found(client: Client) -> None:
    page = StandardPageFactory(expire_at=timezone.now() + timedelta(hours=1))
    assert client.get(page.url).status_code == 200
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert client.get(page.url).status_code == 404


def test_a_page_that_moved_is_found_where_it_is_now(client: Client, home: HomePage) -> None:
    about = StandardPageFactory(title="About", parent=home)
    team = StandardPageFactory(title="Team", parent=home)
    StandardPageFactory(title="Nurses", parent=team)
    team.refresh_from_db()
    about.refresh_from_db()
    team.move(about, pos="last-child")
    assert client.get("/about/team/nurses/").status_code == 200
    old = client.get("/team/nurses/")
    assert (old.status_code, old.headers["Location"]) == (301, "/about/team/nurses/")


def test_pages_of_the_same_name_below_different_pages_are_not_confused(client: Client) -> None:
    one, two = StandardPageFactory(title="One"), StandardPageFactory(title="Two")
    StandardPageFactory(title="Costs", summary="Of the first.", parent=one)
    StandardPageFactory(title="Costs", summary="Of the second.", parent=two)
    assert "Of the first." in client.get("/one/costs/").content.decode()
    assert "Of the second." in client.get("/two/costs/").content.decode()


class TestAnotherLanguage:
    @pytest.fixture
    def spanish(self, home: HomePage) -> Locale:
        locale = Locale.objects.create(language_code="es")
        home.copy_for_translation(locale).save_revision().publish()
        return locale

    def test_has_its_own_addresses(self, client: Client, home: HomePage, spanish: Locale) -> None:
        about = StandardPageFactory(title="About", parent=home)
        translated = about.copy_for_translation(spanish)
        translated.title = "Sobre nosotros"
        translated.slug = "sobre"
        translated.save_revision().publish()
        response = client.get("/es/sobre/")
        html = response.content.decode()
        assert '<html lang="es"' in html
        assert "<h1>Sobre nosotros</h1>" in html
        assert response.headers["Content-Language"] == "es"
        assert "<h1>About</h1>" in client.get("/about/").content.decode()
        assert client.get("/sobre/").status_code == 404
        assert client.get("/es/about/").status_code == 404

    def test_keeps_its_drafts(self, client: Client, home: HomePage, spanish: Locale) -> None:
        about = StandardPageFactory(title="About", parent=home)
        about.copy_for_translation(spanish)
        assert client.get("/es/about/").status_code == 404

    @pytest.mark.usefixtures("spanish")
    def test_asks_for_passwords_too(self, client: Client, home: HomePage) -> None:
        home_in_spanish = home.get_translations().get()
        page = StandardPageFactory(
            title="Interno", parent=home_in_spanish, locale=home_in_spanish.locale
        )
        restrict(page)
        assert is_asked_for_password(client, page)

    def test_that_the_site_has_no_page_in_shows_none_in_english(
        self, client: Client, home: HomePage
    ) -> None:
        StandardPageFactory(title="About", parent=home)
        for address in ("/es/", "/es/about/", "/es/search/"):
            response = client.get(address)
            assert response.status_code == 404
            assert response.headers["Content-Language"] == "en"
            assert 'href="/es/' not in response.content.decode()

    def test_does_not_depend_on_what_the_browser_prefers(
        self, client: Client, home: HomePage, spanish: Locale
    ) -> None:
        response = client.get("/", headers={"accept-language": "es"})
        assert '<html lang="en"' in response.content.decode()


def test_an_address_below_a_page_is_answered_by_that_page(client: Client) -> None:
    index = ArticleIndexPageFactory()
    assert client.get(f"{index.url}feed/").headers["Content-Type"].startswith("application/atom")
    assert client.get(f"{index.url}feed/more/").status_code == 404
    assert client.get(f"{index.url}feed").status_code == 301


def test_an_address_below_a_private_page_asks_for_its_password(client: Client) -> None:
    index = restrict(ArticleIndexPageFactory())
    response = client.get(f"{index.url}feed/")
    assert "Password required" in response.content.decode()


class TestARedirect:
    def test_leads_from_an_old_address_to_a_page(self, client: Client) -> None:
        page = StandardPageFactory(title="Costs")
        Redirect.objects.create(old_path="/prices", redirect_page=page)
        response = client.get("/prices/")
        assert response.status_code == 301
        assert response.headers["Location"].endswith("/costs/")

    def test_leads_nowhere_else_while_a_page_stands_there(self, client: Client) -> None:
        StandardPageFactory(title="Prices")
        Redirect.objects.create(old_path="/prices", redirect_link="/costs/")
        assert client.get("/prices/").status_code == 200

    def test_knows_its_query_string(self, client: Client) -> None:
        Redirect.objects.create(old_path="/?p=12", redirect_link="/twelve/")
        Redirect.objects.create(old_path="/old?p=12", redirect_link="/twelve/")
        assert client.get("/old/?p=12").headers["Location"] == "/twelve/"
        assert client.get("/old/?p=13").status_code == 404


class TestAPrivatePage:
    @pytest.mark.parametrize("depth", [0, 1, 3])
    def test_asks_for_its_password_wherever_it_stands(self, client: Client, depth: int) -> None:
        assert is_asked_for_password(client, restrict(deep_page(depth)))

    def test_keeps_all_pages_below_it(self, client: Client) -> None:
        room = restrict(StandardPageFactory(title="Room"))
        below = StandardPageFactory(title="Below", parent=room)
        further = StandardPageFactory(title="Further", parent=below)
        assert is_asked_for_password(client, below)
        assert is_asked_for_password(client, further)

    def test_does_not_keep_the_pages_beside_it(self, client: Client) -> None:
        restrict(StandardPageFactory(title="Room"))
        assert not is_asked_for_password(client, StandardPageFactory(title="Room 2"))

    def test_opens_with_the_password_and_what_is_below_with_it(self, client: Client) -> None:
        room = restrict(StandardPageFactory(title="Room"))
        below = StandardPageFactory(title="Below", parent=room)
        restriction = room.get_view_restrictions().get()
        client.post(
            f"/_util/authenticate_with_password/{restriction.pk}/{room.pk}/",
            {"password": PASSWORD, "return_url": room.url},
        )
        assert not is_asked_for_password(client, room)
        assert not is_asked_for_password(client, below)

    def test_for_those_who_are_logged_in_sends_others_to_the_log_in(self, client: Client) -> None:
        response = client.get(restrict(StandardPageFactory(), "login").url)
        assert response.status_code == 302
        assert "/login/" in response.headers["Location"]


class TestAnAlias:
    def test_of_an_open_page_is_open(self, client: Client) -> None:
        assert not is_asked_for_password(client, alias(StandardPageFactory(title="Open")))

    def test_of_a_private_page_is_private(self, client: Client) -> None:
        source = restrict(StandardPageFactory(title="Room"))
        assert is_asked_for_password(client, alias(source))

    def test_of_a_page_below_a_private_one_is_private(self, client: Client, home: Page) -> None:
        room = restrict(StandardPageFactory(title="Room"))
        below = StandardPageFactory(title="Below", parent=room)
        assert is_asked_for_password(client, alias(below, home))

    def test_keeps_what_stands_below_it(self, client: Client) -> None:
        mirrored = alias(restrict(StandardPageFactory(title="Room")))
        assert is_asked_for_password(client, StandardPageFactory(title="Below", parent=mirrored))

    def test_shows_an_article_as_it_is_now(self, client: Client) -> None:
        article = ArticlePageFactory(title="Sleep")
        mirror = alias(article)
        article = type(article).objects.get(pk=article.pk)
        article.summary = "Changed words."
        article.save_revision().publish()
        assert "Changed words." in client.get(mirror.url).content.decode()
