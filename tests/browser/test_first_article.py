"""What a writer meets on the way to her first article, in the dark, on a small screen and without
a mouse."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AbstractBaseUser
from playwright.sync_api import Page, expect

from blog.models import ArticlePage
from clinic.content.blocks.base import rich_text_words
from tests.browser.editing import PageEditor, RichText, edit
from tests.browser.test_desk import draft, paste
from tests.factories import ReferenceFactory, UserFactory, body, section
from tests.support.browser import Guard

pytestmark = pytest.mark.once


def latest_text(article: ArticlePage) -> str:
    latest = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    return rich_text_words(latest.body.get_prep_value()[0]["value"]["text"])


def test_after_a_refusal_the_form_goes_on_checking_and_saving(editor: Page) -> None:
    article = draft(body=body(section("What it is", "<p>It is safe.</p>")))
    form = edit(editor, article)
    editor.wait_for_load_state("networkidle")
    form.press_submit()
    expect(editor.get_by_text("Not sent for review yet: 1 place needs a change.")).to_be_visible()
    editor.get_by_role("button", name="Toggle checks").click()
    stops = editor.locator(".finding:has(.finding-blocks:not([hidden]))")
    stops.get_by_role("button", name="Show the place").click()
    editor.wait_for_function("String(getSelection()) === 'safe'")
    editor.keyboard.type("watched")
    expect(stops).to_have_count(0)
    expect(editor.get_by_text("Saved", exact=True).first).to_be_visible()
    assert latest_text(article) == "It is watched."


def test_a_slash_opens_the_list_of_commands_where_a_word_begins_and_only_there(
    editor: Page,
) -> None:
    form = edit(editor, draft(body=body(section("How much", ""))))
    text = RichText(form.body.block("How much"), "text").write("1 mg/kg")
    commands = editor.get_by_role("listbox").or_(editor.get_by_text("No results"))
    expect(commands.filter(visible=True)).to_have_count(0)
    text.area.press_sequentially(" /bold")
    expect(commands.filter(visible=True)).not_to_have_count(0)


def test_an_article_is_pasted_and_cited_in_the_dark_on_a_small_screen_by_keyboard(
    new_page: Callable[..., Page],
    log_in: Callable[[Page, AbstractBaseUser], None],
    axe: Callable[..., None],
    guard: Guard,
) -> None:
    guard.allow(r"400 \(Bad Request\) \(\S+/admin/pages/\S+\)")
    page = new_page(width=768, scheme="dark")
    log_in(page, UserFactory(group="Editors"))
    ReferenceFactory(title="A study of rest")
    article = draft(body=body(section("What it is", "<p>✎ Say what it is.</p>")))
    page.goto(f"/admin/pages/{article.pk}/edit/?paste=1")
    dialog = page.get_by_role("dialog", name="Paste an article")
    expect(dialog.get_by_role("textbox")).to_be_focused()
    assert "paste" not in page.url
    axe(page, within=".paste-dialog")
    paste(dialog.get_by_role("textbox"), "web-page")
    instead = dialog.get_by_role("button", name="Put it in place of what is there")
    expect(instead).to_be_focused()  # a template's hint would stop the article later
    expect(dialog.get_by_text("The article keeps its title")).to_be_visible()
    axe(page, within=".paste-dialog")
    page.keyboard.press("Enter")
    form = PageEditor(page)
    expect(form.body.blocks.filter(visible=True)).to_have_count(4)
    text = RichText(form.body.blocks.filter(visible=True).first)
    expect(text.area).to_be_focused()

    page.keyboard.press("Control+End")
    for _ in range(5):
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Control+Alt+c")
    expect(page.get_by_label("Search the references")).to_be_focused()
    axe(page, within=".modal-content")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Paste the source")).to_be_visible()
    axe(page, within=".modal-content")
    page.keyboard.press("ArrowLeft")
    page.get_by_role("link", name="A study of rest").press("Enter")
    expect(text.root.locator(".citation-mark")).to_have_text("come.")
