"""An editor marks words with the source that supports them, in a real browser."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from blog.models import ArticlePage
from clinic.content.citations import cited_ids
from clinic.content.references import Reference
from tests.factories import ArticlePageFactory, ReferenceFactory, UserFactory, body, section

pytestmark = pytest.mark.once

TEXT = "Sleep helps most people. Walking helps too."


@pytest.fixture
def references(db: None) -> list[Reference]:
    titles = ("Rest and sleep", "Light in the morning", "Walking every day")
    return [ReferenceFactory(authors="Rivera A", title=title, year=2020) for title in titles]


@pytest.fixture
def article(db: None) -> ArticlePage:
    return ArticlePageFactory(body=body(section(text=f"<p>{TEXT}</p>")))


class Editor:
    """The rich text of the article's only section, as an editor meets it."""

    def __init__(self, page: Page, article: ArticlePage) -> None:
        self.page = page
        self.article = article
        self.address = reverse("wagtailadmin_pages:edit", args=[article.pk])
        self.open()

    def open(self) -> None:
        self.page.goto(self.address)
        expect(self.text).to_be_visible()

    @property
    def text(self) -> Locator:
        return self.page.locator("#body-0-value-text").locator("..").get_by_role("textbox")

    @property
    def marks(self) -> Locator:
        return self.text.locator(".citation-mark")

    @property
    def chooser(self) -> Locator:
        return self.page.locator(".modal-content")

    @property
    def tooltip(self) -> Locator:
        return self.page.get_by_role("tooltip").filter(has=self.page.locator(".citation-tooltip"))

    def select(self, words: str) -> None:
        """Select the words with the keyboard."""
        self.caret_before(words)
        for _ in words:
            self.page.keyboard.press("Shift+ArrowRight")

    def caret_before(self, words: str) -> None:
        self.text.focus()
        self.page.keyboard.press("Control+Home")
        for _ in range((self.text.text_content() or "").index(words)):
            self.page.keyboard.press("ArrowRight")

    def press_cite(self) -> None:
        self.page.get_by_role("button", name="Cite a source").last.click()

    def choose(self, title: str, search: str = "") -> None:
        expect(self.chooser).to_be_visible()
        if search:
            self.chooser.get_by_role("textbox").first.fill(search)
            expect(self.chooser.locator("tbody tr")).to_have_count(1)
        self.chooser.get_by_role("link", name=re.compile(title)).click()
        expect(self.chooser).to_be_hidden()
        self.expect_typing()

    def open_new_source(self) -> None:
        """The second tab of the chooser, by the keyboard alone."""
        expect(self.chooser.get_by_role("textbox").first).to_be_focused()
        self.page.keyboard.press("Shift+Tab")
        self.page.keyboard.press("ArrowRight")
        expect(self.chooser.get_by_role("tab", name="New source")).to_be_focused()
        expect(self.chooser.get_by_label("Paste the source")).to_be_visible()
        self.page.keyboard.press("Tab")
        expect(self.chooser.get_by_label("Paste the source")).to_be_focused()

    def expect_typing(self) -> None:
        """Wait until what is typed goes into the text."""
        expect(self.text).to_be_editable()
        expect(self.text).to_be_focused()

    def save(self) -> str:
        """Save a draft and give the database HTML that it holds."""
        self.page.wait_for_timeout(400)  # the editor hands its text over after a quarter second
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Save draft").click()
        saved = ArticlePage.objects.get(pk=self.article.pk).get_latest_revision_as_object()
        return saved.body[0].value["text"].source


@pytest.fixture
def edit(
    page: Page,
    article: ArticlePage,
    log_in: Callable[[Page, AbstractBaseUser], None],
    settings: Any,
) -> Editor:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # the test saves, and nothing else
    log_in(page, UserFactory(group="Editors"))
    return Editor(page, article)


def test_words_are_cited_changed_and_freed_again(edit: Editor, references: list[Reference]) -> None:
    rest, light, _ = references

    edit.select("helps most people")
    edit.press_cite()
    edit.choose("Rest and sleep", search="rest")
    expect(edit.marks).to_have_text(["helps most people"])
    saved = edit.save()
    assert cited_ids(saved) == [rest.pk]
    assert ">helps most people</a>. Walking" in saved

    edit.open()
    expect(edit.marks).to_have_text(["helps most people"])
    edit.marks.click()
    expect(edit.tooltip).to_contain_text("Rivera A (2020). Rest and sleep")
    edit.tooltip.get_by_role("button", name="Change").click()
    edit.choose("Light in the morning")
    expect(edit.marks).to_have_text(["helps most people"])
    assert cited_ids(edit.save()) == [light.pk]

    edit.open()
    edit.marks.click()
    edit.tooltip.get_by_role("button", name="Remove").click()
    expect(edit.marks).to_have_count(0)
    saved = edit.save()
    assert cited_ids(saved) == []
    assert TEXT in saved


