"""An editor submits, a clinician asks for changes and signs, a visitor reads who reviewed it;
and what the review shows is accessible."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from playwright.sync_api import Page, expect

from blog.models import ArticlePage
from clinic.content.models import Reference
from clinic.review import decisions
from clinic.review.clinicians import Clinician
from clinic.review.people import person_address
from clinic.review.sign_offs import SignOff
from tests.browser.clinic import new_settings, path_of
from tests.browser.editing import RichText, edit, field
from tests.factories import ArticlePageFactory, ReferenceFactory, UserFactory, body, section
from tests.support.review import a_clinician, sign, sign_off, submitted

LINE = ".review-line"
Opener = Callable[..., Page]
LogIn = Callable[[Page, AbstractBaseUser], None]


@pytest.fixture
def clinician(db: None) -> Clinician:
    return a_clinician("Dr Ada Example")


@pytest.fixture
def desk(new_page: Opener, log_in: LogIn, clinician: Clinician) -> Page:
    """The clinician's browser."""
    page = new_page()
    log_in(page, clinician.user)
    return page


def open_what_waits(desk: Page) -> None:
    desk.goto("/admin/")
    desk.locator("#panel-waiting-for-review-section, main").get_by_role(
        "link", name="Old answer"
    ).first.click()
    expect(desk.get_by_role("heading", name="What changed")).to_be_visible()


@pytest.mark.usefixtures("advised")
def test_from_the_draft_to_the_review_line_and_back(
    editor: Page, desk: Page, new_page: Opener, article: ArticlePage, guard: Any
) -> None:
    guard.allow("422")  # a form that is not complete
    new_settings()
    visitor = new_page()
    visitor.goto(path_of(article))
    expect(visitor.locator(LINE)).to_contain_text("Not yet clinically reviewed")

    form = edit(editor, article)
    RichText(form.body.block("Section"), "text").write("Take 5 mg a day")
    form.submit_for_review()
    editor.goto(f"/admin/pages/{article.pk}/edit/")
    expect(editor.get_by_text("nobody edits it meanwhile").first).to_be_visible()

    open_what_waits(desk)
    expect(desk.locator(".differences")).to_contain_text("Take 5 mg a day")
    desk.locator("summary", has_text="Ask for changes").click()
    field(desk.locator("main"), "What has to change").fill("Say for how long.")
    desk.get_by_role("button", name="Ask for changes").click()
    expect(desk.get_by_text("You asked for changes")).to_be_visible()

    form = edit(editor, article)
    RichText(form.body.block("Section"), "text").write(" for two weeks")
    form.submit_for_review()

    open_what_waits(desk)
    checks = desk.locator(".review-check input")
    expect(checks).to_have_count(7)
    desk.get_by_role("button", name="Sign off").click()
    expect(desk.get_by_text("Confirm this, or ask for changes.").first).to_be_visible()
    for number in range(7):
        checks.nth(number).check()
    field(desk.locator("main"), "Conflicts of interest").fill("None")
    desk.get_by_role("button", name="Sign off").click()
    expect(desk.get_by_text("is signed off and published")).to_be_visible()

    visitor.reload()
    expect(visitor.locator(LINE)).to_contain_text("Clinically reviewed by Dr Ada Example, MRCPsych")
    expect(visitor.get_by_role("main")).to_contain_text("for two weeks")
    visitor.get_by_role("link", name="Reviews and changes").click()
    expect(visitor.get_by_role("main")).to_contain_text("signed off by Dr Ada Example")

    ArticlePage.objects.filter(pk=article.pk).update(
        body=body(section("The first heading", "<p>Take 50 mg a day</p>"))
    )
    visitor.goto(path_of(article))
    expect(visitor.locator(LINE)).to_contain_text("Changed since its review")
    expect(visitor.locator(LINE)).not_to_contain_text("Clinically reviewed")


