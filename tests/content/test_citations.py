"""Citing references: in the database, in the editor's format, and on the page."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.rich_text import RichText, expand_db_html

from blog.models import ArticleIndexPage, ArticlePage
from clinic.content.citations import Citations, cited_ids, rich_texts
from clinic.content.features import TEXT_FEATURES
from clinic.content.references import Reference
from tests.support.markup import assert_valid_html
from tests.support.queries import assert_same_queries, queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admitted"), pytest.mark.once]

NewReference = Callable[..., Reference]
NewArticle = Callable[..., ArticlePage]

NUMBER = (
    '<sup class="citation"><a id="citation-{0}-{1}" href="#reference-{0}" '
    'aria-label="Reference {0}">{0}</a></sup>'
)


def number(of: int, use: int = 1) -> str:
    return NUMBER.format(of, use)


def cite(reference: Reference | int | str, words: str = "words") -> str:
    pk = reference.pk if isinstance(reference, Reference) else reference
    return f'<a linktype="reference" id="{pk}">{words}</a>'


def section(text: str, heading: str = "Heading") -> dict[str, Any]:
    value = {"heading": heading, "level": "h2", "anchor": "", "text": f"<p>{text}</p>"}
    return {"type": "section", "value": value}


@pytest.fixture
def new_reference() -> NewReference:
    def new_reference(title: str = "A trial", **fields: Any) -> Reference:
        fields = {"authors": "Rivera A", "year": 2020, "url": "https://example.org/", **fields}
        return Reference.objects.create(title=title, **fields)

    return new_reference


@pytest.fixture
def index() -> ArticleIndexPage:
    home = Page.objects.get(depth=2)
    return home.add_child(instance=ArticleIndexPage(title="Articles", summary="All."))


@pytest.fixture
def new_article(index: ArticleIndexPage) -> NewArticle:
    def new_article(*body: dict[str, Any], **fields: Any) -> ArticlePage:
        article = ArticlePage(
            **{"title": "Sleep", "summary": "About sleep.", "body": json.dumps(body), **fields}
        )
        index.add_child(instance=article)
        return ArticlePage.objects.get(pk=article.pk)

    return new_article


@pytest.fixture
def converter() -> ContentstateConverter:
    return ContentstateConverter(TEXT_FEATURES)


def render(html: Any, citations: Citations | None = None) -> str:
    template = Template("{% load content_tags %}{% cited text %}")
    context = {"text": html} | ({"citations": citations} if citations else {})
    return template.render(Context(context))


def citing(*texts: str) -> tuple[str, Citations]:
    """What the first text looks like on a page of all of them, and the page's citations."""
    citations = Citations(*texts)
    return render(texts[0], citations), citations


def page_html(page: ArticlePage) -> str:
    response = Client().get(page.url)
    assert response.status_code == 200
    return response.content.decode()


class TestInTheEditor:
    def test_a_mark_survives_the_way_to_the_editor_and_back(
        self, converter: ContentstateConverter, new_reference: NewReference
    ) -> None:
        reference = new_reference()
        html = f'<p data-block-key="abc">It {cite(reference, "works <b>well</b>")} for some.</p>'
        state = converter.from_database_format(html)
        saved = converter.to_database_format(state)
        assert cited_ids(saved) == [reference.pk]
        assert re.search(r">works <b>well</b></a> for some", saved)
        assert converter.to_database_format(converter.from_database_format(saved)) == saved

    def test_a_mark_knows_what_its_tooltip_says(
        self, converter: ContentstateConverter, new_reference: NewReference
    ) -> None:
        reference = new_reference(title="A trial of rest")
        state = json.loads(converter.from_database_format(f"<p>{cite(reference)}</p>"))
        [entity] = state["entityMap"].values()
        assert entity["type"] == "CITATION"
        assert entity["mutability"] == "MUTABLE"
        assert entity["data"]["label"] == str(reference)
        assert entity["data"]["url"].endswith(f"/{reference.pk}/")

    def test_a_mark_of_a_deleted_reference_is_kept_without_a_label(
        self, converter: ContentstateConverter
    ) -> None:
        state = converter.from_database_format(f"<p>{cite(999)}</p>")
        [entity] = json.loads(state)["entityMap"].values()
        assert entity["data"] == {"id": 999}
        assert cited_ids(converter.to_database_format(state)) == [999]

    @pytest.mark.parametrize("bad", ["7; drop", "", "-1", "0", "9" * 40, "٣", '"><script>'])
    def test_a_mark_with_an_impossible_id_becomes_words(
        self, converter: ContentstateConverter, bad: Any
    ) -> None:
        state = json.loads(converter.from_database_format("<p>Plain words.</p>"))
        state["blocks"][0]["entityRanges"] = [{"offset": 0, "length": 5, "key": 0}]
        data = {"id": bad}
        state["entityMap"] = {"0": {"type": "CITATION", "mutability": "MUTABLE", "data": data}}
        html = converter.to_database_format(json.dumps(state))
        assert "<a" not in html
        assert ">Plain words.</p>" in html

    def test_marks_are_not_words_that_a_pasted_text_can_forge(
        self, converter: ContentstateConverter
    ) -> None:
        html = "<p>&lt;a linktype=&quot;reference&quot; id=&quot;7&quot;&gt;x&lt;/a&gt;</p>"
        assert cited_ids(converter.to_database_format(converter.from_database_format(html))) == []


