"""Who is told what by mail, and how often."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from blog.models import ArticlePage
from clinic.content.models import ClinicSettings
from clinic.feedback import moderation
from clinic.feedback.mail import announce, catch_up
from clinic.feedback.models import (
    Comment,
    FeedbackSettings,
    PrivateMessage,
    RejectReason,
    SentMail,
    Subscription,
)
from clinic.feedback.writing import edit, resubmit, send_privately
from tests.factories import ArticlePageFactory, UserFactory
from tests.feedback.mailing import (
    SECRET_WORDS,
    Kind,
    path_in,
    published,
    subscribed,
    text_of,
    write,
)
from tests.support.smtp import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admitted")]

OnCommit = Any


@pytest.fixture
def committing(django_capture_on_commit_callbacks: OnCommit) -> Callable[..., Any]:
    """Runs something and what it left for the end of its transaction."""

    def run(action: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return action(*args, **kwargs)

    return run


@pytest.fixture
def moderator() -> AbstractBaseUser:
    return UserFactory(first_name="Mo", last_name="Derator")


def recipients() -> list[str]:
    return [to for message in mail.outbox for to in message.to]


class TestApproval:
    def test_the_author_and_the_subscribers_are_told_and_nobody_else(
        self, article: ArticlePage, committing: Callable[..., Any]
    ) -> None:
        subscribed(article, "bob@example.org")
        subscribed(article, "never@example.org", confirmed_at=None)
        subscribed(article, "ended@example.org", ended_at=timezone.now())
        subscribed(ArticlePageFactory(), "elsewhere@example.org")
        comment = write(article)
        committing(moderation.approve, comment.pk, None)
        assert sorted(recipients()) == ["ada@example.org", "bob@example.org"]

    def test_nobody_is_told_before(
        self, article: ArticlePage, committing: Callable[..., Any]
    ) -> None:
        subscribed(article)
        committing(write, article)
        assert recipients() == []

    def test_nothing_is_sent_for_what_is_rolled_back(self, article: ArticlePage) -> None:
        subscribed(article)
        published(article)  # its transaction never ends within this test
        assert recipients() == []

    def test_no_browser_can_have_it_sent_twice(
        self, article: ArticlePage, committing: Callable[..., Any]
    ) -> None:
        subscribed(article)
        comment = write(article, author="a" * 64)
        for _ in range(3):
            committing(moderation.approve, comment.pk, None)
            committing(announce, comment)
        committing(edit, comment, "Another text.", "a" * 64)
        committing(moderation.approve, comment.pk, None)
        assert sorted(recipients()) == ["ada@example.org", "bob@example.org"]

    def test_an_author_is_not_told_of_the_own_comment_as_a_subscriber(
        self, article: ArticlePage, committing: Callable[..., Any]
    ) -> None:
        subscribed(article, "ada@example.org")
        comment = write(article)
        committing(moderation.approve, comment.pk, None)
        [message] = mail.outbox
        assert "is published" in message.subject

    @pytest.mark.parametrize("hide", ["unpublish", "restrict", "close"])
    def test_nobody_is_led_to_a_page_that_is_not_for_them(
        self, article: ArticlePage, committing: Callable[..., Any], hide: str
    ) -> None:
        subscribed(article)
        comment = write(article)
        if hide == "unpublish":
            article.unpublish()
        elif hide == "restrict":
            PageViewRestriction.objects.create(page=article, restriction_type="login")
        else:
            ArticlePage.objects.filter(pk=article.pk).update(feedback_comments="off")
        committing(moderation.approve, comment.pk, None)
        assert recipients() == []

    def test_the_clinic_can_switch_subscriptions_off(
        self, article: ArticlePage, committing: Callable[..., Any]
    ) -> None:
        FeedbackSettings.objects.create(site=article.get_site(), subscriptions=False)
        subscribed(article)
        comment = write(article)
        committing(moderation.approve, comment.pk, None)
        assert recipients() == ["ada@example.org"]


class TestReplies:
    @pytest.fixture
    def comment(self, article: ArticlePage) -> Comment:
        return published(article)

    def test_only_who_asked_for_it_is_told_of_a_readers_reply(
        self, article: ArticlePage, comment: Comment, committing: Callable[..., Any]
    ) -> None:
        reply = write(article, comment, email="eve@example.org")
        committing(moderation.approve, reply.pk, None)
        assert recipients() == ["eve@example.org"]

    @pytest.mark.parametrize("kind", [Kind.MINE, Kind.REPLIES, Kind.COMMENTS])
    def test_each_kind_of_subscription_brings_it(
        self,
        article: ArticlePage,
        comment: Comment,
        committing: Callable[..., Any],
        kind: str,
    ) -> None:
        of = comment if kind == Kind.REPLIES else None
        subscribed(article, "ada@example.org", kind, comment=of)
        reply = write(article, comment, email="eve@example.org")
        committing(moderation.approve, reply.pk, None)
        assert sorted(recipients()) == ["ada@example.org", "eve@example.org"]

    def test_one_mail_however_many_subscriptions(
        self, article: ArticlePage, comment: Comment, committing: Callable[..., Any]
    ) -> None:
        for kind in Kind.values:
            of = comment if kind == Kind.REPLIES else None
            subscribed(article, "ada@example.org", kind, comment=of)
        reply = write(article, comment, email="eve@example.org")
        committing(moderation.approve, reply.pk, None)
        assert sorted(recipients()) == ["ada@example.org", "eve@example.org"]

    def test_a_reply_to_another_comment_is_not_mine(
        self, article: ArticlePage, comment: Comment, committing: Callable[..., Any]
    ) -> None:
        subscribed(article, "ada@example.org", Kind.MINE)
        other = published(article, email="bob@example.org")
        reply = write(article, other, email="eve@example.org")
        committing(moderation.approve, reply.pk, None)
        assert recipients() == ["eve@example.org"]

    def test_the_author_is_told_of_the_clinics_answer(
        self,
        article: ArticlePage,
        comment: Comment,
        committing: Callable[..., Any],
        moderator: AbstractBaseUser,
    ) -> None:
        committing(moderation.answer, comment.pk, "Rest well.", moderator)
        [message] = mail.outbox
        assert message.to == ["ada@example.org"]
        assert message.subject == "An answer to your comment on “Sleep and mood”"

    def test_and_only_once_if_subscribed_too(
        self,
        article: ArticlePage,
        comment: Comment,
        committing: Callable[..., Any],
        moderator: AbstractBaseUser,
    ) -> None:
        subscribed(article, "ada@example.org", Kind.MINE)
        committing(moderation.answer, comment.pk, "Rest well.", moderator)
        [message] = mail.outbox
        assert "List-Unsubscribe" in message.extra_headers


class TestRejection:
    @pytest.fixture
    def reason(self) -> RejectReason:
        return RejectReason.objects.create(title="Names", text="We publish no names.")

    def test_the_author_is_told_why_and_can_change_it(
        self, article: ArticlePage, committing: Callable[..., Any], reason: RejectReason
    ) -> None:
        comment = write(article)
        committing(moderation.reject, comment.pk, reason, None)
        [message] = mail.outbox
        assert message.to == ["ada@example.org"]
        assert "We publish no names." in message.body
        assert path_in(message, "feedback/mail/change")
        assert SECRET_WORDS not in str(message.message())

    def test_the_author_of_a_refused_edit_is_told_why_and_can_change_it(
        self,
        client: Client,
        article: ArticlePage,
        committing: Callable[..., Any],
        reason: RejectReason,
    ) -> None:
        comment = published(article, text="What stays.")
        Comment.objects.filter(pk=comment.pk).update(new_text=SECRET_WORDS)
        mail.outbox.clear()
        committing(moderation.reject, comment.pk, reason, None)
        [message] = mail.outbox
        assert message.to == ["ada@example.org"]
        assert "the comment is as it was" in " ".join(message.body.split())
        assert "We publish no names." in message.body
        assert SECRET_WORDS not in str(message.message())
        path = path_in(message, "feedback/mail/change")
        assert SECRET_WORDS in client.get(path).content.decode()

    def test_a_changed_text_that_is_rejected_again_is_told_again(
        self, article: ArticlePage, committing: Callable[..., Any], reason: RejectReason
    ) -> None:
        comment = write(article)
        committing(moderation.reject, comment.pk, reason, None)
        committing(resubmit, comment, "Changed.")
        committing(moderation.reject, comment.pk, reason, None)
        assert recipients() == ["ada@example.org"] * 2

    def test_spam_is_told_nothing(
        self, article: ArticlePage, committing: Callable[..., Any]
    ) -> None:
        committing(moderation.mark_spam, write(article).pk, None)
        assert recipients() == []

    def test_who_became_too_personal_is_told_where_it_went(
        self, article: ArticlePage, committing: Callable[..., Any]
    ) -> None:
        committing(moderation.divert, write(article).pk, None)
        [message] = mail.outbox
        assert message.to == ["ada@example.org"]
        assert "to the clinic alone" in message.subject
        assert SECRET_WORDS not in str(message.message())


class TestModerators:
    def test_they_are_told_that_something_waits_but_not_of_each_thing(
        self, article: ArticlePage, committing: Callable[..., Any]
    ) -> None:
        FeedbackSettings.objects.create(
            site=article.get_site(), moderators_email="mods@example.org"
        )
        for number in range(3):
            committing(write, article, text=f"{SECRET_WORDS} {number}")
        committing(send_privately, PrivateMessage(page=article, text=SECRET_WORDS))
        [message] = mail.outbox
        assert message.to == ["mods@example.org"]
        assert SECRET_WORDS not in str(message.message())


class TestWhatAMailSays:
    @pytest.fixture
    def news(self, article: ArticlePage, committing: Callable[..., Any]) -> Any:
        clinic = ClinicSettings.for_site(article.get_site())
        clinic.name = "Harbour <Clinic>"
        clinic.save()
        subscribed(article)
        comment = write(article, email="", name="Ada Ill")
        committing(moderation.approve, comment.pk, None)
        [message] = mail.outbox
        return message

    def test_it_has_the_title_and_a_link(self, article: ArticlePage, news: Any) -> None:
        assert news.subject == "A new comment on “Sleep and mood”"
        assert f"/feedback/comment/{Comment.objects.get().pk}/" in news.body

    def test_it_never_holds_a_comments_text_or_its_authors_name(self, news: Any) -> None:
        whole = news.message().as_string() + news.body + news.alternatives[0][0]
        assert SECRET_WORDS not in whole
        assert "Ada" not in whole

    def test_it_can_be_ended_by_one_click_of_the_mail_program(self, news: Any) -> None:
        headers = news.message()
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        link = headers["List-Unsubscribe"]
        assert link.startswith("<http")
        assert link.strip("<>") in news.body
        assert headers["Auto-Submitted"] == "auto-generated"

    def test_it_is_readable_as_text_and_as_html(self, news: Any) -> None:
        [(html, kind)] = news.alternatives
        assert kind == "text/html"
        assert "Harbour &lt;Clinic&gt;" in html
        assert "Harbour <Clinic>" in news.body
        assert '<html lang="en" dir="ltr">' in html
        assert max(len(line) for line in news.body.splitlines() if "http" not in line) < 120

    def test_a_hostile_title_stays_in_its_line(
        self, article: ArticlePage, committing: Callable[..., Any]
    ) -> None:
        Page.objects.filter(pk=article.pk).update(title="Sleep\r\nBcc: all@example.org <b>" * 5)
        subscribed(article)
        comment = write(article, email="")
        committing(moderation.approve, comment.pk, None)
        [message] = mail.outbox
        assert message.to == ["bob@example.org"]
        assert message.message()["Bcc"] is None
        assert "<b>" not in message.alternatives[0][0]

    def test_it_speaks_the_language_of_what_it_is_about(
        self, article: ArticlePage, committing: Callable[..., Any], monkeypatch: Any
    ) -> None:
        spanish = Locale.objects.create(language_code="es")
        translated = article.copy_for_translation(spanish, copy_parents=True)
        translated.save_revision().publish()
        subscribed(translated, language="es")
        comment = write(translated, email="")
        committing(moderation.approve, comment.pk, None)
        [message] = mail.outbox
        assert message.extra_headers["Content-Language"] == "es"
        assert '<html lang="es"' in message.alternatives[0][0]


class TestAMailServerThatFails:
    def test_a_mail_that_was_refused_is_sent_later_and_no_other_twice(
        self, article: ArticlePage, committing: Callable[..., Any], smtp: MailServer
    ) -> None:
        subscribed(article)
        comment = write(article, email="")
        smtp.refuses = True
        committing(moderation.approve, comment.pk, None)
        assert smtp.mails == []
        assert not SentMail.objects.exists()
        smtp.refuses = False
        catch_up()
        catch_up()
        assert smtp.recipients == ["bob@example.org"]

    def test_who_subscribes_later_is_not_told_of_what_was_before(
        self, article: ArticlePage, committing: Callable[..., Any], smtp: MailServer
    ) -> None:
        comment = write(article, email="")
        committing(moderation.approve, comment.pk, None)
        subscribed(article, confirmed_at=timezone.now() + timedelta(seconds=1))
        catch_up()
        assert smtp.mails == []

    def test_what_a_real_server_gets_is_a_whole_mail(
        self, article: ArticlePage, committing: Callable[..., Any], smtp: MailServer
    ) -> None:
        subscribed(article)
        committing(moderation.approve, write(article, email="").pk, None)
        [message] = smtp.wait_for(1)
        assert message["Subject"] == "A new comment on “Sleep and mood”"
        assert message.get_content_type() == "multipart/alternative"
        assert "There is a new comment on “Sleep and mood”." in text_of(message)
        assert Subscription.objects.get().tokens.count() == 1
