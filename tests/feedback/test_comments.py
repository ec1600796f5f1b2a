"""Writing comments and replies, changing one's own, and what only the author sees."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from blog.models import ArticlePage
from clinic.feedback import moderation, writing
from clinic.feedback.models import Comment, FeedbackSettings, PageFeedback, RejectReason
from tests.factories import ArticlePageFactory, StandardPageFactory, UserFactory
from tests.feedback.mailing import published, write
from tests.feedback.posting import COMMENT, comment, post, started

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_waiting")]


def html_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


class TestWriting:
    def test_a_comment_waits_and_only_its_author_sees_it(self, article: ArticlePage) -> None:
        author, stranger = Client(), Client()
        response = comment(author, article, text="It took four weeks.")
        assert response.status_code == 302
        own = html_of(author, response.headers["Location"])
        assert "Awaiting moderation" in own
        assert "It took four weeks." in own
        assert "It took four weeks." in html_of(author, f"/feedback/{article.pk}/")
        assert "It took four weeks." in html_of(author, f"/feedback/{article.pk}/mine/")
        assert stranger.get(response.headers["Location"]).status_code == 404
        for address in (article.url, f"/feedback/{article.pk}/", f"/feedback/{article.pk}/mine/"):
            assert "four weeks" not in html_of(stranger, address)

    def test_a_published_comment_is_on_the_page(self, article: ArticlePage) -> None:
        comment(Client(), article, text="It took <b>four</b> weeks: https://example.org/a?b=1&c=2")
        moderation.approve(Comment.objects.get().pk, None)
        html = html_of(Client(), article.url)
        assert "It took &lt;b&gt;four&lt;/b&gt; weeks" in html
        link = '<a href="https://example.org/a?b=1&amp;c=2" rel="ugc nofollow">'
        assert link in html
        assert "1 comment" in html

    def test_the_same_words_twice_are_one_comment(self, article: ArticlePage) -> None:
        client = Client()
        first = comment(client, article)
        second = comment(client, article)
        assert first.headers["Location"] == second.headers["Location"]
        assert Comment.objects.count() == 1

    @pytest.mark.parametrize("field", ["text", "name", "email"])
    def test_what_is_missing_is_named_and_the_rest_kept(
        self, article: ArticlePage, field: str
    ) -> None:
        response = comment(Client(), article, **{field: "  "})
        html = response.content.decode()
        assert response.status_code == 422
        assert 'role="alert"' in html
        kept = {key: COMMENT[key] for key in ("text", "name", "email") if key != field}
        assert all(value in html for value in kept.values())
        assert not Comment.objects.exists()

    def test_staff_write_under_their_account(self, article: ArticlePage) -> None:
        client = Client()
        client.force_login(UserFactory(group="Moderators", first_name="Mo", last_name="Example"))
        address = f"/feedback/{article.pk}/comment/"
        assert 'name="email"' not in html_of(client, address)
        post(client, address, {"text": "We have changed it."})
        written = Comment.objects.get()
        assert (written.name, written.role, written.status) == ("Mo Example", "staff", "pending")

    def test_a_website_becomes_a_link_that_search_engines_do_not_count(
        self, article: ArticlePage
    ) -> None:
        comment(Client(), article, website="https://example.org/me")
        moderation.approve(Comment.objects.get().pk, None)
        html = html_of(Client(), article.url)
        assert '<a href="https://example.org/me" rel="ugc nofollow">Ada</a>' in html

    @pytest.mark.parametrize("website", ["javascript:alert(1)", "data:text/html,a", "ftp://a.org"])
    def test_another_kind_of_address_is_refused(self, article: ArticlePage, website: str) -> None:
        assert comment(Client(), article, website=website).status_code == 422

    def test_without_javascript_personal_details_are_asked_about_once(
        self, article: ArticlePage
    ) -> None:
        client = Client()
        text = "Ring me on 07700 900123"
        response = comment(client, article, text=text)
        assert response.status_code == 200
        assert "a telephone number" in response.content.decode()
        assert not Comment.objects.exists()
        assert comment(client, article, text=text, publish_anyway="1").status_code == 302


class TestReplies:
    def test_stand_three_deep_and_no_deeper(self, article: ArticlePage) -> None:
        parent = None
        for depth in (1, 2, 3):
            parent = published(article, parent, text=f"Words {depth}")
            assert parent.depth == depth
        assert parent
        address = f"/feedback/{article.pk}/comment/?parent={parent.pk}"
        assert Client().get(address).status_code == 404
        with pytest.raises(writing.NotOpenError):
            write(article, parent)
        html = html_of(Client(), article.url)
        assert html.count(f"?parent={parent.pk}") == 0
        assert html.count("data-open aria-label") == 2

    def test_belong_to_the_page_of_what_they_answer(self, article: ArticlePage) -> None:
        other = ArticlePageFactory()
        parent = published(article)
        reply = writing.submit(Comment(page=other, parent=parent, text="Words", name="Bo"))
        assert reply.page_id == article.pk
        assert comment(Client(), article, parent=parent.pk).status_code == 302
        address = f"/feedback/{other.pk}/comment/"
        data = {**COMMENT, "started": started(Client(), address), "parent": parent.pk}
        assert Client().post(address, data).status_code == 404

    def test_are_not_taken_by_what_waits_or_is_closed(self, article: ArticlePage) -> None:
        waiting = write(article)
        closed = published(article, text="Other words")
        moderation.set_thread(closed.pk, None, closed=True)
        for parent in (waiting, closed):
            address = f"/feedback/{article.pk}/comment/?parent={parent.pk}"
            assert Client().get(address).status_code == 404
            with pytest.raises(writing.NotOpenError):
                write(article, parent)
        assert "This thread is closed." in html_of(Client(), article.url)


class TestChanging:
    def test_what_waits_is_changed_in_place(self, article: ArticlePage) -> None:
        client = Client()
        location = comment(client, article).headers["Location"]
        response = post(client, f"{location}change/", {"text": "Better words."})
        assert response.status_code == 302
        assert Comment.objects.get().text == "Better words."
        assert Comment.objects.get().status == "pending"

    def test_what_is_published_stays_until_the_change_was_seen(self, article: ArticlePage) -> None:
        client = Client()
        location = comment(client, article, text="First words.").headers["Location"]
        pk = Comment.objects.get().pk
        moderation.approve(pk, None)
        post(client, f"{location}change/", {"text": "Second words."})
        assert "First words." in html_of(Client(), article.url)
        assert "Second words." not in html_of(Client(), article.url)
        assert "Second words." in html_of(client, f"/feedback/{article.pk}/mine/")
        moderation.approve(pk, None)
        assert "Second words." in html_of(Client(), article.url)
        assert "edited" in html_of(Client(), article.url)

    def test_a_change_that_was_refused_says_so_and_why(self, article: ArticlePage) -> None:
        client = Client()
        location = comment(client, article, text="First words.").headers["Location"]
        pk = Comment.objects.get().pk
        moderation.approve(pk, None)
        post(client, f"{location}change/", {"text": "Second words."})
        moderation.reject(pk, RejectReason.objects.first(), None)
        own = html_of(client, f"/feedback/{article.pk}/mine/")
        assert "Your change was not published" in own
        assert "Comments are public" in own
        post(client, f"{location}change/", {"text": "Third words."})
        assert "Awaiting moderation" in html_of(client, f"/feedback/{article.pk}/mine/")

    def test_a_stranger_changes_nothing(self, article: ArticlePage) -> None:
        location = comment(Client(), article).headers["Location"]
        stranger = Client()
        stranger.post(f"/feedback/{article.pk}/rate/", {"stars": "3"})  # has a cookie too
        assert stranger.get(f"{location}change/").status_code == 404
        assert stranger.post(f"{location}change/", {"text": "Mine"}).status_code == 404
        assert Comment.objects.get().text == COMMENT["text"]

    def test_after_a_quarter_of_an_hour_it_is_too_late(self, article: ArticlePage) -> None:
        client = Client()
        location = comment(client, article).headers["Location"]
        started_at = started(client, f"{location}change/")
        long_ago = timezone.now() - timedelta(minutes=15, seconds=1)
        Comment.objects.update(created_at=long_ago)
        response = client.post(f"{location}change/", {"text": "Late", "started": started_at})
        assert response.status_code == 409
        assert "15 minutes" in response.content.decode()
        assert Comment.objects.get().text == COMMENT["text"]

    def test_what_was_answered_is_not_changed(self, article: ArticlePage) -> None:
        client = Client()
        location = comment(client, article).headers["Location"]
        parent = Comment.objects.get()
        moderation.approve(parent.pk, None)
        published(article, parent, text="An answer")
        assert client.get(f"{location}change/").status_code == 409

    def test_what_was_not_published_says_why_and_can_be_changed(self, article: ArticlePage) -> None:
        client = Client()
        location = comment(client, article).headers["Location"]
        reason = RejectReason.objects.first()
        moderation.reject(Comment.objects.get().pk, reason, None)
        assert reason.text.partition("’")[0] in html_of(client, location)
        Comment.objects.update(created_at=timezone.now() - timedelta(days=2))
        post(client, f"{location}change/", {"text": "Without details."})
        assert Comment.objects.get().status == "pending"


class TestTheOpenPage:
    """Nothing can be written about a page that not everybody may read."""

    ADDRESSES = ("", "threads/", "mine/", "rate/", "comment/", "private/")

    def assert_not_found(self, page_id: int) -> None:
        for address in self.ADDRESSES:
            assert Client().get(f"/feedback/{page_id}/{address}").status_code == 404, address

    def test_a_draft_takes_nothing(self, article: ArticlePage) -> None:
        written = published(article)
        article.unpublish()
        self.assert_not_found(article.pk)
        assert Client().get(written.get_absolute_url()).status_code == 404
        assert Client().post(f"{written.get_absolute_url()}vote/", {"value": 1}).status_code == 404

    @pytest.mark.parametrize("kind", ["password", "login", "groups"])
    def test_a_restricted_page_takes_nothing(self, article: ArticlePage, kind: str) -> None:
        PageViewRestriction.objects.create(
            page=article.get_parent(), restriction_type=kind, password="secret"
        )
        self.assert_not_found(article.pk)

    def test_an_expired_page_takes_nothing(self, article: ArticlePage) -> None:
        article.expire_at = timezone.now() - timedelta(seconds=1)
        article.save()
        self.assert_not_found(article.pk)

    def test_a_page_type_without_feedback_takes_nothing(self) -> None:
        self.assert_not_found(StandardPageFactory().pk)

    def test_a_page_that_does_not_exist_takes_nothing(self, db: None) -> None:
        self.assert_not_found(10**18)


class TestSwitches:
    def test_an_editor_closes_comments_and_those_there_stay(self, article: ArticlePage) -> None:
        published(article, text="Kept words")
        article.feedback_comments = "closed"
        article.save()
        html = html_of(Client(), article.url)
        assert "Kept words" in html
        assert "Comments are closed." in html
        assert Client().get(f"/feedback/{article.pk}/comment/").status_code == 404

    def test_an_editor_switches_comments_off(self, article: ArticlePage) -> None:
        written = published(article, text="Hidden words")
        article.feedback_comments = "off"
        article.save()
        assert "Hidden words" not in html_of(Client(), article.url)
        assert Client().get(written.get_absolute_url()).status_code == 404
        assert Client().get(f"/feedback/{article.pk}/threads/").status_code == 404

    @pytest.mark.parametrize(
        ("part", "address"),
        [("ratings", "rate/"), ("comments", "comment/"), ("private", "private/")],
    )
    def test_the_clinic_switches_a_part_off_for_the_whole_site(
        self, article: ArticlePage, part: str, address: str
    ) -> None:
        assert Client().get(f"/feedback/{article.pk}/{address}").status_code == 200
        settings = FeedbackSettings.for_site(Site.objects.get())
        setattr(settings, part, False)
        settings.save()
        assert Client().get(f"/feedback/{article.pk}/{address}").status_code == 404

    def test_without_any_part_nothing_of_it_is_on_the_page(self, article: ArticlePage) -> None:
        settings = FeedbackSettings.for_site(Site.objects.get())
        settings.ratings = settings.comments = settings.private = False
        settings.save()
        assert "What readers say" not in html_of(Client(), article.url)

    def test_a_moderator_s_switch_works_at_once_and_leaves_the_page_alone(
        self, article: ArticlePage
    ) -> None:
        published(article, text="Hidden words")
        before = article.latest_revision_id
        moderation.set_page(article.pk, None, comments_off=True, ratings_off=True)
        html = html_of(Client(), article.url)
        assert "Hidden words" not in html
        assert "Was this article useful?" not in html
        article.refresh_from_db()
        assert article.latest_revision_id == before
        assert PageFeedback.objects.get(pk=article.pk).comments_off


class TestDistress:
    TEXT = "I want to kill myself"

    def test_a_comment_shows_the_crisis_lines_at_once(self, article: ArticlePage) -> None:
        client = Client()
        response = comment(client, article, text=self.TEXT)
        assert "You are not alone" in html_of(client, response.headers["Location"])

    def test_a_refused_form_shows_them_too(self, article: ArticlePage) -> None:
        response = comment(Client(), article, text=self.TEXT, name="")
        assert response.status_code == 422
        assert "You are not alone" in response.content.decode()

    def test_so_does_a_private_message(self, article: ArticlePage) -> None:
        data = {"text": self.TEXT, "email": "ada@example.org"}
        response = post(Client(), f"/feedback/{article.pk}/private/", data)
        assert "You are not alone" in response.content.decode()

    def test_other_words_do_not(self, article: ArticlePage) -> None:
        client = Client()
        response = comment(client, article, text="It helped my sleep.")
        assert "You are not alone" not in html_of(client, response.headers["Location"])
