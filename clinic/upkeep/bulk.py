"""Bulk actions of the page explorer: the same change to many pages, as a new draft of each."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_list_or_404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import Page, Revision

from clinic.upkeep.drafts import Change, Outcome, SkippedError, new_draft

MOST = 100  # pages at once


class DraftsBulkAction(PageBulkAction):
    """A change to each chosen page, each by itself. A subclass says what changes."""

    template_name = "upkeep/bulk_action.html"
    explanation: ClassVar[str | Promise] = ""
    button: ClassVar[str | Promise] = ""
    log_action: ClassVar[str] = ""
    outcome: Outcome

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Any) -> list[Page]:
        found: list[Page] = get_list_or_404(model.objects.order_by("path"), pk__in=object_ids)
        return found

    def check_perm(self, page: Page) -> bool:
        return bool(page.permissions_for_user(self.request.user).can_edit())

    def change(self, values: dict[str, Any]) -> Change:
        """What is done to each page, given what the form says."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(action=self, **kwargs)

    def prepare_action(
        self, objects: list[Page], objects_without_access: Any
    ) -> HttpResponse | None:
        if len(objects) <= MOST:
            return None
        self.cleaned_form.add_error(
            None, _now("Choose %(most)d pages at the most.") % {"most": MOST}
        )
        return self.form_invalid(self.cleaned_form)

    def get_execution_context(self) -> dict[str, Any]:
        self.outcome = Outcome()
        return {
            **super().get_execution_context(),
            "change": self.change(self.cleaned_form.cleaned_data),
            "outcome": self.outcome,
        }

    @classmethod
    def execute_action(
        cls,
        objects: list[Page],
        user: Any = None,
        change: Change | None = None,
        outcome: Outcome | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        if change is None or outcome is None:
            raise TypeError("Say what changes.")
        for page in objects:
            try:
                if revision := new_draft(page.pk, user, change, cls.log_action):
                    outcome.changed.append(page)
                    cls.after_draft(revision, page, user, outcome)
            except SkippedError as why:
                outcome.skipped.append((page, str(why)))
        return len(outcome.changed), 0

    @classmethod
    def after_draft(cls, revision: Revision, page: Page, user: Any, outcome: Outcome) -> None:
        """What else is done with the new draft of a page; `page` is as it was before."""

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if self.outcome.skipped:
            messages.warning(self.request, self.outcome.skipped_listed)
        if not num_parent_objects:
            return None if self.outcome.skipped else _now("Nothing was changed.")
        return ngettext(
            "%(count)d page has a new draft.",
            "%(count)d pages have new drafts.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


class ScheduleForm(forms.Form):
    go_live_at = forms.DateTimeField(
        label=_("Goes live"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("Left empty, it stays as it is on each page."),
    )
    expire_at = forms.DateTimeField(
        label=_("Comes down"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("Left empty, it stays as it is on each page."),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        go_live_at, expire_at = given.get("go_live_at"), given.get("expire_at")
        for name, time in (("go_live_at", go_live_at), ("expire_at", expire_at)):
            if time and time <= timezone.now():
                self.add_error(name, _now("This time has passed."))
        if not self.errors and not (go_live_at or expire_at):
            self.add_error(None, _now("Give one of the times at least."))
        elif go_live_at and expire_at and go_live_at >= expire_at:
            self.add_error("expire_at", _now("Pages must go live before they come down."))
        return given


class ScheduleBulkAction(DraftsBulkAction):
    """When pages go live and come down.

    A schedule holds by itself only for what may go live: what its user may publish and, where a
    clinician must sign, what is signed. For the rest the times wait in the draft.
    """

    display_name = _("Schedule")
    action_type = "schedule"
    aria_label = _("Schedule the selected pages")
    action_priority = 60
    form_class = ScheduleForm
    explanation = _(
        "The times are set in a new draft of each page. They hold at once where you may publish "
        "the page as it is in its latest version; an article that is not signed off keeps them "
        "until a clinician signs it."
    )
    button = _("Set the schedule")
    log_action = "upkeep.schedule"

    def change(self, values: dict[str, Any]) -> Change:
        times: dict[str, datetime] = {
            name: values[name] for name in ("go_live_at", "expire_at") if values[name]
        }

        def set_times(page: Page) -> bool:
            before = (page.go_live_at, page.expire_at)
            for name, time in times.items():
                setattr(page, name, time)
            if page.go_live_at and page.expire_at and page.go_live_at >= page.expire_at:
                raise SkippedError(_now("it would come down before it goes live"))
            return before != (page.go_live_at, page.expire_at)

        return set_times

    @classmethod
    def after_draft(cls, revision: Revision, page: Page, user: Any, outcome: Outcome) -> None:
        draft = revision.as_object()
        waits = bool(draft.go_live_at and draft.go_live_at > timezone.now())
        is_as_live = page.live and not page.has_unpublished_changes
        if (waits or is_as_live) and draft.permissions_for_user(user).can_publish():
            revision.publish(user=user)
        else:
            outcome.skipped.append(
                (page, _now("the times wait in the draft until it is published"))
            )