class TestOrderOfCitedReferences:
    def test_each_reference_counts_once_where_it_is_first_cited(self) -> None:
        assert cited_ids(f"<p>{cite(5)} {cite(2)} {cite(5)}</p>", RichText(cite(9))) == [5, 2, 9]

    @pytest.mark.parametrize("bad", ["7; drop", "", "-1", "0", "9" * 40, "٣", "1.0", " 7", "+7"])
    def test_ids_that_no_row_can_have_are_passed_over(self, bad: Any) -> None:
        assert cited_ids(f"{cite(bad)}{cite(4)}") == [4]

    def test_a_citation_without_an_id_is_passed_over(self) -> None:
        assert cited_ids('<a linktype="reference">words</a>') == []

    def test_blocks_are_read_as_the_page_shows_them(self, new_article: NewArticle) -> None:
        effects = [
            {"effect": "Mild", "seriousness": "passes", "what_to_do": cite(3)},
            {"effect": "Grave", "seriousness": "urgent", "what_to_do": cite(2)},
        ]
        rows = [{"values": ["a", cite(5)]}, {"values": [cite(99), cite(6)]}]
        columns = [{"type": "text", "heading": "x"}, {"type": "rich_text", "heading": "y"}]
        article = new_article(
            {
                "type": "side_effects",
                # Keys as PostgreSQL keeps them, the shortest first.
                "value": {
                    "anchor": "",
                    "effects": effects,
                    "heading": "h",
                    "introduction": cite(1),
                },
            },
            {
                "type": "questions",
                "value": {
                    "heading": "h",
                    "questions": [
                        {"type": "item", "id": "a", "value": {"question": "?", "answer": cite(4)}}
                    ],
                },
            },
            {
                "type": "table",
                "value": {"note": cite(7), "table": {"columns": columns, "rows": rows}},
            },
        )
        assert cited_ids(article.body) == [1, 2, 3, 4, 5, 6, 7]

    @pytest.mark.parametrize(
        ("block", "items", "item", "field"),
        [
            ("benefits", "benefits", {"text": "Mood lifts"}, "detail"),
            ("factors", "factors", {"term": "Sleep"}, "explanation"),
            ("side_effects", "effects", {"effect": "Nausea"}, "what_to_do"),
        ],
    )
    def test_a_benefit_a_factor_and_a_side_effect_cite(
        self, new_article: NewArticle, block: str, items: str, item: dict[str, str], field: str
    ) -> None:
        value = {"heading": "h", items: [{**item, field: f"<p>{cite(7)}</p>"}]}
        article = new_article({"type": block, "value": value})
        assert cited_ids(article.body) == [7]
        features = (
            article.body[0].block.child_blocks[items].child_block.child_blocks[field].features
        )
        assert "citation" in features

    def test_only_rich_text_cites(self, new_article: NewArticle) -> None:
        article = new_article(section("Plain.", heading=cite(7)))
        assert cited_ids(article.body) == []

    def test_values_just_typed_in_are_read_like_stored_ones(self, new_article: NewArticle) -> None:
        article = new_article(section(cite(3)), section(cite(1)))
        texts = list(rich_texts(article.body))
        for block in article.body:
            assert block.value["text"].source
        article.body.append(("section", {"heading": "h", "text": RichText(cite(2))}))
        assert [*texts, cite(2)] == list(rich_texts(article.body))

    def test_reading_asks_the_database_nothing(
        self, new_article: NewArticle, django_assert_num_queries: Any
    ) -> None:
        article = new_article(section(cite(3)), section(cite(1)))
        with django_assert_num_queries(0):
            cited_ids(article.body)


