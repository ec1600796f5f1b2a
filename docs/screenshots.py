"""Takes the pictures of the README and of the guides: `make screenshots`. Those of the
first article are taken by `docs/first_article.py`.

It serves the demonstration clinic from a temporary folder, on a free port, and looks at it
with the system's Chromium; CHROMIUM names another.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browser import launched

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
# Type and line drawings need few colours; the first number whose file is small enough is taken.
COLOURS = (128, 96, 64, 48)
MAX_BYTES = 80_000

expect.set_options(timeout=30_000)

ARTICLE = "how-long-does-ketamine-last"
TITLE = "How long does ketamine’s effect on depression last?"


# --- The site -----------------------------------------------------------------------------


@contextmanager
def served() -> Iterator[str]:
    """The address of a demonstration clinic that exists for as long as the block lasts."""
    with TemporaryDirectory(prefix="clinic-screenshots-") as folder:
        port = free_port()
        address = f"http://localhost:{port}"
        environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        environment |= {
            "DJANGO_SETTINGS_MODULE": "clinic.settings.dev",
            "VAR_DIR": folder,
            "BASE_URL": address,
        }
        for command in (
            ["migrate", "--verbosity=0"],
            ["collectstatic", "--no-input", "--verbosity=0"],
            ["load_demo", "--quiet"],
            ["set_address"],
        ):
            run = [sys.executable, "manage.py", *command]
            subprocess.run(run, cwd=ROOT, env=environment, check=True)  # noqa: S603 - our own
        gunicorn = [sys.executable, "-m", "gunicorn", "clinic.wsgi", "--log-level=warning"]
        serve = [*gunicorn, "--threads=4", f"--bind=127.0.0.1:{port}"]
        server = subprocess.Popen(serve, cwd=ROOT, env=environment)  # noqa: S603 - our own
        try:
            wait_for(f"{address}/healthz")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        return int(opened.getsockname()[1])


def wait_for(address: str, seconds: int = 30) -> None:
    for _ in range(seconds * 4):
        try:
            with urlopen(address):  # noqa: S310 - http, built above
                return
        except URLError:
            time.sleep(0.25)
    raise TimeoutError(f"{address} does not answer")


# --- Pictures -----------------------------------------------------------------------------


def picture(page: Page) -> Image.Image:
    """What the page shows now, once it is all there."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    return Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")


def keep(name: str, image: Image.Image, max_bytes: int = MAX_BYTES) -> None:
    """Write the picture as a small PNG."""
    IMAGES.mkdir(exist_ok=True)
    path = IMAGES / f"{name}.png"
    for colours in COLOURS:
        few = image.quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        if path.stat().st_size <= max_bytes:
            break
    print(f"{path.relative_to(ROOT)}: {image.width} × {image.height}, {path.stat().st_size:,} B")


def side_by_side(desk: Image.Image, phone: Image.Image) -> Image.Image:
    """A wide screen and a phone on one sheet, each with a thin frame."""
    width, margin, gap = 1280, 24, 32
    phone = shrunk(phone, 268)
    desk = shrunk(desk, width - phone.width - gap - 2 * margin)
    height = max(desk.height, phone.height) + 2 * margin
    sheet = Image.new("RGB", (width, height), "#e9e4da")
    for image, left in ((desk, margin), (phone, width - margin - phone.width)):
        top = (height - image.height) // 2
        sheet.paste(image, (left, top))
        edge = (left - 1, top - 1, left + image.width, top + image.height)
        ImageDraw.Draw(sheet).rectangle(edge, outline="#b9b2a4")
    return sheet


