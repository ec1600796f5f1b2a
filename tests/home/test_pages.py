"""The home page and the pages about the clinic."""

import pytest
from django.test import Client
from wagtail.models import Page

from blog.models import ArticleIndexPage, ArticlePage
from home.models import HomePage, StandardPage
from tests.content.hidden import hidden
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    ImageFactory,
    ReferenceFactory,
    StandardPageFactory,
    TopicFactory,
    body,
    section,
)

pytestmark = pytest.mark.django_db


class TestTheHomePage:
    def test_welcomes(self, client: Client, home: HomePage) -> None:
        home.title = "Clinic by the Lake"
        home.lead = "We take time."
        home.lead_image = ImageFactory()
        home.lead_image_alt = "A lake"
        home.save_revision().publish()
        html = client.get("/").content.decode()
        assert "<h1>Clinic by the Lake</h1>" in html
        assert "We take time." in html
        assert 'alt="A lake"' in html
        assert 'name="description" content="We take time."' in html
        assert '<link rel="canonical" href="http://localhost/">' in html

    def test_of_a_site_that_is_still_empty_can_be_read(self, client: Client) -> None:
        html = client.get("/").content.decode()
        assert "<h1>Home</h1>" in html
        assert "Find an answer" not in html

    def test_leads_to_the_articles_on_each_topic(self, client: Client, home: HomePage) -> None:
        index = ArticleIndexPageFactory(parent=home)
        topic = TopicFactory(name="Sleep", description="Nights that are too short.")
        ArticlePageFactory(parent=index, topics=[topic])
        home.article_index = index
        home.save_revision().publish()
        html = client.get("/").content.decode()
        assert '<a href="/articles/?topic=sleep">Sleep</a>' in html
        assert "Nights that are too short." in html

    def test_leads_to_no_topics_while_the_index_is_hidden(
        self, client: Client, home: HomePage
    ) -> None:
        index = hidden("password", ArticleIndexPageFactory, parent=home)
        ArticlePageFactory(parent=index, topics=[TopicFactory(name="Sleep")])
        home.article_index = index
        home.save()
        assert "Sleep" not in client.get("/").content.decode()

    def test_shows_the_newest_pages_below_one(self, client: Client, home: HomePage) -> None:
        index = ArticleIndexPageFactory(parent=home)
        for number in range(1, 5):
            ArticlePageFactory(parent=index, title=f"Article {number}", summary=f"Sum {number}.")
        newest = {"heading": "New here", "parent": index.pk, "count": 2}
        home.body = HomePage.body.field.to_python(body(("newest_pages", newest)))
        home.save_revision().publish()
        html = client.get("/").content.decode()
        assert "New here" in html
        assert html.index("Article 4") < html.index("Article 3")
        assert "Article 2" not in html

    def test_lists_what_it_cites(self, client: Client, home: HomePage) -> None:
        reference = ReferenceFactory(title="A trial of many")
        text = f'<p><a linktype="reference" id="{reference.pk}">Known</a>.</p>'
        home.body = HomePage.body.field.to_python(body(section(text=text)))
        home.save_revision().publish()
        html = client.get("/").content.decode()
        assert 'href="#reference-1"' in html
        assert 'id="reference-1"' in html


class TestAStandardPage:
    def test_shows_what_was_written(self, client: Client) -> None:
        page = StandardPageFactory(
            title="Costs",
            summary="What you pay.",
            body=body(section("A visit", "<p>Ten.</p>"), section("A day", "<p>Fifty.</p>")),
        )
        html = client.get(page.url).content.decode()
        assert "<h1>Costs</h1>" in html
        assert "What you pay." in html
        assert "<p>Ten.</p>" in html
        assert 'href="#a-visit"' in html

    def test_claims_no_review(self, client: Client) -> None:
        html = client.get(StandardPageFactory().url).content.decode()
        assert "review" not in html.lower()

    def test_cites_in_its_own_numbers(self, client: Client) -> None:
        reference = ReferenceFactory(title="A trial of many")
        text = f'<p><a linktype="reference" id="{reference.pk}">Known</a>.</p>'
        page = StandardPageFactory(body=body(("text", text)))
        html = client.get(page.url).content.decode()
        assert 'href="#reference-1"' in html
        assert 'id="reference-1"' in html
        assert "A trial of many" in html


@pytest.mark.parametrize(
    ("parent", "children"),
    [
        (HomePage, {StandardPage, ArticleIndexPage}),
        (StandardPage, {StandardPage}),
        (ArticleIndexPage, {ArticlePage}),
        (ArticlePage, set()),
    ],
)
def test_each_page_stands_where_a_reader_expects_it(
    parent: type[Page], children: set[type[Page]]
) -> None:
    assert set(parent.creatable_subpage_models()) == children
