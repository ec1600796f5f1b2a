"""What is thrown away, and when."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Site

from blog.models import ArticlePage
from clinic.feedback import moderation
from clinic.feedback.models import Comment, FeedbackSettings, PageFeedback, PrivateMessage
from clinic.feedback.retention import purge
from tests.feedback.mailing import published, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(db: None) -> FeedbackSettings:
    settings = FeedbackSettings.for_site(Site.objects.get())
    settings.rejected_days = 30
    settings.spam_days = 7
    settings.original_days = 14
    settings.private_days = 90
    settings.identity_days = 365
    settings.save()
    return settings


def age(comment: Comment, days: int, field: str = "decided_at") -> None:
    moment = timezone.now() - timedelta(days=days)
    Comment.objects.filter(pk=comment.pk).update(**{field: moment})


def remains(comment: Comment) -> bool:
    return Comment.objects.filter(pk=comment.pk).exists()


@pytest.mark.parametrize(
    ("decide", "days"),
    [
        (lambda pk: moderation.reject(pk, None, None), 30),
        (lambda pk: moderation.mark_spam(pk, None), 7),
        (lambda pk: moderation.erase(pk), 7),
    ],
)
def test_what_was_refused_goes_after_its_days(article: ArticlePage, decide: Any, days: int) -> None:
    old, fresh = write(article, text="old"), write(article, text="fresh")
    for comment in (old, fresh):
        decide(comment.pk)
    Comment.objects.update(created_at=timezone.now() - timedelta(days=days - 1))
    age(fresh, days - 1)
    age(old, days + 1)
    purge()
    assert remains(fresh)
    assert not remains(old)


def test_a_refused_edit_goes_after_its_days_and_its_comment_stays(article: ArticlePage) -> None:
    comment = published(article, text="What stays")
    Comment.objects.filter(pk=comment.pk).update(new_text="What goes")
    moderation.reject(comment.pk, None, None)
    for days, kept in ((29, "What goes"), (31, "")):
        age(comment, days)
        purge()
        assert Comment.objects.get(pk=comment.pk).refused_text == kept
    assert Comment.objects.get(pk=comment.pk).text == "What stays"


def test_what_waits_or_is_published_stays(article: ArticlePage) -> None:
    comments = [write(article, text="waits"), published(article, text="published")]
    for comment in comments:
        age(comment, 3000)
        age(comment, 3000, "created_at")
    purge()
    assert all(map(remains, comments))


def test_a_refused_comment_with_replies_is_emptied(article: ArticlePage) -> None:
    root = published(article, text="Words")
    published(article, root, text="A reply")
    moderation.reject(root.pk, None, None)
    age(root, 31)
    purge()
    emptied = Comment.objects.get(pk=root.pk)
    assert (emptied.text, emptied.name, emptied.email, emptied.status) == ("", "", "", "erased")
    assert PageFeedback.objects.get(pk=article.pk).comment_count == 1


def test_texts_before_redaction_go_and_the_redacted_ones_stay(article: ArticlePage) -> None:
    comment = write(article, text="Ring 07700 900123")
    moderation.redact(comment.pk, "Ring [removed]", None)
    purge()
    assert Comment.objects.get().original_text
    age(comment, 15)
    purge()
    assert Comment.objects.get().original_text == ""
    assert Comment.objects.get().text == "Ring [removed]"


def test_addresses_of_authors_go_and_their_comments_stay(article: ArticlePage) -> None:
    comment = published(article)
    age(comment, 366, "created_at")
    purge()
    left = Comment.objects.get(pk=comment.pk)
    assert (left.email, left.author) == ("", "")
    assert left.text


def test_private_messages_go_once_they_are_dealt_with(article: ArticlePage) -> None:
    long_ago = timezone.now() - timedelta(days=91)
    for page in (article, None):
        for status in ("new", "answered", "closed"):
            decided = None if status == "new" else long_ago
            PrivateMessage.objects.create(
                page=page, text=status, status=status, created_at=long_ago, decided_at=decided
            )
    purge()
    assert set(PrivateMessage.objects.values_list("status", flat=True)) == {"new"}
    assert PrivateMessage.objects.count() == 2


def test_the_command_says_what_it_did(
    article: ArticlePage, capsys: pytest.CaptureFixture[str]
) -> None:
    comment = write(article)
    moderation.mark_spam(comment.pk, None)
    age(comment, 8)
    call_command("purge_feedback")
    assert "spam: 1" in capsys.readouterr().out
    call_command("purge_feedback")
    assert capsys.readouterr().out == ""
