"""The report of what visitors read and ask about."""

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from clinic.feedback.models import Comment
from clinic.upkeep.care import live_pages
from clinic.upkeep.models import PageCount
from clinic.upkeep.reports import ForThoseWhoCanAct, may_edit_pages, own_pages

DAYS = {
    "7": _("The last 7 days"),
    "30": _("The last 30 days"),
    "90": _("The last 90 days"),
    "365": _("The last year"),
}
USUAL = "30"


class ReadingFilterSet(WagtailFilterSet):
    days = django_filters.ChoiceFilter(
        label=_("When"), choices=list(DAYS.items()), method="counted", empty_label=DAYS[USUAL]
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def counted(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        """The columns are counted for these days already."""
        return pages


class Reading(ForThoseWhoCanAct, ReportView):
    """Each live page: how often it was read, found by search, and asked about."""

    may_see = staticmethod(may_edit_pages)
    model = Page
    index_url_name = "upkeep:reading"
    index_results_url_name = "upkeep:reading_results"
    page_title = _("What visitors read and ask about")
    header_icon = "view"
    filterset_class = ReadingFilterSet
    is_searchable = False
    default_ordering = "-reads"
    columns = [
        TitleColumn(
            "title",
            label=_("Page"),
            sort_key="title",
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        NumberColumn("reads", label=_("Read"), sort_key="reads"),
        NumberColumn("landings", label=_("Chosen in search"), sort_key="landings"),
        NumberColumn("comments", label=_("Comments"), sort_key="comments"),
        NumberColumn("answers", label=_("Remarks on passages"), sort_key="answers"),
    ]
    list_export = ["title", "full_url", "reads", "landings", "comments", "answers"]
    export_headings = {
        "title": _("Title"),
        "full_url": _("Address"),
        "reads": _("Read"),
        "landings": _("Chosen in search"),
        "comments": _("Comments"),
        "answers": _("Remarks on passages"),
    }

    def get_base_queryset(self) -> QuerySet[Page]:
        chosen = self.request.GET.get("days", "")
        days = timedelta(days=int(chosen if chosen in DAYS else USUAL))
        counts = PageCount.objects.filter(day__gt=timezone.localdate() - days)
        asked = Comment.objects.filter(
            status=Comment.Status.PUBLISHED, created_at__gt=timezone.now() - days
        )
        return (
            live_pages()
            .filter(pk__in=own_pages(self.request.user))
            .annotate(
                reads=_of_page(counts, Sum("reads")),
                landings=_of_page(counts, Sum("landings")),
                comments=_of_page(asked.filter(question=""), Count("pk")),
                answers=_of_page(asked.filter(~Q(question="")), Count("pk")),
            )
        )

    def order_queryset(self, queryset: Any) -> Any:
        # Equal numbers stay in one order from page to page.
        return super().order_queryset(queryset).order_by(self.ordering, "title", "pk")


def _of_page(rows: QuerySet[Any], total: Any) -> Coalesce:
    per_page = rows.filter(page=OuterRef("pk")).order_by().values("page").annotate(total=total)
    return Coalesce(Subquery(per_page.values("total"), output_field=IntegerField()), 0)
