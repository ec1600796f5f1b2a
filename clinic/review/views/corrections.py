"""Withdrawing, correcting and confirming: a form each, with what it is about."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Page

from clinic.review import corrections, decisions, duties
from clinic.review.clinicians import clinician_of, is_clinical
from clinic.review.fingerprints import content_hash
from clinic.review.forms import (
    ConfirmForm,
    EmergencyCorrectionForm,
    ProposeMinorCorrectionForm,
    WithdrawForm,
)
from clinic.review.gate import standing_record
from clinic.review.mixins import ClinicalReviewMixin
from clinic.review.state import State
from clinic.review.tasks import AlreadyDecidedError


def reviewed_page(page_id: int) -> Any:
    """The page under review rules with this id, or 404."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ClinicalReviewMixin):
        raise Http404
    return page


def ask(
    request: HttpRequest,
    page: Page,
    form: Form,
    act: Callable[[dict[str, Any]], Any],
    *,
    heading: str,
    explanation: str,
    button: str,
    done: str | Promise,
    **context: Any,
) -> HttpResponse:
    """Show the form of an action, or take it: one template for all of them."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except AlreadyDecidedError as error:
            messages.error(request, str(error))
        except ValidationError as error:
            for message in error.messages:
                form.add_error(None, message)
        else:
            messages.success(request, done)
            return redirect("wagtailadmin_pages:edit", page.pk)
    return TemplateResponse(
        request,
        "review/action.html",
        {
            "page": page,
            "form": form,
            "heading": heading,
            "explanation": explanation,
            "button": button,
            **context,
        },
        status=422 if form.is_bound else 200,
    )


def withdraw(request: HttpRequest, page_id: int) -> HttpResponse:
    page = reviewed_page(page_id)
    if not is_clinical(request.user):
        raise PermissionDenied
    return ask(
        request,
        page,
        WithdrawForm(request.POST or None),
        lambda values: decisions.withdraw(page, request.user, values["comment"]),
        heading=_("Withdraw this page"),
        explanation=_(
            "Visitors read at once that the page is being re-checked, with crisis help and a "
            "search. It comes back with a sign-off."
        ),
        button=_("Withdraw now"),
        done=gettext_lazy("The page is withdrawn."),
        is_serious=True,
    )


def emergency(request: HttpRequest, page_id: int) -> HttpResponse:
    page = reviewed_page(page_id)
    if not decisions.may_correct_in_emergency(request.user, page):
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    form = EmergencyCorrectionForm(request.POST or None, initial={"seen": content_hash(draft)})
    return ask(
        request,
        page,
        form,
        lambda values: decisions.correct_in_emergency(page, request.user, **values),
        heading=_("Publish an emergency correction"),
        explanation=_(
            "The latest draft goes live at once, marked as corrected and not yet reviewed. A "
            "review opens that is due in 72 hours."
        ),
        button=_("Publish the correction now"),
        done=gettext_lazy("The correction is live; its review is due in 72 hours."),
        is_serious=True,
        before=page,
        after=draft,
    )


def minor(request: HttpRequest, page_id: int) -> HttpResponse:
    page = reviewed_page(page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    standing = standing_record(page)
    return ask(
        request,
        page,
        ProposeMinorCorrectionForm(request.POST or None),
        lambda values: decisions.propose_minor_correction(page, request.user, **values),
        heading=_("Propose a minor correction"),
        explanation=_(
            "For spelling and broken links. A second editor compares both versions and publishes "
            "it; the date of the next review stays."
        ),
        button=_("Send to a second editor"),
        done=gettext_lazy("The correction waits for a second editor."),
        reasons_against=list(corrections.objections(standing, draft)),
        before=standing.page_as_signed() if standing and standing.permits else None,
        after=draft,
    )


def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    page = reviewed_page(page_id)
    if clinician_of(request.user) is None:
        raise PermissionDenied
    review = page.review
    seen = review.standing.record_hash if review.standing else ""
    objection = duties.objection(request.user, page)
    reasons = [objection] if objection else []
    if review.state != State.CHANGED or not review.changed:
        reasons.append(_("There is nothing to confirm."))
    return ask(
        request,
        page,
        ConfirmForm(request.POST or None, initial={"seen": seen}),
        lambda values: decisions.confirm_what_is_shown(page, request.user, **values),
        heading=_("Confirm what changed around this page"),
        explanation=_(
            "The page's own words are as they were signed. What it shows from elsewhere was "
            "changed since; confirm that the page is still right with it."
        ),
        button=_("Confirm"),
        done=gettext_lazy("The page is reviewed as it is now."),
        changed=review.changed,
        reasons_against=reasons,
    )
