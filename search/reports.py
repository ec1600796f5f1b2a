"""The report of what visitors search for."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.coreutils import get_content_languages

from search.models import QueryCount

IN_VAIN = Q(empty__gte=F("searches") / 2, empty__gt=0)


class LanguageFilterSet(WagtailFilterSet):
    language = ChoiceFilter(label=_("Language"), choices=lambda: get_content_languages().items())

    class Meta:
        model = QueryCount
        fields: list[str] = []


class QueryFilterSet(LanguageFilterSet):
    trouble = ChoiceFilter(
        label=_("Trouble"),
        choices=[("empty", _("Found nothing")), ("unread", _("Nothing was chosen"))],
        method="in_trouble",
    )

    def in_trouble(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        if value == "empty":
            return rows.filter(IN_VAIN)
        return rows.filter(clicks=0)


def search_for(row: QueryCount) -> str:
    """Where a visitor's search shows what is found now."""
    with translation.override(row.language):
        return f"{reverse('search')}?{urlencode({'query': row.words})}"


class QueryReportView(ReportView):
    """Queries that were made on at least five different days."""

    page_title = _("What visitors search for")
    header_icon = "search"
    model = QueryCount
    any_permission_required = ["view"]
    filterset_class = QueryFilterSet
    is_searchable = True
    search_fields = ["words"]
    default_ordering = "-searches"
    index_url_name = "search_queries"
    index_results_url_name = "search_queries_results"
    columns = [
        Column("words", label=_("Words"), sort_key="words"),
        Column("language", label=_("Language"), sort_key="language"),
        NumberColumn("searches", label=_("Searches"), sort_key="searches"),
        NumberColumn("empty", label=_("Found nothing"), sort_key="empty"),
        NumberColumn("clicks", label=_("Results chosen"), sort_key="clicks"),
        DateColumn("last_day", label=_("Last asked"), sort_key="last_day"),
    ]
    list_export = ["words", "language", "searches", "empty", "clicks", "last_day"]
    export_headings = {
        "words": _("Words"),
        "language": _("Language"),
        "searches": _("Searches"),
        "empty": _("Found nothing"),
        "clicks": _("Results chosen"),
        "last_day": _("Last asked"),
    }

    def get_filename(self) -> str:
        return "search-queries"

    def get_base_queryset(self) -> Any:
        return QueryCount.objects.exclude(words="")


class NotFoundReportView(QueryReportView):
    """What readers looked for and did not find, what was asked in vain most often first."""

    page_title = _("Looked for and not found")
    header_icon = "search"
    filterset_class = LanguageFilterSet
    default_ordering = "-empty"
    index_url_name = "search_not_found"
    index_results_url_name = "search_not_found_results"
    columns = [
        TitleColumn("words", label=_("Words"), sort_key="words", get_url=search_for),
        Column("language", label=_("Language"), sort_key="language"),
        NumberColumn("empty", label=_("Found nothing"), sort_key="empty"),
        NumberColumn("searches", label=_("Searches"), sort_key="searches"),
        DateColumn("last_day", label=_("Last asked"), sort_key="last_day"),
    ]

    def get_filename(self) -> str:
        return "search-not-found"

    def get_base_queryset(self) -> Any:
        """What found nothing at least every other time."""
        return super().get_base_queryset().filter(IN_VAIN)
