"""Search boxes of the admin take whatever an editor types."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL, Phrase, PlainText

from blog.models import ArticlePage
from clinic.content.models import Reference
from home.models import StandardPage
from tests.factories import (
    ArticlePageFactory,
    ImageFactory,
    ReferenceFactory,
    StandardPageFactory,
    UserFactory,
)
from tests.support.pages import many_pages
from tests.support.queries import sqlite_steps

pytestmark = pytest.mark.django_db
ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="is about SQLite's FTS5")

SEARCH_BOXES = [
    "wagtailadmin_pages:search",
    "wagtailimages:index",
    "wagtaildocs:index",
    Reference.snippet_viewset.get_url_name("list"),
    Reference.snippet_viewset.chooser_viewset.get_url_name("choose_results"),
]


@pytest.mark.parametrize("box", SEARCH_BOXES)
@pytest.mark.parametrize("typed", ['"', 'a "quoted', " ", "\x00", "NEAR(", "title:*", "'", "100 %"])
def test_no_sign_breaks_a_search_box_of_the_admin(box: str, typed: str, client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))

    assert client.get(reverse(box), {"q": typed}).status_code == 200


def test_quotes_around_words_do_not_hide_what_they_name(client: Client) -> None:
    ReferenceFactory(title="A trial of rest")
    client.force_login(UserFactory(is_superuser=True))
    listing = reverse(Reference.snippet_viewset.get_url_name("list"))

    assert "A trial of rest" in client.get(listing, {"q": '"trial"'}).content.decode()


def test_signs_alone_find_nothing(client: Client) -> None:
    ReferenceFactory(title="A trial of rest - and more")
    client.force_login(UserFactory(is_superuser=True))
    listing = reverse(Reference.snippet_viewset.get_url_name("list"))

    for signs in ("-", "- -", "& |", "!", "_", "…"):
        assert "A trial of rest" not in client.get(listing, {"q": signs}).content.decode(), signs


def test_a_sign_between_words_hides_nothing() -> None:
    reference = ReferenceFactory(title="Rest & sleep - a trial")

    for words in ("rest & sleep", "sleep - a", "& trial", "trial &"):
        assert list(get_search_backend().autocomplete(words, Reference)) == [reference], words


@pytest.mark.parametrize(
    ("box", "thing"),
    [
        ("wagtailadmin_pages:search", StandardPageFactory),
        ("wagtailimages:index", ImageFactory),
        (Reference.snippet_viewset.get_url_name("list"), ReferenceFactory),
    ],
)
@pytest.mark.parametrize("typed", ["insomnia", "Insom", "nights insomn"])
def test_a_search_box_finds_a_title_by_its_words_and_their_beginnings(
    box: str, thing: Any, typed: str, client: Client
) -> None:
    thing(title="Insomnia in nights of summer")
    thing(title="Winter")
    client.force_login(UserFactory(is_superuser=True))

    shown = client.get(reverse(box), {"q": typed}).content.decode()

    assert "Insomnia in nights of summer" in shown
    assert "Winter" not in shown


def test_a_search_box_finds_only_what_its_filters_leave(client: Client) -> None:
    StandardPageFactory(title="Insomnia for all")
    ArticlePageFactory(title="Insomnia, an article", live=False)
    client.force_login(UserFactory(is_superuser=True))

    shown = client.get(
        reverse("wagtailadmin_pages:search"),
        {"q": "insomnia live:yes", "content_type": "home.standardpage"},
    ).content.decode()

    assert "Insomnia for all" in shown
    assert "Insomnia, an article" not in shown


@ON_SQLITE
@pytest.mark.parametrize("times", [1, 5, 30])
def test_a_word_in_the_title_counts_before_any_number_in_the_body(times: int) -> None:
    filler = "Many other words stand here, and go on. " * 30
    titled = StandardPageFactory(title="How to treat insomnia at home, a guide", summary=filler)
    told = StandardPageFactory(title="Nights of winter", summary="insomnia " * times)
    for number in range(5):
        StandardPageFactory(title=f"Something else {number}", summary=filler)

    best, other = ids(get_search_backend().search("insomnia", Page))

    assert (best, other) == (titled.pk, told.pk)


@pytest.fixture
def five() -> list[Page]:
    """Pages with a word in the title, but for the last one."""
    pages = [StandardPageFactory(title=f"Insomnia {number}") for number in range(4)]
    return [*pages, StandardPageFactory(title="Winter")]


def test_results_keep_filters_order_slices_and_counts(five: list[Page]) -> None:
    engine = get_search_backend()
    pages = Page.objects.filter(title__gte="Insomnia 1")
    first, *others = five[1:4]

    assert set(ids(engine.search("insomnia", pages))) == {page.pk for page in five[1:4]}
    assert ids(engine.search("insomnia", pages.exclude(pk=first.pk))) == [
        page.pk for page in reversed(others)
    ]
    assert engine.search("insomnia", pages).count() == 3
    assert engine.search("insomnia", ArticlePage).count() == 0
    assert engine.search("insomnia", pages.descendant_of(first)).count() == 0
    assert engine.search("insomnia", pages.filter(locale=first.locale, live=True)).count() == 3
    assert engine.search("insomn", pages).count() == 0
    assert engine.autocomplete("insomn", pages).count() == 3

    by_title = engine.autocomplete("insomn", pages.order_by("title"), order_by_relevance=False)
    assert ids(by_title) == [page.pk for page in five[1:4]]
    assert ids(by_title[1:]) == [page.pk for page in five[2:4]]
    assert by_title[0].pk == first.pk
    unordered = engine.search("insomnia", pages.order_by(), order_by_relevance=False)
    assert ids(unordered) == [page.pk for page in reversed(five[1:4])]


def test_results_tell_scores_and_facets(five: list[Page]) -> None:
    found = get_search_backend().search("insomnia", Page)

    assert all(page.score for page in found.annotate_score("score"))
    assert found.facet("content_type_id") == {five[0].content_type_id: 4}
    within = Page.objects.filter(pk__in=found.get_queryset().values("pk"))
    assert within.count() == 4
    assert not within.filter(title="Winter").exists()


def test_a_query_may_be_composed(five: list[Page]) -> None:
    engine = get_search_backend()

    assert ids(engine.search(PlainText("insomnia") & ~PlainText("3"), Page)) == [
        page.pk for page in reversed(five[:3])
    ]
    assert five[4].pk in ids(engine.search(~PlainText("insomnia"), Page))
    assert five[0].pk not in ids(engine.search(~PlainText("insomnia"), Page))
    assert ids(engine.search(PlainText("winter") | Phrase("insomnia 2"), Page.objects.live()))
    assert engine.search(MATCH_ALL, Page).count() == Page.objects.count()
    assert ids(engine.search("insomnia", StandardPage, fields=["title"]))


def ids(found: Any) -> list[int]:
    return [one.pk for one in found]


@ON_SQLITE
def test_sqlite_ranks_in_one_query(five: list[Page]) -> None:
    for pages in (Page.objects.all(), Page.objects.filter(path__startswith="0001", live=True)):
        for found in (
            get_search_backend().search("insomnia", pages),
            get_search_backend().autocomplete("inso", pages),
        ):
            plan = found.get_queryset().explain()

            assert plan.count("VIRTUAL TABLE") == 1, plan
            assert "CORRELATED" not in plan, plan


@ON_SQLITE
def test_four_times_the_pages_take_sqlite_about_four_times_the_work() -> None:
    add_pages(200)
    few = steps_of_a_search()
    add_pages(600)
    many = steps_of_a_search()

    assert many < 6 * few


@pytest.mark.skipif(connection.vendor != "postgresql", reason="is about PostgreSQL's indexes")
def test_postgresql_finds_title_and_body_by_an_index(five: list[Page]) -> None:
    add_pages(600, "Spring")
    with connection.cursor() as cursor:
        # Few rows, and those that the index has not sorted in yet, make a reading of the whole
        # table as cheap: the question is whether the index can answer at all.
        cursor.execute("SELECT gin_clean_pending_list('search_wagtail_title_body'::regclass)")
        cursor.execute("ANALYZE")
        cursor.execute("SET LOCAL enable_seqscan = off")

    plan = get_search_backend().search("insomnia", Page).get_queryset().explain()

    assert "search_wagtail_title_body" in plan, plan


def add_pages(count: int, word: str = "Insomnia") -> None:
    """Pages with a word in their titles, in the index too."""
    get_search_backend().add_bulk(Page, many_pages(count, word))


def steps_of_a_search() -> int:
    found = get_search_backend().autocomplete("inso", Page)[:20]
    steps = sqlite_steps(lambda: len(found))
    assert len(found) == 20
    return steps
