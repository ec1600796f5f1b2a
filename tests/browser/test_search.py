"""Searching in a browser: suggestions by keyboard, help at once, the page of results."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from clinic.upkeep.models import PageCount
from search.models import QueryCount
from tests.browser.clinic import new_clinic
from tests.factories import ArticlePageFactory, TopicFactory, body, section


@pytest.fixture(autouse=True)
def _site(live_server: object) -> None:
    new_clinic()
    okapi = section("The okapi's food", "<p>An okapi eats leaves.</p>")
    for number in range(2):
        ArticlePageFactory(
            title=f"Okapi {number}",
            body=body(okapi),
            topics=[TopicFactory(name=f"Animal {number}")],
        )


def test_suggestions_are_chosen_by_keyboard(page: Page, axe: Callable[..., None]) -> None:
    page.goto("/search/")
    page.get_by_role("searchbox", name="What would you like to know?").focus()
    field = page.get_by_role("combobox", name="What would you like to know?")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("oka", delay=20)
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(options).to_have_count(4)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="4 suggestions")).to_have_count(1)
    axe(page)
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    chosen = options.first.get_attribute("id")
    expect(field).to_have_attribute("aria-activedescendant", chosen or "")
    page.keyboard.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile(".*"))
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("oka")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/articles/okapi-\d/"))


def test_a_suggestion_is_chosen_by_a_tap(new_page: Callable[..., Page]) -> None:
    page = new_page(width=360, has_touch=True)
    page.goto("/search/")
    page.get_by_label("What would you like to know?").tap()
    page.keyboard.type("food", delay=20)
    page.get_by_role("option").first.tap()
    page.wait_for_url(re.compile(r"/articles/okapi-\d/#the-okapis-food"))


def test_without_a_choice_enter_searches(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Search this site").focus()
    page.keyboard.type("oka", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?query=oka"))


def test_words_of_distress_bring_help_while_they_are_typed(
    page: Page, axe: Callable[..., None]
) -> None:
    page.goto("/search/")
    page.get_by_label("What would you like to know?").focus()
    page.keyboard.type("I want to kill myself", delay=5)
    help_now = page.get_by_role("alert")
    expect(help_now).to_contain_text("You are not alone")
    expect(help_now.get_by_role("link").first).to_be_visible()
    axe(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_of_results_is_accessible(
    new_page: Callable[..., Page], axe: Callable[..., None], scheme: str, width: int
) -> None:
    page = new_page(width=width, scheme=scheme)
    for query in ("okapi", "okapy", "unicorn", "I want to kill myself", ""):
        page.goto(f"/search/?query={query}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_pages_of_search_are_valid_html(
    page: Page, validate_html: Callable[[dict[str, str]], None]
) -> None:
    documents = {}
    for query in ("okapi", "okapi&topic=animal-1&order=newest", "unicorn", "kill myself", ""):
        documents[query] = page.request.get(f"/search/?query={query}").text()
    validate_html(documents)


def test_search_works_without_javascript(new_page: Callable[..., Page]) -> None:
    page = new_page(javascript=False)
    page.goto("/")
    page.get_by_label("Search this site").fill("okapi food")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="The okapi's food").first.click()
    page.wait_for_url(re.compile("#the-okapis-food"))


def test_a_search_and_a_choice_are_counted(page: Page) -> None:
    page.goto("/search/?query=okapi")
    with page.expect_response("**/search/counted/"):
        page.locator(".results a").first.click()
    page.wait_for_url(re.compile("/articles/"))
    page.wait_for_load_state("networkidle")
    row = QueryCount.objects.get()
    assert (row.searches, row.clicks, row.words) == (1, 1, "")
    assert PageCount.objects.get().landings == 1
