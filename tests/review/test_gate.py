"""No way of publishing that Wagtail has lets clinical content go live unsigned."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser, Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.forms import modelform_factory
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.create_page import CreatePageAction
from wagtail.actions.edit_page import EditPageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.models import APIToken, GroupPagePermission, Locale, Page, Revision, Workflow
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail.workflows import publish_workflow_state

from blog.models import ArticlePage
from clinic.review.gate import NotSignedOffError, admitting
from clinic.review.sign_offs import Decision, SignOff
from clinic.review.state import State
from home.models import HomePage, StandardPage
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
    body,
    section,
)
from tests.support.review import a_clinician, sign, sign_off, submitted

pytestmark = pytest.mark.django_db

SIGNED, UNSIGNED = "<p>Take 5 mg.</p>", "<p>Take 50 mg.</p>"


def text(words: str) -> str:
    return body(section("Dose", words))


@pytest.fixture
def page() -> ArticlePage:
    """A live page as it was signed."""
    return sign_off(ArticlePageFactory(title="Sleep", live=False, body=text(SIGNED)))


@pytest.fixture
def changed(page: ArticlePage) -> ArticlePage:
    """The same with another dose, not saved yet."""
    page.body = text(UNSIGNED)
    return page


@pytest.fixture(params=["Editors", "Moderators with every right", "superuser"])
def user(request: pytest.FixtureRequest) -> AbstractBaseUser:
    """Whoever might try."""
    if request.param == "superuser":
        return UserFactory(is_superuser=True)
    if request.param == "Editors":
        return UserFactory(group="Editors")
    moderators = Group.objects.get(name="Moderators")
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page"
    ):
        GroupPagePermission.objects.create(
            group=moderators, page=Page.get_first_root_node(), permission=permission
        )
    return UserFactory(group="Moderators")


@pytest.fixture
def browser(user: AbstractBaseUser) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def live_words(page: Page) -> str:
    """What a visitor reads, or nothing."""
    response = Client().get(page.url or "/nothing/")
    return response.content.decode() if response.status_code == 200 else ""


def assert_as_signed(page: Page) -> None:
    words = live_words(ArticlePage.objects.get(pk=page.pk))
    assert "Take 5 mg." in words
    assert "Take 50 mg." not in words


def form(page: ArticlePage, words: str, **fields: Any) -> dict[str, str]:
    """What the editor's form sends."""
    value = {"heading": "Dose", "level": "h2", "anchor": "dose", "text": rich_text(words)}
    empty = {
        f"{name}-{count}": "0"
        for name in ("article_authors", "comments")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "in_short": rich_text(""),
            "body": streamfield([("section", value)]),
            "references": streamfield([]),
            "related_articles": streamfield([]),
            "feedback_comments": "open",
            **empty,
            **fields,
        }
    )


