"""What every block offers to editors, readers and the search."""

import json
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import Block
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Site

from blog.models import ArticlePage
from clinic.content.blocks.base import TextBlock, plain_text
from clinic.content.blocks.walking import Inlined
from clinic.content.features import TEXT_FEATURES
from clinic.content.models import ClinicSettings, SharedText
from home.models import HomePage, StandardPage
from tests.factories import (
    ArticlePageFactory,
    ImageFactory,
    PersonFactory,
    StandardPageFactory,
    UserFactory,
    body,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]

BLOCKS = [
    pytest.param(block, id=f"{model.__name__}-{name}")
    for model in (ArticlePage, StandardPage, HomePage)
    for name, block in model.body.field.stream_block.child_blocks.items()
]


@pytest.fixture
def _library() -> None:
    """Something of each kind that a preview can show."""
    ImageFactory()
    PersonFactory(biography="<p>Listens well.</p>")
    StandardPageFactory()
    get_document_model().objects.create(
        title="A leaflet", file=ContentFile(b"words", name="leaflet.txt")
    )


@pytest.mark.parametrize("block", BLOCKS)
def test_the_chooser_tells_what_a_block_is(block: Block) -> None:
    assert str(block.label)
    assert block.meta.icon != Block._meta_class.icon
    assert str(block.get_description())
    assert str(block.meta.group)


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.usefixtures("_library")
def test_the_chooser_shows_a_block_before_it_is_inserted(client: Client, block: Block) -> None:
    assert block.is_previewable
    client.force_login(UserFactory(group="Editors"))
    preview = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    html = preview.content.decode()
    assert preview.status_code == 200
    shown = html.partition(f'w-block-{block.name}">')[2].partition("</main>")[0]
    assert len(shown.split()) > 3


@pytest.mark.parametrize("block", BLOCKS)
def test_the_chooser_shows_a_block_of_a_clinic_that_has_nothing_yet(
    client: Client, block: Block
) -> None:
    client.force_login(UserFactory(group="Editors"))
    preview = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert preview.status_code == 200


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.usefixtures("_library")
def test_the_words_of_a_block_are_read_and_found(block: Block) -> None:
    value = block.get_preview_value()
    raw = value.inlined if isinstance(value, SharedText) else block.get_prep_value(value)
    assert plain_text(block, raw)
    assert any(str(words).strip() for words in block.get_searchable_content(value))


READING_ORDER: dict[str, tuple[Any, list[str]]] = {
    "section": (
        {
            "heading": "Costs",
            "level": "h3",
            "anchor": "costs",
            "text": "<p>One <b>two</b>.</p><ul><li>Three</li><li>Four</li></ul><p>Five<br/>six</p>",
        },
        ["Costs", "One two.", "Three", "Four", "Five", "six"],
    ),
    "text": ("<p>One &amp; two</p><p>&lt;b and c&gt;</p>", ["One & two", "<b and c>"]),
    "questions": (
        {
            "heading": "Questions",
            "anchor": "q",
            "introduction": "<p>Intro</p>",
            "questions": [
                {"question": "One?", "answer": "<p>Two</p>"},
                {"question": "Three?", "answer": "<p>Four</p>"},
            ],
        },
        ["Questions", "Intro", "One?", "Two", "Three?", "Four"],
    ),
    "table": (
        {
            "table": {
                "caption": "Caption",
                "columns": [
                    {"type": "text", "heading": "Name"},
                    {"type": "number", "heading": "Number"},
                    {"type": "rich_text", "heading": "Formatted"},
                ],
                "rows": [
                    {"values": ["Row", "1.5", "<p>Rich <i>words</i></p>"]},
                    {"values": ["Next", None, ""]},
                ],
            },
            "note": "<p>Note</p>",
        },
        ["Caption", "Name", "Number", "Formatted", "Row", "1.5", "Rich words", "Next", "Note"],
    ),
    "quote": (
        {"text": "One\ntwo", "attribution": "Somebody", "source_url": ""},
        ["One two", "Somebody"],
    ),
    "process_steps": (
        {
            "heading": "Steps",
            "anchor": "",
            "introduction": "",
            "steps": [
                {"title": "First", "text": "<p>Do</p>", "duration": "1 hour", "image": None},
                {"title": "Second", "text": "<p>Rest</p>", "duration": "", "image": None},
            ],
        },
        ["Steps", "First", "Do", "1 hour", "Second", "Rest"],
    ),
    "factors": (
        {
            "heading": "Factors",
            "anchor": "",
            "introduction": "<p>Intro</p>",
            "factors": [{"term": "Age", "explanation": "<p>It matters</p>"}],
        },
        ["Factors", "Intro", "Age", "It matters"],
    ),
    "benefits": (
        {
            "heading": "Benefits",
            "anchor": "",
            "introduction": "",
            "benefits": [{"text": "Mood", "detail": "<p>Lifts</p>"}, {"text": "Sleep"}],
        },
        ["Benefits", "Mood", "Lifts", "Sleep"],
    ),
    "side_effects": (
        {
            "heading": "Side effects",
            "anchor": "",
            "introduction": "",
            "effects": [
                {"effect": "Odd", "frequency": "not_known", "seriousness": "", "what_to_do": ""},
                {
                    "effect": "Nausea",
                    "frequency": "common",
                    "seriousness": "passes",
                    "what_to_do": "<p>Drink</p>",
                },
                {"effect": "Pain", "frequency": "rare", "seriousness": "urgent", "what_to_do": ""},
            ],
        },
        [
            "Side effects",
            "Pain",
            "Rare: up to 1 in 1,000 people",
            "Get urgent help",
            "Nausea",
            "Common: up to 1 in 10 people",
            "Usually passes",
            "Drink",
            "Odd",
            "How common is not known",
        ],
    ),
    "bottom_line": (
        {"heading": "Bottom", "anchor": "b", "text": "<p>Yes</p>", "show_as_summary": True},
        ["Bottom", "Yes"],
    ),
    "callout": (
        {"kind": "urgent", "heading": "Mind", "text": "<p>This</p>"},
        ["Get help soon", "Mind", "This"],
    ),
    "crisis_help": ({"heading": "Help", "introduction": "<p>Now</p>"}, ["Help", "Now"]),
    "image": (
        {
            "image": {"image": 1, "decorative": False, "alt_text": "A lake"},
            "caption": "<p>Caption</p>",
            "credit": "Somebody",
        },
        ["A lake", "Caption", "Somebody"],
    ),
    "video": (
        {
            "url": "https://youtu.be/dQw4w9WgXcQ",
            "title": "A walk",
            "duration": "4 minutes",
            "poster": None,
            "transcript": "<p>Steps</p>",
        },
        ["A walk", "4 minutes", "Steps"],
    ),
    "document": (
        {"document": 1, "title": "Leaflet", "description": "Two pages"},
        ["Leaflet", "Two pages"],
    ),
    "call_to_action": (
        {
            "heading": "Call",
            "text": "<p>Any day</p>",
            "link": {"page": None, "url": "https://example.org/", "text": "Here"},
        },
        ["Call", "Any day", "Here"],
    ),
    "related_pages": ({"heading": "Next", "pages": [1]}, ["Next"]),
    "shared_text": (Inlined(TextBlock(), "<p>One</p><p>Two</p>"), ["One", "Two"]),
}


