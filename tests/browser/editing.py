"""What an editor's hands do in the admin, in the words of an editor."""

import contextlib
import re
from pathlib import Path

from playwright.sync_api import FrameLocator, Locator, Page, TimeoutError, expect

from blog.models import ArticlePage

STREAM_CHILD = "> [data-streamfield-stream-container] > [data-streamfield-child]"
LIST_CHILD = "[data-streamfield-list-container] > [data-streamfield-child]"


def field(within: Locator, label: str) -> Locator:
    """The field with this label; the admin marks required ones with an asterisk."""
    name = re.compile(rf"^{re.escape(label)}\*?$")
    return within.get_by_role("textbox", name=name).or_(
        within.get_by_role("combobox", name=name).or_(within.get_by_role("checkbox", name=name))
    )


class RichText:
    """One rich-text editor, found by its field's name: it has no label of its own."""

    def __init__(self, within: Locator, name: str = "") -> None:
        place = within.locator(f'[data-contentpath="{name}"]') if name else within
        self.page = within.page
        self.area = place.locator("[contenteditable=true]").first
        self.root = place.locator(".Draftail-Editor").first

    def write(self, *paragraphs: str) -> "RichText":
        """Type paragraphs; one that begins with "- " becomes an item of a list."""
        self.area.click()
        for number, paragraph in enumerate(paragraphs):
            if number:
                self.page.keyboard.press("Enter")
            self.area.press_sequentially(paragraph)
        # The editor hands its text to the form a moment after the last key.
        self.page.wait_for_timeout(400)
        return self

    def bold_last(self, count: int) -> "RichText":
        """Set the last `count` characters in bold."""
        for _ in range(count):
            self.page.keyboard.press("Shift+ArrowLeft")
        self.page.keyboard.press("Control+b")
        self.page.keyboard.press("ArrowRight")
        return self

    def cite_last(self, count: int, title: str) -> "RichText":
        """Cite a reference with the last `count` characters."""
        for _ in range(count):
            self.page.keyboard.press("Shift+ArrowLeft")
        self.page.keyboard.press("Control+Alt+c")
        pick(self.page, title)
        expect(self.root.locator(".citation-mark")).to_be_visible()
        return self


def open_chooser(button: Locator) -> Locator:
    """Press a button that opens a chooser. A save that ends at that moment may move the page under
    the hand, and the press meets nothing; then one presses again."""
    chooser = button.page.locator(".modal-content")
    for _attempt in range(3):
        button.click()
        with contextlib.suppress(TimeoutError):
            chooser.first.wait_for(timeout=5_000)
            break
    return chooser


def pick(page: Page, *titles: str) -> None:
    """Choose in the chooser that is open now; all titles but the last are opened on the way."""
    chooser = page.locator(".modal-content")
    *way, title = titles
    for step in way:
        row = chooser.get_by_role("row").filter(has=page.get_by_role("link", name=step, exact=True))
        row.get_by_role("link", name="Explore").click()
    chooser.get_by_role("link", name=re.compile(rf"^(\S.* )?{re.escape(title)}$")).click()
    expect(page.locator(".modal")).to_have_count(0)


class Stream:
    """A stream of blocks in the page editor."""

    def __init__(self, page: Page, name: str = "body") -> None:
        self.page = page
        self.root = page.locator(f"#{name}-root")
        self.blocks = self.root.locator(STREAM_CHILD)

    def add(self, kind: str) -> Locator:
        """Choose a block of this kind at the end of the stream."""
        count = self.blocks.count()
        self.root.get_by_role("button", name="Insert a block", exact=True).and_(
            self.page.locator(".c-sf-add-button")
        ).last.click()
        self.page.get_by_role("option", name=kind, exact=True).click()
        expect(self.blocks).to_have_count(count + 1)
        return self.blocks.last

    def add_only_kind(self) -> Locator:
        """Add a block to a stream that offers one kind, and so asks for none."""
        count = self.blocks.count()
        self.root.get_by_role("button", name="Insert a block").last.click()
        expect(self.blocks).to_have_count(count + 1)
        return self.blocks.last

    def block(self, heading: str) -> Locator:
        """The block with this in its panel's heading."""
        return self.blocks.filter(
            has=self.page.locator("[data-panel-heading]", has_text=heading)
        ).first


def add_item(block: Locator) -> Locator:
    """One more item in the block's list."""
    items = block.locator(LIST_CHILD)
    count = items.count()
    block.get_by_role("button", name="Add", exact=True).last.click()
    expect(items).to_have_count(count + 1)
    return items.last


def first_item(block: Locator) -> Locator:
    return block.locator(LIST_CHILD).first


def upload(block: Locator, choose: str, title: str, file: Path) -> None:
    """Put a new file into the library from within a chooser."""
    page = block.page
    chooser = open_chooser(block.get_by_role("button", name=choose).first)
    chooser.get_by_role("tab", name="Upload").click()
    chooser.locator("input[type=file]").set_input_files(file)
    field(chooser, "Title").fill(title)
    chooser.get_by_role("button", name="Upload").click()
    expect(page.locator(".modal")).to_have_count(0)


class PageEditor:
    """The form in which a page is written."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.body = Stream(page)

    @property
    def title(self) -> Locator:
        return self.page.get_by_placeholder("Page title")

    def field(self, label: str) -> Locator:
        """A field outside of the streams."""
        return field(self.page.get_by_role("tabpanel", name="Content"), label).first

    def choose_author(self, name: str) -> None:
        chooser = open_chooser(self.page.get_by_role("button", name="Add author"))
        chooser.get_by_role("checkbox", name=name).check()
        chooser.get_by_role("button", name="Confirm selection").click()
        expect(self.page.locator(".modal")).to_have_count(0)

    def save_draft(self) -> None:
        self.page.get_by_role("button", name="Save draft").click()
        self._told("updated")

    def submit_for_review(self) -> None:
        """Send to a clinician and wait for the admin's word that it happened."""
        self.press_submit()
        self._told("submitted")

    def press_submit(self) -> None:
        self.page.get_by_role("button", name="More actions").click()
        self.page.get_by_role("button", name=re.compile("^(Submit|Resubmit) to ")).click()

    def _told(self, word: str) -> None:
        message = self.page.locator(".messages .success, [role=status] .success")
        expect(message.first).to_contain_text(word)

    @property
    def preview(self) -> FrameLocator:
        """The live preview; opens its panel if need be."""
        frame = self.page.locator("[data-preview-iframe]")
        if not frame.first.is_visible():
            self.page.get_by_role("button", name="Toggle preview").click()
        return self.page.frame_locator("iframe[title=Preview]:visible")


def edit(page: Page, article: ArticlePage) -> PageEditor:
    """Open a page in the admin."""
    page.goto(f"/admin/pages/{article.pk}/edit/")
    return PageEditor(page)
