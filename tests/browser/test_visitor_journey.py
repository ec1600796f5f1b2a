"""What a visitor does with an article: by keyboard, with and without scripts."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.clinic import VIDEO, VIDEO_FRAME, Clinic, new_clinic, path_of
from tests.factories import ArticlePageFactory, body, section
from tests.support.browser import Guard

PHONE = {"width": 360, "height": 740}
PLAY = re.compile(r"^Play the video\s*: A visit$")
FOCUSED = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
        name: element.getAttribute("aria-label") || element.labels?.[0]?.textContent.trim()
            || element.textContent.trim().replace(/\\s+/g, " "),
        part: element.closest("header.site-header, nav, footer, .references, .content, main")
            ?.className.split(" ")[0] ?? "",
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        inSight: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth,
    };
}"""


@pytest.fixture
def clinic(db: None) -> Clinic:
    return new_clinic()


@pytest.fixture
def article(page: Page, clinic: Clinic) -> Page:
    """The article of every block, open on a desk."""
    page.goto(path_of(clinic.article))
    return page


def walk(page: Page, key: str = "Tab", most: int = 120) -> Iterator[dict[str, Any]]:
    """Press the key until the focus has left the page; what has the focus at each step."""
    for _ in range(most):
        page.keyboard.press(key)
        if (stop := page.evaluate(FOCUSED)) is None:
            return
        yield stop
    pytest.fail(f"{most} times {key} do not lead out of the page")


def test_the_tab_key_goes_through_the_whole_article_in_order_and_out(article: Page) -> None:
    stops = list(walk(article))

    names = [stop["name"] for stop in stops]
    assert names[:3] == [
        "Skip to the content",
        "In a crisis? Get help now",
        "Clinic of the Tests",
    ]
    order = [
        "Search this site",  # header
        "Home",  # breadcrumb
        "What it is",  # contents
        "The bottom line",
        "Reference 1",  # text
        "Play the video: A visit",
        "Who gets better",  # the table scrolls by keyboard
        "A form to fill in",
        "How to reach us",
        "Back to the text, place 1",  # references
        "Sleep",
        "Help in a crisis",  # footer
    ]
    places = [
        next((place for place, told in enumerate(names) if told.startswith(name)), name)
        for name in order
    ]
    assert [place for place in places if isinstance(place, str)] == [], names
    assert places == sorted(places), names
    assert [stop["name"] for stop in stops if not stop["outlined"]] == []
    assert [stop["name"] for stop in stops if not stop["inSight"]] == []
    back = [stop["name"] for stop in islice(walk(article, "Shift+Tab"), len(names))]
    assert back == names[::-1]


def test_the_skip_link_leads_to_the_main_content(article: Page) -> None:
    article.keyboard.press("Tab")
    skip = article.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    article.keyboard.press("Enter")
    expect(article.get_by_role("main")).to_be_focused()
    article.keyboard.press("Tab")
    expect(article.get_by_role("main").get_by_role("link", name="Home")).to_be_focused()


def test_a_link_of_the_contents_leads_to_its_heading_and_marks_it(article: Page) -> None:
    contents = article.get_by_role("navigation", name="Contents")
    link = contents.get_by_role("link", name="Side effects")
    link.focus()
    article.keyboard.press("Enter")
    expect(article).to_have_url(re.compile("#side-effects$"))
    heading = article.get_by_role("heading", name="Side effects", exact=True)
    expect(heading).to_be_in_viewport(ratio=1)
    expect(link).to_have_attribute("aria-current", "location")
    article.keyboard.press("Tab")  # goes on from the heading
    expect(article.locator(":focus")).not_to_have_attribute("href", "#questions")

    article.get_by_role("heading", name="What it depends on").scroll_into_view_if_needed()
    article.mouse.move(640, 400)
    article.mouse.wheel(0, -400)
    expect(link).not_to_have_attribute("aria-current", "location")
    expect(contents.locator("[aria-current]")).to_have_count(1)


