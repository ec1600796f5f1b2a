"""What is kept of what visitors ask: how often, and the words only once many days knew them."""

from datetime import date, timedelta

import pytest
from django.test import Client

from clinic.upkeep.models import PageCount
from search import counting
from search.counting import count_click, count_search, countable, forget
from search.models import QueryCount
from tests.factories import ArticlePageFactory
from tests.search.asking import search

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 1)


def ask(words: str, days: int, empty: bool = False) -> QueryCount:
    for number in range(days):
        count_search(words, "en", empty, DAY + timedelta(days=number))
    return QueryCount.objects.get()


def test_words_are_kept_after_five_different_days_alone() -> None:
    row = ask("Okapi food", 4)
    for _again in range(20):
        count_search("okapi FOOD", "en", False, DAY + timedelta(days=3))
    row.refresh_from_db()
    assert (row.words, row.days, row.searches) == ("", 4, 24)
    assert "okapi" not in str(QueryCount.objects.values().get()).lower()
    count_search("okapi food", "en", False, DAY + timedelta(days=9))
    row.refresh_from_db()
    assert (row.words, row.days) == ("okapi food", 5)


def test_what_found_nothing_and_what_was_chosen_is_counted() -> None:
    ask("okapi", 2, empty=True)
    ask("okapi", 1)
    count_click("Okapi", "en")
    count_click("unicorn", "en")
    row = QueryCount.objects.get()
    assert (row.searches, row.empty, row.clicks) == (3, 2, 1)


@pytest.mark.parametrize(
    "words",
    [
        "I want to kill myself",
        "me quiero matar",
        "ada@example.org",
        "07700 900123",
        "nhs number 943 476 5919",
        "https://example.org",
        "www.example.org",
        "x" * 200,
        "?!",
        "",
    ],
)
def test_distress_and_what_may_be_personal_is_never_counted(words: str) -> None:
    count_search(words, "en", False, DAY)
    assert countable(words) == ""
    assert not QueryCount.objects.exists()


def test_languages_are_counted_apart() -> None:
    count_search("okapi", "en", False, DAY)
    count_search("okapi", "es", False, DAY)
    assert QueryCount.objects.count() == 2


def test_a_flood_of_new_words_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "NEW_A_DAY", 3)
    for number in range(9):
        count_search(f"word{number}", "en", False, DAY)
    assert QueryCount.objects.count() == 3
    count_search("other", "en", False, DAY + timedelta(days=1))
    assert QueryCount.objects.count() == 4


def test_what_is_rare_or_old_is_forgotten() -> None:
    ask("okapi", 4)
    assert forget(DAY + timedelta(days=60)) == 0
    assert forget(DAY + timedelta(days=120)) == 1
    ask("okapi", 6)
    assert forget(DAY + timedelta(days=120)) == 0
    assert forget(DAY + timedelta(days=500)) == 1


def test_reading_counts_nothing(client: Client) -> None:
    ArticlePageFactory(title="Okapi")
    search(client, "okapi")
    client.get("/search/suggestions/?query=okapi")
    assert not QueryCount.objects.exists()


def test_a_browser_tells_of_a_search_and_of_a_click(client: Client) -> None:
    client = Client(enforce_csrf_checks=True)
    for event in ("search", "click"):
        data = {"query": "okapi", "empty": "1", "event": event}
        response = client.post("/search/counted/", data)
        assert response.status_code == 204
        assert not response.cookies
    row = QueryCount.objects.get()
    assert (row.searches, row.empty, row.clicks) == (1, 1, 1)
    assert client.get("/search/counted/").status_code == 405


@pytest.mark.parametrize("query", ["\x00", "a\x00b", "9" * 9000, "😀"])
def test_rubbish_is_taken_and_not_kept(client: Client, query: str) -> None:
    assert client.post("/search/counted/", {"query": query}).status_code == 204


def test_the_first_page_of_an_unfiltered_search_is_the_one_that_is_told_of(client: Client) -> None:
    for number in range(12):
        ArticlePageFactory(title=f"Okapi {number}")
    assert 'data-query="okapi" data-empty="0"' in search(client, "okapi")
    assert "data-counted" not in search(client, "okapi", page="2")
    assert "data-counted" not in search(client, "okapi", order="newest")
    assert 'data-empty="1"' in search(client, "unicorn")
    assert "data-counted" not in search(client, "")


def test_a_click_counts_for_the_page_that_it_leads_to(client: Client) -> None:
    page = ArticlePageFactory()
    for path in (page.url, page.url, "/nothing/", "\x00", ""):
        data = {"event": "click", "query": "okapi", "path": path}
        assert client.post("/search/counted/", data).status_code == 204
    assert PageCount.objects.get(page=page.pk).landings == 2
