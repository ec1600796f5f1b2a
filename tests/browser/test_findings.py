"""An editor sees beside her text what the rules of writing found, and gets to the place."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from blog.models import ArticlePage
from tests.browser.editing import RichText, edit


def test_what_is_found_is_listed_shown_and_stops_the_submission(
    editor: Page, article: ArticlePage, axe: Callable[..., None]
) -> None:
    form = edit(editor, article)
    RichText(editor.locator('[data-contentpath="body"]'), "text").write("It is a cure for all.")
    editor.get_by_role("button", name="Toggle checks").click()
    findings = editor.locator(".finding")
    stopped = findings.filter(has_text="Stops the submission")
    expect(stopped).to_contain_text("It is a cure for all.")
    expect(stopped.locator("mark")).to_have_text("cure")
    axe(editor, within=".findings")
    stopped.get_by_role("button", name="Show the place").press("Enter")
    expect(editor.locator(".finding-place")).to_contain_text("It is a cure for all.")
    expect(editor.locator(":focus")).to_contain_text("It is a cure for all.")
    editor.wait_for_function("String(getSelection()) === 'cure'")
    form.press_submit()
    expect(editor.get_by_text("Not sent for review yet: 1 place needs a change.")).to_be_visible()
