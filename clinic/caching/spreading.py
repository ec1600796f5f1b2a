"""From what changed to every page that shows it."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from clinic.caching.changes import CARD, Changes
from clinic.caching.signals import spreading
from clinic.content.models import ClinicSettings
from clinic.content.usage import pages_that_show, users_of

# The block that lists the newest pages below another, wherever it stands in a body.
NEWEST = "newest_pages"
# A thing shows in another, as a photo in a person; nothing is nested deeper.
DEPTH = 3


def spread(changes: Changes) -> set[int]:
    """The ids of all pages whose answers are no longer what they were. Sets
    `changes.everything` instead where every page shows what changed."""
    if changes.everything:
        return set()
    show_things(changes, changes.things)
    if changes.everything:
        return set()
    for pk in mirroring(changes.changed("restrictions")):
        changes.add_page(pk, "restrictions")
    for pk, path in Page.objects.filter(pk__in=list(changes.pages)).values_list("pk", "path"):
        changes.places[pk].add(path)
    cards = changes.changed(*CARD)
    if in_navigation(cards):
        changes.everything = True
        return set()
    pages = set(changes.pages)
    for _receiver, further in spreading.send(sender=None, changes=changes):
        pages |= further
    pages |= below(changes.changed("title", "url_path", "live", "restrictions"))
    pages |= translations(changes.changed("url_path", "live", "restrictions"))
    pages |= referring(cards) | listing_newest(changes, cards)
    return pages


def show_things(changes: Changes, things: Iterable[Model], depth: int = DEPTH) -> None:
    """Put down the pages that show a thing, itself or in another thing."""
    things = list(things)
    if is_logo(things):
        changes.everything = True
        return
    for thing in things:
        for pk in pages_that_show(thing).values_list("pk", flat=True):
            changes.add_page(pk, thing._meta.model_name)
        if depth > 1:
            show_things(changes, users_of(thing), depth - 1)


def is_logo(things: list[Model]) -> bool:
    """Whether one of these stands at the top of every page."""
    images = [thing.pk for thing in things if isinstance(thing, get_image_model())]
    return bool(images) and ClinicSettings.objects.filter(logo__in=images).exists()


def referring(ids: set[int]) -> set[int]:
    """The pages that link to these, or show their cards."""
    page_type = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.objects.filter(
        base_content_type=page_type, to_content_type=page_type, to_object_id__in=map(str, ids)
    )
    return {int(pk) for pk in references.values_list("object_id", flat=True)}


def in_navigation(ids: set[int]) -> bool:
    """Whether every page links to one of these. Wagtail's index does not follow settings."""
    if not ids:
        return False
    linked = {pk for clinic in ClinicSettings.objects.all() for pk in clinic.linked_page_ids}
    return not linked.isdisjoint(ids | translations(ids))


def listing_newest(changes: Changes, ids: set[int]) -> set[int]:
    """The pages that list the newest below a page above these."""
    step = Page.steplen
    above = {
        place[:end]
        for pk in ids
        for place in changes.places[pk]
        for end in range(step, len(place), step)
    }
    parents = Page.objects.filter(path__in=above).values_list("pk", flat=True)
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Page),
        to_object_id__in=map(str, parents),
        model_path__contains=NEWEST,
    )
    return {int(pk) for pk in references.values_list("object_id", flat=True)}


def below(ids: set[int]) -> set[int]:
    """The pages that stand below these: their addresses and breadcrumbs hold them."""
    roots = Page.objects.filter(pk__in=ids, numchild__gt=0).values_list("path", flat=True)
    trees = Q(pk=None)
    for path in roots:
        trees |= Q(path__startswith=path)
    return set(Page.objects.filter(trees).values_list("pk", flat=True))


def translations(ids: set[int]) -> set[int]:
    """The pages that name these as themselves in another language."""
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    return set(Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True))


def mirroring(ids: set[int]) -> set[int]:
    """The aliases of these pages and of what stands below them: they are as private."""
    trees = Q(pk=None)
    for path in Page.objects.filter(pk__in=ids).values_list("path", flat=True):
        trees |= Q(alias_of__path__startswith=path)
    return set(Page.objects.filter(trees).values_list("pk", flat=True))