@pytest.mark.parametrize("name", ArticlePage.body.field.stream_block.child_blocks)
def test_the_plain_text_has_all_words_in_reading_order(name: str) -> None:
    raw, lines = READING_ORDER[name]
    block = ArticlePage.body.field.stream_block.child_blocks[name]
    assert plain_text(block, raw).splitlines() == lines


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("raw", [None, ""], ids=repr)
def test_the_plain_text_of_nothing_is_empty(block: Block, raw: Any) -> None:
    assert plain_text(block, raw) == ""


class TestSideEffects:
    def html(self, client: Client, *effects: tuple[str, str, str]) -> str:
        rows = [
            {"effect": effect, "frequency": often, "seriousness": serious, "what_to_do": ""}
            for effect, often, serious in effects
        ]
        block = {"heading": "Side effects", "anchor": "", "introduction": "", "effects": rows}
        article = ArticlePageFactory(body=body(("side_effects", block)))
        return client.get(article.url).content.decode()

    def test_are_grouped_by_what_to_do_the_most_serious_first(self, client: Client) -> None:
        html = self.html(
            client,
            ("Effect one", "common", "passes"),
            ("Effect two", "common", ""),
            ("Effect three", "rare", "urgent"),
            ("Effect four", "common", "tell_clinician"),
            ("Effect five", "common", "passes"),
        )
        order = [
            "Get urgent help",
            "Effect three",
            "Tell your clinician",
            "Effect four",
            "Usually passes",
            "Effect one",
            "Effect five",
            "What to do is not stated",
            "Effect two",
        ]
        assert sorted(order, key=html.index) == order

    def test_show_no_group_that_has_none(self, client: Client) -> None:
        html = self.html(client, ("Nausea", "common", "passes"))
        assert "Usually passes" in html
        assert "Get urgent help" not in html
        assert "What to do is not stated" not in html

    def test_say_in_words_how_common_they_are(self, client: Client) -> None:
        html = self.html(client, ("Nausea", "very_common", "passes"), ("Pain", "not_known", ""))
        assert "Very common: more than 1 in 10 people" in html
        assert "How common is not known" in html


def test_crisis_help_shows_the_lines_that_the_settings_have_now(client: Client) -> None:
    block = ("crisis_help", {"heading": "Help here", "introduction": ""})
    article = ArticlePageFactory(body=body(block))
    settings = ClinicSettings.for_site(Site.objects.get())

    def shown_after(number: str) -> str:
        settings.crisis_lines = body(("line", {"name": "Listening line", "number": number}))
        settings.save()
        html = client.get(article.url).content.decode()
        return html.partition("Help here")[2].partition("</section>")[0]

    assert 'href="tel:116123"' in shown_after("116 123")
    changed = shown_after("0800 1111")
    assert 'href="tel:08001111"' in changed
    assert "116123" not in changed


