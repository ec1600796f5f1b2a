"""The second factor: setting one up, logging in with it, losing it."""

import re
import time
from typing import Any
from urllib.parse import quote_plus

import pyotp
import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from clinic.access.models import LogInEvent
from tests.clinic.access.logging_in import (
    CODE,
    LOG_IN,
    OVERVIEW,
    enter,
    give_app,
    give_codes,
    secret_of,
    shown_secret,
    wrong,
)
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
ACTIVATE = f"{OVERVIEW}totp/activate/"
CONFIRM = "/admin/confirm/"


def code_for(client: Client, code: str) -> Any:
    return client.post(CODE, {"code": code})


class TestAnApp:
    def test_is_set_up_after_the_password_was_asked_for_again(
        self, client: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        user = UserFactory(group="Editors")
        enter(client, user)
        assert client.get(ACTIVATE).headers["Location"] == f"{CONFIRM}?next={quote_plus(ACTIVATE)}"
        html = client.post(CONFIRM, {"password": PASSWORD, "next": ACTIVATE}, follow=True)
        secret = shown_secret(html.content.decode())
        with django_capture_on_commit_callbacks(execute=True):
            done = client.post(ACTIVATE, {"code": pyotp.TOTP(secret).now()}, follow=True)
        assert len(re.findall(r"<code>\d{8}</code>", done.content.decode())) == 10
        again = client.get(f"{OVERVIEW}recovery-codes/").content.decode()
        assert not re.search(r"<code>\d{8}</code>", again)  # shown once
        assert [each.subject for each in mail.outbox] == ["An app was set up"]
        assert secret_of(user) == secret

    def test_is_managed_from_the_account_page(self, client: Client) -> None:
        client.force_login(UserFactory(group="Editors"))
        assert f'href="{OVERVIEW}"' in client.get("/admin/account/").content.decode()

    def test_has_a_secret_that_the_database_does_not_tell(self) -> None:
        user = UserFactory()
        app = give_app(user)
        assert app.secret not in str(Authenticator.objects.get(user=user).data)
        assert secret_of(user) == app.secret

    def test_is_of_no_use_under_another_secret_key(self, client: Client, settings: Any) -> None:
        user = UserFactory(group="Editors")
        app = give_app(user)
        enter(client, user)
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", []
        enter(client, user)
        assert code_for(client, app.now()).status_code == 200
        assert not client.session.get("_auth_user_id")

    def test_is_asked_for_its_code(self, client: Client) -> None:
        user = UserFactory(group="Editors")
        app = give_app(user)
        assert enter(client, user, next="/admin/pages/").headers["Location"] == CODE
        assert client.get("/admin/").status_code == 302  # the password alone opens nothing
        assert code_for(client, wrong(app)).status_code == 200
        assert code_for(client, app.now()).headers["Location"] == "/admin/pages/"
        assert client.get("/admin/").status_code == 200

    def test_shows_codes_that_open_once(self) -> None:
        user = UserFactory(group="Editors")
        code = give_app(user).now()
        for client, status in ((Client(), 302), (Client(), 200)):
            enter(client, user)
            assert code_for(client, code).status_code == status

    def test_may_be_half_a_minute_late(self, client: Client) -> None:
        user = UserFactory(group="Editors")
        app = give_app(user)
        enter(client, user)
        assert code_for(client, app.at(time.time() - 30)).status_code == 302

    def test_cannot_be_guessed(self, client: Client) -> None:
        user = UserFactory(group="Editors")
        app = give_app(user)
        enter(client, user)
        answers = [code_for(client, wrong(app)).status_code for _ in range(10)]
        assert answers == [200] * 9 + [429]
        assert code_for(client, app.now()).status_code == 429  # right, and too late
        assert enter(Client(), user).status_code == 429
        # From elsewhere, with the right password, no code is tried for an hour either.
        elsewhere = Client(REMOTE_ADDR="192.0.2.7")
        enter(elsewhere, user)
        assert code_for(elsewhere, app.now()).status_code == 200
        assert LogInEvent.objects.filter(kind="wrong_code").count() == 10
        assert LogInEvent.objects.filter(kind="locked").count() == 1

    def test_that_is_removed_is_told_of_by_mail(self, client: Client) -> None:
        user = UserFactory(group="Editors")
        app = give_app(user)
        enter(client, user)
        code_for(client, app.now())
        remove = f"{OVERVIEW}totp/deactivate/"
        client.post(CONFIRM, {"password": PASSWORD, "next": remove})
        client.post(remove)
        assert not Authenticator.objects.filter(user=user).exists()
        assert [each.subject for each in mail.outbox] == ["An app was removed"]


class TestRecoveryCodes:
    def test_open_once_each_and_the_person_is_told(self, client: Client) -> None:
        user = UserFactory(group="Editors")
        give_app(user)
        codes = give_codes(user)
        for code in codes[:7]:
            client.post("/admin/logout/")
            enter(client, user)
            assert code_for(client, code).status_code == 302
        assert "9 codes are left" in mail.outbox[0].body
        assert "3 codes are left" in mail.outbox[6].body
        assert "You have 3 recovery codes left" in client.get("/admin/").content.decode()
        assert "These are few" in client.get(OVERVIEW).content.decode()
        again = Client()
        enter(again, user)
        assert code_for(again, codes[0]).status_code == 200

    def test_are_made_anew(self, client: Client, django_capture_on_commit_callbacks: Any) -> None:
        user = UserFactory(group="Editors")
        app = give_app(user)
        old = give_codes(user)
        enter(client, user)
        code_for(client, app.now())
        address = f"{OVERVIEW}recovery-codes/generate/"
        client.post(CONFIRM, {"password": PASSWORD, "next": address})
        with django_capture_on_commit_callbacks(execute=True):
            html = client.post(address, follow=True).content.decode()
        new = re.findall(r"<code>(\d{8})</code>", html)
        assert len(new) == 10
        assert not set(new) & set(old)
        assert LogInEvent.objects.filter(kind="codes_renewed", user=user).exists()
        assert "\\n".join(new) not in html
        assert "%0A".join(new) in html  # to download


class TestALostFactor:
    def test_is_reset_by_an_operator(self, client: Client, capsys: Any) -> None:
        user = UserFactory(group="Editors")
        app = give_app(user)
        give_codes(user)
        enter(client, user)
        code_for(client, app.now())
        other = Client()
        other.force_login(UserFactory(group="Editors"))
        call_command("reset_second_factor", user.username)
        assert "2 taken away" in capsys.readouterr().out
        assert client.get("/admin/").status_code == 302  # its sessions ended, no other's
        assert other.get("/admin/").status_code == 200
        assert enter(client, user).headers["Location"] == "/admin/"
        assert LogInEvent.objects.filter(kind="factor_reset", user=user).count() == 1
        assert [each.to for each in mail.outbox] == [[user.email]]

    def test_of_nobody_is_an_error(self) -> None:
        with pytest.raises(CommandError, match="Nobody logs in"):
            call_command("reset_second_factor", "nobody-of-this-name")


class TestThePersonIsTold:
    @pytest.mark.parametrize(
        ("change", "subject", "to"),
        [
            ({"email": "new@example.org"}, "Your e-mail address was changed", 2),
            ({"password": "another pass phrase"}, "Your password was changed", 1),
        ],
    )
    def test_whoever_changes_it(
        self, django_capture_on_commit_callbacks: Any, change: Any, subject: str, to: int
    ) -> None:
        user = UserFactory()
        with django_capture_on_commit_callbacks(execute=True):
            if password := change.get("password"):
                user.set_password(password)
            user.email = change.get("email", user.email)
            user.save()
        assert [each.subject for each in mail.outbox] == [subject] * to

    def test_nothing_when_she_just_logs_in(
        self, client: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            enter(client, UserFactory())
        assert mail.outbox == []

    def test_and_a_mail_server_that_is_away_stops_nobody(
        self, client: Client, settings: Any
    ) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
        user = UserFactory(group="Editors")
        give_app(user)
        codes = give_codes(user)
        enter(client, user)
        assert code_for(client, codes[0]).status_code == 302
        assert client.get(LOG_IN).headers["Location"] == "/admin/"
