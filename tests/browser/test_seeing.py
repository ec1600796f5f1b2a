"""An editor sees the page as others will, while she writes."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from playwright.sync_api import Page, expect

from blog.models import ArticlePage
from tests.browser.clinic import new_clinic
from tests.browser.editing import edit
from tests.factories import UserFactory
from tests.support.browser import Guard

PAPER = 643  # pixels between the margins of a sheet of A4

# What each visible element looks like, without what Wagtail adds for editors.
LOOKS = """() => [...document.querySelectorAll("body *")]
    .filter((each) => each.checkVisibility() && !each.closest("wagtail-userbar"))
    .map((each) => {
        const style = getComputedStyle(each);
        const name = `${each.tagName}.${each.getAttribute("class")}`;
        const of = ["display", "position", "fontSize", "color", "filter", "textDecorationLine"];
        return [name, ...of.map((property) => style[property])].join(" ");
    })"""


def test_the_panel_shows_the_page_in_each_way(
    editor: Page, article: ArticlePage, guard: Guard, axe: Callable[..., None]
) -> None:
    guard.allow(r"frame is sandboxed")  # the browser says so of each script that it does not run
    form = edit(editor, article)
    frame = form.preview
    ways = editor.get_by_label("Preview mode")

    expect(frame.locator("h1")).to_have_text("Old answer")
    ways.select_option("Dark screen")
    expect(frame.locator("html")).to_have_css("color-scheme", "dark")
    ways.select_option("Print")
    expect(frame.locator(".letterhead")).to_be_visible()
    expect(frame.locator(".site-header")).to_be_hidden()
    ways.select_option("Search result")
    expect(frame.locator(".web-title")).to_contain_text("Old answer")
    ways.select_option("Shared link")
    expect(frame.locator(".shared-title")).to_have_text("Old answer")
    ways.select_option("Without JavaScript")
    expect(frame.locator("h1")).to_have_text("Old answer")
    # What the text measures comes along with each of them.
    editor.get_by_role("button", name="Toggle checks").click()
    expect(editor.locator("[data-metric=words]")).to_have_text("18")
    axe(editor, within=".side-panel, [data-side-panel=checks]")


def test_each_way_is_accessible_and_paper_is_what_a_printer_gets(
    new_page: Callable[..., Page],
    log_in: Callable[[Page, AbstractBaseUser], None],
    axe: Callable[..., None],
) -> None:
    page = new_page(bypass_csp=True)
    log_in(page, UserFactory(group="Editors"))
    address = f"/admin/pages/{new_clinic().article.pk}/view_draft/"

    def looks(query: str) -> Any:
        page.goto(address + query)
        page.wait_for_load_state("networkidle")
        return page.evaluate(LOOKS)

    for way in ("search", "shared"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(f"{address}?mode={way}")
            axe(page)

    page.emulate_media(color_scheme="dark")
    dark = looks("")
    assert looks("?mode=light") != dark
    light = looks("?mode=light")
    page.emulate_media(color_scheme="light")
    assert looks("") == light
    assert looks("?mode=dark") == dark

    seen = looks("?mode=print")
    page.set_viewport_size({"width": PAPER, "height": 900})
    page.emulate_media(media="print")
    assert looks("") == seen