class TestTheAdmin:
    def test_does_not_publish_from_the_edit_view(self, browser: Client, page: ArticlePage) -> None:
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        response = browser.post(edit, form(page, UNSIGNED, **{"action-publish": "Publish"}))
        assert response.status_code == 302
        assert_as_signed(page)
        page.refresh_from_db()
        assert "50 mg" in str(page.get_latest_revision_as_object().body)

    def test_does_not_schedule_from_the_edit_view(self, browser: Client, page: ArticlePage) -> None:
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        later = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
        fields = {"go_live_at": later, "action-publish": "Publish"}
        browser.post(edit, form(page, UNSIGNED, **fields))
        assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()

    def test_does_not_publish_a_new_page(self, browser: Client) -> None:
        index = ArticleIndexPageFactory()
        add = reverse("wagtailadmin_pages:add", args=["blog", "articlepage", index.pk])
        new = ArticlePage(title="New", slug="new", summary="New.")
        response = browser.post(add, form(new, UNSIGNED, **{"action-publish": "Publish"}))
        assert response.status_code == 302
        made = ArticlePage.objects.get()
        assert not made.live
        assert "50 mg" in str(made.get_latest_revision_as_object().body)

    def test_offers_no_publish_button_for_a_new_page(self, browser: Client) -> None:
        index = ArticleIndexPageFactory()
        add = reverse("wagtailadmin_pages:add", args=["blog", "articlepage", index.pk])
        assert "action-publish" not in browser.get(add).content.decode()

    def test_offers_no_publish_button_for_what_is_unsigned(
        self, browser: Client, changed: ArticlePage
    ) -> None:
        changed.save_revision()
        edit = reverse("wagtailadmin_pages:edit", args=[changed.pk])
        assert "action-publish" not in browser.get(edit).content.decode()

    def test_does_not_publish_a_revision_that_is_brought_back(
        self, browser: Client, changed: ArticlePage
    ) -> None:
        old = ArticlePage.objects.get(pk=changed.pk).get_latest_revision()
        sign(submitted(changed), a_clinician("Dr Bea Example"))
        browser.post(
            reverse("wagtailadmin_pages:edit", args=[changed.pk]),
            form(changed, SIGNED, revision=str(old.pk), **{"action-publish": "Publish"}),
        )
        assert "Take 50 mg." in live_words(changed)
        assert SignOff.objects.count() == 2

    def test_does_not_publish_in_bulk(self, browser: Client, changed: ArticlePage) -> None:
        changed.save_revision()
        never_signed = ArticlePageFactory(title="Never signed", live=False)
        never_signed.save_revision()
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        for chosen in (
            f"?id={changed.pk}&id={never_signed.pk}",
            f"?id={changed.get_parent().pk}",
        ):
            response = browser.post(bulk + chosen, {"include_descendants": "on"})
            assert response.status_code in (302, 403)
        assert_as_signed(changed)
        never_signed.refresh_from_db()
        assert not never_signed.live

    def test_does_not_publish_a_copy(self, browser: Client, page: ArticlePage) -> None:
        parent = page.get_parent()
        browser.post(
            reverse("wagtailadmin_pages:copy", args=[page.pk]),
            {
                "new_title": "Copy",
                "new_slug": "copy",
                "new_parent_page": parent.pk,
                "publish_copies": "on",
                "copy_subpages": "on",
                "alias": "",
            },
        )
        copies = ArticlePage.objects.exclude(pk=page.pk)
        assert all(not copy.live for copy in copies)

    def test_does_not_finish_the_workflow_for_who_is_no_clinician(
        self, browser: Client, changed: ArticlePage
    ) -> None:
        state = submitted(changed)
        for name in ("workflow_action", "collect_workflow_action_data"):
            address = reverse(f"wagtailadmin_pages:{name}", args=[changed.pk, "approve", state.pk])
            assert browser.post(address, {"comment": "Fine."}).status_code in (302, 403)
        response = browser.post(
            reverse("wagtailadmin_pages:edit", args=[changed.pk]),
            form(
                changed,
                UNSIGNED,
                **{"action-workflow-action": "1", "workflow-action-name": "approve"},
            ),
        )
        assert response.status_code in (200, 302, 403)
        assert_as_signed(changed)

    def test_publishes_again_what_is_signed_when_only_topics_changed(
        self, browser: Client, page: ArticlePage
    ) -> None:
        topic = TopicFactory()
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert "action-publish" in browser.get(edit).content.decode()
        fields = form(page, SIGNED, **{"action-publish": "Publish"})
        browser.post(edit, {**fields, "topics": [topic.pk]})
        published = ArticlePage.objects.get(pk=page.pk)
        assert published.topic_list == [topic]
        assert published.review.state == State.REVIEWED


