"""Searching as a visitor does."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from django.utils.http import urlencode
from wagtail.contrib.search_promotions.models import Query as PromotedQuery
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Locale, Page

from clinic.content.references import Reference
from search import indexing
from search.engines import get_engine
from tests.content.hidden import restrict
from tests.factories import (
    ArticlePageFactory,
    ImageFactory,
    PersonFactory,
    ReferenceFactory,
    StandardPageFactory,
    TopicFactory,
    body,
    section,
)
from tests.search.asking import excerpt, found, results, search, sections
from tests.support.review import sign_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admitted")]


HEADED = {"heading": "A heading", "anchor": "", "introduction": ""}
EFFECT = {"effect": "Okapi", "frequency": "rare", "seriousness": "", "what_to_do": ""}
STEP = {"title": "Step", "text": "<p>An okapi.</p>", "duration": "", "image": None}
TABLE = {
    "caption": "Animals",
    "columns": [{"type": "text", "heading": "Name"}, {"type": "rich_text", "heading": "What"}],
    "rows": [{"values": ["First", "<p>An <b>okapi</b>.</p>"]}],
}
VIDEO = {"url": "https://youtu.be/dQw4w9WgXcQ", "title": "Walk", "duration": "", "poster": None}
LINK = {"page": None, "url": "https://example.org/", "text": "See the okapi"}
PLACES: dict[str, Any] = {
    "section, heading": section("The okapi"),
    "section, text": section(text="<p>An <i>okapi</i>.</p>"),
    "text": ("text", "<ul><li>An okapi</li></ul>"),
    "questions": ("questions", {**HEADED, "questions": [{"question": "Okapi?", "answer": "No"}]}),
    "table": ("table", {"table": TABLE, "note": ""}),
    "table, caption": ("table", {"table": {**TABLE, "caption": "An okapi", "rows": []}}),
    "quote": ("quote", {"text": "Q", "attribution": "An okapi", "source_url": ""}),
    "process steps": ("process_steps", {**HEADED, "steps": [STEP]}),
    "factors": ("factors", {**HEADED, "factors": [{"term": "Okapi", "explanation": "E"}]}),
    "benefits": ("benefits", {**HEADED, "benefits": [{"text": "B", "detail": "<p>Okapi</p>"}]}),
    "side effects": ("side_effects", {**HEADED, "effects": [EFFECT]}),
    "bottom line": ("bottom_line", {**HEADED, "text": "<p>Okapi.</p>", "show_as_summary": False}),
    "callout": ("callout", {"kind": "urgent", "heading": "Okapi", "text": "<p>T</p>"}),
    "crisis help": ("crisis_help", {"heading": "Help", "introduction": "<p>Okapi</p>"}),
    "video": ("video", {**VIDEO, "transcript": "<p>An okapi passes.</p>"}),
    "call to action": ("call_to_action", {"heading": "H", "text": "", "link": LINK}),
}


@pytest.mark.parametrize("place", PLACES)
def test_words_are_found_in_every_block(client: Client, place: str) -> None:
    ArticlePageFactory(title="The right one", body=body(PLACES[place]))
    ArticlePageFactory(title="Another")
    assert found(client, "okapi") == ["The right one"]


def test_words_are_found_in_the_description_of_a_picture(client: Client) -> None:
    image = {"image": ImageFactory().pk, "decorative": False, "alt_text": "An okapi"}
    figure = {"image": image, "caption": "<p>A quagga</p>", "credit": ""}
    ArticlePageFactory(title="The right one", body=body(("image", figure)))
    assert found(client, "quagga") == ["The right one"]
    assert found(client, "okapi") == ["The right one"]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "The okapi"},
        {"summary": "Of an okapi."},
        {"in_short": "<p>An okapi.</p>"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_words_are_found_around_the_body(client: Client, fields: dict[str, str]) -> None:
    article = ArticlePageFactory(**fields)
    assert found(client, "okapi") == [article.title]


def test_an_article_is_found_by_its_topic(client: Client) -> None:
    ArticlePageFactory(title="The right one", topics=[TopicFactory(name="Okapi")])
    assert found(client, "okapi") == ["The right one"]


def test_an_article_is_found_by_the_topics_that_it_has_now(client: Client) -> None:
    article = ArticlePageFactory(title="The right one", topics=[TopicFactory(name="Quagga")])
    article.topics = [TopicFactory(name="Okapi")]
    article.save_revision().publish()
    assert found(client, "okapi") == ["The right one"]
    assert found(client, "quagga") == []


def test_an_answer_is_the_section_with_its_address(client: Client) -> None:
    day = section("The okapi's day", "<p>It eats leaves at dawn.</p>")
    article = ArticlePageFactory(title="Animals", body=body(section("Other things"), day))
    assert sections(client, "okapi eats") == [
        ("The okapi's day", f"{article.url}#the-okapis-day"),
    ]


def test_sections_of_a_page_stand_together_the_best_first(client: Client) -> None:
    passing = section("Food", "<p>Leaves, which an okapi likes.</p>")
    ArticlePageFactory(
        title="Animals", body=body(passing, section("The okapi", "<p>An okapi.</p>"))
    )
    assert found(client, "okapi") == ["Animals"]
    assert next(heading for heading, _address in sections(client, "okapi")) == "The okapi"


def test_a_result_says_its_kind_and_its_topics(client: Client) -> None:
    ArticlePageFactory(title="Okapi", topics=[TopicFactory(name="Animals")])
    html = results(search(client, "okapi"))
    assert "<li>Article</li>" in html
    assert "<li>Animals</li>" in html
    assert "Clinically reviewed" not in html


def test_a_result_says_when_it_was_reviewed_for_as_long_as_that_holds(client: Client) -> None:
    cited = f'<p><a linktype="reference" id="{ReferenceFactory().pk}">An okapi.</a></p>'
    sign_off(ArticlePageFactory(title="Okapi", live=False, body=body(section(text=cited))))
    today = timezone.localdate()
    told = f'Clinically reviewed&nbsp;<time datetime="{today:%Y-%m-%d}">'
    assert told in results(search(client, "okapi"))
    Reference.objects.update(year=1999)  # without a word to the index
    assert "Clinically reviewed" not in results(search(client, "okapi"))


def test_people_are_found_on_the_page_of_the_team(client: Client) -> None:
    person = PersonFactory(name="Dr Ada Example", role="Anaesthetist", biography="<p>Okapi.</p>")
    people = {**HEADED, "people": [person.pk]}
    StandardPageFactory(title="The team", body=body(("people", people)))
    for words in ("Ada Example", "anaesthetist", "okapi"):
        assert found(client, words) == ["The team"]


def test_a_page_with_all_words_is_preferred_to_one_with_some(client: Client) -> None:
    ArticlePageFactory(title="Some", body=body(section(text="<p>An okapi.</p>")))
    ArticlePageFactory(title="All", body=body(section(text="<p>An okapi and a quagga.</p>")))
    assert found(client, "okapi quagga")[0] == "All"
    assert found(client, "okapi quagga unicorn")[0] == "All"


def test_a_title_counts_more_than_a_word_in_passing(client: Client) -> None:
    ArticlePageFactory(title="Passing", body=body(section(text=f"<p>{'Words. ' * 99}Okapi</p>")))
    ArticlePageFactory(title="The okapi")
    assert found(client, "okapi")[0] == "The okapi"


@pytest.mark.parametrize("typed", ['"okapi quagga"', "okapi, quagga!", "OKAPI  Quagga", "(okapi)"])
def test_signs_and_capitals_do_not_matter(client: Client, typed: str) -> None:
    ArticlePageFactory(title="The right one", summary="An okapi, a quagga.")
    assert found(client, typed) == ["The right one"]


@pytest.mark.parametrize(
    "typed", ["AND", "OR", "NOT", "NEAR", "okapi AND", "NOT okapi", "okapi*", "title:okapi", "a-b"]
)
def test_words_of_the_search_engine_are_words(client: Client, typed: str) -> None:
    ArticlePageFactory(title="The right one", summary="An okapi and not near or title.")
    assert set(found(client, typed)) <= {"The right one"}


def test_a_draft_and_a_private_page_are_not_found(client: Client) -> None:
    ArticlePageFactory(title="Okapi draft", live=False)
    restrict(StandardPageFactory(title="Okapi room"))
    changed = ArticlePageFactory(title="Live")
    changed.title = "Okapi to come"
    changed.save_revision()
    assert found(client, "okapi") == []


def test_what_was_unpublished_or_deleted_is_not_found(client: Client) -> None:
    one, two = ArticlePageFactory(title="Okapi one"), ArticlePageFactory(title="Okapi two")
    one.unpublish()
    assert found(client, "okapi") == ["Okapi two"]
    two.delete()
    assert found(client, "okapi") == []


def test_what_was_published_is_found_by_its_new_words_alone(client: Client) -> None:
    article = ArticlePageFactory(title="Live", summary="An okapi.")
    article.summary = "A quagga."
    article.save_revision().publish()
    assert found(client, "quagga") == ["Live"]
    assert found(client, "okapi") == []


class TestTheMarks:
    def test_stand_around_the_words_that_were_found(self, client: Client) -> None:
        ArticlePageFactory(body=body(section(text="<p>Two okapis, an Okapi and a quagga.</p>")))
        shown = excerpt(client, "okapi")
        assert "Two <mark>okapis</mark>, an <mark>Okapi</mark> and a quagga." in shown

    def test_are_the_only_markup(self, client: Client) -> None:
        text = "<p>1 &lt; 2 okapi &amp; &lt;script&gt;alert(1)&lt;/script&gt;</p>"
        ArticlePageFactory(title="<script>alert(2)</script>", body=body(section(text=text)))
        html = search(client, "okapi")
        assert "<script>alert" not in html
        assert "1 &lt; 2 <mark>okapi</mark> &amp; &lt;script&gt;" in html
        assert "&lt;script&gt;alert(2)" in html


def test_the_query_is_shown_as_it_was_typed_and_never_as_markup(client: Client) -> None:
    html = search(client, '<script>alert("x")</script>')
    assert "<script>alert" not in html
    assert 'value="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;"' in html


def test_nothing_found_is_said_with_a_way_on(client: Client) -> None:
    html = search(client, "unicorn")
    assert "No page speaks of “unicorn”." in html
    assert '<a href="/">the home page</a>' in html


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "\n"])
def test_an_empty_search_asks_for_words(client: Client, typed: str) -> None:
    html = search(client, typed)
    assert "Use your own words" in html
    assert "No page" not in html


@pytest.mark.parametrize("typed", ["?!", "---", "\u0301", "😀"])
def test_a_search_without_a_word_finds_nothing(client: Client, typed: str) -> None:
    ArticlePageFactory()
    assert found(client, typed) == []


def test_many_results_come_in_pages_that_keep_the_query(client: Client) -> None:
    for number in range(12):
        ArticlePageFactory(title=f"Okapi & co {number}")
    html = search(client, "okapi & co")
    assert "12 pages speak of “okapi &amp; co”." in html
    assert f'href="?{urlencode({"query": "okapi & co"})}&amp;page=2"'.replace("+", "%20") in html
    first = found(client, "okapi & co")
    second = found(client, "okapi & co", page="2")
    assert (len(first), len(second)) == (10, 2)
    assert not set(first) & set(second)
    assert found(client, "okapi & co", page="99") == second
    assert found(client, "okapi & co", page="rubbish") == first


def test_one_result_is_one_page(client: Client) -> None:
    ArticlePageFactory(title="Okapi")
    assert "1 page speaks of “okapi”." in search(client, "okapi")


def test_results_are_no_pages_for_search_engines(client: Client) -> None:
    assert '<meta name="robots" content="noindex">' in search(client, "okapi")


def test_a_search_only_reads(client: Client) -> None:
    assert client.post("/search/", {"query": "okapi"}).status_code == 405


def test_words_in_other_scripts_are_found(client: Client) -> None:
    ArticlePageFactory(title="Größe", summary="Über кетамин.")
    assert found(client, "größe") == ["Größe"]
    assert found(client, "кетамин") == ["Größe"]


class TestFilters:
    @pytest.fixture
    def _site(self) -> None:
        rest, food = TopicFactory(name="Rest"), TopicFactory(name="Food")
        ArticlePageFactory(title="Okapi at night", topics=[rest])
        ArticlePageFactory(title="Okapi at noon", topics=[rest, food])
        StandardPageFactory(title="The okapi house")

    @pytest.mark.usefixtures("_site")
    def test_narrow_the_results_by_kind(self, client: Client) -> None:
        assert len(found(client, "okapi")) == 3
        assert found(client, "okapi", kind="standardpage") == ["The okapi house"]

    @pytest.mark.usefixtures("_site")
    def test_narrow_the_results_by_topic(self, client: Client) -> None:
        assert found(client, "okapi", topic="food") == ["Okapi at noon"]
        assert set(found(client, "okapi", topic="rest")) == {"Okapi at noon", "Okapi at night"}
        assert found(client, "okapi", topic="food", kind="standardpage") == []

    @pytest.mark.usefixtures("_site")
    @pytest.mark.parametrize("narrowed", [{}, {"topic": "food"}])
    def test_say_how_many_results_each_leads_to(
        self, client: Client, narrowed: dict[str, str]
    ) -> None:
        html = search(client, "okapi", **narrowed)
        assert 'Article <span class="count">2</span>' in html
        assert 'Rest <span class="count">2</span>' in html
        assert 'Food <span class="count">1</span>' in html

    @pytest.mark.usefixtures("_site")
    def test_keep_to_one_address_for_each_state(self, client: Client) -> None:
        html = search(client, "okapi", topic="food", kind="articlepage", order="newest")
        assert 'href="?query=okapi&amp;kind=articlepage&amp;topic=rest&amp;order=newest"' in html
        assert 'href="?query=okapi&amp;order=newest">All results' in html

    @pytest.mark.usefixtures("_site")
    @pytest.mark.parametrize("rubbish", ["nothing", "' OR 1=1", "page", "1"])
    def test_that_make_no_sense_are_not_there(self, client: Client, rubbish: str) -> None:
        assert len(found(client, "okapi", kind=rubbish, topic=rubbish, order=rubbish)) == 3


def test_the_newest_come_first_where_a_visitor_asks_for_it(client: Client) -> None:
    old, new = (timezone.now() - timedelta(days=days) for days in (9, 1))
    ArticlePageFactory(title="Okapi okapi okapi", first_published_at=old)
    ArticlePageFactory(title="Passing", summary="An okapi.", first_published_at=new)
    assert found(client, "okapi") == ["Okapi okapi okapi", "Passing"]
    assert found(client, "okapi", order="newest") == ["Passing", "Okapi okapi okapi"]


class TestBestBets:
    def test_stand_above_the_results_of_their_query(self, client: Client) -> None:
        ArticlePageFactory(title="Okapi")
        promote("the okapi", StandardPageFactory(title="Visit us"), "Every day.")
        html = search(client, "okapis")
        assert html.index("Visit us") < html.index('class="entries results"')
        assert "Every day." in html
        assert "Visit us" not in search(client, "okapi food")

    def test_stand_where_nothing_was_found(self, client: Client) -> None:
        promote("unicorn", StandardPageFactory(title="Visit us"))
        html = search(client, "unicorn")
        assert "Visit us" in html
        assert "No page speaks of “unicorn”." in html

    def test_may_lead_elsewhere(self, client: Client) -> None:
        query = PromotedQuery.get("okapi")
        SearchPromotion.objects.create(
            query=query, external_link_url="https://example.org/", external_link_text="The register"
        )
        assert '<a href="https://example.org/">The register</a>' in search(client, "okapi")

    def test_never_show_a_page_that_is_not_public(self, client: Client) -> None:
        promote("okapi", restrict(StandardPageFactory(title="Secret")))
        promote("okapi", StandardPageFactory(title="Draft", live=False))
        html = search(client, "okapi")
        assert "Secret" not in html
        assert "Draft" not in html


def promote(words: str, page: Page, description: str = "") -> None:
    query = PromotedQuery.get(words)
    SearchPromotion.objects.create(query=query, page=page, description=description)


class TestWordsOfDistress:
    def test_show_the_crisis_lines_above_the_results(self, client: Client) -> None:
        ArticlePageFactory(title="Suicidal thoughts as a side effect")
        html = search(client, "suicidal thoughts side effect")
        assert html.index("You are not alone") < html.index('class="entries results"')
        assert html.count('id="help_now"') == 1

    def test_show_them_when_nothing_is_found(self, client: Client) -> None:
        assert "You are not alone" in search(client, "I want to kill myself")

    def test_show_them_when_the_engine_fails(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fail(monkeypatch)
        html = client.get("/search/", {"query": "I want to kill myself"}).content.decode()
        assert "You are not alone" in html

    def test_are_no_other_words(self, client: Client) -> None:
        assert "You are not alone" not in search(client, "okapi")


def fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*args: Any) -> None:
        raise OperationalError("the index is gone")

    monkeypatch.setattr(type(get_engine()), "best", failing)
    monkeypatch.setattr(type(get_engine()), "headed", failing)


def test_where_the_engine_fails_the_page_says_so_and_offers_topics(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = ArticlePageFactory(title="Okapi", topics=[TopicFactory(name="Animals")])
    fail(monkeypatch)
    response = client.get("/search/", {"query": "okapi"})
    assert response.status_code == 503
    html = response.content.decode()
    assert "Search is resting." in html
    assert "Animals</a>" in html
    assert client.get("/search/suggestions/", {"query": "okapi"}).status_code == 200
    assert client.get(article.url).status_code == 200


def test_where_the_engine_fails_a_page_is_published_all_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*args: Any) -> None:
        raise OperationalError("the index is gone")

    monkeypatch.setattr(indexing, "replace", failing)
    article = ArticlePageFactory(title="Okapi")
    assert client.get(article.url).status_code == 200
    monkeypatch.undo()
    call_command("check_search", mend=True, stdout=StringIO())
    assert found(client, "okapi") == ["Okapi"]


def test_a_page_in_another_language_is_found_in_that_language_alone(client: Client) -> None:
    locale = Locale.objects.create(language_code="es")
    spanish = ArticlePageFactory(title="Okapi").copy_for_translation(locale, copy_parents=True)
    spanish.title = "El okapi"
    spanish.save_revision().publish()
    assert found(client, "okapi") == ["Okapi"]
    html = client.get("/es/search/", {"query": "okapis"}).content.decode()
    assert "El <mark>okapi</mark>" in html
    assert html.count("<h2><a") == 1
