"""What an editor opens on Monday: pages that need care, what is broken in them, what is unused."""

from collections import defaultdict
from typing import Any, ClassVar

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import PageReportView, ReportView
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import page_permission_policy, policy_registry

from clinic.content.references import Reference
from clinic.upkeep.care import Care, in_need, kinds_of, live_pages
from clinic.upkeep.models import Flaw, PageStock

User = Any  # django.contrib.auth hands out more than one type


def may_edit_pages(user: User) -> bool:
    """Whether somebody may change any page."""
    return bool(page_permission_policy.user_has_permission(user, "change"))


def may_edit_references(user: User) -> bool:
    return bool(user.has_perm("content.change_reference"))


def may_edit_images(user: User) -> bool:
    return bool(_image_policy().user_has_permission(user, "change"))


def _image_policy() -> Any:
    return policy_registry.get_by_type(get_image_model())


def own_pages(user: User) -> Any:
    """The keys of the pages that somebody may change."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return pages.order_by().values("pk")


class ForThoseWhoCanAct:
    """A report for those who can do something about it."""

    may_see: ClassVar[Any]
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not type(self).may_see(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class CareFilterSet(WagtailFilterSet):
    care = django_filters.ChoiceFilter(label=_("Why"), choices=Care.choices, method="in_need")

    class Meta:
        model = Page
        fields: list[str] = []

    def in_need(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        return in_need(pages, value)


class PagesInNeed(ForThoseWhoCanAct, PageReportView):
    """Each live page that needs care, with why; what has waited longest first."""

    may_see = staticmethod(may_edit_pages)
    index_url_name = "upkeep:care"
    index_results_url_name = "upkeep:care_results"
    results_template_name = "upkeep/reports/care_results.html"
    page_title = _("Pages that need care")
    header_icon = "tasks"
    filterset_class = CareFilterSet
    list_export = ["title", "full_url", "reasons_listed", "changed_at"]
    export_headings = {
        "title": _("Title"),
        "full_url": _("Address"),
        "reasons_listed": _("Why"),
        "changed_at": _("Last changed"),
    }

    def get_queryset(self) -> QuerySet[Page]:
        pages = live_pages().filter(pk__in=own_pages(self.request.user))
        # The filter asks for one kind by itself.
        self.queryset = (
            pages if self.request.GET.get("care") in Care.values else in_need(pages)
        ).order_by(F("changed_at").asc(nulls_last=True), "title", "pk")
        return super().get_queryset()

    def decorate_paginated_queryset(self, pages: Any) -> list[Page]:
        """Each page with its `reasons`; as many queries for fifty as for one."""
        pages = list(pages)
        ids = [page.pk for page in pages]
        kinds = kinds_of(ids)
        words = dict(PageStock.objects.filter(page__in=ids).values_list("page", "words"))
        flaws: defaultdict[int, list[Flaw]] = defaultdict(list)
        for flaw in Flaw.objects.filter(page__in=ids):
            flaws[flaw.page_id].append(flaw)
        for page in pages:
            own = flaws[page.pk]
            page.reasons = [
                _reason(kind, page, words.get(page.pk, 0), own) for kind in kinds[page.pk]
            ]
            page.reasons_listed = "; ".join(page.reasons)
        return pages


def _reason(kind: Any, page: Page, words: int, flaws: list[Flaw]) -> str:
    match kind:
        case Care.OLD:
            day = date_format(page.changed_at, "DATE_FORMAT")
            return _now("Not changed since %(day)s") % {"day": day}
        case Care.THIN:
            return _now("Few words: %(number)d") % {"number": words}
        case Care.LINK | Care.PICTURE:
            is_picture = kind == Care.PICTURE
            number = sum((flaw.kind == Flaw.Kind.PICTURE) is is_picture for flaw in flaws)
            return f"{kind.label}: {number}"
    return str(kind.label)


class FlawFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=_("What"), choices=Flaw.Kind.choices)

    class Meta:
        model = Flaw
        fields = ["kind"]


def place_of(flaw: Flaw) -> str:
    """Where the editor mends it."""
    address = reverse("wagtailadmin_pages:edit", args=[flaw.page_id])
    return f"{address}#block-{flaw.block}-section" if flaw.block else address


class Flaws(ForThoseWhoCanAct, ReportView):
    """Each broken link and each picture without a text, with the way to its place."""

    may_see = staticmethod(may_edit_pages)
    model = Flaw
    index_url_name = "upkeep:flaws"
    index_results_url_name = "upkeep:flaws_results"
    page_title = _("Broken links and pictures without a text")
    header_icon = "warning"
    filterset_class = FlawFilterSet
    is_searchable = False
    columns = [
        TitleColumn("page", label=_("Page"), accessor="page.title", get_url=place_of),
        Column("heading", label=_("Below the heading")),
        Column("kind", label=_("What"), accessor="get_kind_display"),
        Column("words", label=_("Words or address")),
        Column("message", label=_("What is wrong")),
    ]
    list_export = ["page.title", "page.full_url", "heading", "kind", "words", "message"]
    export_headings = {"page.title": _("Page"), "page.full_url": _("Address")}

    def get_base_queryset(self) -> QuerySet[Flaw]:
        own = Flaw.objects.filter(page__in=own_pages(self.request.user))
        return own.select_related("page").order_by("page__title", "page", "pk")


def _used(model: type[Any]) -> Exists:
    """Whether anything refers to a row: what is published, or the draft of what never was."""
    return Exists(
        ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(model),
            to_object_id=Cast(OuterRef("pk"), CharField()),
        )
    )


class UnusedReferenceFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Reference.Kind.choices)

    class Meta:
        model = Reference
        fields = ["kind"]


class UnusedReferences(ForThoseWhoCanAct, ReportView):
    """Each source of the library that no page cites or lists."""

    may_see = staticmethod(may_edit_references)
    model = Reference
    index_url_name = "upkeep:references"
    index_results_url_name = "upkeep:references_results"
    page_title = _("Unused references")
    header_icon = "citation"
    filterset_class = UnusedReferenceFilterSet
    is_searchable = True
    search_backend_name = None  # the database's own search knows the condition
    search_fields: ClassVar[list[str]] = ["title", "authors", "doi"]
    columns = [
        TitleColumn(
            "title",
            label=_("Title"),
            get_url=lambda source: reverse(
                Reference.snippet_viewset.get_url_name("edit"), args=[source.pk]
            ),
        ),
        Column("authors", label=_("Authors")),
        Column("year", label=_("Year")),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
    ]
    list_export = ["title", "authors", "container_title", "year", "kind", "doi", "pubmed_id", "url"]

    def get_base_queryset(self) -> QuerySet[Reference]:
        unused: QuerySet[Reference] = Reference.objects.filter(~_used(Reference))
        return unused.order_by("authors", "year", "title", "pk")


class ImageFilterSet(WagtailFilterSet):
    used = django_filters.ChoiceFilter(
        label=_("Used"), choices=[("yes", _("On a page")), ("no", _("Nowhere"))], method="is_used"
    )

    class Meta:
        model = get_image_model()
        fields: list[str] = []

    def is_used(self, images: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        used = _used(get_image_model())
        return images.filter(used if value == "yes" else ~used)


class UndescribedImages(ForThoseWhoCanAct, ReportView):
    """Each picture of the library without a description: what a page begins with when an editor
    chooses it."""

    may_see = staticmethod(may_edit_images)
    model = get_image_model()
    index_url_name = "upkeep:images"
    index_results_url_name = "upkeep:images_results"
    page_title = _("Images without a description")
    header_icon = "image"
    filterset_class = ImageFilterSet
    is_searchable = False
    columns = [
        TitleColumn("title", label=_("Title"), url_name="wagtailimages:edit"),
        Column("collection", label=_("Collection")),
        DateColumn("created_at", label=_("Added")),
    ]
    list_export = ["title", "collection", "created_at"]

    def get_base_queryset(self) -> QuerySet[Any]:
        own = _image_policy().instances_user_has_permission_for(self.request.user, "change")
        return own.filter(description="").select_related("collection").order_by("-created_at", "pk")
