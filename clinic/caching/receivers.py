"""What changes a public page, as Django's and Wagtail's signals tell it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import post_page_move

from clinic.caching import addresses
from clinic.caching.changes import CARD
from clinic.caching.purging import is_on, noting
from clinic.caching.spreading import in_navigation, referring, show_things
from clinic.content.models import Person, Reference, SharedText, Topic

Receiver = Callable[..., None]

# What is saved with a draft and no visitor sees.
OF_DRAFTS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
    "wagtail_admin_comments",
}


def while_on(receiver: Receiver) -> Receiver:
    """Cost nothing without a front cache, nor while a fixture is loaded."""

    @wraps(receiver)
    def receive(raw: bool = False, **kwargs: Any) -> None:
        if is_on() and not raw:
            receiver(**kwargs)

    return receive


def connect() -> None:
    """Listen to all of it."""
    for model in apps.get_models():
        if issubclass(model, Page):
            pre_save.connect(page_to_be_saved, sender=model)
            post_save.connect(page_saved, sender=model)
        elif issubclass(model, BaseSiteSetting | Site | Locale):
            post_save.connect(every_page_changed, sender=model)
            post_delete.connect(every_page_changed, sender=model)
    pre_delete.connect(page_goes, sender=Page)
    post_page_move.connect(page_moved)
    for model in (Person, Reference, SharedText, Topic, get_image_model(), get_document_model()):
        post_save.connect(thing_saved, sender=model)
        pre_delete.connect(thing_goes, sender=model)
    for signal in (post_save, post_delete):
        signal.connect(restriction_changed, sender=PageViewRestriction)
        signal.connect(collection_restriction_changed, sender=CollectionViewRestriction)


@while_on
def page_to_be_saved(instance: Page, update_fields: Any = None, **kwargs: Any) -> None:
    """Note what others show of the page as it is."""
    if instance.pk and not _is_of_drafts(update_fields):
        instance._before = _as_stored(instance)


@while_on
def page_saved(instance: Page, update_fields: Any = None, **kwargs: Any) -> None:
    if _is_of_drafts(update_fields):
        return
    before = instance.__dict__.pop("_before", None) or {}
    if not (instance.live or before.get("live")):
        return
    what = {name for name, value in _as_it_is(instance).items() if before.get(name) != value}
    with noting() as changes:
        changes.add_page(instance.pk, "content", *what)
        if before and before["url_path"] != instance.url_path:
            changes.moved.add((instance.pk, before["url_path"]))


@while_on
def page_moved(
    instance: Page,
    parent_page_before: Page,
    url_path_before: str,
    url_path_after: str,
    **kwargs: Any,
) -> None:
    what = "content" if url_path_before == url_path_after else "url_path"
    with noting() as changes:
        changes.add_page(instance.pk, what, place=_below(parent_page_before))
        changes.moved.add((instance.pk, url_path_before))


@while_on
def page_goes(instance: Page, **kwargs: Any) -> None:
    """Note its addresses and who shows it while that can still be told."""
    if not instance.live:
        return
    with noting() as changes:
        changes.addresses |= addresses.of_page(instance)
        changes.add_page(instance.pk, *CARD, place=instance.path)
        if in_navigation({instance.pk}):
            changes.everything = True
        for pk in referring({instance.pk}):
            changes.add_page(pk, "link")


@while_on
def restriction_changed(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    if issubclass(getattr(origin, "model", type(origin)), Page):
        return  # it goes with its page
    with noting() as changes:
        changes.add_page(instance.page_id, "restrictions")


@while_on
def collection_restriction_changed(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    collections = Collection.objects.filter(path__startswith=instance.collection.path)
    with noting() as changes:
        changes.things.update(get_document_model().objects.filter(collection__in=collections))


@while_on
def thing_saved(instance: Model, update_fields: Any = None, **kwargs: Any) -> None:
    if _is_of_drafts(update_fields):
        return
    with noting() as changes:
        changes.things.add(instance)


@while_on
def thing_goes(instance: Model, **kwargs: Any) -> None:
    """Note who shows it while that can still be told."""
    with noting() as changes:
        show_things(changes, [instance])


@while_on
def every_page_changed(**kwargs: Any) -> None:
    with noting() as changes:
        changes.everything = True


def _is_of_drafts(update_fields: Any) -> bool:
    return update_fields is not None and OF_DRAFTS.issuperset(update_fields)


def _as_it_is(page: Page) -> dict[str, Any]:
    return {name: getattr(page, name) for name in CARD if hasattr(page, name)}


def _as_stored(page: Page) -> dict[str, Any] | None:
    names = [field.name for field in page._meta.concrete_fields if field.name in CARD]
    rows: Any = type(page)._base_manager.filter(pk=page.pk)
    stored: dict[str, Any] | None = rows.values(*names).first()
    return stored


def _below(parent: Page) -> str:
    """A place in the tree right below a page."""
    return str(parent.path) + "0" * parent.steplen
