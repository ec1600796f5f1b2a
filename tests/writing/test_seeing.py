"""An editor sees a page as it will look elsewhere, before anybody else sees anything of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from blog.models import ArticlePage
from clinic.writing.models import WritingRule
from clinic.writing.previews import Cut, Head
from home.models import HomePage
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    ImageFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
    body,
    section,
)
from tests.support.queries import assert_same_queries, queries
from tests.support.review import sign_off
from tests.writing.test_submission import form

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MODES = ["", "light", "dark", "print", "no-script", "search", "shared"]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(group="Editors"))
    return client


def seen(editor: Client, page: Page, mode: str) -> Any:
    """The last draft of a page in one of the ways to see it."""
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    response = editor.get(address, {"mode": mode})
    assert response.status_code == 200
    return response


def html(editor: Client, page: Page, mode: str) -> str:
    text: str = seen(editor, page, mode).content.decode()
    return text


def draft(**fields: Any) -> ArticlePage:
    page: ArticlePage = ArticlePageFactory(live=False, **fields)
    return page


def test_every_page_type_is_seen_in_the_same_ways(home: HomePage) -> None:
    pages = [home, StandardPageFactory.build(), ArticleIndexPageFactory.build(), ArticlePage()]
    for page in pages:
        assert [name for name, _label in page.preview_modes] == MODES
        assert [size["name"] for size in page.preview_sizes] == ["mobile", "tablet", "desktop"]


@pytest.mark.parametrize("mode", MODES)
def test_every_page_type_is_seen_in_every_way(editor: Client, home: HomePage, mode: str) -> None:
    for page in (home, StandardPageFactory(), ArticleIndexPageFactory(), draft()):
        html(editor, page, mode)


def test_a_way_that_there_is_not_shows_the_page(editor: Client) -> None:
    assert "<h1>Sleep</h1>" in html(editor, draft(title="Sleep"), '"><script>alert(1)</script>')


def test_only_the_preview_turns_the_stylesheet(editor: Client) -> None:
    page = ArticlePageFactory()
    assert 'data-medium="dark"' in html(editor, page, "dark")
    assert "data-medium" not in html(editor, page, "")
    assert "data-medium" not in Client().get(page.url, {"mode": "dark"}).content.decode()


def test_without_javascript_the_browser_itself_runs_none(editor: Client) -> None:
    page = draft()
    policy = seen(editor, page, "no-script").headers["Content-Security-Policy"]
    (sandbox,) = [part for part in policy.split("; ") if part.startswith("sandbox")]
    assert "allow-scripts" not in sandbox
    assert "sandbox" not in seen(editor, page, "").headers["Content-Security-Policy"]


def test_a_search_engine_shows_what_the_page_says_of_itself(editor: Client) -> None:
    page = draft(seo_title="Sleeping well", search_description="What helps to sleep.")
    text = html(editor, page, "search")
    assert '<p class="web-title">Sleeping well – Clinic</p>' in text
    assert '<p class="web-description">What helps to sleep.</p>' in text
    assert f"› {page.slug}" in text
    assert "Cut off" not in text


def test_what_a_search_engine_cuts_is_told(editor: Client) -> None:
    WritingRule.objects.filter(rule="description_length").update(target=40)
    page = draft(search_description="What helps to sleep when a worry keeps you awake at night.")
    text = html(editor, page, "search")
    assert '<p class="web-description">What helps to sleep when a worry keeps …</p>' in text
    assert "<q>you awake at night.</q>" in text


def test_the_own_search_shows_the_draft(editor: Client) -> None:
    topic = TopicFactory(name="Sleep & rest")
    page = draft(title="Bed < sofa", summary="Why & how.", topics=[topic])
    text = html(editor, page, "search")
    result = text[text.index('<ol class="entries results">') :]
    assert f'<h2><a href="{page.url}">Bed &lt; sofa</a></h2>' in result
    assert "<p>Why &amp; how. Some words.</p>" not in result  # of the words below a heading, none
    assert "<p>Why &amp; how.</p>" in result
    assert "<li>Sleep &amp; rest</li>" in result


def test_a_shared_link_has_the_picture_and_its_words(editor: Client) -> None:
    page = draft(title="Sleep", lead_image=ImageFactory(), lead_image_alt="A bed", summary="How.")
    text = html(editor, page, "shared")
    assert 'alt="A bed"' in text
    assert "fill-1200x630" in text
    assert '<p class="shared-title">Sleep</p>' in text
    assert '<p class="shared-description">How.</p>' in text
    assert "as words alone" not in text


def test_a_shared_link_without_a_picture_says_so(editor: Client) -> None:
    assert "as words alone" in html(editor, draft(), "shared")


def test_what_is_shown_of_other_places_is_valid_html(
    editor: Client, validate_html: Callable[..., None]
) -> None:
    full = draft(seo_title="A long title " * 9, lead_image=ImageFactory(), lead_image_alt="A bed")
    shown = {
        f"{mode} of {name}": html(editor, page, mode)
        for mode in ("search", "shared")
        for name, page in {"much": full, "little": draft(summary="")}.items()
    }
    validate_html(shown)


@pytest.mark.parametrize("mode", ["search", "shared"])
def test_that_a_page_is_private_is_told(editor: Client, mode: str) -> None:
    page = draft()
    assert "Not everybody may read this page" not in html(editor, page, mode)
    parent = page.get_parent()
    PageViewRestriction.objects.create(
        page=parent, restriction_type=PageViewRestriction.LOGIN, password=""
    )
    assert "Not everybody may read this page" in html(editor, page, mode)


@pytest.mark.parametrize("mode", MODES)
def test_a_page_that_no_clinician_signed_says_so_in_every_way(editor: Client, mode: str) -> None:
    signed = sign_off(ArticlePageFactory())
    assert ("Clinically reviewed" in html(editor, signed, mode)) == (mode != "shared")
    signed.body = body(section(text="<p>Other words.</p>"))
    signed.save_revision()
    assert "Clinically reviewed" not in html(editor, signed, mode)
    assert "Clinically reviewed" not in html(editor, draft(), mode)


def test_a_page_that_was_never_saved_is_seen_elsewhere_too(editor: Client) -> None:
    parent = ArticleIndexPageFactory()
    address = reverse("wagtailadmin_pages:preview_on_add", args=["blog", "articlepage", parent.pk])
    assert editor.post(address, form("<p>Words.</p>")).json()["is_valid"]
    text = editor.get(address, {"mode": "search"}).content.decode()
    assert "What this article answers, in a sentence.</p>" in text
    assert "› an-article" in text
    text = editor.get(address, {"mode": "shared"}).content.decode()
    assert '<p class="shared-title">An article</p>' in text
    assert not ArticlePage.objects.exists()


def test_a_draft_is_shown_to_those_who_may_edit_it_alone(client: Client) -> None:
    address = reverse("wagtailadmin_pages:view_draft", args=[draft().pk])
    assert Client().get(address, {"mode": "search"}).status_code == 302
    client.force_login(UserFactory(group="Moderators"))
    assert client.get(address, {"mode": "search"}).status_code == 302


@pytest.mark.parametrize("mode", ["search", "shared"])
def test_a_long_page_takes_no_more_queries(editor: Client, mode: str) -> None:
    short, long = (draft(body=body(*[section()] * count)) for count in (1, 40))
    html(editor, short, mode)
    assert_same_queries(
        queries(lambda: html(editor, short, mode)), queries(lambda: html(editor, long, mode))
    )


def test_a_text_is_cut_between_words() -> None:
    assert Cut.after(11, "Sleep well tonight") == ("Sleep well …", "tonight")
    assert Cut.after(18, "Sleep well tonight") == ("Sleep well tonight", "")


def test_the_head_of_a_page_is_read_as_browsers_read_it() -> None:
    head = Head(
        "<html><head><title>Tea &amp; rest</title>"
        "<meta name='description' content='A &quot;b&quot;'>"
        "<link rel='canonical' href='https://example.org/tea/'></head>"
        "<body><svg><title>A drawing</title></svg></body></html>"
    )
    assert (head.title, head.meta, head.address) == (
        "Tea & rest",
        {"description": 'A "b"'},
        "https://example.org/tea/",
    )
