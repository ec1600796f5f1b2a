"""Every page type, and an article of every block, is accessible to WCAG 2.2 AA."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.browser.clinic import new_clinic, path_of
from tests.support.browser import Guard


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_accessible_in_light_and_dark(
    width: int, new_page: Callable[..., Page], axe: Callable[..., None], guard: Guard
) -> None:
    guard.allow(r"404 \(Not Found\)")
    page = new_page(width=width)
    failures = []
    for name, address in new_clinic().addresses.items():
        page.goto(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            try:
                axe(page)
            except AssertionError as failure:
                failures.append(f"{name}, {scheme}: {failure}")
    assert not failures, "\n".join(failures)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_is_accessible_too(
    scheme: str, new_page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    clinic = new_clinic()
    page = new_page(width=360, scheme=scheme)
    page.goto(path_of(clinic.article))
    page.get_by_role("button", name="Menu").click()
    axe(page)
    page.keyboard.press("Escape")
    for number in ("#citation-1-2", "#citation-2-1"):  # the second is retracted
        page.locator(number).click()
        expect(page.locator(".side-note")).to_be_visible()
        axe(page)
    expect(page.locator(".side-note")).to_contain_text("Retracted, 3 May 2024.")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="toy", exact=True).click()
    expect(page.locator(".side-note")).to_contain_text("Something to play with.")
    axe(page)
    page.keyboard.press("Escape")
    page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    page.locator(".toc-bar").get_by_role("button").click()
    expect(page.locator(".toc-sheet")).to_be_visible()
    axe(page)
    page.goto(path_of(clinic.locked))
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)


@pytest.mark.django_db
def test_each_picture_says_what_it_shows_here(client: Client) -> None:
    """And not how the library calls it."""
    html = client.get(path_of(new_clinic().article)).content.decode()
    texts = re.findall(r'<img[^>]*? alt="([^"]*)"', html)
    assert texts == ["A quiet room", "A door that stands open", "A chart with a falling line", ""]
