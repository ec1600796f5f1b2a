"""What moderators decide, and what follows of it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry, PageLogEntry

from blog.models import ArticlePage
from clinic.feedback import moderation, signals
from clinic.feedback.models import (
    Comment,
    EditorTask,
    PageFeedback,
    PrivateMessage,
    RejectReason,
)
from clinic.feedback.writing import resubmit
from tests.factories import UserFactory
from tests.feedback.mailing import SECRET_WORDS, published, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(db: None) -> Any:
    return UserFactory(group="Moderators")


@pytest.fixture
def told() -> Any:
    """What was announced, as (signal, comment's id)."""
    heard: list[tuple[str, int]] = []
    names = ("published", "rejected", "diverted")
    receivers = {}
    for name in names:

        def receive(comment: Comment, name: str = name, **kwargs: Any) -> None:
            heard.append((name, comment.pk))

        receivers[name] = receive
        getattr(signals, name).connect(receive)
    yield heard
    for name in names:
        getattr(signals, name).disconnect(receivers[name])


def of(comment: Comment) -> Comment:
    return Comment.objects.get(pk=comment.pk)


def test_approving_twice_publishes_and_announces_once(
    article: ArticlePage, by: Any, told: list[Any]
) -> None:
    comment = write(article)
    assert moderation.approve(comment.pk, by)
    assert not moderation.approve(comment.pk, by)
    assert told == [("published", comment.pk)]
    assert of(comment).decided_by == by


def test_what_is_published_again_is_not_announced_again(
    article: ArticlePage, by: Any, told: list[Any]
) -> None:
    comment = write(article)
    moderation.approve(comment.pk, by)
    moderation.reject(comment.pk, None, by)
    moderation.approve(comment.pk, by)
    assert [name for name, _pk in told] == ["published", "rejected"]


def test_a_redacted_text_replaces_the_author_s_which_is_kept_apart(
    article: ArticlePage, by: Any
) -> None:
    comment = write(article, text="Ring 07700 900123 now")
    moderation.redact(comment.pk, "Ring [personal details removed] now", by)
    assert of(comment).text == "Ring [personal details removed] now"
    assert of(comment).original_text == "Ring 07700 900123 now"
    html = Client().get(article.url).content.decode()
    assert "[personal details removed]" in html
    assert "07700" not in html
    assert moderation.unredact(comment.pk, by)
    assert (of(comment).text, of(comment).status) == ("Ring 07700 900123 now", "pending")
    assert not moderation.unredact(comment.pk, by)


def test_an_answer_publishes_what_it_answers(
    article: ArticlePage, by: Any, told: list[Any]
) -> None:
    comment = write(article)
    reply = moderation.answer(comment.pk, "Thank you.", by)
    assert reply
    assert of(comment).status == "published"
    assert (reply.parent_id, reply.depth, reply.role) == (comment.pk, 2, "staff")
    assert told == [("published", comment.pk), ("published", reply.pk)]


def test_an_answer_to_the_third_level_stands_beside_it(article: ArticlePage, by: Any) -> None:
    root = published(article)
    second = published(article, root, text="2")
    third = published(article, second, text="3")
    reply = moderation.answer(third.pk, "Thank you.", by)
    assert reply
    assert (reply.parent_id, reply.depth) == (second.pk, 3)


def test_what_was_refused_or_erased_is_not_answered(article: ArticlePage, by: Any) -> None:
    refused, erased = write(article, text="a"), write(article, text="b")
    moderation.reject(refused.pk, None, by)
    moderation.erase(erased.pk, by)
    assert moderation.answer(refused.pk, "Thank you.", by) is None
    assert moderation.answer(erased.pk, "Thank you.", by) is None
    assert not moderation.approve(erased.pk, by)
    assert not moderation.redact(erased.pk, "Words", by)


def test_rejecting_an_edit_leaves_what_is_published(
    article: ArticlePage, by: Any, told: list[Any]
) -> None:
    comment = published(article, text="First words")
    Comment.objects.filter(pk=comment.pk).update(new_text="Second words")
    reason = RejectReason.objects.first()
    assert moderation.reject(comment.pk, reason, by)
    assert (of(comment).status, of(comment).text) == ("published", "First words")
    assert of(comment).new_text == ""
    assert of(comment).reject_reason == reason


def test_a_refused_edit_is_kept_for_its_author_until_it_is_sent_again(
    article: ArticlePage, by: Any
) -> None:
    comment = published(article, text="First words")
    Comment.objects.filter(pk=comment.pk).update(new_text="Second words")
    moderation.reject(comment.pk, None, by)
    assert of(comment).own_text == "Second words"
    resubmit(comment, "Third words")
    assert (of(comment).text, of(comment).new_text) == ("First words", "Third words")
    assert not of(comment).is_refused
    assert moderation.approve(comment.pk, by)
    assert of(comment).text == "Third words"


def test_spam_is_told_to_nobody(article: ArticlePage, by: Any, told: list[Any]) -> None:
    assert moderation.mark_spam(write(article).pk, by)
    assert told == []


def test_a_diverted_comment_is_in_the_private_inbox_and_nowhere_else(
    article: ArticlePage, by: Any, told: list[Any]
) -> None:
    comment = published(article, text="My own story", name="Ada", email="ada@example.org")
    message = moderation.divert(comment.pk, by)
    assert message
    assert (message.text, message.email, message.was_comment) == (
        "My own story",
        "ada@example.org",
        True,
    )
    for field in ("name", "email", "website", "author", "text", "new_text", "original_text"):
        assert getattr(of(comment), field) == "", field
    assert "My own story" not in Client().get(article.url).content.decode()
    assert moderation.divert(comment.pk, by) is None
    assert PrivateMessage.objects.count() == 1
    assert ("diverted", comment.pk) in told


def test_a_clinic_s_own_answer_is_not_diverted(article: ArticlePage, by: Any) -> None:
    reply = moderation.answer(write(article).pk, "Thank you.", by)
    assert reply
    assert moderation.divert(reply.pk, by) is None


def test_a_closed_task_may_thank_the_readers_on_the_page(article: ArticlePage, by: Any) -> None:
    def html() -> str:
        return Client().get(article.url).content.decode()

    for thank in (False, True):
        task = EditorTask.objects.create(page=article, kind="unclear", created_by=by)
        moderation.close_task(task, by, thank=thank)
        assert ("Updated thanks to readers" in html()) is thank


def test_the_log_says_who_decided_what_and_holds_no_text(article: ArticlePage, by: Any) -> None:
    comment = write(article, name="Ada Secretname", text=SECRET_WORDS)
    decisions = [
        lambda: moderation.approve(comment.pk, by),
        lambda: moderation.redact(comment.pk, "Shorter", by),
        lambda: moderation.unredact(comment.pk, by),
        lambda: moderation.answer(comment.pk, "Thank you.", by),
        lambda: moderation.reject(comment.pk, None, by),
        lambda: moderation.mark_spam(comment.pk, by),
        lambda: moderation.set_thread(comment.pk, by, pinned=True, closed=True),
        lambda: moderation.set_page(article.pk, by, comments_closed=True),
        lambda: moderation.divert(comment.pk, by),
        lambda: moderation.erase(comment.pk, by),
    ]
    for decide in decisions:
        decide()
    entries = [*ModelLogEntry.objects.all(), *PageLogEntry.objects.filter(action="feedback.switch")]
    assert len(entries) >= len(decisions)
    assert {entry.user for entry in entries if entry.action.startswith("feedback.")} == {by}
    for entry in entries:
        told = f"{entry.label} {entry.data} {entry.message}"
        for words in ("Secretname", "mother", "Shorter", "Thank you", "ada@example.org"):
            assert words not in told


def test_every_change_gives_the_page_a_new_version(article: ArticlePage, by: Any) -> None:
    comment = write(article)
    moderation.approve(comment.pk, by)
    before = PageFeedback.objects.get(pk=article.pk).version
    moderation.erase(comment.pk, by)
    assert PageFeedback.objects.get(pk=article.pk).version > before
