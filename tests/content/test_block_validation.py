"""What an editor may put into each block, and what a draft may still lack."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.blocks import Block
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from blog.models import ArticlePage
from clinic.content.blocks.base import HeadedBlock
from clinic.content.blocks.benefits import BenefitsBlock
from clinic.content.blocks.callout import CalloutBlock
from clinic.content.blocks.crisis import CrisisLineBlock
from clinic.content.blocks.factors import FactorsBlock
from clinic.content.blocks.image import FigureBlock
from clinic.content.blocks.link import LinkBlock
from clinic.content.blocks.process_steps import ProcessStepsBlock
from clinic.content.blocks.questions import QuestionsBlock
from clinic.content.blocks.related_pages import NewestPagesBlock, RelatedPagesBlock
from clinic.content.blocks.section import SectionBlock
from clinic.content.blocks.side_effects import SideEffectsBlock
from clinic.content.blocks.streams import ArticleBody, HomeBody, StandardBody
from clinic.content.blocks.table import TableBlock
from clinic.content.blocks.video import VideoBlock, video_from
from tests.factories import ArticleIndexPageFactory, ArticlePageFactory, ImageFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admitted"), pytest.mark.once]


def complaints(block: Block, raw: Any) -> list[str]:
    """The names of the fields that are complained about; "" for the block as a whole."""
    try:
        block.clean(block.to_python(raw))
    except ValidationError as error:
        named = list(getattr(error, "block_errors", None) or [])
        return [*map(str, named), *([""] if not named else [])]
    return []


class TestALink:
    block = LinkBlock()

    def test_leads_to_a_page_or_to_an_address(self, home: Page) -> None:
        to_page = {"page": home.pk, "url": "", "text": ""}
        to_address = {"page": None, "url": "https://example.org/", "text": "Read more"}
        assert complaints(self.block, to_page) == []
        assert complaints(self.block, to_address) == []

    def test_does_not_lead_nowhere(self) -> None:
        nowhere = {"page": None, "url": "", "text": "Read more"}
        assert complaints(self.block, nowhere) == ["page", "url"]

    def test_does_not_lead_to_two_places(self, home: Page) -> None:
        two = {"page": home.pk, "url": "https://example.org/", "text": ""}
        assert complaints(self.block, two) == ["page", "url"]

    def test_to_an_address_needs_words(self) -> None:
        bare = {"page": None, "url": "https://example.org/", "text": ""}
        assert complaints(self.block, bare) == ["text"]

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil", "words"])
    def test_leads_to_no_script_and_no_rubbish(self, url: str) -> None:
        assert complaints(self.block, {"page": None, "url": url, "text": "Read"}) == ["url"]


class TestACrisisLine:
    block = CrisisLineBlock()

    @pytest.mark.parametrize(
        "way",
        [{"number": "116 123"}, {"text_line": "text SHOUT"}, {"url": "https://example.org/"}],
        ids=str,
    )
    def test_is_reached_in_one_way_at_least(self, way: dict[str, str]) -> None:
        assert complaints(self.block, {"name": "Listening line", **way}) == []

    def test_without_a_way_to_reach_it_is_refused(self) -> None:
        hours_only = {"name": "Listening line", "hours": "day and night"}
        assert complaints(self.block, hours_only) == ["number"]

    def test_needs_a_name(self) -> None:
        assert complaints(self.block, {"name": "", "number": "116 123"}) == ["name"]


class TestATable:
    block = TableBlock()

    def table(self, caption: str = "Costs", heading: str = "Item", rows: int = 1) -> dict[str, Any]:
        columns = [{"type": "text", "heading": heading}]
        return {
            "table": {
                "caption": caption,
                "columns": columns,
                "rows": [{"values": ["A visit"]}] * rows,
            },
            "note": "",
        }

    def test_with_a_caption_headings_and_rows_is_complete(self) -> None:
        assert complaints(self.block, self.table()) == []

    @pytest.mark.parametrize(
        "lack", [{"caption": " "}, {"heading": " "}, {"rows": 0}], ids=["caption", "heading", "row"]
    )
    def test_lacking_one_of_them_is_refused(self, lack: dict[str, Any]) -> None:
        assert complaints(self.block, self.table(**lack)) == [""]

    def test_without_columns_is_refused(self) -> None:
        empty = {"table": {"caption": "Costs", "columns": [], "rows": []}, "note": ""}
        assert complaints(self.block, empty) == [""]


class TestAPicture:
    block = FigureBlock()

    def figure(self, **image: Any) -> dict[str, Any]:
        return {"image": {"image": ImageFactory().pk, **image}, "caption": "", "credit": ""}

    def test_is_described_or_decorates(self) -> None:
        assert complaints(self.block, self.figure(alt_text="A lake", decorative=False)) == []
        assert complaints(self.block, self.figure(alt_text="", decorative=True)) == []

    def test_is_not_left_without_a_description(self) -> None:
        undescribed = self.figure(alt_text="", decorative=False)
        assert complaints(self.block, undescribed) == ["image"]

    def test_is_not_left_out(self) -> None:
        assert complaints(self.block, {"image": None, "caption": "", "credit": ""}) == ["image"]


VIDEOS = {
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ": "youtube-nocookie.com/embed/dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ?t=10": "youtube-nocookie.com/embed/dQw4w9WgXcQ",
    "https://m.youtube.com/watch?t=1&v=a_b-c_d-e_f": "youtube-nocookie.com/embed/a_b-c_d-e_f",
    "https://www.youtube.com/shorts/dQw4w9WgXcQ": "youtube-nocookie.com/embed/dQw4w9WgXcQ",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ": "nocookie.com/embed/dQw4w9WgXcQ",
    "https://vimeo.com/1084537": "player.vimeo.com/video/1084537?dnt=1",
    "https://player.vimeo.com/video/1084537": "player.vimeo.com/video/1084537?dnt=1",
}
NOT_VIDEOS = [
    "https://youtube.com.evil.org/watch?v=dQw4w9WgXcQ",
    "https://evil.org/youtube.com/watch?v=dQw4w9WgXcQ",
    "https://evilyoutube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com@evil.org/watch?v=dQw4w9WgXcQ",
    "https://vimeo.com.evil.org/1084537",
    "https://youtu.be.evil.org/dQw4w9WgXcQ",
    "javascript://youtube.com/watch?v=dQw4w9WgXcQ",
    "javascript:alert(1)//youtu.be/dQw4w9WgXcQ",
    "data:text/html,https://youtu.be/dQw4w9WgXcQ",
    "ftp://youtu.be/dQw4w9WgXcQ",
    "https://www.youtube.com/watch?v=dQw4w9WgXc",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQQ",
    "https://www.youtube.com/watch?v=dQw4w9W%22cQ",
    "https://www.youtube.com/watch?v=ｄQw4w9WgXcQ",
    "https://www.youtube.com/watch",
    "https://www.youtube.com/@clinic",
    "https://www.youtube.com/playlist?list=PL1234567890",
    "https://vimeo.com/",
    "https://vimeo.com/١٢٣٤",
    "https://vimeo.com/clinic",
    "https://example.org/video.mp4",
    "https://[youtu.be/dQw4w9WgXcQ",
    "words",
]


class TestAVideo:
    block = VideoBlock()

    def raw(self, url: str) -> dict[str, Any]:
        return {"url": url, "title": "A walk", "duration": "", "poster": None, "transcript": ""}

    @pytest.mark.parametrize("url", VIDEOS)
    def test_on_youtube_or_vimeo_is_framed_from_its_quiet_address(self, url: str) -> None:
        assert complaints(self.block, self.raw(url)) == []
        assert self.block.to_python(self.raw(url)).embed_url.endswith(VIDEOS[url])

    @pytest.mark.parametrize("url", NOT_VIDEOS)
    def test_anywhere_else_is_refused(self, url: str) -> None:
        assert complaints(self.block, self.raw(url)) == ["url"]

    @pytest.mark.parametrize("url", NOT_VIDEOS)
    def test_that_came_from_elsewhere_unchecked_is_not_shown(self, url: str) -> None:
        html = self.block.render(self.block.to_python(self.raw(url)))
        assert "href" not in html
        assert "data-embed" not in html

    def test_is_framed_with_nothing_but_its_identifier(self) -> None:
        video = video_from("https://youtu.be/dQw4w9WgXcQ?autoplay=1&list=x#y")
        assert video is not None
        assert video.embed_url == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"


class TestAnAnchor:
    block = HeadedBlock()

    @pytest.mark.parametrize("anchor", ["", "side-effects", "2-weeks", "a"])
    def test_is_small_letters_digits_and_hyphens(self, anchor: str) -> None:
        assert complaints(self.block, {"heading": "A heading", "anchor": anchor}) == []

    @pytest.mark.parametrize(
        "anchor",
        ["Side", "a b", "-a", "a-", "a--b", "a_b", "#a", "ä", 'a"onclick', "a\nb", "a" * 81],
    )
    def test_is_nothing_else(self, anchor: str) -> None:
        assert complaints(self.block, {"heading": "A heading", "anchor": anchor}) == ["anchor"]


@pytest.mark.parametrize(
    ("block", "items"),
    [
        (BenefitsBlock(), "benefits"),
        (SideEffectsBlock(), "effects"),
        (ProcessStepsBlock(), "steps"),
        (FactorsBlock(), "factors"),
        (QuestionsBlock(), "questions"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_list_is_not_left_empty(block: Block, items: str) -> None:
    empty = {"heading": "A heading", "anchor": "", "introduction": "", items: []}
    assert complaints(block, empty) == [items]


def test_a_side_effect_knows_how_common_and_serious_it_is_by_name_only() -> None:
    effect = {"effect": "Nausea", "frequency": "often", "seriousness": "bad", "what_to_do": ""}
    raw = {"heading": "Side effects", "anchor": "", "introduction": "", "effects": [effect]}
    assert complaints(SideEffectsBlock(), raw) == ["effects"]


def test_related_pages_are_chosen(home: Page) -> None:
    assert complaints(RelatedPagesBlock(), {"heading": "Next", "pages": [home.pk]}) == []
    assert complaints(RelatedPagesBlock(), {"heading": "Next", "pages": []}) == ["pages"]


@pytest.mark.parametrize("count", [0, -1, 13, "many"])
def test_newest_pages_are_a_few(home: Page, count: Any) -> None:
    raw = {"heading": "New", "parent": home.pk, "count": 3}
    assert complaints(NewestPagesBlock(), raw) == []
    block = NewestPagesBlock()
    value = block.to_python(raw)
    value["count"] = count
    with pytest.raises(ValidationError):
        block.clean(value)


@pytest.mark.parametrize("text", ["", "<p></p>", "<p> &nbsp; </p>", "<ul><li><br/></li></ul>"])
def test_a_text_without_a_word_is_no_text(text: str) -> None:
    callout = {"kind": "important", "heading": "A heading", "text": text}
    assert complaints(CalloutBlock(), callout) == ["text"]


def test_a_section_may_be_a_heading_for_those_below_it() -> None:
    section = {"heading": "A heading", "level": "h2", "anchor": "", "text": ""}
    assert complaints(SectionBlock(), section) == []


@pytest.mark.parametrize("body", [ArticleBody, StandardBody, HomeBody])
def test_crisis_help_is_not_repeated_until_nobody_sees_it(body: Any) -> None:
    most = body().meta.block_counts["crisis_help"]["max_num"]
    help_block = {"type": "crisis_help", "value": {"heading": "Help", "introduction": ""}}
    assert complaints(body(), [help_block] * most) == []
    assert complaints(body(), [help_block] * (most + 1)) != []


INCOMPLETE = {
    "section": {"heading": "", "level": "h2", "anchor": "", "text": rich_text("")},
    "quote": {"text": "", "attribution": "", "source_url": ""},
    "call_to_action": {
        "heading": "",
        "text": rich_text(""),
        "link": {"page": "", "url": "", "text": ""},
    },
    "callout": {"kind": "important", "heading": "", "text": rich_text("")},
    "table": {
        "table": {
            "caption": "",
            "column-count": "0",
            "row-count": "0",
        },
        "note": rich_text(""),
    },
    "image": {
        "image": {"image": "", "alt_text": ""},
        "caption": rich_text(""),
        "credit": "",
    },
    "video": {
        "url": "",
        "title": "",
        "duration": "",
        "poster": {"image": "", "alt_text": ""},
        "transcript": rich_text(""),
    },
}


class TestADraft:
    """Work may be put aside at any time; what goes live is whole."""

    def post(self, client: Client, article: ArticlePage, kind: str, **action: str) -> Any:
        client.force_login(UserFactory(group="Editors"))
        data = nested_form_data(
            {
                "title": article.title,
                "slug": article.slug,
                "summary": article.summary,
                "in_short": rich_text(""),
                "body": streamfield([(kind, INCOMPLETE[kind])]),
                "references": streamfield([]),
                "related_articles": streamfield([]),
                "article_authors-TOTAL_FORMS": "0",
                "article_authors-INITIAL_FORMS": "0",
                "comments-TOTAL_FORMS": "0",
                "comments-INITIAL_FORMS": "0",
            }
        )
        return client.post(
            reverse("wagtailadmin_pages:edit", args=[article.pk]), {**data, **action}
        )

    @pytest.mark.parametrize("kind", INCOMPLETE)
    def test_keeps_a_block_that_is_not_finished(self, client: Client, kind: str) -> None:
        article = ArticlePageFactory(parent=ArticleIndexPageFactory(), live=False, body="[]")
        response = self.post(client, article, kind)
        assert response.status_code == 302
        article.refresh_from_db()
        latest = article.get_latest_revision_as_object()
        assert [block.block_type for block in latest.body] == [kind]
        preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk]))
        assert preview.status_code == 200

    @pytest.mark.parametrize("kind", INCOMPLETE)
    def test_does_not_go_live_with_it(self, client: Client, kind: str) -> None:
        article = ArticlePageFactory(parent=ArticleIndexPageFactory(), live=False, body="[]")
        response = self.post(client, article, kind, **{"action-publish": "Publish"})
        assert response.status_code == 200
        assert "could not be" in response.content.decode()
        article.refresh_from_db()
        assert not article.live