def test_each_of_several_short_sections_is_marked_when_chosen(page: Page) -> None:
    short = [section(heading) for heading in ("First", "Second", "Third")]
    article = ArticlePageFactory(body=body(*short, section("Last", "<p>Long.</p>" * 60)))
    page.goto(article.url)
    contents = page.get_by_role("navigation", name="Contents")
    for heading in ("First", "Third", "Second"):
        link = contents.get_by_role("link", name=heading)
        link.click()
        expect(contents.locator("[aria-current]")).to_have_text([heading])


def test_a_citation_opens_in_place_and_closes_with_the_focus_back(article: Page) -> None:
    number = article.locator("#citation-1-2")
    number.focus()
    article.keyboard.press("Enter")
    note = article.get_by_role("note").filter(has_text="A study of")
    expect(note).to_be_visible()
    expect(note).to_be_focused()
    expect(number).to_have_attribute("aria-expanded", "true")
    article.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(number).to_be_focused()
    expect(number).not_to_have_attribute("aria-expanded", "true")

    article.keyboard.press("Enter")
    note.get_by_role("link", name="References").focus()
    article.keyboard.press("Enter")
    expect(note).to_be_hidden()
    expect(article.locator("#reference-1")).to_be_in_viewport()
    back = article.locator("#reference-1").get_by_role("link", name="Back to the text, place 2")
    back.focus()
    article.keyboard.press("Enter")
    expect(article).to_have_url(re.compile("#citation-1-2$"))
    expect(number).to_be_in_viewport()
    article.keyboard.press("Tab")
    article.keyboard.press("Shift+Tab")
    expect(number).to_be_focused()


def test_a_word_is_explained_in_place_and_at_the_foot(article: Page) -> None:
    word, note = article.locator("#term_use_1"), article.locator(".side-note")
    word.hover()
    expect(note).to_contain_text("Something to play with.")
    note.hover()  # and stays there
    article.wait_for_timeout(600)
    expect(note).to_be_visible()
    article.keyboard.press("Escape")
    expect(note).to_be_hidden()
    article.mouse.move(2, 2)
    word.focus()
    article.keyboard.press("Shift+Tab")
    article.keyboard.press("Tab")
    expect(word).to_have_accessible_description(re.compile("Something to play with"))
    article.keyboard.press("Enter")
    expect(note).to_be_focused()
    note.get_by_role("link", name="Words explained").click()
    entry = article.locator("#term_1")
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link", name="Back to the text").click()
    expect(word).to_be_in_viewport()
    article.emulate_media(media="print")
    expect(entry).to_be_visible()
    expect(entry.get_by_role("link")).to_be_hidden()


def test_a_citation_shows_its_source_to_the_pointer_and_to_the_focus(article: Page) -> None:
    number, note = article.locator("#citation-1-1"), article.locator(".side-note")
    number.hover()
    expect(note).to_be_visible()
    expect(note).to_contain_text("A study of")
    expect(number).not_to_be_focused()
    note.hover()  # and stays there
    article.wait_for_timeout(600)
    expect(note).to_be_visible()
    article.keyboard.press("Escape")
    expect(note).to_be_hidden()
    number.hover()
    expect(note).to_be_visible()
    article.mouse.move(2, 2)
    expect(note).to_be_hidden()

    before = article.locator(":is(a, button):visible").evaluate_all(
        "(all, number) => all.indexOf(number)", number.element_handle()
    )
    article.locator(":is(a, button):visible").nth(before - 1).focus()
    article.keyboard.press("Tab")
    expect(number).to_be_focused()
    expect(note).to_be_visible()
    expect(number).to_have_accessible_description(re.compile("A study of"))
    article.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(number).to_be_focused()
    article.keyboard.press("Shift+Tab")
    expect(note).to_be_hidden()
    article.keyboard.press("Tab")
    expect(note).to_be_visible()
    article.keyboard.press("Tab")  # its links are no stops
    expect(number).not_to_be_focused()
    expect(article.locator(".side-note a:focus")).to_have_count(0)
    expect(number).not_to_have_attribute("aria-describedby", "side-note")

    number.hover()
    article.emulate_media(media="print")
    expect(number).to_be_visible()
    expect(article.locator("#reference-1")).to_be_visible()
    expect(article.locator("#reference-1 .back")).to_be_hidden()
    expect(note).to_be_hidden()


