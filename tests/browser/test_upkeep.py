"""Keeping articles alive: the reports and the screens of changes, by keyboard and accessible."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from clinic.upkeep.models import PageCount
from search.models import QueryCount
from tests.factories import (
    ArticlePageFactory,
    ImageFactory,
    PersonFactory,
    ReferenceFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
    body,
    section,
)

pytestmark = pytest.mark.once

UNFOLDED = """new Promise(done => document.addEventListener(
    "w-dropdown:shown", () => setTimeout(done), {once: true}))"""


@pytest.fixture
def articles() -> list[Any]:
    """Two articles with all that a report may find in them, and what else the reports list."""
    gone = StandardPageFactory(live=False)
    text = f'<p>We give <b>rest</b> to all: <a linktype="page" id="{gone.pk}">see here</a>.</p>'
    long_ago = timezone.now() - timedelta(days=400)
    made = [
        ArticlePageFactory(
            title=title, body=body(section("Care", text)), last_published_at=long_ago
        )
        for title in ("Rest at home", "Sleep")
    ]
    call_command("take_stock")
    today = timezone.localdate()
    PageCount.objects.create(page=made[0], day=today, reads=1234, landings=5)
    ReferenceFactory()
    ImageFactory()
    TopicFactory(name="Mood")
    PersonFactory()
    QueryCount.objects.create(
        language="en", key="x", words="tapir", first_day=today, last_day=today, empty=3, searches=3
    )
    return made


@pytest.mark.parametrize(("width", "scheme"), [(768, "light"), (1280, "dark")])
def test_each_screen_is_accessible(
    width: int,
    scheme: str,
    new_page: Callable[..., Page],
    log_in: Callable[[Page, AbstractBaseUser], None],
    axe: Callable[..., None],
    articles: list[Any],
) -> None:
    page = new_page(width=width, scheme=scheme)
    log_in(page, UserFactory(group="Editors"))
    chosen = "&".join(f"id={article.pk}" for article in articles)
    for address in (
        "/admin/upkeep/care/",
        "/admin/upkeep/flaws/",
        "/admin/upkeep/reading/",
        "/admin/upkeep/references/",
        "/admin/upkeep/images/",
        "/admin/search/not-found/",
        "/admin/upkeep/replace/",
        "/admin/upkeep/replace/?find=rest&whole=on",
        "/admin/upkeep/replace/?find=rest&new=sleep&whole=on",
        *(
            f"/admin/bulk/wagtailcore/page/{action}/?{chosen}&next=/admin/"
            for action in ("topics", "authors", "schedule")
        ),
    ):
        page.goto(address)
        axe(page, within="main")
        overflows = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(overflows), address


def test_words_are_replaced_by_keyboard_alone(
    page: Page, log_in: Callable[[Page, AbstractBaseUser], None], articles: list[Any]
) -> None:
    log_in(page, UserFactory(group="Editors"))
    page.goto("/admin/upkeep/replace/")
    page.get_by_role("textbox", name=re.compile("^Find")).focus()
    page.keyboard.type("rest")
    page.keyboard.press("Tab")
    page.keyboard.type("sleep")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="“rest” on 2 pages")).to_be_visible()
    page.get_by_role("checkbox", name="Sleep").press("Space")
    page.get_by_role("button", name="Make new drafts of the chosen pages").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1 page has a new draft")
    articles[0].refresh_from_db()
    assert articles[0].title == "Rest at home"
    assert articles[0].get_latest_revision_as_object().title == "Sleep at home"


def test_the_topic_of_two_articles_is_set_from_their_list(
    page: Page, log_in: Callable[[Page, AbstractBaseUser], None], articles: list[Any]
) -> None:
    log_in(page, UserFactory(group="Editors"))
    page.goto(f"/admin/pages/{articles[0].get_parent().pk}/")
    for title in ("Rest at home", "Sleep"):
        page.get_by_role("row").filter(has_text=title).get_by_role("checkbox").press("Space")
    # Wagtail gives its links what was ticked once the list has unfolded.
    page.evaluate(f"() => {{ window.unfolded = {UNFOLDED}; }}")
    page.get_by_role("button", name="More", exact=True).press("Enter")
    page.evaluate("window.unfolded")
    page.get_by_role("link", name="Set the topics of the selected articles").press("Enter")
    page.get_by_label("Mood").press("Space")
    page.get_by_role("button", name="Set the topics").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("2 pages have new drafts.")
    for article in articles:
        article.refresh_from_db()
        draft = article.get_latest_revision_as_object()
        assert [topic.name for topic in draft.topics.all()] == ["Mood"]