class TestADocument:
    def article(self, collection: Collection) -> ArticlePage:
        document = get_document_model().objects.create(
            title="Leaflet",
            file=ContentFile(b"words", name="leaflet.txt"),
            file_size=5,
            collection=collection,
        )
        link = f'<p>See <a linktype="document" id="{document.pk}">the paper</a>.</p>'
        return ArticlePageFactory(
            body=body(
                ("document", {"document": document.pk, "title": "", "description": "For you"}),
                ("text", link),
            )
        )

    def test_of_an_open_collection_is_offered_with_its_kind_and_size(self, client: Client) -> None:
        html = client.get(self.article(Collection.get_first_root_node()).url).content.decode()
        assert html.count('href="/documents/') == 2
        assert "Leaflet" in html
        assert "TXT, 5\xa0bytes" in html

    @pytest.mark.parametrize("private", ["its collection", "the collection above"])
    def test_of_a_private_collection_is_not_shown(self, client: Client, private: str) -> None:
        above = Collection.get_first_root_node().add_child(name="Staff")
        own = above.add_child(name="Minutes")
        CollectionViewRestriction.objects.create(
            collection=own if private == "its collection" else above,
            restriction_type=CollectionViewRestriction.LOGIN,
        )
        html = client.get(self.article(own).url).content.decode()
        assert "/documents/" not in html
        assert "Leaflet" not in html
        assert "See the paper." in html

    def test_that_was_deleted_leaves_nothing(self, client: Client) -> None:
        article = self.article(Collection.get_first_root_node())
        get_document_model().objects.all().delete()
        html = client.get(article.url).content.decode()
        assert "/documents/" not in html
        assert "See the paper." in html


def test_a_picture_that_was_deleted_leaves_nothing(client: Client) -> None:
    picture = ImageFactory()
    image = {"image": picture.pk, "decorative": False, "alt_text": "A lake"}
    step = {"title": "Rest", "text": "<p>Here.</p>", "duration": "", "image": image}
    article = ArticlePageFactory(
        lead_image=picture,
        body=body(
            ("image", {"image": image, "caption": "<p>Caption</p>", "credit": ""}),
            ("process_steps", {"heading": "S", "anchor": "", "introduction": "", "steps": [step]}),
        ),
    )
    assert "<img" in client.get(article.url).content.decode()
    picture.delete()
    response = client.get(article.url)
    assert response.status_code == 200
    assert "<img" not in response.content.decode()


def test_a_picture_is_credited_from_the_library_unless_the_block_says_otherwise(
    client: Client,
) -> None:
    image = {"image": ImageFactory(credit="The library").pk, "decorative": True, "alt_text": ""}
    article = ArticlePageFactory(
        body=body(
            ("image", {"image": image, "caption": "", "credit": ""}),
            ("image", {"image": image, "caption": "", "credit": "The block"}),
        )
    )
    html = client.get(article.url).content.decode()
    assert html.count("Picture: The library") == 1
    assert html.count("Picture: The block") == 1
    assert html.count('alt=""') >= 2


def test_a_person_that_was_deleted_leaves_the_others(client: Client) -> None:
    gone, stays = PersonFactory(name="Dr Gone"), PersonFactory(name="Dr Stays")
    people = {"heading": "Team", "anchor": "", "introduction": "", "people": [gone.pk, stays.pk]}
    page = StandardPageFactory(body=body(("people", people)))
    gone.delete()
    html = client.get(page.url).content.decode()
    assert "Dr Stays" in html
    assert "Dr Gone" not in html


def test_what_an_editor_writes_is_never_markup(client: Client) -> None:
    script = "<script>alert(1)</script>"
    article = ArticlePageFactory(
        title=script,
        summary=script,
        body=body(
            ("quote", {"text": script, "attribution": script, "source_url": ""}),
            ("callout", {"kind": "urgent", "heading": script, "text": "<p>Words</p>"}),
            (
                "table",
                {
                    "table": {
                        "caption": script,
                        "columns": [{"type": "text", "heading": script}],
                        "rows": [{"values": [script]}],
                    },
                    "note": "",
                },
            ),
        ),
    )
    html = client.get(article.url).content.decode()
    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert") >= 8


def test_the_editor_takes_no_link_to_a_script() -> None:
    state = {
        "blocks": [
            {
                "key": "a",
                "text": "Words",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"key": 0, "offset": 0, "length": 5}],
            }
        ],
        "entityMap": {
            "0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}
        },
    }
    stored = ContentstateConverter(TEXT_FEATURES).to_database_format(json.dumps(state))
    assert "Words" in stored
    assert "javascript" not in stored