class TestCode:
    """What an API, a command or a shell would call; no user, so nobody's rights are asked."""

    def test_does_not_publish_a_revision(self, changed: ArticlePage) -> None:
        revision = changed.save_revision()
        with pytest.raises(NotSignedOffError):
            revision.publish()
        with pytest.raises(NotSignedOffError):
            revision.publish(skip_permission_checks=True)
        with pytest.raises(NotSignedOffError):
            changed.publish(revision, skip_permission_checks=True)
        with pytest.raises(NotSignedOffError):
            PublishPageRevisionAction(revision).execute(skip_permission_checks=True)
        assert_as_signed(changed)

    def test_does_not_publish_for_a_superuser(self, changed: ArticlePage) -> None:
        revision = changed.save_revision()
        with pytest.raises(PermissionDenied):
            revision.publish(user=UserFactory(is_superuser=True))
        assert_as_signed(changed)

    def test_does_not_save_over_what_is_live(self, changed: ArticlePage) -> None:
        with pytest.raises(NotSignedOffError):
            changed.save()
        with pytest.raises(NotSignedOffError):
            changed.save(clean=False)
        with pytest.raises(NotSignedOffError):
            changed.save(update_fields=["body"])
        assert_as_signed(changed)

    def test_does_not_set_a_draft_live(self) -> None:
        draft = ArticlePageFactory(live=False)
        draft.live = True
        with pytest.raises(NotSignedOffError):
            draft.save()
        with pytest.raises(NotSignedOffError):
            draft.save(update_fields=["live"])
        assert not ArticlePage.objects.get().live

    def test_makes_a_draft_of_a_page_that_is_live_from_the_start(self) -> None:
        index = ArticleIndexPageFactory()
        page = index.add_child(instance=ArticlePage(title="New", summary="New."))
        assert not ArticlePage.objects.get(pk=page.pk).live
        assert SignOff.objects.count() == 0

    def test_does_not_edit_and_publish_in_one(self, changed: ArticlePage) -> None:
        with pytest.raises(NotSignedOffError):
            EditPageAction(changed, publish=True).execute(skip_permission_checks=True)
        assert_as_signed(changed)

    def test_does_not_create_and_publish_in_one(self, home: HomePage) -> None:
        """What the API does with a page that it is sent."""
        for parent, model in ((home, StandardPage), (ArticleIndexPageFactory(), ArticlePage)):
            fields = {"title": "New", "slug": "new", "summary": "New."}
            form_class = modelform_factory(model, WagtailAdminPageForm, fields=list(fields))
            new_form = form_class(fields, instance=model(), parent_page=parent)
            action = CreatePageAction(new_form.instance, parent, form=new_form, publish=True)
            if model is StandardPage:
                action.execute(skip_permission_checks=True)
                continue
            with pytest.raises(NotSignedOffError):
                action.execute(skip_permission_checks=True)
        assert StandardPage.objects.get().live
        assert not ArticlePage.objects.filter(live=True).exists()

    def test_does_not_bring_back_an_older_revision(self, changed: ArticlePage) -> None:
        old = ArticlePage.objects.get(pk=changed.pk).get_latest_revision()
        sign(submitted(changed), a_clinician("Dr Bea Example"))
        page = ArticlePage.objects.get(pk=changed.pk)
        brought_back = RevertToPageRevisionAction(page, old).execute(skip_permission_checks=True)
        with pytest.raises(NotSignedOffError):
            brought_back.publish(skip_permission_checks=True)
        assert "Take 50 mg." in live_words(changed)

    def test_does_not_keep_a_copy_live(self, page: ArticlePage) -> None:
        copy = CopyPageAction(
            page, update_attrs={"slug": "copy", "title": "Copy"}, keep_live=True
        ).execute(skip_permission_checks=True)
        assert not ArticlePage.objects.get(pk=copy.pk).live
        copy = page.copy(update_attrs={"slug": "another"}, keep_live=True)
        assert not ArticlePage.objects.get(pk=copy.pk).live

    def test_does_not_keep_copies_below_a_copied_page_live(self, page: ArticlePage) -> None:
        index = page.get_parent().specific
        index.copy(update_attrs={"slug": "copies"}, recursive=True, keep_live=True)
        copies = ArticlePage.objects.exclude(pk=page.pk)
        assert [copy.live for copy in copies] == [False]

    def test_does_not_publish_a_translation(self, page: ArticlePage) -> None:
        spanish = Locale.objects.create(language_code="es")
        translation = page.copy_for_translation(spanish, copy_parents=True)
        assert not translation.live
        with pytest.raises(NotSignedOffError):
            translation.save_revision().publish()
        assert not ArticlePage.objects.get(pk=translation.pk).live

    def test_moves_a_signed_page_and_keeps_it_signed(self, page: ArticlePage) -> None:
        target = ArticleIndexPageFactory(title="Elsewhere")
        MovePageAction(page, target, "last-child").execute(skip_permission_checks=True)
        moved = ArticlePage.objects.get(pk=page.pk)
        assert moved.live
        assert moved.review.state == State.REVIEWED

    def test_does_not_publish_by_moving(self, page: ArticlePage) -> None:
        draft = ArticlePageFactory(title="Draft", live=False)
        draft.move(ArticleIndexPageFactory(title="Elsewhere"), "last-child")
        assert not ArticlePage.objects.get(pk=draft.pk).live

    def test_an_alias_is_live_as_its_original_was_signed(self, page: ArticlePage) -> None:
        alias = CreatePageAliasAction(page, update_slug="mirror").execute(
            skip_permission_checks=True
        )
        alias = ArticlePage.objects.get(pk=alias.pk)
        assert alias.live
        assert alias.review.state == State.REVIEWED
        page.body = text(UNSIGNED)
        sign(submitted(page), a_clinician("Dr Bea Example"))
        assert "Take 50 mg." in live_words(ArticlePage.objects.get(pk=alias.pk))

    def test_an_alias_does_not_change_alone(self, page: ArticlePage) -> None:
        page.create_alias(update_slug="mirror")
        alias = ArticlePage.objects.get(slug="mirror")
        alias.body = text(UNSIGNED)
        with pytest.raises(NotSignedOffError):
            alias.save(clean=False)

    def test_what_was_an_alias_is_not_signed(self, page: ArticlePage) -> None:
        page.create_alias(update_slug="mirror")
        alias = ArticlePage.objects.get(slug="mirror")
        ConvertAliasPageAction(alias).execute(skip_permission_checks=True)
        page = ArticlePage.objects.get(slug="mirror")
        assert page.review.state == State.NOT_REVIEWED
        page.body = text(UNSIGNED)
        with pytest.raises(NotSignedOffError):
            page.save_revision().publish()

    def test_finishing_another_workflow_does_not_publish(self, changed: ArticlePage) -> None:
        """One that an operator made without a clinical review, started by code."""
        editor = UserFactory(group="Editors")
        changed.save_revision(user=editor)
        page = ArticlePage.objects.get(pk=changed.pk)
        empty = Workflow.objects.create(name="Straight to the web")
        with pytest.raises(NotSignedOffError):
            empty.start(page, editor)
        assert_as_signed(page)
        state = page.get_workflow().start(page, editor)
        with pytest.raises(NotSignedOffError):
            publish_workflow_state(state)
        assert_as_signed(page)