def shrunk(image: Image.Image, width: int) -> Image.Image:
    return image.resize((width, image.height * width // image.width), Image.Resampling.LANCZOS)


# --- The visitors' side -------------------------------------------------------------------


def take_article(browser: Browser, address: str) -> None:
    desk = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
    desk.goto(f"{address}/articles/{ARTICLE}/")
    phone = browser.new_page(
        viewport={"width": 390, "height": 844}, color_scheme="dark", device_scale_factor=2
    )
    phone.goto(f"{address}/articles/{ARTICLE}/")
    phone.locator("section.side-effects").first.evaluate("part => part.scrollIntoView()")
    keep("article", side_by_side(picture(desk), picture(phone)))


# --- The editors' side --------------------------------------------------------------------


class Editor:
    """The admin, as somebody of the demonstration clinic meets it: an editor, unless another
    log-in is named."""

    def __init__(self, browser: Browser, address: str, log_in: str = "editor") -> None:
        self.page = browser.new_page(
            base_url=address,
            viewport={"width": 1280, "height": 800},
            color_scheme="light",
            locale="en-GB",
            reduced_motion="reduce",
        )
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.goto("/admin/login/")
        self.page.get_by_label("Username").fill(log_in)
        self.page.get_by_label("Password").fill("demo")
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/admin/")

    def open_article(self) -> None:
        self.page.goto(f"/admin/pages/search/?q={TITLE.split('’')[0]}")
        self.page.locator("main").get_by_role("link", name=TITLE).first.click()
        expect(self.page.get_by_role("textbox", name="Summary")).to_be_visible()
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(1000)  # the form folds its parts open

    def press(self, name: str, which: int = 0) -> None:
        self.page.get_by_role("button", name=name).nth(which).click()

    def to_top(self, place: Locator, above: int) -> None:
        """Scroll so that a place of the form has so many pixels above it."""
        place.evaluate(
            """(node, above) => {
                node.style.scrollMarginTop = `${above}px`;
                node.scrollIntoView({behavior: "instant"});
            }""",
            above,
        )


def take_blocks(editor: Editor) -> None:
    page = editor.page
    editor.open_article()
    editor.to_top(page.locator("#panel-child-content-body-heading"), 130)
    page.locator("#panel-child-content-body-section").get_by_role(
        "button", name="Insert a block"
    ).first.click()
    option = page.get_by_role("option", name="Side effects")
    option.locator("xpath=following::button").first.click()
    page.wait_for_timeout(1500)  # its preview comes from the site
    keep("blocks", picture(page))


def take_preview(editor: Editor) -> None:
    page = editor.page
    editor.open_article()
    editor.press("Toggle preview")
    preview = page.frame_locator("iframe[title=Preview]:visible")
    expect(preview.locator("h1")).to_be_visible()  # it comes when the form rests
    keep("preview", picture(page))
    page.get_by_label("Preview mode").select_option("Print")
    page.get_by_role("radio", name="Preview in desktop size").check(force=True)
    expect(preview.locator(".letterhead")).to_be_visible()
    keep("print", picture(page))
    editor.press("Toggle checks")
    expect(page.locator("[data-metric=words]")).not_to_have_text("–")
    keep("checks", picture(page))


PASTED = (
    "Cipriani A, Furukawa TA, Salanti G, et al. Comparative efficacy and acceptability of 21 "
    "antidepressant drugs for the acute treatment of adults with major depressive disorder: a "
    "systematic review and network meta-analysis. Lancet. 2018;391(10128):1357-1366. "
    "doi: 10.1016/S0140-6736(17)32802-7. PMID: 29477251"
)


def take_cite(editor: Editor) -> None:
    page = editor.page
    editor.open_article()
    text = page.locator(".public-DraftEditor-content", has=page.locator(".citation-mark")).first
    editor.to_top(text, 260)
    select_with_mouse(page, text, "No ketamine infusion is licensed for depression")
    expect(page.get_by_role("button", name="Cite a source").last).to_be_visible()
    keep("cite", picture(page))

    page.get_by_role("button", name="Cite a source").last.click()
    page.get_by_role("tab", name="New source").click()
    page.get_by_label("Paste the source").fill(PASTED)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_label("Volume and pages")).to_be_visible()
    page.wait_for_timeout(500)  # the tab fades in
    keep("new-source", picture(page))
    page.keyboard.press("Escape")


def select_with_mouse(page: Page, text: Locator, words: str) -> None:
    """Drag over words that stand in one line."""
    box = text.evaluate(
        """(node, words) => {
            const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
            while (!walker.nextNode().data.includes(words));
            const range = document.createRange();
            const start = walker.currentNode.data.indexOf(words);
            range.setStart(walker.currentNode, start);
            range.setEnd(walker.currentNode, start + words.length);
            const {left, right, top, bottom} = range.getBoundingClientRect();
            return {left, right, middle: (top + bottom) / 2};
        }""",
        words,
    )
    page.mouse.move(box["left"], box["middle"])
    page.mouse.down()
    page.mouse.move(box["right"], box["middle"], steps=8)
    page.mouse.up()


def take_schedule(editor: Editor) -> None:
    editor.open_article()
    editor.press("Toggle status")
    editor.press("Set schedule")
    expect(editor.page.get_by_label("Go live date/time")).to_be_visible()
    keep("schedule", picture(editor.page))


def take_compare(editor: Editor) -> None:
    page = editor.page
    editor.open_article()
    summary = page.get_by_role("textbox", name="Summary")
    words = summary.input_value()
    summary.fill(f"{words} Written for people who are offered it.")
    page.wait_for_timeout(2000)  # the draft saves itself
    editor.press("Save draft")
    page.wait_for_load_state("load")
    page.goto(page.url.replace("/edit/", "/history/"))
    page.locator("tbody").get_by_role("button", name="Actions").last.click()
    page.get_by_role("link", name="Compare with current version").click()
    expect(page.get_by_text("Written for people who are offered it")).to_be_visible()
    keep("compare", picture(page))


def take_submit(editor: Editor) -> None:
    page = editor.page
    editor.open_article()
    editor.press("More actions")
    expect(page.get_by_role("button", name="Submit to Clinical review")).to_be_visible()
    keep("submit", picture(page))


def take_desk(editor: Editor) -> None:
    editor.page.goto("/admin/")
    expect(editor.page.get_by_role("heading", name="On your desk")).to_be_visible()
    keep("desk", picture(editor.page))


def take_new_article(editor: Editor) -> None:
    page = editor.page
    page.goto("/admin/desk/new-article/")
    page.get_by_label("The question that it answers").fill("Does an infusion hurt?")
    page.get_by_role("radio", name="What to expect").check()
    keep("new-article", picture(page))


def take_paste(editor: Editor) -> None:
    page = editor.page
    page.goto("/admin/desk/new-article/")
    page.get_by_label("The question that it answers").fill("How long does a visit take?")
    page.get_by_text("An empty article").click()
    page.get_by_role("button", name="Make the draft").click()
    page.get_by_role("button", name="Paste an article").click()
    copied = ROOT / "tests" / "blog" / "importing" / "clipboard" / "web-page.html"
    page.get_by_role("dialog").get_by_role("textbox").evaluate(
        """(node, html) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            node.dispatchEvent(new ClipboardEvent("paste", {clipboardData, cancelable: true}));
        }""",
        copied.read_text(encoding="utf-8"),
    )
    expect(page.get_by_text("This is what becomes of it")).to_be_visible()
    keep("paste", picture(page))


def take_second_factor(editor: Editor) -> None:
    page = editor.page
    page.goto("/admin/second-factor/totp/activate/")
    page.get_by_label("Password").fill("demo")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_label("Authenticator code")).to_be_visible()
    keep("second-factor", picture(page))


