"""An editor asks readers about a passage, in a real browser; the question outlives edits,
revisions and copies."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from blog.models import ArticlePage
from clinic.feedback.passages import Passage, passages
from tests.factories import ArticlePageFactory, ReferenceFactory, UserFactory, body, section

pytestmark = pytest.mark.once

TEXT = "Sleep helps most people. Walking helps too."


@pytest.fixture
def article(db: None) -> ArticlePage:
    reference = ReferenceFactory()
    cited = f'<a linktype="reference" id="{reference.pk}">helps</a>'
    return ArticlePageFactory(
        body=body(section(text=f"<p>Sleep {cited} most people. Walking helps too.</p>"))
    )


class Editor:
    """The rich text of the article's only section."""

    def __init__(self, page: Page, article: ArticlePage) -> None:
        self.page = page
        self.article = article
        self.open()

    def open(self) -> None:
        self.page.goto(reverse("wagtailadmin_pages:edit", args=[self.article.pk]))
        expect(self.text).to_be_visible()

    @property
    def text(self) -> Locator:
        return self.page.locator("#body-0-value-text").locator("..").get_by_role("textbox").first

    @property
    def marks(self) -> Locator:
        return self.text.locator(".passage-mark")

    @property
    def form(self) -> Locator:
        return self.page.locator(".passage-form")

    @property
    def tooltip(self) -> Locator:
        return self.page.locator(".passage-tooltip")

    def select(self, words: str) -> None:
        self.text.focus()
        self.page.keyboard.press("Control+Home")
        for _ in range((self.text.text_content() or "").index(words)):
            self.page.keyboard.press("ArrowRight")
        for _ in words:
            self.page.keyboard.press("Shift+ArrowRight")

    def press_ask(self) -> None:
        self.page.get_by_role("button", name="Ask readers about these words").last.click()

    def saved(self) -> dict[str, Passage]:
        """Save a draft and give the passages that it holds."""
        self.page.wait_for_timeout(400)  # the editor hands its text over after a quarter second
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Save draft").click()
        latest = ArticlePage.objects.get(pk=self.article.pk).get_latest_revision_as_object()
        return passages(latest.body)


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


def test_a_passage_is_asked_about_changed_and_freed_again(edit: Editor) -> None:
    edit.select("Walking")
    edit.press_ask()
    edit.form.get_by_label("Question to readers").fill("Do you?")
    edit.form.get_by_role("button", name="Ask").click()
    expect(edit.marks).to_have_text(["Walking"])
    [asked] = edit.saved().values()
    assert (asked.question, asked.words, asked.is_shown) == ("Do you?", "Walking", False)

    edit.open()
    edit.marks.click()
    expect(edit.tooltip).to_contain_text("Do you?")
    edit.tooltip.get_by_role("button", name="Change").click()
    expect(edit.form.get_by_label("Question to readers")).to_have_value("Do you?")
    edit.form.get_by_label("Question to readers").fill("Don’t you “<b>”?")
    edit.form.get_by_label("Show the question in the text").check()
    edit.form.get_by_role("button", name="Ask").click()
    [changed] = edit.saved().values()
    assert (changed.key, changed.question) == (asked.key, "Don’t you “<b>”?")
    assert changed.is_shown

    edit.open()
    edit.marks.click()
    edit.tooltip.get_by_role("button", name="Remove").click()
    expect(edit.marks).to_have_count(0)
    expect(edit.text).to_have_text(TEXT)
    assert edit.saved() == {}


def test_a_passage_runs_around_a_citation_and_is_one(edit: Editor) -> None:
    edit.select("Sleep helps most people")
    edit.press_ask()
    edit.page.keyboard.type("Is it so?")
    edit.page.keyboard.press("Enter")
    expect(edit.marks).to_have_text(["Sleep ", " most people"])
    expect(edit.text.locator(".citation-mark")).to_have_text(["helps"])
    [asked] = edit.saved().values()
    assert asked.words == "Sleep helps most people"

    edit.open()
    edit.marks.last.click()
    edit.tooltip.get_by_role("button", name="Change").click()
    edit.form.get_by_label("Question to readers").fill("Really?")
    edit.page.keyboard.press("Enter")
    [changed] = edit.saved().values()
    assert (changed.key, changed.question, changed.pieces) == (asked.key, "Really?", 2)

    edit.open()
    edit.marks.first.click()
    edit.tooltip.get_by_role("button", name="Remove").click()
    expect(edit.marks).to_have_count(0)
    assert edit.saved() == {}


def test_an_editor_can_think_better_of_it_and_is_told_what_cannot_be(edit: Editor) -> None:
    edit.select("Walking")
    edit.press_ask()
    edit.page.keyboard.press("Enter")  # no question yet
    expect(edit.form).to_be_visible()
    edit.page.keyboard.press("Escape")
    expect(edit.form).to_have_count(0)
    expect(edit.marks).to_have_count(0)

    edit.select("helps")
    edit.press_ask()
    note = edit.page.get_by_role("alertdialog")
    expect(note).to_contain_text("cite a source")
    note.get_by_role("button", name="OK").click()
    expect(note).to_have_count(0)
    assert edit.saved() == {}


@pytest.mark.django_db
@pytest.mark.usefixtures("admitted")
class TestWhatBecomesOfIt:
    KEY = "k3x9q2m7aa"

    @pytest.fixture
    def asking(self, db: None) -> ArticlePage:
        words = f'<a linktype="passage" key="{self.KEY}" question="Clear?">some words</a>'
        page = ArticlePageFactory(body=body(section(text=f"<p>Read {words}.</p>")))
        page.save_revision().publish()
        return page

    def test_a_revision_and_its_restoration_keep_it(self, asking: ArticlePage) -> None:
        first = asking.latest_revision
        asking.body = body(section(text="<p>Another.</p>"))
        asking.save_revision().publish()
        assert passages(ArticlePage.objects.get(pk=asking.pk).body) == {}
        first.publish()
        assert list(passages(ArticlePage.objects.get(pk=asking.pk).body)) == [self.KEY]

    def test_a_copy_of_the_page_keeps_it(self, asking: ArticlePage) -> None:
        copied = asking.copy(update_attrs={"slug": "copied", "title": "Copied"})
        assert list(passages(copied.body)) == [self.KEY]

    def test_the_api_gives_it_as_it_is_stored(self, asking: ArticlePage) -> None:
        page = ArticlePage.objects.get(pk=asking.pk)
        [block] = page.body.stream_block.get_api_representation(page.body)
        assert passages(block["value"]["text"])[self.KEY].question == "Clear?"

    def test_the_question_is_nothing_that_a_search_finds(self, asking: ArticlePage) -> None:
        [part] = asking.sections
        assert "Clear?" not in part.text
        assert "some words" in part.text