def test_the_keyboard_alone_is_enough(edit: Editor, references: list[Reference]) -> None:
    keyboard = edit.page.keyboard

    edit.select("helps most people")
    keyboard.press("Control+Alt+c")
    expect(edit.chooser.get_by_role("textbox")).to_be_focused()
    keyboard.type("morning")
    expect(edit.chooser.locator("tbody tr")).to_have_count(1)
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(edit.chooser).to_be_hidden()
    expect(edit.marks).to_have_text(["helps most people"])
    edit.expect_typing()
    keyboard.type(" and more")
    expect(edit.text).to_have_text("Sleep helps most people and more. Walking helps too.")
    expect(edit.marks).to_have_text(["helps most people"])

    edit.caret_before("most people")
    keyboard.press("Control+Alt+c")
    expect(edit.tooltip.get_by_role("button", name="Change")).to_be_focused()
    keyboard.press("Escape")
    expect(edit.tooltip).to_have_count(0)
    edit.expect_typing()

    keyboard.press("Control+Alt+c")
    expect(edit.tooltip.get_by_role("button", name="Change")).to_be_focused()
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(edit.marks).to_have_count(0)
    edit.expect_typing()
    keyboard.type("!")
    expect(edit.text).to_have_text("Sleep helps most people! and more. Walking helps too.")
    keyboard.press("Control+z")
    expect(edit.text).not_to_contain_text("!")
    keyboard.press("Control+z")
    expect(edit.marks).to_have_text(["helps most people"])

    keyboard.press("Control+End")
    keyboard.type(" Really /cite")
    expect(edit.page.get_by_role("option", name="Cite a source")).to_be_visible()
    keyboard.press("Enter")
    edit.choose("Walking every day")
    expect(edit.marks).to_have_text(["helps most people", "Really"])


def test_an_editor_who_selects_nothing_useful_is_told_so(
    edit: Editor, references: list[Reference]
) -> None:
    note = edit.page.get_by_role("alertdialog")

    edit.text.focus()
    edit.page.keyboard.press("Control+End")
    edit.page.keyboard.type("  ")
    edit.page.keyboard.press("Control+Alt+c")
    expect(note).to_contain_text("First select the words")
    edit.page.keyboard.press("Enter")
    expect(note).to_have_count(0)
    edit.expect_typing()

    edit.select("most")
    edit.press_cite()
    edit.choose("Rest and sleep")
    edit.select("helps most people")
    edit.press_cite()
    expect(note).to_contain_text("cite a source already")
    note.get_by_role("button", name="OK").click()
    expect(note).to_have_count(0)
    expect(edit.marks).to_have_text(["most"])

    edit.select("Walking")
    edit.press_cite()
    expect(edit.chooser.get_by_role("textbox")).to_be_focused()
    edit.page.keyboard.press("Escape")
    expect(edit.chooser).to_be_hidden()
    edit.expect_typing()
    expect(edit.marks).to_have_text(["most"])


def test_copied_words_keep_their_source(edit: Editor, references: list[Reference]) -> None:
    keyboard = edit.page.keyboard
    edit.select("helps most ")  # with the space that a double click takes in
    edit.press_cite()
    edit.choose("Rest and sleep")

    keyboard.press("Control+a")
    keyboard.press("Control+c")
    keyboard.press("Control+End")
    keyboard.press("Control+v")
    expect(edit.marks).to_have_text(["helps most", "helps most"])
    in_short = edit.page.locator("#id_in_short").locator("..").get_by_role("textbox")
    in_short.focus()
    keyboard.press("Control+v")
    expect(in_short.locator(".citation-mark")).to_have_text(["helps most"])
    in_short.locator(".citation-mark").click()
    expect(edit.tooltip).to_contain_text("Rest and sleep")
    keyboard.press("Escape")

    edit.marks.first.click()
    edit.tooltip.get_by_role("button", name="Remove").click()
    expect(edit.marks).to_have_text(["helps most"])
    saved = edit.save()
    assert saved.index("linktype") > saved.index("Walking")
    revision = edit.article.revisions.latest("created_at")
    assert cited_ids(revision.content["in_short"]) == [references[0].pk]


