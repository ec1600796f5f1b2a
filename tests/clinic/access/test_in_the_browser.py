"""Logging in as a person does it, in a real Chromium, with a passkey of its own."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal

import pyotp
import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import CDPSession, Page, expect
from wagtail.models import PageViewRestriction

from clinic.access.models import LogInEvent
from home.models import HomePage
from tests.clinic.access.logging_in import OVERVIEW, give_app
from tests.factories import PASSWORD, StandardPageFactory, UserFactory

pytestmark = pytest.mark.once


@contextmanager
def passkeys(page: Page, *, willing: bool = True) -> Iterator[CDPSession]:
    """A device that keeps passkeys and, if it is willing, takes the person for present."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": willing,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield device
    device.send("WebAuthn.disable")


def sign_in(page: Page, user: Any, at: str = "/admin/login/") -> None:
    page.goto(at)
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def confirm(page: Page) -> None:
    expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def add_passkey(page: Page, name: str) -> None:
    page.get_by_role("link", name="Add a passkey").click()
    if page.get_by_role("heading", name="Confirm that it is you").count():
        confirm(page)
    page.get_by_label("Name, to tell it from others").fill(name)
    page.get_by_role("button", name="Add the passkey").click()


def test_a_clinician_is_led_to_a_passkey_and_logs_in_with_it_alone(
    page: Page, settings: Any
) -> None:
    settings.SECOND_FACTOR_GROUPS = ["Clinicians"]
    user = UserFactory(group="Clinicians")
    with passkeys(page):
        sign_in(page, user, "/admin/login/?next=/admin/%3Fday=1")
        expect(page.get_by_text("Your account needs a second factor")).to_be_visible()
        page.goto("/admin/")
        expect(page).to_have_url(re.compile(OVERVIEW))
        add_passkey(page, "My phone")
        expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
        assert page.locator(".access-codes li").count() == 10
        with page.expect_download() as saved:
            page.get_by_role("link", name="Download the codes").click()
        assert saved.value.path().read_text().split() == page.locator("code").all_inner_texts()
        page.get_by_role("link", name="Go on").click()
        expect(page).to_have_url(re.compile(r"^[^?]+/admin/$"))

        page.context.clear_cookies()
        page.goto("/admin/?day=1")  # what she wants is kept
        page.get_by_role("button", name="Use a passkey").click()
        expect(page).to_have_url(re.compile(r"^[^?]+/admin/\?day=1$"))

        page.context.clear_cookies()  # as a second factor, after the password
        sign_in(page, user)
        page.get_by_role("button", name="Use a passkey").click()
        expect(page).to_have_url(re.compile(r"^[^?]+/admin/$"))
    ways = LogInEvent.objects.filter(kind="logged_in").order_by("pk")
    assert list(ways.values_list("method", flat=True)) == ["password", "passkey", "webauthn"]


def test_a_passkey_is_renamed_and_removed(page: Page, log_in: Callable[[Page, Any], None]) -> None:
    user = UserFactory(group="Editors")
    log_in(page, user)
    with passkeys(page):
        page.goto(OVERVIEW)
        add_passkey(page, "My phone")
        page.get_by_role("link", name="Your second factor").click()
        page.get_by_role("link", name="Manage passkeys").click()
        page.get_by_role("link", name="Rename My phone").click()
        page.get_by_label("Name").fill("Old phone")
        page.get_by_role("button", name="Save").click()
        page.get_by_role("link", name="Remove Old phone").click()
        page.get_by_role("button", name="Remove the passkey").click()
        expect(page.get_by_text("The passkey was removed.")).to_be_visible()
    assert not Authenticator.objects.filter(user=user).exists()


def test_a_passkey_that_is_not_given_is_said_in_words(page: Page) -> None:
    user = UserFactory(group="Editors")
    with passkeys(page, willing=False):
        sign_in(page, user)
        page.goto("/admin/login/")
        page.context.clear_cookies()
        page.goto("/admin/login/")
        page.get_by_role("button", name="Use a passkey").click()
        expect(page.get_by_role("alert").filter(has_text="was not used")).to_be_visible()


def test_an_app_is_set_up_and_used_without_javascript(new_page: Callable[..., Page]) -> None:
    page = new_page(width=360, javascript=False)
    user = UserFactory(group="Editors")
    sign_in(page, user)
    page.goto(OVERVIEW)
    page.get_by_role("link", name="Set up an app").click()
    confirm(page)
    expect(page.get_by_role("img", name="The account for your app")).to_be_visible()
    app = pyotp.TOTP(page.locator(".access-secret").inner_text())
    page.get_by_label("Authenticator code").fill(app.now())
    page.get_by_role("button", name="Set up").click()
    code = page.locator(".access-codes code").first.inner_text()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, user)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"^[^?]+/admin/$"))


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_every_page_is_accessible_valid_and_fits(
    new_page: Callable[..., Page],
    log_in: Callable[[Page, Any], None],
    axe: Callable[..., None],
    validate_html: Callable[[Mapping[str, str]], None],
    home: HomePage,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    page = new_page(width=width, scheme=scheme)
    documents: dict[str, str] = {}

    def look(address: str = "") -> None:
        response = page.goto(address) if address else page.reload()
        assert response
        axe(page)
        fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert page.evaluate(fits), page.url
        documents[page.url] = response.text()

    private = StandardPageFactory(parent=home, title="For colleagues")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    user = UserFactory(group="Editors")
    with passkeys(page):
        for address in ("/admin/login/", private.url, "/admin/password_reset/"):
            look(address)
        look("/admin/password_reset/sent/")
        look("/admin/password_reset/1-nothing/")
        log_in(page, user)
        look(OVERVIEW)
        page.goto(f"{OVERVIEW}totp/activate/")
        axe(page)
        confirm(page)
        look(f"{OVERVIEW}totp/activate/")
        add = f"{OVERVIEW}webauthn/add/"
        look(add)
        page.get_by_role("button", name="Add the passkey").click()
        expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
        axe(page)
        give_app(user)
        for part in ("", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"):
            look(f"{OVERVIEW}{part}")
        key = Authenticator.objects.get(user=user, type="webauthn").pk
        for part in ("", f"keys/{key}/edit/", f"keys/{key}/remove/"):
            look(f"{OVERVIEW}webauthn/{part}")
        for address in ("/admin/confirm/", f"{OVERVIEW}reauthenticate/"):
            look(address)
        look(f"{OVERVIEW}webauthn/reauthenticate/")
        page.context.clear_cookies()
        sign_in(page, user)
        look(f"{OVERVIEW}authenticate/")
        page.goto("/admin/login/")
        page.get_by_label("Username").fill("nobody-of-this-name")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Sign in", exact=True).click()
        assert (
            page.get_by_role("alert").locator("ul").evaluate("e => getComputedStyle(e).opacity")
            == "1"
        )
        axe(page)
    validate_html(documents)
