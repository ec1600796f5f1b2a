"""The report of pages that cite what was retracted or superseded."""

from collections import defaultdict
from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import page_permission_policy

from clinic.content.listing import open_to_all
from clinic.content.references import Reference

SEES_REPORT = "content.view_reference"


def uses_of(references: QuerySet[Reference]) -> QuerySet[ReferenceIndex]:
    """Where pages use these references, as Wagtail's index knows it: what is published, or the
    draft of what never was."""
    return ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Reference),
        to_object_id__in=references.annotate(key=Cast("pk", CharField())).values("key"),
    )


class FallenSourcesFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(
        label=_("The source is"), choices=Reference.Status.choices[1:], method="cites"
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def cites(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        return pages.filter(_uses(Reference.objects.filter(status=value)))


def _uses(references: QuerySet[Reference]) -> Exists:
    key = Cast(OuterRef("pk"), CharField())
    return Exists(uses_of(references).filter(object_id=key))


class FallenSources(PageReportView):
    """Each page that uses a source which was retracted or superseded, with these sources."""

    index_url_name = "clinic_sources:fallen"
    index_results_url_name = "clinic_sources:fallen_results"
    results_template_name = "content/reports/fallen_sources_results.html"
    page_title = _("Retracted and superseded sources")
    header_icon = "citation"
    filterset_class = FallenSourcesFilterSet
    list_export = ["title", "live", "sources_listed"]
    export_headings = {
        "title": _("Title"),
        "live": _("Live"),
        "sources_listed": _("Sources"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(SEES_REPORT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Page]:
        """Of the pages that the user may see in the admin, or anybody on the site."""
        explorable = page_permission_policy.explorable_instances(self.request.user)
        public = open_to_all(Page.objects.all())
        seen = Q(pk__in=explorable.values("pk")) | Q(pk__in=public.values("pk"))
        fallen = Reference.objects.fallen()
        self.queryset = Page.objects.filter(seen, _uses(fallen)).order_by("-live", "title")
        return super().get_queryset()

    def decorate_paginated_queryset(self, pages: Any) -> list[Page]:
        """Each page with its fallen `sources`; as many queries for fifty as for one."""
        pages = list(pages)
        fallen = Reference.objects.fallen()
        found = fallen.in_bulk()
        rows = uses_of(fallen).filter(object_id__in=[str(page.pk) for page in pages])
        sources: defaultdict[int, set[int]] = defaultdict(set)
        for page_id, reference_id in rows.values_list("object_id", "to_object_id"):
            sources[int(page_id)].add(int(reference_id))
        for page in pages:
            page.sources = [found[pk] for pk in sorted(sources[page.pk]) if pk in found]
            page.sources_listed = "; ".join(map(str, page.sources))
        return pages
