"""Each change of the site is seen by the next query."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from clinic.content.models import Person, Topic
from search.indexing import index_page
from search.models import IndexSize, Passage, Word
from tests.content.hidden import WAYS, alias, hidden, restrict
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    PersonFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
    body,
    section,
)
from tests.search.asking import found, search, sections

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admitted")]


def of_okapi(**fields: Any) -> Any:
    return ArticlePageFactory(title="Okapi", **fields)


def publish(page: Page, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def expire(page: Page) -> None:
    """As time does: nothing runs."""
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    Passage.objects.filter(page=page).update(expire_at=timezone.now() - timedelta(seconds=1))


GONE: dict[str, Callable[[Any], Any]] = {
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "deleted with what is above it": lambda page: page.get_parent().delete(),
    "deleted as a plain page": lambda page: Page.objects.get(pk=page.pk).delete(),
    "deleted in a query": lambda page: Page.objects.filter(pk=page.pk).delete(),
    "unpublished with what is above it": lambda page: UnpublishPageAction(
        page.get_parent().specific, user=UserFactory(is_superuser=True), include_descendants=True
    ).execute(skip_permission_checks=True),
    "expired": expire,
    "expired on saving": lambda page: publish(page, expire_at=timezone.now() - timedelta(days=1)),
    "made private": restrict,
    "made private above": lambda page: restrict(page.get_parent()),
    "moved to a private place": lambda page: page.move(
        restrict(ArticleIndexPageFactory(title="Room", slug="room")), pos="last-child"
    ),
    "without the word": lambda page: publish(page, title="Other"),
}


@pytest.mark.parametrize("what", GONE)
def test_a_page_is_not_found_when_it_is(client: Client, what: str) -> None:
    page = of_okapi()
    assert found(client, "okapi") == ["Okapi"]
    GONE[what](page)
    assert found(client, "okapi") == []
    assert "Okapi" not in client.get("/search/suggestions/?query=oka").content.decode()


@pytest.mark.parametrize("way", WAYS)
def test_a_hidden_page_is_not_found(client: Client, way: str) -> None:
    hidden(way, ArticlePageFactory, title="Okapi")
    assert found(client, "okapi") == []
    assert not Passage.objects.filter(heading="Okapi").exists()


def test_a_page_is_found_when_it_is_public_again(client: Client) -> None:
    page = of_okapi()
    restriction = PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert found(client, "okapi") == []
    restriction.delete()
    assert found(client, "okapi") == ["Okapi"]


def test_an_alias_is_as_private_as_what_it_mirrors(client: Client) -> None:
    page = of_okapi()
    alias(page)
    assert found(client, "okapi") == ["Okapi", "Okapi"]
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )
    assert found(client, "okapi") == []
    restriction.delete()
    assert len(found(client, "okapi")) == 2


def test_a_draft_is_found_once_it_is_published(client: Client) -> None:
    page = of_okapi(live=False)
    assert found(client, "okapi") == []
    page.save_revision().publish()
    assert found(client, "okapi") == ["Okapi"]


def test_the_draft_of_a_live_page_is_not_found(client: Client) -> None:
    page = of_okapi()
    page.title = "Quagga"
    page.save_revision()
    assert found(client, "quagga") == []
    assert found(client, "okapi") == ["Okapi"]


def test_a_renamed_heading_keeps_its_address_and_is_found_by_its_new_words(client: Client) -> None:
    page = ArticlePageFactory(title="Animals", body=body(section("The okapi")))
    page.body = body(("section", {"heading": "The quagga", "level": "h2", "anchor": "the-okapi",
                                  "text": "<p>Words.</p>"}))  # fmt: skip
    publish(page)
    assert found(client, "okapi") == []
    assert sections(client, "quagga") == [("The quagga", f"{page.url}#the-okapi")]


def test_a_removed_section_is_not_found(client: Client) -> None:
    page = ArticlePageFactory(body=body(section("The okapi"), section("The quagga")))
    publish(page, body=body(section("The quagga")))
    assert found(client, "okapi") == []
    assert len(found(client, "quagga")) == 1


def test_results_lead_to_where_a_page_is_now(client: Client) -> None:
    page = of_okapi()
    publish(page, slug="elsewhere")
    assert 'href="/articles/elsewhere/"' in search(client, "okapi")
    page.refresh_from_db()
    page.move(ArticleIndexPageFactory(title="More", slug="more"), pos="last-child")
    assert 'href="/more/elsewhere/"' in search(client, "okapi")


def test_a_page_without_an_address_on_the_site_is_not_found(client: Client) -> None:
    Page.get_first_root_node().add_child(instance=Page(title="Okapi", slug="okapi"))
    assert found(client, "okapi") == []


def people_page(person: Person) -> Any:
    people = {"heading": "The team", "anchor": "", "introduction": "", "people": [person.pk]}
    return StandardPageFactory(title="The team", body=body(("people", people)))


def test_a_changed_person_is_found_by_what_is_said_now(client: Client) -> None:
    person = PersonFactory(name="Dr Ada Example", biography="<p>Okapis.</p>")
    people_page(person)
    assert found(client, "okapi") == ["The team"]
    person.biography = "<p>Quaggas.</p>"
    person.save()
    assert found(client, "okapi") == []
    assert found(client, "quagga") == ["The team"]
    person.delete()
    assert found(client, "quagga") == []


def test_an_article_is_found_by_its_authors(client: Client) -> None:
    person = PersonFactory(name="Dr Okapi")
    ArticlePageFactory(title="Sleep", authors=[person])
    assert found(client, "okapi") == ["Sleep"]
    person.name = "Dr Quagga"
    person.save()
    assert found(client, "okapi") == []
    assert found(client, "quagga") == ["Sleep"]


def test_a_renamed_topic_is_found_by_its_new_name(client: Client) -> None:
    topic = TopicFactory(name="Okapis")
    ArticlePageFactory(title="Sleep", topics=[topic])
    assert found(client, "okapis") == ["Sleep"]
    topic.name = "Quaggas"
    topic.save()
    assert found(client, "okapis") == []
    assert found(client, "quaggas") == ["Sleep"]
    topic.delete()
    assert found(client, "quaggas") == []


def test_an_article_that_gets_a_topic_without_being_published_is_found_by_it(
    client: Client,
) -> None:
    article = ArticlePageFactory(title="Sleep")
    through = type(article).topics.through
    topic = TopicFactory(name="Okapis")
    type(article).objects.get(pk=article.pk)
    through.objects.create(articlepage=article, topic=topic)
    index_page(type(article).objects.get(pk=article.pk))
    assert found(client, "okapis") == ["Sleep"]


def document_page(title: str, shown_as: str = "") -> Any:
    document = get_document_model().objects.create(title=title, file=ContentFile(b"a", "a.txt"))
    block = {"document": document.pk, "title": shown_as, "description": ""}
    StandardPageFactory(title="Leaflets", body=body(("document", block)))
    return document


def test_a_document_is_found_by_its_title(client: Client) -> None:
    document = document_page("Okapi leaflet")
    assert found(client, "okapi") == ["Leaflets"]
    document.title = "Quagga leaflet"
    document.save()
    assert found(client, "okapi") == []
    assert found(client, "quagga") == ["Leaflets"]


def test_the_title_of_a_private_document_is_not_found(client: Client) -> None:
    document = document_page("Okapi leaflet")
    room = Collection.get_first_root_node().add_child(name="Room")
    document.collection = room
    document.save()
    restriction = CollectionViewRestriction.objects.create(
        collection=room, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert found(client, "okapi") == []
    restriction.delete()
    assert found(client, "okapi") == ["Leaflets"]


def test_what_is_not_changed_is_not_written_again(django_assert_max_num_queries: Any) -> None:
    page = of_okapi()
    before = list(Passage.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(8):
        assert not index_page(page)
    assert list(Passage.objects.values_list("pk", flat=True)) == before


def test_the_vocabulary_holds_what_can_be_found_and_no_more() -> None:
    page = of_okapi()
    words = Word.objects.filter(language="en", word="okapi", passages__gt=0)
    assert words.exists()
    page.delete()
    assert not words.exists()
    Page.objects.filter(depth__gt=1).delete()
    assert not Word.objects.filter(passages__gt=0).exists()
    assert set(IndexSize.objects.values_list("passages", "terms")) == {(0, 0)}


def test_topics_are_told_apart_from_words(client: Client) -> None:
    topic = TopicFactory(name="Animals")
    ArticlePageFactory(title="Okapi", topics=[topic])
    for typed in (f"topic{topic.pk}", f"·topic{topic.pk}", "kindarticlepage", "languageen"):
        assert found(client, typed) == []
    assert Topic.objects.count() == 1
