"""The report of log-ins, for administrators."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from clinic.access.models import LogInEvent
from clinic.access.second_factor import administers


class LogInFilterSet(WagtailFilterSet):
    kind = django_filters.MultipleChoiceFilter(label=_("What"), choices=LogInEvent.Kind.choices)
    method = django_filters.ChoiceFilter(label=_("How"), choices=LogInEvent.Method.choices)
    name = django_filters.CharFilter(label=_("Name"), lookup_expr="icontains")
    address = django_filters.CharFilter(label=_("From"), lookup_expr="startswith")
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = LogInEvent
        fields = ["kind", "method", "name", "address", "at"]


class LogIns(ReportView):
    """Who logged in or tried to, when, from where and how; the newest first."""

    model = LogInEvent
    queryset = LogInEvent.objects.all()
    index_url_name = "clinic_access:log_ins"
    index_results_url_name = "clinic_access:log_ins_results"
    page_title = _("Log-ins")
    header_icon = "key"
    filterset_class = LogInFilterSet
    is_searchable = False
    columns = [
        DateColumn("at", label=_("When")),
        Column("get_kind_display", label=_("What")),
        Column("name", label=_("Name")),
        Column("get_method_display", label=_("How")),
        Column("address", label=_("From")),
    ]
    list_export = ["at", "kind", "name", "method", "address"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not administers(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
