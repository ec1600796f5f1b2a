"""The same change to many pages from the explorer: as drafts, logged, and never past a review."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from blog.models import ArticlePage
from clinic.upkeep import bulk
from tests.factories import (
    ArticlePageFactory,
    PersonFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
)
from tests.support.review import a_clinician, sign, sign_off, submitted

pytestmark = pytest.mark.django_db

TOMORROW = (timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)
LATER = TOMORROW + timedelta(days=30)


@pytest.fixture
def editor() -> AbstractBaseUser:
    return UserFactory(group="Editors")


@pytest.fixture
def browser(client: Client, editor: AbstractBaseUser) -> Client:
    client.force_login(editor)
    return client


def address(action: str, *pages: Page) -> str:
    query = urlencode({"next": "/admin/", "id": [page.pk for page in pages]}, doseq=True)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{query}"


def act(browser: Client, action: str, *pages: Page, **data: Any) -> str:
    """Take the action; what the next screen says, or the form where it is wrong."""
    response = browser.post(address(action, *pages), data)
    if response.status_code == 302:
        response = browser.get(response.headers["Location"])
    html: str = response.content.decode()
    return html


def local(time: datetime) -> str:
    return timezone.localtime(time).strftime("%Y-%m-%d %H:%M")


def draft_of(page: Page) -> Any:
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def revision_of(page: Page) -> Any:
    return type(page).objects.get(pk=page.pk).get_latest_revision()


def topics_of(article: ArticlePage) -> list[str]:
    return sorted(topic.name for topic in draft_of(article).topics.all())


def authors_of(article: ArticlePage) -> list[str]:
    return [row.person.name for row in draft_of(article).article_authors.all()]


class TestTopics:
    @pytest.mark.parametrize(
        ("how", "after"), [("add", ["Mood", "Sleep"]), ("replace", ["Sleep"]), ("remove", ["Mood"])]
    )
    def test_are_set_in_a_draft_of_each_article(
        self, browser: Client, how: str, after: list[str]
    ) -> None:
        mood, sleep = TopicFactory(name="Mood"), TopicFactory(name="Sleep")
        before = [mood, sleep] if how == "remove" else [mood]
        article = ArticlePageFactory(topics=before)
        html = act(browser, "topics", article, topics=[sleep.pk], how=how)
        assert "1 page has a new draft." in html
        assert topics_of(article) == after
        assert list(ArticlePage.objects.get(pk=article.pk).topics.all()) == before
        assert PageLogEntry.objects.filter(action="blog.topics", page=article.pk).exists()

    def test_twice_change_nothing(self, browser: Client) -> None:
        article, topic = ArticlePageFactory(), TopicFactory()
        act(browser, "topics", article, topics=[topic.pk], how="add")
        assert "Nothing was changed." in act(
            browser, "topics", article, topics=[topic.pk], how="add"
        )
        assert article.revisions.count() == 1

    def test_are_for_articles_alone(self, browser: Client) -> None:
        page, topic = StandardPageFactory(title="About"), TopicFactory()
        assert "Not for these pages" in browser.get(address("topics", page)).content.decode()
        act(browser, "topics", page, topics=[topic.pk], how="add")
        assert not page.revisions.exists()

    def test_leave_what_is_under_review_and_say_so(self, browser: Client) -> None:
        waiting, other, topic = (
            ArticlePageFactory(title="Waits"),
            ArticlePageFactory(),
            TopicFactory(),
        )
        submitted(waiting)
        html = act(browser, "topics", waiting, other, topics=[topic.pk], how="add")
        assert "1 page has a new draft." in html
        assert topics_of(other) == [topic.name]
        assert topics_of(waiting) == []

    def test_want_to_be_chosen(self, browser: Client) -> None:
        article = ArticlePageFactory()
        assert "This field is required" in act(browser, "topics", article, how="add")
        assert "Select a valid choice" in act(browser, "topics", article, topics=["x"], how="y")
        assert not article.revisions.exists()


class TestAuthors:
    @pytest.mark.parametrize(
        ("how", "after"),
        [("add", ["Ada", "Ben", "Cy"]), ("replace", ["Ben", "Cy"]), ("remove", ["Ada"])],
    )
    def test_are_set_in_their_order(self, browser: Client, how: str, after: list[str]) -> None:
        ada, ben, cy = (PersonFactory(name=name) for name in ("Ada", "Ben", "Cy"))
        article = ArticlePageFactory(authors=[ada, ben])
        act(browser, "authors", article, authors=[ben.pk, cy.pk], how=how)
        assert authors_of(article) == after
        live = ArticlePage.objects.get(pk=article.pk)
        assert [row.person.name for row in live.article_authors.all()] == ["Ada", "Ben"]
        assert PageLogEntry.objects.filter(action="blog.authors", page=article.pk).exists()


class TestASchedule:
    def schedule(
        self,
        browser: Client,
        *pages: Page,
        live: datetime | None = None,
        down: datetime | None = None,
    ) -> str:
        times = {
            "go_live_at": local(live) if live else "",
            "expire_at": local(down) if down else "",
        }
        return act(browser, "schedule", *pages, **times)

    def test_holds_at_once_for_what_its_user_may_publish(self, browser: Client) -> None:
        page = StandardPageFactory(live=False)
        self.schedule(browser, page, live=TOMORROW)
        page.refresh_from_db()
        assert page.get_latest_revision().approved_go_live_at == TOMORROW
        assert not page.live
        assert PageLogEntry.objects.filter(action="upkeep.schedule", page=page.pk).exists()

    def test_of_an_article_that_nobody_signed_waits_for_a_clinician(
        self, browser: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        article = ArticlePageFactory(title="Unsigned", live=False)
        html = self.schedule(browser, article, live=TOMORROW)
        assert "Unsigned (the times wait in the draft until it is published)" in html
        assert revision_of(article).approved_go_live_at is None
        monkeypatch.setattr(timezone, "now", lambda: LATER)
        call_command("publish_scheduled")
        assert not ArticlePage.objects.get(pk=article.pk).live

    def test_holds_for_it_once_it_is_signed(self, browser: Client) -> None:
        article = ArticlePageFactory(live=False)
        self.schedule(browser, article, live=TOMORROW)
        article = draft_of(article)
        sign(submitted(article), a_clinician())
        article = ArticlePage.objects.get(pk=article.pk)
        assert not article.live
        assert article.get_latest_revision().approved_go_live_at == TOMORROW

    def test_takes_down_what_is_signed_and_leaves_its_sign_off(self, browser: Client) -> None:
        article = sign_off(ArticlePageFactory())
        self.schedule(browser, article, down=LATER)
        article = ArticlePage.objects.get(pk=article.pk)
        assert article.expire_at == LATER
        assert article.live
        assert article.review.is_valid

    def test_publishes_no_words_of_a_draft(self, browser: Client) -> None:
        page = StandardPageFactory(title="Live")
        page.title = "Draft"
        page.save_revision()
        assert "wait in the draft" in self.schedule(browser, page, down=LATER)
        page.refresh_from_db()
        assert (page.title, page.expire_at) == ("Live", None)
        assert draft_of(page).expire_at == LATER

    def test_without_the_right_to_publish_waits_in_the_draft(self, client: Client) -> None:
        client.force_login(UserFactory(group="Clinical leads"))
        page = StandardPageFactory(live=False)
        assert "wait in the draft" in self.schedule(client, page, live=TOMORROW)
        assert revision_of(page).approved_go_live_at is None

    @pytest.mark.parametrize(
        ("times", "message"),
        [
            ({}, "Give one of the times at least."),
            ({"live": TOMORROW - timedelta(days=9)}, "This time has passed."),
            ({"live": LATER, "down": TOMORROW}, "Pages must go live before they come down."),
        ],
    )
    def test_makes_sense(self, browser: Client, times: dict[str, Any], message: str) -> None:
        page = StandardPageFactory()
        assert message in self.schedule(browser, page, **times)
        assert not page.revisions.exists()

    def test_makes_sense_for_each_page(self, browser: Client) -> None:
        page = StandardPageFactory(title="Short", live=False, expire_at=TOMORROW)
        html = self.schedule(browser, page, live=LATER)
        assert "Short (it would come down before it goes live)" in html


def test_too_many_pages_at_once_are_refused(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MOST", 1)
    pages = [ArticlePageFactory(), ArticlePageFactory()]
    html = act(browser, "topics", *pages, topics=[TopicFactory().pk], how="add")
    assert "Choose 1 pages at the most." in html
    assert not pages[0].revisions.exists()
