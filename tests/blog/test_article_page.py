"""An article as a visitor reads it."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import Site

from blog.models import ArticleAuthor, ArticlePage
from clinic.content.models import ClinicSettings
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    ImageFactory,
    PersonFactory,
    ReferenceFactory,
    TopicFactory,
    body,
    section,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admitted")]


def html_of(client: Client, **fields: Any) -> str:
    response = client.get(ArticlePageFactory(**fields).url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def bottom_line(text: str, show: bool = True) -> tuple[str, Any]:
    value = {"heading": "The bottom line", "anchor": "", "text": text, "show_as_summary": show}
    return "bottom_line", value


def in_short(html: str) -> str:
    """What stands under "In short"; nothing where there is none."""
    return html.partition("In short</h2>")[2].partition("</div>")[0]


def test_its_own_words_are_on_it(client: Client) -> None:
    html = html_of(
        client,
        title="Does ketamine last?",
        summary="What is known of it.",
        authors=[PersonFactory(name="Dr Ada Example", credentials="MRCPsych")],
        topics=[TopicFactory(name="Ketamine")],
        references=[ReferenceFactory(title="A trial of many")],
        body=body(section("How long", "<p>For days.</p>")),
    )
    assert "<h1>Does ketamine last?</h1>" in html
    for words in ("What is known of it.", "Dr Ada Example, MRCPsych", "A trial of many"):
        assert words in html
    assert '<a href="/articles/?topic=ketamine">Ketamine</a>' in html
    assert "<p>For days.</p>" in html


def test_no_article_claims_a_review_that_was_not_done(client: Client) -> None:
    clinician = PersonFactory(is_clinician=True, credentials="MRCPsych", registration_number="1")
    html = html_of(client, authors=[clinician])
    assert "Not yet clinically reviewed" in html
    assert "eviewed by" not in html


class TestInShort:
    def test_is_the_page_s_own(self, client: Client) -> None:
        blocks = body(section(), bottom_line("<p>For weeks.</p>"))
        html = html_of(client, in_short="<p>For days.</p>", body=blocks)
        assert "For days." in in_short(html)
        assert "For weeks." not in in_short(html)

    def test_is_the_bottom_line_where_the_page_has_none(self, client: Client) -> None:
        html = html_of(client, body=body(section(), bottom_line("<p>For weeks.</p>")))
        assert "For weeks." in in_short(html)
        assert html.count("For weeks.") == 2

    def test_is_left_out_where_the_bottom_line_shall_stay_below(self, client: Client) -> None:
        html = html_of(client, body=body(bottom_line("<p>For weeks.</p>", show=False)))
        assert "In short" not in html
        assert html.count("For weeks.") == 1

    def test_is_left_out_where_there_is_nothing(self, client: Client) -> None:
        assert "In short" not in html_of(client)


class TestTheDates:
    published = datetime(2024, 3, 1, 12, tzinfo=UTC)

    def test_say_when_it_was_published_and_last_changed(self, client: Client) -> None:
        changed = datetime(2024, 5, 7, 12, tzinfo=UTC)
        html = html_of(client, first_published_at=self.published, last_published_at=changed)
        assert re.search(r'Published <time datetime="2024-03-01">1 March 2024</time>', html)
        assert re.search(r'Last changed <time datetime="2024-05-07">7 May 2024</time>', html)

    def test_do_not_repeat_the_same_day(self, client: Client) -> None:
        html = html_of(client, first_published_at=self.published, last_published_at=self.published)
        assert "Last changed" not in html.partition("</header> <nav")[0]


class TestTheHead:
    def test_names_the_page_for_search_engines_and_links(self, client: Client) -> None:
        html = html_of(client, title="Sleep & rest", summary='About "sleep".')
        assert "<title>Sleep &amp; rest – " in html
        assert '<link rel="canonical" href="http://localhost/articles/sleep-rest/">' in html
        assert 'name="description" content="About &quot;sleep&quot;."' in html
        assert 'property="og:title" content="Sleep &amp; rest"' in html
        assert 'property="og:type" content="article"' in html
        assert "noindex" not in html

    def test_prefers_what_was_written_for_it(self, client: Client) -> None:
        html = html_of(client, seo_title="Better title", search_description="Better words.")
        assert "<title>Better title – " in html
        assert 'name="description" content="Better words."' in html

    def test_offers_the_feed(self, client: Client) -> None:
        assert 'type="application/atom+xml"' in html_of(client)

    def test_names_no_query_string_as_an_address(self, client: Client) -> None:
        article = ArticlePageFactory(title="Sleep")
        html = client.get(f"{article.url}?utm_source=mail&page=3").content.decode()
        assert '<link rel="canonical" href="http://localhost/articles/sleep/">' in html


def test_the_lead_picture_is_described_or_silent(client: Client) -> None:
    described = html_of(client, lead_image=ImageFactory(), lead_image_alt="A lake at dawn")
    assert 'alt="A lake at dawn"' in described
    assert 'alt=""' in html_of(client, lead_image=ImageFactory(), lead_image_alt="")


def test_the_disclaimer_and_the_crisis_lines_of_the_clinic_stand_below(client: Client) -> None:
    settings = ClinicSettings.for_site(Site.objects.get())
    settings.medical_disclaimer = "<p>No advice for <b>you</b> alone.</p>"
    settings.crisis_lines = body(("line", {"name": "Listening line", "number": "116 123"}))
    settings.save()
    html = html_of(client)
    assert html.count("No advice for <b>you</b> alone.") == 1
    assert html.count("Listening line") == 1


def test_an_article_without_anything_but_its_title_and_summary_can_be_read(client: Client) -> None:
    html = html_of(client, body="[]")
    assert "References" not in html
    assert "Contents" not in html
    assert "Read next" not in html


class TestRelatedArticles:
    def test_are_those_chosen_by_hand_in_their_order(self) -> None:
        topic = TopicFactory()
        one, two = ArticlePageFactory(), ArticlePageFactory()
        ArticlePageFactory(topics=[topic])
        article = ArticlePageFactory(topics=[topic], related=[two, one])
        assert [page.pk for page in article.related] == [two.pk, one.pk]

    def test_are_the_newest_three_of_its_topics_otherwise(self) -> None:
        topic, other = TopicFactory(), TopicFactory()
        made = [
            ArticlePageFactory(
                topics=[topic, other], first_published_at=datetime(2024, 1, day, tzinfo=UTC)
            )
            for day in range(1, 6)
        ]
        ArticlePageFactory(topics=[])
        article = ArticlePageFactory(topics=[topic, other])
        assert [page.pk for page in article.related] == [page.pk for page in made[:1:-1]]

    def test_are_the_newest_of_its_topics_when_all_chosen_ones_are_gone(self) -> None:
        topic = TopicFactory()
        sibling = ArticlePageFactory(topics=[topic])
        gone = ArticlePageFactory(live=False)
        article = ArticlePageFactory(topics=[topic], related=[gone])
        assert [page.pk for page in article.related] == [sibling.pk]

    def test_never_contain_the_article_itself(self) -> None:
        article = ArticlePageFactory(topics=[TopicFactory()])
        assert article.related == []


def test_an_author_is_named_once_and_not_deleted_under_an_article() -> None:
    author = PersonFactory()
    article = ArticlePageFactory(authors=[author])
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleAuthor.objects.create(article=article, person=author)
    with pytest.raises(IntegrityError):
        author.delete()


def test_authors_keep_the_order_that_the_editor_gave_them() -> None:
    people = [PersonFactory(name=name) for name in ("Zoe", "Adam", "Mia")]
    article = ArticlePageFactory(authors=people)
    found = ArticlePage.objects.get(pk=article.pk)
    assert [person.name for person in found.author_list] == ["Zoe", "Adam", "Mia"]


def test_an_article_needs_a_summary() -> None:
    article = ArticlePage(title="Sleep", slug="sleep", summary="")
    with pytest.raises(ValidationError) as raised:
        ArticleIndexPageFactory().add_child(instance=article)
    assert "summary" in raised.value.message_dict


def test_a_revision_brings_back_everything(client: Client) -> None:
    first_author, second_author = PersonFactory(), PersonFactory()
    topic, reference = TopicFactory(), ReferenceFactory(title="A trial of many")
    article = ArticlePageFactory(
        authors=[first_author],
        topics=[topic],
        references=[reference],
        body=body(section("Costs", "<p>Ten.</p>")),
    )
    first = article.save_revision()
    article.topics.clear()
    article.references = []
    article.article_authors = [ArticleAuthor(person=second_author)]
    article.body = ArticlePage.body.field.to_python(body(section("Costs", "<p>Twelve.</p>")))
    article.save_revision().publish()
    assert "Twelve." in client.get(article.url).content.decode()

    first.as_object().save_revision().publish()
    restored = ArticlePage.objects.get(pk=article.pk)
    assert restored.author_list == [first_author]
    assert restored.topic_list == [topic]
    assert restored.listed_references() == [reference.pk]
    html = client.get(article.url).content.decode()
    assert "Ten." in html
    assert "Twelve." not in html


def test_a_draft_survives_the_deletion_of_one_of_its_authors() -> None:
    stays, goes = PersonFactory(), PersonFactory()
    article = ArticlePageFactory()
    article.article_authors = [ArticleAuthor(person=goes), ArticleAuthor(person=stays)]
    draft = article.save_revision()
    goes.delete()  # nothing that is published names this person
    assert [row.person for row in draft.as_object().article_authors.all()] == [stays]
    draft.publish()
    assert ArticlePage.objects.get(pk=article.pk).author_list == [stays]
