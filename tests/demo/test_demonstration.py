"""The demonstration clinic once it is loaded, as visitors and editors meet it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.images import get_image_model
from wagtail.models import Page, TaskState

from blog.models import ArticlePage
from clinic.content.starting import templates_of, without_templates
from clinic.feedback.models import Comment, PageFeedback
from clinic.feedback.totals import count_comments, count_ratings
from clinic.review.differences import Kind, changed, differences
from clinic.review.models import ReviewSettings
from clinic.review.sign_offs import Decision, SignOff, broken_links
from clinic.review.state import State
from clinic.writing import outside, stated
from clinic.writing.checking import check
from demo import loading
from demo.illustrations import ILLUSTRATIONS
from demo.loading import Outcome, load
from demo.readers import PASSAGES
from home.models import HomePage
from tests.demo.pictures import SMALL_PICTURE

LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module", autouse=True)
def _loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """The demonstration, loaded once for all tests here, in a transaction of its own."""
    media = tmp_path_factory.mktemp("media")
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(MEDIA_ROOT=media),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setattr(loading, "png", lambda key: SMALL_PICTURE)
        assert load() is Outcome.LOADED
        yield
        transaction.set_rollback(True)


def test_the_log_ins_work_and_have_their_groups(rf: Any) -> None:
    rights = {
        name: authenticate(rf.post("/"), username=name, password="demo")
        for name in ("admin", "editor", "clinician", "lead", "moderator")
    }
    groups = {
        "editor": {"Editors"},
        "clinician": {"Clinicians"},
        "lead": {"Clinical leads", "Clinicians"},
        "moderator": {"Moderators"},
    }

    assert rights["admin"].is_superuser
    for name, its_groups in groups.items():
        assert not rights[name].is_superuser
        assert {group.name for group in rights[name].groups.all()} == its_groups
        assert rights[name].has_perm("wagtailadmin.access_admin")


def test_every_page_would_pass_the_editor() -> None:
    for page in without_templates(Page.objects.filter(depth__gt=1)).specific():
        page.full_clean()
        if body := getattr(page, "body", None):
            body.stream_block.clean(body)


def test_every_link_from_the_home_page_on_leads_somewhere(client: Client) -> None:
    waiting, seen = ["/"], {}
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        assert response.status_code == 200, address
        if "html" not in response["Content-Type"]:
            seen[address] = ""
            continue
        html = seen[address] = response.content.decode()
        for href in LINK.findall(html):
            path, _, fragment = href.partition("#")
            assert not fragment or path or f'id="{fragment}"' in html, (address, href)
            if path.startswith("/") and path not in {*seen, *waiting}:
                waiting.append(path)

    published = {page.url for page in Page.objects.filter(depth__gt=1).live()}
    assert published <= {*seen}


def test_a_draft_is_not_to_be_seen(client: Client) -> None:
    draft = ArticlePage.objects.get(live=False, is_template=False)

    assert draft.has_unpublished_changes
    assert client.get(draft.url).status_code == 404


def test_an_article_can_begin_from_templates_that_nobody_meets(client: Client) -> None:
    templates = templates_of(ArticlePage)
    assert len(templates) == 5
    assert {client.get(each.url).status_code for each in templates} == {404}


def test_the_pages_seem_to_have_grown_over_time() -> None:
    articles = ArticlePage.objects.live()
    dates = [article.first_published_at for article in articles]

    assert len({*dates}) == len(dates)
    assert max(dates) < timezone.now()
    assert any(article.last_published_at > article.first_published_at for article in articles)
    for article in articles:
        assert article.last_published_at >= article.first_published_at
        assert article.live_revision.created_at == article.last_published_at
        if not article.workflow_in_progress:
            assert article.latest_revision == article.live_revision
            assert not article.has_unpublished_changes


def test_the_articles_show_each_state_of_a_review(client: Client) -> None:
    now = timezone.now()
    reviews = {article.slug: article.review for article in ArticlePage.objects.live()}
    states = {slug: review.state for slug, review in reviews.items()}

    assert [slug for slug, state in states.items() if state == State.NOT_REVIEWED] == [
        "when-two-treatments-have-not-helped"
    ]
    assert [slug for slug, state in states.items() if state == State.OVERDUE] == [
        "talking-treatments"
    ]
    overdue = reviews["talking-treatments"].due
    assert overdue + timedelta(days=ReviewSettings.load().grace_days) > now
    reviewed = [review for review in reviews.values() if review.is_valid]
    assert len(reviewed) == len(states) - 2
    assert any(review.due < now + timedelta(days=30) for review in reviewed)
    for slug, state in states.items():
        line = client.get(f"/articles/{slug}/").content.decode().split('class="review-line"')[1]
        assert f'data-state="{state}"' in line.split("</div>")[0]
        if state == State.REVIEWED:
            assert "(demonstration)</a>, fictional " in line.split("</div>")[0]


def test_no_record_is_out_of_its_order_or_was_tampered_with() -> None:
    assert broken_links() == []
    moments = [sign_off.at for sign_off in SignOff.objects.order_by("sequence")]
    assert moments == sorted(moments)


def test_whoever_signed_had_no_hand_in_the_article() -> None:
    for sign_off in SignOff.objects.filter(decision=Decision.SIGNED_OFF):
        named = {thing["id"] for thing in sign_off.shown if thing["kind"] == "person"}
        assert sign_off.person_id not in named
        assert sign_off.user.username in ("clinician", "lead")


def test_a_change_waits_for_the_clinician(rf: Any) -> None:
    user = authenticate(rf.post("/"), username="clinician", password="demo")
    (state,) = TaskState.objects.reviewable_by(user)
    page = state.revision.as_object()

    assert state.workflow_state.requested_by.username == "editor"
    assert [name for name, *_rest in state.task.specific.get_actions(page, user)] == [
        "approve",
        "reject",
    ]
    page.full_clean()
    live = ArticlePage.objects.get(pk=page.pk)
    kinds = {change.kind for change in changed(differences(live, page))}
    assert kinds == {Kind.CHANGED, Kind.MOVED, Kind.ADDED}


def test_the_history_of_an_article_tells_of_its_corrections(client: Client) -> None:
    spelling = client.get("/articles/antidepressant-side-effects/reviews/").content.decode()
    urgent = client.get("/articles/how-long-does-ketamine-last/reviews/").content.decode()

    assert "A spelling mistake" in spelling
    assert "An urgent correction" in urgent
    assert urgent.count("Clinically reviewed and signed off by") == 2


def test_every_picture_says_what_it_shows() -> None:
    images = get_image_model().objects.all()

    assert {image.description for image in images} == {d.alt for d in ILLUSTRATIONS.values()}
    for page in [HomePage.objects.get(), *ArticlePage.objects.filter(is_template=False)]:
        assert page.lead_image_alt
        for block in page.body:
            if block.block_type == "image":
                assert block.value["image"].contextual_alt_text


def test_readers_talk_below_the_articles_and_the_moderator_has_work(client: Client) -> None:
    article = ArticlePage.objects.get(slug="how-long-does-ketamine-last")
    html = " ".join(client.get(article.url).content.decode().split())

    assert "12 ratings" in html
    assert "Answered by a clinician on" in html
    assert "Updated thanks to readers" in html
    assert html.count("passage-icon") == len(PASSAGES)
    assert "(invented)" in html
    for kept_back in ("07700 900461", "shop.example", "nobody@example.org"):
        assert kept_back not in html
    moderator = get_user_model().objects.get(username="moderator")
    client.force_login(moderator)
    queue = client.get("/admin/feedback/comments/").content.decode()
    assert "Seems to hold" in queue
    assert queue.count('class="feedback-card"') >= 6
    assert "May somebody come with me" in client.get("/admin/feedback/private/").content.decode()
    assert "how old the people" in client.get("/admin/feedback/tasks/").content.decode()


def test_the_totals_of_the_readers_are_those_of_a_recount() -> None:
    for totals in PageFeedback.objects.all():
        shown = (totals.rating_count, totals.stars_sum, totals.comment_count, totals.thread_count)
        count_ratings(totals)
        count_comments(totals)
        counted = (
            totals.rating_count,
            totals.stars_sum,
            totals.comment_count,
            totals.thread_count,
        )
        assert counted == shown
    for comment in Comment.objects.all():
        assert comment.score == comment.votes.count()


def test_no_mail_goes_out_for_the_readers(mailoutbox: list[Any]) -> None:
    assert mailoutbox == []


def test_the_checks_while_writing_have_nothing_to_say() -> None:
    pages = list(outside.live_pages())
    for page in pages:
        stated.remember(page)
    assert any(isinstance(page, ArticlePage) for page in pages)
    found = {page.slug: check(page) for page in pages}
    assert {slug: told for slug, told in found.items() if told} == {}
