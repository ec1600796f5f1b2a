"""The page on which a review is decided: what would go live, what changed, and the forms."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TaskState

from clinic.review import duties
from clinic.review.fingerprints import content_hash
from clinic.review.forms import DecisionForm
from clinic.review.gate import standing_record
from clinic.review.mixins import ClinicalReviewMixin
from clinic.review.preview_links.comments import comments_on
from clinic.review.tasks import AlreadyDecidedError, ClinicalReviewTask, DecidingTask


def review(request: HttpRequest, task_state_id: int) -> HttpResponse:
    """A page that waits for a decision; POST `decision` is "approve" or "reject"."""
    state = get_object_or_404(
        TaskState.objects.select_related("revision", "workflow_state"), pk=task_state_id
    )
    task = state.task.specific
    page = state.revision.as_object()
    if not isinstance(task, DecidingTask) or not isinstance(page, ClinicalReviewMixin):
        return redirect("wagtailadmin_home")
    if not (
        page.permissions_for_user(request.user).can_edit() or task.get_actions(page, request.user)
    ):
        raise PermissionDenied
    if state.status != TaskState.STATUS_IN_PROGRESS:
        messages.warning(
            request, _("Somebody has decided on “%(title)s” already.") % {"title": page.title}
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    actions = task.get_actions(page, request.user)
    forms = {name: task.get_form_for_action(name) for name, *_rest in actions}
    bound: dict[str, DecisionForm] = {}
    decision = request.POST.get("decision", "")
    if request.method == "POST":
        if decision not in forms:
            raise PermissionDenied
        bound[decision] = forms[decision](request.POST, prefix=decision)
        if bound[decision].is_valid() and _decide(request, task, state, decision, bound[decision]):
            return redirect("wagtailadmin_home")
    seen = content_hash(page)
    made = {
        name: bound.get(name) or form(prefix=name, initial={"seen": seen})
        for name, form in forms.items()
    }
    return TemplateResponse(
        request,
        "review/deciding.html",
        {
            **what_is_decided_on(page, state),
            "labels": {name: label for name, label, _modal in actions},
            "forms": made,
            "chosen": decision or "approve",
            "objection": duties.objection(request.user, page)
            if isinstance(task, ClinicalReviewTask)
            else _("A second editor confirms a correction, not the one who made it."),
        },
        status=422 if bound else 200,
    )


def _decide(
    request: HttpRequest, task: DecidingTask, state: TaskState, decision: str, form: DecisionForm
) -> bool:
    """Whether the decision was taken; where not, the form or a message says why."""
    title = state.revision.object_str
    try:
        task.on_action(state, request.user, decision, **form.cleaned_data)
    except AlreadyDecidedError as error:
        messages.error(request, str(error))
        return False
    except ValidationError as error:
        for message in error.messages:
            form.add_error(None, message)
        return False
    done = (
        _("You asked for changes to “%(title)s”.")
        if decision == "reject"
        else _("“%(title)s” is signed off and published.")
        if isinstance(task, ClinicalReviewTask)
        else _("“%(title)s” is published.")
    )
    messages.success(request, done % {"title": title})
    return True


def what_is_decided_on(page: Page, state: TaskState) -> dict[str, Any]:
    """What the template shows of a page under review."""
    standing = standing_record(page)
    before = standing.page_as_signed() if standing and standing.permits else None
    compare = None
    if (
        standing
        and standing.revision_id
        and page.revisions.filter(pk=standing.revision_id).exists()
    ):
        compare = reverse(
            "wagtailadmin_pages:revisions_compare",
            args=[page.pk, standing.revision_id, state.revision_id],
        )
    return {
        "page": page,
        "state": state,
        "task": state.task.specific,
        "standing": standing,
        "before": before,
        "compare_address": compare,
        "comments": comments_on(state.revision),
        "preview_address": reverse(
            "wagtailadmin_pages:workflow_preview", args=[page.pk, state.task_id]
        ),
    }
