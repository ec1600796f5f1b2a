"""Preview links in a browser: the whole way, on a phone, without JavaScript, accessible."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.core import mail
from django.test import Client
from playwright.sync_api import Page, expect

from blog.models import ArticlePage
from clinic.review.gate import admitting
from clinic.review.models import PreviewComment
from clinic.review.preview_links.making import make_link
from tests.browser.clinic import new_clinic, with_anchors
from tests.factories import ArticlePageFactory, UserFactory, section
from tests.review.pages import blocks, set_body
from tests.support.browser import Guard

pytestmark = pytest.mark.once

# What stands out of the page at its end, unless it scrolls within something.
WIDER = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("*")]
        .filter(each => each.getBoundingClientRect().right > width + 1)
        .map(each => each.outerHTML.slice(0, 120));
}"""


@pytest.fixture
def article(db: None) -> ArticlePage:
    """A live article whose draft says 0.7 where it says 0.5."""
    page = ArticlePageFactory(title="Sleep")
    set_body(page, blocks(section("Dose", "<p>Take 0.5 mg.</p>"), section("Risks")))
    with admitting():
        with_anchors(page)
        page.save_revision().publish()
    draft = page.get_latest_revision_as_object()
    set_body(draft, blocks(section("Dose", "<p>Take 0.7 mg.</p>"), section("Risks")))
    draft.save_revision()
    return ArticlePage.objects.get(pk=page.pk)


def address_of(page: ArticlePage, **fields: Any) -> str:
    chosen = {"purpose": "Please check the dose", "days": 7, **fields}
    _link, token = make_link(page, UserFactory(), **chosen)
    return f"/preview/{token}/"


def part(page: Page, label: str) -> Any:
    """The part of the page under the heading that ends with this."""
    heading = page.get_by_role("heading", name=re.compile(f"{label}$"), level=3)
    return page.locator("section.difference").filter(has=heading)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reader_on_a_phone_reads_comments_and_advises(
    new_page: Callable[..., Page], article: ArticlePage, javascript: bool
) -> None:
    page = new_page(width=320, javascript=javascript)
    page.goto(address_of(article))
    expect(part(page, "Section: Dose").locator("del")).to_contain_text("0.5")
    page.get_by_role("link", name="Read the page as visitors would see it").click()
    expect(page.get_by_text("Take 0.7 mg.")).to_be_visible()
    expect(page.locator("wagtail-userbar")).to_have_count(0)
    page.go_back()
    dose = part(page, "Section: Dose")
    dose.get_by_text("Comment on this part").click()
    dose.get_by_role("textbox").fill("Is that right?")
    # Forgotten: the name. Nothing that was written is lost.
    page.get_by_role("button", name="Send all comments").click()
    expect(page.get_by_role("alert").first).to_contain_text("not sent yet")
    expect(part(page, "Section: Dose").get_by_role("textbox")).to_have_value("Is that right?")
    page.get_by_label("Your name").fill("Dr Outside")
    page.get_by_label("It needs changes first").check()
    page.get_by_role("button", name="Send all comments").click()
    expect(page.get_by_role("status")).to_contain_text("Your answer is with the editor")
    expect(part(page, "Section: Dose")).to_contain_text("Is that right?")
    said = {(each.part, each.verdict): each.name for each in PreviewComment.objects.all()}
    assert said == {("block-0", ""): "Dr Outside", ("", "changes"): "Dr Outside"}
    assert page.context.cookies() == []


def test_two_sides_stand_beside_each_other_where_there_is_room(
    new_page: Callable[..., Page], article: ArticlePage
) -> None:
    address = address_of(article)
    tops = {}
    for width in (320, 1280):
        page = new_page(width=width)
        page.goto(address)
        sides = part(page, "Section: Dose").locator(".difference-side").all()
        tops[width] = [side.bounding_box()["y"] for side in sides]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert tops[320][0] < tops[320][1]
    assert tops[1280][0] == tops[1280][1]


