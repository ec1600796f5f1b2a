"""A clinician signs off exactly what goes live, and nobody signs their own work."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from blog.models import ArticleAuthor, ArticlePage
from clinic.review import duties
from clinic.review.forms import SignOffForm, months_after
from clinic.review.gate import UnderReviewError
from clinic.review.sign_offs import Decision, SignOff
from clinic.review.state import State
from clinic.review.tasks import AlreadyDecidedError
from clinic.review.workflows import clinical_workflow
from tests.factories import ArticlePageFactory, UserFactory, body, section
from tests.support.review import a_clinician, sign, sign_off, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> ArticlePage:
    return ArticlePageFactory(title="Sleep", live=False)


def reloaded(page: Page) -> Any:
    return page.specific_class.objects.get(pk=page.pk)


class TestSigning:
    def test_publishes_what_was_signed_and_puts_it_on_record(self, draft: ArticlePage) -> None:
        clinician = a_clinician("Dr Ada Example")
        due = timezone.now() + timedelta(days=100)
        sign_off = sign(submitted(draft), clinician, due=due, comment="Good.", conflicts="None")
        page = reloaded(draft)
        assert page.live
        assert page.live_revision_id == sign_off.revision_id
        assert (sign_off.decision, sign_off.page_id) == (Decision.SIGNED_OFF, draft.pk)
        assert sign_off.name_with_credentials == "Dr Ada Example, MRCPsych"
        assert sign_off.registration_number == "1234567"
        assert (sign_off.comment, sign_off.conflicts, sign_off.due) == ("Good.", "None", due)
        assert page.review.state == State.REVIEWED
        assert not page.has_unpublished_changes

    def test_needs_no_right_to_publish(self, draft: ArticlePage) -> None:
        clinician = a_clinician()
        assert not draft.permissions_for_user(clinician.user).can_publish()
        sign(submitted(draft), clinician)
        assert reloaded(draft).live

    def test_of_a_scheduled_page_schedules_it(self, draft: ArticlePage) -> None:
        draft.go_live_at = timezone.now() + timedelta(days=3)
        sign(submitted(draft), a_clinician())
        page = reloaded(draft)
        assert not page.live
        assert page.scheduled_revision is not None

    def test_publishes_the_signed_revision_and_not_a_later_one(self, draft: ArticlePage) -> None:
        state = submitted(draft)
        later = state.revision.as_object()
        later.title = "Slipped in"
        Page.save_revision(later, clean=False)
        sign(state, a_clinician())
        assert reloaded(draft).title == "Sleep"

    def test_refuses_a_content_that_is_not_the_one_that_was_seen(self, draft: ArticlePage) -> None:
        state = submitted(draft)
        with pytest.raises(AlreadyDecidedError):
            sign(state, a_clinician(), seen="0" * 64)
        assert not SignOff.objects.exists()
        assert not reloaded(draft).live

    def test_refuses_a_revision_that_was_changed_under_the_clinician(
        self, draft: ArticlePage
    ) -> None:
        state = submitted(draft)
        seen = {"seen": "what was read"}
        state.revision.content["title"] = "Changed in place"
        state.revision.save()
        with pytest.raises(AlreadyDecidedError):
            sign(state, a_clinician(), **seen)

    def test_of_what_could_not_be_published_leaves_nothing(self, draft: ArticlePage) -> None:
        draft.summary = ""
        editor = UserFactory(group="Editors")
        draft.save_revision(user=editor, clean=False)
        workflow = clinical_workflow()
        assert workflow
        state = workflow.start(draft, editor).current_task_state.specific
        with pytest.raises(ValidationError):
            sign(state, a_clinician())
        assert not SignOff.objects.exists()
        assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS

    def test_happens_once(self, draft: ArticlePage) -> None:
        state, clinician = submitted(draft), a_clinician()
        sign(state, clinician)
        for decision in ("approve", "reject"):
            with pytest.raises(AlreadyDecidedError):
                state.task.specific.on_action(state, clinician.user, decision, comment="Again")
        assert SignOff.objects.count() == 1


class TestAskingForChanges:
    def test_sends_the_page_back_and_is_on_record(self, draft: ArticlePage) -> None:
        state, clinician = submitted(draft), a_clinician()
        state.task.specific.on_action(state, clinician.user, "reject", comment="Which dose?")
        assert not reloaded(draft).live
        assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
        record = SignOff.objects.get()
        assert (record.decision, record.comment) == (Decision.CHANGES_REQUESTED, "Which dose?")

    def test_leaves_what_is_live_reviewed(self) -> None:
        page = sign_off(ArticlePageFactory(live=False))
        page.title = "Another title"
        state, clinician = submitted(page), a_clinician("Dr Bea Example")
        state.task.specific.on_action(state, clinician.user, "reject", comment="No.")
        assert reloaded(page).review.state == State.REVIEWED


class TestDuties:
    @pytest.fixture
    def state(self, draft: ArticlePage) -> TaskState:
        return submitted(draft)

    def refused(self, state: TaskState, user: Any) -> bool:
        page = state.revision.as_object()
        assert bool(duties.objection(user, page)) == (state.task.get_actions(page, user) == [])
        for decision in ("approve", "reject"):
            with pytest.raises(PermissionDenied):
                state.task.specific.on_action(state, user, decision, comment="Mine")
        return not SignOff.objects.exists()

    def test_a_superuser_is_no_clinician(self, state: TaskState) -> None:
        assert self.refused(state, UserFactory(is_superuser=True))

    def test_an_editor_does_not_sign(self, state: TaskState) -> None:
        assert self.refused(state, UserFactory(group="Editors"))

    def test_a_member_of_the_group_without_a_person_does_not_sign(self, state: TaskState) -> None:
        assert self.refused(state, UserFactory(group="Clinicians"))

    def test_a_clinician_outside_of_the_group_does_not_sign(self, state: TaskState) -> None:
        assert self.refused(state, a_clinician(user=UserFactory(group="Editors")).user)

    @pytest.mark.parametrize(
        "lapsed",
        [{"credentials": ""}, {"registration_number": ""}, {"is_clinician": False}],
    )
    def test_nobody_signs_without_valid_credentials(
        self, state: TaskState, lapsed: dict[str, Any]
    ) -> None:
        clinician = a_clinician()
        type(clinician.person).objects.filter(pk=clinician.person_id).update(**lapsed)
        assert self.refused(state, clinician.user)

    def test_nobody_signs_whose_registration_has_ended(self, state: TaskState) -> None:
        yesterday = timezone.localdate() - timedelta(days=1)
        assert self.refused(state, a_clinician(registered_until=yesterday).user)

    def test_a_log_in_that_was_closed_does_not_sign(self, state: TaskState) -> None:
        clinician = a_clinician()
        clinician.user.is_active = False
        clinician.user.save()
        assert self.refused(state, clinician.user)

    @pytest.mark.parametrize("also_superuser", [False, True])
    def test_who_sent_it_does_not_sign_it(self, draft: ArticlePage, also_superuser: bool) -> None:
        clinician = a_clinician()
        clinician.user.is_superuser = also_superuser
        clinician.user.save()
        draft.save_revision(user=UserFactory(), log_action=True)
        page = reloaded(draft)
        state = page.get_workflow().start(page, clinician.user).current_task_state.specific
        assert self.refused(state, clinician.user)

    def test_who_wrote_any_of_it_since_the_last_sign_off_does_not_sign_it(
        self, draft: ArticlePage
    ) -> None:
        """A typo mended by somebody else afterwards does not make it another's work."""
        clinician = a_clinician()
        draft.title = "My text"
        draft.save_revision(user=clinician.user)
        assert self.refused(submitted(reloaded(draft)), clinician.user)

    def test_who_made_the_page_does_not_sign_it(self) -> None:
        clinician = a_clinician()
        page = ArticlePageFactory(live=False, owner=clinician.user)
        assert self.refused(submitted(page), clinician.user)

    def test_whom_the_page_names_as_author_does_not_sign_it(self, draft: ArticlePage) -> None:
        clinician = a_clinician()
        draft.article_authors = [ArticleAuthor(person=clinician.person)]
        assert self.refused(submitted(draft), clinician.user)

    def test_who_wrote_what_was_signed_since_may_sign_what_others_changed(self) -> None:
        writer = a_clinician("Dr Will Writer")
        page = ArticlePageFactory(live=False, owner=writer.user)
        page.save_revision(user=writer.user, log_action=True)
        page = sign_off(page, a_clinician("Dr Ada Example"))
        page.title = "Changed by an editor"
        state = submitted(page)
        sign(state, writer)
        assert reloaded(page).title == "Changed by an editor"

    def test_who_signed_once_may_sign_again(self) -> None:
        clinician = a_clinician()
        page = sign_off(ArticlePageFactory(live=False), clinician)
        page.title = "Changed by an editor"
        sign(submitted(page), clinician)
        assert reloaded(page).title == "Changed by an editor"


