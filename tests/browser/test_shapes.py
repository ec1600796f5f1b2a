"""Pages keep their shape: on narrow screens, under zoom, on paper, in forced colours, without
motion."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from clinic.content.models import Reference
from tests.browser.clinic import LONG_WORD, new_clinic, new_settings, path_of
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    PersonFactory,
    ReferenceFactory,
    TopicFactory,
    body,
    section,
)
from tests.support.browser import Guard

pytestmark = pytest.mark.once

LONG_URL = "https://example.org/" + "a-very-long-address/" * 12
TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    const scrolls = (element) => {
        for (let each = element; each; each = each.parentElement) {
            if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(each).overflowX)) {
                return true;
            }
        }
        return false;
    };
    const wide = [...document.body.querySelectorAll("*")].filter((element) =>
        element.getBoundingClientRect().right > room + 1 && !scrolls(element.parentElement)
        && getComputedStyle(element).position !== "fixed");
    return {
        by: document.documentElement.scrollWidth - room,
        elements: wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 160)),
    };
}"""


def assert_no_sideways_scrolling(page: Page) -> None:
    overflow = page.evaluate(TOO_WIDE)
    assert overflow["by"] <= 0, f"{page.url} is too wide by {overflow}"


def test_no_page_scrolls_sideways_at_320_pixels(
    new_page: Callable[..., Page], guard: Guard
) -> None:
    """Which is also a screen of 1280 pixels at 400 % zoom."""
    guard.allow(r"404 \(Not Found\)")
    page = new_page(width=320, height=256)
    for address in new_clinic().addresses.values():
        page.goto(address)
        assert_no_sideways_scrolling(page)


def long_article() -> str:
    """Make an article that is hard to fit into a narrow screen; its address."""
    new_settings(name=LONG_WORD, tagline=LONG_WORD, address=LONG_WORD, email="")
    source: Reference = ReferenceFactory(title=LONG_WORD, authors=LONG_WORD, url=LONG_URL)
    rich = (
        f"<p>{LONG_WORD} <b>{LONG_WORD}</b> <a href='{LONG_URL}'>{LONG_URL}</a> "
        f'<a linktype="reference" id="{source.pk}">{LONG_WORD}</a></p>'
        f"<ul><li>{LONG_WORD}</li></ul>"
    )
    headed = {"heading": LONG_WORD, "anchor": "", "introduction": rich}
    index = ArticleIndexPageFactory(title=LONG_WORD, slug="long")
    article = ArticlePageFactory(
        parent=index,
        title=LONG_WORD,
        slug="longer",
        summary=LONG_WORD,
        in_short=rich,
        authors=[PersonFactory(name=LONG_WORD)],
        references=[source],
        body=body(
            section(LONG_WORD, rich),
            (
                "process_steps",
                {
                    **headed,
                    "steps": [{"title": LONG_WORD, "text": rich, "duration": "half an hour or so"}],
                },
            ),
            ("factors", {**headed, "factors": [{"term": LONG_WORD, "explanation": rich}]}),
            ("benefits", {**headed, "benefits": [{"text": LONG_WORD, "detail": rich}]}),
            (
                "side_effects",
                {
                    **headed,
                    "effects": [
                        {
                            "effect": LONG_WORD,
                            "frequency": "common",
                            "seriousness": "urgent",
                            "what_to_do": rich,
                        }
                    ],
                },
            ),
            ("callout", {"kind": "emergency", "heading": LONG_WORD, "text": rich}),
            ("questions", {**headed, "questions": [{"question": LONG_WORD, "answer": rich}]}),
            ("quote", {"text": LONG_WORD, "attribution": LONG_WORD, "source_url": LONG_URL}),
            (
                "table",
                {
                    "table": {
                        "caption": LONG_WORD,
                        "columns": [{"type": "text", "heading": LONG_WORD} for _ in range(6)],
                        "rows": [{"values": [LONG_WORD] * 6} for _ in range(40)],
                    },
                    "note": rich,
                },
            ),
            (
                "call_to_action",
                {
                    "heading": LONG_WORD,
                    "text": rich,
                    "link": {"page": None, "url": LONG_URL, "text": LONG_WORD},
                },
            ),
        ),
    )
    article.full_clean()
    article.topics.add(TopicFactory(name=LONG_WORD, slug="long"))
    article.save()
    return path_of(article)


