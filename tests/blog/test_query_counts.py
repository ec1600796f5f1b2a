"""How many queries a page takes: few, and as many for fifty as for three."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from blog.models import ArticlePage
from clinic.content.models import ClinicSettings
from home.models import HomePage
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    ImageFactory,
    PersonFactory,
    ReferenceFactory,
    SharedTextFactory,
    StandardPageFactory,
    TopicFactory,
    body,
)
from tests.support.queries import assert_same_queries, queries
from tests.support.review import sign_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admitted")]

FEW, MANY = 3, 50


def uncached(address: str) -> list[str]:
    """The queries of a visit after one that made the pictures, when nothing is cached."""
    assert Client().get(address).status_code == 200
    cache.clear()
    return queries(lambda: Client().get(address))


@pytest.fixture(autouse=True)
def _navigation(home: HomePage) -> None:
    """A clinic with all that stands around every page."""
    settings = ClinicSettings.for_site(Site.objects.get())
    pages = [StandardPageFactory(parent=home) for _ in range(3)]
    links = [("link", {"page": page.pk, "url": "", "text": ""}) for page in pages]
    settings.header_links = settings.footer_links = body(*links)
    settings.crisis_lines = body(("line", {"name": "Listening line", "number": "116 123"}))
    settings.medical_disclaimer = "<p>No advice.</p>"
    settings.save()


def every_block(linked: Page) -> list[tuple[str, Any]]:
    """Each kind of block once, with a reference, pages, pictures and a document of its own."""
    reference, other = ReferenceFactory(), StandardPageFactory()
    document = get_document_model().objects.create(
        title="Leaflet", file=ContentFile(b"words", name="leaflet.txt")
    )
    text = (
        f'<p><a linktype="reference" id="{reference.pk}">Words</a>, '
        f'<a linktype="page" id="{other.pk}">a page</a>, '
        f'<a linktype="document" id="{document.pk}">a paper</a></p>'
    )
    image = {"image": ImageFactory().pk, "decorative": False, "alt_text": "A lake"}
    headed = {"heading": "A heading", "anchor": "", "introduction": text}
    effect = {"effect": "E", "frequency": "rare", "seriousness": "urgent", "what_to_do": text}
    step = {"title": "T", "text": text, "duration": "1 h", "image": image}
    columns = [{"type": "text", "heading": "A"}, {"type": "rich_text", "heading": "B"}]
    table = {"caption": "C", "columns": columns, "rows": [{"values": ["a", text]}]}
    link = {"page": linked.pk, "url": "", "text": ""}
    return [
        ("section", {"heading": "A heading", "level": "h2", "anchor": "", "text": text}),
        ("text", text),
        ("questions", {**headed, "questions": [{"question": "Q", "answer": text}]}),
        ("table", {"table": table, "note": text}),
        ("quote", {"text": "Q", "attribution": "A", "source_url": ""}),
        ("process_steps", {**headed, "steps": [step]}),
        ("factors", {**headed, "factors": [{"term": "T", "explanation": text}]}),
        ("benefits", {**headed, "benefits": [{"text": "B", "detail": text}]}),
        ("side_effects", {**headed, "effects": [effect]}),
        ("bottom_line", {**headed, "text": text, "show_as_summary": True}),
        ("callout", {"kind": "urgent", "heading": "H", "text": text}),
        ("crisis_help", {"heading": "H", "introduction": text}),
        ("image", {"image": image, "caption": text, "credit": ""}),
        (
            "video",
            {
                "url": "https://youtu.be/dQw4w9WgXcQ",
                "title": "V",
                "duration": "",
                "poster": image,
                "transcript": text,
            },
        ),
        ("document", {"document": document.pk, "title": "", "description": ""}),
        ("call_to_action", {"heading": "H", "text": text, "link": link}),
        ("shared_text", SharedTextFactory(words=text).pk),
        ("related_pages", {"heading": "H", "pages": [linked.pk, other.pk]}),
    ]


def within_limits(blocks: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """The blocks without those of which an article takes only one or two."""
    counts = ArticlePage.body.field.stream_block.meta.block_counts
    seen: Counter[str] = Counter()
    for kind, value in blocks:
        seen[kind] += 1
        if seen[kind] <= counts.get(kind, {}).get("max_num", MANY):
            yield kind, value


def article(size: int) -> ArticlePage:
    """An article with `size` blocks of each kind, references, topics, authors and relatives."""
    topics = [TopicFactory() for _ in range(size)]
    linked = StandardPageFactory()
    related = [ArticlePageFactory(topics=topics, lead_image=ImageFactory()) for _ in range(3)]
    return ArticlePageFactory(
        lead_image=ImageFactory(),
        authors=[PersonFactory(photo=ImageFactory()) for _ in range(size)],
        topics=topics,
        references=[ReferenceFactory() for _ in range(size)],
        related=related,
        body=body(*within_limits(block for _ in range(size) for block in every_block(linked))),
    )


def test_an_article_has_every_block() -> None:
    kinds = [kind for kind, _value in every_block(StandardPageFactory())]
    assert sorted(kinds) == sorted(ArticlePage.body.field.stream_block.child_blocks)


def test_an_article_with_every_block_takes_nineteen_queries_at_the_most() -> None:
    assert len(uncached(article(1).url)) <= 19


def test_an_article_related_by_topic_takes_nineteen_queries_at_the_most() -> None:
    page = article(1)
    page.related_articles = []
    page.save()
    assert len(uncached(page.url)) <= 19


def test_a_long_article_takes_no_more_queries_than_a_short_one() -> None:
    few = uncached(article(1).url)
    assert_same_queries(few, uncached(article(6).url))


def test_fifty_plain_blocks_references_topics_and_authors_take_no_more_than_three() -> None:
    def plain(size: int) -> ArticlePage:
        text = "".join(
            f'<p><a linktype="reference" id="{ReferenceFactory().pk}">Words</a></p>'
            for _ in range(size)
        )
        value = {"heading": "A heading", "level": "h2", "anchor": "", "text": text}
        return ArticlePageFactory(
            authors=[PersonFactory() for _ in range(size)],
            topics=[TopicFactory() for _ in range(size)],
            references=[ReferenceFactory() for _ in range(size)],
            body=body(*[("section", value)] * size),
        )

    assert_same_queries(uncached(plain(FEW).url), uncached(plain(MANY).url))


def test_the_index_takes_twenty_queries_at_the_most_however_many_articles() -> None:
    index = ArticleIndexPageFactory()

    def add(count: int) -> None:
        for _ in range(count):
            ArticlePageFactory(
                parent=index,
                lead_image=ImageFactory(),
                authors=[PersonFactory(), PersonFactory()],
                topics=[TopicFactory(), TopicFactory()],
            )

    addresses = [index.url, f"{index.url}feed/", "/search/?query=article", "/sitemap.xml"]
    add(FEW)
    few = {address: uncached(address) for address in addresses}
    add(MANY - FEW)
    for address in addresses:
        many = uncached(address)
        assert len(many) <= 20, address
        # A second page of a list is counted before it is cut.
        assert_same_queries(few[address], many)


def test_the_home_page_takes_twenty_queries_at_the_most_however_many_topics(
    home: HomePage,
) -> None:
    index = ArticleIndexPageFactory(parent=home)
    home.article_index = index
    newest = {"heading": "New", "parent": index.pk, "count": 12}
    home.body = HomePage.body.field.to_python(body(("newest_pages", newest)))
    home.lead_image = ImageFactory()
    home.save_revision().publish()

    def add(count: int) -> None:
        for _ in range(count):
            ArticlePageFactory(parent=index, topics=[TopicFactory()])

    add(FEW)
    few = uncached("/")
    add(MANY - FEW)
    many = uncached("/")
    assert len(many) <= 20
    assert_same_queries(few, many)


def test_a_page_of_the_team_takes_no_more_for_fifty_people_than_for_three() -> None:
    def team(size: int) -> Page:
        people = [PersonFactory(photo=ImageFactory()).pk for _ in range(size)]
        block = {"heading": "Team", "anchor": "", "introduction": "", "people": people}
        return StandardPageFactory(body=body(("people", block)))

    assert_same_queries(uncached(team(FEW).url), uncached(team(20).url))


def test_a_page_that_is_not_there_takes_few_queries() -> None:
    Client().get("/nothing/")
    cache.clear()
    assert len(queries(lambda: Client().get("/nothing/"))) <= 15


def test_a_signed_article_takes_nineteen_queries_at_the_most_and_no_more_for_fifty_sources() -> (
    None
):
    def signed(page: ArticlePage) -> list[str]:
        sign_off(page)
        return uncached(page.url)

    everything = signed(article(1))
    assert len(everything) <= 19
    assert_same_queries(everything, signed(article(6)))
