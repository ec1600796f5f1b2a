"""An editor's links and chosen pages say what Wagtail's own would, and are fetched together."""

from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.documents import get_document_model
from wagtail.documents.rich_text.contentstate import DocumentLinkElementHandler
from wagtail.models import Page

from blog.models import ArticlePage
from clinic.content.editing import edited, forget, gather
from clinic.content.rich_text import EditedDocumentLink, EditedPageLink
from home.models import HomePage
from tests.factories import ArticlePageFactory, StandardPageFactory, UserFactory, body, section
from tests.support.queries import queries

pytestmark = pytest.mark.django_db

GONE = 999_999


@pytest.fixture(autouse=True)
def _nothing_stays() -> Iterator[None]:
    yield
    forget()


def edit(*links: tuple[str, int]) -> None:
    """Begin to edit a page with these links, as Wagtail's editor does."""
    text = "".join(f'<a linktype="{kind}" id="{pk}">words</a>' for kind, pk in links)
    page = ArticlePageFactory(live=False, body=body(section(text=f"<p>{text}</p>")))
    gather(RequestFactory().get("/"), page)


def test_a_link_to_a_page_says_what_wagtails_says(home: HomePage) -> None:
    linked = StandardPageFactory(parent=StandardPageFactory(parent=home))
    root = Page.get_first_root_node()
    expected = {
        pk: PageLinkElementHandler("LINK").get_attribute_data({"id": str(pk)})
        for pk in (linked.pk, home.pk, root.pk, GONE)
    }
    edit(*(("page", pk) for pk in expected))
    for pk, data in expected.items():
        assert EditedPageLink("LINK").get_attribute_data({"id": str(pk)}) == data


def test_a_link_to_a_document_says_what_wagtails_says() -> None:
    file = ContentFile(b"words", name="leaflet.txt")
    document = get_document_model().objects.create(title="Leaflet", file=file)
    expected = {
        key: DocumentLinkElementHandler("DOCUMENT").get_attribute_data({"id": key})
        for key in (str(document.pk), str(GONE), "none")
    }
    edit(("document", document.pk), ("document", GONE))
    for key, data in expected.items():
        assert EditedDocumentLink("DOCUMENT").get_attribute_data({"id": key}) == data


def test_a_link_that_the_stored_page_does_not_have_is_asked_for(home: HomePage) -> None:
    edit()
    data = EditedPageLink("LINK").get_attribute_data({"id": str(home.pk)})
    assert data["url"] == home.url


def test_all_links_together_are_asked_for_once(home: HomePage) -> None:
    pages = [StandardPageFactory(parent=home) for _ in range(9)]
    edit(*(("page", page.pk) for page in pages))

    def look() -> None:
        for page in pages:
            EditedPageLink("LINK").get_attribute_data({"id": str(page.pk)})

    home.get_url()  # Wagtail knows where the site begins
    assert len(queries(look)) == 2


def test_a_chosen_page_keeps_its_title_and_its_way_in_the_tree(client: Client) -> None:
    client.force_login(UserFactory(group="Editors"))
    chosen = StandardPageFactory(title="Costs", parent=StandardPageFactory(title="About"))
    link = {"page": chosen.pk, "url": "", "text": ""}
    page = ArticlePageFactory(
        live=False, body=body(("call_to_action", {"heading": "H", "text": "", "link": link}))
    )
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    state = ArticlePage.body.field.stream_block.get_form_state(form.initial["body"])
    assert state[0]["value"]["link"]["page"] == {
        "id": chosen.pk,
        "parentId": chosen.get_parent().pk,
        "adminTitle": "Costs",
        "editUrl": reverse("wagtailadmin_pages:edit", args=[chosen.pk]),
    }


def test_nothing_of_one_editor_is_left_for_the_next_request(client: Client) -> None:
    client.force_login(UserFactory(group="Editors"))
    page = ArticlePageFactory(live=False)
    client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert edited() is None
