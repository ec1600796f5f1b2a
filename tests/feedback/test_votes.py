"""Votes on comments."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from blog.models import ArticlePage
from clinic.feedback.models import Comment, Vote
from tests.feedback.mailing import published, write
from tests.feedback.posting import comment as send_comment

pytestmark = pytest.mark.django_db


def vote(client: Client, comment: Comment, value: object) -> int:
    return client.post(f"{comment.get_absolute_url()}vote/", {"value": value}).status_code


def score(comment: Comment) -> tuple[int, int, int]:
    comment.refresh_from_db()
    return comment.up_votes, comment.down_votes, comment.score


def test_count_up_and_down(article: ArticlePage) -> None:
    comment = published(article)
    for value in (1, 1, -1):
        assert vote(Client(), comment, value) == 302
    assert score(comment) == (2, 1, 1)


def test_the_opposite_takes_one_s_own_back(article: ArticlePage) -> None:
    comment, client = published(article), Client()
    vote(client, comment, 1)
    vote(client, comment, 1)
    assert score(comment) == (1, 0, 1)
    vote(client, comment, -1)
    assert score(comment) == (0, 0, 0)
    vote(client, comment, -1)
    assert score(comment) == (0, 1, -1)


@pytest.mark.usefixtures("no_waiting")
def test_nobody_votes_on_their_own(article: ArticlePage) -> None:
    client = Client()
    send_comment(client, article)
    comment = Comment.objects.get()
    Comment.objects.update(status="published")
    assert vote(client, comment, 1) == 403
    assert score(comment) == (0, 0, 0)


def test_what_waits_takes_no_votes(article: ArticlePage) -> None:
    assert vote(Client(), write(article), 1) == 404


@pytest.mark.parametrize("value", ["0", "2", "-2", "up", "", "9" * 400])
def test_another_value_is_refused(article: ArticlePage, value: str) -> None:
    comment = published(article)
    assert vote(Client(), comment, value) == 422
    assert score(comment) == (0, 0, 0)


def test_the_database_itself_refuses_a_second_vote_and_a_double_one(article: ArticlePage) -> None:
    comment = published(article)
    Vote.objects.create(comment=comment, voter="a", value=1)
    for voter, value in (("a", -1), ("b", 2), ("b", 0)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Vote.objects.create(comment=comment, voter=voter, value=value)


def test_the_script_gets_the_new_total(article: ArticlePage) -> None:
    comment = published(article)
    headers = {"X-Requested-With": "feedback"}
    address = f"{comment.get_absolute_url()}vote/"
    assert Client().post(address, {"value": 1}, headers=headers).json() == {"score": 1}


def test_votes_that_are_switched_off_are_not_found(article: ArticlePage) -> None:
    comment = published(article)
    article.feedback_votes = False
    article.save()
    assert vote(Client(), comment, 1) == 404
    assert "Vote up" not in Client().get(article.url).content.decode()