def test_a_video_is_asked_for_only_when_it_is_played(article: Page, guard: Guard) -> None:
    asked = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<title>V</title>")

    article.route(lambda url: url.startswith("https://"), answer)
    play = article.get_by_role("button", name=PLAY)
    play.scroll_into_view_if_needed()
    assert not article.locator("iframe").count()
    guard.check()
    guard.allow(f"another host: {VIDEO_FRAME}")
    play.focus()
    article.keyboard.press("Enter")
    frame = article.locator("iframe")
    expect(frame).to_be_focused()
    expect(frame).to_have_attribute("title", "A visit")
    article.frame_locator("iframe").locator("html").wait_for(state="attached")
    assert asked == [f"{VIDEO_FRAME}?dnt=1&autoplay=1"]


def test_on_a_phone_the_contents_are_folded_and_follow_the_reader_in_a_bar(
    new_page: Callable[..., Page], clinic: Clinic
) -> None:
    page = new_page(**PHONE)
    page.goto(path_of(clinic.article))
    contents = page.locator("nav.toc")
    expect(contents.get_by_role("link", name="Benefits")).to_be_hidden()
    summary_end = page.locator(".summary").bounding_box()
    top = contents.bounding_box()
    assert summary_end
    assert top
    assert top["y"] > summary_end["y"] + summary_end["height"]
    contents.get_by_text("Contents").click()
    expect(contents.get_by_role("link", name="Benefits")).to_be_visible()

    bar = page.locator(".toc-bar")
    expect(bar).to_be_hidden()
    contents.get_by_role("link", name="Benefits").click()
    expect(page.get_by_role("heading", name="Benefits", exact=True)).to_be_in_viewport(ratio=1)
    expect(bar).to_be_visible()
    expect(bar).to_be_in_viewport(ratio=1)
    expect(bar).to_contain_text("Benefits")
    bar.get_by_role("button", name="Contents").click()
    sheet = page.locator(".toc-sheet")
    expect(sheet.locator("[aria-current]")).to_have_text(["Benefits"])
    sheet.get_by_role("link", name="Questions").click()
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("heading", name="Questions", exact=True)).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, 0)")
    expect(bar).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_without_scripts_everything_is_there(
    width: int, new_page: Callable[..., Page], clinic: Clinic
) -> None:
    page = new_page(width=width, javascript=False)
    page.goto(path_of(clinic.article))
    contents = page.get_by_role("navigation", name="Contents")
    if width < 1000:
        contents.get_by_text("Contents").click()
    contents.get_by_role("link", name="Side effects").click()
    expect(page.get_by_role("heading", name="Side effects", exact=True)).to_be_in_viewport()
    page.locator("#citation-1-2").click()
    expect(page.locator("#reference-1")).to_be_in_viewport()
    page.locator("#reference-1").get_by_role("link", name="Back to the text, place 2").click()
    expect(page.locator("#citation-1-2")).to_be_in_viewport()
    video = page.get_by_role("link", name=PLAY)
    expect(video).to_have_attribute("href", VIDEO)
    transcript = page.get_by_text("A nurse speaks.")
    expect(transcript).to_be_hidden()
    page.get_by_text("Read the transcript").click()
    expect(transcript).to_be_visible()
    if width < 1000:
        page.get_by_role("button", name="Menu").click()
    search = page.get_by_role("searchbox", name="Search this site")
    search.fill("Nausea")
    search.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("1 page speaks of “Nausea”.")
    expect(page.get_by_role("link", name="Everything about it")).to_be_visible()
