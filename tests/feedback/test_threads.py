"""Reading: the order of threads, one page of them at a time, permalinks, and what is new."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from blog.models import ArticlePage
from clinic.feedback import moderation
from clinic.feedback.models import Comment, PageFeedback, Vote
from clinic.feedback.threads import REPLIES_AT_ONCE, REPLIES_SHOWN
from clinic.feedback.totals import count_comments, locked
from clinic.feedback.voting import vote
from tests.factories import ArticlePageFactory, UserFactory
from tests.feedback.mailing import published, write
from tests.support.queries import assert_same_queries, queries
from tests.support.review import sign_off

pytestmark = pytest.mark.django_db


def names(html: str) -> list[str]:
    """Who wrote what is shown, in the order of the page."""
    return re.findall(r'<p class="author">(?:<a [^>]*>)?([^<]*[^< ])', html)


def is_of_feedback(sql: str) -> bool:
    return '"feedback_comment"' in sql or '"feedback_pagefeedback"' in sql


def get(address: str, **headers: str) -> str:
    response = Client().get(address, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def many(article: ArticlePage, count: int, **fields: Any) -> list[Comment]:
    """So many published threads, without the work of publishing each."""
    now = timezone.now()
    first = Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    rows = [
        Comment(
            pk=first + number + 1,
            page_id=article.pk,
            root_id=first + number + 1,
            name=f"Reader {number}",
            text=f"Words {number}",
            status="published",
            published_at=now,
            **fields,
        )
        for number in range(count)
    ]
    made = Comment.objects.bulk_create(rows)
    with locked(article.pk) as totals:
        count_comments(totals)
    return made


def replies_to(root: Comment, count: int) -> None:
    first = Comment.objects.order_by("-pk").values_list("pk", flat=True)[0]
    Comment.objects.bulk_create(
        Comment(
            pk=first + number + 1,
            page_id=root.page_id,
            root_id=root.pk,
            parent_id=root.pk,
            depth=2,
            name=f"Replier {number}",
            text="A reply",
            status="published",
            published_at=timezone.now(),
        )
        for number in range(count)
    )
    Comment.objects.filter(pk=root.pk).update(reply_count=count)
    with locked(root.page_id) as totals:
        count_comments(totals)


class TestOrder:
    @pytest.fixture
    def threads(self, article: ArticlePage) -> list[Comment]:
        made = [published(article, name=name, text=name) for name in ("Ada", "Bo", "Cy")]
        for voter in ("a", "b"):
            vote(made[1], voter, 1)
        vote(made[2], "a", -1)
        return made

    @pytest.mark.parametrize(
        ("order", "expected"),
        [
            ("newest", ["Cy", "Bo", "Ada"]),
            ("oldest", ["Ada", "Bo", "Cy"]),
            ("votes", ["Bo", "Ada", "Cy"]),
            ("rubbish", ["Cy", "Bo", "Ada"]),
        ],
    )
    def test_is_the_reader_s_choice(
        self, article: ArticlePage, threads: list[Comment], order: str, expected: list[str]
    ) -> None:
        for address in ("", "threads/"):
            html = get(f"/feedback/{article.pk}/{address}?order={order}")
            assert names(html) == expected

    def test_puts_a_pinned_thread_first(self, article: ArticlePage, threads: list[Comment]) -> None:
        moderation.set_thread(threads[0].pk, None, pinned=True)
        assert names(get(article.url)) == ["Ada", "Cy", "Bo"]

    def test_of_replies_is_that_of_writing(self, article: ArticlePage) -> None:
        root = published(article, name="Root")
        first = published(article, root, name="First", text="1")
        published(article, root, name="Second", text="2")
        published(article, first, name="Inner", text="3")
        assert names(get(article.url)) == ["Root", "First", "Inner", "Second"]


class TestTheFirstPage:
    def test_has_ten_threads_and_the_way_to_more(self, article: ArticlePage) -> None:
        many(article, 25)
        html = get(article.url)
        assert names(html) == [f"Reader {number}" for number in range(24, 14, -1)]
        more = re.search(r'data-more="([^"]+)"', html)
        assert more
        second = get(more[1].replace("&amp;", "&"))
        assert names(second) == [f"Reader {number}" for number in range(14, 4, -1)]
        more = re.search(r'data-more="([^"]+)"', second)
        assert more
        third = get(more[1].replace("&amp;", "&"))
        assert names(third) == [f"Reader {number}" for number in range(4, -1, -1)]
        assert "data-more" not in third

    def test_has_ten_replies_of_a_thread_and_the_way_to_all(self, article: ArticlePage) -> None:
        root = many(article, 1)[0]
        replies_to(root, 60)
        html = get(article.url)
        assert len(names(html)) == 1 + REPLIES_SHOWN
        assert "Show all 60 replies" in html
        whole = get(root.get_absolute_url())
        assert len(names(whole)) == 1 + REPLIES_AT_ONCE
        assert len(names(get(f"{root.get_absolute_url()}?page=2"))) == 1 + 60 - REPLIES_AT_ONCE

    def test_takes_as_many_queries_and_bytes_with_10_000_comments_as_with_10(
        self, article: ArticlePage
    ) -> None:
        few, huge = article, ArticlePageFactory(title="Sleep and many")

        def cost(page: ArticlePage) -> tuple[list[str], int]:
            Client().get(page.url)
            cache.clear()
            size = len(Client().get(page.url).content)
            cache.clear()
            return queries(lambda: Client().get(page.url)), size

        many(few, 10)
        many(huge, 9_000)
        root = Comment.objects.filter(page=huge).latest("pk")
        replies_to(root, 1_000)
        small, large = cost(few), cost(huge)
        assert_same_queries(small[0], large[0])
        # Longer numbers, the replies that come with the first thread, a link to more.
        assert large[1] - small[1] < 25_000

    def test_asks_for_settings_and_totals_at_once_and_for_threads_at_once(
        self, article: ArticlePage
    ) -> None:
        many(article, 10)
        Client().get(article.url)
        with_feedback = queries(lambda: Client().get(article.url))
        assert sum(map(is_of_feedback, with_feedback)) == 2

    def test_asks_for_no_threads_where_there_are_none(self, article: ArticlePage) -> None:
        Client().get(article.url)
        asked = queries(lambda: Client().get(article.url))
        assert sum(map(is_of_feedback, asked)) == 1

    @pytest.mark.parametrize("address", ["", "threads/", "mine/", "new/?since=2020-01-01T00:00Z"])
    def test_of_every_address_costs_the_same_for_1_and_for_50(
        self, article: ArticlePage, address: str
    ) -> None:
        other = ArticlePageFactory(title="Another one")
        many(article, 1)
        many(other, 50)

        def cost(page: ArticlePage) -> list[str]:
            path = f"/feedback/{page.pk}/{address}"
            Client().get(path)
            return queries(lambda: Client().get(path))

        assert_same_queries(cost(article), cost(other))


class TestGaps:
    def test_a_removed_comment_leaves_a_gap_above_its_replies(self, article: ArticlePage) -> None:
        root = published(article, name="Root", text="Secret words")
        published(article, root, name="Reply", text="An answer")
        moderation.erase(root.pk)
        html = get(article.url)
        assert "Secret words" not in html
        assert "This comment was removed." in html
        assert "An answer" in html
        assert "1 comment" in html

    def test_a_removed_comment_without_replies_is_gone(self, article: ArticlePage) -> None:
        root = published(article)
        moderation.erase(root.pk)
        assert "This comment was removed." not in get(article.url)
        assert Client().get(root.get_absolute_url()).status_code == 404

    def test_a_gap_whose_last_reply_goes_is_gone_too(self, article: ArticlePage) -> None:
        root = published(article)
        reply = published(article, root, text="An answer")
        moderation.erase(root.pk)
        moderation.erase(reply.pk)
        assert "This comment was removed." not in get(article.url)
        assert PageFeedback.objects.get(pk=article.pk).thread_count == 0

    def test_a_gap_in_the_middle_keeps_what_is_below_it(self, article: ArticlePage) -> None:
        root = published(article, name="Root")
        middle = published(article, root, name="Middle", text="m")
        published(article, middle, name="Inner", text="i")
        moderation.reject(middle.pk, None, None)
        assert names(get(article.url)) == ["Root", "Inner"]


class TestPermalinks:
    def test_show_a_comment_in_its_thread(self, article: ArticlePage) -> None:
        root = published(article, name="Root")
        reply = published(article, root, name="Reply", text="An answer")
        published(article, name="Another", text="Elsewhere")
        html = get(reply.get_absolute_url())
        assert names(html) == ["Root", "Reply"]
        assert f'href="{article.url}#comment-{root.pk}"' in html
        assert f'href="{reply.get_absolute_url()}"' in get(article.url)

    def test_of_a_late_reply_open_its_page_of_the_thread(self, article: ArticlePage) -> None:
        root = many(article, 1)[0]
        replies_to(root, 60)
        last = Comment.objects.latest("pk")
        assert f'id="comment-{last.pk}"' in get(last.get_absolute_url())

    def test_are_not_for_search_engines(self, article: ArticlePage) -> None:
        response = Client().get(published(article).get_absolute_url())
        assert response.headers["X-Robots-Tag"] == "noindex"


class TestNews:
    def test_count_what_was_published_since(self, article: ArticlePage) -> None:
        published(article, text="Old")
        since = timezone.now().isoformat().replace("+", "%2B")
        address = f"/feedback/{article.pk}/new/?since={since}"
        assert Client().get(address).json() == {"new": 0, "comments": 1}
        published(article, text="New")
        write(article, text="Waiting")
        assert Client().get(address).json() == {"new": 1, "comments": 2}
        fresh = get(f"/feedback/{article.pk}/threads/?since={since}")
        assert "New" in fresh
        assert "Old" not in fresh

    def test_without_a_change_are_answered_304_without_counting(self, article: ArticlePage) -> None:
        published(article)
        address = f"/feedback/{article.pk}/new/?since=2020-01-01T00:00:00Z"
        tag = Client().get(address).headers["ETag"]
        asked: list[Any] = []

        def again() -> None:
            asked.append(Client().get(address, headers={"If-None-Match": tag}))

        sent = queries(again)
        assert asked[0].status_code == 304
        assert not any('FROM "feedback_comment"' in sql for sql in sent)
        assert len(sent) <= 6
        published(article, text="New")
        assert Client().get(address, headers={"If-None-Match": tag}).status_code == 200

    @pytest.mark.parametrize("since", ["", "rubbish", "2020-01-01", "%00", "9" * 3000])
    def test_since_rubbish_are_not_found(self, article: ArticlePage, since: str) -> None:
        assert Client().get(f"/feedback/{article.pk}/new/?since={since}").status_code == 404


class TestAnswersOfTheClinic:
    def test_are_marked_and_a_clinician_s_says_when(self, article: ArticlePage) -> None:
        root = published(article)
        moderation.answer(root.pk, "By the clinic", UserFactory(first_name="Mo"))
        reply = moderation.answer(
            root.pk, "By a clinician", UserFactory(first_name="Ada"), as_clinician=True
        )
        assert reply
        Comment.objects.filter(pk=reply.pk).update(created_at=datetime(2024, 5, 3, 12, tzinfo=UTC))
        html = get(article.url)
        assert "clinic staff" in html
        assert "Answered by a clinician on 3 May 2024" in html

    def test_close_their_thread_while_the_review_is_overdue(self, article: ArticlePage) -> None:
        root = published(article)
        published(article, text="Another thread")
        moderation.answer(root.pk, "Four weeks.", UserFactory(), as_clinician=True)
        address = f"/feedback/{article.pk}/comment/?parent={root.pk}"
        assert Client().get(address).status_code == 200
        sign_off(article, due=timezone.now() - timedelta(days=1))
        assert Client().get(address).status_code == 404
        html = get(article.url)
        assert "may be out of date" in html
        assert html.count("data-open aria-label") == 1  # the other thread still takes replies


class TestAPageOfThreads:
    @pytest.mark.parametrize("page", ["0", "-1", "abc", "9" * 5000, "٣", "1.5", "999999"])
    def test_of_a_rubbish_number_is_answered(self, article: ArticlePage, page: str) -> None:
        published(article)
        for address in ("", "threads/"):
            assert Client().get(f"/feedback/{article.pk}/{address}?page={page}").status_code == 200

    def test_holds_no_mail_address(self, article: ArticlePage) -> None:
        published(article, email="secret@example.org")
        for address in (
            article.url,
            f"/feedback/{article.pk}/",
            f"/feedback/{article.pk}/threads/",
        ):
            assert "secret@example.org" not in get(address)

    def test_may_be_kept_by_a_shared_cache(self, article: ArticlePage) -> None:
        published(article)
        response = Client().get(f"/feedback/{article.pk}/threads/")
        assert "public" in response.headers["Cache-Control"]
        assert not response.cookies


def test_totals_equal_a_recount_after_every_decision(article: ArticlePage) -> None:
    by = UserFactory()
    comments = [published(article, text=str(number)) for number in range(4)]
    reply = published(article, comments[0], text="reply")
    inner = published(article, reply, text="inner")
    steps = [
        lambda: moderation.reject(reply.pk, None, by),
        lambda: moderation.approve(reply.pk, by),
        lambda: moderation.mark_spam(comments[1].pk, by),
        lambda: moderation.divert(comments[2].pk, by),
        lambda: moderation.erase(inner.pk, by),
        lambda: moderation.answer(comments[3].pk, "Thank you", by),
        lambda: moderation.redact(comments[3].pk, "Shorter", by),
    ]
    for step in steps:
        step()
        totals = PageFeedback.objects.get(pk=article.pk)
        visible = Comment.objects.filter(page=article, status="published")
        assert totals.comment_count == visible.count()
        for comment in Comment.objects.filter(page=article):
            below = visible.filter(parent=comment) | visible.filter(parent__parent=comment)
            assert comment.reply_count == below.count(), comment.pk


def test_votes_of_others_are_not_told(article: ArticlePage) -> None:
    comment = published(article)
    Vote.objects.create(comment=comment, voter="x", value=1)
    assert "data-votes" not in get(f"/feedback/{article.pk}/mine/")


def test_an_old_since_shows_one_page_of_threads(article: ArticlePage) -> None:
    many(article, 25)
    since = (timezone.now() - timedelta(days=1)).isoformat().replace("+", "%2B")
    assert len(names(get(f"/feedback/{article.pk}/threads/?since={since}"))) == 10
