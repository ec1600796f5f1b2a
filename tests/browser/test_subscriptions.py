"""From a comment to a mail and out again by one click: in Chromium, with a real mail server."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from blog.models import ArticlePage
from clinic.feedback import guards, moderation, subscriptions
from clinic.feedback.models import Comment
from tests.browser.clinic import path_of
from tests.factories import ArticlePageFactory, UserFactory
from tests.feedback.mailing import SECRET_WORDS, path_in, published, subscribed, text_of
from tests.support.smtp import MailServer

pytestmark = pytest.mark.once

ADA = "ada@example.org"


@pytest.fixture
def article(db: None, monkeypatch: pytest.MonkeyPatch) -> ArticlePage:
    monkeypatch.setattr(guards, "FASTEST", -1)
    return ArticlePageFactory(title="Sleep and mood")


def write_comment(page: Page, article: ArticlePage, javascript: bool) -> None:
    page.goto(path_of(article))
    if javascript:
        page.locator("#feedback[data-ready]").wait_for(state="attached")
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_label("Your comment").fill("I sleep better now.")
    page.get_by_label("Name", exact=True).fill("Ada")
    page.get_by_label("E-mail", exact=True).fill(ADA)
    page.get_by_label("Send me an e-mail about").select_option("mine")
    page.get_by_role("button", name="Send for moderation").click()
    expect(page.get_by_text("Awaiting moderation").first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visitor_comments_waits_is_approved_gets_an_answer_and_a_mail_and_unsubscribes(
    new_page: Callable[..., Page], article: ArticlePage, smtp: MailServer, javascript: bool
) -> None:
    page = new_page(javascript=javascript)
    write_comment(page, article, javascript)

    [question] = smtp.wait_for(1)
    assert question["To"] == ADA
    page.goto(path_in(question, "feedback/mail/confirm"))
    page.get_by_role("button", name="Yes, write to me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You will get mail")

    comment = Comment.objects.get()
    moderation.approve(comment.pk, UserFactory())
    [_, approved] = smtp.wait_for(2)
    page.goto(path_in(approved, "feedback/comment"))
    expect(page.get_by_text("I sleep better now.")).to_be_visible()

    moderation.answer(comment.pk, "We are glad.", UserFactory(first_name="Mo"))
    [_, _, answer] = smtp.wait_for(3)
    assert answer["Subject"].strip() == "A reply to your comment on “Sleep and mood”"
    assert "We are glad" not in text_of(answer)
    page.goto(path_in(answer, "feedback/comment"))
    expect(page.get_by_text("We are glad.")).to_be_visible()

    # What a mail program's own button does.
    end = urlsplit(answer["List-Unsubscribe"].strip(" <>")).path
    response = page.request.post(end, form={"List-Unsubscribe": "One-Click"})
    assert response.status == 200
    assert subscriptions.active(ADA) == []
    moderation.answer(comment.pk, "One more.", UserFactory())
    fourth = smtp.wait_for(4)[3]
    assert "List-Unsubscribe" not in fourth  # the clinic's own answer, to its author alone


@pytest.mark.parametrize("javascript", [True, False])
def test_mail_about_new_comments_is_asked_for_below_the_article(
    new_page: Callable[..., Page], article: ArticlePage, smtp: MailServer, javascript: bool
) -> None:
    page = new_page(javascript=javascript)
    page.goto(path_of(article))
    if javascript:
        page.locator("#feedback[data-ready]").wait_for(state="attached")
    page.get_by_role("link", name="Tell me of new comments").click()
    page.get_by_label("new follow-up comments").check()
    page.get_by_label("E-mail", exact=True).fill("bob@example.org")
    page.get_by_role("button", name="Mail me").click()
    expect(page.get_by_text("A mail is on its way")).to_be_visible()

    [question] = smtp.wait_for(1)
    page.goto(path_in(question, "feedback/mail/confirm"))
    page.get_by_role("button", name="Yes, write to me").click()
    published(article, email="")
    [_, news] = smtp.wait_for(2)
    assert SECRET_WORDS not in news.as_string()
    page.goto(path_in(news, "feedback/mail/end"))
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This mail has ended")
    published(article, email="", text="Another.")
    assert len(smtp.mails) == 2


def test_a_person_sees_ends_and_erases_what_is_theirs(
    page: Page, article: ArticlePage, smtp: MailServer
) -> None:
    published(article)
    subscribed(article, ADA)
    page.goto("/feedback/own/")
    page.get_by_label("E-mail").fill(ADA)
    page.get_by_role("button", name="Mail me the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    link = path_in(smtp.wait_for(2)[1], "feedback/own")
    page.goto(link)
    with page.expect_download() as download:
        page.get_by_role("link", name="Everything as a file").click()
    assert download.value.suggested_filename == "feedback.json"
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("We write to you about nothing.")).to_be_visible()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything was erased")
    assert not Comment.objects.exclude(text="").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_are_accessible_at_320_pixels(
    new_page: Callable[..., Page],
    article: ArticlePage,
    axe: Callable[..., None],
    smtp: MailServer,
    guard: Any,
    scheme: Any,
) -> None:
    guard.allow("410")
    published(article)
    subscribed(article, ADA)
    page = new_page(width=320, scheme=scheme)
    page.goto("/feedback/own/")
    axe(page)
    page.get_by_label("E-mail").fill(ADA)
    page.get_by_role("button", name="Mail me the link").click()
    axe(page)
    for path in (
        path_in(smtp.wait_for(2)[1], "feedback/own"),
        f"/feedback/{article.pk}/subscribe/",
        f"/feedback/{article.pk}/asked/",
        "/feedback/mail/confirm/nothing/",
    ):
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
