"""What changes the index: every change of a page, and of what pages show."""

import logging
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model, Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)
from wagtail.signals import post_page_move

from clinic.content.models import Person, SharedText, Topic
from clinic.content.usage import pages_that_show
from search.indexing import index_page, index_pages, remove_page

logger = logging.getLogger(__name__)

Receiver = Callable[..., None]


def unharmful(receiver: Receiver) -> Receiver:
    """Let the change go through whatever becomes of the index: `check_search` mends that."""

    @wraps(receiver)
    def receive(raw: bool = False, **kwargs: Any) -> None:
        if raw:  # a fixture, which brings its passages along or is indexed afterwards
            return
        try:
            with transaction.atomic():
                receiver(**kwargs)
        except Exception:
            logger.exception("The search index could not follow a change.")

    return receive


def connect() -> None:
    """Listen to all of it."""
    for model in apps.get_models():
        if issubclass(model, Page):
            post_save.connect(page_saved, sender=model)
    pre_delete.connect(page_goes, sender=Page)
    post_page_move.connect(page_moved)
    m2m_changed.connect(topics_changed)
    for signal in (post_save, post_delete):
        signal.connect(restriction_changed, sender=PageViewRestriction)
        signal.connect(collection_restriction_changed, sender=CollectionViewRestriction)
    for model in (Person, SharedText, Topic, get_document_model()):
        post_save.connect(shown_thing_saved, sender=model)
        pre_delete.connect(shown_thing_goes, sender=model)
        post_delete.connect(shown_thing_gone, sender=model)


@unharmful
def page_saved(instance: Page, update_fields: Any = None, **kwargs: Any) -> None:
    """Index what visitors see of the page: a draft's instance holds what they must not."""
    as_saved = update_fields is None and type(instance) is instance.specific_class
    if as_saved:
        index_page(instance)
    elif page := Page.objects.filter(pk=instance.pk).first():
        index_page(page.specific)


@unharmful
def page_goes(instance: Page, **kwargs: Any) -> None:
    """Before its passages go with it: their words must be counted."""
    remove_page(instance.pk)


@unharmful
def page_moved(instance: Page, **kwargs: Any) -> None:
    """A page that moved is as private as its new place, and so is what stands below it."""
    index_tree(Page.objects.filter(pk=instance.pk))


@unharmful
def topics_changed(instance: Any, action: str, model: type[Model], **kwargs: Any) -> None:
    if isinstance(instance, Page) and model is Topic and action.startswith("post_"):
        index_pages(Page.objects.filter(pk=instance.pk))


@unharmful
def restriction_changed(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    if issubclass(getattr(origin, "model", type(origin)), Page):
        return  # it goes with its page
    index_tree(Page.objects.filter(pk=instance.page_id))


def index_tree(roots: Iterable[Page]) -> None:
    """Index pages with all that stands below them, and below their aliases."""
    for root in roots:
        below = Q(path__startswith=root.path) | Q(alias_of__path__startswith=root.path)
        paths = set(Page.objects.filter(below).values_list("path", flat=True))
        trees = Q(path__startswith=root.path)
        for path in sorted(paths):
            if not path.startswith(root.path):
                trees |= Q(path__startswith=path)
        index_pages(Page.objects.filter(trees).iterator())


@unharmful
def collection_restriction_changed(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    collections = Collection.objects.filter(path__startswith=instance.collection.path)
    for document in get_document_model().objects.filter(collection__in=collections):
        index_pages(pages_that_show(document))


@unharmful
def shown_thing_saved(instance: Model, created: bool = False, **kwargs: Any) -> None:
    if not created:
        index_pages(pages_that_show(instance))


@unharmful
def shown_thing_goes(instance: Model, **kwargs: Any) -> None:
    """Note who shows it while that can still be told."""
    instance._shown_on = [page.pk for page in pages_that_show(instance)]


@unharmful
def shown_thing_gone(instance: Model, **kwargs: Any) -> None:
    index_pages(Page.objects.filter(pk__in=getattr(instance, "_shown_on", [])))