class TestTheSchedule:
    @staticmethod
    def met_its_hour(page: Page) -> None:
        """A minute after the scheduled time."""
        revision = page.revisions.get(approved_go_live_at__isnull=False)
        due = timezone.now() - timedelta(minutes=1)
        revision.content["go_live_at"] = due.isoformat()
        revision.approved_go_live_at = due
        revision.save()

    def test_publishes_what_was_signed(self) -> None:
        page = ArticlePageFactory(
            live=False, body=text(SIGNED), go_live_at=timezone.now() + timedelta(hours=1)
        )
        sign(submitted(page), a_clinician())
        assert not live_words(page)
        self.met_its_hour(page)
        call_command("publish_scheduled")
        assert_as_signed(page)

    def test_leaves_out_what_is_not_signed_and_publishes_the_others(
        self, changed: ArticlePage
    ) -> None:
        changed.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=2))
        other = StandardPageFactory(title="Costs", live=False)
        other.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
        call_command("publish_scheduled")
        assert_as_signed(changed)
        other.refresh_from_db()
        assert other.live
        assert not changed.revisions.filter(approved_go_live_at__isnull=False).exists()

    def test_does_not_publish_what_a_later_decision_overtook(self, page: ArticlePage) -> None:
        """Signed for tomorrow; today another text is signed and goes live."""
        clinician = a_clinician("Dr Bea Example")
        page.body = text("<p>Take 7 mg.</p>")
        page.go_live_at = timezone.now() + timedelta(days=1)
        sign(submitted(page), clinician)
        for_tomorrow = ArticlePage.objects.get(pk=page.pk).scheduled_revision
        page = ArticlePage.objects.get(pk=page.pk)
        page.body, page.go_live_at = text("<p>Take 9 mg.</p>"), None
        sign(submitted(page), clinician)
        Revision.objects.filter(pk=for_tomorrow.pk).update(approved_go_live_at=timezone.now())
        self.met_its_hour(page)
        call_command("publish_scheduled")
        assert "Take 9 mg." in live_words(page)