def test_a_mark_tells_that_its_source_is_gone(
    edit: Editor, article: ArticlePage, references: list[Reference]
) -> None:
    gone = references[0]
    text = f'<p><a linktype="reference" id="{gone.pk}">Sleep helps</a>.</p>'
    article.body = body(section(text=text))
    article.save_revision()
    pk = gone.pk
    gone.delete()

    edit.open()
    edit.marks.click()
    expect(edit.tooltip).to_contain_text("This reference was deleted.")
    assert cited_ids(edit.save()) == [pk]


def test_a_mark_tells_that_its_source_was_retracted(
    edit: Editor, references: list[Reference]
) -> None:
    Reference.objects.filter(pk=references[0].pk).update(status="retracted")
    edit.select("helps most people")
    edit.press_cite()
    edit.choose("Retracted: Rivera A .2020.. Rest and sleep")
    fallen = edit.text.locator(".citation-mark--fallen")
    expect(fallen).to_have_text(["helps most people"])
    edit.save()
    edit.open()
    fallen.click()
    expect(edit.tooltip).to_contain_text("Retracted: Rivera A (2020). Rest and sleep")


def test_a_long_source_is_named_in_full_beside_its_words(
    edit: Editor, article: ArticlePage, references: list[Reference]
) -> None:
    title = "Sleep and rest in adults with depression: a systematic review of randomised trials"
    source = ReferenceFactory(authors="Rivera A, Sample B", title=title)
    words = f'<a linktype="reference" id="{source.pk}">Sleep helps</a>'
    article.body = body(section(text=f"<p>{words} most people.</p>"))
    article.save_revision()

    edit.page.set_viewport_size({"width": 480, "height": 900})
    edit.open()
    edit.marks.click()
    expect(edit.tooltip).to_contain_text(title)
    tooltip, text = edit.tooltip.bounding_box(), edit.text.bounding_box()
    assert tooltip
    assert text
    assert text["x"] - 40 <= tooltip["x"]
    assert tooltip["x"] + tooltip["width"] <= text["x"] + text["width"] + 40

    edit.page.keyboard.press("Control+a")
    edit.page.keyboard.press("Control+Alt+c")
    expect(edit.page.get_by_role("alertdialog")).to_contain_text("cite a source already")


VANCOUVER = (
    "2. Rivera A, Sample B, et al. Walking and mood: a randomised trial. J Examples. "
    "2021 May 3;12(3):45-51. doi: 10.1000/walk.1. PMID: 7654321."
)


def test_a_new_source_is_made_out_of_what_was_pasted(
    edit: Editor, references: list[Reference], axe: Callable[..., None]
) -> None:
    keyboard = edit.page.keyboard
    edit.select("Walking helps")
    keyboard.press("Control+Alt+c")
    edit.open_new_source()
    axe(edit.page, within=".modal-content")
    keyboard.press("Tab")
    keyboard.press("Enter")
    told = edit.chooser.locator("clinic-told")
    expect(told).to_be_focused()
    expect(edit.chooser).to_contain_text("Paste something first")

    edit.chooser.get_by_label("Paste the source").fill(VANCOUVER)
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(told).to_contain_text("Please check: Kind")
    expect(told).to_be_focused()
    expect(edit.chooser.get_by_label("Title")).to_have_value("Walking and mood: a randomised trial")
    expect(edit.chooser.get_by_label("Volume and pages")).to_have_value("12(3):45-51")
    axe(edit.page, within=".modal-content")

    edit.chooser.get_by_label("Title").fill("")
    edit.chooser.get_by_role("button", name="Add this source").click()
    expect(told).to_contain_text("Not added yet")
    expect(told).to_be_focused()
    edit.chooser.get_by_label("Title").fill("Walking \nand mood")
    edit.chooser.get_by_role("button", name="Add this source").click()
    expect(edit.chooser).to_be_hidden()
    edit.expect_typing()
    expect(edit.marks).to_have_text(["Walking helps"])
    made = Reference.objects.get(doi="10.1000/walk.1")
    assert (made.title, made.year, made.pubmed_id) == ("Walking and mood", 2021, "7654321")
    assert cited_ids(edit.save()) == [made.pk]


def test_the_report_of_retracted_sources_is_accessible(
    edit: Editor, references: list[Reference], axe: Callable[..., None]
) -> None:
    source, newer = references[:2]
    Reference.objects.filter(pk=source.pk).update(status="retracted", superseded_by=newer)
    ArticlePageFactory(references=[source])
    edit.page.set_viewport_size({"width": 768, "height": 900})
    edit.page.goto("/admin/sources/")
    expect(edit.page.get_by_role("main")).to_contain_text("Retracted: Rivera A (2020).")
    for scheme in ("light", "dark"):
        edit.page.emulate_media(color_scheme=scheme)
        axe(edit.page)