def test_every_page_of_a_preview_is_accessible_in_light_and_dark(
    new_page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    clinic = new_clinic()
    before = clinic.article.save_revision()
    with admitting():
        before.publish()
    draft = ArticlePage.objects.get(pk=clinic.article.pk)
    raw = draft.body.get_prep_value()
    for number, block in enumerate(raw):
        if isinstance(block["value"], dict) and "heading" in block["value"] and number % 2:
            block["value"]["heading"] = "Another heading"
    raw[1], raw[2] = raw[2], raw[1]
    del raw[4]
    raw.append({"type": "text", "value": "<p>More words.</p>"})
    set_body(draft, raw)
    draft.save_revision()
    article = ArticlePage.objects.get(pk=draft.pk)
    open_address = address_of(article)
    closed_address = address_of(article, email="reader@example.org")
    failures = []
    for width in (320, 1280):
        page = new_page(width=width)

        def check(name: str, page: Page = page) -> None:
            page.wait_for_load_state("load")
            too_wide = page.evaluate(WIDER)
            assert not too_wide, f"{name}: {too_wide}"
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                try:
                    axe(page)
                except AssertionError as failure:
                    failures.append(f"{name}, {scheme}: {failure}")

        page.goto(open_address)
        page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
        check("preview")
        page.get_by_role("button", name="Send all comments").click()
        expect(page.get_by_role("alert").first).to_be_visible()
        check("preview with errors")
        page.get_by_label("Your name").fill("A")
        page.get_by_label("About the page as a whole").fill("Hm.")
        page.get_by_role("button", name="Send all comments").click()
        check("preview with comments")
        page.goto(closed_address)
        check("door")
        page.get_by_role("button", name="code").click()
        page.get_by_label("The code from the mail").fill("1")
        page.get_by_role("button", name="Open the page").click()
        check("door after a wrong code")
    assert not failures, "\n".join(failures)


def test_every_page_of_a_preview_is_valid(
    article: ArticlePage,
    client: Client,
    validate_html: Callable[[dict[str, str]], None],
) -> None:
    address, closed = address_of(article), address_of(article, email="reader@example.org")
    documents = {
        "preview": client.get(address),
        "with errors": client.post(address),
        "page": client.get(f"{address}page/"),
        "door": client.get(closed),
        "wrong code": client.post(f"{closed}code/", {"code": "1"}),
    }
    validate_html({name: answer.content.decode() for name, answer in documents.items()})


def test_a_code_lets_one_browser_in(
    new_page: Callable[..., Page], guard: Guard, article: ArticlePage
) -> None:
    guard.allow(r"404 \(Not Found\)")
    address = address_of(article, email="reader@example.org")
    page = new_page(width=320, javascript=False)
    page.goto(address)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("status")).to_contain_text("on its way")
    code = re.search(r"\d{4} \d{4}", mail.outbox[-1].body)
    assert code
    page.get_by_label("The code from the mail").fill(code[0])
    page.get_by_role("button", name="Open the page").click()
    expect(page.get_by_role("heading", name="Sleep", level=1)).to_be_visible()
    (cookie,) = page.context.cookies()
    assert (cookie["name"], cookie["path"], cookie["httpOnly"]) == ("preview_seat", address, True)
    page.get_by_role("link", name="Read the page as visitors would see it").click()
    expect(page.get_by_text("Take 0.7 mg.")).to_be_visible()
    page.goto(article.get_url_parts()[2])
    assert page.context.cookies(page.url) == []
    other = new_page()
    other.goto(address)
    expect(other.get_by_role("heading", name="This page is not here")).to_be_visible()


@pytest.fixture
def editor(page: Page, log_in: Callable[[Page, AbstractBaseUser], None]) -> Page:
    """The browser of somebody in the group Editors."""
    log_in(page, UserFactory(username="ed", group="Editors"))
    return page


def test_an_editor_sends_a_link_and_reads_what_comes_back(
    editor: Page, new_page: Callable[..., Page], axe: Callable[..., None], article: ArticlePage
) -> None:
    editor.goto(f"/admin/pages/{article.pk}/edit/")
    editor.get_by_role("button", name="Actions").first.click()
    editor.get_by_role("link", name="Preview links").click()
    editor.get_by_label("Purpose").fill("Dr Outside, please look")
    editor.get_by_role("button", name="Make the link").click()
    address = editor.get_by_label("Address", exact=True).input_value()
    axe(editor, within="main")
    reader = new_page()
    reader.goto(address)
    reader.get_by_label("Your name").fill("Dr Outside")
    reader.get_by_label("I would publish it as it is").check()
    reader.get_by_role("button", name="Send all comments").click()
    editor.goto(f"/admin/pages/{article.pk}/edit/")
    expect(editor.get_by_text("1 comment on this page came by preview link.")).to_be_visible()
    editor.get_by_role("link", name="Read", exact=True).click()
    editor.get_by_role("link", name="Dr Outside, please look").click()
    expect(editor.get_by_text("I would publish it as it is")).to_be_visible()
    axe(editor, within="main")
    editor.get_by_role("button", name="I have dealt with these").click()
    expect(editor.get_by_text("dealt with by ed")).to_be_visible()
    editor.get_by_role("button", name="Revoke the link").click()
    expect(editor.get_by_text("opens nothing any more")).to_be_visible()
    # Nothing of all this published the draft.
    assert "0.5" in str(ArticlePage.objects.get(pk=article.pk).body)