class TestNumbers:
    def test_words_keep_their_place_and_get_a_number(self, new_reference: NewReference) -> None:
        html, citations = citing(f"<p>It {cite(new_reference(), 'helps')}.</p>")
        assert html == f"<p>It helps{number(1)}.</p>"
        assert [entry.uses for entry in citations.entries] == [["citation-1-1"]]

    def test_each_use_has_an_id_of_its_own(self, new_reference: NewReference) -> None:
        first, second = new_reference("One"), new_reference("Two")
        html, citations = citing(f"<p>{cite(second)}{cite(first)}{cite(second)}</p>")
        assert html == f"<p>words{number(1)}words{number(2)}words{number(1, 2)}</p>"
        assert [(entry.number, entry.reference) for entry in citations.entries] == [
            (1, second),
            (2, first),
        ]
        assert [entry.uses for entry in citations.entries] == [
            ["citation-1-1", "citation-1-2"],
            ["citation-2-1"],
        ]

    def test_a_text_shown_twice_is_used_twice(self, new_reference: NewReference) -> None:
        text = cite(new_reference())
        citations = Citations(text)
        assert render(text, citations) + render(text, citations) == (
            f"words{number(1)}words{number(1, 2)}"
        )

    def test_listed_references_come_after_the_cited_ones(self, new_reference: NewReference) -> None:
        cited, listed = new_reference("Cited"), new_reference("Listed")
        citations = Citations(cite(cited), listed=[listed.pk, cited.pk])
        assert [entry.reference for entry in citations.entries] == [cited, listed]
        assert citations.entries[1].uses == []

    def test_a_deleted_reference_takes_no_number(self, new_reference: NewReference) -> None:
        gone, kept = new_reference("Gone"), new_reference("Kept")
        text = f"{cite(gone, 'first')} {cite(kept, 'second')}"
        gone.delete()
        html, _ = citing(text)
        assert html == f"first second{number(1)}"

    def test_a_space_that_was_marked_too_stands_after_the_number(
        self, new_reference: NewReference
    ) -> None:
        html, _ = citing(f"{cite(new_reference(), 'words ')}and more")
        assert html == f"words{number(1)} and more"

    def test_without_a_page_the_words_stand_alone(self, new_reference: NewReference) -> None:
        assert render(RichText(f"<p>{cite(new_reference())}.</p>")) == "<p>words.</p>"

    def test_a_text_that_the_page_did_not_announce_is_numbered_only_where_listed(
        self, new_reference: NewReference
    ) -> None:
        listed, other = new_reference("Listed"), new_reference("Other")
        citations = Citations(listed=[listed.pk])
        assert render(cite(other) + cite(listed), citations) == f"wordswords{number(1)}"

    @pytest.mark.parametrize("nothing", ["", None, RichText("")])
    def test_no_text_renders_as_nothing(self, nothing: Any) -> None:
        assert render(nothing) == render(nothing, Citations(nothing)) == ""

    def test_labels_are_translated(
        self, new_reference: NewReference, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("clinic.content.citations.gettext", lambda text: '"Fuente" %(number)d')
        html, _ = citing(cite(new_reference()))
        assert 'aria-label="&quot;Fuente&quot; 1"' in html


class TestBrokenMarkup:
    def test_a_link_inside_a_citation_stays_a_link(self, new_reference: NewReference) -> None:
        text = cite(new_reference(), 'see <a href="https://example.org/">there</a> now')
        html, _ = citing(text)
        assert html == f'see <a href="https://example.org/">there</a> now{number(1)}'

    def test_a_number_never_stands_inside_another_link(self, new_reference: NewReference) -> None:
        first, second = new_reference("One"), new_reference("Two")
        text = f'<a href="https://example.org/">{cite(first)} {cite(second)}</a>.'
        html, _ = citing(text)
        assert html == f'<a href="https://example.org/">words words</a>{number(1)}{number(2)}.'

    def test_a_citation_inside_a_citation_gets_both_numbers(
        self, new_reference: NewReference
    ) -> None:
        inner, outer = new_reference("Inner"), new_reference("Outer")
        html, citations = citing(cite(outer, f"a {cite(inner, 'b')} c"))
        assert html == f"a b{number(2)} c{number(1)}"
        assert [len(entry.uses) for entry in citations.entries] == [1, 1]

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("words</a> more", "words more"),
            ('<a linktype="reference" id="{pk}">never closed', "never closed"),
            ('<a linktype="reference" id="7; drop">words</a>', "words"),
            ('<a linktype="reference" id="99999999999999999999999">words</a>', "words"),
            ('<a linktype="reference">words</a>', "words"),
            ('<a linktype="nonsense" id="1">words</a>', "words"),
            ('<a linktype="page" id="x">words</a>', "words"),
            ('<a linktype="page">words</a>', "words"),
            ('<a linktype="document" id="-1">words</a>', "words"),
            ('<a data-reference="7 onload=alert(1)" x', '<a data-reference="7 onload=alert(1)" x'),
            ("a < b <a", "a < b <a"),
            ("<a>words</a>", "words"),
            ("<abbr>BP</abbr>", "<abbr>BP</abbr>"),
        ],
    )
    def test_broken_links_leave_their_words(
        self, new_reference: NewReference, text: Any, shown: Any
    ) -> None:
        html, citations = citing(text.replace("{pk}", str(new_reference().pk)))
        assert html == shown
        assert all(not entry.uses for entry in citations.entries)

    def test_broken_markup_of_one_text_harms_no_other(self, new_reference: NewReference) -> None:
        good, broken = cite(new_reference()), '<p>x <a linktype="reference" id="3"'
        citations = Citations(broken, good)
        assert render(good, citations) == f"words{number(1)}"
        assert render(broken, citations) == broken

    def test_other_links_stay_as_they_are(self) -> None:
        text = '<p><a href="https://example.org/?a=1&amp;b=2">out</a> <a href="#part">down</a></p>'
        assert render(text) == text