def test_one_digit_more_waits_for_the_clinician(
    editor: Page, new_page: Opener, article: ArticlePage, clinician: Clinician
) -> None:
    article.body = body(section("Dose", "<p>Take 5 mg</p>"))
    sign(submitted(article), clinician)
    form = edit(editor, article)
    RichText(form.body.block("Section"), "text").write("0 mg")
    form.save_draft()
    visitor = new_page()
    visitor.goto(path_of(article))
    expect(visitor.locator(LINE)).to_contain_text("Clinically reviewed")
    editor.goto(f"/admin/review/pages/{article.pk}/minor/")
    expect(editor.get_by_text("A number or a unit was changed.")).to_be_visible()
    expect(editor.get_by_role("button", name="Send to a second editor")).to_have_count(0)


def overdue(page: ArticlePage) -> None:
    sign_off(page, due=timezone.now() - timedelta(days=1))


def changed(page: ArticlePage) -> None:
    sign_off(page)
    Reference.objects.update(year=1999)


def provisional(page: ArticlePage) -> None:
    signed = sign_off(page)
    lead = UserFactory(group="Clinical leads")
    signed.title = "Corrected"
    signed.save_revision(user=lead)
    decisions.correct_in_emergency(signed, lead, comment="x", public_note="We corrected the dose.")


def withdrawn(page: ArticlePage) -> None:
    decisions.withdraw(sign_off(page), UserFactory(group="Clinical leads"), "A warning.")


@pytest.mark.parametrize("state", [sign_off, overdue, changed, provisional, withdrawn])
def test_every_state_is_accessible_valid_and_fits_a_phone(
    state: Callable[[ArticlePage], Any],
    new_page: Opener,
    axe: Callable[..., None],
    validate_html: Callable[..., None],
    guard: Any,
) -> None:
    guard.allow("404")
    new_settings()
    cited = f'<p><a linktype="reference" id="{ReferenceFactory().pk}">Words</a></p>'
    article = ArticlePageFactory(live=False, body=body(section("Dose", cited)))
    state(article)
    article = ArticlePage.objects.get(pk=article.pk)
    addresses = [path_of(article), *([path_of(article) + "reviews/"] if article.live else [])]
    addresses.append(person_address(SignOff.objects.filter(decision="signed_off")[0].person))
    for scheme in ("light", "dark"):
        page = new_page(width=320, scheme=scheme)
        for address in addresses:
            page.goto(address)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            validate_html(page.request.get(address).text())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_clinicians_pages_are_accessible(
    new_page: Opener,
    log_in: LogIn,
    clinician: Clinician,
    axe: Callable[..., None],
    article: ArticlePage,
    scheme: str,
) -> None:
    desk = new_page(width=768, scheme=scheme)
    log_in(desk, clinician.user)
    state = submitted(article)
    clinician.user.groups.add(*UserFactory(group="Clinical leads").groups.all())
    for address in (
        "/admin/",
        f"/admin/review/{state.pk}/",
        f"/admin/review/pages/{article.pk}/withdraw/",
        f"/admin/review/pages/{article.pk}/emergency/",
        f"/admin/review/pages/{article.pk}/confirm/",
        "/admin/review/pages/",
        "/admin/review/sign-offs/",
    ):
        desk.goto(address)
        axe(desk, within="main")


def test_a_withdrawn_page_leads_on(
    desk: Page, new_page: Opener, article: ArticlePage, guard: Any
) -> None:
    guard.allow("404")
    sign_off(article, Clinician.objects.get())
    desk.goto(f"/admin/review/pages/{article.pk}/withdraw/")
    field(desk.locator("main"), "Why the page is withdrawn").fill("A new warning.")
    desk.get_by_role("button", name="Withdraw now").click()
    expect(desk.get_by_text("The page is withdrawn.")).to_be_visible()
    assert SignOff.objects.first().decision == "withdrawn"
    visitor = new_page()
    visitor.goto(path_of(article))
    expect(visitor.get_by_role("heading", name="being re-checked")).to_be_visible()
    visitor.locator("#recheck_query").fill("sleep")
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", name="Search")).to_be_visible()
