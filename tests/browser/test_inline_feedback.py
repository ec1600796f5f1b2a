"""A reader answers a question that stands at a passage, in Chromium."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from blog.models import ArticlePage
from clinic.feedback import guards, moderation
from clinic.feedback.models import Comment
from clinic.feedback.passages import passages
from tests.browser.clinic import path_of
from tests.factories import ArticlePageFactory, body, section
from tests.feedback.mailing import published
from tests.support.browser import Guard

pytestmark = pytest.mark.once

KEY = "k3x9q2m7aa"
QUESTION = "Is this clear enough?"
WORDS = "It passes within two hours"


def asking(words: str = WORDS) -> str:
    marked = f'<a linktype="passage" key="{KEY}" question="{QUESTION}">{words}</a>'
    filler = "<p>Words to read.</p>" * 12
    return body(section(text=f"<p>Read on. {marked} for most people.</p>{filler}"))


@pytest.fixture
def article(db: None, monkeypatch: pytest.MonkeyPatch) -> ArticlePage:
    monkeypatch.setattr(guards, "FASTEST", -1)
    return ArticlePageFactory(title="How long it lasts", body=asking())


def answer(article: ArticlePage, text: str = "Yes, it is.", wording: str = "") -> Comment:
    wording = wording or _wording(article)
    return published(article, text=text, question=KEY, wording=wording)


def _wording(article: ArticlePage) -> str:
    return passages(article.body)[KEY].wording


def icon(page: Page) -> Locator:
    return page.get_by_role("link", name="A question to readers about these words")


def panel(page: Page) -> Locator:
    return page.get_by_role("dialog", name=QUESTION)


def fill_in(form: Locator) -> None:
    form.get_by_label("Your comment").fill("It was clear to me.")
    form.get_by_label("Name", exact=True).fill("Ada")
    form.get_by_label("E-mail", exact=True).fill("ada@example.org")
    form.get_by_role("button", name="Send for moderation").click()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_reader_answers_beside_the_passage(
    new_page: Callable[..., Page], article: ArticlePage, width: int
) -> None:
    answer(article)
    page = new_page(width=width)
    page.goto(path_of(article))
    expect(icon(page)).to_contain_text("1")
    icon(page).click()
    expect(panel(page)).to_contain_text("Yes, it is.")
    box = panel(page).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    fill_in(panel(page))
    expect(panel(page)).to_contain_text("Awaiting moderation")
    new = Comment.objects.get(text="It was clear to me.")
    assert (new.question, new.status) == (KEY, "pending")
    assert page.url.endswith(path_of(article))

    moderation.approve(new.pk, None)
    page.goto(path_of(article))
    expect(icon(page)).to_contain_text("2")


def test_it_opens_by_touch(new_page: Callable[..., Page], article: ArticlePage) -> None:
    page = new_page(width=360, has_touch=True)
    page.goto(path_of(article))
    icon(page).tap()
    expect(panel(page)).to_be_visible()


def test_the_keyboard_alone_is_enough_and_escape_keeps_what_was_typed(
    page: Page, article: ArticlePage
) -> None:
    page.goto(path_of(article))
    icon(page).focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_focused()
    expect(icon(page)).to_have_attribute("aria-expanded", "true")
    text = panel(page).get_by_label("Your comment")
    while not text.evaluate("field => field === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.type("Half a thought")
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    expect(icon(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(text).to_have_value("Half a thought")


def test_without_javascript_the_icon_leads_to_a_page_that_does_the_same(
    new_page: Callable[..., Page], article: ArticlePage
) -> None:
    answer(article)
    page = new_page(javascript=False)
    page.goto(path_of(article))
    icon(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    expect(page.get_by_text("Yes, it is.")).to_be_visible()
    fill_in(page.locator(".comment-form"))
    expect(page.get_by_text("Awaiting moderation")).to_be_visible()
    assert Comment.objects.get(text="It was clear to me.").question == KEY


def test_comments_are_narrowed_to_inline_feedback_and_back(
    new_page: Callable[..., Page], article: ArticlePage
) -> None:
    answer(article)
    published(article, text="About all of it.")
    page = new_page(javascript=False)
    page.goto(f"/feedback/{article.pk}/?only=inline")
    expect(page.get_by_text("Yes, it is.")).to_be_visible()
    expect(page.get_by_text("About all of it.")).to_have_count(0)
    expect(page.get_by_role("link", name=f"About “{WORDS}”")).to_be_visible()
    page.get_by_role("link", name="View all comments").click()
    expect(page.get_by_text("About all of it.")).to_be_visible()


@pytest.mark.usefixtures("admitted")
def test_an_answer_to_changed_words_says_that_they_were_others(
    page: Page, article: ArticlePage
) -> None:
    answer(article)
    article.body = asking("It passes within four hours")
    article.save_revision().publish()
    page.goto(path_of(article))
    expect(page.locator(".about")).to_have_text(
        "About an earlier wording of “It passes within four hours”"
    )
    icon(page).click()
    expect(panel(page)).to_contain_text("about an earlier wording")

    article.body = body(section(text="<p>Nothing is asked.</p>"))
    article.save_revision().publish()
    page.goto(path_of(article))
    expect(page.locator(".about")).to_have_text("About a passage that is no longer in the article")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_at_320_pixels(
    new_page: Callable[..., Page],
    article: ArticlePage,
    axe: Callable[..., None],
    validate_html: Callable[..., None],
    guard: Guard,
    scheme: Any,
) -> None:
    answer(article)
    page = new_page(width=320, scheme=scheme)
    page.goto(path_of(article))
    icon(page).click()
    expect(panel(page)).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(f"/feedback/{article.pk}/passage/{KEY}/")
    axe(page)
    validate_html(page.content())