class TestLinksToPagesAndDocuments:
    def link(self, page: Page) -> str:
        return f'<a linktype="page" id="{page.pk}">words</a>'

    def test_a_live_public_page_is_linked(self, new_article: NewArticle) -> None:
        article = new_article()
        assert render(self.link(article)) == f'<a href="{article.url}">words</a>'

    def test_a_draft_an_expired_and_a_private_page_are_words(self, new_article: NewArticle) -> None:
        draft = new_article(slug="draft", live=False)
        expired = new_article(slug="expired", live=False, expired=True)
        private = new_article(slug="private")
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        for page in (draft, expired, private):
            assert render(self.link(page)) == "words"
            assert "href" not in expand_db_html(self.link(page))

    def test_a_page_below_a_private_one_is_words(
        self, new_article: NewArticle, index: ArticleIndexPage
    ) -> None:
        article = new_article()
        PageViewRestriction.objects.create(page=index, restriction_type="password", password="x")
        assert render(self.link(article)) == "words"

    def test_a_document_is_linked(self) -> None:
        document = get_document_model().objects.create(
            title="Leaflet", file="documents/leaflet.pdf"
        )
        html = render(f'<a linktype="document" id="{document.pk}">words</a>')
        assert html == f'<a href="{document.url}">words</a>'


class TestUse:
    def uses(self, reference: Reference) -> int:
        return ReferenceIndex.get_references_to(reference).count()

    def test_a_citation_in_a_field_and_in_a_block_is_a_use(
        self, new_reference: NewReference, new_article: NewArticle
    ) -> None:
        reference = new_reference()
        article: Any = new_article(section(cite(reference)), in_short=f"<p>{cite(reference)}</p>")
        assert self.uses(reference) == 2
        article.in_short = ""
        article.save()
        assert self.uses(reference) == 1

    def test_a_link_to_a_page_is_still_a_use(self, new_article: NewArticle) -> None:
        linked = new_article(slug="linked")
        new_article(section(f'<a linktype="page" id="{linked.pk}">words</a>'))
        assert self.uses(linked) == 1

    @pytest.mark.parametrize("bad", ["7; drop", "", "9" * 400])
    def test_impossible_ids_are_no_use(self, new_article: NewArticle, bad: Any) -> None:
        article = new_article(section(cite(bad) + '<a linktype="page">words</a>'))
        assert not ReferenceIndex.get_references_for_object(article).exists()

    def test_who_deletes_a_cited_reference_is_told_where_it_is_used(
        self,
        new_reference: NewReference,
        new_article: NewArticle,
        admin_client: Client,
    ) -> None:
        reference = new_reference()
        new_article(section(cite(reference)), title="Sleep and rest")
        name = Reference.snippet_viewset.get_url_name
        delete = admin_client.get(reverse(name("delete"), args=[reference.pk])).content.decode()
        usage = reverse(name("usage"), args=[reference.pk])
        assert usage in delete
        assert "Sleep and rest" in admin_client.get(usage).content.decode()


