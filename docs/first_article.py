"""Writes a first article as somebody does who never saw the site: from the log-in to "submitted",
by pasting and clicking, with no more help than the screen's.

`make screenshots` takes the pictures of docs/first-article.md with it. With a text of yours,

    python -m docs.first_article --paste article.txt --answers answers.json

takes none, and prints how many seconds and actions it took. The answers are what the writer adds:
the fields of `Article` but `text`; `instead` gives for words that a check stops at what to write.
"""

import argparse
import json
import os
import shutil
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Locator, Page, expect

from docs.screenshots import PASTED, keep, picture, served, shrunk
from tests.support.browser import launched

WIDTH = 760  # pixels of a picture in the guide
MAX_BYTES = 20_000

TEXT = """What happens at a first visit about low mood?

What a first visit is for

A first visit is a long talk. You say what is hard, and somebody listens and asks. You need no \
words for it in advance, and nobody has to decide anything on the day.

All that you say stays with the clinic. A first visit is safe.

How the visit works

You arrive: Somebody at the desk shows you a quiet room.

You talk: The clinician asks how you sleep, eat and get through the day.

You hear what we think: We say what it may be, and what it may not be.

You choose what comes next: There is time to think about it at home.

What the plan depends on

How long it has lasted: Some low days are another thing than a winter of them.

What you take already: Bring the boxes, or a list.

What you would like: Some people want to talk, some want a medicine, many want both.

Does treatment help?

In 522 trials with 116,477 adults, each of 21 medicines for depression did better than a dummy pill.

Benefits of a first visit

• You are no longer alone with it
• You know which help there is
• You leave with a plan

Side effects of a first visit

• Tired for the rest of the day
• Memories that come up again

The bottom line

A first visit is a talk that ends with a plan. You decide what comes next, and you may bring \
somebody with you.
"""


@dataclass(frozen=True)
class Article:
    """What the writer has at hand."""

    text: str = TEXT
    title: str = "What happens at a first visit about low mood?"
    summary: str = "How a first visit goes, who talks when, and what you take home from it."
    author: str = "Dr Ivo Placeholder"
    topic: str = "Depression"
    picture_shows: str = "Two chairs by a window, with a small table between them"
    source: str = PASTED
    instead: dict[str, str] = field(default_factory=lambda: {"safe": "something between us"})


