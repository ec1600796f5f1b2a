"""The list of articles: pages, topics, the feed."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import pytest
from django.test import Client

from blog.models import ArticleIndexPage, ArticlePage
from clinic.content import listing
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    PersonFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
START = datetime(2024, 1, 1, 12, tzinfo=UTC)


def titles(html: str) -> list[str]:
    entries = html.partition('<ul class="entries">')[2]
    return re.findall(r'<h2[^>]*><a href="[^"]+">([^<]+)</a></h2>', entries)


def articles(index: ArticleIndexPage, count: int, **fields: Any) -> None:
    """Articles 1 to `count`, published one day after the other."""
    for number in range(1, count + 1):
        ArticlePageFactory(
            parent=index,
            title=f"Article {number:02}",
            first_published_at=START + timedelta(days=number),
            **fields,
        )


def test_the_newest_articles_come_first_ten_on_a_page(client: Client) -> None:
    index = ArticleIndexPageFactory()
    articles(index, 23)
    first = titles(client.get(index.url).content.decode())
    assert first == [f"Article {number:02}" for number in range(23, 13, -1)]
    last = client.get(f"{index.url}?page=3").content.decode()
    assert titles(last) == ["Article 03", "Article 02", "Article 01"]
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last
    assert '<link rel="canonical" href="http://localhost/articles/?page=3">' in last
    assert "(page 3)" in last


def test_an_entry_tells_the_date_that_orders_the_list_and_a_later_change(client: Client) -> None:
    index = ArticleIndexPageFactory()
    published = datetime(2024, 3, 1, 12, tzinfo=UTC)
    for changed in (published, datetime(2024, 5, 7, 12, tzinfo=UTC)):
        ArticlePageFactory(parent=index, first_published_at=published, last_published_at=changed)

    html = client.get(index.url).content.decode()
    assert html.count(">1 March 2024</time>") == 2
    assert re.findall(r"Last changed&nbsp;<time[^>]*>([^<]*)", html) == ["7 May 2024"]


def test_a_number_beyond_the_end_shows_the_end(client: Client) -> None:
    index = ArticleIndexPageFactory()
    articles(index, 11)
    assert titles(client.get(f"{index.url}?page=99").content.decode()) == ["Article 01"]
    assert len(titles(client.get(f"{index.url}?page=0").content.decode())) == 10


def test_an_article_that_came_in_without_a_date_is_listed(client: Client, admitted: None) -> None:
    index = ArticleIndexPageFactory()
    index.add_child(instance=ArticlePage(title="From elsewhere", slug="there", summary="Words."))
    assert titles(client.get(index.url).content.decode()) == ["From elsewhere"]


def test_the_slices_ahead_are_counted_and_no_further(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "COUNTED_AHEAD", 1)
    index = ArticleIndexPageFactory()
    articles(index, 31)
    first = client.get(index.url).content.decode()
    assert "page=2" in first
    assert "page=3" not in first
    assert "page=4" in client.get(f"{index.url}?page=3").content.decode()
    assert titles(client.get(f"{index.url}?page=99").content.decode()) == ["Article 01"]


def test_an_index_without_articles_can_be_read(client: Client) -> None:
    assert client.get(ArticleIndexPageFactory().url).status_code == 200


class TestByTopic:
    def test_shows_the_articles_of_the_topic_alone(self, client: Client) -> None:
        index, topic = ArticleIndexPageFactory(), TopicFactory(name="Sleep", description="Nights.")
        articles(index, 12, topics=[topic])
        ArticlePageFactory(parent=index, title="Another")
        html = client.get(f"{index.url}?topic=sleep").content.decode()
        assert len(titles(html)) == 10
        assert "Another" not in html
        assert "Nights." in html
        assert "<title>Sleep – Articles" in html
        second = f"{index.url}?topic=sleep&page=2"
        assert 'href="?topic=sleep&amp;page=2"' in html
        assert titles(client.get(second).content.decode()) == ["Article 02", "Article 01"]

    def test_offers_the_topics_of_its_own_articles_once(self) -> None:
        index, other = ArticleIndexPageFactory(), ArticleIndexPageFactory(title="Research")
        sleep, mood, cost = (TopicFactory(name=name) for name in ("Sleep", "Mood", "Cost"))
        TopicFactory(name="Empty")
        articles(index, 2, topics=[sleep, mood])
        ArticlePageFactory(parent=other, topics=[cost, mood])
        assert [topic.name for topic in index.topics()] == ["Mood", "Sleep"]

    def test_an_unknown_topic_is_not_found(self, client: Client) -> None:
        index = ArticleIndexPageFactory()
        assert client.get(f"{index.url}?topic=nothing").status_code == 404
        assert client.get(f"{index.url}?topic=").status_code == 200

    def test_a_topic_without_articles_says_nothing_wrong(self, client: Client) -> None:
        topic = TopicFactory(name="Sleep")
        response = client.get(f"{ArticleIndexPageFactory().url}?topic={topic.slug}")
        assert response.status_code == 200
        assert titles(response.content.decode()) == []


class TestTheFeed:
    def feed(self, client: Client, index: ArticleIndexPage) -> ElementTree.Element:
        response = client.get(f"{index.url}feed/")
        assert response.status_code == 200
        assert response.headers["Content-Type"].startswith("application/atom+xml")
        return ElementTree.fromstring(response.content)

    def test_has_all_that_atom_asks_for(self, client: Client) -> None:
        index = ArticleIndexPageFactory(summary="Answers.")
        author = PersonFactory(name="Dr Ada Example")
        ArticlePageFactory(
            parent=index, title="Sleep & <rest>", authors=[author], topics=[TopicFactory(name="A")]
        )
        ArticlePageFactory(parent=index, title="By nobody")
        feed = self.feed(client, index)
        assert feed.tag == f"{ATOM}feed"
        for element in (feed, *feed.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                (found,) = element.findall(f"{ATOM}{name}")
                assert found.text
            datetime.fromisoformat(element.findtext(f"{ATOM}updated", ""))
            authors = element.findall(f"{ATOM}author/{ATOM}name")
            assert [author.text for author in authors if author.text] or element is not feed
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links["self"] == "http://localhost/articles/feed/"
        assert links["alternate"] == "http://localhost/articles/"
        entries = {entry.findtext(f"{ATOM}title"): entry for entry in feed.findall(f"{ATOM}entry")}
        entry = entries["Sleep & <rest>"]
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Dr Ada Example"
        assert entry.find(f"{ATOM}category").get("term") == "A"  # type: ignore[union-attr]
        assert entry.find(f"{ATOM}link").get("href") == "http://localhost/articles/sleep-rest/"  # type: ignore[union-attr]

    def test_has_a_person_or_the_clinic_behind_every_entry(self, client: Client) -> None:
        index = ArticleIndexPageFactory()
        ArticlePageFactory(parent=index)
        feed = self.feed(client, index)
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Clinic"

    def test_knows_an_article_by_an_id_that_outlives_its_address(self, client: Client) -> None:
        index = ArticleIndexPageFactory()
        article = ArticlePageFactory(parent=index)
        before = self.feed(client, index).findtext(f"{ATOM}entry/{ATOM}id", "")
        article.slug = "moved"
        article.save_revision().publish()
        after = self.feed(client, index).findtext(f"{ATOM}entry/{ATOM}id", "")
        assert before == after
        assert UUID(before.removeprefix("urn:uuid:"))

    def test_has_one_id_for_each_entry(self, client: Client) -> None:
        index = ArticleIndexPageFactory()
        article = ArticlePageFactory(parent=index)
        article.create_alias(parent=index, update_slug="mirror")
        ids = [each.text for each in self.feed(client, index).findall(f"{ATOM}entry/{ATOM}id")]
        assert len(ids) == 2
        assert len(set(ids)) == 2

    def test_is_as_new_as_its_newest_change(self, client: Client) -> None:
        index = ArticleIndexPageFactory()
        changed = START + timedelta(days=9)
        ArticlePageFactory(parent=index, first_published_at=START, last_published_at=changed)
        articles(index, 3)
        newest = datetime.fromisoformat(self.feed(client, index).findtext(f"{ATOM}updated", ""))
        assert newest == changed

    def test_of_nothing_is_valid_and_the_same_each_time(self, client: Client) -> None:
        index = ArticleIndexPageFactory()
        feed = self.feed(client, index)
        assert feed.findall(f"{ATOM}entry") == []
        first = client.get(f"{index.url}feed/").content
        assert feed.findtext(f"{ATOM}updated")
        assert client.get(f"{index.url}feed/").content == first

    def test_has_twenty_entries_at_the_most(self, client: Client) -> None:
        index = ArticleIndexPageFactory()
        articles(index, 22)
        entries = self.feed(client, index).findall(f"{ATOM}entry/{ATOM}title")
        assert [entry.text for entry in entries[:2]] == ["Article 22", "Article 21"]
        assert len(entries) == 20

    def test_survives_signs_that_xml_has_no_room_for(self, client: Client) -> None:
        index = ArticleIndexPageFactory()
        ArticlePageFactory(parent=index, title="Sleep", summary="Pasted\x0bfrom\x1fafar \ufffe.")
        summary = self.feed(client, index).findtext(f"{ATOM}entry/{ATOM}summary", "")
        assert "Pasted" in summary
        assert "afar" in summary

    def test_of_an_article_whose_last_change_nobody_noted_is_valid(self, client: Client) -> None:
        index = ArticleIndexPageFactory()
        article = ArticlePageFactory(parent=index)
        type(article).objects.update(last_published_at=None)
        entry = self.feed(client, index).find(f"{ATOM}entry")
        assert entry is not None
        assert entry.findtext(f"{ATOM}updated")
