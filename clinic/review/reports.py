"""Reports: the pages under review and where each stands, and all sign-offs."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import PageReportView, ReportView
from wagtail.models import Page, TaskState

from clinic.review.clinicians import is_clinical
from clinic.review.overview import ids_in_state, pages_under_review, reviews_of
from clinic.review.sign_offs import Decision, SignOff
from clinic.review.state import DUE_SOON, State

SEES_REPORTS = "review.view_signoff"
WAITING, DUE = "waiting", "due"


class StandingFilterSet(WagtailFilterSet):
    """Where a page stands with its review."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[(WAITING, _("Waiting for a decision")), (DUE, _("Due soon")), *State.choices],
        method="in_state",
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def in_state(self, pages: QuerySet[Page], name: str, value: Any) -> QuerySet[Page]:
        if value == WAITING:
            waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
            ids = waiting.values_list("workflow_state__object_id", flat=True)
            return pages.filter(pk__in=[int(pk) for pk in ids])
        if value == DUE:
            now = timezone.now()
            return pages.filter(live=True, review_due__range=(now, now + DUE_SOON))
        live = pages if value == State.WITHDRAWN else pages.filter(live=True)
        return pages.filter(pk__in=ids_in_state(live, State(value)))


class PermittedReport:
    """For those who may read the record of sign-offs."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(SEES_REPORTS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class PagesUnderReview(PermittedReport, PageReportView):
    """Every page under review: its state, when it falls due, who signed it, what changed."""

    index_url_name = "clinic_review:pages"
    index_results_url_name = "clinic_review:pages_results"
    results_template_name = "review/reports/pages_results.html"
    page_title = _("Clinical review")
    header_icon = "review-pending"
    filterset_class = StandingFilterSet
    list_export = ["title", "state_label", "due", "signed_by_name", "waiting_since", "changed"]
    export_headings = {
        "title": _("Title"),
        "state_label": _("State"),
        "due": _("Review due"),
        "signed_by_name": _("Signed by"),
        "waiting_since": _("Waiting since"),
        "changed": _("Changed since review"),
    }

    def get_queryset(self) -> QuerySet[Page]:
        self.queryset = pages_under_review().filter(alias_of=None).order_by("review_due", "title")
        return super().get_queryset()

    def decorate_paginated_queryset(self, pages: Any) -> list[Page]:
        """Each page with what the report says of it; as many queries for fifty as for one."""
        found = Page.objects.filter(pk__in=[page.pk for page in pages]).specific().in_bulk()
        reviews = reviews_of(found.values())
        waiting = dict(
            TaskState.objects.filter(
                status=TaskState.STATUS_IN_PROGRESS,
                workflow_state__object_id__in=[str(pk) for pk in found],
            ).values_list("workflow_state__object_id", "started_at")
        )
        shown = []
        for row in pages:
            page = found[row.pk]
            review = reviews[page.pk]
            page.review = review
            page.state_label = review.state.label
            page.due = review.due
            page.signed_by_name = review.sign_off.name_with_credentials if review.sign_off else ""
            page.waiting_since = waiting.get(str(page.pk))
            page.changed = ", ".join(review.changed)
            shown.append(page)
        return shown

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_act = is_clinical(self.request.user)
        return super().get_context_data(may_act=may_act, **kwargs)


class SignOffFilterSet(WagtailFilterSet):
    decision = django_filters.ChoiceFilter(label=_("Decision"), choices=Decision.choices)
    name = django_filters.CharFilter(label=_("Name"), lookup_expr="icontains")
    page_title = django_filters.CharFilter(label=_("Page"), lookup_expr="icontains")
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = SignOff
        fields = ["decision", "name", "page_title", "at"]


class SignOffs(PermittedReport, ReportView):
    """All decisions ever made, the newest first."""

    model = SignOff
    queryset = SignOff.objects.defer("content", "shown").order_by("-sequence")
    index_url_name = "clinic_review:sign_offs"
    index_results_url_name = "clinic_review:sign_offs_results"
    page_title = _("Sign-offs")
    header_icon = "review-pending"
    filterset_class = SignOffFilterSet
    is_searchable = False
    columns = [
        Column("sequence", label=_("Number")),
        DateColumn("at", label=_("When")),
        Column("page_title", label=_("Page")),
        Column("get_decision_display", label=_("Decision")),
        Column("name_with_credentials", label=_("Name")),
        DateColumn("due", label=_("Review due")),
        Column("comment", label=_("Comment")),
    ]
    list_export = [
        "sequence",
        "at",
        "page_title",
        "decision",
        "name",
        "credentials",
        "registration_number",
        "conflicts",
        "comment",
        "public_note",
        "due",
        "content_hash",
        "record_hash",
    ]
