"""Fifty who write at once, each over a connection of its own: nothing fails, nothing is lost or
counted twice."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from blog.models import ArticlePage
from clinic.feedback import moderation
from clinic.feedback.models import Comment, PageFeedback, Rating, Vote
from clinic.feedback.ratings import rate
from tests.factories import ArticlePageFactory, UserFactory
from tests.feedback.mailing import published, write
from tests.feedback.posting import comment as send_comment

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("no_waiting", "no_limits"),
]

WRITERS = 50


@pytest.fixture
def no_limits(settings: object) -> None:
    """Everybody here has the same address."""
    without = {"address": (10**6, 600), "network": (10**6, 3600), "site": (10**6, 3600)}
    kinds = ("comment", "vote", "rating", "edit", "mail")
    settings.FEEDBACK_LIMITS = dict.fromkeys(kinds, without)  # type: ignore[attr-defined]


@pytest.fixture
def article(db: None) -> ArticlePage:
    return ArticlePageFactory(title="Sleep and mood")


def all_at_once(work: Callable[[int], int]) -> Counter[int]:
    """How often each result came when so many worked at once."""

    def worker(number: int) -> int:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return Counter(pool.map(worker, range(WRITERS)))


def test_ratings_are_neither_lost_nor_doubled(article: ArticlePage) -> None:
    def work(number: int) -> int:
        data = {"stars": str(number % 5 + 1)}
        return Client().post(f"/feedback/{article.pk}/rate/", data).status_code

    assert all_at_once(work) == {302: WRITERS}
    totals = PageFeedback.objects.get(pk=article.pk)
    assert Rating.objects.count() == totals.rating_count == WRITERS
    assert totals.stars_sum == sum(Rating.objects.values_list("stars", flat=True)) == 150


def test_one_voter_in_fifty_windows_has_one_rating(article: ArticlePage) -> None:
    def work(number: int) -> int:
        rate(article.pk, "the same", number % 5 + 1)
        return 0

    assert all_at_once(work) == {0: WRITERS}
    rating = Rating.objects.get()
    totals = PageFeedback.objects.get(pk=article.pk)
    assert (totals.rating_count, totals.stars_sum) == (1, rating.stars)


def test_votes_are_neither_lost_nor_doubled(article: ArticlePage) -> None:
    comment = published(article)

    def work(number: int) -> int:
        value = 1 if number % 3 else -1
        address = f"{comment.get_absolute_url()}vote/"
        return Client().post(address, {"value": value}).status_code

    assert all_at_once(work) == {302: WRITERS}
    comment.refresh_from_db()
    assert Vote.objects.count() == WRITERS
    assert comment.up_votes == Vote.objects.filter(value=1).count() == 33
    assert comment.down_votes == Vote.objects.filter(value=-1).count() == 17
    assert comment.score == 16


def test_comments_and_replies_all_arrive(article: ArticlePage) -> None:
    root = published(article)

    def work(number: int) -> int:
        changes = {"text": f"Words {number}"}
        if number % 2:
            changes["parent"] = str(root.pk)
        return send_comment(Client(), article, **changes).status_code

    assert all_at_once(work) == {302: WRITERS}
    waiting = Comment.objects.filter(status="pending")
    assert len(set(waiting.values_list("text", flat=True))) == waiting.count() == WRITERS
    assert waiting.filter(parent=root, root=root, depth=2).count() == WRITERS // 2
    assert not Comment.objects.filter(root=None).exists()


def test_everything_at_once_leaves_totals_that_a_recount_gives(article: ArticlePage) -> None:
    by = UserFactory(is_superuser=True)
    root = published(article)
    waiting = [write(article, root, text=f"Words {number}") for number in range(WRITERS)]

    def work(number: int) -> int:
        client = Client()
        kind = number % 5
        if kind == 0:
            return client.post(f"/feedback/{article.pk}/rate/", {"stars": "4"}).status_code
        if kind == 1:
            address = f"{root.get_absolute_url()}vote/"
            return client.post(address, {"value": 1}).status_code
        if kind == 2:
            return send_comment(client, article, text=f"New {number}").status_code
        moderation.approve(waiting[number].pk, by)
        if kind == 4:
            moderation.reject(waiting[number].pk, None, by)
        return 302

    assert all_at_once(work) == {302: WRITERS}
    totals = PageFeedback.objects.get(pk=article.pk)
    root.refresh_from_db()
    public = Comment.objects.filter(page=article, status="published")
    assert totals.comment_count == public.count() == 1 + WRITERS // 5
    assert root.reply_count == public.exclude(pk=root.pk).count()
    assert totals.rating_count == Rating.objects.count() == WRITERS // 5
    assert root.score == Vote.objects.count() == WRITERS // 5
    assert Comment.objects.count() == 1 + WRITERS + WRITERS // 5


def test_fifty_moderators_decide_once(article: ArticlePage) -> None:
    comment = write(article)

    def work(number: int) -> int:
        return int(moderation.approve(comment.pk, None))

    assert all_at_once(work) == {1: 1, 0: WRITERS - 1}
