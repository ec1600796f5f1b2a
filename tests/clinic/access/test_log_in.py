"""Logging in with a password, and what comes with it."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site_settings
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import PageViewRestriction

from clinic.access.models import LogInEvent
from home.models import HomePage
from tests.clinic.access.logging_in import LOG_IN, enter
from tests.factories import PASSWORD, StandardPageFactory, UserFactory

pytestmark = pytest.mark.django_db
RESET = "/admin/password_reset/"
NEW_PASSWORD = "quite another pass phrase"


def is_in(client: Client) -> bool:
    return bool(client.get("/admin/").status_code == 200)


class TestLoggingIn:
    def test_leads_to_where_the_person_wanted_to_go(self, client: Client) -> None:
        editor = UserFactory(group="Editors")
        response = enter(client, editor, next="/admin/pages/")
        assert response.headers["Location"] == "/admin/pages/"
        assert is_in(client)

    @pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x"])
    def test_leads_nowhere_else(self, client: Client, target: str) -> None:
        response = enter(client, UserFactory(group="Editors"), next=target)
        assert response.headers["Location"] == "/admin/"

    def test_says_the_same_of_a_wrong_password_and_an_unknown_name(self, client: Client) -> None:
        user = UserFactory()
        known = enter(client, user, "wrong").content.decode()
        user.username = "nobody-of-this-name"
        unknown = enter(client, user, "wrong").content.decode()
        error = r'<li class="error">([^<]+)</li>'
        assert re.findall(error, known) == re.findall(error, unknown) != []

    def test_is_not_for_an_account_that_was_closed(self, client: Client) -> None:
        assert enter(client, UserFactory(group="Editors", is_active=False)).status_code == 200
        assert not is_in(client)

    def test_does_not_send_somebody_round_in_circles_who_may_not_enter(
        self, client: Client
    ) -> None:
        enter(client, UserFactory())
        response = client.get("/admin/", follow=True)
        assert response.status_code == 200
        assert response.redirect_chain == [("/admin/login/?next=/admin/", 302)]

    def test_lasts_until_the_browser_is_closed_and_twelve_hours_at_the_most(
        self, client: Client
    ) -> None:
        enter(client, UserFactory(group="Editors"))
        assert client.session.get_expire_at_browser_close()
        assert client.session.get_expiry_age() == 12 * 60 * 60
        assert client.cookies[site_settings.SESSION_COOKIE_NAME]["max-age"] == ""

    def test_is_under_the_strict_policy(self, client: Client) -> None:
        policy = client.get(LOG_IN).headers["Content-Security-Policy"]
        assert "unsafe-inline" not in policy


class TestThereIsNoOtherWayIn:
    def test_nobody_signs_up(self, client: Client) -> None:
        for address in ("/admin/signup/", "/accounts/signup/", "/admin/second-factor/signup/"):
            assert client.get(address, follow=True).resolver_match.url_name in (
                "account_login",
                None,
                "wagtail_serve",
            )
        html = client.get(LOG_IN).content.decode().lower()
        assert "sign up" not in html

    def test_the_admin_of_django_is_not_mounted(self, client: Client) -> None:
        assert "django.contrib.admin" not in site_settings.INSTALLED_APPS
        with pytest.raises(NoReverseMatch):
            reverse("admin:index")
        assert client.get("/django-admin/").status_code == 404

    @pytest.mark.parametrize("name", ["wagtailadmin_login", "wagtailcore_login"])
    def test_the_log_ins_of_wagtail_are_those_of_this_site(self, client: Client, name: str) -> None:
        match = client.get(reverse(name)).resolver_match
        assert match.func.view_class.__module__ == "clinic.access.views"

    def test_wagtails_own_reset_of_a_password_is_closed(self, client: Client) -> None:
        address = reverse("wagtailadmin_password_reset_confirm", args=["MQ", "set-password"])
        assert client.get(address).status_code == 404


class TestAPrivatePage:
    @pytest.fixture
    def private(self, home: HomePage) -> str:
        page = StandardPageFactory(parent=home, title="For colleagues")
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        return str(page.url)

    def test_leads_a_stranger_to_a_log_in_in_the_look_of_the_site_and_back(
        self, client: Client, private: str
    ) -> None:
        response = client.get(private, follow=True)
        assert "access/visitor_login.html" in [each.name for each in response.templates]
        assert "For colleagues" not in response.content.decode()
        address = response.request["PATH_INFO"]
        user = UserFactory()
        form = {"username": user.username, "password": PASSWORD, "next": private}
        response = client.post(address, form, follow=True)
        assert "For colleagues" in response.content.decode()

    def test_of_a_group_lets_somebody_else_log_in_who_is_in_it(
        self, client: Client, private: str
    ) -> None:
        PageViewRestriction.objects.update(restriction_type="groups")
        client.force_login(UserFactory())
        response = client.get(private, follow=True)
        assert len(response.redirect_chain) == 1
        assert 'name="password"' in response.content.decode()


class TestAForgottenPassword:
    def link(self, address: str) -> str:
        (message,) = [each for each in mail.outbox if each.to == [address]]
        found = re.search(r"https?://[^/]+(/\S+)", str(message.body))
        assert found
        return found[1]

    def test_is_set_anew_by_mail(self, client: Client) -> None:
        user = UserFactory(group="Editors")
        client.post(RESET, {"email": user.email})
        form = client.get(self.link(user.email), follow=True)
        address = form.request["PATH_INFO"]
        assert "set-password" in address  # the secret is not in the address
        data = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        assert client.post(address, data, follow=True).status_code == 200
        assert not is_in(client)
        enter(client, user, NEW_PASSWORD)
        assert is_in(client)

    def test_opens_with_a_link_only_once(self, client: Client) -> None:
        user = UserFactory()
        client.post(RESET, {"email": user.email})
        link = self.link(user.email)
        address = client.get(link, follow=True).request["PATH_INFO"]
        client.post(address, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
        assert 'name="password1"' not in Client().get(link, follow=True).content.decode()

    def test_tells_nobody_who_has_an_account(self, client: Client) -> None:
        user = UserFactory()
        known = client.post(RESET, {"email": user.email}, follow=True)
        unknown = client.post(RESET, {"email": "stranger@example.org"}, follow=True)
        assert known.redirect_chain == unknown.redirect_chain
        assert known.content == unknown.content
        assert [each.to for each in mail.outbox] == [[user.email], ["stranger@example.org"]]

    def test_is_asked_for_three_times_an_hour_at_the_most(self, client: Client) -> None:
        user = UserFactory()
        answers = [client.post(RESET, {"email": user.email}).status_code for _ in range(4)]
        assert answers == [302, 302, 302, 429]

    def test_keeps_no_second_list_of_addresses(self, client: Client) -> None:
        client.post(RESET, {"email": UserFactory().email})
        assert not EmailAddress.objects.exists()


class TestSessionsEnd:
    def test_when_the_password_changes_but_not_the_one_in_which_it_did(self) -> None:
        user = UserFactory(group="Editors")
        here, elsewhere = Client(), Client()
        for client in (here, elsewhere):
            enter(client, user)
        response = here.post(
            "/admin/account/",
            {
                "name_email-first_name": "Ada",
                "name_email-last_name": "Example",
                "name_email-email": user.email,
                "locale-preferred_language": "en",
                "locale-current_time_zone": "Europe/London",
                "theme-theme": "system",
                "theme-contrast": "system",
                "theme-density": "default",
                "theme-keyboard_shortcuts": "on",
                "password-old_password": PASSWORD,
                "password-new_password1": NEW_PASSWORD,
                "password-new_password2": NEW_PASSWORD,
            },
        )
        assert response.status_code == 302
        assert is_in(here)
        assert not is_in(elsewhere)

    def test_when_the_account_is_closed_for_good(
        self, client: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        user = UserFactory(group="Editors")
        enter(client, user)
        with django_capture_on_commit_callbacks(execute=True):
            user.is_active = False
            user.save()
        assert not is_in(client)
        user.is_active = True
        user.save()
        assert not is_in(client)

    def test_when_somebody_logs_out(self, client: Client) -> None:
        enter(client, UserFactory(group="Editors"))
        assert client.post("/admin/logout/").headers["Location"] == LOG_IN
        assert not is_in(client)


class TestGuessing:
    def test_locks_a_name_for_one_address_after_ten_wrong_passwords(self, client: Client) -> None:
        user = UserFactory(group="Editors")
        answers = [enter(client, user, f"guess {n}").status_code for n in range(12)]
        assert answers == [200] * 9 + [429] * 3
        locked = enter(client, user)
        assert locked.status_code == 429
        assert "locked for an hour" in locked.content.decode()
        elsewhere = Client(REMOTE_ADDR="192.0.2.7")
        assert enter(elsewhere, user).status_code == 302

    def test_is_on_record_without_what_was_typed(self, client: Client) -> None:
        user = UserFactory()
        for n in range(12):
            enter(client, user, f"guess {n}")
        user.username = "my secret pass phrase"
        enter(client, user, "wrong")
        kinds = list(LogInEvent.objects.order_by("pk").values_list("kind", "name"))
        name = user.__class__.objects.get(pk=user.pk).username
        assert kinds == [
            *[("wrong_password", name)] * 9,
            ("locked", name),
            ("wrong_password", ""),
        ]