def test_long_words_tables_and_addresses_fit_into_320_pixels(
    new_page: Callable[..., Page],
) -> None:
    page = new_page(width=320, height=640)
    page.goto(long_article())
    assert_no_sideways_scrolling(page)
    table = page.get_by_role("region", name=LONG_WORD)
    assert table.evaluate("region => region.scrollWidth > region.clientWidth")
    page.locator(".citation a").first.click()
    expect(page.locator(".side-note")).to_be_in_viewport(ratio=1)
    assert_no_sideways_scrolling(page)
    page.goto(f"/search/?query={LONG_WORD}")
    assert_no_sideways_scrolling(page)
    page.goto("/long/?topic=long")
    assert_no_sideways_scrolling(page)


def test_nothing_moves_for_those_who_want_no_motion(new_page: Callable[..., Page]) -> None:
    page = new_page(reduced_motion="reduce")
    page.goto(path_of(new_clinic().article))
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) => {
            const style = getComputedStyle(element);
            const seconds = (text) => Math.max(...text.split(",").map(parseFloat));
            return seconds(style.transitionDuration) > 0.001
                || seconds(style.animationDuration) > 0.001
                || style.scrollBehavior === "smooth";
        }).map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert moving == []


def test_on_paper_an_article_is_a_leaflet(page: Page) -> None:
    page.goto(path_of(new_clinic().article))
    page.emulate_media(media="print", color_scheme="dark")
    for navigation in page.get_by_role("navigation", include_hidden=True).all():
        expect(navigation).to_be_hidden()
    for gone in ("header.site-header", "footer.site-footer", ".skip-link", ".search-form"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".letterhead")).to_contain_text("Clinic of the Tests")
    expect(page.locator(".letterhead")).to_be_visible()
    expect(page.locator(".letterhead")).to_contain_text("01632 960123")
    expect(page.locator(".letterhead .page-address")).to_contain_text(urlsplit(page.url).path)
    code = page.locator(".letterhead svg").bounding_box()
    assert code
    assert code["width"] == code["height"] > 70  # a telephone's camera needs 2 cm
    expect(page.locator("#reference-1")).to_be_visible()
    expect(page.get_by_text("A nurse speaks.")).to_be_visible()
    expect(page.get_by_text("0800 000 000").first).to_be_visible()
    expect(page.get_by_text("Vimeo", exact=False).first).to_be_hidden()
    ink, paper = page.evaluate(
        "() => [getComputedStyle(document.body).color,"
        " getComputedStyle(document.documentElement).backgroundColor]"
    )
    assert ink == "rgb(0, 0, 0)"
    assert paper in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_forced_colours_leave_every_shape_visible(new_page: Callable[..., Page]) -> None:
    """Where backgrounds are gone, borders and words have to do."""
    page = new_page(forced_colors="active")
    page.goto(path_of(new_clinic().article))
    for shape in (".button", ".call-to-action", ".callout.emergency", ".facade .play"):
        expect(page.locator(shape).first).to_have_css("border-inline-start-style", "solid")
    contents = page.get_by_role("navigation", name="Contents")
    contents.get_by_role("link", name="How it goes").click()
    current = contents.locator("[aria-current]")
    expect(current).to_have_text("How it goes")
    other = contents.get_by_role("link", name="Questions")
    expect(current).to_have_css("border-inline-start-width", "4px")
    expect(other).not_to_have_css("border-inline-start-width", "4px")
