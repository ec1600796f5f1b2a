"""Which live pages need somebody's care, and why. Each kind is a condition of the database."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, TextChoices
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, ReferenceIndex, Site, get_page_models
from wagtail.query import PageQuerySet

from clinic.content.listing import open_to_all
from clinic.content.mixins import SummaryMixin
from clinic.content.models import ClinicSettings
from clinic.content.sections import WORDS_A_MINUTE
from clinic.review.mixins import reviewed_types
from clinic.review.overview import pages_under_review
from clinic.upkeep.models import Flaw, PageStock

OLD = timedelta(days=365)
THIN = WORDS_A_MINUTE  # read in less than a minute


class Care(TextChoices):
    """Why a page needs care."""

    OVERDUE = "overdue", _("Review overdue")
    LINK = "link", _("Broken links")
    PICTURE = "picture", _("Pictures without a text")
    SUMMARY = "summary", _("No summary")
    OLD = "old", _("Not changed for a year")
    ORPHAN = "orphan", _("Nothing links to it")
    THIN = "thin", _("Few words")


def live_pages() -> PageQuerySet:
    """What every visitor may read, each with `changed_at`, when it last went live."""
    return open_to_all(_changed(Page.objects.filter(depth__gt=1)))


def _changed(pages: PageQuerySet) -> PageQuerySet:
    dates = ("last_published_at", "first_published_at", "latest_revision_created_at")
    return pages.annotate(changed_at=Coalesce(*dates))


def _overdue() -> Q:
    overdue = pages_under_review().filter(live=True, review_due__lt=timezone.now())
    return Q(pk__in=overdue.order_by().values("pk"))


def _old() -> Q:
    return Q(changed_at__lt=timezone.now() - OLD)


def _orphan() -> Q:
    """No other live page leads there in its text or its settings, no navigation, nothing else."""
    pages = ContentType.objects.get_for_model(Page)
    live = Page.objects.live().annotate(key=Cast("pk", CharField()))
    links = ReferenceIndex.objects.filter(
        ~Q(base_content_type=pages) | Q(object_id__in=live.values("key")),
        to_content_type=pages,
        to_object_id=Cast(OuterRef("pk"), CharField()),
    ).exclude(base_content_type=pages, object_id=Cast(OuterRef("pk"), CharField()))
    # Settings are not in Wagtail's index.
    known = {pk for each in ClinicSettings.objects.all() for pk in each.linked_page_ids}
    doors = {root.root_path for root in Site.get_site_root_paths()}  # they need no way to them
    return ~Exists(links) & ~Q(pk__in=known) & ~Q(url_path__in=doors)


def _thin() -> Q:
    """What a clinician signs answers a question; a page about the clinic may be short."""
    types = ContentType.objects.get_for_models(*reviewed_types()).values()
    return _has(PageStock.objects.filter(words__lt=THIN)) & Q(content_type__in=types)


def _without_summary() -> Q:
    condition = Q(pk__in=[])
    for model in get_page_models():
        if issubclass(model, SummaryMixin):
            condition |= Q(pk__in=model._default_manager.filter(summary="").order_by().values("pk"))
    return condition


def _has(rows: QuerySet[Any]) -> Q:
    return Q(Exists(rows.filter(page=OuterRef("pk"))))


CONDITIONS: dict[Any, Callable[[], Q]] = {
    Care.OVERDUE: _overdue,
    Care.LINK: lambda: _has(Flaw.objects.exclude(kind=Flaw.Kind.PICTURE)),
    Care.PICTURE: lambda: _has(Flaw.objects.filter(kind=Flaw.Kind.PICTURE)),
    Care.SUMMARY: _without_summary,
    Care.OLD: _old,
    Care.ORPHAN: _orphan,
    Care.THIN: _thin,
}


def in_need(pages: QuerySet[Page], *kinds: str) -> QuerySet[Page]:
    """Those of `live_pages()` that need care of one of these kinds, of any unless given."""
    # Each kind by itself: joined by "or", PostgreSQL would ask each page for each of them.
    condition = Q(pk__in=[])
    for kind in kinds or CONDITIONS:
        of_kind = _changed(Page.objects.live()).filter(CONDITIONS[kind]())
        condition |= Q(pk__in=of_kind.order_by().values("pk"))
    return pages.filter(condition)


def kinds_of(page_ids: list[int]) -> dict[int, list[Care]]:
    """The kinds of care that each of these pages needs; a query for each kind."""
    found: dict[int, list[Care]] = {pk: [] for pk in page_ids}
    pages = live_pages().filter(pk__in=page_ids).order_by()
    for kind, condition in CONDITIONS.items():
        for pk in pages.filter(condition()).values_list("pk", flat=True):
            found[pk].append(Care(kind))
    return found
