"""The article stays one page for everybody, however much readers say about it."""

import re

import pytest
from django.test import Client

from blog.models import ArticlePage
from clinic.feedback import moderation
from clinic.feedback.models import Comment
from clinic.feedback.ratings import rate
from tests.factories import UserFactory
from tests.feedback.mailing import published
from tests.feedback.posting import comment, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_waiting")]


@pytest.fixture
def busy_article(article: ArticlePage) -> ArticlePage:
    """With ratings, threads, an answer of the clinic and something that waits."""
    for number in range(3):
        rate(article.pk, f"voter {number}", 4)
        root = published(article, text=f"Words {number}")
    moderation.answer(root.pk, "Thank you.", UserFactory())
    return article


def test_is_byte_for_byte_the_same_for_two_strangers_with_cookies_or_without(
    busy_article: ArticlePage,
) -> None:
    reader = Client()
    # Who has rated, voted, and written what waits.
    reader.post(f"/feedback/{busy_article.pk}/rate/", {"stars": "4"})
    reader.post(f"{Comment.objects.all()[0].get_absolute_url()}vote/", {"value": 1})
    comment(reader, busy_article, text="Only I see this.")
    staff = Client()
    staff.force_login(UserFactory(is_superuser=True))
    odd = Client(headers={"cookie": f"feedback_reader=x:y; csrftoken={'a' * 32}"})
    answers = [client.get(busy_article.url) for client in (Client(), Client(), reader, staff, odd)]
    assert len({answer.content for answer in answers}) == 1
    for answer in answers:
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert "public" in answer.headers["Cache-Control"]
    assert b"csrfmiddlewaretoken" not in answers[0].content


def test_reading_sets_no_cookie_anywhere_a_reader_reads(busy_article: ArticlePage) -> None:
    link = Comment.objects.all()[0].get_absolute_url()
    client = Client()
    for address in (
        busy_article.url,
        f"/feedback/{busy_article.pk}/threads/",
        f"/feedback/{busy_article.pk}/new/?since=2020-01-01T00:00:00Z",
        f"/feedback/{busy_article.pk}/mine/",
        f"/feedback/{busy_article.pk}/",
        link,
    ):
        assert client.get(address).status_code == 200
        assert not client.cookies, address


def test_what_is_one_reader_s_is_kept_by_no_cache(busy_article: ArticlePage) -> None:
    for address in ("", "mine/", "comment/", "rate/", "private/"):
        response = Client().get(f"/feedback/{busy_article.pk}/{address}")
        assert "no-store" in response.headers["Cache-Control"], address
        assert "private" in response.headers["Cache-Control"], address
    assert "no-store" in Client().get("/feedback/token/").headers["Cache-Control"]


def test_a_form_without_its_token_is_refused_and_with_it_taken(busy_article: ArticlePage) -> None:
    careful = Client(enforce_csrf_checks=True)
    address = f"/feedback/{busy_article.pk}/rate/"
    assert careful.post(address, {"stars": "5"}).status_code == 403
    token = careful.get("/feedback/token/").json()["token"]
    data = {"stars": "5", "csrfmiddlewaretoken": token}
    assert careful.post(address, data).status_code == 302


def test_initials_stand_for_pictures_and_nothing_is_loaded_from_elsewhere(
    busy_article: ArticlePage,
) -> None:
    html = Client().get(busy_article.url).content.decode()
    feedback = html.partition('id="feedback"')[2]
    assert re.search(r'class="initials" aria-hidden="true">\w{1,2}<', feedback)
    assert "gravatar" not in html
    assert not re.search(r'<img[^>]*src="(https?:)?//', feedback)


def test_nothing_of_a_preview_breaks_it(busy_article: ArticlePage) -> None:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    busy_article.title = "Draft words"
    busy_article.save_revision()
    response = client.get(f"/admin/pages/{busy_article.pk}/view_draft/")
    assert response.status_code == 200
    assert "Words 1" in response.content.decode()


def test_a_private_message_is_nowhere_on_the_site(busy_article: ArticlePage) -> None:
    data = {"text": "For the clinic alone", "email": "ada@example.org"}
    response = post(Client(), f"/feedback/{busy_article.pk}/private/", data)
    assert "Only the clinic reads it" in response.content.decode()
    for address in (busy_article.url, f"/feedback/{busy_article.pk}/"):
        assert "For the clinic alone" not in Client().get(address).content.decode()


@pytest.mark.parametrize("missing", [{"email": "", "telephone": ""}, {"text": " "}])
def test_a_private_message_needs_words_and_a_way_to_answer(
    article: ArticlePage, missing: dict[str, str]
) -> None:
    data = {"text": "A question", "email": "ada@example.org", **missing}
    response = post(Client(), f"/feedback/{article.pk}/private/", data)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
