"""What is suggested while somebody types."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from clinic.content.topics import Topic
from search.models import QueryCount
from tests.content.hidden import WAYS, hidden
from tests.factories import (
    ArticlePageFactory,
    StandardPageFactory,
    TopicFactory,
    body,
    section,
)
from tests.search.asking import bare
from tests.support.queries import assert_same_queries, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def suggest(client: Client) -> Callable[[str], str]:
    def suggest(typed: str) -> str:
        response = client.get("/search/suggestions/", {"query": typed})
        assert response.status_code == 200
        return bare(" ".join(response.content.decode().split()))

    return suggest


def test_titles_and_headings_lead_to_their_place(suggest: Callable[[str], str]) -> None:
    article = ArticlePageFactory(title="The okapi", body=body(section("Okapi food")))
    html = suggest("oka")
    assert f'data-href="{article.url}"><span>The okapi</span>' in html
    assert f'data-href="{article.url}#okapi-food"><span>Okapi food</span> <small>The okapi' in html


@pytest.mark.parametrize("typed", ["food", "okapi foo", "foo okapi", "the okapis' fo"])
def test_words_are_completed_wherever_they_stand(suggest: Callable[[str], str], typed: str) -> None:
    ArticlePageFactory(title="Animals", body=body(section("The food of the okapi")))
    assert "The food of the okapi" in suggest(typed)


def test_a_text_without_the_word_in_a_heading_is_not_suggested(
    suggest: Callable[[str], str],
) -> None:
    ArticlePageFactory(title="Animals", body=body(section(text="<p>An okapi.</p>")))
    assert "option" not in suggest("oka")


def test_a_misspelling_is_forgiven(suggest: Callable[[str], str]) -> None:
    ArticlePageFactory(title="Ketamine")
    assert "Ketamine" in suggest("ketmaine")


def test_topics_with_articles_are_suggested(suggest: Callable[[str], str]) -> None:
    topic = TopicFactory(name="Living with sleep")
    TopicFactory(name="Sleeping alone")
    article = ArticlePageFactory(topics=[topic])
    html = suggest("sle")
    index = article.get_parent().url
    assert f'data-href="{index}?topic=living-with-sleep"' in html
    assert "Sleeping alone" not in html
    article.unpublish()
    assert "option" not in suggest("sle")
    assert Topic.objects.count() == 2


def test_best_bets_come_first(suggest: Callable[[str], str]) -> None:
    ArticlePageFactory(title="Okapi")
    page = StandardPageFactory(title="Visit us")
    SearchPromotion.objects.create(query=Query.get("okapi house"), page=page)
    html = suggest("oka")
    assert html.index("Visit us") < html.index("<span>Okapi")


def test_what_was_often_asked_and_answered_is_suggested(suggest: Callable[[str], str]) -> None:
    today = timezone.localdate()
    for words, clicks, empty in (("okapi food", 3, 0), ("okapi house", 0, 0), ("okapi x", 1, 1)):
        QueryCount.objects.create(
            language="en", key=words, words=words, clicks=clicks, empty=empty, searches=9,
            first_day=today, last_day=today, days=6,
        )  # fmt: skip
    html = suggest("oka")
    assert 'data-href="/search/?query=okapi+food"' in html
    assert "okapi house" not in html
    assert "okapi x" not in html


@pytest.mark.parametrize("way", WAYS)
def test_a_hidden_page_is_not_suggested(suggest: Callable[[str], str], way: str) -> None:
    hidden(way, ArticlePageFactory, title="Okapi")
    assert "Okapi" not in suggest("oka")


@pytest.mark.parametrize("typed", ["", "o", " ", "?!", "\x00", "😀😀", "zzz", "·topic1"])
def test_too_little_suggests_nothing(suggest: Callable[[str], str], typed: str) -> None:
    ArticlePageFactory(title="Okapi")
    assert "option" not in suggest(typed)


def test_words_of_distress_bring_the_crisis_lines(suggest: Callable[[str], str]) -> None:
    assert "You are not alone" in suggest("i want to kill myself")
    assert "You are not alone" not in suggest("okapi")


def test_suggestions_may_be_kept_by_a_cache_and_hold_no_visitor(client: Client) -> None:
    response = client.get("/search/suggestions/?query=oka")
    assert "public" in response["Cache-Control"]
    assert "max-age=60" in response["Cache-Control"]
    assert not response.cookies
    assert "csrf" not in response.content.decode()
    assert client.post("/search/suggestions/").status_code == 405


def test_they_are_escaped(suggest: Callable[[str], str], client: Client) -> None:
    ArticlePageFactory(title="<script>okapi</script>")
    html = client.get("/search/suggestions/?query=okapi").content.decode()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_many_suggestions_cost_as_many_queries_as_one(client: Client) -> None:
    topic = TopicFactory(name="Okapi")
    ArticlePageFactory(title="Okapi", topics=[topic])
    client.get("/search/suggestions/?query=oka")
    few = queries(lambda: client.get("/search/suggestions/?query=oka"))
    for number in range(20):
        ArticlePageFactory(title=f"Okapi {number}", topics=[TopicFactory(name=f"Okapi {number}")])
    many = queries(lambda: client.get("/search/suggestions/?query=oka"))
    assert_same_queries(few, many)
