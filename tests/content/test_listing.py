"""Every list shows what is live, public and in the right language, and nothing else."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from blog.models import ArticleIndexPage, ArticlePage
from clinic.content.listing import (
    open_by_id,
    open_to_all,
    paginated,
    visible,
    visible_in_order,
)
from clinic.content.models import ClinicSettings, Topic
from home.models import HomePage
from tests.content.hidden import WAYS, hidden
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    StandardPageFactory,
    TopicFactory,
    body,
    section,
)
from tests.support.pages import many_pages
from tests.support.queries import sqlite_steps

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admitted")]


@dataclass
class Zoo:
    """A live article among all kinds of hidden ones, each with a zebra in its title."""

    home: HomePage
    index: ArticleIndexPage
    live: ArticlePage
    hidden: dict[str, Page]
    topic: Topic


def zebras(html: str) -> set[str]:
    """The zebras that are named or linked to."""
    return set(re.findall(r"zebra-([a-z-]*[a-z])", html.lower()))


@pytest.fixture
def zoo(home: HomePage) -> Zoo:
    index = ArticleIndexPageFactory(parent=home)
    topic = TopicFactory(name="Animals")
    live = ArticlePageFactory(title="zebra-live", parent=index, topics=[topic])
    others = {}
    for way in WAYS:
        name = f"zebra-{way.replace(' ', '-')}"
        others[way] = hidden(way, ArticlePageFactory, title=name, parent=index, topics=[topic])
    home.article_index = index
    home.save()
    return Zoo(home, index, live, others, topic)


@pytest.fixture
def spanish(zoo: Zoo, admitted: None) -> ArticlePage:
    """The live article in Spanish, and a second Spanish one among the English."""
    locale = Locale.objects.create(language_code="es")
    for page in (zoo.home, zoo.index):
        page.copy_for_translation(locale).save_revision().publish()
    article = zoo.live.copy_for_translation(locale)
    article.title, article.slug = "zebra-spanish", "zebra-spanish"
    article.save_revision().publish()
    ArticlePageFactory(title="zebra-strayed", parent=zoo.index, topics=[zoo.topic], locale=locale)
    return ArticlePage.objects.get(pk=article.pk)


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("address", ["/articles/", "/articles/?topic=animals", "/articles/feed/"])
@pytest.mark.usefixtures("spanish")
def test_the_index_and_the_feed(client: Client, zoo: Zoo, address: str) -> None:
    assert zebras(get(client, address)) == {"live"}


def test_a_topic_whose_articles_are_all_hidden_is_not_offered(client: Client, zoo: Zoo) -> None:
    hidden("draft", ArticlePageFactory, parent=zoo.index, topics=[TopicFactory(name="Plants")])
    for address in ("/", "/articles/"):
        html = get(client, address)
        assert "Animals" in html
        assert "Plants" not in html


@pytest.mark.usefixtures("spanish")
def test_the_search(client: Client, zoo: Zoo) -> None:
    assert zebras(get(client, "/search/?query=zebra").partition("</form>")[2]) == {"live"}


@pytest.mark.usefixtures("spanish")
def test_related_articles_by_topic(client: Client, zoo: Zoo) -> None:
    article = ArticlePageFactory(title="Lion", parent=zoo.index, topics=[zoo.topic])
    assert zebras(get(client, article.url)) == {"live"}


@pytest.mark.usefixtures("spanish")
def test_related_articles_by_hand(client: Client, zoo: Zoo) -> None:
    chosen = [*zoo.hidden.values(), zoo.live, *ArticlePage.objects.filter(slug="zebra-strayed")]
    article = ArticlePageFactory(title="Lion", parent=zoo.index, related=chosen)
    assert zebras(get(client, article.url)) == {"live"}


@pytest.mark.usefixtures("spanish")
def test_newest_pages(client: Client, zoo: Zoo) -> None:
    newest = ("newest_pages", {"heading": "New", "parent": zoo.home.pk, "count": 12})
    page = StandardPageFactory(title="News", body=body(newest))
    assert zebras(get(client, page.url)) == {"live"}


def test_newest_pages_below_a_page_that_is_hidden(client: Client) -> None:
    room = hidden("draft", title="Room")
    StandardPageFactory(title="zebra-below", parent=room)
    newest = ("newest_pages", {"heading": "New", "parent": room.pk, "count": 12})
    page = StandardPageFactory(title="News", body=body(newest))
    assert client.get(page.url).status_code == 200


@pytest.mark.usefixtures("spanish")
def test_the_sitemap_has_every_open_page_of_every_language_once(client: Client, zoo: Zoo) -> None:
    xml = get(client, "/sitemap.xml")
    assert zebras(xml) - {"strayed"} == {"live", "spanish"}
    addresses = re.findall(r"<loc>(.*?)</loc>", xml)
    assert len(addresses) == len(set(addresses))
    paths = {address.partition("localhost")[2] for address in addresses}
    assert {"/", "/articles/", "/articles/zebra-live/"} <= paths
    assert {"/es/", "/es/articles/", "/es/articles/zebra-spanish/"} <= paths
    for path in paths:
        assert client.get(path).status_code == 200, path


@pytest.mark.usefixtures("zoo")
def test_what_is_visible_is_also_open_when_it_is_asked_for(client: Client) -> None:
    """The lists and the pages themselves agree on what is private."""
    for way in WAYS:
        hidden(way, title=f"Room {way}")
    shown = {page.pk for page in visible(Page.objects.filter(depth__gt=1))}
    for page in Page.objects.filter(depth__gt=1, expire_at=None):
        response = client.get(page.url)
        opened = response.status_code == 200 and "Password required" not in str(response.content)
        assert opened == (page.pk in shown), page.url


def test_the_breadcrumb_leaves_out_a_page_that_is_a_draft(client: Client, home: HomePage) -> None:
    draft = StandardPageFactory(title="zebra-draft", parent=home, live=False)
    page = StandardPageFactory(title="Below", parent=draft)
    html = get(client, page.url)
    assert "zebra-draft" not in re.sub(r"/[a-z/-]*below/", "", html)


def test_the_breadcrumb_leads_from_the_home_page_down(client: Client, home: HomePage) -> None:
    about = StandardPageFactory(title="About", parent=home)
    team = StandardPageFactory(title="Team", parent=about)
    crumbs = get(client, team.url).partition('<nav class="breadcrumb"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)">([^<]+)<', crumbs) == [("/", "Home"), ("/about/", "About")]


class TestTheOtherLanguages:
    def alternates(self, client: Client, zoo: Zoo) -> set[tuple[str, ...]]:
        html = get(client, zoo.live.url)
        return set(re.findall(r'hreflang="(\w+)" href="http://localhost([^"]+)"', html))

    def test_of_a_page_are_named_both_ways(
        self, client: Client, zoo: Zoo, spanish: ArticlePage
    ) -> None:
        both = {("en", "/articles/zebra-live/"), ("es", "/es/articles/zebra-spanish/")}
        assert self.alternates(client, zoo) == both
        html = get(client, "/es/articles/zebra-spanish/")
        assert 'hreflang="en"' in html
        assert 'hreflang="es"' in html

    def test_of_a_page_in_one_language_are_none(self, client: Client, zoo: Zoo) -> None:
        assert self.alternates(client, zoo) == set()

    def test_are_not_named_while_they_are_a_draft(
        self, client: Client, zoo: Zoo, spanish: ArticlePage
    ) -> None:
        spanish.unpublish()
        assert self.alternates(client, zoo) == set()

    def test_are_listed_by_themselves(self, client: Client, zoo: Zoo, spanish: ArticlePage) -> None:
        assert zebras(get(client, "/es/articles/")) == {"spanish"}
        assert zebras(get(client, "/es/articles/feed/")) == {"spanish"}
        assert zebras(get(client, "/es/search/?query=zebra").partition("</form>")[2]) == {
            "spanish",
            "strayed",
        }


def test_pages_come_in_the_order_of_their_ids_each_once(home: HomePage) -> None:
    one, two, three = (StandardPageFactory(parent=home) for _ in range(3))
    ids = [three.pk, one.pk, three.pk, 999_999, two.pk]
    assert [page.pk for page in visible_in_order(Page.objects.all(), ids)] == [
        three.pk,
        one.pk,
        two.pk,
    ]
    assert visible_in_order(Page.objects.all(), []) == []


def test_the_sibling_of_a_private_page_is_open_though_their_paths_begin_alike(
    home: HomePage,
) -> None:
    hidden("password", parent=home)
    open_page = StandardPageFactory(parent=home)
    assert open_page.pk in {page.pk for page in open_to_all(Page.objects.all())}


def test_an_expiry_that_is_still_to_come_hides_nothing(home: HomePage) -> None:
    page = StandardPageFactory(parent=home, expire_at=timezone.now() + timedelta(minutes=1))
    assert page.pk in {each.pk for each in open_to_all(Page.objects.all())}


def test_the_navigation_of_an_error_page_is_careful_too(client: Client, zoo: Zoo) -> None:
    settings = ClinicSettings.for_site(Site.objects.get())
    pages = [*zoo.hidden.values(), zoo.live]
    settings.header_links = body(
        *[("link", {"page": page.pk, "url": "", "text": ""}) for page in pages]
    )
    settings.save()
    html = client.get("/nothing/").content.decode()
    assert zebras(html) == {"live"}


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (None, 1),
        ("", 1),
        ("2", 2),
        ("3", 3),
        ("4", 3),
        ("999999999", 3),
        ("9" * 5000, 1),
        ("0", 1),
        ("000", 1),
        ("-1", 1),
        ("1.5", 1),
        ("٢", 1),
        ("²", 1),
        ("abc", 1),
    ],
)
def test_a_page_number_is_forgiven(number: str | None, shown: int) -> None:
    assert paginated(range(25), number).number == shown


def test_an_empty_list_has_one_page() -> None:
    assert list(paginated([], "7")) == []


def test_a_section_of_a_hidden_page_is_not_found(client: Client) -> None:
    hidden("password", title="Room", body=body(section("Okapi", "<p>Striped legs.</p>")))
    assert "Room" not in get(client, "/search/?query=okapi")


@pytest.mark.parametrize("way", WAYS)
def test_a_page_that_is_looked_up_by_its_id_is_as_hidden(way: str) -> None:
    page, other = hidden(way), StandardPageFactory()
    assert list(open_by_id([page.pk, other.pk])) == [other.pk]


def test_a_page_that_is_looked_up_by_its_id_is_in_the_language_that_is_asked_for() -> None:
    page = StandardPageFactory()
    assert list(open_by_id([page.pk], "en")) == [page.pk]
    assert not open_by_id([page.pk], "es")
    assert not open_by_id([])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="counts the steps of SQLite")
@pytest.mark.parametrize("restricted", [False, True])
@pytest.mark.parametrize("analysed", [False, True])
def test_four_times_the_pages_are_about_four_times_the_work(
    restricted: bool, analysed: bool
) -> None:
    def steps() -> int:
        return sqlite_steps(lambda: visible(Page.objects.all()).count())

    if restricted:
        hidden("below an alias of a private page")
    many_pages(100)
    few = steps()
    many_pages(300)
    if analysed:  # as `tidy_database` does
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    assert steps() < 6 * few
