"""Readers and a moderator in Chromium, with and without JavaScript, and the mail that arrives."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from django.contrib.auth.models import AbstractBaseUser
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import ArticlePage
from clinic.feedback import moderation
from clinic.feedback.models import Comment, PageFeedback, Subscription
from clinic.feedback.ratings import rate
from tests.browser.clinic import new_settings, path_of
from tests.factories import UserFactory
from tests.feedback.mailing import path_in, published, write
from tests.support.browser import Guard
from tests.support.smtp import MailServer

pytestmark = pytest.mark.usefixtures("no_waiting")

expect.set_options(timeout=15_000)


@pytest.fixture
def moderator(
    new_page: Callable[..., Page], log_in: Callable[[Page, AbstractBaseUser], None]
) -> Page:
    page = new_page()
    user = UserFactory(username="mo", first_name="Mo", last_name="Example", group="Moderators")
    log_in(page, user)
    return page


@pytest.fixture(autouse=True)
def _settings(db: None) -> None:
    new_settings()


def area(page: Page) -> Locator:
    """The feedback below the article, its script awake."""
    feedback = page.locator("#feedback")
    feedback.scroll_into_view_if_needed()
    expect(page.locator("#feedback[data-ready]")).to_be_visible()
    return feedback


def open_article(page: Page, article: ArticlePage) -> Locator:
    page.goto(path_of(article))
    return area(page)


def fill(form: Locator | Page, text: str, **fields: str) -> None:
    form.get_by_label("Your comment").fill(text)
    for label, value in {"Name": "Ada", "E-mail": "ada@example.org", **fields}.items():
        form.get_by_label(label, exact=True).fill(value)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visitor_rates_comments_waits_is_answered_gets_a_mail_and_ends_it_by_one_click(
    javascript: bool,
    new_page: Callable[..., Page],
    moderator: Page,
    article: ArticlePage,
    smtp: MailServer,
    live_server: LiveServer,
) -> None:
    visitor = new_page(javascript=javascript)
    visitor.goto(path_of(article))
    if javascript:
        area(visitor)

    # Rate.
    visitor.locator(".stars label").nth(3).click()
    if not javascript:
        visitor.get_by_role("button", name="Rate").click()
        expect(visitor.get_by_label("4 stars: useful")).to_be_checked()
        visitor.get_by_role("button", name="Rate").click()
    expect(visitor.get_by_text("4.0 of 5 stars, 1 rating")).to_be_visible()

    # Comment, asking for mail about replies.
    visitor.goto(path_of(article))
    if javascript:
        area(visitor)
    visitor.get_by_role("link", name="Write a comment").click()
    form = visitor.locator(".comment-form")
    fill(form, "How long does it take?")
    form.get_by_label(re.compile("Send me an e-mail")).select_option("mine")
    form.get_by_role("button", name="Send for moderation").click()
    expect(visitor.get_by_text("Awaiting moderation").first).to_be_visible()
    assert Comment.objects.get().status == "pending"

    # Agree to the mail: the link shows a button, the button agrees.
    confirmation = smtp.wait_for(1)[0]
    assert confirmation["To"] == "ada@example.org"
    visitor.goto(path_in(confirmation, "/feedback/mail/confirm/"))
    assert not Subscription.objects.filter(confirmed_at__isnull=False).exists()
    visitor.locator("main form button").click()
    expect(visitor.locator("main")).to_contain_text(
        re.compile("confirmed|subscribed|on its way|we (will )?write", re.I)
    )
    assert Subscription.objects.filter(confirmed_at__isnull=False).count() == 1

    # The moderator approves it by key, and answers.
    moderator.goto("/admin/feedback/comments/")
    moderator.keyboard.press("j")
    expect(moderator.locator(".feedback-card")).to_be_focused()
    moderator.keyboard.press("a")
    expect(moderator.get_by_text("1 comment was published.")).to_be_visible()
    moderator.goto("/admin/feedback/comments/?list=published")
    moderator.get_by_role("link", name="Redact or answer").click()
    moderator.get_by_label("Begin with a template").select_option(index=1)
    expect(moderator.locator("#answer_text")).not_to_have_value("")
    moderator.locator("#answer_text").fill("About four weeks.")
    moderator.get_by_role("button", name="Publish the answer").click()
    expect(moderator.get_by_text("The answer is published.")).to_be_visible()

    # Everybody sees both.
    stranger = new_page(javascript=javascript)
    stranger.goto(path_of(article))
    expect(stranger.get_by_text("About four weeks.")).to_be_visible()
    expect(stranger.get_by_text("clinic staff")).to_be_visible()

    # A mail tells of the answer, without its words, and ends by one click (RFC 8058).
    mails = [mail for mail in smtp.wait_for(2) if mail["List-Unsubscribe"]]
    news = mails[-1]
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "four weeks" not in news.as_string()
    path = urlsplit(news["List-Unsubscribe"].strip(" <>")).path
    address = f"{live_server.url}{path}"
    data = b"List-Unsubscribe=One-Click"
    with urlopen(Request(address, data=data, method="POST")) as answer:  # noqa: S310 - our own
        assert answer.status == 200
    assert not Subscription.objects.filter(ended_at=None).exists()


class TestInPlace:
    def test_a_reader_votes_and_takes_it_back(self, page: Page, article: ArticlePage) -> None:
        published(article)
        feedback = open_article(page, article)
        score = feedback.locator("[data-score]")
        up = feedback.get_by_role("button", name="Vote up")
        up.click()
        expect(score).to_have_text("1")
        expect(up).to_have_attribute("aria-pressed", "true")
        page.reload()
        area(page)
        expect(up).to_have_attribute("aria-pressed", "true")
        feedback.get_by_role("button", name="Vote down").click()
        expect(score).to_have_text("0")
        expect(up).not_to_have_attribute("aria-pressed", "true")

    def test_a_rating_is_remembered_changed_and_taken_back(
        self, page: Page, article: ArticlePage
    ) -> None:
        feedback = open_article(page, article)
        # By keys: arrows move, Enter sends.
        feedback.get_by_label("1 star: of no use").focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        expect(feedback.get_by_text("2.0 of 5 stars, 1 rating")).to_be_visible()
        page.reload()
        area(page)
        expect(feedback.get_by_label("2 stars: of little use")).to_be_checked()
        feedback.get_by_role("button", name="Take my rating back").click()
        expect(feedback.get_by_text("No ratings yet")).to_be_visible()
        assert PageFeedback.objects.get(pk=article.pk).rating_count == 0

    def test_a_reply_opens_below_what_it_answers(self, page: Page, article: ArticlePage) -> None:
        root = published(article, text="The question")
        feedback = open_article(page, article)
        feedback.get_by_role("link", name="Reply to Ada").click()
        form = feedback.locator(f"#comment-{root.pk} .comment-form")
        expect(form.get_by_label("Your comment")).to_be_focused()
        fill(form, "The answer")
        form.get_by_role("button", name="Send for moderation").click()
        expect(feedback.get_by_text("Awaiting moderation").first).to_be_visible()
        assert Comment.objects.get(text="The answer").parent == root

    def test_personal_details_are_asked_about_before_anything_is_sent(
        self, page: Page, article: ArticlePage
    ) -> None:
        feedback = open_article(page, article)
        feedback.get_by_role("link", name="Write a comment").click()
        form = feedback.locator(".comment-form")
        fill(form, "Ring me on 07700 900123, my mother’s diagnosis is new")
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.method))
        form.get_by_role("button", name="Send for moderation").click()
        nudge = form.locator(".nudge")
        expect(nudge).to_contain_text("a telephone number")
        expect(nudge).to_contain_text("somebody else’s health")
        assert "POST" not in sent
        nudge.get_by_role("button", name="Change it first").click()
        expect(form.get_by_label("Your comment")).to_be_focused()
        form.get_by_role("button", name="Send for moderation").click()
        nudge.get_by_role("button", name="Publish this anyway").click()
        expect(feedback.get_by_text("Awaiting moderation").first).to_be_visible()

    def test_words_of_distress_show_the_crisis_lines_while_they_are_typed(
        self, page: Page, article: ArticlePage
    ) -> None:
        feedback = open_article(page, article)
        feedback.get_by_role("link", name="Write a comment").click()
        form = feedback.locator(".comment-form")
        form.get_by_label("Your comment").press_sequentially("I want to kill myself")
        expect(form.get_by_role("alert")).to_contain_text("0800 000 000")
        assert not Comment.objects.exists()

    def test_what_was_typed_survives_a_lost_connection(
        self, page: Page, article: ArticlePage, guard: Guard
    ) -> None:
        guard.allow(r"ERR_INTERNET_DISCONNECTED")
        feedback = open_article(page, article)
        feedback.get_by_role("link", name="Write a comment").click()
        form = feedback.locator(".comment-form")
        fill(form, "Long words that took an hour")
        page.context.set_offline(True)
        form.get_by_role("button", name="Send for moderation").click()
        expect(form.get_by_role("alert")).to_contain_text("What you wrote is still here")
        expect(form.get_by_label("Your comment")).to_have_value("Long words that took an hour")
        page.context.set_offline(False)
        form.get_by_role("button", name="Send for moderation").click()
        expect(feedback.get_by_text("Awaiting moderation").first).to_be_visible()

    def test_a_refused_form_says_why_and_keeps_the_rest(
        self, page: Page, article: ArticlePage, guard: Guard
    ) -> None:
        guard.allow(r"422")
        feedback = open_article(page, article)
        feedback.get_by_role("link", name="Write a comment").click()
        form = feedback.locator(".comment-form")
        fill(form, "Words", Name="")
        form.get_by_role("button", name="Send for moderation").click()
        expect(form.get_by_role("alert").first).to_be_visible()
        expect(form.get_by_label("Your comment")).to_have_value("Words")
        form.get_by_label("Name", exact=True).fill("Ada")
        form.get_by_role("button", name="Send for moderation").click()
        expect(feedback.get_by_text("Awaiting moderation").first).to_be_visible()

    def test_the_name_is_remembered_only_when_the_reader_says_so(
        self, page: Page, article: ArticlePage
    ) -> None:
        for remember, expected in ((False, ""), (True, "Ada")):
            feedback = open_article(page, article)
            feedback.get_by_role("link", name="Write a comment").click()
            form = feedback.locator(".comment-form")
            fill(form, f"Words {remember}")
            if remember:
                form.get_by_label("Remember my name").check()
            form.get_by_role("button", name="Send for moderation").click()
            expect(feedback.get_by_text("Awaiting moderation").first).to_be_visible()
            page.reload()
            area(page).get_by_role("link", name="Write a comment").click()
            expect(form.get_by_label("Name", exact=True)).to_have_value(expected)

    def test_escape_closes_a_form_and_gives_the_focus_back(
        self, page: Page, article: ArticlePage
    ) -> None:
        feedback = open_article(page, article)
        link = feedback.get_by_role("link", name="Ask the clinic privately")
        link.click()
        expect(feedback.get_by_label("Your message")).to_be_focused()
        page.keyboard.press("Escape")
        expect(feedback.get_by_label("Your message")).to_have_count(0)
        expect(link).to_be_focused()

    def test_threads_are_ordered_and_more_are_loaded(
        self, page: Page, article: ArticlePage
    ) -> None:
        for number in range(12):
            published(article, name=f"Reader {number}", text=f"Words {number}")
        feedback = open_article(page, article)
        threads = feedback.locator(".threads > li")
        expect(threads).to_have_count(10)
        feedback.get_by_role("link", name="More comments").click()
        expect(threads).to_have_count(12)
        expect(threads.nth(10).locator(".comment")).to_be_focused()
        feedback.get_by_label("Order").select_option("oldest")
        expect(threads.first).to_contain_text("Words 0")

    def test_new_comments_are_announced_and_shown(self, page: Page, article: ArticlePage) -> None:
        published(article, text="Old words")
        feedback = open_article(page, article)
        for text in ("New words", "Newer words"):
            published(article, text=text)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        button = feedback.get_by_role("button", name="2 new comments")
        button.click()
        expect(feedback.locator(".is-new")).to_have_count(2)
        expect(button).to_have_count(0)

    def test_a_permalink_finds_a_comment_that_is_not_loaded(
        self, page: Page, article: ArticlePage
    ) -> None:
        first = published(article, text="The very first")
        for number in range(11):
            published(article, text=f"Words {number}")
        page.goto(f"{path_of(article)}#comment-{first.pk}")
        expect(page.locator(f"#comment-{first.pk}")).to_be_in_viewport()

    def test_the_bubble_counts_invites_and_is_dismissed_for_good(
        self, page: Page, article: ArticlePage
    ) -> None:
        published(article)
        page.goto(path_of(article))
        page.keyboard.press("Shift")
        bubble = page.locator(".comment-bubble")
        expect(bubble).to_contain_text("1 comment")
        bubble.get_by_role("button", name="Never show this again").click()
        expect(bubble).to_have_count(0)
        page.reload()
        page.keyboard.press("Shift")
        expect(page.locator("#feedback[data-ready]")).to_have_count(1)
        expect(bubble).to_have_count(0)


def test_a_reader_without_javascript_replies_votes_changes_and_asks_privately(
    new_page: Callable[..., Page], article: ArticlePage
) -> None:
    published(article, text="The question")
    page = new_page(javascript=False)
    page.goto(path_of(article))
    page.get_by_role("button", name="Vote up").click()
    page.get_by_role("button", name="Vote up").click()
    expect(page.locator("[data-score]")).to_have_text("1")
    page.get_by_role("link", name="Reply to Ada").click()
    fill(page, "The answer, ring 07700 900123")
    page.get_by_role("button", name="Send for moderation").click()
    expect(page.get_by_role("alert")).to_contain_text("a telephone number")
    page.get_by_label("Your comment").fill("The answer")
    page.get_by_role("button", name="Send for moderation").click()
    expect(page.get_by_text("Awaiting moderation")).to_be_visible()
    page.get_by_role("link", name="Change", exact=True).click()
    page.get_by_label("Your comment").fill("The better answer")
    page.get_by_role("button", name="Send for moderation").click()
    expect(page.get_by_text("The better answer")).to_be_visible()
    page.goto(path_of(article))
    page.get_by_role("link", name="Ask the clinic privately").click()
    page.get_by_label("Your message").fill("May I come?")
    page.get_by_label("Telephone").fill("07700 900123")
    page.get_by_role("button", name="Send to the clinic").click()
    expect(page.get_by_text("Only the clinic reads it")).to_be_visible()


def test_the_browser_finds_the_same_details_as_the_server(page: Page, article: ArticlePage) -> None:
    from clinic.feedback.personal_details import labels_in
    from tests.feedback.test_personal_details import HARMLESS, LIKELY

    page.goto(f"/feedback/{article.pk}/comment/")
    found = page.evaluate(
        """(texts) => {
            const patterns = JSON.parse(document.querySelector("[data-patterns]").dataset.patterns);
            return texts.map((text) => patterns
                .filter(({ pattern }) => new RegExp(pattern, "iu").test(text)).length);
        }""",
        [*(text for text, _kind in LIKELY), *HARMLESS],
    )
    texts = [*(text for text, _kind in LIKELY), *HARMLESS]
    assert [bool(count) for count in found] == [bool(labels_in(text)) for text in texts]


def test_the_browser_solves_the_puzzle_in_the_article_and_on_the_form_s_own_page(
    page: Page, article: ArticlePage, settings: Any
) -> None:
    settings.FEEDBACK_ALTCHA = True
    open_article(page, article)
    page.get_by_role("link", name="Write a comment").click()
    for number in range(2):
        form = page.locator(".comment-form")
        form.get_by_label("Your comment").fill(f"Words {number}")
        form.get_by_label("Name", exact=True).fill("Ada")
        form.get_by_label("E-mail", exact=True).fill("ada@example.org")
        button = form.get_by_role("button", name="Send for moderation")
        expect(button).to_be_enabled(timeout=60_000)
        button.click()
        expect(page.get_by_text("Awaiting moderation").first).to_be_visible()
        page.goto(f"/feedback/{article.pk}/comment/")
    assert Comment.objects.count() == 2


def busy(article: ArticlePage) -> Comment:
    """Everything that the area can show at once."""
    for number in range(3):
        rate(article.pk, f"voter {number}", 4)
    for number in range(11):
        root = published(article, text=f"Words {number}: https://example.org/")
    moderation.answer(root.pk, "Thank you.", UserFactory(first_name="Mo"))
    reply = moderation.answer(
        root.pk, "Four weeks.", UserFactory(first_name="Ada"), as_clinician=True
    )
    assert reply
    published(article, reply, text="Three deep")
    gap = published(article, text="Gone")
    published(article, gap, text="Left")
    moderation.erase(gap.pk)
    moderation.set_thread(root.pk, None, pinned=True, closed=True)
    return root


@pytest.mark.parametrize("width", [320, 1280])
def test_all_of_it_is_accessible_in_light_and_dark(
    width: int,
    new_page: Callable[..., Page],
    axe: Callable[..., None],
    article: ArticlePage,
    guard: Guard,
) -> None:
    guard.allow(r"422")
    root = busy(article)
    still_open = Comment.objects.filter(depth=1, status="published").exclude(pk=root.pk)
    page = new_page(width=width)
    feedback = open_article(page, article)
    feedback.get_by_role("link", name="Write a comment").click()
    form = feedback.locator(".comment-form").first
    form.get_by_label("Your comment").fill("I want to kill myself, ring 07700 900123")
    expect(form.locator(".crisis-at-once")).to_be_visible()
    form.get_by_role("button", name="Send for moderation").click()
    expect(form.locator(".nudge")).to_be_visible()
    both(page, axe)
    for address in (
        f"/feedback/{article.pk}/",
        f"/feedback/{article.pk}/comment/?parent={still_open.latest('pk').pk}",
        f"/feedback/{article.pk}/private/",
        f"/feedback/{article.pk}/rate/",
        root.get_absolute_url(),
        f"{root.get_absolute_url()}vote/",
    ):
        page.goto(address)
        both(page, axe)
        fits = "document.documentElement.scrollWidth <= innerWidth"
        assert page.evaluate(fits), address
    page.goto(f"/feedback/{article.pk}/comment/")
    page.get_by_role("button", name="Send for moderation").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    both(page, axe)


def both(page: Page, axe: Callable[..., None], within: str | None = None) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        axe(page, within=within)


def test_a_moderator_s_pages_are_accessible(
    moderator: Page, axe: Callable[..., None], article: ArticlePage
) -> None:
    busy(article)
    waiting = write(article, text="Ring 07700 900123")
    for address in (
        "/admin/feedback/comments/",
        f"/admin/feedback/comments/{waiting.pk}/",
        "/admin/feedback/pages/",
        f"/admin/feedback/pages/{article.pk}/",
        "/admin/feedback/tasks/",
        "/admin/feedback/private/",
    ):
        moderator.goto(address)
        both(moderator, axe, within="main")


def test_every_page_is_valid_html(
    client: object, validate_html: Callable[..., None], article: ArticlePage
) -> None:
    from django.test import Client

    root = busy(article)
    reader = Client()
    base = f"/feedback/{article.pk}/"
    documents = {
        address: reader.get(address).content.decode()
        for address in (
            article.url,
            base,
            f"{base}comment/",
            f"{base}private/",
            f"{base}rate/",
            root.get_absolute_url(),
            f"{root.get_absolute_url()}vote/",
        )
    }
    documents["refused"] = reader.post(f"{base}comment/", {}).content.decode()
    for name, document in documents.items():
        assert "</html>" in document, name
    validate_html(documents)
