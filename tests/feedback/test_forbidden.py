"""What went wrong on other sites, each by the number that the list of requirements gives it:
first what must never happen, then what a medical site adds. Each test tries the wrong thing
from the outside; the details are tested beside the parts that prevent them."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.models import ArticlePage
from clinic.feedback import guards, moderation, writing
from clinic.feedback.models import (
    Comment,
    EditorTask,
    PrivateMessage,
    Rating,
    Subscription,
    Token,
)
from clinic.feedback.retention import purge
from tests.factories import ArticlePageFactory, UserFactory, body, section
from tests.feedback.mailing import SECRET_WORDS, path_in, published, subscribed, write
from tests.feedback.posting import comment, post
from tests.support.review import sign_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_waiting")]

FORMS = ("comment/", "private/", "rate/", "subscribe/")


class TestWhatWentWrongElsewhere:
    def test_1_nobody_uploads_a_file(self, article: ArticlePage) -> None:
        for form in FORMS:
            html = Client().get(f"/feedback/{article.pk}/{form}").content.decode()
            assert 'type="file"' not in html
            assert "multipart" not in html
        fields = [
            field
            for model in apps.get_app_config("feedback").get_models()
            for field in model._meta.get_fields()
        ]
        assert not [field for field in fields if isinstance(field, models.FileField)]
        upload = BytesIO(b"GIF89a<?php system($_GET['c']); ?>")
        upload.name = "a.php"
        data = {"text": upload, "name": "Ada", "email": "ada@example.org"}
        data["started"] = guards.start_time("comment")
        assert Client().post(f"/feedback/{article.pk}/comment/", data).status_code == 422

    def test_2_no_browser_triggers_mail_about_a_comment(
        self, article: ArticlePage, django_capture_on_commit_callbacks: Any
    ) -> None:
        subscribed(article)
        published_one = published(article)
        with django_capture_on_commit_callbacks(execute=True):
            client = Client()
            comment(client, article, text="Other words")
            waiting = Comment.objects.get(status="pending")
            for address in ("", "mine/", "threads/", "new/?since=2020-01-01T00:00:00Z"):
                client.get(f"/feedback/{article.pk}/{address}")
            for each in (waiting, published_one):
                client.get(each.get_absolute_url())
                client.post(f"{each.get_absolute_url()}vote/", {"value": 1})
        assert mail.outbox == []
        for _ in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                moderation.approve(waiting.pk, None)
        assert [sent.to for sent in mail.outbox].count(["bob@example.org"]) == 1

    def test_3_an_unconfirmed_wish_gets_no_mail_and_changes_no_confirmed_one(
        self, article: ArticlePage, django_capture_on_commit_callbacks: Any
    ) -> None:
        confirmed = subscribed(article, email="bob@example.org")
        for email in ("bob@example.org", "new@example.org"):
            post(
                Client(),
                f"/feedback/{article.pk}/subscribe/",
                {"email": email, "kind": Subscription.Kind.COMMENTS},
            )
        before = Subscription.objects.get(pk=confirmed.pk)
        assert before.confirmed_at == confirmed.confirmed_at
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            published(article)
        assert ["new@example.org"] not in [sent.to for sent in mail.outbox]

    def test_4_the_answer_does_not_tell_whether_an_address_is_known(
        self, article: ArticlePage
    ) -> None:
        subscribed(article, email="known@example.org")
        published(article, email="known@example.org")
        answers = []
        for email in ("known@example.org", "other@example.org"):
            for address, data in (
                (f"/feedback/{article.pk}/subscribe/", {"kind": Subscription.Kind.COMMENTS}),
                ("/feedback/own/", {}),
            ):
                response = post(Client(), address, {"email": email, **data})
                html = response.content.decode().replace(email, "")
                answers.append((response.status_code, response.headers.get("Location"), html))
        assert answers[:2] == answers[2:]

    def test_5_no_token_is_stored_as_it_was_mailed(self, article: ArticlePage) -> None:
        data = {"email": "ada@example.org", "kind": Subscription.Kind.COMMENTS}
        post(Client(), f"/feedback/{article.pk}/subscribe/", data)
        secret = path_in(mail.outbox[0], "/feedback/mail/confirm/").rstrip("/").split("/")[-1]
        assert len(secret) >= 43
        stored = Token.objects.get()
        assert secret not in {str(value) for value in vars(stored).values()}
        assert Client().post(f"/feedback/mail/end/{secret}/").status_code == 410
        assert Client().post(f"/feedback/own/{secret}/erase/").status_code == 410

    def test_6_no_get_changes_anything(self, article: ArticlePage) -> None:
        root = published(article)
        post(
            Client(),
            f"/feedback/{article.pk}/subscribe/",
            {"email": "ada@example.org", "kind": Subscription.Kind.COMMENTS},
        )
        post(Client(), "/feedback/own/", {"email": "ada@example.org"})

        def everything() -> list[Any]:
            return [
                list(model._default_manager.order_by("pk").values())
                for model in apps.get_app_config("feedback").get_models()
            ]

        before = everything()
        links = [path_in(mail.outbox[0], "/feedback/mail/confirm/")]
        links += [path_in(sent, "/feedback/own/") for sent in mail.outbox[1:2]]
        base = f"/feedback/{article.pk}/"
        for address in (
            *links,
            f"{base}?order=votes",
            f"{base}rate/?stars=5",
            f"{base}comment/?text=Words&name=Ada&email=ada@example.org",
            f"{base}private/?text=Words",
            f"{base}subscribe/?email=eve@example.org",
            f"{root.get_absolute_url()}vote/?value=1",
        ):
            for method in ("get", "head"):
                assert getattr(Client(), method)(address).status_code == 200, address
        assert everything() == before

    def test_7_no_text_gets_around_the_cleaning(self, article: ArticlePage) -> None:
        dirty, clean = "a\u202eb\u0000c\ufeff\r\n<i>d</i>", "abc\n<i>d</i>"
        written = write(article, text=dirty, name="A\u202eda", author="x" * 64)
        assert (written.text, written.name) == (clean, "Ada")
        assert writing.edit(written, f"{dirty}!", "x" * 64).text == f"{clean}!"
        moderation.reject(written.pk, None, None)
        assert writing.resubmit(written, dirty).text == clean
        moderation.redact(written.pk, f"{dirty}?", None)
        assert Comment.objects.get(pk=written.pk).text == f"{clean}?"
        reply = moderation.answer(written.pk, dirty, UserFactory())
        assert reply
        assert reply.text == clean
        message = writing.send_privately(PrivateMessage(page=article, text=dirty))
        assert message.text == clean
        html = Client().get(article.url).content.decode()
        assert "<i>d</i>" not in html

    def test_8_no_request_chooses_the_page_of_a_comment_or_its_own_address(
        self, article: ArticlePage, settings: Any
    ) -> None:
        settings.FEEDBACK_LIMITS = {"rating": {"address": (2, 600)}}
        hidden = ArticlePageFactory(live=False)
        root = published(hidden)
        assert Client().post(f"{root.get_absolute_url()}vote/", {"value": 1}).status_code == 404
        answers = [
            Client()
            .post(
                f"/feedback/{article.pk}/rate/",
                {"stars": "5"},
                headers={"X-Forwarded-For": f"203.0.113.{number}"},
            )
            .status_code
            for number in range(3)
        ]
        assert answers == [302, 302, 429]

    def test_9_nobody_rates_twice_or_with_six_stars(self, article: ArticlePage) -> None:
        client = Client()
        for stars in ("5", "1", "6", "0"):
            client.post(f"/feedback/{article.pk}/rate/", {"stars": stars})
        assert [rating.stars for rating in Rating.objects.all()] == [1]
        with pytest.raises(IntegrityError), transaction.atomic():
            Rating.objects.create(page=article, voter="v", stars=6)

    def test_10_no_network_address_is_stored(self, article: ArticlePage) -> None:
        client = Client(REMOTE_ADDR="198.51.100.77")
        client.post(f"/feedback/{article.pk}/rate/", {"stars": "5"})
        comment(client, article)
        for model in apps.get_app_config("feedback").get_models():
            for row in model._default_manager.values():
                assert "198.51.100" not in str(row), model

    def test_11_no_picture_of_anybody_comes_from_elsewhere(self, article: ArticlePage) -> None:
        published(article, name="Ada Example", email="ada@example.org")
        html = Client().get(article.url).content.decode().partition('id="feedback"')[2]
        assert ">AE</span>" in html
        assert "<img" not in html.partition("</section>")[0]
        assert "avatar" not in html

    def test_12_no_mail_holds_the_text_of_a_comment(
        self, article: ArticlePage, django_capture_on_commit_callbacks: Any
    ) -> None:
        subscribed(article)
        written = write(article, text=SECRET_WORDS, name="Ada Secretname")
        other = write(article, text=f"{SECRET_WORDS} 2")
        for decide in (
            lambda: moderation.approve(written.pk, None),
            lambda: moderation.reject(written.pk, None, None),
            lambda: moderation.divert(other.pk, None),
        ):
            with django_capture_on_commit_callbacks(execute=True):
                decide()
        assert len(mail.outbox) >= 3
        for sent in mail.outbox:
            whole = sent.message().as_string()
            assert article.title in whole
            assert SECRET_WORDS not in whole
            assert "mother" not in whole

    @pytest.mark.usefixtures("admitted")
    def test_13_no_answer_is_moved_by_words_that_change(self) -> None:
        def asking(words: str, before: str = "") -> str:
            passage = f'<a linktype="passage" key="apassage1" question="Clear?">{words}</a>'
            return body(section(text=f"<p>{before}{passage}</p>"))

        def answers() -> str:
            address = f"/feedback/{page.pk}/passage/apassage1/"
            return Client().get(address).content.decode()

        page = ArticlePageFactory(body=asking("Four weeks"))
        comment(Client(), page, text="It is.", question="apassage1")
        moderation.approve(Comment.objects.get().pk, None)
        for changed, is_earlier in (
            (asking("Four weeks", before="Four weeks. "), False),
            (asking("Six weeks"), True),
        ):
            page.body = ArticlePage.body.field.to_python(changed)
            page.save()
            assert "It is." in answers()
            assert ("earlier wording" in answers()) is is_earlier

    def test_14_no_reader_gets_a_page_of_their_own(self, article: ArticlePage) -> None:
        reader = Client()
        comment(reader, article)
        reader.post(f"/feedback/{article.pk}/rate/", {"stars": "5"})
        own, other = reader.get(article.url), Client().get(article.url)
        assert own.content == other.content
        assert not own.cookies
        assert b"csrfmiddlewaretoken" not in own.content
        assert (
            "csrfmiddlewaretoken"
            in Client().get(f"/feedback/{article.pk}/comment/").content.decode()
        )


class TestWhatAMedicalSiteAdds:
    def test_1_no_personal_details_are_published_unasked(self, article: ArticlePage) -> None:
        response = comment(Client(), article, text="My mother’s diagnosis; ring 07700 900123")
        assert "somebody else’s health" in response.content.decode()
        assert not Comment.objects.exists()

    def test_2_what_was_moved_to_the_private_door_stays_nowhere_else(
        self, article: ArticlePage
    ) -> None:
        written = published(article, text=SECRET_WORDS)
        moderation.divert(written.pk, None)
        assert PrivateMessage.objects.get().text == SECRET_WORDS
        assert SECRET_WORDS not in str(list(Comment.objects.values()))
        assert SECRET_WORDS not in Client().get(article.url).content.decode()

    def test_3_no_text_before_redaction_outlives_its_days(self, article: ArticlePage) -> None:
        written = write(article, text=SECRET_WORDS)
        moderation.redact(written.pk, "[personal details removed]", None)
        Comment.objects.update(decided_at=timezone.now() - timedelta(days=15))
        purge()
        assert SECRET_WORDS not in str(list(Comment.objects.values()))

    def test_4_what_readers_found_wrong_does_not_get_lost(self, article: ArticlePage) -> None:
        client = Client()
        client.force_login(UserFactory(group="Moderators"))
        written = published(article)
        address = reverse("feedback_admin:comment", args=[written.pk])
        client.post(address, {"action": "task", "kind": "wrong", "note": "The dose"})
        editor = Client()
        editor.force_login(UserFactory(group="Editors"))
        assert "The dose" in editor.get("/admin/feedback/tasks/").content.decode()
        editor.post("/admin/feedback/tasks/", {"one": f"thank:{EditorTask.objects.get().pk}"})
        assert "Updated thanks to readers" in Client().get(article.url).content.decode()

    def test_5_no_clinician_s_answer_is_built_upon_once_the_review_is_overdue(
        self, article: ArticlePage
    ) -> None:
        root = published(article)
        moderation.answer(root.pk, "Four weeks.", UserFactory(), as_clinician=True)
        sign_off(article, due=timezone.now() - timedelta(days=1))
        assert "may be out of date" in Client().get(article.url).content.decode()
        with pytest.raises(AssertionError):  # there is no form to send
            comment(Client(), article, parent=root.pk)

    def test_5_nobody_in_distress_waits_for_a_moderator(self, article: ArticlePage) -> None:
        client = Client()
        response = comment(client, article, text="I want to kill myself")
        html = client.get(response.headers["Location"]).content.decode()
        assert "You are not alone" in html
        assert Comment.objects.get().status == "pending"
