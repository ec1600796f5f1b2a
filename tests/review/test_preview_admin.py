"""Editors make, watch and end the preview links of the pages that they may edit."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from blog.models import ArticlePage
from clinic.review.models import PreviewComment, PreviewLink, PreviewOpening
from clinic.review.preview_links.making import make_link
from tests.factories import ArticlePageFactory, UserFactory
from tests.support.queries import assert_same_queries, queries

pytestmark = pytest.mark.django_db

NEW = {"purpose": "Dr Outside, please check", "email": "", "days": "7"}


@pytest.fixture
def article() -> ArticlePage:
    page = ArticlePageFactory(title="Sleep")
    page.save_revision()
    return ArticlePage.objects.get(pk=page.pk)


@pytest.fixture
def editor(client: Client) -> Client:
    """The browser of somebody in the group Editors."""
    client.force_login(UserFactory(username="ed", group="Editors"))
    return client


def link_to(page: ArticlePage, comments: int = 0, openings: int = 0) -> PreviewLink:
    """A link that was opened and commented on."""
    link, _token = make_link(page, UserFactory(), purpose="Look at it", days=7)
    for number in range(comments):
        PreviewComment.objects.create(
            link=link, name="Dr Outside", text=f"Thought {number}", submission=str(number)
        )
    for _ in range(openings):
        PreviewOpening.objects.create(link=link, what="page", network="203.0.113.0/24")
    return link


def of_page(page: ArticlePage) -> str:
    return f"/admin/review/preview-links/page/{page.pk}/"


def of_link(link: PreviewLink) -> str:
    return f"/admin/review/preview-links/{link.pk}/"


def test_the_page_menu_leads_to_the_links(editor: Client, article: ArticlePage) -> None:
    html = editor.get(f"/admin/pages/{article.pk}/edit/").content.decode()
    assert of_page(article) in html


def test_a_link_is_shown_once_to_whoever_made_it(editor: Client, article: ArticlePage) -> None:
    made = editor.post(of_page(article), NEW)
    assert made["Location"] == of_page(article)
    first = editor.get(of_page(article)).content.decode()
    address = re.search(r"http://testserver(/preview/[\w-]+/)", first)
    assert address
    assert Client().get(address[1]).status_code == 200
    again = editor.get(of_page(article)).content.decode()
    assert "/preview/" not in again
    assert "Dr Outside, please check" in again
    link = PreviewLink.objects.get()
    assert (link.creator, link.revision) == ("ed", article.latest_revision)
    assert 6 < (link.expires_at - timezone.now()).total_seconds() / 86400 < 7
    assert PageLogEntry.objects.get(action="review.preview_link.make").page_id == article.pk


def test_the_address_is_not_shown_on_the_page_of_another(
    editor: Client, article: ArticlePage
) -> None:
    other = ArticlePageFactory()
    editor.post(of_page(article), NEW)
    assert "/preview/" not in editor.get(of_page(other)).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"purpose": ""}, {"purpose": "x" * 201}, {"email": "nobody"}, {"days": "365"}, {"days": ""}],
)
def test_a_wrong_form_makes_no_link_and_keeps_what_was_typed(
    editor: Client, article: ArticlePage, wrong: dict[str, str]
) -> None:
    answer = editor.post(of_page(article), {**NEW, "email": "a@example.org", **wrong})
    assert answer.status_code == 200
    assert not PreviewLink.objects.exists()
    kept = "a@example.org" if "email" not in wrong else "Dr Outside"
    assert kept in answer.content.decode()


def test_a_link_can_be_made_for_an_older_version(editor: Client, article: ArticlePage) -> None:
    old = article.latest_revision
    article.summary = "Newer."
    article.save_revision()
    editor.post(f"{of_page(article)}?revision={old.pk}", NEW)
    assert PreviewLink.objects.get().revision == old


@pytest.mark.parametrize("wrong", ["0", "x", "9" * 30, "-1", "²", "%00"])
def test_a_version_that_is_not_there_is_not_found(
    editor: Client, article: ArticlePage, wrong: str
) -> None:
    other = ArticlePageFactory().save_revision()
    for revision in (wrong, other.pk):
        assert editor.get(f"{of_page(article)}?revision={revision}").status_code == 404


def test_a_link_shows_who_opened_it_and_what_was_said(editor: Client, article: ArticlePage) -> None:
    link = link_to(article, comments=2, openings=3)
    listed = editor.get(of_page(article)).content.decode()
    assert "2 new" in " ".join(listed.split())
    html = editor.get(of_link(link)).content.decode()
    for told in ("Look at it", "203.0.113.0/24", "Thought 0", "Thought 1", "Open"):
        assert told in html
    assert "it was changed since" not in html
    article.summary = "Newer."
    article.save_revision()
    assert "it was changed since" in editor.get(of_link(link)).content.decode()


def test_a_revoked_link_opens_nothing(editor: Client, article: ArticlePage) -> None:
    link, token = make_link(article, UserFactory(), purpose="Look", days=7)
    assert editor.get(f"{of_link(link)}revoke/").status_code == 405
    answer = editor.post(f"{of_link(link)}revoke/", follow=True)
    assert "Revoked" in answer.content.decode()
    assert Client().get(f"/preview/{token}/").status_code == 404
    link.refresh_from_db()
    revoked_at = link.revoked_at
    assert link.revoker == "ed"
    editor.post(f"{of_link(link)}revoke/")
    link.refresh_from_db()
    assert link.revoked_at == revoked_at
    assert PageLogEntry.objects.filter(action="review.preview_link.revoke").count() == 1


def test_comments_wait_until_an_editor_has_dealt_with_them(
    editor: Client, article: ArticlePage
) -> None:
    link = link_to(article, comments=2)
    seen = max(comment.pk for comment in link.comments.all())
    edit = f"/admin/pages/{article.pk}/edit/"
    assert "2 comments on this page" in editor.get(edit).content.decode()
    assert "Look at it" in editor.get("/admin/").content.decode()
    # One that came meanwhile was not seen.
    PreviewComment.objects.create(link=link, name="A", text="Late", submission="late")
    editor.post(f"{of_link(link)}deal/", {"upto": seen})
    assert "1 comment on this page" in editor.get(edit).content.decode()
    for upto in ("", "x", "9" * 30, "²"):
        editor.post(f"{of_link(link)}deal/", {"upto": upto})
    assert link.comments.filter(dealt_with_at=None).count() == 1
    editor.post(f"{of_link(link)}deal/", {"upto": seen + 1})
    assert "on this page came by" not in editor.get(edit).content.decode()
    assert "Look at it" not in editor.get("/admin/").content.decode()


def test_the_dashboard_counts_only_what_waits(editor: Client, article: ArticlePage) -> None:
    link = link_to(article, comments=3, openings=4)
    link.comments.filter(text="Thought 0").update(dealt_with_at=timezone.now())
    link_to(ArticlePageFactory(title="Unsaid"))
    html = " ".join(editor.get("/admin/").content.decode().split())
    assert "2 comments (Look at it)" in html
    assert "Unsaid" not in html.partition("preview-comments")[2].partition("</section>")[0]


@pytest.mark.parametrize("group", ["Clinicians", "Moderators", None])
def test_who_may_not_edit_a_page_has_nothing_to_do_with_its_links(
    client: Client, article: ArticlePage, group: str | None
) -> None:
    link = link_to(article, comments=1)
    if group:
        client.force_login(UserFactory(group=group))
    for address in (of_page(article), of_link(link)):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "Look at it" not in answer.content.decode()
    client.post(of_page(article), NEW)
    client.post(f"{of_link(link)}revoke/")
    assert PreviewLink.objects.filter(revoked_at=None).count() == 1
    if group:
        html = client.get("/admin/").content.decode()
        assert "Look at it" not in html


def test_forms_of_the_admin_cannot_be_forged(article: ArticlePage) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(group="Editors"))
    assert client.post(of_page(article), NEW).status_code == 403
    assert client.post(f"{of_link(link_to(article))}revoke/").status_code == 403


def test_the_links_of_a_deleted_page_stay_with_a_superuser(
    editor: Client, article: ArticlePage
) -> None:
    link = link_to(article, comments=1, openings=1)
    article.delete()
    assert editor.get(of_link(link)).status_code == 302
    editor.force_login(UserFactory(is_superuser=True))
    html = editor.get(of_link(link)).content.decode()
    assert "Page deleted" in html
    assert "Thought 0" in html


def test_fifty_links_comments_and_openings_cost_what_one_costs(
    editor: Client, article: ArticlePage
) -> None:
    def costs() -> list[list[str]]:
        addresses = [
            of_page(article),
            of_link(link),
            f"/admin/pages/{article.pk}/edit/",
            "/admin/",
        ]
        return [queries(lambda each=each: editor.get(each)) for each in addresses]  # type: ignore[misc]

    link = link_to(article, comments=1, openings=1)
    costs()
    few = costs()
    for _ in range(49):
        link_to(article, comments=1, openings=1)
    for number in range(2, 51):
        PreviewComment.objects.create(link=link, name="A", text="Hm", submission=str(number))
        PreviewOpening.objects.create(link=link, what="page")
    for one, many in zip(few, costs(), strict=True):
        # A second page of a list is counted, not fetched.
        assert_same_queries(one, many)


@pytest.mark.parametrize("query", ["p=x", "p=-1", "p=999999", "c=%00", "p=" + "9" * 30, "c=²"])
def test_rubbish_in_the_address_is_the_first_or_the_last_slice(
    editor: Client, article: ArticlePage, query: str
) -> None:
    link = link_to(article, comments=1, openings=1)
    for address in (of_page(article), of_link(link)):
        assert editor.get(f"{address}?{query}").status_code == 200


def test_what_is_said_cannot_become_markup(editor: Client, article: ArticlePage) -> None:
    link = link_to(article)
    hostile: dict[str, Any] = {
        "name": "<b>A</b>",
        "text": "<script>alert(1)</script>",
        "part": "x",
        "part_label": "<i>part</i>",
    }
    PreviewComment.objects.create(link=link, submission="1", **hostile)
    PreviewOpening.objects.create(link=link, what="page", browser="<u>Browser</u>")
    html = editor.get(of_link(link)).content.decode()
    for tag in ("<b>A", "<script>alert", "<i>part", "<u>Browser"):
        assert tag not in html