@pytest.mark.urls("tests.review.api_urls")
class TestTheApi:
    """Wagtail's, which can write; the site does not mount it."""

    @pytest.fixture
    def send(self, user: AbstractBaseUser) -> Callable[..., Any]:
        _token, secret = APIToken.create_token(user=user, name="A program")

        def send(method: str, address: str, data: Any = None) -> Any:
            return Client().generic(
                method,
                f"/api/v3/pages/{address}",
                json.dumps(data or {}),
                "application/json",
                headers={"Authorization": f"Bearer {secret}"},
            )

        return send

    def test_publishes_what_is_not_clinical(self, send: Callable[..., Any]) -> None:
        page = StandardPageFactory(title="Costs", live=False)
        page.save_revision()
        response = send("POST", f"{page.pk}/actions/publish/")
        assert response.status_code == 200, response.content
        page.refresh_from_db()
        assert page.live

    def test_does_not_publish(self, send: Callable[..., Any], changed: ArticlePage) -> None:
        changed.save_revision()
        response = send("POST", f"{changed.pk}/actions/publish/")
        assert response.status_code == 403, response.content
        assert_as_signed(changed)

    def test_does_not_edit_and_publish(self, send: Callable[..., Any], page: ArticlePage) -> None:
        change = {"title": "Take 50 mg.", "meta": {"action": "publish"}}
        response = send("PATCH", f"{page.pk}/", change)
        assert response.status_code == 403, response.content
        assert_as_signed(page)
        assert ArticlePage.objects.get(pk=page.pk).title == "Sleep"


class TestAnOperatorsImport:
    def test_brings_a_page_in_unreviewed_and_on_record(self) -> None:
        index = ArticleIndexPageFactory()
        with admitting():
            page = index.add_child(instance=ArticlePage(title="Old", slug="old", summary="Old."))
        assert page.live
        assert SignOff.objects.get().decision == Decision.ADMITTED
        assert ArticlePage.objects.get().review.state == State.NOT_REVIEWED
        assert "Not yet clinically reviewed" in live_words(page)

    def test_is_the_only_way(self) -> None:
        page = ArticlePageFactory(title="Brought in")
        page.title = "Changed afterwards"
        with pytest.raises(NotSignedOffError):
            page.save()


def test_what_is_not_clinical_is_published_as_ever() -> None:
    page = StandardPageFactory(title="Costs", live=False)
    page.save_revision().publish()
    assert Page.objects.get(pk=page.pk).live


def test_a_signed_page_is_unpublished_and_stays_signed(page: ArticlePage) -> None:
    page.unpublish()
    again = ArticlePage.objects.get(pk=page.pk)
    again.get_latest_revision().publish()
    assert_as_signed(page)
