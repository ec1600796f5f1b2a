"""Who is offered where people are chosen."""

import pytest
from django.test import Client
from django.urls import reverse

from clinic.content.models import Person
from tests.factories import ArticleIndexPageFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client) -> Client:
    client.force_login(UserFactory(group="Editors"))
    PersonFactory(name="Writing Wren")
    PersonFactory(name="Silent Swan", is_author=False)
    return client


def chooser(view: str = "choose") -> str:
    return reverse(Person.snippet_viewset.chooser_viewset.get_url_name(view))


@pytest.mark.parametrize("view", ["choose", "choose_results"])
def test_an_author_is_chosen_among_those_who_write(view: str, browser: Client) -> None:
    html = browser.get(f"{chooser(view)}?authors=1").content.decode()
    assert "Writing Wren" in html
    assert "Silent Swan" not in html


def test_elsewhere_everybody_is_offered(browser: Client) -> None:
    assert "Silent Swan" in browser.get(chooser()).content.decode()


def test_the_form_of_an_article_asks_for_those_who_write(browser: Client) -> None:
    parent = ArticleIndexPageFactory()
    address = reverse("wagtailadmin_pages:add", args=["blog", "articlepage", parent.pk])
    assert f"{chooser()}?authors=1" in browser.get(address).content.decode()