# --- The clinicians' side -----------------------------------------------------------------


def take_review(clinician: Editor) -> None:
    """What waits, what changed, the checklist, and where every page stands."""
    page = clinician.page
    page.goto("/admin/")
    waiting = page.get_by_role("link", name="Esketamine spray and ketamine infusion").first
    expect(waiting).to_be_visible()
    keep("waiting", picture(page))
    waiting.click()
    part = page.locator(".difference", has_text="Eat nothing for two hours before").first
    clinician.to_top(part, 60)
    page.wait_for_timeout(500)
    keep("review-differences", picture(page))
    clinician.to_top(page.get_by_role("heading", name="Your decision"), 30)
    page.wait_for_timeout(500)
    keep("review-decision", picture(page))
    page.goto("/admin/review/pages/")
    keep("review-report", picture(page))


def main() -> None:
    chromium = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    if not chromium:
        sys.exit("Chromium was not found: install it, or name it with CHROMIUM=/path/to/chromium")
    with served() as address, launched(chromium) as browser:
        take_article(browser, address)
        editor = Editor(browser, address)
        for take in (take_blocks, take_cite, take_compare, take_schedule, take_preview):
            take(editor)
        take_submit(editor)
        take_second_factor(editor)
        take_review(Editor(browser, address, "clinician"))
        for take in (take_desk, take_new_article, take_paste):
            take(editor)


if __name__ == "__main__":
    main()
