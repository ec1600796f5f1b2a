"""Who must have a second factor, and what is open to her until she has shown one."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from clinic.access.second_factor import must_have_one
from home.models import HomePage
from tests.clinic.access.logging_in import CODE, OVERVIEW, enter, give_app
from tests.factories import PASSWORD, StandardPageFactory, UserFactory
from tests.support.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.once]
AGAIN = f"{OVERVIEW}reauthenticate/"
PRODUCTION = ["Clinicians", "Clinical leads", "administrators"]


@pytest.fixture(autouse=True)
def _production(settings: Any) -> None:
    settings.SECOND_FACTOR_GROUPS = PRODUCTION


def clinician(**fields: Any) -> Any:
    """Somebody of the group Clinicians who may enter the admin."""
    return UserFactory(group="Clinicians", **fields)


def who_edits_accounts() -> Any:
    user = UserFactory(group="Editors")
    user.user_permissions.add(Permission.objects.get(codename="change_user"))
    return user


class TestWhoMust:
    @pytest.mark.parametrize("group", ["Clinicians", "Clinical leads"])
    def test_the_groups_that_are_named(self, group: str) -> None:
        assert must_have_one(UserFactory(group=group))

    def test_administrators(self) -> None:
        assert must_have_one(UserFactory(is_superuser=True))
        assert must_have_one(who_edits_accounts())

    @pytest.mark.parametrize("group", ["Editors", "Moderators", None])
    def test_nobody_else(self, group: str | None) -> None:
        assert not must_have_one(UserFactory(group=group))

    def test_nobody_at_all_where_no_group_is_named(self, settings: Any) -> None:
        settings.SECOND_FACTOR_GROUPS = ["nobody"]
        assert not must_have_one(UserFactory(is_superuser=True))

    def test_a_group_that_does_not_exist_is_a_slip_of_the_pen(self, settings: Any) -> None:
        def found() -> list[str]:
            return [each.id for each in run_checks(databases=["default"])]

        assert "access.W001" not in found()
        settings.SECOND_FACTOR_GROUPS = ["Clinician"]
        assert "access.W001" in found()


# What a person has, what her session has shown, and where she is led from a page of the admin.
STATES = {
    "must have one, has none": (clinician, None, OVERVIEW),
    "must have one, has an app, showed its code": (clinician, "code", ""),
    "must have one, has an app, showed nothing": (clinician, "app", AGAIN),
    "need not, has none": (lambda: UserFactory(group="Editors"), None, ""),
    "need not, has an app, showed nothing": (lambda: UserFactory(group="Editors"), "app", ""),
    "edits accounts, has none": (who_edits_accounts, None, OVERVIEW),
}


@pytest.fixture(params=STATES)
def state(request: pytest.FixtureRequest) -> tuple[Client, str]:
    """The browser of somebody, and the address to which she is led."""
    make, factor, led = STATES[request.param]
    user, client = make(), Client()
    if factor == "code":
        app = give_app(user)
        enter(client, user)
        assert client.post(CODE, {"code": app.now()}).status_code == 302
    else:
        client.force_login(user)
        if factor == "app":
            give_app(user)
    return client, led


class TestTheAdmin:
    @pytest.mark.parametrize("address", ["/admin/", "/admin/account/", "/admin/reports/"])
    def test_is_open_or_leads_to_the_missing_step(
        self, state: tuple[Client, str], address: str
    ) -> None:
        client, led = state
        response = client.get(address)
        if led:
            assert response.status_code == 302
            assert response.headers["Location"].startswith(f"{led}?next=")
        else:
            assert not response.headers.get("Location", "").startswith(OVERVIEW)
            assert client.get("/admin/").status_code == 200

    @pytest.mark.parametrize(
        ("address", "headers"),
        [
            ("/admin/", {"x-requested-with": "XMLHttpRequest"}),
            ("/admin/", {"sec-fetch-mode": "cors"}),
            ("/admin/", {"accept": "application/json"}),
            ("/admin/api/main/pages/", {}),
        ],
    )
    def test_refuses_programs(
        self, state: tuple[Client, str], address: str, headers: dict[str, str]
    ) -> None:
        client, led = state
        assert (client.get(address, headers=headers).status_code == 403) == bool(led)

    def test_leads_in_no_circles_and_lets_everybody_out(self, state: tuple[Client, str]) -> None:
        client, led = state
        for address in ("/admin/", "/admin/login/", "/admin/login/?next=/admin/pages/"):
            response = client.get(address, follow=True)
            assert response.status_code == 200
            if led:
                assert response.request["PATH_INFO"] == led
        assert client.post("/admin/logout/").headers["Location"] == "/admin/login/"
        assert "_auth_user_id" not in client.session

    def test_takes_no_form_from_who_lacks_the_factor(self, state: tuple[Client, str]) -> None:
        client, led = state
        response = client.post(reverse("wagtailadmin_account"), {})
        assert (response.status_code == 302) == bool(led)

    def test_is_open_again_at_the_right_place_once_the_code_was_shown(self) -> None:
        user, client = clinician(), Client()
        client.force_login(user)
        app = give_app(user)
        form = client.get("/admin/reports/site-history/", follow=True)
        address, next_ = form.request["PATH_INFO"], form.request["QUERY_STRING"]
        assert "next" in next_
        data = {"code": app.now(), "next": "/admin/reports/site-history/"}
        assert client.post(address, data).headers["Location"] == "/admin/reports/site-history/"
        assert client.get("/admin/").status_code == 200

    def test_offers_no_way_on_that_leads_back(self) -> None:
        user, client = clinician(), Client()
        client.force_login(user)
        assert "Go on" not in client.get(OVERVIEW).content.decode()
        give_app(user)
        form = client.get("/admin/", follow=True).content.decode()
        assert "Enter an authenticator code" in form
        assert "/admin/confirm/" not in form  # the password alone

    def test_changes_no_factor_of_who_has_not_shown_it(self) -> None:
        user, client = clinician(), Client()
        client.force_login(user)
        give_app(user)
        remove = f"{OVERVIEW}totp/deactivate/"
        client.post("/admin/confirm/", {"password": PASSWORD, "next": remove})
        for address in (OVERVIEW, remove, f"{OVERVIEW}webauthn/add/"):
            assert client.post(address).headers["Location"].startswith(AGAIN)
        assert user.authenticator_set.exists()

    def test_is_closed_to_who_joins_a_group_in_the_middle_of_a_session(
        self, client: Client
    ) -> None:
        user = UserFactory(group="Editors")
        enter(client, user)
        assert client.get("/admin/").status_code == 200
        user.groups.add(Group.objects.get(name="Clinicians"))
        assert client.get("/admin/").headers["Location"].startswith(OVERVIEW)

    def test_is_closed_once_the_factor_is_gone(self, client: Client) -> None:
        user = clinician()
        app = give_app(user)
        enter(client, user)
        client.post(CODE, {"code": app.now()})
        user.authenticator_set.all().delete()
        assert client.get("/admin/").headers["Location"].startswith(OVERVIEW)


class TestElsewhere:
    def test_who_lacks_the_factor_is_a_stranger(self, client: Client, home: HomePage) -> None:
        page = StandardPageFactory(parent=home, title="For colleagues")
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        user = clinician()
        client.force_login(user)
        response = client.get(page.url, follow=True)
        assert response.request["PATH_INFO"] == OVERVIEW
        app = give_app(user)
        client.post(AGAIN, {"code": app.now()})
        assert "For colleagues" in client.get(page.url).content.decode()

    def test_a_public_page_stays_the_same_for_everybody(
        self, client: Client, home: HomePage
    ) -> None:
        client.force_login(clinician())
        response = client.get(home.url)
        assert response.status_code == 200
        assert "public" in response.headers["Cache-Control"]


class TestWhatItCosts:
    def asked(self, client: Client) -> int:
        client.get("/admin/account/")
        return len(queries(lambda: client.get("/admin/account/")))

    def test_one_query_a_request_for_who_showed_a_factor(self, settings: Any) -> None:
        user, client = clinician(), Client()
        app = give_app(user)
        enter(client, user)
        client.post(CODE, {"code": app.now()})
        with_factor = self.asked(client)
        settings.SECOND_FACTOR_GROUPS = []
        assert with_factor == self.asked(client) + 1

    def test_one_for_who_needs_none(self, settings: Any) -> None:
        client = Client()
        client.force_login(UserFactory(group="Editors"))
        with_setting = self.asked(client)
        settings.SECOND_FACTOR_GROUPS = []
        assert with_setting == self.asked(client) + 1
