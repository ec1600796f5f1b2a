"""The clinic's own logo, on the site and in the admin."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from clinic.content.models import ClinicSettings
from tests.factories import ImageFactory, UserFactory
from tests.support.queries import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> ClinicSettings:
    settings: ClinicSettings = ClinicSettings.for_site(Site.objects.get(is_default_site=True))
    settings.name = "Clinic of the Quiet River"
    settings.save()
    return settings


def give_logo(clinic: ClinicSettings, **fields: Any) -> None:
    clinic.logo = ImageFactory()
    for name, value in fields.items():
        setattr(clinic, name, value)
    clinic.full_clean(exclude=["site"])
    clinic.save()


def part(client: Client, address: str, selector: str) -> Tag:
    found = BeautifulSoup(client.get(address).content, "html.parser").select_one(selector)
    assert found is not None
    return found


def test_without_one_a_drawing_stands_beside_the_name(
    client: Client, clinic: ClinicSettings
) -> None:
    name = part(client, "/", ".site-name")
    assert name.select_one("svg")
    assert name.get_text(strip=True) == clinic.name


def test_the_name_stands_beside_a_logo_that_says_nothing(
    client: Client, clinic: ClinicSettings
) -> None:
    give_logo(clinic)
    name = part(client, "/", ".site-name")
    (logo,) = name.select("img")
    assert logo["alt"] == ""
    assert logo["width"]
    assert name.get_text(strip=True) == clinic.name
    assert not name.select_one("svg")


def test_a_logo_that_says_the_name_stands_in_its_place(
    client: Client, clinic: ClinicSettings
) -> None:
    give_logo(clinic, logo_text="Quiet River")
    name = part(client, "/", ".site-name")
    (logo,) = name.select("img")
    assert logo["alt"] == "Quiet River"
    assert name.get_text(strip=True) == ""


def test_the_admin_and_its_log_in_wear_it(client: Client, clinic: ClinicSettings) -> None:
    give_logo(clinic, logo_text="Quiet River")
    log_in = reverse("wagtailadmin_login")
    assert part(client, log_in, ".clinic-mark img")["alt"] == "Quiet River"
    client.force_login(UserFactory(group="Editors"))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert 'alt="Quiet River"' in page
    assert '<span class="clinic-name">' not in page


def test_it_costs_a_page_one_query_at_the_most(client: Client, clinic: ClinicSettings) -> None:
    client.get("/")
    without = queries(lambda: client.get("/"))
    give_logo(clinic)
    client.get("/")
    assert len(queries(lambda: client.get("/"))) <= len(without) + 1


def test_nothing_is_said_of_a_logo_that_is_not_there(clinic: ClinicSettings) -> None:
    clinic.logo_text = "Quiet River"
    with pytest.raises(ValidationError) as refused:
        clinic.full_clean(exclude=["site"])
    assert set(refused.value.message_dict) == {"logo_text"}
