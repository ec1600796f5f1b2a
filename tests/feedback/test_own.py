"""What is kept about a mail address: seen, taken along, ended and erased by whoever reads its
mail."""

import json
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.models import ArticlePage
from clinic.feedback import moderation, subscriptions
from clinic.feedback.models import Comment, PrivateMessage, RejectReason, Subscription
from clinic.feedback.tokens import Purpose, new_token
from tests.factories import ArticlePageFactory, UserFactory
from tests.feedback.mailing import (
    SECRET_WORDS,
    Kind,
    path_in,
    published,
    put_off,
    subscribed,
    write,
)
from tests.feedback.posting import post, started

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_waiting")]

ADA = "ada@example.org"


def link(email: str = ADA) -> str:
    return reverse("feedback:own_data", args=[new_token(Purpose.MANAGE, email=email)])


def ask(client: Client, email: str) -> Any:
    return post(client, reverse("feedback:own"), {"email": email})


class TestTheLink:
    def test_it_is_mailed_and_shows_what_is_kept(
        self, client: Client, article: ArticlePage
    ) -> None:
        published(article)
        PrivateMessage.objects.create(page=article, email=ADA, text="Only for you.")
        subscribed(article, ADA)
        assert ask(client, "Ada@Example.org").status_code == 200
        [message] = mail.outbox
        assert message.to == [ADA]
        page = client.get(path_in(message, "feedback/own")).content.decode()
        for words in (SECRET_WORDS, "Only for you.", "new follow-up comments", "1 comment"):
            assert words in page

    def test_nobody_learns_from_the_answer_whether_an_address_is_known(
        self, client: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        published(article)
        ask(client, "first@example.org")  # fills what is cached for everybody
        work = put_off(monkeypatch, "owning")
        answers = []
        for email in (ADA, "stranger@example.org"):
            with CaptureQueriesContext(connection) as queries:
                response = ask(client, email)
            answers.append((response.status_code, response.content, len(queries)))
        assert answers[0] == answers[1]
        assert len(work) == 2
        for each in work:
            each()
        assert [message.to for message in mail.outbox] == [[ADA]]

    def test_it_shows_nothing_of_anybody_else(self, client: Client, article: ArticlePage) -> None:
        published(article, email="eve@example.org", text="Eve was here.")
        subscribed(article, "eve@example.org")
        page = client.get(link()).content.decode()
        assert "Eve was" not in page
        assert "We write to you about nothing." in page

    def test_nobody_is_bombed_with_links(self, client: Client, article: ArticlePage) -> None:
        published(article)
        for number in range(12):
            ask(Client(REMOTE_ADDR=f"10.{number}.0.1"), ADA)
        assert len(mail.outbox) == 5

    def test_it_costs_as_many_queries_for_many_comments_as_for_one(
        self, client: Client, article: ArticlePage
    ) -> None:
        published(article)
        address = link()
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        for number in range(50):
            write(article, text=f"Text {number}")
            subscribed(ArticlePageFactory(), ADA)
        with CaptureQueriesContext(connection) as many:
            client.get(address)
        assert len(many) <= len(few)


class TestWhatOneCanDo:
    def test_take_it_along(self, client: Client, article: ArticlePage) -> None:
        published(article)
        published(article, email="eve@example.org", text="Eve was here.")
        subscribed(article, ADA)
        response = client.get(f"{link()}export/")
        data = json.loads(response.content)
        assert [comment["text"] for comment in data["comments"]] == [SECRET_WORDS]
        assert data["subscriptions"][0]["page"] == "Sleep and mood"
        assert "attachment" in response["Content-Disposition"]
        assert "no-store" in response["Cache-Control"]

    def test_end_one_or_all_subscriptions_of_ones_own(
        self, client: Client, article: ArticlePage
    ) -> None:
        first = subscribed(article, ADA)
        subscribed(article, ADA, Kind.MINE)
        strangers = subscribed(article, "eve@example.org")
        address = link()
        client.post(f"{address}end/", {"subscription": str(strangers.pk)})
        client.post(f"{address}end/", {"subscription": str(first.pk)})
        assert [each.kind for each in subscriptions.active(ADA)] == [Kind.MINE]
        client.post(f"{address}end/", {"subscription": "all"})
        assert subscriptions.active(ADA) == []
        assert subscriptions.active("eve@example.org") == [strangers]

    def test_erase_everything_once_it_is_meant(self, client: Client, article: ArticlePage) -> None:
        mine = published(article, website="https://ada.example")
        published(article, mine, name="Eve", email="eve@example.org", text="Eve was here.")
        write(article, text="Waiting.")
        theirs = moderation.answer(mine.pk, "The clinic's words.", UserFactory())
        PrivateMessage.objects.create(page=article, email=ADA, text="Only for you.")
        subscribed(article, ADA)
        address = link()
        assert client.post(f"{address}erase/").status_code == 422
        assert Comment.objects.filter(email=ADA).count() == 2

        assert client.post(f"{address}erase/", {"sure": "on"}).status_code == 200
        kept = json.dumps(list(Comment.objects.values()), default=str)
        for words in (SECRET_WORDS, "Waiting.", ADA, "Ada", "ada.example"):
            assert words not in kept
        assert "Eve was here." in kept
        assert theirs
        assert "The clinic's words." in kept
        assert not PrivateMessage.objects.exists()
        assert not Subscription.objects.exists()
        assert client.get(address).status_code == 410

    def test_change_a_comment_that_was_rejected_and_send_it_again(
        self, client: Client, article: ArticlePage, django_capture_on_commit_callbacks: Any
    ) -> None:
        reason = RejectReason.objects.create(title="Names", text="We publish no names.")
        with django_capture_on_commit_callbacks(execute=True):
            comment = write(article)
            moderation.reject(comment.pk, reason, None)
        path = path_in(mail.outbox[0], "feedback/mail/change")
        page = client.get(path).content.decode()
        assert "We publish no names." in page
        assert SECRET_WORDS in page
        browser = Client(enforce_csrf_checks=True)
        empty = browser.post(path, {"started": started(client, path), "text": " "})
        assert empty.status_code == 422
        sent = browser.post(path, {"started": started(client, path), "text": "Without names."})
        assert sent.status_code == 200
        comment.refresh_from_db()
        assert (comment.text, comment.status) == ("Without names.", "pending")
        assert client.get(path).status_code == 410

    def test_after_erasing_a_rejected_comment_its_link_is_void(
        self, client: Client, article: ArticlePage
    ) -> None:
        comment = write(article)
        moderation.reject(comment.pk, None, None)
        secret = new_token(Purpose.CHANGE, comment=comment)
        client.post(f"{link()}erase/", {"sure": "on"})
        assert client.get(reverse("feedback:change_by_mail", args=[secret])).status_code == 410


def test_the_command_that_sends_again_does(
    article: ArticlePage, django_capture_on_commit_callbacks: Any
) -> None:
    from django.core.management import call_command

    subscribed(article)
    published(article, email="")
    call_command("send_feedback_mail")
    call_command("send_feedback_mail")
    assert [message.to for message in mail.outbox] == [["bob@example.org"]]
