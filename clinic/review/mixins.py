"""What a page type inherits to be under clinical review."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import Page, Revision, Workflow, get_page_models
from wagtail.url_routing import RouteResult

from clinic.review import gate, visitors
from clinic.review.fingerprints import content_hash
from clinic.review.permissions import ReviewedPagePermissionTester
from clinic.review.sign_offs import Decision, record
from clinic.review.state import Review, State, review_of
from clinic.review.workflows import awaits_decision, clinical_workflow, reviews


class ClinicalReviewMixin(models.Model):
    """Nothing of the page goes live that no clinician has signed off, and it says who did.

    Stands before `ExplainedWordsMixin`, `BodyMixin` and `Page` in a page type's bases.
    `review_exempt_fields` names the fields that are not clinical.
    """

    review_exempt_fields: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    # --- Going live ---------------------------------------------------------------------

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Raise NotSignedOffError where clinical content would go live unsigned.

        A copy that was to be live from the start becomes a draft.
        """
        if not self.live:
            return super().save(*args, **kwargs)
        update_fields = kwargs.get("update_fields")
        if update_fields is not None and not gate.touches_what_is_live(self, update_fields):
            return super().save(*args, **kwargs)
        if gate.is_admitting():
            return self._save_unreviewed(*args, **kwargs)
        if kwargs.get("clean", True):
            self.full_clean()
        stored = self._stored()
        if stored is None:
            self._become_a_draft()
        else:
            gate.require_permission(gate.saved_instance(self, update_fields), stored)
        return super().save(*args, **kwargs)

    def _stored(self) -> Page | None:
        """The page as the database has it; for a new alias, the page that it mirrors."""
        pk = self.pk or self.alias_of_id
        return type(self)._base_manager.filter(pk=pk).first() if pk else None

    def _become_a_draft(self) -> None:
        self.live = False
        self.has_unpublished_changes = True
        self.live_revision = None
        self.first_published_at = self.last_published_at = None

    def _save_unreviewed(self, *args: Any, **kwargs: Any) -> Any:
        # Every list of pages is in the order of their dates.
        self.first_published_at = self.first_published_at or timezone.now()
        self.last_published_at = self.last_published_at or self.first_published_at
        saved = super().save(*args, **kwargs)
        if not self.alias_of_id and not gate.is_on_record(self):
            record(self, Decision.ADMITTED)
        return saved

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Wagtail's; raises NotSignedOffError for content that is not signed off.

        A schedule that met its hour without being signed off is taken off the revision instead:
        other pages wait in the same run.
        """
        if not gate.may_go_live(revision.as_object()):
            if revision.approved_go_live_at is None:
                raise gate.NotSignedOffError(self)
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            return None
        return super().publish(revision, *args, **kwargs)

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Wagtail's; raises UnderReviewError while somebody decides on the page. Wagtail asks for
        the lock when an edit begins, and an editor's browser may save once more while she submits.
        """
        gate.one_at_a_time(self)
        if awaits_decision(self):
            raise gate.UnderReviewError(self)
        return super().save_revision(*args, **kwargs)

    def permissions_for_user(self, user: AbstractBaseUser) -> ReviewedPagePermissionTester:
        return ReviewedPagePermissionTester(user, self)

    def get_workflow(self) -> Workflow | None:
        """The workflow that somebody put on this part of the tree, if a clinical review is part
        of it, or else the clinical review alone."""
        chosen = super().get_workflow()
        return chosen if chosen and reviews(chosen) else clinical_workflow()

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    # --- What visitors see --------------------------------------------------------------

    @cached_property
    def review(self) -> Review:
        """What may be said of the page's review, worked out from the page as it is."""
        return review_of(self)

    @property
    def review_is_overdue(self) -> bool:
        """Whether a sign-off once held and its time is over."""
        return bool(self.review.state == State.OVERDUE)

    @property
    def reviewed_on(self) -> date | None:
        """The day of the sign-off that holds now."""
        review = self.review
        return timezone.localdate(review.sign_off.at) if review.is_valid else None

    @property
    def changes_at(self) -> datetime | None:
        """When the page will say something else by itself: its review falls due."""
        return self.review.due if self.review.is_valid else None

    def get_cached_paths(self) -> list[str]:
        return [*super().get_cached_paths(), f"/{visitors.HISTORY}/"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        # Before the blocks are made for showing: from then on the body is not as it is stored.
        content = content_hash(self)
        context = super().get_context(request, *args, **kwargs)
        context["review"] = self.review = visitors.review_shown(self, content, context, request)
        return context

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Wagtail's, and below the page its public history; in the place of a withdrawn page
        the word that it is being re-checked."""
        return visitors.route(self, path_components) or super().route(request, path_components)

    def serve(
        self, request: HttpRequest, *args: Any, view: str = "", **kwargs: Any
    ) -> HttpResponse:
        if view:
            return visitors.VIEWS[view](request, self)
        return super().serve(request, *args, **kwargs)


def reviewed_types() -> list[type[ClinicalReviewMixin]]:
    """The page types under review."""
    return [model for model in get_page_models() if issubclass(model, ClinicalReviewMixin)]
