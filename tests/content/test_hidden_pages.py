"""A link to what a visitor may not read shows nothing, wherever it stands."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page, Site

from clinic.content.models import ClinicSettings
from tests.content.hidden import WAYS, hidden
from tests.factories import ArticlePageFactory, StandardPageFactory, body, section

pytestmark = pytest.mark.django_db


def call_to_action(page: Page) -> tuple[str, Any]:
    link = {"page": page.pk, "url": "", "text": ""}
    return "call_to_action", {"heading": "Go there", "text": "", "link": link}


def related_pages(page: Page) -> tuple[str, Any]:
    return "related_pages", {"heading": "Read these", "pages": [page.pk]}


def rich_text(page: Page) -> tuple[str, Any]:
    return "text", f'<p>As <a linktype="page" id="{page.pk}">said elsewhere</a>.</p>'


def navigation(page: Page) -> None:
    """Put the page into the header and the footer."""
    settings = ClinicSettings.for_site(Site.objects.get())
    link = ("link", {"page": page.pk, "url": "", "text": ""})
    settings.header_links = settings.footer_links = body(link)
    settings.save()


BLOCKS = {"a call to action": call_to_action, "related pages": related_pages, "a text": rich_text}


@pytest.fixture(params=[*WAYS, "deleted"])
def hidden_page(request: pytest.FixtureRequest, home: Page) -> Page:
    """A page that visitors are kept from; one that is to be deleted still is there."""
    if request.param == "deleted":
        return StandardPageFactory(title="Hidden words", parent=home)
    return hidden(request.param, title="Hidden words", parent=home)


def told(client: Client, linking: Page, page: Page, request: pytest.FixtureRequest) -> list[str]:
    """What the linking page tells of the hidden one."""
    address = page.url
    if request.node.callspec.params["hidden_page"] == "deleted":
        page.delete()
    html = client.get(linking.url).content.decode()
    assert "</html>" in html
    return [words for words in ("Hidden words", f'"{address}"') if words in html]


@pytest.mark.parametrize("place", BLOCKS)
def test_in_a_block(
    client: Client, hidden_page: Page, place: str, request: pytest.FixtureRequest
) -> None:
    linking = ArticlePageFactory(body=body(section(), BLOCKS[place](hidden_page)))
    assert told(client, linking, hidden_page, request) == []


def test_in_the_navigation(
    client: Client, hidden_page: Page, request: pytest.FixtureRequest
) -> None:
    navigation(hidden_page)
    linking = StandardPageFactory()
    assert told(client, linking, hidden_page, request) == []


@pytest.mark.parametrize("place", BLOCKS)
def test_a_link_to_an_open_page_is_shown(client: Client, place: str) -> None:
    page = StandardPageFactory(title="Open words")
    linking = ArticlePageFactory(body=body(section(), BLOCKS[place](page)))
    assert f'href="{page.url}"' in client.get(linking.url).content.decode()


def test_the_navigation_links_open_pages_and_other_sites(client: Client) -> None:
    page = StandardPageFactory(title="Open words")
    settings = ClinicSettings.for_site(Site.objects.get())
    settings.header_links = body(
        ("link", {"page": page.pk, "url": "", "text": ""}),
        ("link", {"page": None, "url": "https://example.org/", "text": "Elsewhere"}),
    )
    settings.save()
    html = client.get(page.url).content.decode()
    assert f'<a href="{page.url}" aria-current="page">Open words</a>' in html
    assert '<a href="https://example.org/">Elsewhere</a>' in html


def test_a_link_without_words_does_not_break_every_page(client: Client) -> None:
    settings = ClinicSettings.for_site(Site.objects.get())
    settings.header_links = body(("link", {"url": "https://example.org/"}))
    settings.save()
    html = client.get(StandardPageFactory().url).content.decode()
    assert '<a href="https://example.org/">https://example.org/</a>' in html


def test_a_call_to_action_leads_nowhere_together_with_its_words(client: Client) -> None:
    page = hidden("draft", title="Hidden words")
    linking = ArticlePageFactory(body=body(call_to_action(page)))
    assert "Go there" not in client.get(linking.url).content.decode()


def test_related_pages_without_a_page_have_no_heading(client: Client) -> None:
    page = hidden("draft", title="Hidden words")
    linking = ArticlePageFactory(body=body(related_pages(page)))
    assert "Read these" not in client.get(linking.url).content.decode()


def test_a_link_leads_to_the_translation_into_the_language_of_the_page(
    client: Client, home: Page
) -> None:
    spanish = Locale.objects.create(language_code="es")
    page = StandardPageFactory(title="Open words", slug="open", parent=home)
    linking = StandardPageFactory(title="Linking", parent=home, body=body(call_to_action(page)))
    for each in (home, page, linking):
        translated = each.copy_for_translation(spanish)
        translated.title = f"{each.title} (es)"
        translated.save_revision().publish()
    html = client.get("/es/linking/").content.decode()
    assert 'lang="es"' in html
    assert 'href="/es/open/"' in html
    assert "Open words (es)" in html