class TestThePageInReview:
    def test_is_edited_by_nobody(self, draft: ArticlePage) -> None:
        submitted(draft)
        lock = reloaded(draft).get_lock()
        for user in (
            UserFactory(is_superuser=True),
            UserFactory(group="Editors"),
            a_clinician().user,
        ):
            assert lock.for_user(user)

    def test_takes_no_revision_from_anybody(self, draft: ArticlePage) -> None:
        state = submitted(draft)
        page = reloaded(draft)
        with pytest.raises(UnderReviewError):
            page.save_revision(user=UserFactory(is_superuser=True))
        with pytest.raises(UnderReviewError):
            page.save_revision(overwrite_revision=state.revision)
        assert reloaded(draft).latest_revision == state.revision

    def test_is_edited_again_when_changes_were_asked_for(self, draft: ArticlePage) -> None:
        state = submitted(draft)
        state.task.specific.on_action(state, a_clinician().user, "reject", comment="No.")
        lock = reloaded(draft).get_lock()
        assert lock is None or not lock.for_user(UserFactory(group="Editors"))


class TestTheForm:
    def filled(self, **values: Any) -> dict[str, Any]:
        checks = {name: "on" for name in SignOffForm().fields if name.startswith("check_")}
        day = timezone.localdate() + timedelta(days=30)
        return {**checks, "conflicts": "None", "due_on": day.isoformat(), **values}

    def test_gives_what_is_put_on_record(self) -> None:
        form = SignOffForm(self.filled(comment="Well written."))
        assert form.is_valid(), form.errors
        assert all(answer["confirmed"] for answer in form.cleaned_data["answers"])
        assert len(form.cleaned_data["answers"]) == 7
        assert form.cleaned_data["due"].date() > timezone.localdate()
        assert "due_on" not in form.cleaned_data

    def test_wants_every_question_confirmed(self) -> None:
        form = SignOffForm(self.filled(check_3=""))
        assert list(form.errors) == ["check_3"]

    @pytest.mark.parametrize("days", [-1, 0, 1200])
    def test_wants_a_day_to_come_within_three_years(self, days: int) -> None:
        day = timezone.localdate() + timedelta(days=days)
        assert "due_on" in SignOffForm(self.filled(due_on=day.isoformat())).errors

    def test_wants_a_word_on_conflicts(self) -> None:
        assert "conflicts" in SignOffForm(self.filled(conflicts=" ")).errors

    def test_proposes_twelve_months(self) -> None:
        today = timezone.localdate()
        assert SignOffForm()["due_on"].value() == months_after(today, 12)

    @pytest.mark.parametrize(
        ("day", "months", "later"),
        [("2026-01-31", 1, "2026-02-28"), ("2026-11-15", 12, "2027-11-15")],
    )
    def test_a_shorter_month_ends_earlier(self, day: str, months: int, later: str) -> None:
        assert months_after(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_the_groups_of_the_review_are_there() -> None:
    assert Group.objects.filter(name__in=["Clinicians", "Clinical leads"]).count() == 2


def test_a_changed_person_is_kept_on_record_as_at_the_time(draft: ArticlePage) -> None:
    clinician = a_clinician("Dr Ada Example")
    sign_off = sign(submitted(draft), clinician)
    clinician.person.name = "Dr Ada Married"
    clinician.person.save()
    sign_off.refresh_from_db()
    assert sign_off.name == "Dr Ada Example"


def test_a_page_whose_body_changed_is_signed_anew() -> None:
    page = sign_off(ArticlePageFactory(live=False, body=body(section("Dose", "<p>5 mg</p>"))))
    page.body = body(section("Dose", "<p>50 mg</p>"))
    state = submitted(page)
    assert "5 mg" in str(reloaded(page).body)
    sign(state, a_clinician("Dr Bea Example"))
    assert "50 mg" in str(reloaded(page).body)
    assert SignOff.objects.count() == 2