class TestOnAPage:
    def test_numbers_lead_to_the_list_and_back(
        self, new_reference: NewReference, new_article: NewArticle
    ) -> None:
        first, second, third = (new_reference(title) for title in ("One", "Two", "Three"))
        article = new_article(
            section(f"{cite(second)} and {cite(first)}"),
            section(cite(second)),
            in_short=f"<p>{cite(second)}</p>",
            references=[("reference", third)],
        )
        html = page_html(article)
        targets = set(re.findall(r'href="#((?:citation|reference)-[\d-]+)"', html))
        ids = re.findall(r'id="((?:citation|reference)-[\d-]+)"', html)
        assert len(ids) == len(set(ids))
        assert set(ids) - targets == {"reference-3"}
        assert targets <= set(ids)
        assert html.index("Two") < html.index("One") < html.index("Three")
        assert_valid_html(html)

    def test_a_page_rendered_again_looks_the_same(
        self, new_reference: NewReference, new_article: NewArticle
    ) -> None:
        article = new_article(section(cite(new_reference()) + cite(new_reference("Two"))))
        assert page_html(article) == page_html(article)

    def test_the_bottom_line_shown_at_the_top_too_keeps_ids_unique(
        self, new_reference: NewReference, new_article: NewArticle
    ) -> None:
        one, two = new_reference("One"), new_reference("Two")
        line = {"heading": "In the end", "text": f"<p>{cite(two)}</p>", "show_as_summary": True}
        html = page_html(new_article(section(cite(one)), {"type": "bottom_line", "value": line}))
        ids = re.findall(r'id="(citation-[\d-]+)"', html)
        assert len(ids) == len(set(ids))
        assert ids[0] == "citation-1-1"
        assert html.index("Two") < html.index("One")

    @pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=y>'])
    def test_a_reference_cannot_bring_markup_in(
        self,
        new_reference: NewReference,
        new_article: NewArticle,
        words: Any,
    ) -> None:
        article = new_article(section(cite(new_reference(title=words, authors=words))))
        assert words not in page_html(article)


class TestQueries:
    @pytest.mark.parametrize("kind", ["citations", "page links", "documents", "everything"])
    def test_fifty_links_take_no_more_queries_than_one(
        self,
        new_reference: NewReference,
        new_article: NewArticle,
        kind: Any,
    ) -> None:
        def texts(count: int) -> list[str]:
            found = []
            for number in range(count):
                reference = new_reference(f"Trial {count}-{number}")
                page = new_article(slug=f"page-{count}-{number}")
                document = get_document_model().objects.create(title="D", file=f"{number}.pdf")
                link = {
                    "citations": cite(reference),
                    "page links": f'<a linktype="page" id="{page.pk}">words</a>',
                    "documents": f'<a linktype="document" id="{document.pk}">words</a>',
                }
                found.append(link.get(kind) or "".join(link.values()))
            return found

        def rendering(texts: list[str]) -> Callable[[], list[str]]:
            def render_all() -> list[str]:
                citations = Citations(*texts)
                return [render(text, citations) for text in texts]

            return render_all

        one, fifty = rendering(texts(1)), rendering(texts(50))
        one()  # the addresses of the sites are cached from now on
        assert_same_queries(queries(one), queries(fifty))
        assert len(queries(fifty)) <= 5

    def test_an_article_with_fifty_citations_takes_no_more_queries_than_one_with_one(
        self, new_reference: NewReference, new_article: NewArticle
    ) -> None:
        linked = new_article(slug="linked")

        def blocks(count: int) -> list[dict[str, Any]]:
            return [
                section(
                    cite(new_reference(f"Trial {count}-{n}"))
                    + f'<a linktype="page" id="{linked.pk}">words</a>'
                )
                for n in range(count)
            ]

        few, many = new_article(*blocks(1), slug="few"), new_article(*blocks(50), slug="many")
        page_html(few)
        assert_same_queries(queries(lambda: page_html(few)), queries(lambda: page_html(many)))
