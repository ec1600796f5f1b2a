"""Asking for mail, saying yes to it, ending it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from blog.models import ArticlePage
from clinic.feedback import subscriptions
from clinic.feedback.mail import send_confirmation
from clinic.feedback.models import FeedbackSettings, Subscription, Token
from clinic.feedback.tokens import Purpose, find_token, forget_expired, new_token
from tests.feedback.mailing import Kind, path_in, published, put_off, subscribed
from tests.support.markup import assert_valid_html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_waiting")]


def form_of(client: Client, address: str) -> dict[str, str]:
    """The hidden fields of the form at an address."""
    html = client.get(address).content.decode()
    fields = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', html)
    return dict(fields)


def ask(client: Client, article: ArticlePage, email: str = "bob@example.org", **fields: str) -> Any:
    """Send the form for mail about an article, as a browser would."""
    address = reverse("feedback:subscribe", args=[article.pk])
    query = f"?comment={fields['comment']}" if "comment" in fields else ""
    hidden = form_of(client, address + query)
    return client.post(address, {**hidden, "kind": Kind.COMMENTS, "email": email, **fields})


class TestAsking:
    def test_one_mail_asks_and_nothing_is_sent_without_a_yes(
        self, client: Client, article: ArticlePage
    ) -> None:
        response = ask(client, article, "Bob@Example.org")
        assert response.status_code == 302
        [message] = mail.outbox
        assert message.to == ["bob@example.org"]
        assert Subscription.objects.get().confirmed_at is None
        published(article)
        assert len(mail.outbox) == 1

    def test_the_answer_to_a_yes_is_mail(self, client: Client, article: ArticlePage) -> None:
        ask(client, article)
        path = path_in(mail.outbox[0], "feedback/mail/confirm")
        page = client.get(path)
        assert "Sleep and mood" in page.content.decode()
        done = client.post(path)
        assert done.status_code == 200
        [confirmed] = subscriptions.active("bob@example.org")
        assert confirmed.kind == Kind.COMMENTS

    def test_a_get_never_changes_anything(self, client: Client, article: ArticlePage) -> None:
        ask(client, article)
        known = subscribed(article, "known@example.org")
        confirm = path_in(mail.outbox[0], "feedback/mail/confirm")
        end = reverse(
            "feedback:unsubscribe", args=[new_token(Purpose.UNSUBSCRIBE, subscription=known)]
        )
        mine = reverse("feedback:own_data", args=[new_token(Purpose.MANAGE, email=known.email)])
        before = list(Subscription.objects.values())
        for path in (confirm, end, mine, f"{mine}export/", f"{mine}end/", f"{mine}erase/"):
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
                client.head(path)
            assert not [
                query["sql"]
                for query in queries
                if re.match(r"(INSERT|UPDATE|DELETE)", query["sql"])
                and "wagtail" not in query["sql"]
            ]
        assert list(Subscription.objects.values()) == before

    def test_the_answer_is_the_same_whether_the_address_is_known_or_not(
        self, client: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        subscribed(article, "known@example.org")
        ask(client, article, "first@example.org")  # fills what is cached for everybody
        answers = []
        for email in ("known@example.org", "new@example.org"):
            with CaptureQueriesContext(connection) as queries:
                work = put_off(monkeypatch, "following")
                response = ask(client, article, email)
            # All that depends on the address waits until the answer has gone.
            assert len(work) == 1
            answers.append((response.status_code, response["Location"], len(queries)))
        assert answers[0] == answers[1]

    @pytest.mark.usefixtures("no_worker")
    def test_the_work_is_done_after_the_answer(self, article: ArticlePage) -> None:
        from django.http import HttpResponse

        from clinic.feedback.afterwards import afterwards

        done: list[str] = []
        response = afterwards(HttpResponse("answer"), lambda: done.append("work"))
        assert not done
        response.close()
        assert done == ["work"]
        afterwards(HttpResponse(), lambda: 1 / 0).close()  # is logged, and breaks nothing

    def test_an_unconfirmed_wish_never_changes_a_confirmed_one(
        self, client: Client, article: ArticlePage
    ) -> None:
        known = subscribed(article, "bob@example.org")
        before = Subscription.objects.values().get()
        ask(client, article, "bob@example.org")
        assert Subscription.objects.values().get() == before
        [message] = mail.outbox
        assert "already" in message.subject
        assert not Token.objects.filter(purpose=Purpose.CONFIRM).exists()
        assert path_in(message, "feedback/mail/end")
        assert known.pk == before["id"]

    def test_an_ended_one_stays_ended_until_its_owner_says_yes(
        self, client: Client, article: ArticlePage
    ) -> None:
        subscribed(article, "bob@example.org", ended_at=timezone.now())
        ask(client, article, "bob@example.org")
        assert subscriptions.active("bob@example.org") == []
        client.post(path_in(mail.outbox[0], "feedback/mail/confirm"))
        assert len(subscriptions.active("bob@example.org")) == 1

    def test_nobody_is_bombed_with_questions(self, client: Client, article: ArticlePage) -> None:
        for number in range(12):
            other = Client(REMOTE_ADDR=f"10.{number}.0.1")
            response = ask(other, article, "victim@example.org")
            assert response.status_code == 302
        assert len(mail.outbox) == 5

    def test_one_address_of_the_network_can_not_ask_for_ever(
        self, client: Client, article: ArticlePage, settings: Any
    ) -> None:
        settings.FEEDBACK_LIMITS = {"mail": {"address": (3, 3600)}}
        answers = [ask(client, article, f"v{n}@example.org").status_code for n in range(5)]
        assert answers == [302, 302, 302, 429, 429]
        assert len(mail.outbox) == 3

    def test_a_wish_about_replies_to_one_comment(
        self, client: Client, article: ArticlePage
    ) -> None:
        comment = published(article)
        ask(client, article, comment=str(comment.pk))
        wish = Subscription.objects.get()
        assert (wish.kind, wish.comment) == (Kind.REPLIES, comment)

    @pytest.mark.parametrize("comment", ["0", "-1", "x", "9" * 40, "٣", "1e3"])
    def test_a_wish_about_no_comment_is_not_found(
        self, client: Client, article: ArticlePage, comment: str
    ) -> None:
        address = reverse("feedback:subscribe", args=[article.pk])
        assert client.get(address, {"comment": comment}).status_code == 404
        assert client.post(address, {"comment": comment}).status_code == 404

    def test_where_the_clinic_sends_no_mail_there_is_no_form(
        self, client: Client, article: ArticlePage
    ) -> None:
        FeedbackSettings.objects.create(site=article.get_site(), subscriptions=False)
        assert client.get(reverse("feedback:subscribe", args=[article.pk])).status_code == 404

    @pytest.mark.parametrize(
        "email",
        [
            "",
            "bob",
            "bob@example.org\nBcc: all@example.org",
            "bob@example.org, eve@example.org",
            "<bob@example.org>",
            "x" * 300 + "@example.org",
        ],
    )
    def test_what_is_no_address_gets_no_mail_and_stays_in_the_form(
        self, client: Client, article: ArticlePage, email: str
    ) -> None:
        response = ask(client, article, email)
        assert response.status_code == 422
        assert mail.outbox == []

    def test_a_forged_request_without_our_token_is_refused(self, article: ArticlePage) -> None:
        client = Client(enforce_csrf_checks=True)
        response = client.post(
            reverse("feedback:subscribe", args=[article.pk]), {"email": "bob@example.org"}
        )
        assert response.status_code == 403

    @given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
    @hypothesis_settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_no_input_breaks_it_or_writes_to_a_stranger(
        self, article: ArticlePage, email: str, kind: str, started: str
    ) -> None:
        mail.outbox.clear()
        response = Client().post(
            reverse("feedback:subscribe", args=[article.pk]),
            {"email": email, "kind": kind, "started": started, "trap": ""},
        )
        assert response.status_code in (404, 422)
        assert mail.outbox == []


class TestTime:
    def test_a_wish_is_forgotten_after_48_hours(self, article: ArticlePage) -> None:
        send_confirmation.enqueue(article.pk, str(Kind.COMMENTS), "bob@example.org")
        path = path_in(mail.outbox[0], "feedback/mail/confirm")
        now = timezone.now()
        Subscription.objects.update(created_at=now - timedelta(hours=49))
        Token.objects.update(expires_at=now - timedelta(hours=1))
        assert Client().post(path).status_code == 410
        subscriptions.forget_old()
        forget_expired()
        assert not Subscription.objects.exists()
        assert not Token.objects.exists()

    def test_one_that_waits_is_not_forgotten_before_nor_a_confirmed_one_ever(
        self, article: ArticlePage
    ) -> None:
        subscribed(article, created_at=timezone.now() - timedelta(days=900))
        subscribed(article, "new@example.org", confirmed_at=None)
        subscribed(article, "ended@example.org", ended_at=timezone.now() - timedelta(days=1))
        subscriptions.forget_old()
        assert Subscription.objects.count() == 3

    def test_an_old_wish_renewed_has_48_hours_again(self, article: ArticlePage) -> None:
        subscribed(
            article, confirmed_at=None, created_at=timezone.now() - timedelta(hours=47, minutes=59)
        )
        send_confirmation.enqueue(article.pk, str(Kind.COMMENTS), "bob@example.org")
        later = timezone.now() - timedelta(hours=1)
        assert Subscription.objects.get().created_at > later


class TestTokens:
    def test_a_secret_is_not_in_the_database(self, article: ArticlePage) -> None:
        send_confirmation.enqueue(article.pk, str(Kind.COMMENTS), "bob@example.org")
        secret = path_in(mail.outbox[0], "feedback/mail/confirm").split("/")[-2]
        assert len(secret) >= 43
        assert secret not in str(list(Token.objects.values()))

    def test_a_token_of_one_purpose_serves_no_other(
        self, client: Client, article: ArticlePage
    ) -> None:
        known = subscribed(article)
        names = {
            Purpose.CONFIRM: "confirm",
            Purpose.UNSUBSCRIBE: "unsubscribe",
            Purpose.MANAGE: "own_data",
            Purpose.CHANGE: "change_by_mail",
        }
        for purpose in names:
            secret = new_token(
                purpose, subscription=known, email=known.email, comment=published(article)
            )
            for other, name in names.items():
                if other != purpose:
                    address = reverse(f"feedback:{name}", args=[secret])
                    assert client.get(address).status_code == 410
                    assert client.post(address).status_code in (405, 410)
            for name in ("own_export", "own_end", "own_erase"):
                if purpose != Purpose.MANAGE:
                    address = reverse(f"feedback:{name}", args=[secret])
                    assert client.post(address).status_code in (405, 410)
        assert len(subscriptions.active(known.email)) == 1

    @pytest.mark.parametrize("secret", ["x", "x" * 5000, "..", "%00", "ü", "a%20b"])
    def test_a_made_up_secret_opens_nothing(self, client: Client, secret: str) -> None:
        for path in ("mail/confirm", "mail/end", "mail/change", "own"):
            assert client.get(f"/feedback/{path}/{secret}/").status_code in (404, 410)
        assert find_token(Purpose.MANAGE, secret) is None

    def test_a_page_behind_a_mailed_link_is_nobody_elses(
        self, client: Client, article: ArticlePage
    ) -> None:
        known = subscribed(article)
        secret = new_token(Purpose.UNSUBSCRIBE, subscription=known)
        response = client.get(reverse("feedback:unsubscribe", args=[secret]))
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "same-origin"
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies


class TestEnding:
    @pytest.fixture
    def path(self, article: ArticlePage) -> str:
        secret = new_token(Purpose.UNSUBSCRIBE, subscription=subscribed(article))
        return reverse("feedback:unsubscribe", args=[secret])

    def test_one_click_of_the_mail_program_needs_no_cookie_and_may_come_twice(
        self, path: str
    ) -> None:
        client = Client(enforce_csrf_checks=True)
        for _ in range(3):
            response = client.post(path, {"List-Unsubscribe": "One-Click"})
            assert response.status_code == 200
            assert not response.cookies
        assert subscriptions.active("bob@example.org") == []

    def test_a_person_presses_a_button(self, client: Client, path: str) -> None:
        page = client.get(path).content.decode()
        assert '<form method="post">' in page
        assert "no longer write to you" in client.post(path).content.decode()

    def test_the_link_that_confirmed_it_does_not_begin_it_again(
        self, client: Client, article: ArticlePage
    ) -> None:
        ask(client, article)
        confirm = path_in(mail.outbox[0], "feedback/mail/confirm")
        client.post(confirm)
        [confirmed] = subscriptions.active("bob@example.org")
        subscriptions.end(confirmed)
        assert client.post(confirm).status_code == 410
        assert subscriptions.active("bob@example.org") == []


def test_the_pages_are_valid_html(client: Client, article: ArticlePage) -> None:
    known = subscribed(article)
    pages = {
        "subscribe": reverse("feedback:subscribe", args=[article.pk]),
        "asked": reverse("feedback:asked", args=[article.pk]),
        "void": reverse("feedback:confirm", args=["nothing"]),
        "confirm": reverse(
            "feedback:confirm", args=[new_token(Purpose.CONFIRM, subscription=known)]
        ),
        "end": reverse(
            "feedback:unsubscribe", args=[new_token(Purpose.UNSUBSCRIBE, subscription=known)]
        ),
        "own": reverse("feedback:own"),
        "own data": reverse(
            "feedback:own_data", args=[new_token(Purpose.MANAGE, email=known.email)]
        ),
    }
    assert_valid_html(
        {name: client.get(address).content.decode() for name, address in pages.items()}
    )
