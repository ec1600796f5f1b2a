"""The reviews of many pages at once, with as many queries for fifty as for one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from clinic.content.blocks.shared_text import fetch_shared
from clinic.content.models import ClinicSettings
from clinic.content.starting import without_templates
from clinic.review.fingerprints import (
    Ids,
    content_hash,
    ids_elsewhere,
    model_of,
    shown_elsewhere,
)
from clinic.review.mixins import reviewed_types
from clinic.review.sign_offs import SignOff
from clinic.review.state import Review, State, review_from

CHUNK = 100


def pages_under_review() -> PageQuerySet:
    """Pages of every type under review, each with the decision of its last record that counts
    (`standing_decision`), when the review falls due (`review_due`) and the id of the person who
    signed (`signed_by`)."""
    standing = (
        SignOff.objects.that_count()
        .filter(page_id=Coalesce(OuterRef("alias_of_id"), OuterRef("pk")))
        .annotate(signer=Coalesce("stands_on__person_id", "person_id"))
        .order_by("-sequence")
    )
    return without_templates(Page.objects.type(*reviewed_types())).annotate(
        standing_decision=Subquery(standing.values("decision")[:1]),
        review_due=Subquery(standing.values("due")[:1]),
        signed_by=Subquery(standing.values("signer")[:1]),
    )


def standing_records(pages: Iterable[Page]) -> dict[int, SignOff]:
    """The last record that counts of each page that has one, by the page's id; an alias has
    that of its original."""
    origins = {page.pk: page.alias_of_id or page.pk for page in pages}
    counting = SignOff.objects.that_count()
    last = counting.filter(page_id=OuterRef("page_id")).order_by("-sequence").values("pk")[:1]
    found = counting.filter(page_id__in=set(origins.values()), pk=Subquery(last))
    records = {
        record.page_id: record
        for record in found.select_related("stands_on", "person", "stands_on__person")
    }
    return {pk: records[origin] for pk, origin in origins.items() if origin in records}


def reviews_of(pages: Iterable[Page]) -> dict[int, Review]:
    """What `state.review_of` says of each page, by its id. The pages are as specific as they
    are stored, and stay bounded in number: all their content is read at once."""
    pages = list(pages)
    records = standing_records(pages)
    _fetch_child_rows(pages)
    fetch_shared(page.body for page in pages)
    signed = [page for page in pages if page.pk in records and records[page.pk].signature]
    ids = {page.pk: ids_elsewhere(page, records[page.pk].shown) for page in signed}
    at_hand = _things(ids.values())
    settings = _settings_of(signed)
    shown = {}
    for page in signed:
        own = settings.get(_site_id(page))
        shown[page.pk] = shown_elsewhere(page, [*at_hand, own] if own else at_hand, ids[page.pk])
    return {
        page.pk: review_from(records.get(page.pk), content_hash(page), shown.get(page.pk, []))
        for page in pages
    }


def in_chunks(pages: QuerySet[Page]) -> Iterator[tuple[Page, Review]]:
    """Every page of a query, specific, with its review; a bounded number in memory."""
    ids = list(pages.values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        found = Page.objects.filter(pk__in=ids[start : start + CHUNK]).specific().in_bulk()
        reviews = reviews_of(found.values())
        for pk in ids[start : start + CHUNK]:
            if pk in found:
                yield found[pk], reviews[pk]


def ids_in_state(pages: QuerySet[Page], *states: State) -> list[int]:
    """The ids of those pages whose review is in one of the states."""
    return [page.pk for page, review in in_chunks(pages) if review.state in states]


def _fetch_child_rows(pages: list[Page]) -> None:
    """Give each page the rows of its child relations, where modelcluster keeps them."""
    by_type: dict[type[Page], list[Page]] = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
    for model, siblings in by_type.items():
        for relation in get_all_child_relations(model):
            if relation.related_model.__module__.startswith("wagtail."):
                continue  # not part of what is reviewed
            rows = defaultdict(list)
            parent = relation.field.attname
            for row in relation.related_model._default_manager.filter(
                **{f"{relation.field.name}__in": [page.pk for page in siblings]}
            ):
                rows[getattr(row, parent)].append(row)
            name = relation.get_accessor_name()
            for page in siblings:
                if not hasattr(page, "_cluster_related_objects"):
                    page._cluster_related_objects = {}
                page._cluster_related_objects.setdefault(name, rows[page.pk])


def _things(ids: Iterable[Ids]) -> list[models.Model]:
    """All things from elsewhere that any page shows, but for those whom its child rows know."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for of_page in ids:
        for kind, found in of_page.items():
            wanted[kind] |= found
    return [
        thing
        for kind, found in wanted.items()
        if found
        for thing in model_of(kind)._default_manager.in_bulk(found).values()
    ]


def _site_id(page: Page) -> int | None:
    parts = page.get_url_parts()
    return parts[0] if parts else None


def _settings_of(pages: list[Page]) -> dict[int | None, ClinicSettings]:
    """The clinic settings that the pages print, by the id of the site; those of the default
    site for a page that is in none."""
    if not pages:
        return {}
    sites = {site.pk: site for site in Site.objects.all()}
    found: dict[int | None, ClinicSettings] = {
        settings.site_id: settings for settings in ClinicSettings.objects.filter(site__in=sites)
    }
    default = next((pk for pk, site in sites.items() if site.is_default_site), None)
    if default in found:
        found[None] = found[default]
    return found
