"""The first day of somebody who writes: the dashboard, the guide, a new article, a paste."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from playwright.sync_api import Locator, Page, expect

from blog.models import ArticlePage
from blog.outlines import add_templates
from tests.browser.editing import RichText, edit
from tests.factories import ArticleIndexPageFactory, ArticlePageFactory, UserFactory, body, section

pytestmark = pytest.mark.once

COPIED = Path(__file__).parents[1] / "blog" / "importing" / "clipboard"
PASTE = """(node, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", "Without any form");
    const options = {clipboardData: data, bubbles: true, cancelable: true};
    node.dispatchEvent(new ClipboardEvent("paste", options));
}"""


def paste(area: Locator, source: str) -> None:
    """What a browser does when somebody pastes what another program put on the clipboard."""
    area.page.wait_for_load_state("networkidle")  # the editors are drawn anew as they begin
    area.click()
    area.evaluate(PASTE, (COPIED / f"{source}.html").read_text())


def draft(**fields: Any) -> ArticlePage:
    article = ArticlePageFactory(live=False, **fields)
    article.save_revision()
    return article


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_is_accessible(
    scheme: str,
    new_page: Callable[..., Page],
    log_in: Callable[[Page, AbstractBaseUser], None],
    axe: Callable[..., None],
) -> None:
    page = new_page(width=768, scheme=scheme)
    user = UserFactory(group="Editors")
    user.groups.add(*UserFactory(group="Moderators").groups.all())
    log_in(page, user)
    add_templates(ArticleIndexPageFactory())
    article = draft(owner=user)
    for address in (
        "/admin/",
        "/admin/desk/mine/",
        "/admin/desk/new-article/",
        f"/admin/desk/templates/keep/{article.pk}/",
        "/admin/desk/guide/?q=cite",
        "/admin/desk/guide/editors/",
    ):
        page.goto(address)
        axe(page, within="main")
        overflows = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(overflows), address


def test_from_the_dashboard_to_a_draft_by_keyboard_alone(editor: Page) -> None:
    add_templates(ArticleIndexPageFactory())
    editor.goto("/admin/")
    editor.get_by_role("main").get_by_role("link", name="New article").press("Enter")
    editor.get_by_label("The question that it answers").fill("Does it hurt?")
    editor.keyboard.press("Tab")
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("ArrowDown")
    expect(editor.get_by_role("radio", name=re.compile("^Side effect"))).to_be_checked()
    editor.get_by_role("button", name="Make the draft").press("Enter")
    expect(editor.get_by_placeholder("Page title")).to_have_value("Does it hurt?")
    expect(editor.get_by_text("✎ In the words of people who had it.")).to_be_visible()


def test_the_first_steps_are_put_away(editor: Page) -> None:
    editor.goto("/admin/")
    with editor.expect_response("**/dismissibles/"):
        editor.get_by_role("button", name="Put this away").press("Enter")
    expect(editor.get_by_role("heading", name="Your first steps")).to_be_hidden()
    editor.reload()
    expect(editor.get_by_role("heading", name="On your desk")).to_be_visible()
    expect(editor.get_by_role("heading", name="Your first steps")).to_have_count(0)


def test_a_rich_text_keeps_lists_and_links_and_drops_the_rest(editor: Page) -> None:
    form = edit(editor, draft(body=body(*(section(f"Part {n}", "") for n in range(3)))))
    for number, source in enumerate(("google-docs", "web-page", "word")):
        block = form.body.block(f"Part {number}")
        text = RichText(block, "text")
        paste(text.area, source)
        editor.get_by_role("button", name="Paste it into this text only").click()
        expect(text.area).to_contain_text("Ask us anything.")
        editor.wait_for_timeout(400)  # the editor hands its text to the form a moment later
        stored = json.loads(block.locator("input[name$='-text']").input_value())
        lines = [(each["type"], each["text"]) for each in stored["blocks"]]
        plain, bullet, number_ = "unstyled", "unordered-list-item", "ordered-list-item"
        assert lines == [
            (plain, "How long does a visit take?"),
            (plain, "Plan for two hours. Read the leaflet before you come."),
            (plain, "What to bring"),
            (bullet, "A list of your medicines"),
            (bullet, "Somebody who sees you home"),
            (plain, "What happens on the day"),
            (number_, "You arrive: we talk about how you have been."),
            (number_, "You rest: somebody stays with you."),
            (plain, "Ask us anything."),
        ]
        styles = [style for each in stored["blocks"] for style in each["inlineStyleRanges"]]
        assert [style["style"] for style in styles] == ["BOLD"]
        assert [entity["type"] for entity in stored["entityMap"].values()] == ["LINK"]


def test_a_whole_article_is_pasted_into_the_body(editor: Page, axe: Callable[..., None]) -> None:
    article = draft(body="[]")
    form = edit(editor, article)
    editor.get_by_role("button", name="Paste an article").press("Enter")
    dialog = editor.get_by_role("dialog", name="Paste an article")
    paste(dialog.get_by_role("textbox"), "word")
    expect(dialog.get_by_role("row", name="Process steps What happens on the day")).to_be_visible()
    axe(editor, within=".paste-dialog")
    editor.keyboard.press("Enter")  # the button that puts it into the article has the focus
    expect(dialog).to_be_hidden()
    expect(form.body.blocks).to_have_count(4)
    expect(form.title).to_have_value(article.title)
    form.save_draft()
    latest = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert [block.block_type for block in latest.body] == [
        *("text", "section", "process_steps", "text"),
    ]
    assert latest.body[1].value["anchor"] == "what-to-bring"


@pytest.mark.parametrize(("words", "count"), [("", 5), ("<p>A thought.</p>", 6)])
def test_headings_pasted_into_a_text_are_offered_as_blocks(
    words: str, count: int, editor: Page
) -> None:
    form = edit(editor, draft(body=body(section("Stays", "<p>Old words.</p>"), section("", words))))
    paste(RichText(form.body.blocks.nth(1), "text").area, "web-page")
    dialog = editor.get_by_role("dialog", name="Paste an article")
    expect(dialog.get_by_text("picture: add it by hand: A waiting room")).to_be_visible()
    dialog.get_by_role("button", name="Put it into the article").click()
    # The block in which it began is gone if nothing was in it, and nothing else.
    expect(form.body.blocks.filter(visible=True)).to_have_count(count)
    expect(form.body.blocks.first).to_contain_text("Old words.")
    expect(form.body.blocks.filter(visible=True).nth(count - 4)).to_contain_text(
        "Plan for two hours"
    )