class Writer:
    """Somebody in front of the screen; `did` counts what her hands do."""

    def __init__(self, browser: Browser, address: str, takes_pictures: bool) -> None:
        context = browser.new_context(
            base_url=address,
            viewport={"width": 1280, "height": 800},
            color_scheme="light",
            locale="en-GB",
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(30_000)
        self.page: Page = context.new_page()
        self.takes_pictures = takes_pictures
        self.did: Counter[str] = Counter()
        self.in_pictures = 0.0  # seconds

    # Hands

    def click(self, place: Locator) -> None:
        place.click()
        self.did["clicks"] += 1

    def press(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name).first)

    def paste(self, words: str, into: Locator | None = None) -> None:
        """Copied elsewhere, and pasted where the caret is or a click brings it."""
        self.page.evaluate("words => navigator.clipboard.writeText(words)", words)
        if into:
            self.click(into)
        self.page.keyboard.press("Control+v")
        self.did["pastes"] += 1

    def keep(self, name: str) -> None:
        if self.takes_pictures:
            begun = time.monotonic()
            keep(f"first-{name}", shrunk(picture(self.page), WIDTH), MAX_BYTES)
            self.in_pictures += time.monotonic() - begun

    # The way

    def write(self, article: Article, drawing: Path) -> None:
        self.log_in()
        self.begin(article)
        self.fill_fields(article, drawing)
        self.mend(article)
        self.look()
        self.submit(article)

    def log_in(self) -> None:
        page = self.page
        page.goto("/admin/")
        self.paste("editor", page.get_by_label("Username"))
        self.paste("demo", page.get_by_label("Password"))
        self.keep("log-in")
        self.press("Sign in")
        expect(page.get_by_role("heading", name="On your desk")).to_be_visible()
        self.keep("desk")

    def begin(self, article: Article) -> None:
        page = self.page
        self.click(page.get_by_role("main").get_by_role("link", name="New article"))
        self.paste(article.title, page.get_by_label("The question that it answers"))
        self.click(page.get_by_text("A text that I have"))
        self.keep("new-article")
        self.press("Make the draft")
        dialog = page.get_by_role("dialog", name="Paste an article")
        expect(dialog.get_by_role("textbox")).to_be_focused()
        self.keep("paste")
        self.paste(article.text)
        expect(dialog.get_by_text("This is what becomes of it")).to_be_visible()
        self.keep("becomes")
        self.press("Put it into the article")
        expect(dialog).to_be_hidden()

    def fill_fields(self, article: Article, drawing: Path) -> None:
        page = self.page
        self.paste(article.summary, page.get_by_role("textbox", name="Summary"))
        self.press("Choose an image")
        modal = page.locator(".modal-content")
        self.click(modal.get_by_role("tab", name="Upload"))
        modal.locator("input[type=file]").set_input_files(drawing)
        self.did["clicks"] += 2  # in the window in which a file is chosen
        expect(modal.get_by_role("textbox", name="Title")).to_have_value(drawing.stem)
        self.keep("picture")
        self.click(modal.get_by_role("button", name="Upload"))
        expect(page.locator(".modal")).to_have_count(0)
        shows = page.get_by_role("textbox", name="What the picture shows").first
        self.paste(article.picture_shows, shows)
        self.press("Add author")
        self.click(modal.get_by_role("checkbox", name=article.author))
        self.click(modal.get_by_role("button", name="Confirm selection"))
        expect(page.locator(".modal")).to_have_count(0)
        self.click(page.get_by_label(article.topic))
        self.keep("fields")

    def mend(self, article: Article) -> None:
        """Go through what stops the submission, from the top, until nothing is left."""
        page = self.page
        self.press("Toggle checks")
        expect(page.locator(".finding").first).to_be_visible()
        self.settle()
        stops = page.locator(".finding", has=page.locator(".finding-blocks:not([hidden])"))
        while count := stops.count():
            words = stops.first.locator("mark").inner_text()
            self.click(stops.first.get_by_role("button", name="Show the place"))
            page.wait_for_function("words => String(getSelection()) === words", arg=words)
            if words in article.instead:
                self.keep(f"mend-{self.did['words mended'] + 1}")
                self.did["words mended"] += 1
                self.paste(article.instead[words])
            else:
                self.cite(article.source)
            expect(stops).not_to_have_count(count)
            self.settle()

    def settle(self) -> None:
        """The checks come with the preview, once the form rests."""
        self.page.wait_for_timeout(1_500)

    def cite(self, source: str) -> None:
        page = self.page
        self.did["words cited"] += 1
        bar = page.get_by_role("button", name="Cite a source").last
        expect(bar).to_be_visible()
        self.keep("cite")
        self.click(bar)
        expect(page.get_by_label("Search the references")).to_be_focused()  # it has faded in
        self.click(page.get_by_role("tab", name="New source"))
        self.paste(source, page.get_by_label("Paste the source"))
        self.press("Read it")
        add = page.get_by_role("button", name="Add this source")
        in_library = page.locator("body:not(.modal-open)")  # found there, it is cited at once
        expect(add.or_(in_library).first).to_be_visible()
        if add.is_visible():
            self.keep("source")
            self.click(add)
        expect(page.locator(".modal")).to_have_count(0)

    def look(self) -> None:
        page = self.page
        self.press("Toggle preview")
        frame = page.frame_locator("iframe[title=Preview]:visible")
        expect(frame.get_by_role("heading", level=1)).to_be_visible()
        self.settle()
        self.keep("preview")

    def submit(self, article: Article) -> None:
        self.press("More actions")
        self.keep("submit")
        self.press("Submit to Clinical review")
        told = self.page.locator(".messages .success").first
        expect(told).to_contain_text(article.title)
        self.keep("sent")


def draw(path: Path) -> Path:
    """Two chairs by a window, as a writer may have on her disk."""
    image = Image.new("RGB", (1600, 1000), "#f3ead8")
    pen = ImageDraw.Draw(image)
    pen.rectangle((600, 120, 1000, 520), outline="#7a4b2a", width=12)
    pen.line((800, 120, 800, 520), fill="#7a4b2a", width=8)
    for left in (240, 1080):
        pen.rectangle((left, 480, left + 280, 700), outline="#1f4e5f", width=14)
        pen.line((left + 20, 700, left + 20, 880), fill="#1f4e5f", width=14)
        pen.line((left + 260, 700, left + 260, 880), fill="#1f4e5f", width=14)
    pen.ellipse((690, 640, 910, 700), outline="#7a4b2a", width=10)
    pen.line((800, 700, 800, 880), fill="#7a4b2a", width=10)
    image.save(path)
    return path


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--paste", type=Path, metavar="FILE", help="the text; takes no pictures")
    parser.add_argument("--answers", type=Path, metavar="FILE", help="what the writer adds, JSON")
    return parser.parse_args()


def main() -> None:
    options = asked()
    answers = json.loads(options.answers.read_text("utf-8")) if options.answers else {}
    if options.paste:
        answers["text"] = options.paste.read_text("utf-8")
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("Chromium was not found: install it, or name it with CHROMIUM=/path/to/chromium")
    with (
        TemporaryDirectory() as folder,
        served() as address,
        launched(chromium) as browser,
    ):
        writer = Writer(browser, address, takes_pictures=not options.paste)
        begun = time.monotonic()
        writer.write(Article(**answers), draw(Path(folder) / "two-chairs.png"))
        seconds = time.monotonic() - begun - writer.in_pictures
    hands = ", ".join(f"{count} {what}" for what, count in writer.did.items())
    print(f"From the log-in to “submitted”: {seconds:.0f} s of the machine; {hands}")


if __name__ == "__main__":
    main()
