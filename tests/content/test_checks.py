"""The deployment check finds accounts that the demonstration clinic left open."""

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import run_checks

from clinic.content.checks import DEMO_PASSWORD, DEMO_USERNAMES

pytestmark = pytest.mark.django_db


def open_accounts() -> list[str]:
    found = run_checks(tags=["security"], include_deployment_checks=True)
    return [str(message.msg) for message in found if message.id == "content.E001"]


@pytest.mark.parametrize("username", DEMO_USERNAMES)
def test_one_that_anybody_can_open_is_an_error(username: str) -> None:
    get_user_model().objects.create_user(username, password=DEMO_PASSWORD)
    (message,) = open_accounts()
    assert f"“{username}”" in message


def test_one_with_another_password_is_none() -> None:
    get_user_model().objects.create_user("editor", password="something else")
    assert open_accounts() == []


def test_one_that_was_closed_is_none() -> None:
    get_user_model().objects.create_user("editor", password=DEMO_PASSWORD, is_active=False)
    unusable = get_user_model().objects.create_user("admin")
    unusable.set_unusable_password()
    unusable.save()
    assert open_accounts() == []


def test_a_site_without_any_is_clean() -> None:
    assert open_accounts() == []
