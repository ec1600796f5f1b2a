"""Whether an article was useful."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from blog.models import ArticlePage
from clinic.feedback.models import PageFeedback, Rating
from clinic.feedback.ratings import rate
from clinic.feedback.readers import COOKIE
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def send(client: Client, article: ArticlePage, stars: str) -> int:
    response = client.post(f"/feedback/{article.pk}/rate/", {"stars": stars})
    return response.status_code


def totals(article: ArticlePage) -> tuple[int, int]:
    row = PageFeedback.objects.get(pk=article.pk)
    return row.rating_count, row.stars_sum


def test_a_reader_gives_changes_and_takes_back_stars(article: ArticlePage) -> None:
    client, other = Client(), Client()
    assert send(client, article, "4") == 302
    assert send(other, article, "1") == 302
    assert totals(article) == (2, 5)
    assert send(client, article, "5") == 302
    assert totals(article) == (2, 6)
    assert send(client, article, "") == 302
    assert totals(article) == (1, 1)


def test_the_page_shows_average_and_count(client: Client, article: ArticlePage) -> None:
    assert "No ratings yet" in client.get(article.url).content.decode()
    for number, stars in enumerate((4, 5, 5)):
        rate(article.pk, f"voter {number}", stars)
    assert "4.7 of 5 stars, 3 ratings" in client.get(article.url).content.decode()


@pytest.mark.parametrize("stars", ["0", "6", "-1", "4.5", "five", "9" * 400, "\x00", "1; DROP"])
def test_anything_but_one_to_five_is_refused(article: ArticlePage, stars: str) -> None:
    assert send(Client(), article, stars) == 422
    assert not Rating.objects.exists()


def test_the_database_itself_refuses_six_stars_and_a_second_rating(article: ArticlePage) -> None:
    Rating.objects.create(page=article, voter="a", stars=3)
    for voter, stars in (("b", 6), ("b", 0), ("a", 4)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Rating.objects.create(page=article, voter=voter, stars=stars)


def test_staff_do_not_rate(article: ArticlePage) -> None:
    client = Client()
    client.force_login(UserFactory(group="Editors"))
    assert send(client, article, "5") == 403
    assert not Rating.objects.exists()


def test_a_rating_can_be_sent_without_javascript(article: ArticlePage) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get(f"/feedback/{article.pk}/rate/?stars=4").content.decode()
    assert re.search(r'value="4"[^>]*checked', page)
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    assert send(client, article, "4") == 403
    data = {"stars": "4", "csrfmiddlewaretoken": token}
    assert client.post(f"/feedback/{article.pk}/rate/", data).status_code == 302
    shown = client.get(f"/feedback/{article.pk}/").content.decode()
    assert 'value="4" required checked' in shown


def test_the_voter_s_cookie_is_random_signed_and_set_only_by_rating(article: ArticlePage) -> None:
    client = Client()
    client.get(article.url)
    client.get(f"/feedback/{article.pk}/rate/")
    assert COOKIE not in client.cookies
    send(client, article, "4")
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["path"] == "/feedback/"
    assert cookie["samesite"] == "Lax"
    rating = Rating.objects.get()
    assert rating.voter not in cookie.value
    assert len(rating.voter) == 64


def test_a_forged_voter_is_a_new_one(article: ArticlePage) -> None:
    client = Client()
    send(client, article, "4")
    forged = Client()
    forged.cookies[COOKIE] = client.cookies[COOKIE].value[:-3] + "abc"
    send(forged, article, "1")
    assert totals(article) == (2, 5)


def test_a_switched_off_rating_is_not_found(article: ArticlePage) -> None:
    article.feedback_ratings = False
    article.save()
    assert send(Client(), article, "4") == 404
    assert "Was this article useful?" not in Client().get(article.url).content.decode()


def test_the_page_has_no_rating_for_search_engines(client: Client, article: ArticlePage) -> None:
    rate(article.pk, "voter", 5)
    html = client.get(article.url).content.decode()
    assert "AggregateRating" not in html
    assert "ratingValue" not in html
